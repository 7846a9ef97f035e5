"""The time that passes, and what changes around: hours, gates, clocks, settings, the end."""

from breakd.core.events import GateClosed, GateOpened, PromptNow, ShuttingDown, Snooze, Start, Tick
from breakd.core.model import DEFER, Gate
from tests.core.cells import (
    OFFICE,
    clock,
    into,
    moves_to,
    reloads,
    sends,
    steps_wall,
    then,
    waiting_out,
    waits,
)
from tests.core.table.row import Rows

AROUND = Rows()
row = AROUND.add

row("tick", sends(Tick()), case="too early", others_stay=True)
row("tick", sends(Tick(), Tick(), Tick()), case="repeated", others_stay=True)
row(
    "tick",
    waits(10),
    case="in time",
    start=waiting_out,
    W="P pick show prompt work=1800",
    D="P show prompt work=1980",
    P="D withdraw ignored=1 nb=+120 work=1860",
    S="P show prompt work=2100",
    B="W close-guide done",
)
row(
    "tick",
    waits(10),
    case="behind a call",
    start=waiting_out,
    before=sends(GateClosed(Gate.CALL)),
    W="D pick work=1800",
    D="D work=1980",
    P="D withdraw ignored=1 nb=+120 work=1860",
    S="D work=2100",
    B="W close-guide done",
)
row(
    "tick",
    waits(10),
    case="behind a lock",
    start=waiting_out,
    before=sends(GateClosed(Gate.LOCKED)),
    S="S",
    D="D",
    B="W close-guide done",
)
row(
    "off-hours begin",
    clock(17),
    start=lambda phase: into(phase, OFFICE),
    W="W work=0",
    D="W lapsed",
    P="W withdraw lapsed",
    S="W lapsed",
    B="B",
)
row(
    "off-hours begin",
    then(clock(17), waits(120)),
    case="and the break ends",
    start=lambda phase: into(phase, OFFICE),
    B="W close-guide done",
)
row(
    "off-hours end",
    clock(9),
    start=lambda _: into("W", OFFICE),
    before=clock(18),
    W="W nb=+120",
)
row(
    "off-hours end",
    clock(9),
    case="snoozed before",
    start=lambda _: into("W", OFFICE),
    before=then(clock(18), sends(Start(), Snooze())),
    S="S nb=+120",
)
row(
    "off-hours end",
    clock(9),
    case="due before",
    start=lambda _: into("W", OFFICE),
    before=then(clock(18), sends(Start(), Snooze()), waits(300)),
    D="D nb=+120",
)
row(
    "off-hours end",
    clock(9),
    case="asked for before, so begun instead of prompted",
    start=lambda _: into("W", OFFICE),
    before=then(clock(18), sends(PromptNow())),
    B="B nb=+120",
)
row(
    "off-hours end",
    then(clock(18), clock(9)),
    case="no prompt lasts until then",
    start=lambda phase: into(phase, OFFICE),
    P="W withdraw lapsed nb=+120",
)
for gate in sorted(DEFER):
    row("defer on", sends(GateClosed(gate)), case=gate, others_stay=True)
    row(
        "defer off",
        sends(GateOpened(gate)),
        case=gate,
        before=sends(GateClosed(gate)),
        D="P show prompt" if gate is Gate.CALL else "D",
        others_stay=True,
    )
row(
    "defer off",
    sends(GateOpened(Gate.CALL)),
    case="one of two",
    before=sends(GateClosed(Gate.CALENDAR)),
    others_stay=True,
)
for seconds in (3600, -3600, 365 * 86400, -365 * 86400):
    row("clock step", steps_wall(seconds), case=f"{seconds:+} s", others_stay=True)
for name in ("America/New_York", "Pacific/Apia"):
    row("clock step", moves_to(name), case=name, others_stay=True)
row("reload, valid", reloads(every=1800), case="the same", others_stay=True)
row(
    "reload, valid",
    reloads(every=300),
    case="newly due",
    W="W nb=+60",
    D="D pick",
    P="P",
    S="S",
    B="B",
)
row("reload, valid", reloads(every=3600), case="no longer due", W="W", D="W", P="P", S="S", B="B")
row(
    "reload, valid",
    then(reloads(length=60), waits(119)),
    case="the break keeps its length",
    B="B",
)
row("reload, invalid", sends(Tick()), others_stay=True)  # the daemon keeps the old rules to itself
row("SIGTERM", sends(ShuttingDown()), W="W", D="D", P="D withdraw", S="S", B="B")
row("SIGTERM", sends(ShuttingDown()), case="no prompt anew", before=waits(10), P="D withdraw")
