"""Stretches in words for a terminal, and what to know before doing any of them."""

from collections.abc import Collection, Mapping, Sequence

from breakd.core import stretch as core
from breakd.core.offered import WhyNot
from breakd.core.stretch import Dose, Preferences, Stretch
from breakd.text import _, plural

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
  - One stretch:     breakd hide ID
                     "breakd stretches" lists the ids.
  - A whole kind of movement, say turning the neck:
                     breakd config set stretches.avoid +neck-rotation
"""
)


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


def times(stretch: Stretch) -> str:
    """The whole dose and the short one: "Hold 5 s, 8 times: 64 s in all; 16 s where…"."""
    return _sentence(
        _("{dose}: {n} s in all; {short} s where time is short.").format(
            dose=dose(stretch.dose, stretch.sides),
            n=round(stretch.seconds),
            short=round(stretch.short_seconds),
        )
    )


def where(stretch: Stretch) -> str:
    """Position, place and effort."""
    positions = _list(POSITIONS, core.POSITIONS, stretch.positions, _(" or "))
    words = _sentence(f"{positions}, {SCOPES[stretch.scope]}; {INTENSITIES[stretch.intensity]}.")
    return f"{words} {DISCREET}" if stretch.discreet else words


def needs(stretch: Stretch) -> str:
    """The things it takes, or that it takes none."""
    return _sentence(_list(EQUIPMENT, core.EQUIPMENT, stretch.equipment) or _("nothing")) + "."


def movements(stretch: Stretch) -> str:
    """The movements that a user may avoid, each with its key."""
    return ", ".join(f"{LOADS[load]} ({load})" for load in core.LOADS if load in stretch.loads)


def reason(why: WhyNot, stretch: Stretch, preferences: Preferences) -> str:
    """Why it is not offered, in a few words."""
    if why is WhyNot.POSITION:
        positions = _list(POSITIONS, core.POSITIONS, stretch.positions, _(" or "))
        return _("done {position}").format(position=positions)
    if why is WhyNot.EQUIPMENT:
        missing = stretch.equipment - preferences.equipment
        return _("needs {things}").format(things=_list(EQUIPMENT, core.EQUIPMENT, missing))
    if why is WhyNot.INTENSITY:
        return INTENSITIES[stretch.intensity]
    if why is WhyNot.MOVEMENT:
        avoided = _list(LOADS, core.LOADS, stretch.loads & preferences.avoid)
        return _("you avoid {movements}").format(movements=avoided)
    if why is WhyNot.OTHER:
        return _("does the same as {other}").format(other=stretch.stands_in_for)
    return _REASONS[why]


def how_to_offer(
    reasons: Collection[WhyNot], stretches: Sequence[Stretch], preferences: Preferences
) -> list[tuple[str, str]]:
    """(what, the command that changes it) for each of `reasons` that the user may want to change;
    `stretches` are those that are not offered."""
    found: list[tuple[str, str]] = []
    if WhyNot.POSITION in reasons:
        lacking = {p for each in stretches for p in each.positions - preferences.positions}
        found += [
            (POSITIONS[each], f"breakd config set stretches.positions +{each}")
            for each in core.POSITIONS
            if each in lacking
        ]
    if WhyNot.EQUIPMENT in reasons:
        lacking = {e for each in stretches for e in each.equipment - preferences.equipment}
        found += [
            (EQUIPMENT[each], f"breakd config set stretches.equipment +{each}")
            for each in core.EQUIPMENT
            if each in lacking
        ]
    if WhyNot.INTENSITY in reasons:
        strongest = max((each.intensity for each in stretches), key=core.INTENSITIES.index)
        command = f"breakd config set stretches.intensity {strongest}"
        found.append((INTENSITIES[strongest], command))
    if WhyNot.HIDDEN in reasons:
        found.append((_REASONS[WhyNot.HIDDEN], "breakd unhide ID"))
    if WhyNot.OFF in reasons:
        found.append((_REASONS[WhyNot.OFF], "breakd config set stretches.include +ID"))
    return found


def left_out(count: int, shown: int) -> str:
    """Below a list of `shown` stretches without the `count` that are off by default."""
    if not shown:
        return _("What there is, is off by default; `breakd stretches list --all` shows it.")
    return plural(
        _("One more is off by default; `breakd stretches list --all` shows it."),
        _("{n} more are off by default; `breakd stretches list --all` shows them."),
        count,
    )


def summed_up(offered: int, count: int) -> str:
    """The last line of a list."""
    if not count:
        return _("No stretch is like that.")
    if not offered:
        return _("None of these is offered to you.")
    if offered == count:
        return plural(_("It is offered to you."), _("All {n} are offered to you."), count)
    said = plural(
        _("One of {all} is offered to you."), _("{n} of {all} are offered to you."), offered
    )
    return said.format(all=count)


def _list(
    words: Mapping[str, str], order: Sequence[str], chosen: Collection[str], between: str = ", "
) -> str:
    return between.join(words[each] for each in order if each in chosen)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


AREAS = {
    "neck": _("Neck"),
    "shoulders": _("Shoulders"),
    "upper-back": _("Upper back"),
    "chest": _("Chest"),
    "mid-back": _("Middle of the back"),
}
POSITIONS = {
    "seated": _("sitting"),
    "standing": _("standing"),
    "floor": _("on the floor"),
}
SCOPES = {
    "at-desk": _("at the desk"),
    "near-desk": _("near the desk"),
    "off-desk": _("away from the desk"),
}
INTENSITIES = {"gentle": _("gentle"), "moderate": _("moderate"), "advanced": _("advanced")}
EQUIPMENT = {
    "chair": _("a chair"),
    "doorway": _("a doorway"),
    "wall": _("a wall"),
    "corner": _("a corner"),
    "sturdy-desk": _("a desk that does not move"),
    "towel": _("a towel or scarf"),
    "foam-roller": _("a foam roller"),
}
LOADS = {
    "neck-rotation": _("turning the neck"),
    "neck-flexion": _("bending the neck forward"),
    "neck-side-bend": _("bending the neck sideways"),
    "neck-extension": _("bending the neck backwards"),
    "overhead": _("arms overhead"),
    "hand-behind-back": _("hands behind the back"),
    "arm-across-chest": _("an arm across the chest"),
    "trunk-rotation": _("turning the trunk"),
    "thoracic-extension": _("bending the upper back backwards"),
    "forward-bend": _("bending forward"),
    "shoulder-abduction": _("arms out to the sides"),
    "stand": _("standing"),
    "kneel": _("kneeling"),
    "lean-on-hands": _("leaning on the hands"),
}
DISCREET = _("On camera, nobody notices it.")
_REASONS = {
    WhyNot.HIDDEN: _("hidden by you"),
    WhyNot.OFF: _("off by default"),
    WhyNot.AREA: _("its area has no share"),
}

FEEL, TAKE_CARE, HOW_LONG, WHERE = _("Feel it"), _("Take care"), _("How long"), _("Where")
NEEDS, MUSCLES, MOVEMENTS = _("You need"), _("Muscles"), _("Movements")
ALSO, SOURCE, OFFERED = _("Also called"), _("Source"), _("Offered")
YES, NO = _("Yes."), _("No: {reasons}.")
NOT_OFFERED = _("not offered: {reasons}")
TO_CHANGE_THAT = _("To change that:")
SECONDS = _("{n} s")
MORE_CARE = _("`breakd stretches safety` says when to stop, and when to ask first.")
