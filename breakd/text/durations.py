"""How lengths of time are written."""

from breakd.text import _, plural


def short(seconds: float) -> str:
    """The form of the configuration: "90s" reads "1m30s", an hour "1h"; 0 is "0s"."""
    hours, minutes, rest = _split(seconds)
    parts = ((hours, "h"), (minutes, "m"), (rest, "s"))
    return "".join(f"{count}{unit}" for count, unit in parts if count) or "0s"


def words(seconds: float) -> str:
    """The form of a sentence: "1 hour 30 minutes", "45 seconds".

    From ten minutes on the seconds are left out, as nobody reads them.
    """
    if seconds >= 600:
        seconds = round(seconds / 60) * 60
    hours, minutes, rest = _split(seconds)
    parts = []
    if hours:
        parts.append(plural(_("{n} hour"), _("{n} hours"), hours))
    if minutes:
        parts.append(plural(_("{n} minute"), _("{n} minutes"), minutes))
    if rest or not parts:
        parts.append(plural(_("{n} second"), _("{n} seconds"), rest))
    return " ".join(parts)


def expected(least: float, most: float) -> str:
    """What a duration has to look like, to follow "it must be"."""
    return _('a duration from {least} to {most}, such as "90s", "25m" or "1h30m"').format(
        least=short(least), most=short(most)
    )


def expected_with_unit(number: int) -> str:
    """The same for a number that lacks its unit."""
    return _('a duration with its unit: "{n}s" are seconds, "{n}m" are minutes').format(n=number)


def _split(seconds: float) -> tuple[int, int, int]:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return hours, minutes, rest
