"""Full screen on X11, as window managers say it.

Properties: https://specifications.freedesktop.org/wm-spec/latest/
"""

import contextlib
from importlib import import_module
from typing import Any

from breakd.desktop.attention.display import OURS, DisplayGone

NOT_WINDOWS = ("DESKTOP", "DOCK", "NOTIFICATION", "TOOLTIP", "SPLASH")
LEADERS = 5  # how far a dialog is followed to the window that it belongs to

Box = tuple[int, int, int, int]


class X11:
    """A display; see `fullscreen.Display`.

    With one output the active window counts.  With several, a window also counts that is on top
    on one of them, while the user works on another.
    """

    def __init__(self) -> None:
        display: Any = import_module("Xlib.display")
        self._x: Any = import_module("Xlib.X")
        self._error: Any = import_module("Xlib.error")
        try:
            self._display = display.Display()
        except (self._error.DisplayError, self._error.ConnectionClosedError, OSError) as error:
            raise DisplayGone(str(error)) from error
        self._display.set_error_handler(lambda _error, _request: None)
        self._root = self._display.screen().root
        self._follow(self._root)
        names = ("_NET_ACTIVE_WINDOW", "_NET_CLIENT_LIST_STACKING", "_NET_CURRENT_DESKTOP")
        self._interesting = {self._atom(name) for name in (*names, "_NET_WM_STATE")}
        self._full: bool | None = None

    def fileno(self) -> int:
        """See `Display`."""
        return int(self._display.fileno())

    def full(self) -> bool:
        """See `Display`."""
        try:
            while self._news() or self._full is None:
                self._full = self._active_fills() or self._some_output_is_filled()
            return self._full
        except (self._error.ConnectionClosedError, OSError) as error:
            raise DisplayGone(str(error)) from error

    def close(self) -> None:
        """See `Display`."""
        with contextlib.suppress(self._error.ConnectionClosedError, OSError):
            self._display.close()

    def _news(self) -> bool:
        """Take note of what has happened; whether any of it matters."""
        news = False
        while self._display.pending_events():
            event = self._display.next_event()
            news = news or getattr(event, "atom", None) in self._interesting
        return news

    # --- windows ---------------------------------------------------------------------------------

    def _active_fills(self) -> bool:
        active = self._property(self._root, "_NET_ACTIVE_WINDOW")
        return any(self._fills(number) for number in active[:1])

    def _some_output_is_filled(self) -> bool:
        outputs = self._outputs()
        if len(outputs) < 2:
            return False
        for number in reversed(self._property(self._root, "_NET_CLIENT_LIST_STACKING")):
            box = self._box(number)
            if box is None:
                continue
            covered = [output for output in outputs if _centre_within(box, output)]
            if covered and self._fills(number):
                return True
            outputs = [output for output in outputs if output not in covered]
        return False

    def _fills(self, number: int) -> bool:
        """Whether a window, or the one whose dialog it is, is full screen and not ours."""
        for _ in range(LEADERS):
            window = self._window(number)
            states = self._property(window, "_NET_WM_STATE")
            if self._atom("_NET_WM_STATE_FULLSCREEN") in states:
                return self._is_window(window) and not self._is_ours(window)
            leader = self._property(window, "WM_TRANSIENT_FOR")
            if not leader or leader[0] in (0, number, self._root.id):
                return False
            number = leader[0]
        return False

    def _is_ours(self, window: Any) -> bool:
        try:
            names = window.get_wm_class() or ()
        except self._error.XError:
            return True  # it has gone
        return any(name.lower() == OURS for name in names)

    def _is_window(self, window: Any) -> bool:
        types = self._property(window, "_NET_WM_WINDOW_TYPE")
        return not any(self._atom(f"_NET_WM_WINDOW_TYPE_{name}") in types for name in NOT_WINDOWS)

    def _box(self, number: int) -> Box | None:
        """Where a window is; None if nobody sees it."""
        window = self._window(number)
        try:
            seen = window.get_attributes().map_state == self._x.IsViewable
            if not seen or not self._is_window(window):
                return None
            size = window.get_geometry()
            place = self._root.translate_coords(window, 0, 0)
        except self._error.XError:
            return None
        return place.x, place.y, size.width, size.height

    def _outputs(self) -> list[Box]:
        try:
            monitors = self._root.xrandr_get_monitors().monitors
        except (AttributeError, self._error.XError):  # no RandR, or an old one
            return []
        return [(m.x, m.y, m.width_in_pixels, m.height_in_pixels) for m in monitors]

    # --- X11 -------------------------------------------------------------------------------------

    def _window(self, number: int) -> Any:
        """A window, whose properties are followed from now on."""
        window = self._display.create_resource_object("window", number)
        self._follow(window)  # each time: another window may have got an old one's number
        return window

    def _follow(self, window: Any) -> None:
        mask = self._x.PropertyChangeMask
        window.change_attributes(event_mask=mask, onerror=lambda _error, _request: None)

    def _property(self, window: Any, name: str) -> list[int]:
        try:
            found = window.get_full_property(self._atom(name), self._x.AnyPropertyType)
        except self._error.XError:
            return []
        return [int(value) for value in found.value] if found is not None else []

    def _atom(self, name: str) -> int:
        return int(self._display.intern_atom(name))  # asked for once, then remembered


def _centre_within(box: Box, output: Box) -> bool:
    x, y = box[0] + box[2] // 2, box[1] + box[3] // 2
    return 0 <= x - output[0] < output[2] and 0 <= y - output[1] < output[3]
