"""Files and folders of calendars, also broken, huge and hostile ones; and the process itself."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from breakd.calendar.sources import fingerprint
from tests.calendar.calendars import BERLIN, berlin, calendar, event

NOW = datetime(2026, 6, 2, 7, tzinfo=BERLIN)
MEETING = calendar(berlin("20260602T100000", "20260602T110000"))
OTHER = calendar(berlin("20260602T150000", "20260602T153000", uid="2@test"))


def read(*places: Path) -> tuple[int, list[str]]:
    """How many busy times there are, and the problems."""
    pytest.importorskip("recurring_ical_events", reason="needs the extra breakd[calendar]")
    from breakd.calendar.reader import read_calendars

    times, problems = read_calendars(list(places), NOW, NOW + timedelta(hours=24), frozenset())
    return len(times), problems


def put(file: Path, content: str | bytes) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


# --- files and folders ---------------------------------------------------------------------------


def test_a_file_and_folders_of_files(tmp_path: Path) -> None:
    put(tmp_path / "one.ics", MEETING)
    put(tmp_path / "all/team/a.ics", OTHER)
    put(tmp_path / "all/b.ICS", calendar(berlin("20260602T190000", "20260602T193000")))
    put(tmp_path / "all/notes.txt", "nothing")
    put(tmp_path / "all/.hidden/c.ics", "nothing")
    put(tmp_path / "all/team/too/deep/d.ics", "nothing")
    assert read(tmp_path / "one.ics", tmp_path / "all") == (3, [])


def test_the_fingerprint_follows_every_change(tmp_path: Path) -> None:
    file = put(tmp_path / "all/a.ics", MEETING)
    places = [tmp_path / "all", tmp_path / "later.ics"]
    seen = [fingerprint(places)]

    def changed() -> bool:
        seen.append(fingerprint(places))
        return seen[-1] != seen[-2]

    assert not changed()
    put(file, OTHER + "\r\n")
    assert changed()
    os.utime(file, (1, 1))
    assert changed()
    put(tmp_path / "later.ics", OTHER)
    assert changed()
    put(tmp_path / "all/team/b.ics", OTHER)
    assert changed()
    file.unlink()
    assert changed()
    put(tmp_path / "all/notes.txt", "no calendar")
    assert not changed()


def test_a_place_that_is_not_there(tmp_path: Path) -> None:
    put(tmp_path / "one.ics", MEETING)
    found, (problem,) = read(tmp_path / "one.ics", tmp_path / "gone")
    assert found == 1
    assert str(tmp_path / "gone") in problem


# --- broken and hostile ones cost no more than themselves ----------------------------------------

BOMB = calendar(
    event(":19700101T000000Z", ":19700101T000001Z", "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30")
)


@pytest.mark.parametrize(
    "content",
    [
        "<html>Please log in</html>",
        bytes(range(256)) * 64,
        "\0" * 4096,
        MEETING.replace("END:VEVENT", "END:VTODO"),
        MEETING.replace("20260602T100000", "20260602T9999999999999"),
        MEETING[: len(MEETING) // 2],
        "BEGIN:VCALENDAR\r\n" * 50_000,
    ],
    ids=["html", "bytes", "zeros", "unbalanced", "no time", "cut off", "nested"],
)
def test_no_calendar(tmp_path: Path, content: str | bytes) -> None:
    bad = put(tmp_path / "a-bad.ics", content)
    put(tmp_path / "b-good.ics", MEETING)
    found, problems = read(tmp_path)
    assert found == 1
    assert len(problems) <= 1
    assert all(str(bad) in problem and "\n" not in problem for problem in problems)


def test_an_empty_file_is_an_empty_calendar(tmp_path: Path) -> None:
    assert read(put(tmp_path / "empty.ics", "")) == (0, [])


def test_one_bad_event_among_good_ones(tmp_path: Path) -> None:
    bad = berlin("20260602T120000", "20260602T130000", "RRULE:FREQ=SOMETIMES", uid="bad@test")
    good = berlin("20260602T100000", "20260602T110000")
    found, _ = read(put(tmp_path / "mixed.ics", calendar(bad, good)))
    assert found >= 1


def test_a_recurrence_that_never_ends_to_be_worked_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("recurring_ical_events", reason="needs the extra breakd[calendar]")
    from breakd.calendar import reader

    monkeypatch.setattr(reader, "FILE_S", 0.2)
    bomb = put(tmp_path / "a-bomb.ics", BOMB)
    put(tmp_path / "b-good.ics", MEETING)
    found, (problem,) = read(tmp_path)
    assert found == 1
    assert str(bomb) in problem


def test_a_huge_file_is_not_even_opened(tmp_path: Path) -> None:
    huge = tmp_path / "huge.ics"
    with huge.open("wb") as file:
        file.truncate(1 << 34)
    found, (problem,) = read(huge)
    assert found == 0
    assert "16 MiB" in problem


def test_years_of_past_appointments_are_read_in_time(tmp_path: Path) -> None:
    old = berlin("20190305T100000", "20190305T110000", "DESCRIPTION:" + "x" * 60)
    today = berlin("20260602T100000", "20260602T110000")
    past = [old.replace("1@test", f"{n}@test") for n in range(20_000)]
    assert read(put(tmp_path / "years.ics", calendar(*past, today))) == (1, [])


def test_neither_pipes_nor_other_peoples_files_stop_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.ics")
    (tmp_path / "dangling.ics").symlink_to("nowhere")
    (tmp_path / "round").symlink_to(tmp_path)
    put(tmp_path / "good.ics", MEETING)
    found, problems = read(tmp_path)
    assert (found, problems) == (1, [])


# --- the process ---------------------------------------------------------------------------------


def run(*words: object) -> tuple[list[dict[str, object]], subprocess.CompletedProcess[str]]:
    command = [sys.executable, "-m", "breakd.calendar", *map(str, words)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    return [json.loads(line) for line in ended.stdout.splitlines()], ended


def soon(minutes: Iterable[int]) -> str:
    now = datetime.fromtimestamp(time.time() // 60 * 60, BERLIN)
    begins = [now + timedelta(minutes=n) for n in minutes]
    return calendar(
        *(event(f";TZID=Europe/Berlin:{b:%Y%m%dT%H%M%S}", "PT10M", uid=f"{b}@test") for b in begins)
    )


def test_the_process_says_one_object_a_line(tmp_path: Path) -> None:
    pytest.importorskip("recurring_ical_events", reason="needs the extra breakd[calendar]")
    file = put(tmp_path / "soon.ics", soon([600, 30]))
    said, ended = run(file, tmp_path / "gone.ics")
    problem, first, second, last = said
    assert "gone.ics" in str(problem["problem"])
    assert (first["end"], second["end"]) == (first["start"] + 600, second["start"] + 600)  # type: ignore[operator]  # numbers
    assert first["start"] < second["start"] < last["until"]  # type: ignore[operator]  # numbers
    assert (ended.returncode, ended.stderr) == (0, "")


def test_the_process_without_the_libraries(tmp_path: Path) -> None:
    put(tmp_path / "icalendar.py", "raise ImportError")
    code = (
        "import sys, runpy; sys.path.insert(0, sys.argv.pop(1));"
        "runpy.run_module('breakd.calendar', run_name='__main__', alter_sys=True)"
    )
    command = [sys.executable, "-c", code, str(tmp_path), str(tmp_path)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "breakd[calendar]" in ended.stderr
