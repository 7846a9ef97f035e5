"""Valid entries become settings."""

from dataclasses import fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

from breakd.config.fields import BREAK_FIELDS, FIELDS, days_of
from breakd.config.layers import BreakEntries, Entry
from breakd.config.merge import Merged
from breakd.config.settings import Settings
from breakd.core.model import Break, Rules, Span
from breakd.core.stretch import Preferences

_SETS = {field.name for field in fields(Preferences) if "frozenset" in str(field.type)}


def build(merged: Merged, warnings: tuple[str, ...] = ()) -> Settings:
    """The settings; every entry has to be valid."""
    parts: dict[str, dict[str, Any]] = {"rules": {}, "preferences": {}, "settings": {}, "areas": {}}
    for key, known in FIELDS.items():
        part, _, name = known.target.partition(".")
        parts[part][name] = merged.entries[key].value
    preferences = parts["preferences"]
    preferences |= {name: frozenset(preferences[name]) for name in _SETS & preferences.keys()}
    preferences["packs"] = _folders(merged.entries["stretches.packs"])
    parts["settings"]["calendar_files"] = _folders(merged.entries["calendar.files"])
    parts["settings"]["calendar_me"] = tuple(parts["settings"]["calendar_me"])
    shares = {area: share for area, share in parts["areas"].items() if share}
    preferences["areas"] = MappingProxyType(shares)
    hours = [entry for key, entry in merged.entries.items() if key.startswith("hours.")]
    return Settings(
        rules=Rules(
            breaks=tuple(_break(entries) for entries in merged.breaks),
            hours=_spans(hours),
            **parts["rules"],
        ),
        preferences=Preferences(**preferences),
        warnings=warnings,
        **parts["settings"],
    )


def _break(entries: BreakEntries) -> Break:
    values: dict[str, Any] = {
        BREAK_FIELDS[key].target: entry.value for key, entry in entries.items()
    }
    return Break(**{"every": None, **values})


def _spans(hours: list[Entry]) -> tuple[Span, ...]:
    """Each day has the hours of the key that names it with the fewest others."""
    named = [(days_of(entry.key.partition(".")[2]) or frozenset(), entry) for entry in hours]
    spans = []
    for days, entry in named:
        own = frozenset(
            day
            for day in days
            if all(len(days) <= len(others) for others, _ in named if day in others)
        )
        value: Any = entry.value
        spans += [Span(own, start, end) for start, end in value if own]
    return tuple(spans)


def _folders(packs: Entry) -> tuple[str, ...]:
    """Relative folders are beside the file that names them."""
    value: Any = packs.value
    beside = Path(packs.place).parent
    return tuple(str(beside / _expanded(folder)) for folder in value)


def _expanded(folder: str) -> Path:
    try:
        return Path(folder).expanduser()
    except RuntimeError:  # "~" of a user that does not exist
        return Path(folder)
