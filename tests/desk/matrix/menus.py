"""Choosing in the menu of a tray icon with the mouse."""

import time

from PIL import Image

from tests.desk import tray
from tests.desk.matrix.eye import Box, difference, middle
from tests.desk.matrix.stage import PATIENCE_S, Stage
from tests.desk.mouse import RIGHT

INSET = 0.35  # how far into a menu its rows are pointed at; they may be indented


def walk(stage: Stage, rows: tuple[tray.Row, ...], *labels: str) -> None:
    """Open the icon's menu and click through the rows of these labels."""
    before = stage.click_icon(RIGHT)
    box = _opened(stage, before)
    for n, label in enumerate(labels):
        wanted = [row.label for row in rows if row.label and row.enabled]
        at = next(i for i, text in enumerate(wanted) if text.startswith(label))
        lit = _rows(stage, box, len(wanted))
        assert len(lit) > at, f"{len(lit)} of the menu's {len(wanted)} rows light up"
        row = lit[at]
        before = stage.eye.settled()
        stage.mouse.click((_x(box), middle(row)[1]))
        rows = next(row.children for row in rows if row.label.startswith(label))
        if n + 1 < len(labels):
            box = _beside(stage, before, box, row)


def _x(box: Box) -> int:
    return round(box[0] + INSET * (box[2] - box[0]))


def _opened(stage: Stage, before: Image.Image) -> Box:
    box = stage.eye.waits_for(before, stage.ground, PATIENCE_S)
    assert box is not None, "no menu opens"
    return box


def _rows(stage: Stage, box: Box, wanted: int) -> list[Box]:
    """The rows that can be chosen.  One that opens a further menu has that beside it, so only a
    strip down the menu is looked at."""
    assert stage.icon is not None
    x = _x(box)
    strip = (x - 30, box[1], x + 30, box[3])
    lit = stage.eye.lit_in_column(strip, x, middle(stage.icon))
    if len(lit) == wanted + 1:
        lit = lit[1:]  # a heading that lights up, too
    return lit


def _beside(stage: Stage, before: Image.Image, box: Box, row: Box) -> Box:
    """The menu that has opened within the menu, or beside it."""
    end = time.monotonic() + 3.0
    while time.monotonic() < end:
        time.sleep(0.3)
        found = _outside(before, stage.eye.settled(), stage, box)
        if found is not None:
            return found
    # It was there already, as the pointer had come by.
    found = _outside(stage.before, stage.eye.look(), stage, box)
    assert found is not None, "no menu opens within the menu"
    return found


def _outside(before: Image.Image, now: Image.Image, stage: Stage, box: Box) -> Box | None:
    left, top, right, bottom = stage.ground
    sides = ((left, top, box[0] - 1, bottom), (box[2] + 1, top, right, bottom))
    for side in sides:
        if side[2] - side[0] > 40:
            found = difference(before, now, side)
            if found is not None and found[2] - found[0] > 40 and found[3] - found[1] > 40:
                return found
    return None
