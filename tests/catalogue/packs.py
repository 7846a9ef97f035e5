"""A user's pack, and what is said of it."""

from pathlib import Path
from typing import Any

import tomli_w

from breakd.catalogue.loader import Catalogue, load

BUILT_IN = load().stretches
MINE: dict[str, Any] = {
    "id": "my-stretch",
    "name": "Mine",
    "area": "neck",
    "summary": "Look left, then right.",
    "steps": ["Look left.", "Look right."],
    "feel": "Nothing much.",
    "cautions": [],
    "dose": {"hold": 5, "reps": 2},
    "positions": ["seated"],
}


def load_text(pack: Path, text: str | bytes) -> Catalogue:
    content = text if isinstance(text, bytes) else text.encode()
    (pack / "mine.toml").write_bytes(content)
    return load([pack])


def load_tables(pack: Path, *tables: dict[str, Any]) -> Catalogue:
    return load_text(pack, tomli_w.dumps({"stretch": list(tables)}))


def the_problem(catalogue: Catalogue) -> str:
    """The one sentence, after a look at what every such sentence must be."""
    assert set(catalogue.stretches) == set(BUILT_IN)
    assert len(catalogue.problems) == 1
    sentence = catalogue.problems[0]
    assert sentence.endswith(".")
    assert "Traceback" not in sentence
    assert sentence.isprintable()
    assert len(sentence) < 500
    return sentence
