"""New content in the place of a file: entirely or not at all, whatever happens meanwhile."""

import contextlib
import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from breakd.storage.flush import Flushes


def replace(path: Path, data: bytes) -> None:
    """Write a file whole: after a crash or a power cut there is the old one or the new one.

    The folder is not flushed as well, so a power cut may leave the old one.  Waits for the disk;
    OSError when it cannot be done, and then the old one is there.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = _draft(path)
    draft.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink()  # half a draft would keep a full disk full
        raise


class Unhurried:
    """The same for whom a wait would wake: the new content is flushed while the program sleeps,
    and takes its place at the next `settle` after that.

    The draft and the file change places, and the draft is written over the next time: to free
    the old file would have to wait as well.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._flushes: Flushes | None = None
        self._pending: int | None = None

    def begin(self, data: bytes) -> None:
        """Write the draft, and have it flushed.  OSError when that cannot be done here and now:
        then `replace` it."""
        self.settle()
        if self._pending is not None:
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))
        if self._flushes is None:
            from breakd.storage.flush import Flushes  # not before there is a minute of work

            self._flushes = Flushes()
        flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK
        fd = os.open(_draft(self._path), flags, 0o600)
        try:
            _write_over(fd, data)
            self._pending = self._flushes.begin(fd)
        finally:
            os.close(fd)

    def settle(self) -> bool:
        """Put the draft in its place if it has been flushed; whether it was.  OSError when the
        flush failed, or it cannot be put there."""
        if self._pending is None or self._flushes is None:
            return False
        ended = self._flushes.ended().get(self._pending)
        if ended is None:
            return False
        self._pending = None
        if ended:
            raise OSError(ended, os.strerror(ended))
        self._exchange()
        return True

    def forget(self) -> None:
        """There is newer content in the file's place."""
        self._pending = None

    def _exchange(self) -> None:
        old, draft = self._path.with_name(self._path.name + ".old"), _draft(self._path)
        with contextlib.suppress(OSError):  # no links here, or no file yet: then without
            old.unlink(missing_ok=True)
            old.hardlink_to(self._path)
        draft.replace(self._path)
        with contextlib.suppress(OSError):
            old.replace(draft)


def _draft(path: Path) -> Path:
    return path.with_name(path.name + ".new")


def _write_over(fd: int, data: bytes) -> None:
    """Make this the content of a file that is ours alone."""
    found = os.fstat(fd)
    if not stat.S_ISREG(found.st_mode) or found.st_nlink != 1:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))
    if stat.S_IMODE(found.st_mode) != 0o600:
        os.fchmod(fd, 0o600)
    if os.pwrite(fd, data, 0) != len(data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    if found.st_size > len(data):
        os.ftruncate(fd, len(data))
