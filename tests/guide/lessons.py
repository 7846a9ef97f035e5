"""Stretches that the guide leads through, and plans for them."""

from dataclasses import replace

from hypothesis import strategies as st

from breakd.core.stretch import Dose, Stretch
from breakd.guide.course import UNDRAWN, Course, Part
from breakd.guide.plan import plan
from breakd.guide.segments import Plan

CHIN = Stretch(
    id="x",
    name="X",
    area="neck",
    summary="",
    steps=("Sit tall.", "Slide back.", "Hold.", "Let go."),
    feel="",
    cautions=(),
    dose=Dose(hold=5, reps=2),
)
SIDES = replace(CHIN, steps=(*CHIN.steps, "Change sides."), dose=Dose(hold=15, reps=2), sides=2)
DRAWN = Course((Part(0, 1, 3, 4), Part(4, 5, 7, 8)), key=2)

doses = st.builds(
    Dose,
    hold=st.sampled_from([0.0, 2.0, 5.0, 10.0, 15.0, 30.0]),
    reps=st.integers(1, 10),
    sets=st.integers(1, 3),
    breaths=st.sampled_from([0, 0, 0, 4, 6]),
)
stretches = st.builds(
    replace,
    st.just(CHIN),
    steps=st.integers(1, 8).map(lambda count: tuple(f"Step {n}." for n in range(count))),
    dose=doses,
    sides=st.integers(1, 2),
    scope=st.sampled_from(["at-desk", "near-desk", "off-desk"]),
)
courses = st.sampled_from([UNDRAWN, DRAWN, Course((Part(0, 0, 0, 6),), 0), replace(DRAWN, key=6)])
plans = st.builds(plan, stretches, st.floats(20, 300), courses)


def doings(found: Plan) -> list[str]:
    """In order, each run of the same once."""
    said: list[str] = []
    for segment in found.segments:
        if not said or said[-1] != segment.doing:
            said.append(segment.doing.value)
    return said
