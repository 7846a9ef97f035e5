"""The machine sleeps and the clock is set, under a breakd on a desktop whose clocks a test holds.

Sleep is announced by a mocked logind: once, twice, without an end, or not at all.
"""

import pytest

from tests.clockshim.clocks import Clocks
from tests.desk.aside import Aside
from tests.desk.desktop import Desktop
from tests.desk.witness import Witness
from tests.desktop.logind_mock import MockLogind

pytestmark = pytest.mark.desk

HOUR, YEAR = 3600, 365 * 86400
OURS = {"XDG_SESSION_ID": "1"}


@pytest.mark.parametrize(
    "signals",
    [[True, None, False], [True, True, None, False, False], [True, None], [None]],
    ids=["once", "twice", "without an end", "never"],
)
def test_two_hours_of_sleep(
    x11: Desktop, aside: Aside, logind: MockLogind, clocks: Clocks, signals: list[bool | None]
) -> None:
    """They are one natural break, whatever is said of them, and nobody is nagged right after."""
    with Witness(x11, every="8s", env=OURS | clocks.preload) as witness:
        witness.until_worked(0.5)
        for begins in signals:
            if begins is None:
                if True in signals:
                    _, why = witness.away("suspended")
                    assert why.startswith("The machine announced at ")
                clocks.shift(boot=2 * HOUR, real=2 * HOUR if True in signals else 0)
            else:
                aside(logind.sleep(begins))
        awake = witness.until(lambda s: s["today"]["natural"], "a natural break")
        assert (awake["phase"], awake["gates"]) == ("working", [])
        assert awake["break"]["work_s"] < 1
        witness.notified.stays_away(1.5)
        assert witness.breakd.why().startswith("The next break comes ")
        witness.prompted(after=6.5)
        natural, prompt = witness.breakd.rows()
        assert (natural["what"], prompt["what"]) == ("natural", "prompt")
        assert 2 * HOUR - 1 < natural["seconds"] < 2 * HOUR + 60
        witness.take()


def test_asleep_under_a_prompt(
    x11: Desktop, aside: Aside, logind: MockLogind, clocks: Clocks
) -> None:
    with Witness(x11, every="4s", env=OURS | clocks.preload) as witness:
        witness.prompted(after=4)
        aside(logind.sleep(True))
        said, _ = witness.away("suspended")
        assert said["phase"] == "due"
        clocks.shift(boot=2 * HOUR, real=2 * HOUR)
        aside(logind.sleep(False))
        awake = witness.until_gates()
        assert (awake["phase"], awake["today"]["natural"]) == ("working", 1)
        witness.notified.stays_away(1)
        assert witness.breakd.story()[:2] == ["prompt", "natural"]


def test_the_clock_is_set(x11: Desktop, clocks: Clocks) -> None:
    """Neither the work nor a snooze is any longer or shorter for it."""
    with Witness(x11, every="6s", env=clocks.preload) as witness:
        worked = witness.until_worked(1)["break"]["work_s"]
        for step in (HOUR, -2 * HOUR):
            clocks.shift(real=step)
            said = witness.breakd.status()
            assert (said["phase"], said["gates"]) == ("working", [])
            assert worked <= said["break"]["work_s"] < 6
            worked = said["break"]["work_s"]
        witness.prompted(after=6)
        assert witness.breakd.cli("snooze", "5s").returncode == 0
        for step in (YEAR, -YEAR - HOUR):
            clocks.shift(real=step)
            said = witness.breakd.status()
            assert (said["phase"], said["today"]["natural"]) == ("snoozed", 0)
            assert 0 < said["break"]["due_in_s"] <= 5
        witness.prompted(after=5)
        assert witness.breakd.story() == ["prompt", "snoozed", "prompt"]
        witness.take()
