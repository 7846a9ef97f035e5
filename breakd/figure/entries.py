"""Taking values out of a table that a stranger wrote; what does not fit raises one sentence."""

from collections.abc import Mapping, Sequence
from typing import TypeGuard, TypeVar

from breakd.catalogue.fields import shown
from breakd.figure.geometry import Vec
from breakd.text import poses as say

Option = TypeVar("Option", bound=str)


Way = tuple[str | int, ...]  # the way to an entry: ("key", 2, "hold")


class PoseError(ValueError):
    """One sentence: file, place, value, what is expected.  `path` leads to what is wrong, as far
    as one entry is to blame."""

    def __init__(self, sentence: str, path: Way = ()) -> None:
        super().__init__(sentence)
        self.path = path


class Entries:
    """One table of a pose file.  `file` begins every complaint, `place` ("key 2", or nothing)
    comes before the field's name; `path` leads to it."""

    def __init__(
        self, table: Mapping[str, object], file: str, place: str = "", path: Way = ()
    ) -> None:
        self.table = table
        self.file = file
        self._place = place
        self._path = path

    def __contains__(self, field: str) -> bool:
        return field in self.table

    def named(self, field: str) -> str:
        return say.place(self._place, field) if self._place else field

    def flaw(self, field: str, expected: str) -> PoseError:
        path = (*self._path, field)
        if field not in self.table:
            return PoseError(say.missing(self.file, self.named(field), expected), path)
        value = shown(self.table[field])
        return PoseError(say.flaw(self.file, self.named(field), value, expected), path)

    def known_only(self, known: Sequence[str]) -> None:
        for field in self.table:
            if field not in known:
                name = self.named(shown(field))
                said = say.unknown_field(self.file, name, ", ".join(known))
                raise PoseError(said, (*self._path, field))

    def number(self, field: str, low: float, high: float, default: float | None = None) -> float:
        value = self.table.get(field, default)
        if not _fits(value, low, high):
            raise self.flaw(field, say.number(low, high))
        return float(value)

    def whole(self, field: str, low: int, high: int, default: int) -> int:
        value = self.table.get(field, default)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise self.flaw(field, say.whole(low, high))
        return value

    def flag(self, field: str, default: bool) -> bool:
        value = self.table.get(field, default)
        if not isinstance(value, bool):
            raise self.flaw(field, say.true_or_false())
        return value

    def choice(
        self, field: str, options: Sequence[Option], default: Option | None = None
    ) -> Option:
        value = self.table.get(field, default)
        for option in options:
            if option == value:
                return option
        raise self.flaw(field, say.one_of(", ".join(options)))

    def choices(self, field: str, options: Sequence[str], most: int) -> tuple[str, ...]:
        value = self.table.get(field, [])
        if (
            not isinstance(value, list)
            or len(value) > most
            or not all(isinstance(item, str) and item in options for item in value)
        ):
            raise self.flaw(field, say.some_of(", ".join(options), most))
        return tuple(value)

    def pair(
        self, field: str, low: float, high: float, default: tuple[float, float] | None = None
    ) -> tuple[float, float]:
        first, second = self._row(field, 2, low, high, default)
        return first, second

    def vec(self, field: str, low: float, high: float, default: Vec | None = None) -> Vec:
        x, y, z = self._row(field, 3, low, high, default)
        return (x, y, z)

    def direction(self, field: str) -> Vec:
        value = self.table.get(field)
        if (
            not isinstance(value, list)
            or len(value) != 3
            or not all(_fits(number, -10, 10) for number in value)
            or max(abs(number) for number in value) < 0.001
        ):
            raise self.flaw(field, say.a_direction())
        x, y, z = value
        return (float(x), float(y), float(z))

    def part(self, field: str) -> "Entries":
        """The table that a field holds."""
        value = self.table.get(field)
        if not isinstance(value, dict):
            raise self.flaw(field, say.a_table())
        return Entries(value, self.file, self.named(field), (*self._path, field))

    def _row(
        self, field: str, count: int, low: float, high: float, default: Sequence[float] | None
    ) -> list[float]:
        value = self.table.get(field, list(default) if default is not None else None)
        if (
            not isinstance(value, list)
            or len(value) != count
            or not all(_fits(number, low, high) for number in value)
        ):
            raise self.flaw(field, say.numbers(count, low, high))
        return [float(number) for number in value]


def _fits(value: object, low: float, high: float) -> TypeGuard[int | float]:
    """A bool is an int; NaN fails the comparison, infinity is out of range."""
    return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high
