"""Windows of our own on an X11 display, for the tests of what looks at windows."""

from importlib import import_module
from typing import Any

from tests.desk.waiting import wait_until

NORMAL = (100, 100, 300, 200)


class XWindows:
    """A program that opens windows on a display with a window manager; close it when done."""

    def __init__(self, display: str) -> None:
        xlib: Any = import_module("Xlib.display")
        self.x: Any = import_module("Xlib.X")
        self.event: Any = import_module("Xlib.protocol.event")
        self.display = xlib.Display(display)
        self.screen = self.display.screen()
        self.root = self.screen.root

    def close(self) -> None:
        """End it, and with it its windows."""
        self.display.close()

    def open(
        self,
        *states: str,
        kind: str = "NORMAL",
        name: str = "player",
        box: tuple[int, int, int, int] = NORMAL,
        leader: Any = None,
    ) -> Any:
        """A window in these states, say FULLSCREEN; mapped, and the active one."""
        window = self.root.create_window(*box, 0, self.screen.root_depth)
        window.set_wm_class(name, name.capitalize())
        window.set_wm_name(name)
        window.set_wm_normal_hints(flags=1 | 4, min_width=1, min_height=1)  # place it where it is
        self._atoms(window, "_NET_WM_WINDOW_TYPE", [f"_NET_WM_WINDOW_TYPE_{kind}"])
        self._atoms(window, "_NET_WM_STATE", [f"_NET_WM_STATE_{state}" for state in states])
        if leader is not None:
            window.set_wm_transient_for(leader)
        wait_until(lambda: self._mapped(window), f"the window of {name}")
        self.activate(window)
        return window

    def activate(self, window: Any) -> None:
        """Make it the active one."""

        def active() -> bool:
            self._ask(window, "_NET_ACTIVE_WINDOW", 2, 0, 0)
            return bool(self.active() == window.id)

        wait_until(active, "the window to become active")

    def set_full(self, window: Any, full: bool) -> None:
        """Ask for full screen, or for its end."""
        state = self.display.intern_atom("_NET_WM_STATE_FULLSCREEN")
        self._ask(window, "_NET_WM_STATE", int(full), state, 0, 1)

    def active(self) -> int:
        """The active window's number."""
        atom = self.display.intern_atom("_NET_ACTIVE_WINDOW")
        found = self.root.get_full_property(atom, self.x.AnyPropertyType)
        return int(found.value[0]) if found is not None and len(found.value) else 0

    def _mapped(self, window: Any) -> bool:
        """Ask for it again and again: a window manager that is starting may not hear it."""
        window.map()
        self.display.sync()
        return bool(window.get_attributes().map_state == self.x.IsViewable)

    def _atoms(self, window: Any, name: str, values: list[str]) -> None:
        atom = self.display.intern_atom
        window.change_property(atom(name), atom("ATOM"), 32, [atom(value) for value in values])

    def _ask(self, window: Any, what: str, *numbers: int) -> None:
        """Ask the window manager."""
        data = (32, [*numbers, 0, 0, 0, 0][:5])
        kind = self.display.intern_atom(what)
        event = self.event.ClientMessage(window=window, client_type=kind, data=data)
        mask = self.x.SubstructureRedirectMask | self.x.SubstructureNotifyMask
        self.root.send_event(event, event_mask=mask)
        self.display.sync()
