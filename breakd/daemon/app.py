"""The program: its lock, its log, and one life of the daemon after another."""

import asyncio
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from breakd import paths
from breakd.control.lock import AlreadyRunningError, Lock, acquire
from breakd.daemon import logs
from breakd.daemon.life import Life
from breakd.paths import UnsafeDirectoryError
from breakd.text.paths import unusable

if TYPE_CHECKING:
    from breakd.config.settings import Settings

SOON_S = 60.0  # crashes closer together than this have one cause
MOST_CRASHES = 3  # of one cause: then the snapshot is suspected, and after that given up


def run(config_file: Path | None = None) -> int:
    """Run the daemon until it is told to stop.  The exit status: 1 if another one runs or nothing
    helps, 2 if the configuration is wrong."""
    try:
        lock = acquire(paths.lock_file())
    except (AlreadyRunningError, UnsafeDirectoryError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(unusable(paths.lock_file(), error.strerror or str(error)), file=sys.stderr)
        return 1
    logs.start(paths.log_file())
    if sys.platform != "win32":
        # Until a life heeds it: asyncio's own way with Ctrl-C would take `inspect` to replace.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        return asyncio.run(_lives(config_file, lock))
    except OSError as error:
        print(unusable(paths.control_socket(), error.strerror or str(error)), file=sys.stderr)
        return 1
    finally:
        lock.release()


async def _lives(config_file: Path | None, lock: Lock) -> int:
    """Begin again from the snapshot after a crash, so that no error silences the day."""
    settings: Settings | None = None
    crashes = 0
    while crashes <= MOST_CRASHES:
        began = time.monotonic()
        life = Life(config_file, settings, distrust=crashes == MOST_CRASHES)
        if await _refused(life, lock):
            return 2
        if not life.crashed:
            return 0
        settings = life.settings
        crashes = crashes + 1 if time.monotonic() - began < SOON_S else 1
    return 1


async def _refused(life: Life, lock: Lock) -> bool:
    """Live one life; whether its configuration made that impossible."""
    try:
        await life.live(lock)
    except Exception as error:
        from breakd.config.settings import ConfigError

        if not isinstance(error, ConfigError):
            raise
        print(*error.problems, sep="\n", file=sys.stderr)
        return True
    return False
