"""The verbs that talk to the running breakd."""

import json
from datetime import time

import pytest

from breakd.control.protocol import Reply, Request
from breakd.control.requests import Favour, Hide, Hurts, Query, Unhide
from breakd.core.events import Another, Done, Pause, PromptNow, Reading, Resume, Skip, Snooze, Start
from tests.cli.conftest import Command
from tests.control.scripted import STATUS, Scripted


@pytest.mark.parametrize(
    ("line", "request_"),
    [
        ("now", PromptNow()),
        ("now chin-tuck", PromptNow("chin-tuck")),
        ("done", Done()),
        ("snooze", Snooze()),
        ("snooze 10m", Snooze(600)),
        ("skip", Skip()),
        ("start", Start()),
        ("another", Another()),
        ("hurts", Hurts()),
        ("hurts chin-tuck", Hurts("chin-tuck")),
        ("hide chin-tuck", Hide("chin-tuck")),
        ("unhide chin-tuck", Unhide("chin-tuck")),
        ("favour chin-tuck", Favour("chin-tuck")),
        ("favour --off chin-tuck", Favour("chin-tuck", off=True)),
        ("pause", Pause()),
        ("pause 1h30m", Pause(5400)),
        ("pause until 9:30", Pause(until=time(9, 30))),
        ("pause today", Pause(until=time(3))),
        ("resume", Resume()),
        ("reading", Reading()),
        ("reading 1h", Reading(3600)),
        ("reading off", Reading(0)),
        ("why", Query.WHY),
        ("status", Query.STATUS),
    ],
)
def test_each_verb_posts_its_request_and_prints_the_answer(
    breakd: Command, daemon: Scripted, line: str, request_: Request
) -> None:
    assert breakd(line) == (0, "Next break in 23 min\n", "")
    assert daemon.requests == [request_]


@pytest.mark.parametrize(
    "line",
    [
        "hurts",
        "hide x",
        "another",
        "now",
        "done",
        "snooze",
        "skip",
        "start",
        "pause",
        "resume",
        "why",
        "status",
    ],
)
def test_a_refusal_goes_to_stderr(breakd: Command, daemon: Scripted, line: str) -> None:
    daemon.reply = Reply(False, "Nothing to answer right now.")
    assert breakd(line) == (1, "", "Nothing to answer right now.\n")


@pytest.mark.parametrize("line", ["now x", "hurts x", "hide x", "unhide x", "favour x"])
def test_what_the_daemon_finds_wrong_is_wrong_usage(
    breakd: Command, daemon: Scripted, line: str
) -> None:
    daemon.reply = Reply(False, "There is no stretch 'x'.", wrong=True)
    assert breakd(line) == (2, "", "There is no stretch 'x'.\n")


@pytest.mark.parametrize("line", ["done", "status", "status --json", "status --follow", "why"])
def test_without_a_daemon(breakd: Command, line: str) -> None:
    status, out, complaint = breakd(line)
    assert (status, out) == (1, "")
    assert complaint.startswith("breakd is not running; ")
    assert complaint.count("\n") == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("snooze 25", '"25" does not fit; it must be a duration with its unit: "25s"'),
        ("snooze soon", '"soon" does not fit; it must be a duration from 1s to 24h'),
        ("snooze 0s", '"0s" does not fit; it must be a duration'),
        ("snooze -- -5m", '"-5m" does not fit; it must be a duration'),
        (
            "snooze 5m 6m",
            'breakd snooze does not know what "6m" means; see `breakd snooze --help`.',
        ),
        ("reading 5h", '"5h" does not fit; it must be a duration of at most 4h, or "off"'),
        ("pause 5", '"5" does not fit; it must be a duration with its unit'),
        (
            "pause tomorrow",
            '"tomorrow" does not fit; it must be a duration of at most 168h, "until"',
        ),
        ("pause until", '"until" does not fit; it must be'),
        ("pause until 25:00", '"until 25:00" does not fit; it must be'),
        ("pause until 9:00 10:00", '"until 9:00 10:00" does not fit; it must be'),
        ("status --json --format waybar", "not allowed with"),
        ("status --format polybar", '"polybar" does not fit; it must be waybar for --format.'),
        ("done now", 'breakd done does not know what "now" means'),
        ("--config x status", 'breakd run does not know what "status" means'),
        ("snooze -5m", '"-5m" does not fit; it must be a duration from 1s'),
        ("pause -1h", '"-1h" does not fit; it must be a duration'),
        ("snoze", 'There is no command "snoze"; did you mean snooze?'),
        ("xyzzy", 'There is no command "xyzzy"; `breakd --help` lists them.'),
    ],
)
def test_wrong_usage_gets_one_sentence(
    breakd: Command, daemon: Scripted, line: str, said: str
) -> None:
    status, out, complaint = breakd(line)
    assert (status, out) == (2, "")
    assert said in complaint
    assert complaint.count("\n") == 1
    assert not daemon.requests


def test_status_as_json(breakd: Command, daemon: Scripted) -> None:
    status, out, _ = breakd("status --json")
    assert status == 0
    assert json.loads(out) == STATUS


def test_status_for_waybar(breakd: Command, daemon: Scripted) -> None:
    _, out, _ = breakd("status --format waybar")
    assert json.loads(out) == {
        "text": "10:30",
        "tooltip": "Next break in 23 min",
        "class": ["working"],
        "percentage": 25,
    }
    assert out.count("\n") == 1
