"""The document of costs has a place for every table that `make bench` writes."""

import pytest

from bench import document
from bench.__main__ import PARTS


@pytest.mark.parametrize("name", [*PARTS, "peers"])
def test_every_table_has_its_place(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    written = []
    monkeypatch.setattr(type(document.FILE), "write_text", lambda _, text: written.append(text))
    document.write(name, "| new |")
    assert written[0].count(f"<!-- make bench: {name} -->\n| new |\n<!-- {name}: end -->") == 1
