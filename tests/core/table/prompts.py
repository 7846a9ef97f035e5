"""What becomes of a prompt: closed, left alone, not shown, or one of long ago."""

from breakd.core.events import Answer, Answered, Dismissed, Expired, ServiceLost, ShowFailed, Shown
from tests.core.cells import ignored_twice, into, live, sends, waits
from tests.core.table.row import Rows

PROMPTS = Rows()
row = PROMPTS.add

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
