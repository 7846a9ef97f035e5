"""Instants in sentences, as somebody says them who knows what day it is."""

from datetime import datetime

from breakd.text import _

DAYS = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)


def moment(wall: float, now: datetime) -> str:
    """To follow "since" or "until": "10:30", "tomorrow at 09:00", "Monday at 09:00".

    `wall` is in POSIX seconds, `now` the present local time with its zone.
    """
    local = datetime.fromtimestamp(wall, now.tzinfo)
    day = _day(local, now)
    return _("{day} at {time}").format(day=day, time=_clock(local)) if day else _clock(local)


def at(wall: float, now: datetime) -> str:
    """The same as an answer to "when": "at 10:30", "tomorrow at 09:00", "on Monday at 09:00"."""
    local = datetime.fromtimestamp(wall, now.tzinfo)
    apart = _apart(local, now)
    if apart == 0:
        return _("at {time}").format(time=_clock(local))
    said = moment(wall, now)
    return said if abs(apart) == 1 else _("on {day_and_time}").format(day_and_time=said)


def _clock(local: datetime) -> str:
    return f"{local:%H:%M}"


def _apart(local: datetime, now: datetime) -> int:
    return (local.date() - now.date()).days


def _day(local: datetime, now: datetime) -> str:
    """The day's name, "" for today."""
    apart = _apart(local, now)
    near = {-1: _("yesterday"), 0: "", 1: _("tomorrow")}
    if apart in near:
        return near[apart]
    return DAYS[local.weekday()] if abs(apart) < 7 else local.date().isoformat()
