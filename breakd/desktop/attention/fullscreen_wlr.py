"""Full screen on Wayland compositors that tell of all windows: labwc, Wayfire, Hyprland, river, …

Protocol: https://wayland.app/protocols/wlr-foreign-toplevel-management-unstable-v1
"""

import select
from dataclasses import dataclass, field
from typing import Any

from breakd.desktop.attention.display import OURS, DisplayGone, Untold
from breakd.desktop.wayland import client
from breakd.desktop.wayland.client import Connection, interface

MANAGER = "zwlr_foreign_toplevel_manager_v1"
OUTPUT = "wl_output"

DESTROY = 7  # a request of a window's
APP_ID, ENTER, LEAVE, STATE, DONE, CLOSED = 1, 2, 3, 4, 5, 6  # events of a window's
MINIMIZED, ACTIVATED, FULL = 1, 2, 3  # its states
FULL_SINCE = 2  # the first version that knows of full screen

WINDOW_EVENTS = (
    (b"title", b"s"),
    (b"app_id", b"s"),
    (b"output_enter", b"o"),
    (b"output_leave", b"o"),
    (b"state", b"a"),
    (b"done", b""),
    (b"closed", b""),
    (b"parent", b"3?o"),
)
WINDOW_REQUESTS = (
    (b"set_maximized", b""),
    (b"unset_maximized", b""),
    (b"set_minimized", b""),
    (b"unset_minimized", b""),
    (b"activate", b"o"),
    (b"close", b""),
    (b"set_rectangle", b"oiiii"),
    (b"destroy", b""),
    (b"set_fullscreen", b"2?o"),
    (b"unset_fullscreen", b"2"),
)
WINDOW = interface(b"zwlr_foreign_toplevel_handle_v1", 3, WINDOW_REQUESTS, WINDOW_EVENTS)
WINDOWS = interface(
    MANAGER.encode(), 3, ((b"stop", b""),), ((b"toplevel", b"n"), (b"finished", b"")), WINDOW
)


@dataclass(eq=False)
class Window:
    """What is known of one; `covered`: another one has been in use on its output since."""

    app: str = ""
    states: frozenset[int] = frozenset()
    outputs: set[int] = field(default_factory=set)
    covered: bool = False

    @property
    def active(self) -> bool:
        return ACTIVATED in self.states and MINIMIZED not in self.states

    @property
    def fills(self) -> bool:
        """Whether it is full screen, as far as itself is concerned."""
        seen = FULL in self.states and MINIMIZED not in self.states
        return seen and not self.covered and self.app.lower() != OURS

    def shares_output(self, other: "Window") -> bool:
        return not self.outputs or not other.outputs or bool(self.outputs & other.outputs)


class Toplevels:
    """A display; see `fullscreen.Display`.  Untold where the compositor does not tell.

    Nobody says which window is on top.  So one that is full screen counts from when it is in use
    until another one on the same output is; and nothing counts while no window is in use.
    """

    def __init__(self) -> None:
        self._windows: dict[int, Window] = {}
        self._closed: list[int] = []
        self._offer = 0, 0  # the number and version of what tells of windows
        self._finished = False
        try:
            self._connection = Connection()
        except client.DisplayGone as error:
            raise DisplayGone(str(error)) from error
        except OSError as error:  # no such library
            raise Untold(str(error)) from error
        try:
            self._begin()
        except client.DisplayGone as error:
            self.close()
            raise DisplayGone(str(error)) from error
        except Untold:
            self.close()
            raise

    def fileno(self) -> int:
        """See `Display`."""
        return self._connection.fileno()

    def full(self) -> bool:
        """See `Display`."""
        try:
            while select.select([self._connection], [], [], 0)[0]:
                self._connection.dispatch()
                self._forget_closed()
        except client.DisplayGone as error:
            raise DisplayGone(str(error)) from error
        if self._finished:
            raise DisplayGone("the compositor tells of windows no more")
        windows = self._windows.values()
        return any(w.active for w in windows) and any(w.fills for w in windows)

    def close(self) -> None:
        """See `Display`."""
        self._connection.close()

    def _begin(self) -> None:
        connection = self._connection
        self._registry = connection.registry(self._on_offer)
        connection.roundtrip()
        number, version = self._offer
        if version < FULL_SINCE:
            raise Untold("the compositor does not tell of full-screen windows")
        manager = connection.bind(self._registry, number, WINDOWS, min(version, WINDOWS.version))
        connection.listen(manager, self._on_manager)
        connection.roundtrip()
        self._forget_closed()

    def _forget_closed(self) -> None:
        """Not from within their own events: what is handling one must stay until it has."""
        for window in self._closed:
            self._connection.end(window, DESTROY)
        self._closed.clear()
        self._connection.flush()

    # --- what the compositor says ----------------------------------------------------------------

    def _on_offer(self, event: int, args: Any) -> None:
        if event != 0:
            return
        number, name = args[0].u, args[1].s.decode()
        if name == MANAGER:
            self._offer = number, args[2].u
        elif name == OUTPUT:
            # Which outputs a window is on is told only to those who know the output.
            output = self._connection.known(OUTPUT)
            bound = self._connection.bind(self._registry, number, output, 1)
            self._connection.listen(bound, _ignore)

    def _on_manager(self, event: int, args: Any) -> None:
        if event != 0:
            self._finished = True
            return
        number, window = int(args[0].o), Window()
        self._windows[number] = window
        self._connection.listen(number, lambda event, args: self._on_window(number, event, args))

    def _on_window(self, number: int, event: int, args: Any) -> None:
        window = self._windows[number]
        match event:
            case _ if event == APP_ID:
                window.app = args[0].s.decode(errors="replace")
            case _ if event == ENTER and args[0].o:
                window.outputs.add(int(args[0].o))
            case _ if event == LEAVE and args[0].o:
                window.outputs.discard(int(args[0].o))
            case _ if event == STATE:
                window.states = frozenset(args[0].a.contents.numbers())
            case _ if event == DONE:
                self._consider(window)
            case _ if event == CLOSED:
                del self._windows[number]
                self._closed.append(number)

    def _consider(self, changed: Window) -> None:
        """All that is new about it has been told."""
        for window in self._windows.values():
            if changed.active and window is not changed and changed.shares_output(window):
                window.covered = True
        if changed.active:
            changed.covered = False
        elif any(w.active and w.shares_output(changed) for w in self._windows.values()):
            changed.covered = True


def _ignore(_event: int, _args: Any) -> None:
    pass
