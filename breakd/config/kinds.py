"""The kinds of value a configuration key can have.

A kind reads a TOML value (`read`), turns a word of the command line into a TOML value
(`from_text`) and says for the example file what may be written (`hint`, empty if the default
shows it).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from typing import Protocol

from breakd.config import durations
from breakd.text import config as text


class Wrong(Exception):  # noqa: N818 (it is a finding, turned into a problem at once)
    """A value that does not fit.

    `expected` completes "it must be".  Where items of a list are wrong, `items` has for each of
    them its number, from 1, its value and what is expected of it.
    """

    def __init__(self, expected: str, items: tuple[tuple[int, object, str], ...] = ()) -> None:
        super().__init__(expected)
        self.expected = expected
        self.items = items


class Kind(Protocol):
    """What every kind can do."""

    @property
    def hint(self) -> str:
        """What may be written, in short."""

    def read(self, raw: object) -> object:
        """The value that `raw`, from TOML, stands for.  Raises Wrong."""

    def from_text(self, words: str) -> object:
        """The TOML value that `words`, from the command line, stand for; not yet validated."""


@dataclass(frozen=True, slots=True)
class Duration:
    """Seconds, written "25m"."""

    least: float = durations.SECOND
    most: float = durations.DAY
    hint: str = ""

    def read(self, raw: object) -> float:
        try:
            return durations.parse(raw, self.least, self.most)
        except durations.DurationError as error:
            raise Wrong(str(error)) from None

    def from_text(self, words: str) -> object:
        return words


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `least` to `most`."""

    least: int
    most: int
    hint: str = ""

    def read(self, raw: object) -> int:
        if isinstance(raw, bool) or not isinstance(raw, int) or not self.least <= raw <= self.most:
            raise Wrong(text.whole_number(self.least, self.most))
        return raw

    def from_text(self, words: str) -> object:
        digits = words.strip().removeprefix("-")
        return int(words) if digits.isascii() and digits.isdigit() and len(digits) < 10 else words


_TRUE = ("true", "yes", "on")
_FALSE = ("false", "no", "off")


@dataclass(frozen=True, slots=True)
class Switch:
    """true or false."""

    hint: str = ""

    def read(self, raw: object) -> bool:
        if not isinstance(raw, bool):
            raise Wrong(text.TRUE_OR_FALSE)
        return raw

    def from_text(self, words: str) -> object:
        plain = words.strip().lower()
        return True if plain in _TRUE else False if plain in _FALSE else words


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of some words."""

    words: tuple[str, ...]

    @property
    def hint(self) -> str:
        return " | ".join(self.words)

    def read(self, raw: object) -> str:
        if not isinstance(raw, str) or raw not in self.words:
            raise Wrong(text.one_of(self.words))
        return raw

    def from_text(self, words: str) -> object:
        return words.strip()


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text; `fits` may narrow it, `expected` says how.

    Control characters are refused, as they would reach notifications and terminals.
    """

    most: int = 200
    fits: Callable[[str], bool] = bool
    expected: str = ""
    hint: str = ""

    def read(self, raw: object) -> str:
        if not isinstance(raw, str) or not raw.isprintable() or len(raw) > self.most:
            raise Wrong(self.expected or text.line(self.most))
        if not self.fits(raw):
            raise Wrong(self.expected or text.line(self.most))
        return raw

    def from_text(self, words: str) -> object:
        return words


@dataclass(frozen=True, slots=True)
class Cron:
    """Five fields, as in crontab."""

    hint: str = ""

    def read(self, raw: object) -> str:
        if not isinstance(raw, str) or len(raw) > 200 or not raw.isprintable():
            raise Wrong(text.cron())
        from breakd.clocks.alarm import check_cron

        try:
            check_cron(raw)
        except ValueError as error:
            raise Wrong(text.cron(str(error))) from None
        return raw

    def from_text(self, words: str) -> object:
        return words


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A local time, "HH:MM"."""

    hint: str = ""

    def read(self, raw: object) -> str:
        moment = durations.clock_time(raw) if isinstance(raw, str) else None
        if moment is None:
            raise Wrong(text.TIME_OF_DAY)
        return moment.strftime("%H:%M")

    def from_text(self, words: str) -> object:
        return words.strip()


@dataclass(frozen=True, slots=True)
class Hours:
    """Working hours, "HH:MM-HH:MM"; they may cross midnight, and "24:00" may end them."""

    hint: str = ""

    def read(self, raw: object) -> tuple[time, time]:
        """Start and end; an end of 00:00 is the end of the day."""
        if not isinstance(raw, str):
            raise Wrong(text.HOURS)
        first, _, last = raw.replace(" ", "").partition("-")
        start = durations.clock_time(first)
        end = time(0) if last == "24:00" else durations.clock_time(last)
        if start is None or end is None or (start == end and last != "24:00"):
            raise Wrong(text.HOURS)
        return start, end

    def from_text(self, words: str) -> object:
        return words.strip()


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of from `least` to `most` items of one kind; its value is a tuple."""

    item: Kind
    least: int = 0
    most: int = 100

    @property
    def hint(self) -> str:
        return self.item.hint

    def read(self, raw: object) -> tuple[object, ...]:
        if not isinstance(raw, list) or not self.least <= len(raw) <= self.most:
            raise Wrong(text.list_of(self.least, self.most))
        values, wrong = [], []
        for number, item in enumerate(raw, 1):
            try:
                values.append(self.item.read(item))
            except Wrong as found:
                wrong.append((number, item, found.expected))
        if wrong:
            raise Wrong(text.list_of(self.least, self.most), tuple(wrong))
        return tuple(values)

    def from_text(self, words: str) -> object:
        return [self.item.from_text(word.strip()) for word in words.split(",") if word.strip()]
