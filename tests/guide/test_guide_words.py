"""What stands beside the figure: which side, and which repetition."""

from dataclasses import replace

from breakd.config.settings import Settings
from breakd.core.stretch import Dose, Stretch
from breakd.guide.plan import plan
from breakd.guide.segments import Doing
from breakd.guide.session import Session
from breakd.guide.trial import trial
from breakd.guide.words import sight

ARMS = Stretch(
    "arms",
    "Arms",
    "neck",
    "",
    ("Right arm across.", "Hold.", "Change."),
    "",
    (),
    Dose(hold=20, reps=2, sets=2),
    sides=2,
    side_names=("right arm", "left arm"),
)


def seen(stretch: Stretch) -> list[tuple[Doing, str, str]]:
    """What each segment says."""
    order = replace(trial(stretch, Settings()), length=600.0)
    session = Session(plan(stretch, 600.0), 0.0)
    found: list[tuple[Doing, str, str]] = []
    for segment in session.plan.segments:
        shown = sight(order, session, session.moment(segment.start))
        if segment.doing in (Doing.READY, Doing.HOLD, Doing.END):
            found.append((segment.doing, shown.turn, shown.more))
    return found


def test_the_side_is_named_from_the_start() -> None:
    said = seen(ARMS)
    assert said[0] == (Doing.READY, "right arm", "")
    holds = [row[1:] for row in said if row[0] is Doing.HOLD]
    assert holds == [
        (side, f"{rep} of 2 · set {number} of 2")
        for number in (1, 2)
        for side in ("right arm", "left arm")
        for rep in (1, 2)
    ]
    assert said[-1] == (Doing.END, "", "")


def test_unnamed_sides_are_first_and_other() -> None:
    sides = [turn for doing, turn, _ in seen(replace(ARMS, side_names=())) if doing is Doing.HOLD]
    assert list(dict.fromkeys(sides)) == ["first side", "other side"]


def test_without_sides_the_repetition_stands_out() -> None:
    said = seen(replace(ARMS, sides=1, side_names=(), dose=Dose(hold=5, reps=3)))
    holds = [row[1:] for row in said if row[0] is Doing.HOLD]
    assert holds == [("1 of 3", ""), ("2 of 3", ""), ("3 of 3", "")]


def test_sentences_that_are_for_both_sides_are_turned_round() -> None:
    told = replace(ARMS, when=("in", "hold", "switch"), steps=("Right arm left.", "H.", "To left."))
    order = replace(trial(told, Settings()), length=600.0)
    session = Session(plan(told, 600.0), 0.0)
    said = {
        (segment.side, segment.doing): sight(order, session, session.moment(segment.start)).step
        for segment in session.plan.segments
    }
    assert said[1, Doing.IN] == "Right arm left."
    assert said[2, Doing.IN] == "Left arm right."
    assert said[2, Doing.SWITCH] == "To left."


def test_other_sentences_are_not() -> None:
    """Whether they may be, only who wrote them knows; the last one says how it goes."""
    order = replace(trial(ARMS, Settings()), length=600.0)
    session = Session(plan(ARMS, 600.0), 0.0)
    second = [segment for segment in session.plan.segments if segment.side == 2][:-1]
    words = {sight(order, session, session.moment(s.start)).step for s in second}
    assert words == {"Change."}
