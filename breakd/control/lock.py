"""The lock that lets one breakd run at a time for each user.

The kernel drops it with the process, however that ends, so nothing stale can be left behind.
The file itself is never removed: two processes could then hold locks on two files of one name.
"""

import os
import sys
from pathlib import Path

from breakd.paths import make_private
from breakd.text import control as text


class AlreadyRunningError(Exception):
    """Another breakd of this user holds the lock; the message is a sentence."""


class Lock:
    """The held lock.  `release` gives it back; so does the end of the process."""

    def __init__(self, path: Path, handle: int) -> None:
        self.path = path
        self._handle = handle

    def release(self) -> None:
        """Give the lock back; a second time does nothing."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def acquire(path: Path) -> Lock:
    """Take the lock at `path`, in a private directory that is made if need be.

    Raises AlreadyRunningError, UnsafeDirectoryError, or OSError if no file can be made there.
    """
    make_private(path.parent)
    # No truncation on opening: the other holder's process id is in it.
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags, 0o600)
    try:
        _lock(handle)
    except OSError:
        holder = os.pread(handle, 20, 0) if hasattr(os, "pread") else b""
        os.close(handle)
        pid = int(holder) if holder.strip().isdigit() else None
        raise AlreadyRunningError(text.already_running(pid)) from None
    os.ftruncate(handle, 0)
    os.write(handle, f"{os.getpid()}\n".encode())
    return Lock(path, handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        # Far behind the content, as Windows forbids others to read what is locked.
        os.lseek(handle, 1 << 30, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
