"""What holds a break back on Wayland: a real sway with mako, and a compositor that is scripted."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.desk import hands, parts
from tests.desk.desktop import Desktop
from tests.desk.programs import require
from tests.desk.waiting import wait_until
from tests.desk.witness import A_WHILE_S, Witness

pytestmark = pytest.mark.desk


@pytest.fixture(scope="module")
def sway() -> Iterator[Desktop]:
    """With one window."""
    require("swayidle", "pavucontrol")
    with Desktop() as desktop:
        desktop.sway()
        parts.mako(desktop)
        desktop.spawn("window", "pavucontrol")
        wait_until(lambda: "pavucontrol" in desktop.output("swaymsg", "-t", "get_tree"), "a window")
        yield desktop


def test_a_long_absence_is_the_break(sway: Desktop) -> None:
    away = {"idle": "1s", "rest": "2s"}
    with Witness(sway, every="6s", length="1s", away=away) as witness:
        with hands.moving_on_sway(sway):
            worked = witness.until_worked(1.5)["break"]["work_s"]
        said, why = witness.away("idle")
        assert said["break"]["work_s"] < worked + 1
        assert why.startswith("Nobody has been at the keyboard or the mouse since")
        wait_until(lambda: "long enough" in witness.breakd.why(), "a long absence")
        with hands.moving_on_sway(sway):
            back = witness.until_gates()
            assert (back["today"]["natural"], back["break"]["work_s"] < 1) == (1, True)
            witness.prompted(after=6)
        witness.take()


def test_nobody_is_asked_while_typing(sway: Desktop) -> None:
    with ExitStack() as typing:
        typing.enter_context(hands.moving_on_sway(sway))
        with Witness(sway, every="1s", defer={"typing": "5m"}) as witness:
            why = witness.held("typing")
            assert "by keyboard or mouse in use. It comes once your hands rest" in why
            typing.close()
            witness.notified.stays_away(A_WHILE_S)
            witness.prompted()
            witness.take()


def test_a_full_screen_window_holds_a_break(sway: Desktop) -> None:
    sway.output("swaymsg", "fullscreen", "enable")
    with Witness(sway, every="1s", defer={"full_screen": True}) as witness:
        why = witness.held("full-screen")
        assert re.search(r"held back by a full-screen window since .* once no window fills", why)
        sway.output("swaymsg", "fullscreen", "disable")
        witness.prompted()
        witness.take()


def test_makos_mode_holds_a_break(sway: Desktop) -> None:
    sway.output("makoctl", "mode", "-a", "do-not-disturb")
    with Witness(sway, every="1s", defer={"do_not_disturb": True}) as witness:
        why = witness.held("do-not-disturb")
        assert re.search(r"held back by do-not-disturb since .* once do-not-disturb is off", why)
        sway.output("makoctl", "mode", "-r", "do-not-disturb")
        witness.prompted()
        witness.take()


# --- a scripted compositor -----------------------------------------------------------------------

ROOT = Path(__file__).parents[2]


@contextmanager
def compositor(desktop: Desktop) -> Iterator["subprocess.Popen[str]"]:
    """One that speaks ext-idle-notify, and nothing else."""
    words = ("-m", "tests.desktop.scripted_compositor", "scripted", "2")
    process = subprocess.Popen(
        (sys.executable, *words),
        env=desktop.processes.environment(desktop.env),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    with process:
        assert _said(process) == "ready"
        yield process
        process.kill()


def _said(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def _tell(process: "subprocess.Popen[str]", word: str) -> None:
    assert process.stdin is not None
    process.stdin.write(f"{word}\n")
    process.stdin.flush()


def test_ext_idle_notify_scripted(sway: Desktop) -> None:
    """In its second version, which does not heed what keeps the screen on."""
    away = {"idle": "1s", "rest": "1h"}
    scripted = {"WAYLAND_DISPLAY": "scripted"}
    with (
        compositor(sway) as other,
        Witness(sway, every="3s", length="1s", away=away, env=scripted) as witness,
    ):
        assert _said(other) == "get_input_idle_notification 1000"
        _tell(other, "idled")
        _, why = witness.away("idle")
        assert "The next break comes once you are back, after another" in why
        _tell(other, "resumed")
        witness.prompted(after=3)
        witness.take()
