"""The status as programs read it: a stable, documented form."""

from collections.abc import Mapping
from datetime import datetime

from breakd.core.model import Now, Phase
from breakd.core.view import View

Status = dict[str, object]

COUNTED = ("done", "natural", "skipped", "missed", "snoozed")


def status(view: View, now: Now, today: Mapping[str, int], version: str, note: str = "") -> Status:
    """What `breakd status --json` prints.

    `today` counts the day's outcomes and snoozes by name; what it lacks counts as 0.  `note` is
    what a tray says beside where things stand.  Lengths are seconds (`_s`), instants local times
    with their offset (ISO 8601).  When the break is due is null while it is taken, and while a
    gate makes it unknowable.
    """
    return {
        "version": version,
        "phase": view.phase.value,
        "gates": [gate.value for gate in view.gates],
        "break": _break(view, now),
        "prompt": _prompt(view, now),
        "on_break": _on_break(view),
        "paused_until": _local(view.paused_until_wall, now),
        "reading_until": _local(view.reading_until_wall, now),
        "note": note or None,
        "today": {name: today.get(name, 0) for name in COUNTED},
    }


def _break(view: View, now: Now) -> Status | None:
    planned = view.planned
    if planned is None:
        return None
    return {
        "name": planned.name,
        "length_s": planned.length,
        "work_s": round(view.work, 1),
        "every_s": planned.every,
        "due_at": _local(view.due_wall, now),
        "due_in_s": None if view.due_in is None else round(view.due_in, 1),
    }


def _prompt(view: View, now: Now) -> Status | None:
    if view.token is None:
        return None
    return {
        "stretch": view.stretch,
        "token": view.token,
        "shown_at": _local(view.shown_wall, now),
        "snoozes_left": view.snoozes_left,
    }


def _on_break(view: View) -> Status | None:
    if view.phase is not Phase.ON_BREAK or view.planned is None:
        return None
    length = view.planned.length
    return {
        "stretch": view.stretch or None,
        "token": view.cycle,
        "length_s": length,
        "left_s": round(length * (1 - view.filled), 1),
    }


def _local(wall: float | None, now: Now) -> str | None:
    if wall is None:
        return None
    return datetime.fromtimestamp(wall, now.zone).isoformat(timespec="seconds")
