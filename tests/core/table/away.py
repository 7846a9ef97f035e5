"""The user goes away and comes back."""

from breakd.core.events import GateClosed, GateOpened, Tick
from breakd.core.model import AWAY, Gate
from tests.core.cells import into, late, sends, then, waits
from tests.core.table.row import Rows

AWAY_AND_BACK = Rows()
row = AWAY_AND_BACK.add

row(
    "idle on",
    sends(GateClosed(Gate.IDLE, 60)),
    W="W work=540",
    D="D work=1740",
    P="P work=1740 expires=none",
    S="S work=1740",
    B="B work=1740",
)
row(
    "idle on",
    then(sends(GateClosed(Gate.IDLE, 60)), waits(100)),
    case="for a while",
    W="W work=540",
    D="D work=1740",
    P="P work=1740 expires=none",
    S="S work=1740",
    B="B work=1740",
)
row(
    "idle on",
    then(sends(GateClosed(Gate.IDLE)), waits(200), sends(Tick())),
    case="longer than the break",
    B="W close-guide done",
)
for gate in sorted(AWAY - {Gate.IDLE}):
    row(
        "locked on",
        sends(GateClosed(gate)),
        case=gate,
        W="W",
        D="D",
        P="D withdraw",
        S="S",
        B="B",
    )
    row(
        "locked on",
        then(sends(GateClosed(gate)), waits(29)),
        case=f"{gate} for a while",
        W="W",
        D="D",
        P="D withdraw",
        S="S",
        B="B",
    )
row("locked on", then(sends(GateClosed(Gate.LOCKED)), waits(400)), case="past the snooze", S="S")

for gate in (Gate.LOCKED, Gate.SWITCHED):
    row(
        "away off, A >= R",
        sends(GateOpened(gate)),
        case=gate,
        before=then(sends(GateClosed(gate)), waits(120)),
        W="W natural:120",
        D="W natural:120",
        P="W natural:120",
        S="W natural:120 nb=+180",
        B="W",
    )
row(
    "away off, A >= R",
    late(Gate.LOCKED),
    case="at once with the end of the break",
    before=sends(GateClosed(Gate.LOCKED)),
    B="W close-guide done",
)
row(
    "away off, A >= R",
    sends(GateOpened(Gate.IDLE)),
    case="idle",
    before=then(sends(GateClosed(Gate.IDLE, 60)), waits(240)),
    W="W natural:300",
    D="W natural:300",
    P="W withdraw natural:300",
    S="W natural:300 nb=+60",
    B="W",
)
row(
    "away off, A >= R",
    lambda t: t.sleep(120),
    case="asleep",
    W="W natural:120",
    D="W natural:120",
    P="W withdraw natural:120",
    S="W natural:120 nb=+180",
    B="W close-guide done",
)
row(
    "away off, A < R",
    sends(GateOpened(Gate.LOCKED)),
    case="locked",
    before=then(sends(GateClosed(Gate.LOCKED)), waits(60)),
    W="W work=300",
    D="W work=900",
    P="W work=900",
    S="S work=900",
    B="B",
)
row(
    "away off, A < R",
    sends(GateOpened(Gate.IDLE)),
    case="idle",
    before=then(sends(GateClosed(Gate.IDLE, 60)), waits(30)),
    W="W work=378",
    D="W work=1218",
    P="W withdraw work=1218",
    S="S work=1218",
    B="B",
)
row(
    "away off, A < R",
    sends(GateOpened(Gate.IDLE)),
    case="idle and still due",
    start=lambda phase: into(phase, work=3660),
    before=then(sends(GateClosed(Gate.IDLE, 60)), waits(30)),
    D="D work=2520",
    P="P work=2520 expires=+60",
    S="S work=2520",
    B="B",
)
row(
    "away off, A < R",
    lambda t: t.sleep(60),
    case="asleep",
    W="W work=300",
    D="W work=900",
    P="W withdraw work=900",
    S="S work=900",
    B="B",
)
row(
    "away off, A < R",
    lambda t: t.sleep(6),
    case="asleep and still due",
    start=lambda phase: into(phase, work=3660),
    D="D work=3477",
    P="P withdraw show prompt work=3477",
    S="S work=3477",
    B="B",
)
