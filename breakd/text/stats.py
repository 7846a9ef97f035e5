"""What the statistics say."""

import datetime as dt

from breakd.text import _, plural


def title(days: int) -> str:
    """Above the table."""
    return plural(_("Your breaks today"), _("Your breaks, last {n} days"), days)


def headings() -> dict[str, str]:
    """The table's columns, by the name of the count; the day's own is `date`."""
    return {
        "date": _("Day"),
        "done": _("Done"),
        "natural": _("Natural"),
        "snoozed": _("Snoozed"),
        "skipped": _("Skipped"),
        "missed": _("Missed"),
        "lapsed": _("Lapsed"),
        "aborted": _("Aborted"),
    }


def day(date: dt.date, today: dt.date) -> str:
    """A day's name in the table."""
    return _("Today") if date == today else date.strftime("%a %d %b %Y")


def total() -> str:
    """The last line's name."""
    return _("Total")


def areas() -> str:
    """Above the bars."""
    return _("Stretches done, by body area")


def nothing_yet(days: int) -> str:
    """Nothing has been recorded."""
    when = plural(_("today"), _("in the last {n} days"), days)
    return _("No breaks recorded {when}. The first one will show up here.").replace("{when}", when)


def exported(count: int) -> str:
    """After an export."""
    return plural(_("{n} row exported."), _("{n} rows exported."), count)


def purged(count: int) -> str:
    """After a purge."""
    return plural(_("{n} row deleted for good."), _("{n} rows deleted for good."), count)


def legend() -> str:
    """Below the table: the words that need one."""
    return _("Natural: you were away long enough to count as a break.")
