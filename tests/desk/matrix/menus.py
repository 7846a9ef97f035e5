"""Choosing in the menu of a tray icon with the mouse."""

import time

from PIL import Image

from tests.desk import tray
from tests.desk.matrix.eye import Box, difference, middle, without_shadow
from tests.desk.matrix.stage import Stage
from tests.desk.mouse import RIGHT, Place
from tests.patience import PATIENCE_S

OPENS_S = 0.8
HEADLINE = 10  # pixels below a menu's upper edge
LEAST = 40  # pixels; what is smaller is no menu
INSET = 0.35  # how far into a menu its rows are pointed at; they may be indented


def walk(stage: Stage, rows: tuple[tray.Row, ...], *labels: str) -> None:
    """Open the icon's menu and click through the rows of these labels."""
    empty = stage.click_icon(RIGHT)
    box = without_shadow(stage.eye.look(), _opened(stage, empty))
    rest = _x(box), box[1] + HEADLINE  # lights nothing up: it cannot be chosen
    above = 0  # rows of a menu within which a further one has unfolded, up to there
    for n, label in enumerate(labels):
        wanted = [row for row in rows if row.label and row.enabled]
        at = next(i for i, row in enumerate(wanted) if row.label.startswith(label))
        lit = _rows(stage, box, rest)
        assert len(lit) > above + at, f"{len(lit)} of the menu's {len(wanted)} rows light up"
        row = lit[above + at]
        stage.mouse.click((_x(box), middle(row)[1]))
        rows = wanted[at].children
        if n + 1 < len(labels):
            beside = _beside(stage, empty, box)
            above = 0 if beside else above + at + 1
            # Where it has opened beside, it stays so for as long as the pointer is on its row.
            rest = (_x(box), middle(row)[1]) if beside else rest
            box = beside or _opened(stage, empty)


def _x(box: Box) -> int:
    return round(box[0] + INSET * (box[2] - box[0]))


def _opened(stage: Stage, before: Image.Image) -> Box:
    box = stage.eye.waits_for(before, stage.ground, PATIENCE_S)
    assert box is not None, "no menu opens"
    return box


def _rows(stage: Stage, box: Box, rest: Place) -> list[Box]:
    """The rows that can be chosen.  One that opens a further menu has that beside it, so only a
    strip down the menu is looked at."""
    x = _x(box)
    return stage.eye.lit_in_column((x - 30, box[1], x + 30, box[3]), x, rest)


def _beside(stage: Stage, empty: Image.Image, box: Box) -> Box | None:
    """The menu that has opened beside the menu; None where it unfolds within, as GNOME's do."""
    time.sleep(OPENS_S)
    now = stage.eye.settled()
    left, top, right, bottom = stage.ground
    sides = ((left, top, box[0] - 1, bottom), (box[2] + 1, top, right, bottom))
    for side in sides:
        if side[2] - side[0] > LEAST:
            found = difference(empty, now, side)
            if found and found[2] - found[0] > LEAST and found[3] - found[1] > LEAST:
                return without_shadow(now, found)
    return None
