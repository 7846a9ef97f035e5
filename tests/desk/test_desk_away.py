"""Away, as desktops that are not installed here tell it, all of them mocked on a real bus: Mutter,
KDE's locker, a screen saver, logind.  The notification service and the display are real."""

import re
from collections.abc import Iterator

import pytest

from tests.desk import parts
from tests.desk.aside import Aside
from tests.desk.desktop import Desktop
from tests.desk.mocked import mocked_logind
from tests.desk.waiting import wait_until
from tests.desk.witness import Witness
from tests.desktop.idle_services import ScriptedMutter, ScriptedScreenSaver
from tests.desktop.logind_mock import MockLogind
from tests.desktop.session_listener import Saver

pytestmark = pytest.mark.desk

OURS = {"XDG_SESSION_ID": "1"}
NO_DISPLAY = {"DISPLAY": "", "XDG_SESSION_TYPE": "tty"}
IDLE = {"idle": "1s", "rest": "2s"}


@pytest.fixture
def logind(x11: Desktop, aside: Aside) -> Iterator[MockLogind]:
    """Only for the tests that ask for it: the others are told by somebody else."""
    with mocked_logind(aside) as mock:
        yield mock


# --- idle ----------------------------------------------------------------------------------------


def test_mutter_mocked(x11: Desktop, aside: Aside) -> None:
    mutter = ScriptedMutter()
    aside(mutter.start())
    with Witness(x11, every="5s", length="1s", away=IDLE) as witness:
        worked = witness.until_worked(3)["break"]["work_s"]
        aside(mutter.reach(1.5))
        said, why = witness.away("idle")
        assert said["break"]["work_s"] < worked - 0.5, "the time since the last input is taken back"
        assert why.startswith("Nobody has been at the keyboard or the mouse since")
        wait_until(lambda: "long enough" in witness.breakd.why(), "a long absence")
        aside(mutter.touch())
        back = witness.until_gates()
        assert (back["today"]["natural"], back["break"]["work_s"] < 1) == (1, True)
        witness.prompted(after=5)
        assert witness.breakd.story() == ["natural", "prompt"]
    aside(mutter.stop())


def test_kdes_locker_mocked_where_the_display_does_not_tell(x11: Desktop, aside: Aside) -> None:
    locker = ScriptedScreenSaver()
    aside(locker.start())
    kde = {"DISPLAY": ":4711", "XDG_CURRENT_DESKTOP": "KDE"}
    with Witness(x11, every="4s", length="1m", away=IDLE, env=kde) as witness:
        locker.idle = 3.0
        said, why = witness.away("idle")
        assert said["break"]["work_s"] < 1
        assert "The next break comes once you are back, after another" in why
        locker.idle = 0.0
        witness.prompted(after=4)
        witness.take()
    aside(locker.stop())


def test_logind_mocked_tells_where_there_is_no_display(
    x11: Desktop, aside: Aside, logind: MockLogind
) -> None:
    with Witness(x11, every="4s", length="1m", away=IDLE, env=OURS | NO_DISPLAY) as witness:
        aside(logind.update("1", IdleHint=("b", True), IdleSinceHintMonotonic=("t", 0)))
        said, _ = witness.away("idle")
        assert said["break"]["work_s"] < 1
        aside(logind.update("1", IdleHint=("b", False)))
        witness.prompted(after=4)
        witness.take()


# --- locked, or somebody else's ------------------------------------------------------------------


def test_locked_under_a_prompt(x11: Desktop, aside: Aside, logind: MockLogind) -> None:
    """It is taken down, and put up again when the user is back: that was too short for a rest."""
    with Witness(x11, every="3s", env=OURS) as witness:
        witness.prompted(after=3)
        aside(logind.locked(True))
        said, why = witness.away("locked")
        assert said["phase"] == "due"
        wait_until(lambda: parts.on_dunst(x11) == 0, "the prompt to leave the screen")
        assert re.fullmatch(
            r"The screen has been locked since \d\d:\d\d\. Your break has been due since \d\d:\d\d "
            r"and comes once you are back\. 2 minutes away count as the break "
            r"\(break\.stretch\.length = 2m\)\.",
            why,
        )
        aside(logind.locked(False))
        witness.prompted()
        witness.take()
        assert witness.breakd.story()[:3] == ["prompt", "prompt", "done"]


def test_a_screen_saver_mocked(x11: Desktop, aside: Aside) -> None:
    saver = Saver("org.gnome.ScreenSaver", active=True)
    aside(saver.start())
    with Witness(x11, every="3s", env=OURS) as witness:
        said, why = witness.away("locked")
        assert said["phase"] == "working"
        assert why.startswith("The screen ")
        aside(_uncover(saver))
        witness.prompted(after=3)
        witness.take()
    aside(saver.stop())


async def _uncover(saver: Saver) -> None:
    saver.set(False)


def test_another_user(x11: Desktop, aside: Aside, logind: MockLogind) -> None:
    aside(logind.update("1", Active=("b", False)))
    with Witness(x11, every="3s", env=OURS) as witness:
        said, why = witness.away("switched")
        assert said["phase"] == "working"
        assert why.startswith("Another user has ")
        aside(logind.update("1", Active=("b", True)))
        witness.prompted(after=3)
        witness.take()


def test_locked_for_as_long_as_the_break(x11: Desktop, aside: Aside, logind: MockLogind) -> None:
    with Witness(x11, every="4s", length="1s", env=OURS) as witness:
        witness.until_worked(1)
        aside(logind.say("Lock"))
        _, why = witness.away("locked")
        assert why.endswith(
            "That has been long enough to count as the break (break.stretch.length = 1s); the next "
            "break then comes after another 4 seconds of work (break.stretch.every = 4s)."
        )
        aside(logind.say("Unlock"))
        back = witness.until_gates()
        assert (back["today"]["natural"], back["break"]["work_s"] < 1) == (1, True)
        witness.prompted(after=4)
        witness.take()
        assert witness.breakd.story()[:3] == ["natural", "prompt", "done"]
