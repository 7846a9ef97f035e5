"""What the engine's table consists of.

A cell is a sentence: the phase afterwards (W working, D due, P prompting, S snoozed, B on a
break), the effects in order, and whatever else changes.  What a cell does not name must stay as
it was; an outcome (`done`, `natural`, ...) begins a new cycle with a fresh budget and no work.

    done*  voluntary        natural:300  after 300 s away      refuse:why[:left]
    work=  seconds counted  nb= no prompt before, dl= end of the snooze, expires= end of the
    prompt's life, began= the break's beginning: +n seconds from now
                                                                budget=times/seconds spent
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.core.cells import PHASES, Act, into
from tests.core.timeline import Timeline


@dataclass(frozen=True)
class Row:
    """`event` is the row of the table, `case` tells several tests of it apart."""

    event: str
    case: str
    act: Act
    start: Callable[[str], Timeline]
    before: Act
    cells: dict[str, str]


class Rows(list[Row]):
    """A part of the table."""

    def add(
        self,
        event: str,
        act: Act,
        case: str = "",
        *,
        start: Callable[[str], Timeline] = into,
        before: Act = lambda _: None,
        others_stay: bool = False,
        **cells: str,
    ) -> None:
        """Another row; with `others_stay` nothing happens in the phases that are not named."""
        if others_stay:
            cells = {phase: phase for phase in PHASES} | cells
        self.append(Row(event, case, act, start, before, cells))
