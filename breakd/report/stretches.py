"""Stretches for a terminal, all or one, and for a script."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from breakd.core.offered import WhyNot
from breakd.core.stretch import AREAS, EQUIPMENT, LOADS, POSITIONS, Preferences, Stretch
from breakd.report.paper import Paper
from breakd.text import stretches as text

_GAP = "  "


@dataclass(frozen=True, slots=True)
class Item:
    """A stretch, and why this user is not offered it; empty where he is."""

    stretch: Stretch
    why_not: tuple[WhyNot, ...] = ()

    @property
    def offered(self) -> bool:
        return not self.why_not


def stretch_json(item: Item) -> dict[str, object]:
    """Plain values, stable from version to version (keys are only ever added): every field of
    the stretch by its name, sets as lists; `seconds` and `short_seconds`, how long the full and
    the short form take; `offered`, and `why_not`, a list of hidden, off-by-default, position,
    equipment, intensity, movement, area and other-at-hand."""
    one = item.stretch
    dose = one.dose
    return {
        "id": one.id,
        "name": one.name,
        "aliases": list(one.aliases),
        "area": one.area,
        "summary": one.summary,
        "steps": list(one.steps),
        "when": list(one.when),
        "feel": one.feel,
        "cautions": list(one.cautions),
        "dose": {
            "hold": dose.hold,
            "reps": dose.reps,
            "sets": dose.sets,
            "breaths": dose.breaths,
        },
        "sides": one.sides,
        "side_names": list(one.side_names),
        "side_after_side": one.side_after_side,
        "seconds": one.seconds,
        "short_seconds": one.short_seconds,
        "muscles": list(one.muscles),
        "positions": [each for each in POSITIONS if each in one.positions],
        "equipment": [each for each in EQUIPMENT if each in one.equipment],
        "intensity": one.intensity,
        "loads": [each for each in LOADS if each in one.loads],
        "scope": one.scope,
        "stands_in_for": one.stands_in_for,
        "enabled": one.enabled,
        "discreet": one.discreet,
        "source": one.source,
        "offered": item.offered,
        "why_not": [reason.value for reason in item.why_not],
    }


# --- all -----------------------------------------------------------------------------------------


def stretch_list(
    items: Sequence[Item], preferences: Preferences, paper: Paper, left_out: int = 0
) -> str:
    """Area by area; what is not offered says why.  `left_out` counts those not shown because
    they are off by default.  Ends with a line feed."""
    names = max((len(item.stretch.name) for item in items), default=0)
    ids = max((len(item.stretch.id) for item in items), default=0)
    wide = 2 + names + 2 + ids + 2 + 5 <= paper.width
    lines: list[str] = []
    for area in AREAS:
        found = [item for item in items if item.stretch.area == area]
        if found:
            lines += ["", paper.bold(text.AREAS[area])]
        for item in found:
            head = _in_a_row(item, names, ids) if wide else _stacked(item, paper)
            lines += _coloured(item, head, paper)
            lines += _why(item, preferences, paper)
    offered = sum(item.offered for item in items)
    lines.append("")
    if items or not left_out:
        lines += paper.wrap(text.summed_up(offered, len(items)))
    if left_out:
        lines += paper.wrap(text.left_out(left_out, len(items)))
    lines += _hints(items, preferences, paper)
    return "\n".join(lines).removeprefix("\n") + "\n"


def _in_a_row(item: Item, names: int, ids: int) -> list[str]:
    one = item.stretch
    return [f"  {one.name:{names}}  {one.id:{ids}}  {_seconds(one):>5}"]


def _stacked(item: Item, paper: Paper) -> list[str]:
    """The name and how long, the id below it."""
    one = item.stretch
    time = _seconds(one)
    name = replace(paper, width=paper.width - len(time) - 1).wrap(one.name, _GAP)
    last = name[-1] + time.rjust(paper.width - len(name[-1]))
    return [*name[:-1], last, f"    {one.id}"]


def _coloured(item: Item, lines: list[str], paper: Paper) -> list[str]:
    return lines if item.offered else [paper.faint(line) for line in lines]


def _why(item: Item, preferences: Preferences, paper: Paper) -> list[str]:
    if item.offered:
        return []
    said = text.NOT_OFFERED.format(reasons=_reasons(item, preferences))
    return [paper.warm(line) for line in paper.wrap(said, "    ")]


def _hints(items: Sequence[Item], preferences: Preferences, paper: Paper) -> list[str]:
    # One that does the same as another would not be offered beside it, whatever is allowed.
    kept_out = [item for item in items if item.why_not and WhyNot.OTHER not in item.why_not]
    reasons = {reason for item in kept_out for reason in item.why_not}
    hints = text.how_to_offer(reasons, [item.stretch for item in kept_out], preferences)
    if not hints:
        return []
    lines = ["", text.TO_CHANGE_THAT]
    widest = max(len(what) for what, _ in hints)
    rows = [f"  {what:{widest}}  {command}" for what, command in hints]
    if max(map(len, rows)) <= paper.width:
        return [*lines, *rows]
    return [*lines, *(line for what, how in hints for line in (f"  {what}", f"    {how}"))]


# --- one -----------------------------------------------------------------------------------------


def stretch_page(item: Item, preferences: Preferences, paper: Paper) -> str:
    """Everything about one stretch.  Ends with a line feed."""
    one = item.stretch
    numbered = enumerate(one.steps, 1)
    steps = [line for number, step in numbered for line in paper.wrap(step, f"  {number}  ")]
    offered = text.YES
    if not item.offered:
        offered = text.NO.format(reasons=_reasons(item, preferences))
    details: list[tuple[str, Sequence[str]]] = [
        (text.FEEL, [one.feel]),
        (text.TAKE_CARE, one.cautions),
        (text.HOW_LONG, [text.times(one)]),
        (text.WHERE, [text.where(one)]),
        (text.NEEDS, [text.needs(one)]),
        (text.MUSCLES, ["; ".join(one.muscles)]),
        (text.MOVEMENTS, [text.movements(one)]),
        (text.ALSO, [", ".join(one.aliases)]),
        (text.SOURCE, [one.source]),
        (text.OFFERED, [offered]),
    ]
    label = max(len(name) for name, _ in details) + 2
    lines = [
        *_heading(one, paper),
        paper.rule(),
        "",
        *paper.wrap(one.summary),
        "",
        *steps,
        "",
    ]
    for name, sentences in details:
        lines += _detail(name, [each for each in sentences if each], label, paper)
    lines += [
        *_hints([item], preferences, paper),
        "",
        *(paper.faint(line) for line in _care(paper)),
    ]
    return "\n".join(lines) + "\n"


def _heading(one: Stretch, paper: Paper) -> list[str]:
    """The name at the one end, the area at the other; the id below."""
    area = text.AREAS[one.area]
    names = paper.wrap(one.name)
    room = paper.width - len(names[-1]) - len(area)
    shown = [paper.bold(line) for line in names]
    if room >= 2:
        shown[-1] += " " * room + area
    else:
        shown.append(area)
    return [*shown, paper.faint(one.id)]


def _detail(name: str, sentences: Sequence[str], label: int, paper: Paper) -> list[str]:
    """A label, and behind it one paragraph a sentence; below it where there is little room."""
    if not sentences:
        return []
    colour = paper.warm if name == text.TAKE_CARE else paper.bold
    if paper.width < 60:
        return [colour(name), *(line for each in sentences for line in paper.wrap(each, _GAP))]
    indent = " " * label
    lines = [line for each in sentences for line in paper.wrap(each, indent)]
    return [colour(name) + " " * (label - len(name)) + lines[0][label:], *lines[1:]]


def _care(paper: Paper) -> list[str]:
    return paper.wrap(f"{text.DISCLAIMER_SHORT} {text.MORE_CARE}")


# --- both ----------------------------------------------------------------------------------------


def _reasons(item: Item, preferences: Preferences) -> str:
    return "; ".join(text.reason(why, item.stretch, preferences) for why in item.why_not)


def _seconds(one: Stretch) -> str:
    return text.SECONDS.format(n=round(one.seconds))


def chosen(items: Sequence[Item], wanted: Mapping[str, Sequence[str]]) -> list[Item]:
    """Those that fit.  `wanted` has for each of area, position, equipment, scope, load and avoid
    what is asked for: any of the values, and none of those to avoid; nothing is no condition."""

    def fits(one: Stretch) -> bool:
        has = {
            "area": {one.area},
            "position": one.positions,
            "equipment": one.equipment,
            "scope": {one.scope},
            "load": one.loads,
        }
        return all(
            not wanted.get(name) or values & set(wanted[name]) for name, values in has.items()
        ) and not one.loads & set(wanted.get("avoid", ()))

    return [item for item in items if fits(item.stretch)]
