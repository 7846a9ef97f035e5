"""Changing the configuration from the command line, and showing it.

The user's own file is never touched, except that `init` writes it where there is none.
"""

import contextlib
import os
from pathlib import Path
from typing import Any

from breakd.config.fields import BREAK_FIELDS, FIELDS, SCHEDULES, kind_of
from breakd.config.kinds import ListOf, Wrong
from breakd.config.layers import closest, shown, tidy
from breakd.config.load import load_with
from breakd.config.merge import Merged, name_of
from breakd.config.settings import ConfigError
from breakd.config.source import Sources, read_toml
from breakd.text import config as text


def set_value(sources: Sources, key: str, words: str) -> str:
    """Write `key` into the overrides, if the whole configuration is valid with it.

    `words` are those of the command line; for a list, "+" in front adds to what counts now.
    Returns a sentence.  Raises ConfigError if not, OSError if the file cannot be written.
    """
    raw = _value(sources, key, words)
    path = key.split(".")
    table = _overrides(sources)
    place = _place(table, path[:-1])
    if path[0] == "break" and path[-1] in SCHEDULES:
        for schedule in SCHEDULES:
            place.pop(schedule, None)
    place[path[-1]] = raw
    _write(sources, table, key)
    return text.now_set(key, shown(raw))


def unset(sources: Sources, key: str) -> str:
    """Take `key` out of the overrides again.  Returns a sentence; raises as `set_value`."""
    _known_kind(key)
    path = key.split(".")
    table = _overrides(sources)
    places = [_place(table, path[:depth]) for depth in range(len(path))]
    if path[-1] not in places[-1]:
        return text.not_set(key)
    del places[-1][path[-1]]
    for place, name in reversed(list(zip(places, path[:-1], strict=False))):
        if not place[name]:
            del place[name]
    _write(sources, table, None)
    return text.now_unset(key)


def change_list(sources: Sources, key: str, *, add: str = "", remove: str = "") -> None:
    """Write the list at `key` into the overrides, with one item more or less than counts now.

    Raises as `set_value`.
    """
    now = _list_at(load_with(sources, None)[1], key)
    raw = [item for item in now if item != remove]
    raw += [add] if add and add not in now else []
    if raw == now:
        return
    path = key.split(".")
    table = _overrides(sources)
    _place(table, path[:-1])[path[-1]] = raw
    _write(sources, table, key)


def init(file: Path) -> str:
    """Write the example to `file` unless there is one.  Returns a sentence; raises OSError."""
    from breakd.config.example import example

    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return text.already_there(file)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(example())
    return text.example_written(file)


def describe(sources: Sources) -> list[tuple[str, str, str]]:
    """Every key that has a value: key, value as in TOML, and the layer it comes from.

    Raises ConfigError.
    """
    merged = load_with(sources, None)[1]
    rows = []
    for entries in merged.breaks:
        for last in BREAK_FIELDS:
            if last != "name" and last in entries:
                entry = entries[last]
                row = (f"break.{name_of(entries)}.{last}", shown(entry.raw), str(entry.origin))
                rows.append(row)
    hours = sorted(key for key in merged.entries if key.startswith("hours."))
    for key in (*FIELDS, *hours):
        rows.append((key, shown(merged.entries[key].raw), str(merged.entries[key].origin)))
    return rows


def value_of(sources: Sources, key: str) -> str:
    """What counts at `key` now: text as it is, all else as in TOML.  Raises ConfigError, also
    where nothing does."""
    _known_kind(key)
    merged = load_with(sources, None)[1]
    entries = merged.entries
    last = key
    if key.startswith("break."):
        _, name, last = key.split(".")
        names = [name_of(each) for each in merged.breaks]
        if name not in names:
            raise ConfigError((text.unknown_break(name, names),))
        entries = merged.breaks[names.index(name)]
    if last not in entries:
        raise ConfigError((text.no_value(key),))
    raw = entries[last].raw
    return raw if isinstance(raw, str) else shown(raw)


def _known_kind(key: str) -> Any:
    kind = kind_of(key)
    if kind is None:
        raise ConfigError((text.no_such_key(tidy(key), closest(key)),))
    return kind


def _value(sources: Sources, key: str, words: str) -> object:
    kind = _known_kind(key)
    adds = isinstance(kind, ListOf) and words.startswith("+")
    raw: Any = kind.from_text(words[1:] if adds else words)
    if adds:
        now = _list_at(load_with(sources, None)[1], key)
        raw = [*now, *(item for item in raw if item not in now)]
    try:
        kind.read(raw)
    except Wrong as wrong:
        item = wrong.items[0] if wrong.items else (0, raw, wrong.expected)
        raise ConfigError((text.cannot_be(key, shown(item[1]), item[2]),)) from None
    return raw


def _list_at(merged: Merged, key: str) -> list[object]:
    if key.startswith("break."):
        _, name, last = key.split(".")
        entries = next((each for each in merged.breaks if name_of(each) == name), {})
        entry = entries.get(last)
    else:
        entry = merged.entries.get(key)
    return entry.raw if entry and isinstance(entry.raw, list) else []


def _overrides(sources: Sources) -> dict[str, Any]:
    assert sources.overrides is not None, "only the usual places have overrides"
    return read_toml(sources.overrides) or {}


def _place(table: dict[str, Any], path: list[str]) -> dict[str, Any]:
    """The table at `path`, made if need be; a value that is in the way gives way."""
    for name in path:
        if not isinstance(table.get(name), dict):
            table[name] = {}
        table = table[name]
    return table


def _write(sources: Sources, table: dict[str, Any], key: str | None) -> None:
    merged = load_with(sources, table)[1]
    names = [name_of(entries) for entries in merged.breaks]
    if key and key.startswith("break.") and key.split(".")[1] not in names:
        raise ConfigError((text.unknown_break(key.split(".")[1], names),))
    import tomli_w

    assert sources.overrides is not None
    content = f"# {text.OVERRIDES_TOP}\n\n{tomli_w.dumps(table)}"
    _replace(sources.overrides, content.encode())


def _replace(file: Path, content: bytes) -> None:
    """Write `content` so that at every moment the old or the new file is there, whole."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        new.replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            new.unlink()
        raise
