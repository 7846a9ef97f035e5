"""Notification services, panels and displays that hang, are replaced, or come late: real ones."""

import os
import signal
from pathlib import Path

import pytest

from tests.desk import parts, screen, tray
from tests.desk.desktop import Desktop
from tests.desk.running import CONFIG, Breakd, kill
from tests.desk.waiting import stays, wait_until

pytestmark = pytest.mark.desk

LONG = "30m"  # unanswered for a minute, a prompt would be due again by itself


def name_of(pid: int) -> str:
    """What a process runs."""
    return Path(f"/proc/{pid}/comm").read_text().strip()


def test_another_service_takes_over_under_a_prompt(desktop: Desktop) -> None:
    """dunst is killed, and Xfce's service comes in its place: the prompt moves over."""
    desktop.x11()
    dunst = parts.dunst(desktop)
    breakd = Breakd(desktop, lifetime=LONG)
    breakd.start()
    breakd.wait_for("prompting")
    wait_until(lambda: parts.on_dunst(desktop) == 1, "the prompt")
    kill(dunst)
    breakd.wait_for("due")
    parts.xfce4_notifyd(desktop)
    screen.move_away(desktop)
    breakd.wait_for("prompting")
    screen.click_nth(desktop, 1)
    breakd.wait_for_story("prompt", "prompt", "done")


def test_a_service_that_hangs_under_a_prompt_and_comes_to(desktop: Desktop) -> None:
    """Stopped before the prompt: it is due and tried again; gone on, one prompt is up, not two."""
    desktop.x11()
    dunst = parts.dunst(desktop)
    breakd = Breakd(desktop, lifetime=LONG)
    breakd.start()
    breakd.wait_for("prompting")
    wait_until(lambda: parts.on_dunst(desktop) == 1, "the prompt")
    os.kill(dunst.pid, signal.SIGSTOP)
    assert breakd.cli("done").returncode == 0
    wait_until(lambda: "could not be shown" in breakd.why(), "the break to be given up for now")
    assert breakd.status()["today"]["done"] == 1
    os.kill(dunst.pid, signal.SIGCONT)
    breakd.wait_for("prompting", timeout=90)
    wait_until(lambda: parts.on_dunst(desktop) == 1, "one prompt")
    stays(lambda: parts.on_dunst(desktop) <= 1, "one prompt", 1)
    breakd.cli("done")
    wait_until(lambda: breakd.status()["today"]["done"] == 2, "the second one to count")


def test_a_panel_that_hangs_and_is_replaced_by_another(desktop: Desktop) -> None:
    """The icon moves from Xfce's panel, which hangs, to a new one."""
    desktop.x11()
    panel = parts.xfce4_panel(desktop)
    breakd = Breakd(desktop, every="1h")
    breakd.start()
    tray.wait_for_icon(desktop.bus())
    os.kill(panel.pid, signal.SIGSTOP)
    assert breakd.cli("pause").returncode == 0  # the icon changes, and nobody looks
    assert breakd.cli("resume").returncode == 0
    kill(panel)
    parts.xfce4_panel(desktop)
    tray.wait_for_icon(desktop.bus())
    assert breakd.status()["phase"] == "working"


def test_the_display_dies_under_a_prompt_and_another_comes(desktop: Desktop) -> None:
    """And with it the service that drew there: the break is due until somebody shows it again."""
    desktop.x11()
    parts.dunst(desktop)
    breakd = Breakd(desktop, lifetime=LONG)
    breakd.start()
    breakd.wait_for("prompting")
    display = desktop.env["DISPLAY"]
    (server,) = (pid for pid in desktop.processes.running() if name_of(pid) == "Xvfb")
    os.kill(server, signal.SIGKILL)
    breakd.wait_for("due")
    assert breakd.status()["break"]["work_s"] >= 2
    Path(f"/tmp/.X{display[1:]}-lock").unlink(missing_ok=True)
    desktop.spawn("Xvfb", "Xvfb", display, "-nolisten", "tcp", "-ac")
    wait_until(lambda: desktop.run("xdotool", "getmouselocation").returncode == 0, "the display")
    parts.dunst(desktop)
    breakd.wait_for("prompting", timeout=90)
    wait_until(lambda: parts.on_dunst(desktop) == 1, "the prompt")
    assert "Traceback" not in breakd.log()


def test_the_session_bus_dies_for_good(desktop: Desktop) -> None:
    """Nobody can be prompted any more, but the countdown and the commands go on."""
    breakd = Breakd(desktop, every="3s")
    breakd.start()
    desktop.kill_session_bus()
    breakd.wait_for("due")
    assert breakd.cli("done").returncode == 0
    breakd.wait_for_story("done")
    assert breakd.log().count("Traceback") == 0
    assert breakd.log().count("keeps trying") <= 3


def test_the_daemon_comes_first_then_the_bus_then_the_display_and_its_services(
    desktop: Desktop,
) -> None:
    desktop.kill_session_bus()
    breakd = Breakd(desktop)
    breakd.start()
    breakd.wait_for("due")
    desktop.start_bus("session")
    desktop.x11()
    parts.xfce4_panel(desktop)
    tray.wait_for_icon(desktop.bus())
    parts.dunst(desktop)
    breakd.wait_for("prompting", timeout=90)
    wait_until(lambda: parts.on_dunst(desktop) == 1, "the prompt")


def test_a_daemon_that_was_stopped_goes_on(desktop: Desktop) -> None:
    """SIGSTOP for 5 s, over the moment when the break falls due: the alarm rings all the same, and
    what was not awake does not count as rest, though a sleep as long would be the break."""
    desktop.x11()
    parts.dunst(desktop)
    short = CONFIG.format(every="3s", lifetime=LONG).replace('"2m"', '"3s"')
    breakd = Breakd(desktop, config=short)
    daemon = breakd.start()
    wait_until(lambda: breakd.work() >= 1, "some work")
    os.kill(daemon.pid, signal.SIGSTOP)
    desktop.output("sleep", "5")
    os.kill(daemon.pid, signal.SIGCONT)
    # Nobody asks breakd for anything until then: that would wake it as well.
    wait_until(lambda: parts.on_dunst(desktop) == 1, "the prompt")
    assert breakd.story() == ["prompt"]
