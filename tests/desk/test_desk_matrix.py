"""What the matrix of desktops is made of, as far as it needs no desktop."""

import json
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.desk import more_parts
from tests.desk.desktop import Desktop
from tests.desk.matrix import one, report
from tests.desk.matrix.__main__ import status
from tests.desk.matrix.checks import CHECKS, GOES_ON
from tests.desk.matrix.cut import MARGIN, cut
from tests.desk.matrix.eye import difference, patch, without_shadow
from tests.desk.matrix.found import WORKS, Finding, Row
from tests.desk.matrix.kinds import KINDS, Kind
from tests.desk.matrix.likeness import drawn
from tests.desk.matrix.versions import number

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


# --- the eye -------------------------------------------------------------------------------------


def lit(*boxes: tuple[int, int, int, int]) -> Image.Image:
    """The empty screen with these boxes lighter than the ground."""
    image = screen(None)
    pen = ImageDraw.Draw(image)
    for left, top, right, bottom in boxes:
        pen.rectangle((left, top, right - 1, bottom - 1), fill=(90, 120, 150))
    return image


def test_what_has_changed_is_told_in_the_measures_of_the_screen() -> None:
    before, after = screen(None), lit((250, 180, 300, 200))
    assert difference(before, after, (200, 150, 400, 300)) == (250, 180, 300, 200)
    assert difference(before, after, (0, 0, 240, 300)) is None


def test_a_button_is_the_patch_around_the_pointer_and_not_its_neighbour() -> None:
    dark, light = screen(None), lit((110, 200, 160, 230), (170, 200, 220, 230))
    assert patch(dark, light, (120, 215), (100, 100, 300, 250)) == (110, 200, 160, 230)
    assert patch(dark, light, (165, 240), (100, 100, 300, 250)) is None


def test_letters_within_a_button_do_not_break_it_up() -> None:
    light = lit((110, 200, 160, 230))
    ImageDraw.Draw(light).line((130, 200, 130, 229), fill=GROUND, width=2)
    assert patch(screen(None), light, (120, 215), (100, 100, 300, 250)) == (110, 200, 160, 230)


def test_the_shadow_of_a_menu_is_no_part_of_it() -> None:
    shown = lit((100, 50, 200, 150))  # the shadow, in a colour between
    ImageDraw.Draw(shown).rectangle((104, 52, 189, 137), fill=(240, 240, 240))
    assert without_shadow(shown, (100, 50, 200, 150)) == (104, 52, 190, 138)


def test_what_is_too_wide_for_a_shadow_belongs_to_the_menu() -> None:
    shown = lit((100, 50, 200, 150))
    ImageDraw.Draw(shown).rectangle((100, 80, 199, 149), fill=(240, 240, 240))
    assert without_shadow(shown, (100, 50, 200, 150)) == (100, 50, 200, 150)


# --- pictures ------------------------------------------------------------------------------------


def test_ground_between_a_prompt_and_a_distant_icon_is_cut_out() -> None:
    prompt, icon = (250, 10, 390, 80), (370, 270, 390, 290)
    shown = screen(None)
    shown.paste((255, 255, 255), prompt)
    shown.paste((255, 0, 0), icon)
    picture = cut(shown, [icon, prompt])
    assert picture.size == (400 - (250 - MARGIN), (80 + MARGIN) + (300 - (270 - MARGIN)))
    assert picture.getpixel((MARGIN, 10)) == (255, 255, 255)
    assert picture.getpixel((370 - 250 + MARGIN, 80 + MARGIN + MARGIN)) == (255, 0, 0)


def test_parts_that_lie_close_together_stay_as_they_are() -> None:
    picture = cut(screen(None), [(100, 100, 200, 150), (120, 160, 180, 200)])
    assert picture.size == (100 + 2 * MARGIN, 100 + 2 * MARGIN)


@pytest.mark.parametrize(
    ("said", "version"),
    [
        ("tint2: Using glib 2 allocator\ntint2 version 17.0.1\n", "17.0.1"),
        ("Waybar v0.9.17\n", "0.9.17"),
        ("lxqt-panel: unknown option\n", ""),
    ],
)
def test_a_version_is_what_is_numbered_as_one(said: str, version: str) -> None:
    assert number(said) == version


# --- the report ----------------------------------------------------------------------------------


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "desktops.md"
    file.write_text(f"# Desktops\n\n{report.BEGIN}\n{report.END}\n\nThe end.\n")
    monkeypatch.setattr(report, "DOCS", file)
    return file


def row(name: str, **checks: Finding) -> Row:
    return Row(name, "a server 1.0", {**dict.fromkeys(CHECKS, WORKS), **checks})


def test_the_rows_of_other_desktops_stay(docs: Path) -> None:
    report.write([row("plasma"), row("xfce", prompt=Finding("failed", "nothing comes up"))])
    assert "| failed: nothing comes up |" in docs.read_text()
    report.write([row("xfce")])
    text = docs.read_text()
    assert text.startswith("# Desktops\n\n<!--")
    assert text.endswith("\n\nThe end.\n")
    assert text.count("| **") == text.count("### ") == 2
    assert text.index("| **Xfce") < text.index("| **Plasma")
    assert text.index("<!-- xfce -->") < text.index("<!-- plasma -->")
    assert "nothing comes up" not in text


def test_every_row_of_the_table_has_a_cell_for_every_check(docs: Path) -> None:
    tried = row("mate", icon=Finding("failed", "a | in a sentence"))
    del tried.checks["menu"]
    report.write([tried, row("plasma")])
    table = [line for line in docs.read_text().splitlines() if line.startswith("|")]
    assert {line.replace(r"\|", "").count("|") for line in table} == {len(CHECKS) + 2}
    assert "| not tried |" in table[2]


def test_one_that_is_not_installed_keeps_its_last_row_and_is_named(docs: Path) -> None:
    report.write([row("mate")])
    before = docs.read_text()
    left_out = Row("mate", needs="mate-panel is not installed")
    report.write([left_out])
    assert docs.read_text() == before
    assert "mate: left out: mate-panel is not installed" in report.printed([left_out])


def test_one_that_was_not_tried_to_the_end_says_so(docs: Path) -> None:
    late = Row("mate", "a server 1.0", {"prompt": WORKS}, error="not through after 900 s")
    report.write([late])
    assert "It was not tried to the end: not through after 900 s." in docs.read_text()
    assert "mate: not through after 900 s" in report.printed([late])


def test_a_program_that_is_missing_leaves_its_desktop_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def start(desktop: Desktop) -> None:
        more_parts.program("no-such-panel", "its-package")

    monkeypatch.setattr(one, "KINDS", (Kind("odd", "An odd one", start),))
    one.main("odd", tmp_path / "odd.json", tmp_path)
    found = Row.from_json(json.loads((tmp_path / "odd.json").read_text()))
    assert found == Row("odd", needs="its-package is not installed")


def test_what_was_found_is_kept_as_it_was() -> None:
    found = row("mate", icon=Finding("degraded", "embedded"))
    assert Row.from_json(found.as_json()) == found


def test_what_a_desktop_does_not_have_or_is_not_there_is_no_failure() -> None:
    there = row("mate", menu=Finding("missing", "it is embedded"), Done=Finding("degraded"))
    assert status([there, Row("plasma", needs="plasma-workspace is not installed")]) == 0


@pytest.mark.parametrize(
    "rows",
    [
        [row("xfce"), row("mate", menu=Finding("failed", "no menu opens"))],
        [row("xfce"), Row("mate", error="not through after 900 s")],
        [Row("mate", needs="mate-panel is not installed")],
    ],
    ids=["a check failed", "not to the end", "nothing is installed"],
)
def test_a_failure_is_one(rows: list[Row]) -> None:
    assert status(rows) == 1


def test_each_desktop_and_each_check_is_told_apart_by_its_name() -> None:
    assert len({kind.name for kind in KINDS}) == len({kind.title for kind in KINDS}) == len(KINDS)
    assert set(CHECKS) > GOES_ON
