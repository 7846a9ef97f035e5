"""The drawing of a stretch, every moment of it, and a small picture of it."""

import tempfile
from math import isfinite
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from breakd.figure.entries import PoseError
from breakd.figure.picture import picture
from breakd.figure.poses import load
from breakd.figure.solve import solve
from breakd.figure.themes import LOOKS, Style
from breakd.figure.timeline import Timeline
from tests.faults.fuzz.config import toml_of
from tests.faults.fuzz.pack import DRAWINGS, POSES
from tests.faults.fuzz.shapes import are_sentences, damaged, mutated

FILE = Path(tempfile.mkdtemp(prefix="breakd-fuzz-")) / "it.toml"
SIDE = 24


@given(
    mutated(DRAWINGS).map(toml_of) | damaged(POSES),
    st.floats(-1, 2),
    st.sampled_from(sorted(LOOKS)),
    st.booleans(),
)
def reads(data: bytes, when: float, look: str, still: bool) -> None:
    """A drawing that moves and can be painted, or a sentence."""
    FILE.write_bytes(data)
    try:
        drawing = load(FILE)
    except PoseError as error:
        are_sentences([str(error)])
        return
    timeline = Timeline(drawing)
    assert isfinite(timeline.seconds)
    assert 0 < timeline.seconds < 600
    for moment in map(timeline.at, timeline.moments(5)):
        solve(moment.a, moment.b, moment.share)
    image = picture(drawing, timeline.seconds * when, SIDE, Style("light", look), still=still)
    assert image.size == (SIDE, SIDE)
