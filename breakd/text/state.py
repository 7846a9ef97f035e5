"""Where things stand, in one line: the tray, the command line and a terminal say the same."""

from datetime import datetime, timedelta, tzinfo
from math import ceil

from breakd.core.model import AWAY, Gate, Phase
from breakd.core.view import View
from breakd.text import _

DAY_BEGINS = 3  # o'clock; until then it is still the evening before


def local_now() -> datetime:
    """The present local time, with its zone."""
    return datetime.now().astimezone()


def headline(view: View, now_local: datetime | None, *, steady: bool = False) -> str:
    """When the next break comes, or what holds it.

    `now_local` is the present local time, with its zone; without it no time of day is named.
    `steady`: the time of day alone, which does not change from minute to minute; a tray that
    counted minutes would wake its panel, and the panel us, for nobody who looks.
    """
    said = _standing(view, now_local, steady)
    wall = view.reading_until_wall
    if wall is None or now_local is None:
        return said
    until = _clock(_local(wall, now_local.tzinfo))
    return _("{state} · reading until {time}").format(state=said, time=until)


def _standing(view: View, now_local: datetime | None, steady: bool) -> str:
    if view.phase is Phase.ON_BREAK:
        return _on_break(view)
    if view.paused:
        return _paused(view, now_local)
    if Gate.OFF_HOURS in view.gates:
        return _("Outside working hours")
    if view.phase is Phase.PROMPTING:
        return _("Time for a break")
    if view.phase is Phase.DUE:
        return _due(view)
    if view.held:
        return _("Snoozed while you are away") if _snoozed(view) else _("Away – the timer waits")
    if view.planned is None or view.due_in is None:
        return _("No break is planned")
    if steady and now_local is not None and view.due_wall is not None:
        said = _("Snoozed until {time}") if _snoozed(view) else _("Next break at {time}")
        return said.format(time=_clock(_local(view.due_wall, now_local.tzinfo)))
    said = _("Snoozed – again in {time}") if _snoozed(view) else _("Next break in {time}")
    return said.format(time=minutes(view.due_in)) + _at(view.due_wall, now_local)


def minutes(seconds: float) -> str:
    """A length of time by whole minutes, rounded up: "12 min", "1 h 5 min"."""
    if seconds < 60:
        return _("less than a minute")
    hours, rest = divmod(ceil(seconds / 60), 60)
    if not hours:
        return _("{m} min").format(m=rest)
    return _("{h} h {m} min").format(h=hours, m=rest) if rest else _("{h} h").format(h=hours)


def _snoozed(view: View) -> bool:
    return view.phase is Phase.SNOOZED


def _on_break(view: View) -> str:
    if view.planned is None:
        return _("On a break")
    left = view.planned.length * (1 - view.filled)
    return _("On a break – {time} to go").format(time=minutes(left))


def _paused(view: View, now_local: datetime | None) -> str:
    wall = view.paused_until_wall
    if wall is None:
        return _("Paused")
    if now_local is None:
        return _("Paused for a while")
    until = _local(wall, now_local.tzinfo)
    apart = (_day(until) - _day(now_local)).days
    if apart == 0:
        return _("Paused until {time}").format(time=_clock(until))
    if apart > 1:
        return _("Paused until {date}, {time}").format(date=until.date(), time=_clock(until))
    if (until.hour, until.minute) == (DAY_BEGINS, 0):
        return _("Paused until tomorrow")
    return _("Paused until tomorrow, {time}").format(time=_clock(until))


def _due(view: View) -> str:
    if AWAY.intersection(view.held):
        return _("Break due – waiting for you to be back")
    for gate in view.held:
        if gate in _HELD_BY:
            return _("Break due – {why}").format(why=_HELD_BY[gate])
    if view.due_in is not None and view.due_in > 0:
        return _("Break due – asking again in {time}").format(time=minutes(view.due_in))
    return _("Break due")


_HELD_BY = {
    Gate.CALL: _("held back by a call"),
    Gate.SCREEN_SHARE: _("held back while the screen is shared"),
    Gate.CALENDAR: _("held back by an appointment"),
    Gate.DO_NOT_DISTURB: _("held back by do-not-disturb"),
    Gate.FULL_SCREEN: _("held back by a full-screen window"),
    Gate.TYPING: _("waiting for a short pause"),
}


def _at(wall: float | None, now_local: datetime | None) -> str:
    if wall is None or now_local is None:
        return ""
    return f" ({_clock(_local(wall, now_local.tzinfo))})"


def _local(wall: float, zone: tzinfo | None) -> datetime:
    return datetime.fromtimestamp(wall, zone)


def _day(local: datetime) -> datetime:
    """The calendar day that this moment belongs to."""
    shifted = local.replace(tzinfo=None) - timedelta(hours=DAY_BEGINS)
    return shifted.replace(hour=0, minute=0, second=0, microsecond=0)


def _clock(local: datetime) -> str:
    return f"{local:%H:%M}"
