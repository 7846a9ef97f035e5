"""Small converters between values and JSON, each of which checks what it reads.

A `Codec` writes a value as something `json` takes and reads it back.  `read` raises `InvalidError`,
which names the place and what is expected there, for anything that `write` cannot have written.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from enum import Enum
from types import MappingProxyType
from typing import Any, TypeVar

from breakd.text.storage import expected

E = TypeVar("E", bound=Enum)

MOST = 1_000  # entries of one list or table
LONGEST = 10_000  # characters of one text
BOOT_MAX = 1e10  # seconds: three centuries
WALL_MAX = 253_402_214_400.0  # the last day of the year 9999
COUNT_MAX = 10**12


class InvalidError(ValueError):
    """A value is not what it should be."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(expected(where, what))


@dataclass(frozen=True, slots=True)
class Codec:
    """How one value is written and read; `read` gets the value and the name of its place."""

    write: Callable[[Any], object]
    read: Callable[[object, str], Any]


def table(value: object, where: str) -> dict[str, object]:
    """`value` as a JSON object."""
    if not isinstance(value, dict) or len(value) > MOST:
        raise InvalidError(where, "a table")
    return value


def number(low: float, high: float) -> Codec:
    """A number from `low` to `high`, both finite."""

    def read(value: object, where: str) -> float:
        if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
            return float(value)
        raise InvalidError(where, f"a number from {low:g} to {high:g}")

    return Codec(float, read)


def _read_count(value: object, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= COUNT_MAX:
        raise InvalidError(where, f"a whole number from 0 to {COUNT_MAX}")
    return value


def _read_flag(value: object, where: str) -> bool:
    if not isinstance(value, bool):
        raise InvalidError(where, "true or false")
    return value


def _read_text(value: object, where: str) -> str:
    if not isinstance(value, str) or len(value) > LONGEST:
        raise InvalidError(where, f"a text of at most {LONGEST} characters")
    return value


def _read_local_time(value: object, where: str) -> time:
    try:
        local = time.fromisoformat(_read_text(value, where))
    except ValueError:
        raise InvalidError(where, "a time of day") from None
    if local.tzinfo is not None:
        raise InvalidError(where, "a time of day without a time zone")
    return local


count = Codec(int, _read_count)
flag = Codec(bool, _read_flag)
text = Codec(str, _read_text)
local_time = Codec(time.isoformat, _read_local_time)
seconds = number(0.0, BOOT_MAX)
boot = number(-BOOT_MAX, BOOT_MAX)  # below zero: from before the machine booted
wall = number(0.0, WALL_MAX)


def one_of(kind: type[E]) -> Codec:
    """A member of an enumeration."""

    def read(value: object, where: str) -> E:
        try:
            return kind(value)
        except ValueError:
            raise InvalidError(where, "one of " + ", ".join(m.value for m in kind)) from None

    return Codec(lambda member: member.value, read)


def optional(inner: Codec) -> Codec:
    """`inner`, or nothing."""
    return Codec(
        lambda value: None if value is None else inner.write(value),
        lambda value, where: None if value is None else inner.read(value, where),
    )


def many(inner: Codec, collect: Callable[[list[Any]], Any]) -> Codec:
    """A list of `inner`, gathered by `collect` (tuple or frozenset)."""

    def read(value: object, where: str) -> Any:
        if not isinstance(value, list) or len(value) > MOST:
            raise InvalidError(where, f"a list of at most {MOST} values")
        return collect([inner.read(item, f"{where}[{n}]") for n, item in enumerate(value)])

    return Codec(lambda items: [inner.write(item) for item in items], read)


def mapping(key: Codec, inner: Codec) -> Codec:
    """A read-only mapping from `key`, written as text, to `inner`."""

    def read(value: object, where: str) -> Mapping[Any, Any]:
        items = table(value, where).items()
        return MappingProxyType(
            {key.read(k, where): inner.read(v, f"{where}.{k}") for k, v in items}
        )

    return Codec(lambda m: {key.write(k): inner.write(v) for k, v in m.items()}, read)


def record(kind: Callable[..., Any], parts: Mapping[str, Codec]) -> Codec:
    """A dataclass with these fields.  A field that is absent gets its default: an older version
    did not know it.  One too many is ignored: a newer version may have added it."""

    def read(value: object, where: str) -> Any:
        found = table(value, where)
        values = {
            name: codec.read(found[name], f"{where}.{name}")
            for name, codec in parts.items()
            if name in found
        }
        try:
            return kind(**values)
        except TypeError:
            raise InvalidError(where, "all of " + ", ".join(parts)) from None

    return Codec(lambda v: {name: c.write(getattr(v, name)) for name, c in parts.items()}, read)
