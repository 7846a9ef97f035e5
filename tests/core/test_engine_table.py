"""The engine's table: every event in every phase, one test per cell.

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

import pytest

from breakd.core.events import (
    Another,
    Answer,
    Answered,
    Dismissed,
    Done,
    Expired,
    GateClosed,
    GateOpened,
    Pause,
    PromptNow,
    Resume,
    ServiceLost,
    ShowFailed,
    Shown,
    ShuttingDown,
    Skip,
    Snooze,
    Start,
    Tick,
)
from breakd.core.model import AWAY, DEFER, Gate, Phase
from tests.core.cells import (
    OFFICE,
    PHASES,
    Act,
    answers,
    check,
    clock,
    ignored_twice,
    into,
    late,
    live,
    moves_to,
    reloads,
    sends,
    steps_wall,
    then,
    waiting_out,
    waits,
)
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


ROWS: list[Row] = []


def row(
    event: str,
    act: Act,
    case: str = "",
    *,
    start: Callable[[str], Timeline] = into,
    before: Act = lambda _: None,
    others_stay: bool = False,
    **cells: str,
) -> None:
    """Add a row; with `others_stay` nothing happens in the phases that are not named."""
    if others_stay:
        cells = {phase: phase for phase in PHASES} | cells
    ROWS.append(Row(event, case, act, start, before, cells))


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
    "done",
    sends(Done()),
    W="W done*",
    D="W done",
    P="W withdraw done",
    S="W done",
    B="W close-guide done",
)
row("done", answers(Answer.DONE), case="button", P="W withdraw done", others_stay=True)
row(
    "start",
    sends(Start()),
    W="B pick guide",
    D="B guide",
    P="B withdraw guide",
    S="B guide",
    B="B refuse:on-break",
)
row("start", answers(Answer.SHOW), case="button", P="B withdraw guide", others_stay=True)
row(
    "snooze",
    sends(Snooze()),
    W="W refuse:nothing-due",
    D="S snoozed:300 dl=+300 budget=1/300",
    P="S withdraw snoozed:300 dl=+300 budget=1/300",
    S="S snoozed:300 dl=+300 budget=2/600",
    B="S close-guide snoozed:300 dl=+300 budget=1/300",
)
row(
    "snooze",
    sends(Snooze(600)),
    case="for 10 min",
    W="W refuse:nothing-due",
    D="S snoozed:600 dl=+600 budget=1/600",
    P="S withdraw snoozed:600 dl=+600 budget=1/600",
    S="S snoozed:600 dl=+600 budget=2/900",
    B="S close-guide snoozed:600 dl=+600 budget=1/600",
)
row(
    "snooze",
    sends(Snooze(901)),
    case="for too long",
    W="W refuse:nothing-due",
    D="D refuse:snooze-too-long:900",
    P="P refuse:snooze-too-long:900",
    S="S refuse:snooze-too-long:600",
    B="B refuse:snooze-too-long:900",
)
row(
    "snooze",
    sends(Snooze()),
    case="without budget",
    start=lambda phase: into(phase, spent=1 if phase == "S" else 2),
    D="D refuse:no-snoozes-left",
    P="P refuse:no-snoozes-left",
    S="S refuse:no-snoozes-left",
    B="B refuse:no-snoozes-left",
)
row(
    "snooze",
    answers(Answer.SNOOZE),
    case="button",
    P="S withdraw snoozed:300 dl=+300 budget=1/300",
    others_stay=True,
)
row(
    "skip",
    sends(Skip()),
    W="W refuse:nothing-due",
    D="W skipped",
    P="W withdraw skipped",
    S="W skipped",
    B="W close-guide skipped",
)
row("skip", answers(Answer.SKIP), case="button", P="W withdraw skipped", others_stay=True)
row(
    "another",
    sends(Another()),
    W="W refuse:nothing-due",
    D="D other",
    P="P other withdraw show prompt",
    S="S other",
    B="B other guide began=+0",
)
row(
    "closed by user",
    live(Dismissed),
    P="S withdraw snoozed:300 dl=+300 budget=1/300",
    others_stay=True,
)
row(
    "closed by user",
    live(Dismissed),
    case="without budget",
    start=lambda phase: into(phase, spent=2),
    P="W withdraw skipped",
)
row("expired", live(Expired), P="D withdraw ignored=1 nb=+120", others_stay=True)
row(
    "expired",
    live(Expired),
    case="for the third time",
    start=ignored_twice,
    P="W withdraw missed work=900",
    others_stay=True,
)
row(
    "expired",
    waits(60),
    case="by its lifetime, for the third time",
    start=ignored_twice,
    P="W withdraw missed work=900",
)
row(
    "expired",
    waits(60 + 120),
    case="and asked again",
    P="P withdraw show prompt ignored=1 nb=+0 work=1980",
)
row(
    "expired",
    waits(60 + 120 + 60 + 120),
    case="and asked again, with sound",
    P="P withdraw show prompt withdraw show-loud prompt ignored=2 nb=+0 work=2160",
)
for kind in (Shown, ShowFailed, Dismissed, Expired):
    for by in (-1, 1):
        row(
            "stale id",
            lambda t, kind=kind, by=by: t.send(kind(t.state.token + by)),  # type: ignore[misc]
            case=f"{kind.__name__} {by:+}",
            others_stay=True,
        )
for answer in Answer:
    for by in (-1, 1):
        row(
            "stale id",
            lambda t, a=answer, by=by: t.send(Answered(t.state.token + by, a)),  # type: ignore[misc]
            case=f"{answer} {by:+}",
            others_stay=True,
        )
row("show failed", live(ShowFailed), P="D nb=+5", others_stay=True)
row(
    "service lost",
    sends(ServiceLost()),
    before=waits(4),
    P="D withdraw",
    others_stay=True,
)
row(
    "service lost",
    sends(ServiceLost()),
    case="5 s after the prompt",
    before=waits(5),
    P="P withdraw show prompt",
    others_stay=True,
)
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
row(
    "pause",
    sends(Pause()),
    W="W",
    D="D",
    P="D withdraw",
    S="S",
    B="D close-guide aborted pick work=1800",
)
row("pause", sends(Pause(600)), case="for 10 min", W="W", D="D", P="D withdraw", S="S")
row("pause", sends(Pause()), case="at half", before=waits(60), B="W close-guide aborted work=900")
row("pause", sends(Pause()), case="at 80 %", before=waits(96), B="W close-guide done")
row("pause", then(sends(Pause()), waits(200)), case="a while", W="W", D="D", P="D withdraw", S="S")
row("pause", then(sends(Pause()), waits(300)), case="past the snooze", S="D")
row(
    "resume",
    sends(Resume()),
    before=lambda t: None if t.phase is Phase.PROMPTING else t.send(Pause()),
    W="W nb=+120",
    D="D nb=+120",
    P="P refuse:not-paused",
    S="S nb=+120",
)
row(
    "resume",
    sends(Resume()),
    case="on a break",
    start=lambda _: into("W"),
    before=sends(Pause(), Start()),
    B="B nb=+120",
)
row(
    "resume",
    waits(10),
    case="pause over",
    before=then(sends(Pause(60)), waits(50)),
    W="W nb=+120",
    D="D nb=+120",
    S="S nb=+120",
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
