"""The signals of a sleep come in an order that makes no sense, and the clock is set by decades."""

import pytest

from tests.clockshim.clocks import Clocks
from tests.desk.aside import Aside
from tests.desk.desktop import Desktop
from tests.desk.witness import Witness
from tests.desktop.logind_mock import MockLogind

pytestmark = pytest.mark.desk

HOUR, YEAR = 3600, 365 * 86400
OURS = {"XDG_SESSION_ID": "1"}
BEGIN, END, SLEEP = "begin", "end", "sleep"


@pytest.mark.parametrize(
    "order",
    [(SLEEP, BEGIN, END), (END, SLEEP, BEGIN, END, END), (BEGIN, END, SLEEP)],
    ids=["late", "doubled and reordered", "before it sleeps"],
)
def test_signals_in_the_wrong_order(
    x11: Desktop, aside: Aside, logind: MockLogind, clocks: Clocks, order: tuple[str, ...]
) -> None:
    """Two hours asleep are one natural break, and the next prompt comes a whole interval later."""
    with Witness(x11, every="3s", env=OURS | clocks.preload) as witness:
        witness.until_worked(0.5)
        for what in order:
            if what is SLEEP:
                clocks.shift(boot=2 * HOUR, real=2 * HOUR)
            else:
                aside(logind.sleep(what is BEGIN))
        awake = witness.until(lambda s: s["today"]["natural"], "a natural break")
        assert awake["break"]["work_s"] < 1
        witness.until_gates()
        witness.prompted(after=3)
        assert witness.breakd.story() == ["natural", "prompt"]
        witness.take()


def test_the_clock_is_set_by_fifty_years(x11: Desktop, clocks: Clocks) -> None:
    with Witness(x11, every="6s", env=clocks.preload) as witness:
        worked = witness.until_worked(1)["break"]["work_s"]
        for step in (50 * YEAR, -60 * YEAR):
            clocks.shift(real=step)
            said = witness.breakd.status()
            assert (said["phase"], said["gates"]) == ("working", [])
            assert worked <= said["break"]["work_s"] < 6
        witness.prompted(after=6)
        witness.take()
