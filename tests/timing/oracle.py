"""A second, naive opinion on when each prompt should have come.

It knows the raw log and what the user was promised, and nothing of breakd's own code.  It goes
through the log from one moment to the next at which anything can change, and asks each time: is
something owed, and does anything stand in its way?
"""

import copy
from collections.abc import Iterable, Sequence

from tests.timing.promise import Promise, calendar, is_off
from tests.timing.verdict import IN_TIME_S, Verdict
from tests.timing.world import Fact

PROBED_S = 6.0  # a call, or typing, that began no longer ago than this need not be known yet
NEVER = float("inf")
SLACK_S = 1e-6


class Oracle:
    """Takes the facts in order."""

    def __init__(self, promise: Promise, start: Fact) -> None:
        self.verdict = Verdict(promise.zone)
        self._p = promise
        self._now = start.boot
        self._ahead = start.wall - start.boot  # of BOOTTIME
        self._rings, self._shifts = calendar(promise, start.wall)
        self._work = 0.0
        self._clock_due = False
        self._clock_rested = -NEVER
        self._not_before = -NEVER
        # The prompt on the screen, or what became of it.
        self._phase = "free"
        self._of_clock = False
        self._expires = NEVER
        self._snoozed_until = -NEVER
        self._owed_anyway = False
        self._ignored = self._snoozed = 0
        # The user.
        self._typing = False
        self._still_since = start.boot
        self._held_by_typing = 0.0
        self._call = False
        self._away: set[str] = set()
        self._causes: set[str] = set()
        self._away_since = start.boot
        self._off = is_off(promise, start.wall)
        # Since when a prompt should have been there; and what that was before it lapsed.
        self._expected: float | None = None
        self._lapsed = (-NEVER, -NEVER)

    def see(self, fact: Fact) -> None:
        """Take the next line of the log."""
        self._pass(fact.boot - float(fact.more.get("seconds", 0.0)) * (fact.what == "slept"))
        {
            "input": self._input, "lock": self._lock, "call": self._on_call,
            "slept": self._slept, "step": self._step, "prompt": self._prompt,
            "answer": self._answer,
        }.get(fact.what, lambda _: None)(fact)  # fmt: skip
        self._judge()

    # --- time ------------------------------------------------------------------------------------

    def _pass(self, until: float) -> None:
        while self._now < until:
            soon = min(b for b in (until, *self._moments()) if b > self._now + SLACK_S)
            passed = min(soon, until) - self._now
            if self._held_by_typing_now():
                self._held_by_typing += passed
            if self._counts():
                self._work += passed
            self._now += passed
            self._happen()
            self._judge()

    def _moments(self) -> Iterable[float]:
        """The BOOTTIMEs at which something may change by itself."""
        if self._counts():
            yield self._now + self._p.every - self._work
        if not self._typing:
            yield from (self._still_since + self._p.idle, self._still_since + 3.0)
        if self._held_by_typing_now():
            yield self._now + self._p.typing - self._held_by_typing
        yield from (self._not_before, self._expires, self._snoozed_until)
        for walls in (self._rings, self._shifts):
            yield walls[0] - self._ahead

    def _counts(self) -> bool:
        return not self._away and not self._off

    def _happen(self) -> None:
        """What time alone brings."""
        if self._is_idle() and "idle" not in self._away:
            self._leave("idle", self._still_since)
        if self._phase == "up" and self._now >= self._expires - SLACK_S:
            self._ignore()
        self._end_snooze()
        self._by_the_clock(self._now + self._ahead)

    def _end_snooze(self) -> None:
        over = self._now >= self._snoozed_until - SLACK_S
        if self._phase == "snoozed" and over and not self._away:
            self._phase, self._owed_anyway = "free", True

    def _is_idle(self) -> bool:
        return not self._typing and self._now >= self._still_since + self._p.idle - SLACK_S

    def _by_the_clock(self, wall: float) -> None:
        """Ring what has come; what came more than two minutes ago, unseen, is missed."""
        while self._rings[0] <= wall + SLACK_S:
            rang = self._rings.pop(0)
            rested = self._now - self._clock_rested <= self._p.clock_length
            if wall - rang <= 120 and not self._off and not rested:
                self._clock_due = True
        while self._shifts[0] <= wall + SLACK_S:
            self._shifts.pop(0)
        off = is_off(self._p, wall)
        if off != self._off:
            self._off = off
            self._reset()
            self._clock_due = False
            if not off:
                self._wait(120)

    # --- is a prompt called for? -----------------------------------------------------------------

    def _owed(self) -> bool:
        return self._work >= self._p.every - SLACK_S or self._clock_due or self._owed_anyway

    def _open(self) -> bool:
        waits = self._now < self._not_before - SLACK_S
        return self._phase == "free" and self._owed() and self._counts() and not waits

    def _held_by_typing_now(self) -> bool:
        spent = self._held_by_typing >= self._p.typing - SLACK_S
        hands = self._typing or self._now < self._still_since + 3.0 - SLACK_S
        return self._open() and not self._call and hands and not spent

    def _judge(self) -> None:
        if self._phase == "free" and not self._owed():
            self._held_by_typing = 0.0
        if self._open() and not self._call and not self._held_by_typing_now():
            if self._expected is None:
                self._expected = self._now
        elif self._expected is not None:
            if self._now - self._expected > IN_TIME_S:
                self.verdict.none(self._expected + self._ahead)
            self._lapsed = (self._expected, self._now)
            self._expected = None

    def _prompt(self, fact: Fact) -> None:
        due, lapsed = self._lapsed
        if self._expected is None and self._open() and self._now - lapsed <= PROBED_S:
            self._expected = due
        late = -self._early_by() if self._expected is None else self._now - self._expected
        self.verdict.prompt(fact.wall, late)
        self._expected = None
        self._of_clock = fact.more["title"] == self._p.clock_title
        self._phase, self._owed_anyway = "up", False
        self._expires = NEVER if "idle" in self._away else self._now + self._p.lifetime
        self._held_by_typing = 0.0
        self._wait(5)

    def _early_by(self) -> float:
        """After how long it would have been called for, if nothing else had happened."""
        later = copy.deepcopy(self)
        for tenth in range(6000):
            later._pass(self._now + tenth / 10)
            if later._expected is not None:
                return later._expected - self._now
        return NEVER

    def _wait(self, seconds: float) -> None:
        self._not_before = max(self._not_before, self._now + seconds)

    # --- what becomes of it ----------------------------------------------------------------------

    def _answer(self, fact: Fact) -> None:
        how = fact.more["how"]
        left = self._snoozed < self._p.snoozes
        if how == "snooze" or (how == "close" and left):
            self._snoozed += 1
            self._phase, self._snoozed_until = "snoozed", self._now + self._p.snooze
            return
        self._work = 0.0
        if self._of_clock:
            self._clock_due = False
        self._end_cycle()
        if self._owed():
            self._wait(60)

    def _ignore(self) -> None:
        self._phase, self._expires = "free", NEVER
        self._owed_anyway = not (self._clock_due or self._work >= self._p.every)
        self._ignored += 1
        if self._ignored <= self._p.repeats:
            self._wait(self._p.retry)
            return
        self._work = min(self._work, max(0.0, self._p.every - 900))
        if self._of_clock:
            self._clock_due = False
        self._end_cycle()

    def _end_cycle(self) -> None:
        self._phase, self._expires, self._owed_anyway = "free", NEVER, False
        self._ignored = self._snoozed = 0
        self._held_by_typing = 0.0

    def _reset(self) -> None:
        self._work = 0.0
        self._end_cycle()

    # --- away ------------------------------------------------------------------------------------

    def _input(self, fact: Fact) -> None:
        self._typing = bool(fact.more["goes_on"])
        if self._typing:
            self._return("idle")
        else:
            self._still_since = self._now

    def _lock(self, fact: Fact) -> None:
        if fact.more["locked"]:
            self._leave("lock", self._now)
        else:
            self._return("lock")

    def _on_call(self, fact: Fact) -> None:
        self._call = bool(fact.more["goes_on"])

    def _leave(self, why: str, since: float) -> None:
        if not self._away:
            since = max(since, self._away_since)  # not from within an earlier absence
            self._away_since, self._causes = since, set()
            self._work = max(0.0, self._work - (self._now - since))
        self._away.add(why)
        self._causes.add(why)
        if self._phase == "up":
            self._expires = NEVER
            if why != "idle":
                self._phase = "free"

    def _return(self, why: str) -> None:
        if why not in self._away:
            return
        self._away.discard(why)
        if not self._away:
            self._credit(self._now - self._away_since, self._causes)
        self._end_snooze()

    def _slept(self, fact: Fact) -> None:
        seconds = float(fact.more["seconds"])
        self._now = fact.boot
        self._still_since += seconds
        if self._phase == "up":
            self._phase, self._expires = "free", NEVER
        if self._away:
            self._causes.add("sleep")
        else:
            self._credit(seconds, {"sleep"})
        self._end_snooze()
        self._by_the_clock(self._now + self._ahead)

    def _credit(self, length: float, causes: set[str]) -> None:
        """An absence is a break, or a part of one."""
        merely_idle = causes == {"idle"}
        rest = max(self._p.length, self._p.rest) if merely_idle else self._p.length
        clock_rest = max(self._p.clock_length, self._p.rest)
        if not merely_idle:
            clock_rest = self._p.clock_length
        self._away_since = self._now
        worked, was_owed = self._work > 0, self._owed()
        of_clock = self._of_clock if self._phase != "free" else self._clock_due
        self._work = 0.0 if length >= rest else self._work * (1 - length / rest)
        if length >= clock_rest:
            self._clock_due, self._clock_rested = False, self._now
        taken = length >= (clock_rest if of_clock else rest)
        if taken and (was_owed or worked or self._phase != "free"):
            if self._phase == "snoozed":
                self._not_before = max(self._not_before, self._snoozed_until)
            self._end_cycle()
        elif self._phase == "free":
            self._owed_anyway = False
        elif self._phase == "up":
            self._owed_anyway = False
            self._phase = "up" if self._owed() else "free"
            self._expires = self._now + self._p.lifetime if self._phase == "up" else NEVER

    def _step(self, fact: Fact) -> None:
        self._ahead = fact.wall - fact.boot
        self._rings, self._shifts = calendar(self._p, fact.wall)
        self._by_the_clock(fact.wall)


def judge(promise: Promise, facts: Sequence[Fact]) -> Verdict:
    """The verdict on a whole log."""
    oracle = Oracle(promise, facts[0])
    for fact in facts[1:]:
        oracle.see(fact)
    return oracle.verdict
