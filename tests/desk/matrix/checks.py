"""What every desktop of the matrix is asked to do, in this order.

A check says what it found; one that fails says so with an AssertionError, and the next one begins
anew.  What somebody did is believed when the daemon's own record has it.
"""

import time
from collections.abc import Callable

from tests.desk import tray
from tests.desk.matrix.eye import difference
from tests.desk.matrix.found import WORKS, Finding
from tests.desk.matrix.likeness import drawn, sent
from tests.desk.matrix.menus import walk
from tests.desk.matrix.stage import Stage
from tests.desk.waiting import wait_until
from tests.patience import PATIENCE_S

LABELS = ("done", "snooze", "show")
SNOOZED_S = 20.0
IGNORED_S = 10.0


def prompt(stage: Stage) -> Finding:
    """It comes up on the screen."""
    stage.prompt()
    return WORKS


def picture(stage: Stage) -> Finding:
    """The picture that was sent is on the screen."""
    assert stage.box is not None, "there was no prompt"
    assert stage.note is not None
    image = stage.note.hints.get("image-data")
    if image is None:
        return Finding("degraded", "room for the words only")
    where = drawn(sent(image[1]), stage.eye.look(), stage.box)
    return WORKS if where else Finding("failed", "not drawn")


def done(stage: Stage) -> Finding:
    """The button Done, as the record has it."""
    _learn_buttons(stage)
    before = _today(stage, "done")
    how = stage.answer("done")
    wait_until(lambda: _today(stage, "done") > before, "Done to be counted")
    stage.gone()
    return Finding("degraded", how) if how else WORKS


def snooze(stage: Stage) -> Finding:
    """The button Snooze; the prompt comes up once more by itself, and can be answered."""
    _set(stage, "snooze.choices", f"{SNOOZED_S:g}s")
    stage.prompt()
    _learn_buttons(stage)
    before = _today(stage, "snoozed")
    how = stage.answer("snooze")
    wait_until(lambda: _today(stage, "snoozed") > before, "a snooze")
    stage.gone()
    stage.notified.comes(PATIENCE_S)
    stage.appears()
    return Finding("degraded", how) if how else WORKS


def show(stage: Stage) -> Finding:
    """Show me begins the break."""
    stage.prompt()
    how = stage.answer("show")
    stage.breakd.wait_for("on-break", PATIENCE_S)
    return Finding("works", how)


def replace(stage: Stage) -> Finding:
    """Another stretch takes the place of the prompt: one prompt is up, where the other was."""
    first = stage.prompt(fold_out=False)
    before = stage.eye.look()
    stage.hear_out()
    assert stage.breakd.cli("another").returncode == 0
    note = stage.notified.comes(PATIENCE_S)
    assert note.replaces, "it did not ask for that"
    wait_until(
        lambda: difference(before, stage.eye.look(), stage.ground), "another prompt", PATIENCE_S
    )
    now = difference(stage.before, stage.eye.settled(), stage.ground)
    assert now is not None, "nothing is left on the screen"
    grown = (now[3] - now[1]) - (first[3] - first[1])
    assert grown < 0.6 * (first[3] - first[1]), "both are on the screen"
    stage.box = now
    assert stage.breakd.cli("done").returncode == 0
    stage.gone()
    return WORKS


def dismiss(stage: Stage) -> Finding:
    """Closing it is a snooze."""
    stage.prompt()
    how = ""
    before = _today(stage, "snoozed")
    if "dismiss" in stage.kind.ways:
        how = stage.answer("dismiss")
    elif (cross := stage.find_cross()) is not None:
        stage.mouse.click(cross)
    else:
        how = "by a click beside the buttons"
        assert stage.box is not None
        stage.mouse.click(stage.inside(stage.box))
    wait_until(lambda: _today(stage, "snoozed") > before, "a snooze")
    stage.gone()
    return Finding("works", how)


def expire(stage: Stage) -> Finding:
    """Nobody answers: it leaves the screen, and the record knows."""
    _set(stage, "prompt.lifetime", f"{IGNORED_S:g}s")
    _set(stage, "prompt.repeats", "0")
    before = _today(stage, "missed")
    try:
        stage.prompt(fold_out=False)
        wait_until(lambda: _today(stage, "missed") > before, "its end")
        stage.gone()
    finally:
        _set(stage, "prompt.lifetime", "60s")
    return WORKS


def icon(stage: Stage) -> Finding:
    """It is on the panel, and turns when a break is due."""
    if not _has_icon(stage):
        return Finding("missing", "there is no tray")
    before = stage.eye.look()
    stage.prompt(fold_out=False)
    assert stage.icon is not None
    turned = difference(before, stage.eye.look(), stage.icon)
    assert turned, "it does not change when a break is due"
    if stage.kind.tray == "embedded":
        return Finding("degraded", "embedded, with a ground of its own")
    return WORKS


def click(stage: Stage) -> Finding:
    """A click on it says where things stand, or opens its menu; an embedded one prompts."""
    if not _has_icon(stage):
        return Finding("missing")
    stage.hear_out()
    asked = stage.notified.count
    before = stage.click_icon()
    if stage.kind.tray == "embedded":
        stage.breakd.wait_for("prompting", PATIENCE_S)
        return Finding("works", "asks for a break")
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        if stage.notified.heard(0.2) and stage.notified.count > asked:
            return Finding("works", "says where things stand")
        now = stage.eye.look()
        box = difference(before, now, stage.ground)
        if box is not None and box[3] - box[1] > 100 and stage.notified.count == asked:
            return Finding("works", "opens the menu")
    raise AssertionError("nothing happens")


def menu(stage: Stage) -> Finding:
    """A row and a row of a menu within the menu, each chosen with the mouse."""
    if not _has_icon(stage):
        return Finding("missing")
    if stage.kind.tray == "embedded":
        return Finding("missing", "it is embedded")
    bus = stage.desktop.bus()
    rows = tray.rows(bus, stage.item())
    walk(stage, rows, "Take a break now")
    stage.breakd.wait_for("prompting", PATIENCE_S)
    stage.tidy()
    rows = tray.rows(bus, stage.item())
    walk(stage, rows, "Pause", "30 min")
    wait_until(lambda: stage.breakd.status()["paused_until"], "a pause")
    return WORKS


def _has_icon(stage: Stage) -> bool:
    """Whether there is one to look at; where there should be, there has to be."""
    stage.icon = stage.find_icon()
    assert stage.icon or not stage.kind.tray, "it is not on the panel"
    return stage.icon is not None


def _learn_buttons(stage: Stage) -> None:
    """Look where the buttons are, if any are drawn."""
    if "done" in stage.kind.ways:
        return
    box = stage.box or stage.ground
    found = stage.find_buttons()
    stage.places = {
        key: (box[2] - x, box[3] - y) for key, (x, y) in zip(LABELS, found, strict=False)
    }
    stage.mouse.move(stage.inside(box))


def _set(stage: Stage, key: str, value: str) -> None:
    said = stage.breakd.cli("config", "set", key, value)
    assert said.returncode == 0, said.stderr


def _today(stage: Stage, what: str) -> int:
    return int(stage.breakd.status()["today"][what])


Check = Callable[[Stage], Finding]
CHECKS: dict[str, Check] = {
    "prompt": prompt,
    "picture": picture,
    "Done": done,
    "Snooze, and again": snooze,
    "Show me": show,
    "in place": replace,
    "closing it": dismiss,
    "ignored": expire,
    "icon": icon,
    "click": click,
    "menu": menu,
}
GOES_ON = frozenset({"picture", "Done"})  # with what the check before has left on the screen
