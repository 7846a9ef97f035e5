"""The screen locked, the machine asleep, another user at it."""
