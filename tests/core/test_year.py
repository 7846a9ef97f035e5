"""A year of somebody's working days in seconds, and every change of the clocks of ten zones."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from breakd.core.effects import Effect, Record, ShowPrompt
from breakd.core.events import Answer, Answered, Event
from breakd.core.model import AWAY, Break, Phase, Rules, Span, State
from breakd.storage.codec import encode
from tests.core.oracle import Oracle
from tests.core.person import Person
from tests.core.timeline import BERLIN, STRETCH, WALK, Timeline

WEEKDAYS = frozenset(range(5))
OFFICE = (Span(WEEKDAYS, time(9), time(12, 30)), Span(WEEKDAYS, time(13, 30), time(18)))
DAYS = 240


class Diary:
    """Watches with the oracle's eyes and notes what a person would notice."""

    def __init__(self) -> None:
        self.oracle = Oracle()
        self.prompted: list[datetime] = []
        self.outcomes: Counter[str] = Counter()
        self.unprompted = 0.0  # seconds with nothing in the way since a prompt, break or absence
        self.longest = 0.0
        self.steps = 0

    def __call__(
        self, rules: Rules, before: State, event: Event, after: State, effects: Sequence[Effect]
    ) -> None:
        self.oracle(rules, before, event, after, effects)
        self.steps += 1
        asleep = after.seen.boot - before.seen.boot - (after.seen.mono - before.seen.mono)
        if before.gates & AWAY or asleep > 2:
            self.unprompted = 0.0
        elif not before.gates and before.phase is not Phase.ON_BREAK:
            self.unprompted += min(10.0, after.seen.mono - before.seen.mono)
            self.longest = max(self.longest, self.unprompted)
        for effect in effects:
            if isinstance(effect, ShowPrompt):
                now = after.seen
                self.prompted.append(datetime.fromtimestamp(now.wall, now.zone))
                self.unprompted = 0.0
            if isinstance(effect, Record) and effect.what not in ("prompt", "snoozed"):
                self.outcomes[effect.what] += 1
                self.unprompted = 0.0


def test_a_year_of_working_days() -> None:
    diary = Diary()
    begin = datetime(2026, 1, 5, tzinfo=BERLIN)
    timeline = Timeline(Rules((STRETCH, WALK), hours=OFFICE), wall=begin.timestamp(), watch=diary)
    person = Person(timeline, seed=240)
    days = [begin + timedelta(weeks=n // 5, days=n % 5) for n in range(DAYS)]
    sizes = []
    for day in days:
        person.day(day)
        sizes.append(len(json.dumps(encode(timeline.state))))

    assert all(_in_office(local) for local in diary.prompted)
    per_day = Counter(local.date() for local in diary.prompted)
    assert len(per_day) >= DAYS - 5  # hardly a day without any
    assert 4 <= len(diary.prompted) / DAYS <= 16
    assert max(per_day.values()) <= 30
    # At most a full interval, a snooze, and the wait after a pause or an ignored prompt.
    assert 1700 <= diary.longest <= 1800 + 900 + 120 + 10
    assert set(diary.outcomes) == {"done", "natural", "skipped", "missed", "lapsed", "aborted"}
    assert diary.outcomes["done"] > sum(diary.outcomes.values()) / 4
    assert timeline.state.cycle == 1 + sum(diary.outcomes.values())
    assert max(sizes[-20:]) <= max(sizes[:20]) + 100  # nothing piles up
    assert diary.steps / DAYS < 9 * 370  # every ten seconds at most, and what happens


def _in_office(local: datetime) -> bool:
    clock = local.time()
    return local.weekday() < 5 and (
        time(9) <= clock < time(12, 30) or time(13, 30) <= clock < time(18)
    )


# --- the clocks change ---------------------------------------------------------------------------

ZONES = {
    "Europe/Berlin": 2024,
    "America/New_York": 2024,
    "America/Santiago": 2023,  # at midnight
    "Australia/Lord_Howe": 2024,  # by half an hour
    "Antarctica/Troll": 2023,  # by two hours
    "Africa/Casablanca": 2024,  # around Ramadan
    "Africa/Cairo": 2022,  # abolished and back, at midnight
    "Pacific/Chatham": 2024,  # at a quarter to
    "Pacific/Apia": 2010,  # a day left out
    "America/Scoresbysund": 2023,  # into another day
}
LATEST = Break("latest", every=600, length=60)


def changes(name: str) -> list[int]:
    """The instants at which this zone's offset changes within three years."""
    zone = ZoneInfo(name)

    def offset(at: int) -> timedelta | None:
        return datetime.fromtimestamp(at, zone).utcoffset()

    begin = int(datetime(ZONES[name], 1, 1, tzinfo=ZoneInfo("UTC")).timestamp())
    found = []
    for day in range(begin, begin + 3 * 365 * 86400, 86400):
        if offset(day) != offset(day + 86400):
            quarters = range(day + 900, day + 86401, 900)
            found.append(next(at for at in quarters if offset(at) != offset(day)))
    return found


CHANGES = [(name, at) for name in ZONES for at in changes(name)]


def test_there_are_changes_in_every_zone() -> None:
    assert {name for name, _ in CHANGES} == set(ZONES)
    assert len(CHANGES) >= 45


@pytest.mark.parametrize(("name", "change"), CHANGES)
def test_working_hours_around_a_change_of_the_clocks(name: str, change: int) -> None:
    """Hours from well before the change to a little after it, on the clock on the wall: every
    ten minutes of them that really pass bring a prompt, and no other minute does."""
    zone = ZoneInfo(name)
    start = datetime.fromtimestamp(change - 40 * 60, zone).time()
    end = datetime.fromtimestamp(change + 45 * 60, zone).time()
    rules = Rules((LATEST,), hours=(Span(frozenset(range(7)), start, end),))
    begin = float(change - 2 * 3600)
    timeline = Timeline(rules, wall=begin, zone=zone)
    prompted = []
    while timeline.wall < change + 3 * 3600:
        timeline.wait(min(10.0, timeline.wake() - timeline.boot))
        if timeline.phase is Phase.PROMPTING and timeline.wall < change + 3 * 3600:
            prompted.append(timeline.wall)
            timeline.send(Answered(timeline.state.token, Answer.DONE))

    minutes = range(int(begin), change + 3 * 3600, 60)
    inside = [_within(start, end, datetime.fromtimestamp(at, zone)) for at in minutes]
    expected, worked = [], 0
    for at, open_ in zip(minutes, inside, strict=True):
        if worked == 600:
            expected.append(at)
            worked = 0
        worked = worked + 60 if open_ else 0
    assert any(inside)
    assert not all(inside)
    assert expected
    assert prompted == pytest.approx(expected, abs=0.1)


def _within(start: time, end: time, local: datetime) -> bool:
    clock = local.time().replace(fold=0)
    if start < end:
        return start <= clock < end
    return clock >= start or clock < end
