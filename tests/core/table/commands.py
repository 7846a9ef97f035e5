"""What the user asks for, by a button or on the command line."""

from breakd.core.events import Another, Answer, Done, Pause, Resume, Skip, Snooze, Start
from breakd.core.model import Phase
from tests.core.cells import answers, into, sends, then, waits
from tests.core.table.row import Rows

COMMANDS = Rows()
row = COMMANDS.add

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
