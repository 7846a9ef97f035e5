"""The desktop on Windows and macOS: notifications; the tray icon has a process of its own."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from breakd.core.events import Event
from breakd.core.view import View
from breakd.desktop.tray.actions import TrayActions

if TYPE_CHECKING:
    from breakd.checks import Check
    from breakd.config.settings import Settings
    from breakd.desktop.idle.chooser import Idle
    from breakd.desktop.notify.elsewhere import Toasts
    from breakd.desktop.senses import Senses


class Desktop:
    """The same as `breakd.desktop.linux.Desktop`, without a bus."""

    has_icon = False

    def __init__(self, post: Callable[[Event], None], _: TrayActions | None) -> None:
        self._post = post

    async def start(self) -> None:
        """The icon's process is started with the other parts."""

    def notifier(self, _ring: Callable[[], None] | None = None) -> "Toasts":
        """What shows notifications, with sounds of its own."""
        from breakd.desktop.notify.elsewhere import Toasts

        return Toasts(self._post)

    def senses(self, settings: "Settings") -> "Senses":
        """What tells about the user."""
        from breakd.desktop.senses import Senses

        return Senses(self._post, None, settings)

    def hands(self, post: Callable[[Event], None], seconds: float) -> "Idle":
        """What posts GateClosed once nobody has touched anything for so long."""
        from breakd.desktop.idle.chooser import Idle

        return Idle(post, None, None, seconds)

    async def ready(self) -> None:
        """There is nothing to wait for."""

    def show(self, view: View) -> None:
        """The icon's process follows the control socket."""

    def note(self, _: str) -> None:
        """The icon's process reads it in the status."""

    async def report(self, *, embedded: bool = False) -> "list[Check]":
        """What this desktop offers, beside notifications.  `embedded`: the icon is up."""
        from breakd.desktop import report

        return [report.tray(embedded)]

    async def stop(self) -> None:
        """Nothing is held."""
