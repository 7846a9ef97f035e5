"""A tray icon where there is no StatusNotifierItem host: X11 panels that embed, Windows, macOS.

A process of its own, `python -m breakd.desktop.tray.xembed`, as its libraries are heavy: it follows
the daemon over the control socket, sends commands there, and ends with the daemon.  On X11 the
icon has no menu; a click asks for a break.

Exit status: 0 when the daemon ended, 1 when there is none or the icon broke, 3 (at once, and
without a word) when there is no tray to be in, so whoever starts it need not find out beforehand.
"""

import logging
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import Any

from breakd.control.client import Message, NoDaemonError, ask, follow
from breakd.core.model import HOUR, MINUTE
from breakd.desktop import pictures
from breakd.desktop.tray import x11_icon
from breakd.desktop.tray.embedded import NO_TRAY
from breakd.streams import encoded
from breakd.text import tray as text

FAILED = 1
SIZE = 48  # what the panel scales down
LONGEST_TITLE = 127
SAYS_MORE = ("another", "hurts")  # what is answered to these is worth reading

log = logging.getLogger("breakd.tray")


def embeds() -> bool:
    """Whether some panel on this X11 display takes embedded icons."""
    if not os.environ.get("DISPLAY"):
        return False
    xlib: Any = import_module("Xlib.display")
    try:
        screen = xlib.Display()
    except (xlib.error.DisplayError, xlib.error.ConnectionClosedError, OSError):
        return False
    try:
        tray = screen.intern_atom(f"_NET_SYSTEM_TRAY_S{screen.get_default_screen()}")
        return bool(screen.get_selection_owner(tray) != xlib.X.NONE)
    finally:
        screen.close()


def form(status: Message) -> pictures.Form:
    """The icon's form for a status, in the same order as `breakd.desktop.tray.icon.frame`."""
    held = (status.get("break") or {}).get("due_in_s") is None
    gates = status["gates"]
    match status["phase"]:
        case "on-break":
            return "on-break"
        case _ if "paused" in gates:
            return "paused"
        case "snoozed":
            return "snoozed"
        case "working":
            return "held" if held else "working"
        case "due":
            return "waiting" if held else "due"
        case _:
            return "due"


def step(status: Message) -> int:
    """How full the ring is."""
    planned = status.get("break") or {}
    every = planned.get("every_s") or 0
    work = planned.get("work_s") or 0
    return int(pictures.STEPS * min(1.0, work / every)) if every else 0


def _tell(verb: str, fields: Message) -> str:
    """What the daemon says to it."""
    try:
        return str(ask({"do": verb, **fields}).get("text", ""))
    except NoDaemonError as error:
        log.warning("%s", error)
        return str(error)


def _image(status: Message, opaque: bool) -> Any:
    from PIL import Image

    for width, height, argb in pictures.ring(form(status), step(status), (SIZE,)):
        alpha, *colours = Image.frombytes("RGBA", (width, height), argb).split()
        icon = Image.merge("RGBA", (*colours, alpha))
        if not opaque:
            return icon
        ground = Image.new("RGBA", icon.size, (*x11_icon.PANEL, 255))
        return Image.alpha_composite(ground, icon)
    return Image.new("RGBA", (SIZE, SIZE))


def title(headline: str, note: str, x11: bool) -> str:
    """What the icon is called: where things stand, and what is to be said beside.

    pystray can give an X11 window only a name in Latin-1, and Windows one of 127 characters.
    """
    whole = (" – " if x11 else "\n").join(filter(None, (headline, note)))
    if x11:
        return encoded(whole, "latin-1").decode("latin-1")
    return whole if len(whole) <= LONGEST_TITLE else whole[: LONGEST_TITLE - 1] + "…"


def _menu(pystray: Any) -> Any:
    """The menu, where pystray can draw one; a click on the icon is the default item."""

    def item(label: str, verb: str, *, default: bool = False, **fields: object) -> Any:
        def act(icon: Any) -> None:
            said = _tell(verb, fields)
            if verb in SAYS_MORE and icon.HAS_NOTIFICATION:
                icon.notify(said, text.TITLE)

        return pystray.MenuItem(label, act, default=default)

    pauses = [item(text.duration(s), "pause", seconds=s) for s in (30 * MINUTE, HOUR, 2 * HOUR)]
    return pystray.Menu(
        item(text.NOW, "now", default=True),
        item(text.SHOW, "start"),
        item(text.DONE, "done"),
        item(text.SNOOZE, "snooze"),
        item(text.SKIP, "skip"),
        item(text.OTHER, "another"),
        item(text.HURTS, "hurts"),
        pystray.Menu.SEPARATOR,
        pystray.MenuItem(
            text.PAUSE,
            pystray.Menu(*pauses, item(text.UNTIL_TOMORROW, "pause", until="today")),
        ),
        item(text.RESUME, "resume"),
        item(text.READING, "reading"),
        item(text.READ, "reading", off=True),
        pystray.Menu.SEPARATOR,
        item(text.QUIT, "quit"),
    )


def _show(icon: Any, replies: Iterator[Message], opaque: bool) -> None:
    """Keep the icon up to date until the daemon ends.  Runs in a thread of its own."""
    draw = _in_main_thread()
    drawn = None
    status = FAILED
    try:
        draw(partial(setattr, icon, "visible", True))
        for reply in replies:
            now = reply["status"]
            name = title(reply["text"], now.get("note") or "", opaque)
            draw(partial(setattr, icon, "title", name))
            if drawn != (form(now), step(now)):
                drawn = form(now), step(now)
                draw(partial(setattr, icon, "icon", _image(now, opaque)))
    except NoDaemonError:
        status = 0
    except Exception:
        log.exception("the embedded tray icon cannot go on")
    finally:
        if opaque:  # on X11 the loop that `stop` should end may miss the event that tells it so
            os._exit(status)
        draw(icon.stop)


def _in_main_thread() -> Callable[[Callable[[], None]], None]:
    """How a thread may change the icon: macOS draws in the main thread alone."""
    if sys.platform == "darwin":
        later: Callable[[Callable[[], None]], None]
        later = import_module("PyObjCTools.AppHelper").callAfter
        return later
    return lambda draw: draw()


def _stay_out_of_the_dock() -> None:
    """On macOS an icon in the menu bar is all there is to see of this process."""
    kit: Any = import_module("AppKit")
    policy = kit.NSApplicationActivationPolicyAccessory
    kit.NSApplication.sharedApplication().setActivationPolicy_(policy)


def main() -> int:
    """Show the icon until the daemon ends."""
    x11 = sys.platform not in ("win32", "darwin")
    if x11:
        if not embeds():
            return NO_TRAY
        os.environ["PYSTRAY_BACKEND"] = "xorg"  # the others would want GTK
    replies = follow()
    try:
        first = next(replies)
    except NoDaemonError as error:
        log.warning("%s", error)
        return FAILED
    import pystray

    # It logs a traceback when the panel restarts, and comes back by itself.
    logging.getLogger("pystray").setLevel(logging.CRITICAL)
    image = _image(first["status"], x11)
    name = title(first["text"], first["status"].get("note") or "", x11)
    icon = pystray.Icon("breakd", image, name, _menu(pystray))
    if x11:
        x11_icon.mend(icon)
    if sys.platform == "darwin":
        _stay_out_of_the_dock()
    icon.run(partial(_show, replies=replies, opaque=x11))
    return 0


if __name__ == "__main__":
    sys.exit(main())
