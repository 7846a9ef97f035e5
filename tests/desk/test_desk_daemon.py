"""The daemon itself killed, doubled, and cut off from the bus, on a real desktop."""

import signal

import pytest

from tests.desk import parts
from tests.desk.desktop import Desktop
from tests.desk.running import Breakd, kill
from tests.desk.waiting import stays, wait_until

pytestmark = pytest.mark.desk


@pytest.mark.parametrize("signum", [signal.SIGKILL, signal.SIGTERM])
def test_the_countdown_survives_a_restart(dunst: Desktop, signum: signal.Signals) -> None:
    breakd = Breakd(dunst, every="10m")
    daemon = breakd.start()
    wait_until(lambda: breakd.work() >= 4, "some work")
    before = breakd.work()
    kill(daemon, signum)
    assert breakd.cli("status").returncode == 1
    breakd.start()
    assert breakd.work() >= before
    assert breakd.story() == []


def test_a_prompt_survives_the_daemon(dunst: Desktop) -> None:
    """Killed while prompting: the next one asks again, and one prompt is up, not two."""
    breakd = Breakd(dunst)
    daemon = breakd.start()
    breakd.wait_for("prompting")
    kill(daemon)
    breakd.start()
    breakd.wait_for("prompting")
    wait_until(lambda: parts.on_dunst(dunst) >= 1, "the prompt")
    assert breakd.cli("done").returncode == 0
    breakd.wait_for_story("prompt", "prompt", "done")


def test_a_stopped_daemon_takes_its_prompt_along(dunst: Desktop) -> None:
    breakd = Breakd(dunst)
    daemon = breakd.start()
    breakd.wait_for("prompting")
    wait_until(lambda: parts.on_dunst(dunst) == 1, "the prompt")
    kill(daemon, signal.SIGTERM)
    assert daemon.returncode == 0
    wait_until(lambda: parts.on_dunst(dunst) == 0, "no prompt")


def test_of_two_daemons_one_goes_on(dunst: Desktop) -> None:
    breakd = Breakd(dunst)
    both = [breakd.start_another(), breakd.start_another()]
    wait_until(lambda: [one for one in both if one.poll() is not None], "one to give way")
    (loser,) = [one for one in both if one.poll() is not None]
    assert loser.returncode == 1
    assert "already running" in breakd.log()
    assert "Traceback" not in breakd.log()
    breakd.wait_until_up()
    breakd.wait_for("prompting")
    stays(lambda: parts.on_dunst(dunst) == 1, "one prompt", 1)


def test_a_bus_killed_and_started_again(dunst: Desktop) -> None:
    breakd = Breakd(dunst)
    breakd.start()
    breakd.wait_for("prompting")
    dunst.restart_session_bus()
    breakd.wait_for("due")
    parts.dunst(dunst)
    breakd.wait_for("prompting", timeout=90)
    dunst.output("dunstctl", "close")
    breakd.wait_for_story("prompt", "prompt", "snoozed")


def test_the_first_start_says_hello(desktop: Desktop) -> None:
    desktop.x11()
    parts.dunst(desktop)
    breakd = Breakd(desktop, every="10m", first=True)
    breakd.start()
    wait_until(lambda: parts.on_dunst(desktop) == 1, "a greeting")
    assert breakd.story() == []
