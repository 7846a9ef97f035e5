"""The embedded tray icon's process: started where no other tray shows up, ended with us."""

import logging
import os
import subprocess
import sys

log = logging.getLogger("breakd.tray")

NO_TRAY = 3  # the exit status of a process that found no tray to be in
WAIT_S = 5.0  # for a tray of the newer kind, before the older is tried
AGAIN_S = 60.0
STOP_S = 2.0


class EmbeddedIcon:
    """Runs `breakd.desktop.tray.xembed` while it is wanted and there is a tray to be in."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._wanted_since: float | None = None
        self._not_before = 0.0

    @property
    def running(self) -> bool:
        """Whether its process runs: there is a tray that it is in."""
        return self._child is not None and self._child.poll() is None

    def update(self, wanted: bool, boot: float) -> None:
        """Start or end it; call this now and then.  `boot` is the BOOTTIME."""
        if not wanted:
            self._wanted_since = None
            self.stop()
            return
        if self._wanted_since is None:
            self._wanted_since = boot
        if self._child is not None and self._child.poll() is not None:
            if self._child.returncode != NO_TRAY:
                log.info("the embedded tray icon ended with status %s", self._child.returncode)
            self._child = None
            self._not_before = boot + AGAIN_S
        patient = boot - self._wanted_since < WAIT_S
        if self._child is None and not patient and boot >= self._not_before:
            self._start()

    def stop(self) -> None:
        """End it."""
        if self._child is not None:
            self._child.terminate()
            self._child.wait(STOP_S)
        self._child = None

    def _start(self) -> None:
        command = [sys.executable, "-m", "breakd.desktop.tray.xembed"]
        try:
            self._child = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
            )
        except OSError as error:
            log.warning("no embedded tray icon: %s", error)


def possible() -> bool:
    """Whether such an icon can be had at all: an X11 display, Windows, macOS."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY"))
