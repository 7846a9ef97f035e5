"""The catalogue: breakd's own stretches, then those of the user's packs.

A pack is a folder of TOML files, each a list of `[[stretch]]` tables with the fields of
`breakd.core.stretch.Stretch`.  A broken stretch is named and left out; it never stops the rest.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from breakd.catalogue.check import stretch_from
from breakd.catalogue.fields import FlawError, is_id, shown
from breakd.catalogue.files import printable, read_toml, toml_files
from breakd.core.stretch import AREAS, Stretch
from breakd.text import pack_fields as fields
from breakd.text import packs as say

BUILT_IN = Path(__file__).parent
# breakd's own files: where it is done, and for which areas.  (Lying down, none is for the neck.)
OWN = {"desk": AREAS, "floor": ("shoulders", "upper-back", "chest", "mid-back")}
MOST_STRETCHES = 200  # of one file
MOST_PROBLEMS = 20  # told of one pack


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All stretches by id, area by area and pack by pack, and what was left out, one sentence
    each."""

    stretches: Mapping[str, Stretch]
    problems: tuple[str, ...]


def load(folders: Sequence[Path] = ()) -> Catalogue:
    """breakd's own stretches and those of `folders`.  Never raises; an id belongs to whoever has
    it first, so that no pack replaces a stretch of breakd's."""
    stretches: dict[str, Stretch] = {}
    problems: list[str] = []
    for area in AREAS:
        for place, areas in OWN.items():
            if area in areas:
                file = BUILT_IN / place / f"{area}.toml"
                _add(stretches, problems, _stretches(file, problems, area))
    for folder in folders:
        _add_pack(stretches, problems, folder)
    return Catalogue(MappingProxyType(stretches), tuple(problems))


def _add_pack(stretches: dict[str, Stretch], problems: list[str], folder: Path) -> None:
    name = printable(folder)
    flaws: list[str] = []
    for file in toml_files(folder, flaws):
        _add(stretches, flaws, _stretches(file, flaws))
    problems.extend(flaws[:MOST_PROBLEMS])
    if len(flaws) > MOST_PROBLEMS:
        problems.append(say.more_problems(name, len(flaws) - MOST_PROBLEMS))


def _add(
    stretches: dict[str, Stretch], problems: list[str], found: Iterable[tuple[str, Stretch]]
) -> None:
    for place, stretch in found:
        if stretch.id in stretches:
            problems.append(say.taken(place))
        else:
            stretches[stretch.id] = stretch


def _stretches(
    file: Path, problems: list[str], area: str | None = None
) -> Iterator[tuple[str, Stretch]]:
    """Every sound stretch of one file, each with the words that name its place."""
    try:
        content = read_toml(file)
    except ValueError as error:
        problems.append(str(error))
        return
    where = printable(file)
    tables = content.get("stretch")
    if len(content) != 1 or not isinstance(tables, list):
        problems.append(say.no_stretches(where))
        return
    if len(tables) > MOST_STRETCHES:
        problems.append(say.too_many_stretches(where, MOST_STRETCHES))
    for number, table in enumerate(tables[:MOST_STRETCHES], 1):
        name = table.get("id") if isinstance(table, dict) else None
        place = say.entry(where, str(name)) if is_id(name) else say.nth_entry(where, number)
        try:
            if not isinstance(table, dict):
                raise FlawError(fields.flaw(place, "stretch", shown(table), fields.a_table()))
            yield place, stretch_from(table, place, area)
        except FlawError as error:
            problems.append(str(error))
