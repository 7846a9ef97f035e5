"""A real alarm in a child process, whose clocks are set, stopped and jumped under it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.clockshim.clocks import Clocks

RING = Path(__file__).parents[1] / "clockshim" / "ring.py"
LIMIT_S = 120  # an hour's delay is what is looked for; a loaded machine is not


def play(clocks: Clocks, scene: str, seconds: int = 0) -> list[dict[str, Any]]:
    env = clocks.env | {"TZ": "UTC", "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, str(RING), scene, str(seconds)]
    done = subprocess.run(
        command, env=env, timeout=LIMIT_S, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


def only(lines: list[dict[str, Any]], what: str) -> list[dict[str, Any]]:
    return [line for line in lines if line["what"] == what]


def test_the_wall_clock_set_back_an_hour_delays_nothing(clocks: Clocks) -> None:
    (tick,) = play(clocks, "set_back")
    assert tick["after"] >= 0.6


def test_the_wall_clock_set_forward_years_rings_once_and_not_early(clocks: Clocks) -> None:
    lines = play(clocks, "set_forward")
    (tick,) = only(lines, "tick")
    assert tick["after"] >= 2.1
    assert only(lines, "kib")[0]["grown"] < 8 * 1024
    # Every minute of those two years was missed; the current one may be on time.
    assert len(only(lines, "often")) <= 3


def test_after_a_nap_what_was_due_in_it_rings_at_once(clocks: Clocks) -> None:
    first, tick, second = play(clocks, "nap")
    assert (first["moved"], tick["what"], second["moved"]) == (True, "tick", False)


def test_a_nap_that_nobody_tells_of_delays_by_no_more_than_was_left(clocks: Clocks) -> None:
    (tick,) = play(clocks, "nap_unsaid")
    assert tick["what"] == "tick"


def test_a_clock_time_break_comes_once_even_if_the_hour_comes_twice(clocks: Clocks) -> None:
    due, *rest = play(clocks, "clock_break")
    (tea,) = rest
    assert (tea["what"], tea["due"]) == ("tea", due["due"])


@pytest.mark.parametrize("how", ["sleep_over", "skip"])
def test_a_clock_time_break_passed_over_by_little_is_still_on_time(
    clocks: Clocks, how: str
) -> None:
    lines = play(clocks, how, 90)
    assert [line["what"] for line in lines] == ["tea", "next"]


@pytest.mark.parametrize("how", ["sleep_over", "skip"])
def test_a_clock_time_break_passed_over_by_much_is_not_made_up(clocks: Clocks, how: str) -> None:
    (coming,) = play(clocks, how, 600)
    assert coming["ahead"] > 23 * 3600
