"""Stretches in words for a terminal, and what to know before doing any of them."""

import re
from collections.abc import Collection, Iterable, Mapping
from textwrap import fill

from breakd.core.stretch import AREAS, EQUIPMENT, LOADS, POSITIONS, Dose, Stretch
from breakd.text import _, plural

WIDTH = 78

DISCLAIMER_SHORT = _(
    "breakd suggests gentle movement for adults who are well. It is not medical advice and "
    "treats nothing. A mild pull is fine, pain is not: stop when something feels wrong, and "
    "switch off whatever does not suit you."
)

DISCLAIMER = _(
    """\
Before you stretch

breakd suggests general movement for adults who are well. It is not medical
advice, it treats nothing, and no physiotherapist has reviewed it. Move slowly
and stay within what is easy: a mild pull is fine, pain is not.

Stop at once and get medical help if you notice
  - dizziness, faintness or double vision
  - trouble speaking or swallowing
  - numbness, tingling or weakness in the face, an arm or a leg
  - an unsteady walk
  - a sudden, severe headache or neck pain
  - chest pain or breathlessness

Ask a doctor or physiotherapist first if you have, or have had
  - a recent injury or operation
  - pain in an arm together with numbness
  - osteoporosis, or steroids taken for long
  - an inflammatory joint disease, or joints that are unstable
  - cancer, with pain that is new
  - a fever with a stiff neck
  - a stroke or a TIA, or blood pressure that is not under control
  - a dislocated or a frozen shoulder
  - vertigo
"""
)

HOW_TO_SWITCH_OFF = _(
    """\
Something does not suit you?
  - One stretch:     breakd config set stretches.exclude +ID
                     "breakd stretches" lists the ids.
  - A whole kind of movement, say turning the neck:
                     breakd config set stretches.avoid +neck-rotation
"""
)


def describe(stretch: Stretch) -> str:
    """One stretch as plain text, at most 78 columns wide, ending in a newline."""
    steps = (_fill(step, f"  {number}  ") for number, step in enumerate(stretch.steps, 1))
    details = [
        (_("Feel it"), stretch.feel),
        (_("Take care"), " ".join(stretch.cautions)),
        (_("You need"), _list(_EQUIPMENT, EQUIPMENT, stretch.equipment)),
        (_("Muscles"), ", ".join(stretch.muscles)),
        (_("Movements"), ", ".join(load for load in LOADS if load in stretch.loads)),
        (_("Source"), stretch.source),
        (_("Also"), ", ".join(stretch.aliases)),
        (_("Id"), stretch.id if stretch.enabled else _off(stretch.id)),
    ]
    lines = [
        _ends(stretch.name, _AREAS.get(stretch.area, stretch.area)),
        "─" * WIDTH,
        _fill(_times(stretch), "  "),
        _fill(_where(stretch), "  "),
        "",
        _fill(stretch.summary, "  "),
        "",
        *steps,
        "",
        *(_detail(label, text) for label, text in details if text),
    ]
    return "\n".join(lines) + "\n"


def listing(
    stretches: Mapping[str, Stretch],
    hidden: Collection[str],
    included: Collection[str] = (),
) -> str:
    """All stretches as a table, area by area, ending in a newline.

    `hidden` are the ids that the user left out, `included` those switched on although off by
    default; the others that are off by default are marked so.
    """
    id_width = max((len(id_) for id_ in stretches), default=0)
    lines: list[str] = []
    marks = set()
    for area in AREAS:
        lines += ["", _AREAS[area]] if lines else [_AREAS[area]]
        for stretch in stretches.values():
            if stretch.area != area:
                continue
            mark = " "
            if stretch.id in hidden:
                mark = "-"
            elif not stretch.enabled and stretch.id not in included:
                mark = "o"
            marks.add(mark)
            room = max(WIDTH - id_width - 10, 12)
            name = stretch.name if len(stretch.name) <= room else stretch.name[: room - 1] + "…"
            time = _("{n} s").format(n=round(stretch.seconds))
            lines.append(f"{mark} {stretch.id:{id_width}}  {name:{room}}{time:>6}")
    legend = [("-", _("-  hidden by you")), ("o", _("o  off by default"))]
    notes = [note for mark, note in legend if mark in marks]
    return "\n".join([*lines, *([""] if notes else []), *notes]) + "\n"


def dose(dose: Dose, sides: int) -> str:
    """How long and how often, such as "hold 15 s, 2 times each side"."""
    if dose.breaths:
        parts = [plural(_("one slow breath"), _("{n} slow breaths"), dose.breaths)]
    else:
        times = plural(_("once"), _("{n} times"), dose.reps)
        if sides == 2:
            times = _("{times} each side").format(times=times)
        hold = _("hold {n:g} s").format(n=dose.hold) if dose.hold else ""
        parts = [hold, times]
    parts.append(plural("", _("{n} rounds"), dose.sets))
    return ", ".join(part for part in parts if part)


def _times(stretch: Stretch) -> str:
    whole = _("{dose}; {n} s in all").format(
        dose=dose(stretch.dose, stretch.sides), n=round(stretch.seconds)
    )
    return _sentence(whole)


def _where(stretch: Stretch) -> str:
    positions = _list(_POSITIONS, POSITIONS, stretch.positions, _(" or "))
    words = [positions, _SCOPES[stretch.scope], _INTENSITIES[stretch.intensity]]
    return _sentence(", ".join(words))


def _list(
    words: Mapping[str, str], order: Iterable[str], chosen: Collection[str], between: str = ", "
) -> str:
    return between.join(words[each] for each in order if each in chosen)


def _off(id_: str) -> str:
    return _("{id} (off by default)").format(id=id_)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _detail(label: str, text: str) -> str:
    return _fill(text, f"  {label:<11}")


def _fill(text: str, lead: str) -> str:
    """The text behind `lead`, wrapped, each number kept together with its "s"."""
    kept = re.sub(r"(\d) s\b", "\\1\N{NO-BREAK SPACE}s", text)
    filled = fill(kept, WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead))
    return filled.replace("\N{NO-BREAK SPACE}", " ")


def _ends(left: str, right: str) -> str:
    """Two words at the two ends of a line."""
    return left + right.rjust(WIDTH - len(left)) if len(left) + len(right) < WIDTH else left


_AREAS = {
    "neck": _("Neck"),
    "shoulders": _("Shoulders"),
    "upper-back": _("Upper back"),
    "chest": _("Chest"),
    "mid-back": _("Middle of the back"),
}
_POSITIONS = {
    "seated": _("sitting"),
    "standing": _("standing"),
    "floor": _("on the floor"),
}
_SCOPES = {
    "at-desk": _("at the desk"),
    "near-desk": _("near the desk"),
    "off-desk": _("away from the desk"),
}
_INTENSITIES = {"gentle": _("gentle"), "moderate": _("moderate"), "advanced": _("advanced")}
_EQUIPMENT = {
    "chair": _("a chair"),
    "doorway": _("a doorway"),
    "wall": _("a wall"),
    "corner": _("a corner"),
    "sturdy-desk": _("a desk that does not move"),
    "towel": _("a towel or scarf"),
    "foam-roller": _("a foam roller"),
}
