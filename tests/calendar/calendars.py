"""Calendars as programs write them."""

from datetime import datetime
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


def calendar(*events: str, head: str = "") -> str:
    """A whole file; `head` are more lines of the calendar itself."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", *head.split(), *events]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def event(start: str, end: str, *lines: str, uid: str = "1@test") -> str:
    """An event; `start` and `end` are what follows the names: ":20260602T100000Z", or with
    parameters ";VALUE=DATE:20260602".  An `end` that begins with P is a duration."""
    until = f"DURATION:{end}" if end.startswith("P") else f"DTEND{end}"
    about = [f"UID:{uid}", "DTSTAMP:20260101T000000Z", "SUMMARY:Something", *lines]
    return "\r\n".join(["BEGIN:VEVENT", f"DTSTART{start}", until, *about, "END:VEVENT"])


def berlin(start: str, end: str, *lines: str, uid: str = "1@test") -> str:
    """An event in Berlin's time."""
    zone = ";TZID=Europe/Berlin:"
    return event(zone + start, zone + end, *lines, uid=uid)


def at(written: str, zone: ZoneInfo = BERLIN) -> float:
    """The POSIX seconds of "2026-06-02 10:00"."""
    return datetime.fromisoformat(written).replace(tzinfo=zone).timestamp()
