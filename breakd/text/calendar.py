"""What there is to say about the user's calendars."""

from pathlib import Path

from breakd.text import _, plural

NOT_INSTALLED = _(
    "Appointments are not looked at: `pip install 'breakd[calendar]'` brings what reads calendars."
)
NOT_READ = _("The calendars could not be read; breakd will try again.")
PROG = "breakd.calendar"
ABOUT = _("Print the busy times of the next 24 hours, one JSON object a line.")
PLACES = _("a calendar file (.ics), or a folder of them")
ME = _("your e-mail address, so that what you declined does not count")


def missing(place: Path) -> str:
    """There is no such file or folder."""
    return _("{place} is not there; calendar.files takes .ics files and folders of them.").format(
        place=place
    )


def unreadable(place: Path, reason: str) -> str:
    """The system does not let us read it."""
    return _("The calendar {place} cannot be read: {reason}.").format(place=place, reason=reason)


def not_a_calendar(place: Path) -> str:
    """It is no iCalendar file, or a broken one."""
    return _("{place} is not a calendar that breakd can read; it must be an .ics file.").format(
        place=place
    )


def too_large(place: Path, mebibytes: int) -> str:
    """It has more in it than a person's appointments."""
    return _("The calendar {place} is left out: it has more than {n} MiB.").format(
        place=place, n=mebibytes
    )


def too_slow(place: Path, seconds: float) -> str:
    """Its recurrences take too long to work out."""
    taken = plural(_("{n} second"), _("{n} seconds"), round(seconds))
    return _("The calendar {place} is left out: it takes more than {time} to read.").format(
        place=place, time=taken
    )


def too_many(most: int) -> str:
    """There are more files than we look at."""
    return _("Only the first {n} calendar files are read.").format(n=most)
