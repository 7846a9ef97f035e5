"""What happens: the events that the engine steps on."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from breakd.core.model import Gate


@dataclass(frozen=True, slots=True)
class Tick:
    """Time passed.  A late, early or repeated one is harmless."""


@dataclass(frozen=True, slots=True)
class Picked:
    """The picker's answer to `Pick`: a stretch id, or "" where none fits."""

    cycle: int
    stretch: str
    discreet: bool = False
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """The notification service took the prompt."""

    token: int


@dataclass(frozen=True, slots=True)
class ShowFailed:
    """The prompt could not be shown (no service, an error, a time-out)."""

    token: int


class Answer(StrEnum):
    """A button of the prompt."""

    DONE = "done"
    SNOOZE = "snooze"
    SKIP = "skip"
    SHOW = "show"


@dataclass(frozen=True, slots=True)
class Answered:
    """The user pressed a button of the prompt with this token."""

    token: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class Dismissed:
    """The user closed the prompt without choosing."""

    token: int


@dataclass(frozen=True, slots=True)
class Expired:
    """The notification service took the prompt down by itself."""

    token: int


@dataclass(frozen=True, slots=True)
class ServiceLost:
    """The notification service or the bus went away, and with it whatever was on the screen."""


@dataclass(frozen=True, slots=True)
class PromptNow:
    """The user asks for a prompt at once, of one stretch if `stretch` names it."""

    stretch: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """The user says that the break is taken (tray, command line, guide)."""


@dataclass(frozen=True, slots=True)
class Start:
    """The user begins the break, guided; or, `unasked`, it begins by itself in place of a
    prompt, and then has to be attended, or it counts as ignored."""

    unasked: bool = False


@dataclass(frozen=True, slots=True)
class Attended:
    """The user takes the break that began by itself: pressed something in the guide, or leaves
    keyboard and mouse alone."""


@dataclass(frozen=True, slots=True)
class Snooze:
    """The user delays the break; None means the first of the configured choices."""

    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Skip:
    """The user drops this break."""


@dataclass(frozen=True, slots=True)
class Another:
    """The user wants the break, but with another stretch."""


@dataclass(frozen=True, slots=True)
class Pause:
    """The user switches reminders off: for a time, until a local time, or until told otherwise."""

    seconds: float | None = None
    until: time | None = None


@dataclass(frozen=True, slots=True)
class Resume:
    """The user ends the pause."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The user is going to read: no input for a while is no absence.  None means the usual time;
    0 ends it."""

    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class GateClosed:
    """Something holds breaks back.  `ago`: for IDLE, seconds since the last input (None: the
    configured threshold)."""

    gate: Gate
    ago: float | None = None


@dataclass(frozen=True, slots=True)
class GateOpened:
    """It no longer does."""

    gate: Gate


@dataclass(frozen=True, slots=True)
class BusySoon:
    """A long appointment begins in a few minutes: the last good moment before it."""


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A clock-time break's moment has come.  `due_wall` is the scheduled instant."""

    name: str
    due_wall: float


@dataclass(frozen=True, slots=True)
class Reloaded:
    """New rules, already valid; `step` is called with them."""


@dataclass(frozen=True, slots=True)
class ShuttingDown:
    """The daemon is about to stop."""


Event = (
    Tick
    | Picked
    | Shown
    | ShowFailed
    | Answered
    | Dismissed
    | Expired
    | ServiceLost
    | PromptNow
    | Done
    | Start
    | Attended
    | Snooze
    | Skip
    | Another
    | Pause
    | Resume
    | Reading
    | GateClosed
    | GateOpened
    | BusySoon
    | ClockTime
    | Reloaded
    | ShuttingDown
)
