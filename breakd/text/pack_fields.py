"""What is wrong with a field of a table in a pack, in one sentence each."""

from collections.abc import Sequence

from breakd.text import _


def flaw(place: str, field: str, value: str, expected: str) -> str:
    """One field of one stretch; `place` names the file and the stretch, `value` is quoted."""
    return _("{place}: {field} is {value}, but should be {expected}.").format(
        place=place, field=field, value=value, expected=expected
    )


def missing(place: str, field: str, expected: str) -> str:
    return _("{place}: {field} is missing; it should be {expected}.").format(
        place=place, field=field, expected=expected
    )


def unknown_field(place: str, field: str, known: str) -> str:
    return _("{place}: {field} is not a field of a stretch; the fields are {known}.").format(
        place=place, field=field, known=known
    )


def digits(count: int) -> str:
    return _("a number of {n} digits").format(n=count)


# What is expected of a field; each follows "should be".


def text_up_to(most: int) -> str:
    return _("one line of text, at most {n} characters, without control characters").format(n=most)


def side_names() -> str:
    return _("two lines of text, for the first side and the other, and sides = 2")


def moments(count: int, known: Sequence[str]) -> str:
    return _(
        "one line for each of the {n} steps, of the words {known}, with at least one in or hold"
    ).format(n=count, known=", ".join(known))


def texts_up_to(least: int, count: int, most: int) -> str:
    return _("a list of {least} to {count} lines of text, at most {n} characters each").format(
        least=least, count=count, n=most
    )


def an_id() -> str:
    return _("small letters, digits and single dashes, at most 60")


def one_of(options: str) -> str:
    return _("one of {options}").format(options=options)


def list_of(options: str) -> str:
    return _("a list of any of {options}").format(options=options)


def number_between(low: int, high: int) -> str:
    return _("a number from {low} to {high}").format(low=low, high=high)


def whole_between(low: int, high: int) -> str:
    return _("a whole number from {low} to {high}").format(low=low, high=high)


def true_or_false() -> str:
    return _("true or false")


def a_dose() -> str:
    return _("a table such as { hold = 15, reps = 2 } or { breaths = 6 }, of 3 to 600 seconds")


def a_table() -> str:
    return _("a table")
