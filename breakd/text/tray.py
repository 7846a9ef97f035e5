"""The tray's menu."""

from breakd.text import _
from breakd.text.state import minutes

TITLE = "breakd"
NOW = _("Take a break now")
SHOW = _("Show me")
DONE = _("Done")
SNOOZE = _("Snooze")
SKIP = _("Skip")
OTHER = _("Not this one")
HURTS = _("This hurts")
PAUSE = _("Pause")
RESUME = _("Resume")
READING = _("I am reading")
READ = _("I have finished reading")
SETTINGS = _("Open settings")
QUIT = _("Quit")
UNTIL_TOMORROW = _("Until tomorrow")


def duration(seconds: float) -> str:
    """A choice of the Snooze or the Pause menu: "5 min", "1 h"."""
    return _("{n} s").format(n=round(seconds)) if seconds < 60 else minutes(seconds)
