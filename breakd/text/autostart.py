"""What `breakd autostart` answers."""

from collections.abc import Sequence

from breakd.text import _

APP_COMMENT = _("Reminds you to move, one short stretch at a time")
APP_GENERIC_NAME = _("Break reminder")

OFF = _("breakd does not start at login; `breakd autostart enable` changes that.")
NOTHING_TO_DISABLE = _("Nothing to do: breakd does not start at login.")


def on(how: str) -> str:
    """`how` is a file or a registry key."""
    return _("breakd starts at login ({how}).").format(how=how)


def enabled(how: str, start_now: str) -> str:
    """`start_now` is the command that starts it at once."""
    return _("breakd will start at your next login ({how}). To start it now: {start}").format(
        how=how, start=start_now
    )


def needs_a_line(desktop: str, line: str) -> str:
    """For a window manager that starts nothing at login by itself."""
    return _(
        "{desktop} does not read such entries by itself; add this line to its configuration: {line}"
    ).format(desktop=desktop, line=line)


def disabled(removed: Sequence[str]) -> str:
    """What was taken away."""
    return _("breakd will no longer start at login. Removed: {removed}.").format(
        removed=", ".join(removed)
    )


def switched_off(how: str) -> str:
    """The desktop's own settings disabled our entry."""
    return _(
        "breakd is set up to start at login ({how}), but your desktop's settings have switched "
        "that off; `breakd autostart enable` switches it on again."
    ).format(how=how)


def not_enabled_unit(how: str) -> str:
    """The unit is there; systemd was told not to start it."""
    return _(
        "breakd's systemd unit is there ({how}), but not enabled; `breakd autostart enable` "
        "enables it."
    ).format(how=how)


def not_ours(how: str) -> str:
    """Something with our name that breakd did not write."""
    return _("{how} was not written by breakd, so it stays as it is.").format(how=how)


def failed(how: str, why: str) -> str:
    """A file, systemctl or the registry said no."""
    return _("Could not change {how}: {why}.").format(how=how, why=why)
