"""The layers of a configuration laid over one another."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from breakd.config.fields import BREAK_FIELDS, FIELDS, SCHEDULES
from breakd.config.layers import BreakEntries, Entry, Layer, tidy
from breakd.text import config as text


@dataclass(slots=True)
class Merged:
    """What counts, with the file each value came from."""

    entries: dict[str, Entry] = field(default_factory=dict)
    breaks: list[BreakEntries] = field(default_factory=list)


def defaults() -> Layer:
    """The lowest layer."""

    def entry(key: str, raw: object, value: object) -> Entry:
        return Entry(key, raw, value, "default", "")

    entries = {
        key: entry(key, known.default, known.kind.read(known.default))
        for key, known in FIELDS.items()
    }
    one_break = {
        key: entry(f"break.stretch.{key}", known.default, known.kind.read(known.default))
        for key, known in BREAK_FIELDS.items()
        if known.default is not None
    }
    return Layer("default", "", entries, [one_break], {})


def merge(layers: Iterable[Layer], problems: list[str], warnings: list[str]) -> Merged:
    """Each layer over those before it.

    Keys count one by one.  A list of breaks replaces the breaks below; a change to a break
    replaces its keys, and a new schedule the old one.
    """
    merged = Merged()
    for layer in layers:
        merged.entries.update(layer.entries)
        if layer.breaks is not None:
            merged.breaks = layer.breaks
        for name, change in layer.changes.items():
            target = next((each for each in merged.breaks if name_of(each) == name), None)
            if target is None:
                names = [name_of(each) for each in merged.breaks]
                # The program wrote the overrides: that a break has gone since is no fault.
                found = warnings if layer.origin == "overrides" else problems
                found.append(text.no_such_break(layer.place, tidy(f"break.{name}"), names))
                continue
            merged.breaks[merged.breaks.index(target)] = _changed(target, change)
    return merged


def name_of(entries: BreakEntries) -> str:
    """The break's name, "" if it is missing or wrong."""
    entry = entries.get("name")
    return entry.value if entry and isinstance(entry.value, str) else ""


def _changed(old: BreakEntries, change: BreakEntries) -> BreakEntries:
    reschedules = any(key in change for key in SCHEDULES)
    kept = {k: v for k, v in old.items() if not (reschedules and k in SCHEDULES)}
    return {**kept, **change}
