"""A voice: the desktop's own speech, a program of its own for each sentence."""


class Voice:
    """Speaks one sentence at a time.  Nothing here waits or raises."""

    def say(self, text: str) -> None:
        """Speak; whatever is still being said ends first."""

    def stop(self) -> None:
        """End what is being said."""
