"""The guide as its user meets it: on a display, beside a real breakd."""

import os
import signal
from dataclasses import replace

import pytest

from breakd.catalogue.loader import load
from breakd.config.settings import Settings
from breakd.guide.trial import trial
from tests.desk import parts
from tests.desk.desktop import Desktop
from tests.desk.guiding import (
    Running,
    press,
    spawn_guide,
    wait_for_window,
    wait_until_closed,
    windows,
)
from tests.desk.running import PROGRAM
from tests.desk.screen import changed, shot
from tests.desk.waiting import stays, wait_until
from tests.patience import PATIENCE_S

pytest.importorskip("tkinter")
pytestmark = pytest.mark.desk

A_WHILE_S = 1.5  # in which a window would come up
TWO_SIDES = load([]).stretches["cross-body-shoulder-stretch"]


@pytest.fixture
def running(desktop: Desktop) -> Running:
    """On X11."""
    desktop.x11()
    return Running(desktop)


def test_it_opens_with_the_break_and_done_reaches_the_daemon(
    desktop: Desktop, running: Running
) -> None:
    running.cli("start")
    wait_for_window(desktop)
    running.wait_for("on-break")
    press(desktop, "d")
    running.wait_for_story("done")
    wait_until_closed(desktop)


def test_it_waits_unseen_while_a_prompt_is_up(desktop: Desktop, running: Running) -> None:
    parts.dunst(desktop)
    running.cli("now")
    running.wait_for("prompting")
    waiting = running.guide()
    stays(lambda: not windows(desktop), "no window", A_WHILE_S)
    running.cli("start")
    wait_for_window(desktop)
    assert running.guide() == waiting


def test_what_somebody_is_typing_is_no_answer(desktop: Desktop, running: Running) -> None:
    typing = desktop.spawn("typing", "xdotool", "type", "--delay", "80", "sd" * 40)
    running.cli("start")
    wait_for_window(desktop)
    typing.wait(PATIENCE_S)
    assert running.status()["phase"] == "on-break"
    desktop.output("sleep", "1")
    press(desktop, "d")
    running.wait_for_story("done")


def test_snooze_and_escape(desktop: Desktop, running: Running) -> None:
    running.cli("start")
    wait_for_window(desktop)
    press(desktop, "s")
    running.wait_for("snoozed")
    wait_until_closed(desktop)
    running.cli("start")
    wait_for_window(desktop)
    press(desktop, "Escape")
    wait_until_closed(desktop)
    assert running.status()["phase"] == "on-break"  # it goes on
    running.cli("done")
    running.wait_for_story("snoozed", "done")


def test_another_stretch_comes_in_the_same_window(desktop: Desktop, running: Running) -> None:
    running.cli("start")
    window = wait_for_window(desktop)
    before = shot(desktop)
    press(desktop, "a")
    wait_until(lambda: changed(before, shot(desktop)) is not None, "another stretch")
    assert windows(desktop)[0] == window
    assert running.status()["phase"] == "on-break"


def test_killed_half_way_nothing_is_wedged(desktop: Desktop, running: Running) -> None:
    parts.dunst(desktop)
    running.cli("start")
    wait_for_window(desktop)
    os.kill(running.guide(), signal.SIGKILL)
    wait_until_closed(desktop)
    count = ("dunstctl", "count", "displayed")
    wait_until(lambda: desktop.run(*count).stdout.strip() == "1", "the steps as a notification")
    assert running.status()["phase"] == "on-break"
    assert running.cli("done").returncode == 0
    running.wait_for_story("done")
    running.cli("start")
    wait_for_window(desktop)


def test_the_end_of_the_break_closes_it(desktop: Desktop, running: Running) -> None:
    running.cli("start")
    wait_for_window(desktop)
    running.cli("done")
    wait_until_closed(desktop)


def test_a_breakd_that_is_killed_takes_it_along(desktop: Desktop, running: Running) -> None:
    running.cli("start")
    wait_for_window(desktop)
    running.process.kill()
    running.process.wait(PATIENCE_S)
    wait_until_closed(desktop)


def test_it_plays_through_both_sides_and_says_done(desktop: Desktop, running: Running) -> None:
    """With its clock sped up."""
    running.cli("start")
    wait_for_window(desktop)
    os.kill(running.guide(), signal.SIGKILL)  # ours takes its place
    wait_until_closed(desktop)
    trying = trial(TWO_SIDES, Settings(), speed=25.0)
    ours = spawn_guide(desktop, replace(trying, token=running.status()["on_break"]["token"]))
    wait_until(lambda: windows(desktop), "the guide")
    first = shot(desktop)
    wait_until(lambda: changed(first, shot(desktop)) is not None, "it to move on")
    running.wait_for_story("done")
    assert ours.wait(PATIENCE_S) == 0


def test_without_a_display_it_says_so(desktop: Desktop) -> None:
    done = desktop.run(PROGRAM, "guide", "chin-tuck")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "screen" in done.stderr


def test_on_sway_it_comes_through_xwayland(desktop: Desktop) -> None:
    desktop.sway(xwayland=True)
    running = Running(desktop)
    before = shot(desktop)
    running.cli("start")
    wait_for_window(desktop)
    assert changed(before, shot(desktop)) is not None
    tree = desktop.output("swaymsg", "-t", "get_tree")
    assert '"instance": "breakd"' in tree
    assert '"type": "floating_con"' in tree
    running.cli("done")
    wait_until_closed(desktop)
