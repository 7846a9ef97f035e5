"""The sound of a reminder, where notifications make none."""

import logging
from collections.abc import Callable

from breakd.config.settings import Settings

log = logging.getLogger("breakd.sound")


class Bell:
    """Rings the guide's first chime; for the daemon, so that nothing is imported before."""

    def __init__(self, settings: Callable[[], Settings]) -> None:
        self._settings = settings

    def __call__(self) -> None:
        """Ring once, and return at once."""
        from breakd.desktop.attention.child import Child
        from breakd.sound.ring import command

        settings = self._settings()
        if not settings.sound_volume:
            return
        try:
            Child(command("begin", settings), lambda _line: None, quiet=True)
        except OSError as error:
            log.warning("The chime cannot be played: %s", error)
