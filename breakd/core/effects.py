"""What to do about it: the one-off acts that a step asks for."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from breakd.core.model import Break, Outcome


@dataclass(frozen=True, slots=True)
class Pick:
    """Choose a stretch for this break and post `Picked`, with the same restrictions.

    `discreet`: only one that nobody on camera notices.  `instead_of`: the user wants another
    than this one, which then counts as skipped.
    """

    cycle: int
    owed: Break
    discreet: bool = False
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class ShowPrompt:
    """Raise the notification.  `snooze` is what its Snooze button gives, None without budget."""

    token: int
    owed: Break
    stretch: str
    snooze: float | None
    loud: bool
    lifetime: float


@dataclass(frozen=True, slots=True)
class WithdrawPrompt:
    """Take the notification down."""

    token: int


@dataclass(frozen=True, slots=True)
class OpenGuide:
    """Lead through the break, from its first second on.  `token` names this break; `unasked`: it
    began by itself, so the user may be busy with something else."""

    owed: Break
    stretch: str
    snooze: float | None
    token: int
    unasked: bool = False


@dataclass(frozen=True, slots=True)
class CloseGuide:
    """The guided break is over."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row for the history: a prompt, a snooze, or how a cycle ended.

    `seconds` is the snooze's length, or the absence of a natural break.
    """

    what: Literal["prompt", "snoozed"] | Outcome
    cycle: int
    break_name: str
    stretch: str
    voluntary: bool = False
    seconds: float | None = None


class Why(StrEnum):
    """Why a command was refused."""

    NOTHING_DUE = "nothing-due"
    NO_SNOOZES_LEFT = "no-snoozes-left"
    SNOOZE_TOO_LONG = "snooze-too-long"
    ON_BREAK = "on-break"
    NOT_PAUSED = "not-paused"
    NO_OTHER = "no-other"


@dataclass(frozen=True, slots=True)
class Refuse:
    """The command changed nothing.  `left` is the snooze time left, where that is the reason."""

    why: Why
    left: float = 0.0


@dataclass(frozen=True, slots=True)
class Save:
    """Write the snapshot: `at_once`, or some seconds later."""

    at_once: bool = True


Effect = Pick | ShowPrompt | WithdrawPrompt | OpenGuide | CloseGuide | Record | Refuse | Save
