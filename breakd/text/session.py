"""What other programs show of us when the machine goes to sleep."""

from breakd.text import _

BEFORE_SLEEP = _("noting how long you have worked")  # `systemd-inhibit --list`, column WHY
