"""Which keys are meant for the guide.  Pure.

A window that comes up while somebody types gets the next letters; they are not answers.
"""

FIRST_S = 1.0
BETWEEN_KEYS_S = 0.6  # whoever types on has not seen the window yet


class Hesitation:
    """Takes no keys in the first second of the window, and none of those that go on from there
    without a pause."""

    def __init__(self, opened: float) -> None:
        self._ready = opened + FIRST_S
        self._ignored: float | None = None

    def takes(self, now: float, pressed: float) -> bool:
        """Whether a key is an answer that was `pressed` at this second of the display's clock,
        and arrives `now` on ours (they need not agree)."""
        goes_on = self._ignored is not None and pressed - self._ignored < BETWEEN_KEYS_S
        if now < self._ready or goes_on:
            self._ignored = pressed
            return False
        return True
