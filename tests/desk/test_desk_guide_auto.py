"""Breaks that begin by themselves: nobody's typing is disturbed, and they count as they were."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.desk.desktop import Desktop
from tests.desk.guiding import wait_until_closed, windows
from tests.desk.running import CONFIG, Breakd
from tests.desk.waiting import wait_until
from tests.patience import PATIENCE_S

pytest.importorskip("tkinter")
pytestmark = pytest.mark.desk

EDITOR = Path(__file__).with_name("editor.py")


def running(desktop: Desktop, length: str) -> Breakd:
    config = CONFIG.format(every="2s", lifetime="60s").replace('"2m"', f'"{length}"')
    breakd = Breakd(desktop, config=config + "\n[guide]\nauto = true\n")
    breakd.start()
    return breakd


@pytest.fixture
def written(desktop: Desktop) -> Path:
    """What stands in the window that has the focus."""
    desktop.x11()
    file = desktop.folder / "written"
    desktop.spawn("editor", sys.executable, str(EDITOR), str(file))
    wait_until(
        lambda: desktop.run("xdotool", "getactivewindow", "getwindowname").stdout == "editor\n",
        "the editor's focus",
    )
    return file


def typing(desktop: Desktop, letters: str) -> subprocess.Popen[bytes]:
    return desktop.spawn("typing", "xdotool", "type", "--delay", "100", letters)


def guide(desktop: Desktop) -> str:
    return wait_until(lambda: windows(desktop), "the guide")[0]


def test_what_is_typed_stays_where_it_was_typed(desktop: Desktop, written: Path) -> None:
    letters = "sdah" * 40
    hands = typing(desktop, letters)
    breakd = running(desktop, "60s")
    window = guide(desktop)
    hands.wait(PATIENCE_S)
    wait_until(lambda: written.read_text() == letters, "the letters")
    assert desktop.output("xdotool", "getactivewindow").strip() != window
    assert breakd.status()["phase"] == "on-break"


def test_whoever_works_on_has_missed_it(desktop: Desktop, written: Path) -> None:
    typing(desktop, "x" * 1000)
    breakd = running(desktop, "4s")
    breakd.wait_for_story("missed", timeout=90)


def test_whoever_rests_his_hands_has_taken_it(desktop: Desktop, written: Path) -> None:
    breakd = running(desktop, "8s")
    guide(desktop)
    breakd.wait_for_story("done")


def test_whoever_clicks_into_it_has_taken_it(desktop: Desktop, written: Path) -> None:
    typing(desktop, "x" * 1000)
    breakd = running(desktop, "15s")
    desktop.output("xdotool", "mousemove", "--window", guide(desktop), "100", "100", "click", "1")
    breakd.wait_for_story("done")
    wait_until_closed(desktop)
