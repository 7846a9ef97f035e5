"""From a moment of the session to what the window says.  Pure."""

from math import cos, pi

from breakd.core.stretch import Stretch
from breakd.guide.order import Order
from breakd.guide.segments import Doing, Plan
from breakd.guide.session import Moment, Session
from breakd.guide.sight import Sight, Words
from breakd.text import guide as text

LONG_NOTE = 150  # letters that fit below a step


def sight(order: Order, session: Session, moment: Moment) -> Sight:
    """What there is to read now."""
    stretch = order.stretch
    turn, more = _turn(order, session, moment)
    return Sight(
        title=order.title,
        doing=text.PAUSED if session.is_paused else text.DOING[moment.doing],
        step=_step(order, moment),
        note=_note(stretch, moment) if stretch else "",
        ring=moment.ring,
        number=_number(moment),
        turn=turn,
        more=more,
        breath=_breath(moment),
        beads=session.plan.groups if stretch else (),
        bead=moment.unit - 1,
    )


def _breath(moment: Moment) -> float:
    """How full the lungs are, at the pace of somebody calm."""
    match moment.doing:
        case Doing.BREATHE_IN:
            return 0.5 - 0.5 * cos(pi * moment.share)
        case Doing.BREATHE_OUT:
            return 0.5 + 0.5 * cos(pi * moment.share)
        case _:
            return 0.0


def words(order: Order, plan: Plan) -> Words:
    """All that there will be to read."""
    stretch = order.stretch
    doing = {text.DOING[segment.doing] for segment in plan.segments} | {text.PAUSED}
    if stretch is None:
        return Words(order.title, sorted(doing), (order.text, text.END_REST), (), ())
    feel = [text.feel(stretch.feel)] if stretch.feel else []
    rep, number = text.counts(99, 9, plan.dose)
    sides = [text.side(side, stretch.side_names) for side in (1, 2)] if plan.sides > 1 else []
    steps = (*stretch.steps, text.END)
    return Words(
        order.title, sorted(doing), steps, [*_cautions(stretch), *feel], [*sides, rep, number]
    )


def spoken(order: Order, moment: Moment) -> str:
    """What a voice says when this begins; "" for nothing."""
    match moment.doing:
        case Doing.READY | Doing.IN | Doing.REST:
            return _step(order, moment)
        case Doing.OUT | Doing.SWITCH if moment.step is not None:
            return f"{text.DOING[moment.doing]}. {_step(order, moment)}"
        case Doing.HOLD | Doing.BREATHE_IN | Doing.BREATHE_OUT | Doing.END:
            return text.DOING[moment.doing]
        case _:
            return ""


def _turn(order: Order, session: Session, moment: Moment) -> tuple[str, str]:
    """Which side it is, and which repetition; the latter first where there are no sides."""
    stretch, plan = order.stretch, session.plan
    if stretch is None or moment.doing in (Doing.REST, Doing.END):
        return "", ""
    side = text.side(moment.side, stretch.side_names) if plan.sides > 1 else ""
    if moment.doing is Doing.READY:
        return side, ""
    rep, number = text.counts(moment.rep, moment.set, plan.dose)
    if side:
        return side, " · ".join(filter(None, (rep, number)))
    return rep or number, number if rep else ""


def _step(order: Order, moment: Moment) -> str:
    if order.stretch is None:
        return text.END_REST if moment.doing is Doing.END else order.text
    if moment.step is None:
        return text.END
    step = order.stretch.steps[moment.step]
    # Where the stretch tells what each step is for, they are meant for both sides.
    turned = moment.side > 1 and order.stretch.when and moment.doing is not Doing.SWITCH
    return text.other_side(step) if turned else step


def _note(stretch: Stretch, moment: Moment) -> str:
    """What to mind while getting ready; where it is felt while it is held."""
    if moment.doing is Doing.READY:
        told = _cautions(stretch)
        return told[min(int(moment.share * len(told)), len(told) - 1)] if told else ""
    if moment.doing in (Doing.HOLD, Doing.BREATHE_IN, Doing.BREATHE_OUT) and stretch.feel:
        return text.feel(stretch.feel)
    return ""


def _cautions(stretch: Stretch) -> list[str]:
    """Together, or one after the other where they are long."""
    together = " ".join(stretch.cautions)
    return [together] if len(together) <= LONG_NOTE else list(stretch.cautions)


def _number(moment: Moment) -> str:
    if moment.doing is Doing.END:
        return "✓"
    return "" if moment.left is None else text.seconds(moment.left)
