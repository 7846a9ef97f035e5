"""What breakd can notice on this desktop, as `doctor` says it."""

from breakd.text import _

NO_SERVICE = _("Do-not-disturb is not followed: there is no notification service.")
NO_DND = _("Do-not-disturb is not followed: breakd does not know where this desktop keeps it.")
NO_SCREEN = _("Full-screen windows are not noticed: there is no display to ask.")
NO_WAYLAND = _("Full-screen windows are not noticed: this Wayland desktop does not tell of them.")
XWAYLAND = _("Only the full-screen windows of X11 programs are noticed on this Wayland desktop.")
XWAYLAND_GNOME = _(
    "Only the full-screen windows of X11 programs are noticed: GNOME tells nobody of the others. "
    "It keeps notifications back itself while one fills the main screen."
)
NO_WAYLAND_GNOME = _("Full-screen windows are not noticed: GNOME tells nobody of them on Wayland.")
NO_SOUND = _("A microphone in use is not noticed: neither PipeWire nor PulseAudio is running.")
CAMERA = _("A camera in use is noticed.")
SHARING = _("A shared screen is noticed (PipeWire).")
SHARING_X11 = _("A shared screen is noticed only if it goes through PipeWire, as few do on X11.")
NO_PIPEWIRE = _("A shared screen is not noticed: PipeWire is not running.")
TYPING = _("A pause in your typing and clicking is waited for.")
NO_TYPING = _("Typing is not noticed: this desktop does not tell of single inputs.")
NO_LOOKOUT = _("Full screen and calls are not noticed: the process that looks for them ended.")


def dnd(service: str) -> str:
    """Whose do-not-disturb is followed."""
    return _("Do-not-disturb is followed ({service}).").format(service=service)


def screen(display: str) -> str:
    """Through what full-screen windows are seen."""
    return _("Full-screen windows are noticed ({display}).").format(display=display)


def microphone(server: str) -> str:
    """Through what a microphone in use is seen."""
    return _("A microphone in use is noticed ({server}).").format(server=server)


def no_tool(tool: str) -> str:
    """What could be asked is not installed."""
    return _("This is not noticed: {tool} is not installed.").format(tool=tool)


def silent(server: str) -> str:
    """A server that runs did not answer."""
    return _("{server} did not answer in time.").format(server=server)
