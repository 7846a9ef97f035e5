"""How the daemon survives its ports."""

import logging

log = logging.getLogger("breakd.daemon")


class Guarded:
    """Lets a port fail without stopping the daemon; logs the first failure in a row.

    `failing` holds the ports that failed when they were last asked; it is kept up to date.
    """

    def __init__(self, port: str, failing: set[str]) -> None:
        self._port = port
        self._failing = failing

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: object
    ) -> bool:
        if error is None:
            self._failing.discard(self._port)
            return False
        if isinstance(error, Exception) and self._port not in self._failing:
            log.error("The %s failed; going on without it", self._port, exc_info=error)
            self._failing.add(self._port)
        return isinstance(error, Exception)
