"""Requests on the control socket that are no events of the engine."""

from dataclasses import dataclass
from enum import StrEnum

from breakd.core.events import Another, Attended, Done, Skip, Snooze


class Query(StrEnum):
    """Requests without any detail.

    FOLLOW is answered like STATUS, and then again whenever something changes; DOCTOR with
    `report`, the rows of `breakd doctor`.
    """

    STATUS = "status"
    FOLLOW = "follow"
    WHY = "why"
    DOCTOR = "doctor"
    RELOAD = "reload"
    QUIT = "quit"


@dataclass(frozen=True, slots=True)
class Hurts:
    """This stretch hurts: never offer it again.  None means the one that was shown last."""

    stretch: str | None = None


@dataclass(frozen=True, slots=True)
class Hide:
    """Never offer this stretch again."""

    stretch: str


@dataclass(frozen=True, slots=True)
class Unhide:
    """Offer this stretch again, or for the first time."""

    stretch: str


@dataclass(frozen=True, slots=True)
class Favour:
    """Offer this stretch more often; again, or with `off`: no longer."""

    stretch: str
    off: bool = False


Feedback = Hurts | Hide | Unhide | Favour
OnBreak = Done | Skip | Snooze | Another | Attended | Hurts


@dataclass(frozen=True, slots=True)
class OfBreak:
    """A request that counts for the break under way with this token, and for no other."""

    token: int
    request: OnBreak
