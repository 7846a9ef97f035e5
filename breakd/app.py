"""The program: its configuration, its lock, and one life of the daemon after another."""

import asyncio
import sys
import time
from pathlib import Path

from breakd import logs, paths
from breakd.config.load import load
from breakd.config.settings import ConfigError, Settings
from breakd.config.source import Sources
from breakd.control.lock import AlreadyRunningError, Lock, acquire
from breakd.life import Life
from breakd.paths import UnsafeDirectoryError

SOON_S = 60.0  # crashes closer together than this have one cause
MOST_CRASHES = 3  # of one cause: then the snapshot is suspected, and after that given up


def run(config_file: Path | None = None) -> int:
    """Run the daemon until it is told to stop.  The exit status: 1 if another one runs or
    nothing helps, 2 if the configuration is wrong."""
    sources = Sources.standard() if config_file is None else Sources.only(config_file)
    try:
        settings = load(sources)
        lock = acquire(paths.lock_file())
    except ConfigError as error:
        print(*error.problems, sep="\n", file=sys.stderr)
        return 2
    except (AlreadyRunningError, UnsafeDirectoryError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    logs.start(paths.state_dir() / "breakd.log")
    try:
        return _lives(sources, settings, lock)
    finally:
        lock.release()


def _lives(sources: Sources, settings: Settings, lock: Lock) -> int:
    """Begin again from the snapshot after a crash, so that no error silences the day."""
    crashes = 0
    while crashes <= MOST_CRASHES:
        began = time.monotonic()
        life = asyncio.run(_live(sources, settings, lock, distrust=crashes == MOST_CRASHES))
        if not life.crashed:
            return 0
        crashes = crashes + 1 if time.monotonic() - began < SOON_S else 1
        settings = life.settings
    return 1


async def _live(sources: Sources, settings: Settings, lock: Lock, *, distrust: bool) -> Life:
    life = Life(sources, settings, lock, distrust=distrust)
    await life.live()
    return life
