"""The icons of a panel's tray, of the newer kind (on the bus) and the older (XEmbed)."""

import time
from importlib import import_module
from types import TracebackType
from typing import Any, Self

from tests.desk import tray
from tests.desk.desktop import Desktop
from tests.patience import PATIENCE_S

LOOK_EVERY_S = 0.004


class Icons:
    """Looks at the tray of a desktop on X11; use it with `with`."""

    def __init__(self, desk: Desktop) -> None:
        self._bus = desk.bus()
        display: Any = import_module("Xlib.display")
        self._error: Any = import_module("Xlib.error").XError
        self._x: Any = import_module("Xlib.X")
        self._display = display.Display(desk.env["DISPLAY"])
        self._display.set_error_handler(lambda *_: None)  # windows go while they are looked at
        self._mark = self._display.intern_atom("_XEMBED_INFO")
        self._before = self._shown()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._display.close()

    def there(self) -> bool:
        """Whether there is an icon that was not there in the beginning."""
        return bool(tray.items(self._bus)) or bool(self._shown() - self._before)

    def wait(self, began: float, most: float = PATIENCE_S) -> float:
        """Seconds from `began` (monotonic) until there is one."""
        while not self.there():
            assert time.monotonic() - began < most, "no icon in the tray"
            time.sleep(LOOK_EVERY_S)
        return time.monotonic() - began

    def _shown(self) -> set[int]:
        """The embedded windows that can be seen."""
        found, look = set(), [self._display.screen().root]
        while look:
            window = look.pop()
            try:
                for child in window.query_tree().children:
                    look.append(child)
                    if self._embedded(child):
                        found.add(int(child.id))
            except self._error:
                continue
        return found

    def _embedded(self, window: Any) -> bool:
        if window.get_attributes().map_state != self._x.IsViewable:
            return False
        return window.get_full_property(self._mark, self._x.AnyPropertyType) is not None
