"""One life of the daemon: the icon first, then everything else, until it is told to stop."""

import asyncio
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from breakd.core.events import Event
from breakd.desktop.here import Desktop

if TYPE_CHECKING:
    from breakd.config.settings import Settings
    from breakd.control.lock import Lock
    from breakd.daemon.parts import Parts

log = logging.getLogger("breakd.app")


class Life:
    """Puts the tray icon up, builds the parts, and takes all of it down at the end.

    `settings` are the last good ones of an earlier life, None in the first.  With `distrust`, the
    last snapshot is set aside: it has led to one crash after another.  `crashed` tells afterwards
    whether it was an error in the core that ended this life.
    """

    def __init__(
        self, config_file: Path | None, settings: "Settings | None", *, distrust: bool = False
    ) -> None:
        self.settings = settings
        self.crashed = False
        self._config_file = config_file
        self._distrust = distrust
        self._over = asyncio.Event()
        self._desktop = Desktop(self.post, self)
        self._parts: Parts | None = None

    async def live(self, lock: "Lock") -> None:
        """From start to stop.  Raises ConfigError, and OSError without a control socket."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(_unexpected)
        self._heed_signals(loop)
        try:
            await self._desktop.start()  # the icon first
            await self._everything(lock)
            await self._over.wait()
        finally:
            if self._parts is not None:
                self.settings = self._parts.settings
                await self._parts.stop(save=not self.crashed)
            await self._desktop.stop()

    async def _everything(self, lock: "Lock") -> None:
        from breakd.config.load import load
        from breakd.config.source import Sources
        from breakd.daemon.parts import Parts

        file = self._config_file
        sources = Sources.standard() if file is None else Sources.only(file)
        self._parts = Parts(
            sources,
            self.settings or load(sources),
            desktop=self._desktop,
            post=self.post,
            quit_=self.quit,
            distrust=self._distrust,
        )
        await self._parts.start(lock)

    def _heed_signals(self, loop: asyncio.AbstractEventLoop) -> None:
        # `loop.add_signal_handler` is not for Windows, and would need `inspect`.
        heeded = {"SIGTERM": self.quit}
        if sys.platform != "win32":
            heeded |= {"SIGINT": self.quit, "SIGHUP": self._reload}
        for name, act in heeded.items():
            signal.signal(getattr(signal, name), _on(loop, act))

    def post(self, event: Event) -> None:
        """Let an event happen; an error in the core ends this life, not the next."""
        if self._parts is None:
            return  # a click on an icon that is a moment old
        try:
            self._parts.daemon.post(event)
        except Exception:
            log.exception("breakd could not go on after %s", event)
            self.crashed = True
            self._over.set()

    # --- what the tray and signals ask for -------------------------------------------------------

    def activate(self) -> None:
        """The icon was clicked."""
        if self._parts is not None:
            self._parts.show_state()

    def acted(self) -> None:
        """Something of the icon's menu was chosen."""
        if self._parts is not None:
            self._parts.senses.acted()

    def hurts(self) -> None:
        """The stretch that is being shown hurts."""
        if self._parts is not None:
            self._parts.hurts()

    def open_settings(self) -> None:
        """Open the settings in whatever the desktop edits text with, a terminal being absent."""
        environment = {k: v for k, v in os.environ.items() if k not in ("VISUAL", "EDITOR")}
        subprocess.Popen([sys.executable, "-m", "breakd", "config", "edit"], env=environment)

    def quit(self) -> None:
        """End the program."""
        self._over.set()

    def _reload(self) -> None:
        if self._parts is not None:
            self._parts.reload()


def _on(
    loop: asyncio.AbstractEventLoop, act: Callable[[], None]
) -> Callable[[int, FrameType | None], None]:
    """What a signal does: `act`, between two steps of the loop."""

    def heard(_number: int, _frame: FrameType | None) -> None:
        with suppress(RuntimeError):  # the loop has ended, as the signal wants it to
            loop.call_soon_threadsafe(act)

    return heard


def _unexpected(_: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
    """An error that nobody expected, in some task or callback: it costs no reminder."""
    error = context.get("exception")
    trace = error if isinstance(error, BaseException) else None
    log.error("%s", context.get("message"), exc_info=trace)
