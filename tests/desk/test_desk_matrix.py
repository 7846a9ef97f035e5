"""What the matrix of desktops is made of, as far as it needs no desktop."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.desk.matrix import report
from tests.desk.matrix.checks import CHECKS
from tests.desk.matrix.found import WORKS, Finding, Row
from tests.desk.matrix.likeness import drawn

GROUND = (51, 85, 119)


def figure() -> Image.Image:
    """A face and a shirt, 96 pixels high."""
    image = Image.new("RGBA", (96, 96))
    pen = ImageDraw.Draw(image)
    pen.ellipse((30, 8, 66, 44), fill=(142, 94, 65))
    pen.rectangle((20, 46, 76, 90), fill=(140, 80, 214))
    return image


def screen(size: int | None) -> Image.Image:
    """With the figure at this size, or not at all."""
    image = Image.new("RGB", (400, 300), GROUND)
    if size is not None:
        small = figure().resize((size, size))
        image.paste(small, (200, 100), small)
    return image


@pytest.mark.parametrize("size", [32, 48, 96, 128])
def test_a_picture_is_found_at_whatever_size_it_is_drawn(size: int) -> None:
    box = drawn(figure(), screen(size), (150, 50, 400, 300))
    assert box is not None
    assert 200 <= box[0] < box[2] <= 200 + size
    assert 100 <= box[1] < box[3] <= 100 + size


def test_where_it_is_not_drawn_it_is_not_found() -> None:
    assert drawn(figure(), screen(None), (0, 0, 400, 300)) is None
    assert drawn(figure(), screen(48), (0, 0, 190, 300)) is None


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "desktops.md"
    file.write_text(f"# Desktops\n\n{report.BEGIN}\n{report.END}\n\nThe end.\n")
    monkeypatch.setattr(report, "DOCS", file)
    return file


def row(name: str, **checks: Finding) -> Row:
    return Row(name, "a server 1.0", {**dict.fromkeys(CHECKS, WORKS), **checks})


def test_the_rows_of_other_desktops_stay(docs: Path) -> None:
    report.write([row("plasma"), row("xfce", prompt=Finding("missing", "nothing comes up"))])
    assert "- prompt: nothing comes up" in docs.read_text()
    report.write([row("xfce")])
    text = docs.read_text()
    assert text.startswith("# Desktops\n\n<!--")
    assert text.endswith("\n\nThe end.\n")
    assert text.count("### ") == 2
    assert text.index("<!-- xfce -->") < text.index("<!-- plasma -->")
    assert "nothing comes up" not in text


def test_one_that_could_not_be_tried_keeps_its_last_row(docs: Path) -> None:
    report.write([row("mate")])
    before = docs.read_text()
    report.write([Row("mate", error="not installed: mate-panel")])
    assert docs.read_text() == before
    assert "mate: not installed: mate-panel" in report.printed(
        [Row("mate", error="not installed: mate-panel")]
    )


def test_what_was_found_is_kept_as_it_was() -> None:
    found = row("mate", icon=Finding("degraded", "embedded"))
    assert Row.from_json(found.as_json()) == found
