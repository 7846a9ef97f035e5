"""The values everything else speaks of: time, rules, state, events, effects.

All are frozen.  Durations are seconds (`float`).  Instants on the BOOTTIME clock carry the name
of what happens then and the suffix `_boot`; wall-clock instants (POSIX seconds, UTC) end in
`_wall`.  Local time is not stored anywhere: it is worked out from `Now.zone` where it is needed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, tzinfo
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

MINUTE = 60.0
HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Now:
    """One reading of the clocks, in seconds.

    `boot` runs on while the machine sleeps, `mono` does not; both never step.  `wall` is POSIX
    time and may step.  `zone` turns it into local time.
    """

    boot: float
    mono: float
    wall: float
    zone: tzinfo


class Phase(StrEnum):
    """Where the cycle stands; exactly one at a time."""

    WORKING = "working"
    DUE = "due"
    PROMPTING = "prompting"
    SNOOZED = "snoozed"
    ON_BREAK = "on-break"


class Gate(StrEnum):
    """What may hold a break back; any number at a time, independent of the phase."""

    IDLE = "idle"
    LOCKED = "locked"
    SUSPENDED = "suspended"
    SWITCHED = "switched"
    PAUSED = "paused"
    OFF_HOURS = "off-hours"
    DO_NOT_DISTURB = "do-not-disturb"
    FULL_SCREEN = "full-screen"
    CALL = "call"
    SCREEN_SHARE = "screen-share"
    TYPING = "typing"
    CALENDAR = "calendar"
    LOOKING = "looking"  # nobody has looked yet whether one of the last six is closed


AWAY = frozenset({Gate.IDLE, Gate.LOCKED, Gate.SUSPENDED, Gate.SWITCHED})
QUIET = frozenset({Gate.PAUSED, Gate.OFF_HOURS})
DEFER = frozenset(Gate) - AWAY - QUIET


class Outcome(StrEnum):
    """How a cycle ended; each cycle has exactly one."""

    DONE = "done"
    NATURAL = "natural"
    SKIPPED = "skipped"
    MISSED = "missed"
    LAPSED = "lapsed"
    ABORTED = "aborted"


Content = Literal["stretch", "walk", "eyes", "text"]
AwayPolicy = Literal["credit", "pause", "reset", "ignore"]
PromptSound = Literal["never", "ignored", "always"]
CallAction = Literal["hold", "discreet"]


# --- rules: what the user configured -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Break:
    """A planned interruption.

    `every`: seconds of active use, or None for a break by the clock, whose local times are in
    `at` ("HH:MM") or `cron` (five fields, as in crontab).  `content` says what the prompt
    offers; `text` is the user's own sentence for `content = "text"`.
    """

    name: str
    every: float | None = 1800.0
    length: float = 120.0
    at: tuple[str, ...] = ()
    cron: str | None = None
    content: Content = "stretch"
    text: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Working hours on some weekdays (0 = Monday), from `start` to `end` local time.

    `end <= start` means that it crosses midnight; the weekday is that of the start.  `end` of
    00:00 is the end of the day.
    """

    days: frozenset[int]
    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Rules:
    """What the engine obeys.  Defaults are those of the configuration's field table."""

    breaks: tuple[Break, ...] = (Break("stretch"),)
    prompt_lifetime: float = 60.0
    prompt_repeats: int = 2
    prompt_retry: float = 120.0
    snooze_choices: tuple[float, ...] = (300.0, 600.0, 900.0)
    snooze_times: int = 2
    snooze_total: float = 900.0
    hours: tuple[Span, ...] = ()
    idle: float = 60.0
    rest: float = 300.0
    on_idle: AwayPolicy = "credit"
    on_lock: AwayPolicy = "credit"
    on_sleep: AwayPolicy = "credit"
    defer_typing: float = 120.0
    defer_longest: float = 3600.0
    prompt_sound: PromptSound = "ignored"
    defer_call_action: CallAction = "hold"


# --- state ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Prompt:
    """The one prompt on the screen.

    `expires_boot` is None while its lifetime stands still (the user is idle); `loud` asks for
    a sound.  `shown_wall` is None until the notification service has confirmed it.
    """

    token: int
    expires_boot: float | None
    loud: bool = False
    shown_wall: float | None = None


@dataclass(frozen=True, slots=True)
class Absence:
    """The absence under way: since when, every cause so far, and how much of it was slept."""

    since_boot: float
    causes: frozenset[Gate]
    slept: float = 0.0


@dataclass(frozen=True, slots=True)
class Paused:
    """A pause under way.  Without any `until` it lasts until the user resumes.  A pause until a
    local time keeps that time too, because the instant moves when the time zone does."""

    since_wall: float
    until_boot: float | None = None
    until_local: time | None = None
    until_wall: float | None = None


def _nothing() -> Mapping[str, float]:
    return MappingProxyType({})


@dataclass(frozen=True)  # without slots: `Turn.set` copies its `vars`
class State:
    """Everything the engine knows."""

    seen: Now  # the clocks at the last event
    phase: Phase = Phase.WORKING
    gates: frozenset[Gate] = frozenset()  # the closed ones
    cycle: int = 1
    # Work: seconds of active use per `every` break's name.
    work: Mapping[str, float] = field(default_factory=_nothing)
    saved_work: float = 0.0  # the most of them at the last Save
    # Clock-time breaks whose moment has come, and each one's last scheduled instant.
    clock_due: tuple[str, ...] = ()
    clock_seen: Mapping[str, float] = field(default_factory=_nothing)
    # The break that is due, prompted, snoozed or being taken; None while working.
    owed: Break | None = None
    asked: bool = False  # by the user, not by the engine
    early: bool = False  # brought forward, as an appointment was about to begin
    stretch: str | None = None  # the pick: None until picked, "" for a plain break
    # The pick for a prompt during a call: None until picked, "" if there is none (any more).
    discreet: str | None = None
    # Prompting.
    prompt: Prompt | None = None
    token: int = 0  # the last one issued
    not_before_boot: float = 0.0
    last_prompt_boot: float | None = None
    ignored: int = 0
    show_failures: int = 0
    held_since: Mapping[Gate, float] = field(default_factory=lambda: MappingProxyType({}))
    # Snooze and its budget.
    snooze_until_boot: float = 0.0
    snoozes: int = 0
    snoozed: float = 0.0
    break_began_boot: float = 0.0
    unasked: bool = False  # it began by itself, and nothing shows yet that the user takes it
    # Absence.
    absence: Absence | None = None
    settled_boot: float = 0.0  # absences up to here have been credited
    # When an absence last satisfied each clock-time break.
    natural_ends: Mapping[str, float] = field(default_factory=_nothing)
    suspend_mono: float = 0.0  # when the sleep signal came
    # Reading: until when, and since when there has been no input (None: there is some).
    reading_until_boot: float | None = None
    still_since_boot: float | None = None
    paused: Paused | None = None
