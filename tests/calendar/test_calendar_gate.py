"""The gate follows the calendar: a real process reads real files, the clock is the test's."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from breakd.calendar import gate, process
from breakd.calendar.gate import AHEAD_S, LOOK_S, Calendar
from breakd.core.events import BusySoon, Event, GateClosed, GateOpened
from breakd.core.model import Gate, Now
from breakd.text import calendar as text
from tests.calendar.calendars import calendar, event
from tests.patience import PATIENCE_S

BUSY, FREE = GateClosed(Gate.CALENDAR), GateOpened(Gate.CALENDAR)


class User:
    """A user, who has one calendar, and whose clock is `shift` ahead of the real one."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.began = time.time()
        self.shift = 0.0
        self.events: asyncio.Queue[Event] = asyncio.Queue()
        self.calendar = Calendar(self.events.put_nowait, self.now)

    def now(self) -> Now:
        return Now(5000 + self.shift, 3000 + self.shift, self.began + self.shift, UTC)

    def pass_(self, seconds: float) -> float | None:
        """So much later, the daemon wakes."""
        self.shift += seconds
        return self.calendar.update(self.now())

    def write(self, *times: tuple[float, float]) -> None:
        """The calendar is now this: from and to, seconds from the beginning."""
        events = [
            event(stamp(self.began + start), stamp(self.began + end), uid=f"{n}@test")
            for n, (start, end) in enumerate(times)
        ]
        fresh = self.file.with_suffix(".new")
        fresh.write_text(calendar(*events))
        fresh.replace(self.file)

    async def hears(self, *expected: Event) -> None:
        async with asyncio.timeout(PATIENCE_S):
            heard = [await self.events.get() for _ in expected]
        assert heard == list(expected)
        assert self.events.empty()

    async def has_read(self) -> None:
        """The process that reads has ended."""
        async with asyncio.timeout(PATIENCE_S):
            while self.calendar._process is not None:
                await breath()


async def breath() -> None:
    await asyncio.sleep(0.01)


def stamp(posix: float) -> str:
    return f":{datetime.fromtimestamp(posix, UTC):%Y%m%dT%H%M%SZ}"


@pytest.fixture
async def user(tmp_path: Path) -> AsyncIterator[User]:
    pytest.importorskip("recurring_ical_events", reason="needs the extra breakd[calendar]")
    user = User(tmp_path / "my.ics")
    yield user
    user.calendar.stop()


async def test_the_gate_closes_and_opens_with_the_appointments(user: User) -> None:
    user.write((-600, 600), (1800, 2400), (2400, 3000))
    user.calendar.use([user.file])
    await user.hears(BUSY)
    assert user.pass_(500) == pytest.approx(100, abs=1)
    assert user.events.empty()
    assert user.pass_(100) == pytest.approx(1200, abs=1)
    await user.hears(FREE)
    user.pass_(1201)
    await user.hears(BUSY)
    user.pass_(600)  # one follows another
    assert user.pass_(600) is None
    await user.hears(FREE)


async def test_a_calendar_that_changes_is_read_again(user: User) -> None:
    user.calendar.use([user.file])
    await user.has_read()
    assert [str(user.file) in problem for problem in user.calendar.problems] == [True]
    user.write((-600, 600))
    user.pass_(LOOK_S / 2)
    assert user.calendar._process is None  # not at every step
    user.pass_(LOOK_S / 2)
    await user.hears(BUSY)
    assert user.calendar.problems == ()
    user.write((1200, 1800))
    user.pass_(LOOK_S)
    await user.hears(FREE)


async def test_unchanged_it_is_read_again_only_as_the_day_goes_on(user: User) -> None:
    user.write((40_000, 41_000))
    user.calendar.use([user.file])
    await user.has_read()
    user.pass_(AHEAD_S - 2 * LOOK_S)
    assert user.calendar._process is None
    user.pass_(3 * LOOK_S)
    assert user.calendar._process is not None


@pytest.mark.parametrize("step", [-40 * 86_400.0, 40 * 86_400.0])
async def test_on_a_clock_that_was_set_it_is_read_again(user: User, step: float) -> None:
    user.write((-600, 600))
    user.calendar.use([user.file])
    await user.hears(BUSY)
    user.began += step
    user.pass_(LOOK_S)
    await user.hears(FREE)
    assert user.calendar._process is not None


async def test_other_calendars_and_none(user: User, tmp_path: Path) -> None:
    user.write((-600, 600))
    user.calendar.use([user.file])
    await user.hears(BUSY)
    user.calendar.use([user.file])  # the same: nothing happens
    assert user.calendar._process is None
    user.calendar.use([])
    await user.hears(FREE)
    assert user.pass_(LOOK_S) is None
    assert user.calendar._process is None


async def test_the_users_own_no(user: User) -> None:
    user.write((-600, 600))
    no = "ATTENDEE;PARTSTAT=DECLINED:mailto:me@example.org\r\nATTENDEE:mailto:you@example.org\r\n"
    user.file.write_text(user.file.read_text().replace("END:VEVENT", no + "END:VEVENT"))
    user.calendar.use([user.file], ["Me@example.org"])
    await user.has_read()
    assert user.events.empty()
    user.calendar.use([user.file])
    await user.hears(BUSY)


@pytest.mark.parametrize(
    ("minutes", "before", "soon"),
    [(45, 301, False), (45, 299, True), (45, 61, True), (45, 59, False), (44, 200, False)],
)
async def test_the_last_good_moment_before_a_long_appointment(
    user: User, minutes: float, before: float, soon: bool
) -> None:
    user.began = float(round(user.began))  # the calendar knows whole seconds
    user.write((600, 600 + 60 * minutes))
    user.calendar.use([user.file])
    await user.has_read()
    assert user.events.empty()
    user.pass_(600 - before)
    if soon:
        await user.hears(BusySoon())
    assert user.events.empty()


# --- when it does not work -----------------------------------------------------------------------


async def test_without_the_libraries(
    user: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(gate, "LIBRARIES", ("icalendar", "no_such_library"))
    user.write((-600, 600))
    user.calendar.use([user.file])
    user.pass_(LOOK_S)
    assert user.calendar._process is None
    assert user.calendar.problems == (text.NOT_INSTALLED,)
    assert caplog.text.count("breakd[calendar]") == 1


def program(folder: Path, script: str) -> str:
    file = folder / "program"
    file.write_text("#!/bin/sh\n" + script)
    file.chmod(0o755)
    return str(file)


@pytest.mark.parametrize(
    "script",
    ["exec sleep 60", 'echo \'{"start": 1.0, "end": 2.0}\'', "echo oops; exit 1", "yes"],
    ids=["hangs", "incomplete", "fails", "floods"],
)
async def test_a_reading_that_fails_leaves_what_was_known(
    user: User,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    script: str,
) -> None:
    user.write((-600, 3600))
    user.calendar.use([user.file])
    await user.hears(BUSY)
    monkeypatch.setattr(sys, "executable", program(tmp_path, script))
    monkeypatch.setattr(process, "PATIENCE_S", 0.3)
    for _ in range(2):
        user.write((1200, 1800))
        user.pass_(gate.RETRY_S)
        await user.has_read()
        assert user.calendar.problems == (text.NOT_READ,)
    assert user.events.empty()
    assert caplog.text.count(text.NOT_READ) == 1
    monkeypatch.undo()
    user.pass_(gate.RETRY_S)
    await user.hears(FREE)
    assert user.calendar.problems == ()


async def test_a_program_that_cannot_be_started(
    user: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    user.write((-600, 600))
    user.calendar.use([user.file])
    assert user.calendar._process is None
    assert "/nowhere/python" in caplog.text


async def test_stopped_in_the_middle_nothing_is_left(user: User) -> None:
    user.write((-600, 600))
    user.calendar.use([user.file])
    assert user.calendar._process is not None
    child = user.calendar._process._process
    user.calendar.stop()
    user.calendar.stop()
    assert child.returncode is not None
    with pytest.raises(ProcessLookupError):
        os.kill(child.pid, 0)
