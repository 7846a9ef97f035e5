"""The engine's table (tests/core/table): every event in every phase, one test per cell."""

import pytest

from tests.core.cells import PHASES, check
from tests.core.table.around import AROUND
from tests.core.table.away import AWAY_AND_BACK
from tests.core.table.commands import COMMANDS
from tests.core.table.prompts import PROMPTS
from tests.core.table.row import Row

ROWS = [*COMMANDS, *PROMPTS, *AWAY_AND_BACK, *AROUND]
EVENTS = """tick; done; start; snooze; skip; another; closed by user; expired; stale id;
    show failed; service lost; idle on; locked on; away off, A >= R; away off, A < R; pause; resume;
    off-hours begin; off-hours end; defer on; defer off; clock step; reload, valid;
    reload, invalid; SIGTERM"""


def test_every_cell_of_the_table_is_here() -> None:
    wanted = {(event.strip(), phase) for event in EVENTS.split(";") for phase in PHASES}
    assert {(r.event, phase) for r in ROWS for phase in r.cells} == wanted


@pytest.mark.parametrize(
    ("row", "phase"),
    [
        pytest.param(r, phase, id=f"{r.event}{f' ({r.case})' if r.case else ''}-{phase}")
        for r in ROWS
        for phase in r.cells
    ],
)
def test_cell(row: Row, phase: str) -> None:
    timeline = row.start(phase)
    row.before(timeline)
    before = timeline.state
    said = len(timeline.effects)

    row.act(timeline)

    check(row.cells[phase], before, timeline, timeline.effects[said:])
