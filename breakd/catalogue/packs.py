"""The check of a whole pack: every flaw of its stretches, drawings and pictures, with its line.

What a flaw is, is decided where the parts are read; here it is put right and read again, until
nothing is left to say.
"""

import stat
from collections.abc import Collection, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter
from pathlib import Path

from breakd.catalogue import images
from breakd.catalogue.check import stretch_from
from breakd.catalogue.fields import FlawError, is_id, shown
from breakd.catalogue.files import files, printable, read_text, read_toml, toml_files
from breakd.catalogue.lines import Way, line_of, lines_of
from breakd.catalogue.loader import MOST_STRETCHES, load
from breakd.catalogue.mending import mend_drawing, mend_stretch
from breakd.core.stretch import Stretch
from breakd.text import pack_fields as fields
from breakd.text import packs as say

POSES = "poses"
MOST_TOLD = 100
MOST_FLAWS = 20  # told of one stretch or drawing


@dataclass(slots=True)
class Report:
    """What a check has found: one sentence for each problem, and what can be used all the same.
    `more`: there were too many problems to list."""

    problems: list[str] = field(default_factory=list)
    stretches: dict[str, Stretch] = field(default_factory=dict)
    drawings: int = 0
    pictures: int = 0
    more: bool = False


def check(folder: Path) -> Report:
    """Look at everything in a pack.  Never raises; takes a second or so for each picture."""
    report = Report()
    known: set[str] = set()  # the ids of its stretches, the flawed ones too
    for problem in islice(_problems(folder, report, known), MOST_TOLD + 1):
        report.problems.append(problem)
    report.more = len(report.problems) > MOST_TOLD
    del report.problems[MOST_TOLD:]
    return report


def _problems(folder: Path, report: Report, known: set[str]) -> Iterator[str]:
    odd: list[str] = []
    found = list(toml_files(folder, odd))
    yield from odd
    if not found and not odd:
        yield say.no_pack(printable(folder))
    own = load().stretches
    for file in found:
        yield from _stretches(file, report, known, own)
    for pose in _inside(folder, POSES, (".toml",)):
        yield from [pose] if isinstance(pose, str) else _drawing(pose, report, known)
    seen: set[str] = set()
    for picture in _inside(folder, images.FOLDER, images.SUFFIXES):
        yield from (
            [picture] if isinstance(picture, str) else _picture(picture, report, known, seen)
        )
    for file in files(folder, images.SUFFIXES, MOST_STRETCHES, []):
        yield say.unused(printable(file))


def _inside(folder: Path, name: str, suffixes: tuple[str, ...]) -> Iterator[Path | str]:
    """The files of a folder in the pack, and what is odd about it in a sentence."""
    place = folder / name
    try:
        mode = place.lstat().st_mode
    except (OSError, ValueError):
        return
    if not stat.S_ISDIR(mode):
        yield say.not_folder(printable(place))
        return
    odd: list[str] = []
    yield from files(place, suffixes, MOST_STRETCHES, odd)
    yield from odd
    for other in islice(place.iterdir(), MOST_STRETCHES):
        if other.suffix.lower() not in suffixes and not other.name.startswith("."):
            yield say.wrong_kind(printable(other), ", ".join(suffixes))


# --- stretches -----------------------------------------------------------------------------------


def _stretches(file: Path, report: Report, known: set[str], own: Collection[str]) -> Iterator[str]:
    try:
        content = read_toml(file)
        lines = lines_of(read_text(file))
    except ValueError as error:
        yield str(error)
        return
    tables = content.get("stretch")
    if len(content) != 1 or not isinstance(tables, list):
        other = next((key for key in content if key != "stretch"), "stretch")
        yield say.no_stretches(_at(file, (other,), lines))
        return
    if len(tables) > MOST_STRETCHES:
        where = _at(file, ("stretch", MOST_STRETCHES), lines)
        yield say.too_many_stretches(where, MOST_STRETCHES)
    told: list[tuple[int, str]] = []
    for number, table in enumerate(tables[:MOST_STRETCHES]):
        told += _stretch(("stretch", number), table, lines, report, known | set(own))
        name = table.get("id") if isinstance(table, dict) else None
        if is_id(name):
            known.add(str(name))
    yield from _by_line(file, told)


def _stretch(
    way: Way, table: object, lines: dict[Way, int], report: Report, taken: set[str]
) -> Iterator[tuple[int, str]]:
    number = say.nth_stretch(int(way[1]) + 1)
    if not isinstance(table, dict):
        yield line_of(way, lines), fields.flaw(number, "stretch", shown(table), fields.a_table())
        return
    name = table.get("id")
    place = say.stretch(str(name)) if is_id(name) else number
    flaws = [(line_of((*way, *at), lines), flaw) for at, flaw in _flaws(table, place)]
    yield from flaws
    if is_id(name) and str(name) in taken:
        yield line_of((*way, "id"), lines), say.taken(place)
    elif not flaws:
        report.stretches[str(name)] = stretch_from(table, place)


def _flaws(table: dict[str, object], place: str) -> Iterator[tuple[Way, str]]:
    """Each flaw of one stretch, and the way to it."""
    mended = {
        key: dict(value) if isinstance(value, dict) else value for key, value in table.items()
    }
    for _ in range(MOST_FLAWS):
        try:
            stretch_from(mended, place)
        except FlawError as flaw:
            way: Way = (flaw.field,) if flaw.field in table else tuple(flaw.field.split("."))
            yield way, str(flaw)
            mend_stretch(mended, flaw.field)
        else:
            return


# --- drawings and pictures -----------------------------------------------------------------------


def _drawing(file: Path, report: Report, known: set[str]) -> Iterator[str]:
    from breakd.figure.entries import PoseError
    from breakd.figure.poses import MOST_KIB, drawing_from

    name = printable(file)
    try:
        content = read_toml(file, MOST_KIB * 1024)
        lines = lines_of(read_text(file, MOST_KIB * 1024))
    except ValueError as error:
        yield str(error)
        return
    told: list[tuple[int, str]] = []
    mended = deepcopy(content)
    for _ in range(MOST_FLAWS):
        try:
            drawing_from(mended, file.stem, name)
        except PoseError as flaw:
            told.append((line_of(flaw.path, lines), str(flaw).removeprefix(name + ": ")))
            if not mend_drawing(mended, flaw.path):
                break
        else:
            break
    yield from _by_line(file, told)
    if file.stem not in known:
        yield say.no_such_stretch(name, ascii(file.stem)[1:-1])
    elif not told:
        report.drawings += 1


def _picture(file: Path, report: Report, known: set[str], seen: set[str]) -> Iterator[str]:
    name = printable(file)
    if file.stem not in known:
        yield say.no_such_stretch(name, ascii(file.stem)[1:-1])
    elif file.stem in seen:
        yield say.second_picture(name)
    else:
        seen.add(file.stem)
        try:
            images.png_of(file)
        except images.ImageError as error:
            yield str(error)
        else:
            report.pictures += 1


def _at(file: Path, way: Way, lines: dict[Way, int]) -> str:
    return say.at_line(printable(file), line_of(way, lines))


def _by_line(file: Path, told: list[tuple[int, str]]) -> Iterator[str]:
    for line, sentence in sorted(told, key=itemgetter(0)):
        yield f"{say.at_line(printable(file), line)}: {sentence}"
