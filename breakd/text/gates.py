"""What holds a due break back, and what would let it go."""

from breakd.core.model import Gate
from breakd.text import _

# To follow "held back by".
BY = {
    Gate.CALL: _("a call"),
    Gate.SCREEN_SHARE: _("a shared screen"),
    Gate.CALENDAR: _("an appointment"),
    Gate.DO_NOT_DISTURB: _("do-not-disturb"),
    Gate.FULL_SCREEN: _("a full-screen window"),
    Gate.TYPING: _("keyboard or mouse in use"),
}

# To follow "once".
OVER = {
    Gate.CALL: _("the call is over"),
    Gate.SCREEN_SHARE: _("the screen is no longer shared"),
    Gate.CALENDAR: _("the appointment is over"),
    Gate.DO_NOT_DISTURB: _("do-not-disturb is off"),
    Gate.FULL_SCREEN: _("no window fills the screen"),
    Gate.TYPING: _("your hands rest for a moment"),
}

# The setting that makes it hold breaks back.
KEYS = {
    Gate.CALL: "defer.call",
    Gate.SCREEN_SHARE: "defer.call",
    Gate.CALENDAR: "calendar.files",
    Gate.DO_NOT_DISTURB: "defer.do_not_disturb",
    Gate.FULL_SCREEN: "defer.full_screen",
    Gate.TYPING: "defer.typing",
}
