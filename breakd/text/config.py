"""Sentences about the configuration."""

from collections.abc import Sequence
from pathlib import Path

from breakd.text import _
from breakd.text import durations as durations_text

OVERRIDES_TOP = _("Written by `breakd config set`; what is here counts more than config.toml.")

TRUE_OR_FALSE = _("true or false")
TIME_OF_DAY = _('a time of day such as "10:30"')
HOURS = _('hours such as "09:00-12:30"')
NAME = _("a name of up to 40 letters, digits, - and _")
STRETCH_ID = _('the id of a stretch, such as "chin-tuck"')

A_SECTION = _("a section")
HUGE_NUMBER = _("a huge number")

BREAK_LIST = _("sections that begin with [[break]], in two brackets")


def whole_number(least: int, most: int) -> str:
    """What an integer has to be."""
    return _("a whole number from {least} to {most}").format(least=least, most=most)


def one_of(words: Sequence[str]) -> str:
    """What a choice has to be."""
    *others, last = (f'"{word}"' for word in words)
    return _("{others} or {last}").format(others=", ".join(others), last=last)


def line(most: int) -> str:
    """What a text has to be."""
    return _("a line of 1 to {most} printable characters").format(most=most)


def cron(reason: str = "") -> str:
    """What a crontab line has to be; `reason` says what is wrong with this one."""
    expected = _('five fields as in crontab, such as "30 10 * * mon-fri"')
    return f"{expected} ({reason[:100]})" if reason else expected


def list_of(least: int, most: int) -> str:
    """What a list has to be."""
    return _("a list of {least} to {most} items").format(least=least, most=most)


def table(name: str) -> str:
    """What a section has to be."""
    return _("a section [{name}]").format(name=name)


def problem(place: str, key: str, value: str, expected: str) -> str:
    """A value does not fit."""
    return _("{place}: {key} is {value}, but it must be {expected}.").format(
        place=place, key=key, value=value, expected=expected
    )


def unknown_key(place: str, key: str, close: str | None) -> str:
    """No such key; `close` is one that may be meant."""
    sentence = _("{place}: there is no setting {key}").format(place=place, key=key)
    return sentence + (_("; did you mean {close}?").format(close=close) if close else ".")


def missing(place: str, key: str, expected: str) -> str:
    """A value is needed."""
    return _("{place}: {key} is missing; it must be {expected}.").format(
        place=place, key=key, expected=expected
    )


def unreadable(file: Path, reason: str) -> str:
    """The file is there but cannot be read."""
    return _("{file} cannot be read: {reason}.").format(file=file, reason=reason)


def no_file(file: Path) -> str:
    """The file that the user named is not there."""
    return _("{file} does not exist.").format(file=file)


def is_directory(file: Path) -> str:
    """A directory where a file should be."""
    return _("{file} is a directory, but it must be a TOML file.").format(file=file)


def not_a_file(file: Path) -> str:
    """A device or a pipe where a file should be."""
    return _("{file} is not an ordinary file, but it must be a TOML file.").format(file=file)


def too_large(file: Path, kib: int) -> str:
    """Nobody writes a configuration that long."""
    return _("{file} is larger than {kib} KiB, the most that breakd reads.").format(
        file=file, kib=kib
    )


def not_utf8(file: Path, line: int) -> str:
    """Some other encoding."""
    return _("{file}: line {line} is not UTF-8 text.").format(file=file, line=line)


def not_toml(file: Path, reason: str) -> str:
    """A syntax error; `reason` is the parser's, with line and column."""
    return _("{file} is not valid TOML: {reason}.").format(file=file, reason=reason.rstrip("."))


def not_sensible(file: Path) -> str:
    """TOML that no parser can take."""
    return _("{file} holds numbers, lists or keys too large for any setting.").format(file=file)


def no_schedule(place: str, key: str) -> str:
    """A break says not when it comes."""
    return _("{place}: {key} needs one of every, at or cron.").format(place=place, key=key)


def two_schedules(place: str, key: str, given: Sequence[str]) -> str:
    """A break says more than once when it comes."""
    return _("{place}: {key} has {given}, but it can have only one of them.").format(
        place=place, key=key, given=_(" and ").join(given)
    )


def same_name(place: str, name: str) -> str:
    """Two breaks share a name."""
    return _("{place}: there are two breaks called {name}; each needs a name of its own.").format(
        place=place, name=name
    )


def no_text(place: str, key: str) -> str:
    """content = "text" without a text."""
    return _('{place}: {key} has content = "text", so it needs a text as well.').format(
        place=place, key=key
    )


def no_area(place: str) -> str:
    """All shares are 0."""
    return _("{place}: stretches.areas leaves no body area with a share above 0.").format(
        place=place
    )


def no_such_break(place: str, key: str, names: Sequence[str]) -> str:
    """A change to a break that does not exist."""
    return _("{place}: {key} is about a break that does not exist; there is {names}.").format(
        place=place, key=key, names=", ".join(names)
    )


def text_unused(place: str, key: str) -> str:
    """A text that nothing shows."""
    return _('{place}: {key} has a text, which is shown only with content = "text".').format(
        place=place, key=key
    )


def choice_beyond_total(choice: float, total: float) -> str:
    """A snooze that is always refused."""
    return _(
        "snooze.choices: {choice} is longer than snooze.total, {total}, so it is never offered."
    ).format(choice=durations_text.short(choice), total=durations_text.short(total))


def rest_below_idle(rest: float, idle: float) -> str:
    """The rest that counts is shorter than what is noticed."""
    return _(
        "away.rest, {rest}, is shorter than away.idle, {idle}, "
        "so every pause in input that is noticed counts as rest."
    ).format(rest=durations_text.short(rest), idle=durations_text.short(idle))


def unknown_stretch(key: str, name: str, close: str | None) -> str:
    """An id in stretches.exclude or stretches.include is in no catalogue."""
    sentence = _("stretches.{key}: there is no stretch {name}").format(key=key, name=name)
    return sentence + (_("; did you mean {close}?").format(close=close) if close else ".")


def cannot_be(key: str, value: str, expected: str) -> str:
    """A value was refused."""
    return _("{key} cannot be {value}; it must be {expected}.").format(
        key=key, value=value, expected=expected
    )


def no_such_key(key: str, close: str | None) -> str:
    """A key was refused; `close` is one that may be meant."""
    sentence = _("There is no setting {key}").format(key=key)
    if close:
        return sentence + _("; did you mean {close}?").format(close=close)
    return sentence + _("; `breakd config show` lists them.")


def unknown_break(name: str, names: Sequence[str]) -> str:
    """A change to a break that does not exist was refused."""
    return _("There is no break called {name}, only {names}.").format(
        name=name, names=", ".join(names)
    )


def now_set(key: str, value: str) -> str:
    """A value was written."""
    return _("{key} is now {value}.").format(key=key, value=value)


def now_unset(key: str) -> str:
    """A value was taken back."""
    return _("{key} is again what config.toml or the default says.").format(key=key)


def no_value(key: str) -> str:
    """Nothing counts there, not even a default."""
    return _("{key} has no value.").format(key=key)


def not_set(key: str) -> str:
    """There was nothing to take back."""
    return _("{key} was not set with `breakd config set`.").format(key=key)


def already_there(file: Path) -> str:
    """`config init` leaves an existing file alone."""
    return _("{file} is already there and stays as it is.").format(file=file)


def example_written(file: Path) -> str:
    """`config init` wrote the file."""
    return _("Wrote {file}, with every setting at its default.").format(file=file)


def fine(file: Path) -> str:
    """`config check` found nothing."""
    return _("{file} is fine.").format(file=file)


def only_defaults(file: Path) -> str:
    """`config check` found no file."""
    return _("There is no {file}; every setting is at its default.").format(file=file)
