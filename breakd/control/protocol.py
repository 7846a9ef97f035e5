"""What is said over the control socket: one JSON object a line, in both directions.

A request is `{"do": VERB, ...}`.  A reply is `{"ok": bool, "text": sentence}`, with `"status"` or
`"report"` where the request asks for it.  Nothing about files, hooks or credentials can be said
here.
"""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from breakd.config.durations import clock_time
from breakd.core.events import Done, Pause, PromptNow, Reading, Resume, Skip, Snooze, Start
from breakd.core.reading import LONGEST_S as LONGEST_READING
from breakd.text import control as text

LONGEST_LINE = 64 * 1024
LONGEST_SNOOZE = 24 * 3600.0
LONGEST_PAUSE = 7 * 24 * 3600.0
NEW_DAY = time(3)  # when "today" ends


class Query(StrEnum):
    """Requests that are no events of the engine.

    FOLLOW is answered like STATUS, and then again whenever something changes; DOCTOR with
    `report`, the rows of `breakd doctor`.
    """

    STATUS = "status"
    FOLLOW = "follow"
    WHY = "why"
    DOCTOR = "doctor"
    RELOAD = "reload"
    QUIT = "quit"


Request = Query | PromptNow | Done | Snooze | Skip | Start | Pause | Resume | Reading


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a request.  `text` is a sentence for the user."""

    ok: bool
    text: str = ""
    status: Mapping[str, object] | None = None
    report: Sequence[Mapping[str, object]] | None = None

    def line(self) -> bytes:
        """The reply as it is sent."""
        message: dict[str, object] = {"ok": self.ok, "text": self.text}
        if self.status is not None:
            message["status"] = self.status
        if self.report is not None:
            message["report"] = list(self.report)
        return json.dumps(message, ensure_ascii=False).encode() + b"\n"


class Malformed(ValueError):  # noqa: N818 (an answer to the sender, not a fault of ours)
    """Not a request; the message is a sentence that says why."""


def parse(line: bytes) -> Request:
    """The request that `line` stands for.  Raises Malformed."""
    try:
        message = json.loads(line, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise Malformed(text.NOT_JSON) from None
    if not isinstance(message, dict):
        raise Malformed(text.NOT_AN_OBJECT)
    verb = message.pop("do", None)
    if not isinstance(verb, str) or verb not in _READERS:
        raise Malformed(text.unknown_verb(sorted(_READERS)))
    request = _READERS[verb](message)
    if message:
        raise Malformed(text.unknown_field(verb, min(message)))
    return request


# Each reader takes the fields that it knows out of the message; what stays is unknown.
_Fields = dict[str, object]


def _refuse(constant: str) -> float:
    raise ValueError(constant)


def _pause(fields: _Fields) -> Pause:
    seconds = _seconds(fields, LONGEST_PAUSE)
    until = fields.pop("until", None)
    if until is None:
        return Pause(seconds)
    if seconds is not None:
        raise Malformed(text.SECONDS_OR_UNTIL)
    if until == "today":
        return Pause(until=NEW_DAY)
    moment = clock_time(until) if isinstance(until, str) else None
    if moment is None:
        raise Malformed(text.UNTIL)
    return Pause(until=moment)


def _reading(fields: _Fields) -> Reading:
    seconds = _seconds(fields, LONGEST_READING)
    off = fields.pop("off", False)
    if not isinstance(off, bool) or (off and seconds is not None):
        raise Malformed(text.SECONDS_OR_OFF)
    return Reading(0.0) if off else Reading(seconds)


def _seconds(fields: _Fields, most: float) -> float | None:
    seconds = fields.pop("seconds", None)
    if seconds is None:
        return None
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise Malformed(text.seconds(most))
    # A comparison, as an integer may be too large to become a float.
    if not (1 <= seconds <= most) or not math.isfinite(seconds):
        raise Malformed(text.seconds(most))
    return float(seconds)


def _stretch(fields: _Fields) -> str | None:
    stretch = fields.pop("stretch", None)
    if stretch is None:
        return None
    if not isinstance(stretch, str) or not 1 <= len(stretch) <= 64 or not stretch.isprintable():
        raise Malformed(text.STRETCH)
    return stretch


def _query(query: Query) -> Callable[[_Fields], Request]:
    return lambda _fields: query


_READERS: dict[str, Callable[[_Fields], Request]] = {
    "now": lambda fields: PromptNow(_stretch(fields)),
    "done": lambda _fields: Done(),
    "snooze": lambda fields: Snooze(_seconds(fields, LONGEST_SNOOZE)),
    "skip": lambda _fields: Skip(),
    "start": lambda _fields: Start(),
    "pause": _pause,
    "resume": lambda _fields: Resume(),
    "reading": _reading,
    **{query.value: _query(query) for query in Query},
}
