"""The snapshot: the engine's state across restarts, crashes and power cuts."""

import json
import os
import stat
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from typing import NoReturn

from breakd.core.model import State
from breakd.storage.aside import keep_newest, set_aside
from breakd.storage.checks import InvalidError, count, table
from breakd.storage.checks import text as checked_text
from breakd.storage.codec import decode, encode
from breakd.storage.health import Health, reason
from breakd.storage.replacing import Unhurried, replace
from breakd.text import storage as text

SCHEMA = 1
SIZE_MAX = 1 << 20  # bytes; a real one has about 2,000
KEPT = 5  # unreadable ones, the newest
_LINEAGE_LENGTHS = range(8, 65)


@dataclass(frozen=True, slots=True)
class Saved:
    """What a snapshot holds.  `picks` is the picker's memory: it checks its own values."""

    state: State
    boot_id: str
    picks: dict[str, object]


class Snapshots:
    """Writes and reads the one snapshot at `path`.  Never raises.

    `lineage` names the run of cycle numbers that the snapshots carry on: it lives in the file
    and is a new one when there is none to read, because the cycles then start at 1 again.
    The history needs it to tell the one first cycle from the other.  Read before writing.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._health = Health(path, "snapshot")
        self._unhurried = Unhurried(path)
        self.lineage = os.urandom(6).hex()

    @property
    def problem(self) -> str | None:
        """The sentence to tell the user, None while all is well: why the state cannot be saved
        now, or else that the last one could not be read."""
        return self._health.problem or self._health.notice

    def write(
        self, state: State, *, boot_id: str, picks: dict[str, object], at_once: bool = True
    ) -> bool:
        """Put this state in the place of the last one, entirely or not at all; whether it worked.

        Takes as long as the disk takes for a flush: 1-5 ms on a solid-state disk, some tens of
        milliseconds on a turning one.  Unless it has to be `at_once`: then it is flushed while
        the program sleeps, where the system can do that, and takes its place at a later `settle`.
        A power cut may leave the last one: it costs a minute of work counted, and the history
        knows a cycle that it took for unfinished.
        """
        content = {
            "schema": SCHEMA,
            "lineage": self.lineage,
            "boot_id": boot_id,
            "state": encode(state),
            "picks": picks,
        }
        try:
            data = json.dumps(content, allow_nan=False, separators=(",", ":")).encode("ascii")
            if at_once or not self._begin(data):
                self._unhurried.forget()
                replace(self._path, data)
        except (OSError, TypeError, ValueError) as error:
            self._health.fails(text.snapshot_unwritable(self._path, reason(error)))
            return False
        self._health.works()
        return True

    def settle(self) -> None:
        """Let a state that was written without haste take its place, if it is on the disk."""
        try:
            self._unhurried.settle()
        except OSError as error:
            self._health.fails(text.snapshot_unwritable(self._path, reason(error)))

    def _begin(self, data: bytes) -> bool:
        try:
            self._unhurried.begin(data)
        except OSError:
            return False
        return True

    def read(self, zone: tzinfo) -> Saved | None:
        """The state saved last, read in this time zone; None if there is none or none of use.
        One that is of no use is set aside, not overwritten, and `problem` says so."""
        try:
            lineage, saved = _parse(_content(self._path), zone)
        except FileNotFoundError:
            return None
        except _NewerError:
            self._health.notes(text.snapshot_newer(self._set_aside()))
        except (OSError, ValueError, RecursionError) as error:
            self._health.notes(text.snapshot_unreadable(_reason(error), self._set_aside()))
        else:
            self.lineage = lineage
            return saved
        return None

    def distrust(self) -> None:
        """Set the last snapshot aside unread: whatever went on from it has failed."""
        if self._path.exists():
            self._health.notes(text.snapshot_distrusted(self._set_aside()))

    def _set_aside(self) -> Path | None:
        try:
            aside = set_aside(self._path)
        except OSError:
            return None
        keep_newest(self._path, KEPT)
        return aside


class _NewerError(Exception):
    pass


def _parse(data: bytes, zone: tzinfo) -> tuple[str, Saved]:
    content = table(json.loads(data, parse_constant=_no_constant), "the file")
    schema: int = count.read(content.get("schema"), "schema")
    if schema > SCHEMA:
        raise _NewerError
    lineage = checked_text.read(content.get("lineage"), "lineage")
    if len(lineage) not in _LINEAGE_LENGTHS:
        raise InvalidError("lineage", "8 to 64 characters")
    saved = Saved(
        state=decode(content.get("state"), zone),
        boot_id=checked_text.read(content.get("boot_id"), "boot_id"),
        picks=table(content.get("picks"), "picks"),
    )
    return lineage, saved


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _content(path: Path) -> bytes:
    """The file's bytes, without waiting where the name belongs to a pipe."""
    fd = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(fd, "rb") as file:
        if not stat.S_ISREG(os.fstat(fd).st_mode):
            raise ValueError(text.not_a_file())
        data = file.read(SIZE_MAX + 1)
    if len(data) > SIZE_MAX:
        raise ValueError(text.too_large())
    return data


def _reason(error: BaseException) -> str:
    if isinstance(error, json.JSONDecodeError | UnicodeDecodeError | RecursionError):
        return text.not_json()
    return reason(error)
