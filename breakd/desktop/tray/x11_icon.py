"""What pystray 0.19's icon lacks on X11: to hear clicks, to ask for its place once, to stay round.

It reaches into pystray, so it does nothing where the icon is not of that kind.
"""

from importlib import import_module
from typing import Any

PANEL = (43, 43, 43)  # its window is opaque, so the icon brings some panel along


def mend(icon: Any) -> None:
    """Do all that to an icon that is not shown yet."""
    if getattr(icon, "_window", None) is not None:
        _hear_clicks(icon)
        _ask_once(icon)
        _stay_round(icon)


def _hear_clicks(icon: Any) -> None:
    """pystray handles clicks, but never asks the server for them."""
    x: Any = import_module("Xlib.X")
    mask = x.ExposureMask | x.StructureNotifyMask | x.ButtonPressMask
    icon._window.change_attributes(event_mask=mask)


def _ask_once(icon: Any) -> None:
    """pystray asks the tray for a place with each new picture; trayer 1.1 then takes the icon out
    and in again, and now and then squeezes it to a pixel."""
    ask = icon._dock_window

    def ask_if_without() -> None:
        if icon._systray_manager is None:  # as it is again when the tray has gone
            ask()

    icon._dock_window = ask_if_without


def _stay_round(icon: Any) -> None:
    """pystray stretches the picture over the whole window, and not every tray has square ones."""
    image: Any = import_module("PIL.Image")

    def fit(width: int, height: int) -> None:
        if icon._icon_data is not None and icon._icon_data.size == (width, height):
            return
        side = min(width, height)
        whole = image.new("RGB", (width, height), PANEL)
        middle = ((width - side) // 2, (height - side) // 2)
        whole.paste(icon._icon.resize((side, side), image.Resampling.LANCZOS), middle)
        whole.tostring = whole.tobytes  # by this name Xlib asks for it
        icon._icon_data = whole

    icon._assert_icon_data = fit
