"""Which keys are meant for the guide.  Pure.

A window that comes up while somebody types gets the next letters; they are not answers.
"""

FIRST_S = 1.0
AFTER_A_KEY_S = 0.6  # whoever is typing has not seen the window yet


class Hesitation:
    """Takes no keys in the first second of the window, and none of those that go on from there
    without a pause."""

    def __init__(self, opened: float) -> None:
        self._until = opened + FIRST_S

    def takes(self, now: float) -> bool:
        """Whether a key that is pressed now is an answer."""
        if now >= self._until:
            return True
        self._until = max(self._until, now + AFTER_A_KEY_S)
        return False
