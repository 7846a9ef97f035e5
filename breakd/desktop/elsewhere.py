"""The desktop on Windows and macOS: notifications; the tray icon has a process of its own."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from breakd.core.model import Event
from breakd.core.view import View
from breakd.desktop.actions import TrayActions

if TYPE_CHECKING:
    from breakd.desktop.notify_elsewhere import Toasts


class Desktop:
    """The same as `breakd.desktop.linux.Desktop`, without a bus."""

    has_icon = False

    def __init__(self, post: Callable[[Event], None], _: TrayActions | None) -> None:
        self._post = post

    async def start(self) -> None:
        """The icon's process is started with the other parts."""

    def notifier(self) -> "Toasts":
        """What shows notifications."""
        from breakd.desktop.notify_elsewhere import Toasts

        return Toasts(self._post)

    async def ready(self) -> None:
        """There is nothing to wait for."""

    def show(self, view: View) -> None:
        """The icon's process follows the control socket."""

    async def stop(self) -> None:
        """Nothing is held."""
