"""The status as programs read it."""

import json
from dataclasses import replace
from zoneinfo import ZoneInfo

from breakd.control.status import status
from breakd.control.waybar import waybar
from breakd.core.model import Break, Gate, Now, Phase
from breakd.core.view import View

NOW = Now(boot=500.0, mono=400.0, wall=1795251600.0, zone=ZoneInfo("Europe/Berlin"))
WORKING = View(
    phase=Phase.WORKING,
    gates=(),
    held=(),
    planned=Break("stretch"),
    stretch=None,
    work=412.04,
    due_in=1387.96,
    due_wall=NOW.wall + 1387.96,
    filled=0.23,
    token=None,
    cycle=4,
    shown_wall=None,
    snoozes_left=2,
    snooze_choices=(300.0,),
    paused=False,
    paused_until_wall=None,
)
PROMPTING = replace(
    WORKING,
    phase=Phase.PROMPTING,
    stretch="chin-tuck",
    token=7,
    shown_wall=NOW.wall,
    due_in=0.0,
    due_wall=NOW.wall,
)


def test_while_working() -> None:
    assert status(WORKING, NOW, {"done": 3, "lapsed": 2}, "1.2") == {
        "version": "1.2",
        "phase": "working",
        "gates": [],
        "break": {
            "name": "stretch",
            "length_s": 120.0,
            "work_s": 412.0,
            "every_s": 1800.0,
            "due_at": "2026-11-21T10:23:07+01:00",
            "due_in_s": 1388.0,
        },
        "prompt": None,
        "on_break": None,
        "paused_until": None,
        "reading_until": None,
        "note": None,
        "today": {"done": 3, "natural": 0, "skipped": 0, "missed": 0, "snoozed": 0},
    }


def test_with_a_prompt() -> None:
    assert status(PROMPTING, NOW, {}, "1")["prompt"] == {
        "stretch": "chin-tuck",
        "token": 7,
        "shown_at": "2026-11-21T10:00:00+01:00",
        "snoozes_left": 2,
    }


def test_on_a_break() -> None:
    on_break = replace(
        WORKING,
        phase=Phase.ON_BREAK,
        stretch="chin-tuck",
        filled=0.25,
        work=0.0,
        due_in=None,
        due_wall=None,
    )
    assert status(on_break, NOW, {}, "1")["on_break"] == {
        "stretch": "chin-tuck",
        "token": 4,
        "length_s": 120.0,
        "left_s": 90.0,
    }
    plain = status(replace(on_break, stretch=""), NOW, {}, "1")["on_break"]
    assert isinstance(plain, dict)
    assert plain["stretch"] is None


def test_while_paused_and_in_a_call() -> None:
    gates = (Gate.PAUSED, Gate.CALL)
    view = replace(WORKING, gates=gates, paused_until_wall=NOW.wall, due_in=None, due_wall=None)
    found = status(view, NOW, {}, "1")
    assert found["gates"] == ["paused", "call"]
    assert found["paused_until"] == "2026-11-21T10:00:00+01:00"
    planned = found["break"]
    assert isinstance(planned, dict)
    assert planned["due_at"] is None
    assert planned["due_in_s"] is None


def test_without_any_break() -> None:
    found = status(replace(WORKING, planned=None, due_in=None, due_wall=None), NOW, {}, "1")
    assert found["break"] is None
    assert waybar(dict(found), "")["percentage"] == 0


def test_it_is_json() -> None:
    for view in (WORKING, PROMPTING):
        found = status(view, NOW, {"done": 1}, "1")
        assert json.loads(json.dumps(found)) == found


def test_waybar() -> None:
    found = dict(status(WORKING, NOW, {}, "1"))
    assert waybar(found, "Next break in 24 min") == {
        "text": "10:23",
        "tooltip": "Next break in 24 min",
        "class": ["working"],
        "percentage": 23,
    }
    assert waybar(dict(status(PROMPTING, NOW, {}, "1")), "")["percentage"] == 100
    paused = replace(WORKING, gates=(Gate.PAUSED,), due_in=None, due_wall=None)
    assert waybar(dict(status(paused, NOW, {}, "1")), "")["text"] == "paused"
    assert waybar(dict(status(paused, NOW, {}, "1")), "")["class"] == ["working", "paused"]
    clock = replace(WORKING, planned=Break("tea", None, at=("15:00",)))
    assert waybar(dict(status(clock, NOW, {}, "1")), "")["percentage"] == 0
