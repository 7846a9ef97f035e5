"""What holds a break back on X11, with dunst: what breakd says of it, and what it does."""

import contextlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.clockshim.clocks import Clocks
from tests.desk import hands
from tests.desk.desktop import SIZE, Desktop
from tests.desk.waiting import wait_until
from tests.desk.witness import A_WHILE_S, Witness
from tests.desktop.x_windows import XWindows

pytestmark = pytest.mark.desk


@pytest.fixture
def windows(x11: Desktop) -> Iterator[XWindows]:
    windows = XWindows(x11.env["DISPLAY"])
    yield windows
    windows.close()


# --- nobody there --------------------------------------------------------------------------------


def test_a_long_absence_is_the_break(x11: Desktop) -> None:
    away = {"idle": "1s", "rest": "2s"}
    with Witness(x11, every="6s", length="1s", away=away) as witness:
        with hands.moving(x11):
            worked = witness.until_worked(1.5)["break"]["work_s"]
        said, why = witness.away("idle")
        assert said["phase"] == "working"
        assert said["break"]["work_s"] < worked + 1, "the time since the last input is taken back"
        assert re.fullmatch(
            r"Nobody has been at the keyboard or the mouse since \d\d:\d\d\. "
            r"(The next break comes once you are back, after another \d seconds? of work "
            r"\(break\.stretch\.every = 6s\)\. 2 seconds away count as the break "
            r"\(away\.rest = 2s\)\."
            r"|That has been long enough to count as the break \(away\.rest = 2s\); the next break "
            r"then comes after another 6 seconds of work \(break\.stretch\.every = 6s\)\.)",
            why,
        )
        wait_until(lambda: "long enough" in witness.breakd.why(), "a long absence")
        with hands.moving(x11):
            back = witness.until_gates()
            assert back["break"]["work_s"] < 1
            assert back["today"]["natural"] == 1
            (row,) = witness.breakd.rows()
            assert (row["what"], row["seconds"] >= 2) == ("natural", True)
            witness.prompted(after=6)
        witness.take()
        assert witness.breakd.story()[:3] == ["natural", "prompt", "done"]


def test_a_short_absence_is_a_part_of_the_break(x11: Desktop) -> None:
    away = {"idle": "1s", "rest": "10s"}
    with Witness(x11, every="8s", length="1s", away=away) as witness:
        with hands.moving(x11):
            witness.until_worked(2)
        said, _ = witness.away("idle")
        with hands.moving(x11):
            back = witness.until_gates()
            assert 0 < back["break"]["work_s"] < 0.9 * said["break"]["work_s"]
        assert witness.breakd.story() == []


def test_a_prompt_that_nobody_sees_is_not_ignored(x11: Desktop) -> None:
    """It stays up, its time stands still, and begins anew when somebody is back."""
    with Witness(x11, every="1s", away={"idle": "1s"}, prompt={"lifetime": "8s"}) as witness:
        with hands.moving(x11):
            witness.notified.comes(after=1)
            witness.notified.stays_away(0.5)  # more work than the absence is going to take back
        witness.until(lambda s: (s["phase"], s["gates"]) == ("prompting", ["idle"]), "nobody there")
        witness.notified.stays_away(8)
        said = witness.breakd.status()
        assert (said["phase"], said["gates"], said["prompt"]["token"]) == ("prompting", ["idle"], 1)
        assert witness.breakd.why().endswith(
            "It waits until you are back at the keyboard (prompt.lifetime = 8s from then on)."
        )
        with hands.moving(x11):
            witness.until_gates()
            why = witness.breakd.why()
        assert re.search(r"Unanswered, it goes .* comes again \(prompt\.lifetime = 8s\)\.$", why)
        assert witness.breakd.story() == ["prompt"]


def test_who_reads_is_there(x11: Desktop) -> None:
    with Witness(x11, every="4s", away={"idle": "1s", "rest": "1h"}) as witness:
        assert witness.breakd.cli("reading", "30m").returncode == 0
        said = witness.breakd.status()
        assert said["gates"] == []
        assert said["reading_until"] is not None
        assert re.search(r"You are reading until \d\d:\d\d, so sitting still", witness.breakd.why())
        witness.prompted(after=4)
        assert all(status["gates"] == [] for status in witness.told()[-3:])
        assert witness.breakd.cli("reading", "off").returncode == 0
        witness.until_gates("idle")


# --- typing --------------------------------------------------------------------------------------


def test_nobody_is_asked_while_typing(x11: Desktop) -> None:
    with contextlib.ExitStack() as typing:
        typing.enter_context(hands.typing(x11))
        with Witness(x11, every="1s", defer={"typing": "5m"}) as witness:
            why = witness.held("typing")
            typing.close()
            witness.notified.stays_away(A_WHILE_S)
            witness.prompted()
            assert witness.breakd.story() == ["prompt"]
        assert re.fullmatch(
            r"Your break has been due since \d\d:\d\d, held back by keyboard or mouse in use\. "
            r"It comes once your hands rest for a moment, soon in any case "
            r"\(defer\.typing = 5m\)\.",
            why,
        )


def test_who_never_stops_typing_is_asked_all_the_same(x11: Desktop) -> None:
    with hands.typing(x11), Witness(x11, every="1s", defer={"typing": "2s"}) as witness:
        witness.until(lambda s: (s["phase"], s["gates"]) == ("due", ["typing"]), "typing")
        witness.prompted(after=2)


# --- full screen, do-not-disturb -----------------------------------------------------------------


def test_a_full_screen_window_holds_a_break(x11: Desktop, windows: XWindows) -> None:
    window = windows.open("FULLSCREEN", box=(0, 0, *SIZE))
    with Witness(x11, every="1s", defer={"full_screen": True}) as witness:
        why = witness.held("full-screen")
        assert re.fullmatch(
            r"Your break has been due since \d\d:\d\d, held back by a full-screen window since "
            r"\d\d:\d\d\. It comes once no window fills the screen, (tomorrow )?at \d\d:\d\d at "
            r"the latest \(defer\.longest = 1h\)\.",
            why,
        )
        windows.set_full(window, False)
        witness.prompted()
        witness.take()


def test_dunst_paused_and_resumed(x11: Desktop) -> None:
    x11.output("dunstctl", "set-paused", "true")
    with Witness(x11, every="1s", defer={"do_not_disturb": True}) as witness:
        why = witness.held("do-not-disturb")
        assert "held back by do-not-disturb since" in why
        assert re.search(r"It comes once do-not-disturb is off, .* \(defer\.longest = 1h\)\.$", why)
        x11.output("dunstctl", "set-paused", "false")
        witness.prompted()
        witness.take()


def test_neither_holds_a_break_for_ever(x11: Desktop, windows: XWindows) -> None:
    """After `defer.longest` it is shown, once, without a sound."""
    defer = {"full_screen": True, "longest": "3s"}
    sound = {"prompt": "always"}
    windows.open("FULLSCREEN", box=(0, 0, *SIZE))
    with Witness(x11, every="1s", defer=defer, sound=sound) as witness:
        witness.until(lambda s: s["phase"] == "due" and s["gates"], "a break that is held")
        assert witness.notified.comes(after=3).silent
        witness.notified.stays_away(A_WHILE_S)
        assert witness.breakd.status()["gates"] == []


# --- calendar ------------------------------------------------------------------------------------

EVENT = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
BEGIN:VEVENT
UID:1
DTSTAMP:20260101T000000Z
DTSTART:{start:%Y%m%dT%H%M%SZ}
DTEND:{end:%Y%m%dT%H%M%SZ}
SUMMARY:Meeting
END:VEVENT
END:VCALENDAR
"""


def test_an_appointment_holds_a_break(x11: Desktop, clocks: Clocks) -> None:
    file = x11.folder / "work.ics"
    now = datetime.now(UTC)
    event = EVENT.format(start=now - timedelta(hours=1), end=now + timedelta(hours=1))
    file.write_text(event.replace("\n", "\r\n"))
    calendar = {"files": [str(file)]}
    with Witness(
        x11, every="1s", away={"idle": "1s", "rest": "1h"}, calendar=calendar, env=clocks.preload
    ) as witness:
        witness.until_gates("idle", "calendar")  # it takes a moment to read calendars
        with hands.moving(x11):
            why = witness.held("calendar")
            assert re.search(
                r"held back by an appointment since \d\d:\d\d\. It comes once the", why
            )
            clocks.shift(real=3600)
            assert witness.breakd.status()["gates"] == []
            witness.prompted()
            witness.take()
