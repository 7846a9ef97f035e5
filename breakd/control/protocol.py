"""What is said over the control socket: one JSON object a line, in both directions.

A request is `{"do": VERB, ...}`.  A reply is `{"ok": bool, "text": sentence}`, with `"status"` or
`"report"` where the request asks for it, and `"wrong": true` if the request itself was a mistake.
What answers a break may name it by its `"token"`, and then counts for no other one.  Nothing about
files, hooks or credentials can be said here.
"""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from breakd.config.durations import clock_time
from breakd.control.requests import Favour, Feedback, Hide, Hurts, OfBreak, OnBreak, Query, Unhide
from breakd.core.events import (
    Another,
    Attended,
    Done,
    Pause,
    PromptNow,
    Reading,
    Resume,
    Skip,
    Snooze,
    Start,
)
from breakd.text import control as text

LONGEST_LINE = 64 * 1024
LONGEST_SNOOZE = 24 * 3600.0
LONGEST_PAUSE = 7 * 24 * 3600.0
LONGEST_READING = 4 * 3600.0
NEW_DAY = time(3)  # when "today" ends


Command = PromptNow | Done | Snooze | Skip | Another | Attended | Start | Pause | Resume | Reading
Request = Query | Feedback | OfBreak | Command


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a request.  `text` is a sentence for the user; `wrong`: no such request could
    ever be met, as it is not well-formed or names what does not exist."""

    ok: bool
    text: str = ""
    status: Mapping[str, object] | None = None
    report: Sequence[Mapping[str, object]] | None = None
    wrong: bool = False

    def line(self) -> bytes:
        """The reply as it is sent."""
        message: dict[str, object] = {"ok": self.ok, "text": self.text}
        if self.status is not None:
            message["status"] = self.status
        if self.report is not None:
            message["report"] = list(self.report)
        if self.wrong:
            message["wrong"] = True
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


def _named(fields: _Fields) -> str:
    stretch = _stretch(fields)
    if stretch is None:
        raise Malformed(text.STRETCH)
    return stretch


def _favour(fields: _Fields) -> Favour:
    off = fields.pop("off", False)
    if not isinstance(off, bool):
        raise Malformed(text.OFF)
    return Favour(_named(fields), off)


def _of_break(read: Callable[[_Fields], OnBreak]) -> Callable[[_Fields], Request]:
    """The same, of one break only where a token says which."""

    def reader(fields: _Fields) -> Request:
        token = fields.pop("token", None)
        if token is None:
            return read(fields)
        if isinstance(token, bool) or not isinstance(token, int):
            raise Malformed(text.TOKEN)
        return OfBreak(token, read(fields))

    return reader


def _query(query: Query) -> Callable[[_Fields], Request]:
    return lambda _fields: query


_READERS: dict[str, Callable[[_Fields], Request]] = {
    "now": lambda fields: PromptNow(_stretch(fields)),
    "done": _of_break(lambda _fields: Done()),
    "snooze": _of_break(lambda fields: Snooze(_seconds(fields, LONGEST_SNOOZE))),
    "skip": _of_break(lambda _fields: Skip()),
    "attended": _of_break(lambda _fields: Attended()),
    "another": _of_break(lambda _fields: Another()),
    "hurts": _of_break(lambda fields: Hurts(_stretch(fields))),
    "hide": lambda fields: Hide(_named(fields)),
    "unhide": lambda fields: Unhide(_named(fields)),
    "favour": _favour,
    "start": lambda _fields: Start(),
    "pause": _pause,
    "resume": lambda _fields: Resume(),
    "reading": _reading,
    **{query.value: _query(query) for query in Query},
}
