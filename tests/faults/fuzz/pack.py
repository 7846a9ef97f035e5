"""A pack of somebody's own stretches: as it is loaded, and as it is checked."""

import tempfile
import tomllib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from breakd.catalogue import packs
from breakd.catalogue.loader import _add_pack, load
from tests.faults.fuzz.config import toml_of
from tests.faults.fuzz.shapes import are_sentences, damaged, mutated

CATALOGUE = Path(__file__).parents[3] / "breakd" / "catalogue"
OWN = load()
setattr(packs, "load", lambda: OWN)  # noqa: B010 - read once
WHOLES = [
    file.read_bytes().replace(b'id = "', b'id = "my-')
    for kind in ("desk", "floor")
    for file in sorted((CATALOGUE / kind).glob("*.toml"))
]
POSES = [file.read_bytes() for file in sorted((CATALOGUE / "poses").glob("*.toml"))]
DOCUMENTS = [
    {"stretch": [table]} for whole in WHOLES for table in tomllib.loads(whole.decode())["stretch"]
]
DRAWINGS = [tomllib.loads(whole.decode()) for whole in POSES]
FOLDER = Path(tempfile.mkdtemp(prefix="breakd-fuzz-"))
(FOLDER / "poses").mkdir()


@given(
    mutated(DOCUMENTS).map(toml_of) | damaged(WHOLES),
    st.none() | mutated(DRAWINGS).map(toml_of) | damaged(POSES),
)
def reads(stretches: bytes, drawing: bytes | None) -> None:
    """What is sound joins breakd's own, and a sentence says what is wrong with the rest."""
    (FOLDER / "mine.toml").write_bytes(stretches)
    pose = FOLDER / "poses" / "my-chin-tuck.toml"
    pose.unlink(missing_ok=True)
    if drawing is not None:
        pose.write_bytes(drawing)
    loaded, told = dict(OWN.stretches), list[str]()
    _add_pack(loaded, told, FOLDER)
    assert loaded.items() >= OWN.stretches.items()
    report = packs.check(FOLDER)
    assert report.stretches.keys() == loaded.keys() - OWN.stretches.keys()
    for problems in (told, report.problems):
        if problems:
            are_sentences(problems)
    assert report.problems or not told, told
