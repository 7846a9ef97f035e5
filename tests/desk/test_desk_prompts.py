"""Prompts on real notification services, answered the way a user answers them."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.desk import parts, screen
from tests.desk.desktop import Desktop
from tests.desk.running import Breakd
from tests.desk.waiting import stays, wait_until

pytestmark = pytest.mark.desk

DONE, SNOOZE = 1, 2  # the order of the buttons


@pytest.fixture
def sway(desktop: Desktop) -> Desktop:
    """Wayland; no buttons; makoctl does what its key bindings do."""
    desktop.sway()
    parts.mako(desktop)
    return desktop


def gone(desktop: Desktop) -> bool:
    """No button is on the screen."""
    return screen.find_colour(screen.shot(desktop), parts.COLOURS[0]) is None


def on_mako(desktop: Desktop) -> list[dict[str, Any]]:
    """The notifications that are up."""
    shown: list[dict[str, Any]] = json.loads(desktop.output("makoctl", "list"))["data"][0]
    return shown


def test_done_is_clicked(xfce: Desktop) -> None:
    breakd = Breakd(xfce)
    breakd.start()
    screen.click_nth(xfce, DONE)
    breakd.wait_for_story("prompt", "done")
    wait_until(lambda: gone(xfce), "the prompt to leave the screen")
    assert breakd.status()["today"]["done"] == 1
    breakd.wait_for_story("prompt", "done", "prompt")


def test_snooze_is_clicked_and_the_prompt_comes_back(xfce: Desktop) -> None:
    breakd = Breakd(xfce)
    breakd.start()
    screen.click_nth(xfce, SNOOZE)
    breakd.wait_for_story("prompt", "snoozed")
    wait_until(lambda: gone(xfce), "the prompt to leave the screen")
    assert breakd.rows()[1]["seconds"] == 2
    screen.click_nth(xfce, DONE)
    breakd.wait_for_story("prompt", "snoozed", "prompt", "done")
    first, _, second, _ = breakd.rows()[:4]
    assert first["stretch"] == second["stretch"] != ""


def test_a_click_beside_the_buttons_dismisses_and_that_snoozes(xfce: Desktop) -> None:
    breakd = Breakd(xfce)
    breakd.start()
    x, y = screen.nth_place(xfce, DONE)
    screen.click(xfce, (x, y - 30))
    breakd.wait_for_story("prompt", "snoozed", "prompt")


def test_dismissing_without_snoozes_left_skips(dunst: Desktop) -> None:
    breakd = Breakd(dunst)
    breakd.start()
    for up in range(3):
        breakd.wait_for_story(*["prompt", "snoozed"] * up, "prompt")
        breakd.wait_for("prompting")
        wait_until(lambda: parts.on_dunst(dunst) == 1, "the prompt")
        dunst.output("dunstctl", "close")
    breakd.wait_for_story("prompt", "snoozed", "prompt", "snoozed", "prompt", "skipped")


def test_a_prompt_that_nobody_answers_is_asked_again_and_then_let_go(dunst: Desktop) -> None:
    breakd = Breakd(dunst, lifetime="1s")
    breakd.start()
    breakd.wait_for_story("prompt", "prompt", "prompt", "missed")
    wait_until(lambda: parts.on_dunst(dunst) == 0, "no prompt")


def test_the_default_action_begins_the_break(dunst: Desktop) -> None:
    breakd = Breakd(dunst)
    breakd.start()
    breakd.wait_for("prompting")
    wait_until(lambda: parts.on_dunst(dunst) == 1, "the prompt")
    dunst.output("dunstctl", "action")
    breakd.wait_for("on-break")
    wait_until(lambda: parts.on_dunst(dunst) == 0, "the prompt to make room for the guide")
    search = ("xdotool", "search", "--onlyvisible", "--class", "^breakd$")
    wait_until(lambda: dunst.run(*search).stdout, "the guide")
    assert breakd.cli("done").returncode == 0
    wait_until(lambda: not dunst.run(*search).stdout, "the guide to close")
    assert breakd.story()[:2] == ["prompt", "done"]


def test_done_on_sway(sway: Desktop) -> None:
    breakd = Breakd(sway)
    breakd.start()
    breakd.wait_for("prompting")
    wait_until(lambda: on_mako(sway), "the prompt")
    sway.output("makoctl", "invoke", "done")
    breakd.wait_for_story("prompt", "done")
    wait_until(lambda: not on_mako(sway), "the prompt to leave the screen")


def test_snooze_on_sway(sway: Desktop) -> None:
    breakd = Breakd(sway)
    breakd.start()
    breakd.wait_for("prompting")
    sway.output("makoctl", "invoke", "snooze")
    breakd.wait_for_story("prompt", "snoozed", "prompt")


def test_dismissing_on_sway_snoozes(sway: Desktop) -> None:
    breakd = Breakd(sway)
    breakd.start()
    breakd.wait_for("prompting")
    sway.output("makoctl", "dismiss")
    breakd.wait_for_story("prompt", "snoozed", "prompt")


@pytest.mark.parametrize("service", [parts.dunst, parts.xfce4_notifyd])
def test_a_service_killed_under_a_prompt(
    desktop: Desktop, service: Callable[[Desktop], parts.Program]
) -> None:
    """The next service gets the prompt, and nobody counts it as ignored."""
    desktop.x11()
    first = service(desktop)
    empty = screen.shot(desktop)
    breakd = Breakd(desktop)
    breakd.start()
    breakd.wait_for("prompting")
    wait_until(lambda: screen.changed(empty, screen.shot(desktop)), "the prompt")
    first.kill()
    first.wait()
    breakd.wait_for("due")
    service(desktop)
    breakd.wait_for("prompting")
    wait_until(lambda: screen.changed(empty, screen.shot(desktop)), "the prompt")
    assert breakd.cli("done").returncode == 0
    wait_until(lambda: not screen.changed(empty, screen.shot(desktop)), "no prompt")
    breakd.wait_for_story("prompt", "prompt", "done")


def test_a_service_that_comes_late_gets_the_prompt(desktop: Desktop) -> None:
    desktop.x11()
    breakd = Breakd(desktop)
    breakd.start()
    breakd.wait_for("due")
    stays(lambda: breakd.status()["phase"] == "due", "due", 1)
    parts.dunst(desktop)
    breakd.wait_for("prompting", timeout=70)
    assert parts.on_dunst(desktop) == 1
