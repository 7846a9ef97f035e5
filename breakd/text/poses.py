"""What is wrong with a pose file, in one sentence each."""

from breakd.text import _


def flaw(file: str, field: str, value: str, expected: str) -> str:
    return _("{file}: {field} is {value}, but should be {expected}.").format(
        file=file, field=field, value=value, expected=expected
    )


def missing(file: str, field: str, expected: str) -> str:
    return _("{file}: {field} is missing; it should be {expected}.").format(
        file=file, field=field, expected=expected
    )


def unknown_field(file: str, field: str, known: str) -> str:
    return _("{file}: {field} is not known here; the fields are {known}.").format(
        file=file, field=field, known=known
    )


def other_arm(file: str, key: str) -> str:
    return _(
        "{file}: {key} lays each hand on the other arm; one of the two needs another place."
    ).format(file=file, key=key)


def own_arm(file: str, field: str, frame: str) -> str:
    return _("{file}: {field} is {frame}, which is the same arm.").format(
        file=file, field=field, frame=frame
    )


def changing_frame(file: str, field: str) -> str:
    return _("{file}: cyclic needs {field} to be the same in every key.").format(
        file=file, field=field
    )


def too_long(file: str, seconds: float, most: int) -> str:
    return _("{file}: the whole movement takes {seconds} s, but should take at most {n} s.").format(
        file=file, seconds=f"{seconds:.1f}", n=most
    )


def too_short(file: str, least: str) -> str:
    return _("{file}: the whole movement should take at least {least} s.").format(
        file=file, least=least
    )


def place(key: str, field: str) -> str:
    """A field of a key or another table: "key 2, hand_l"."""
    return _("{key}, {field}").format(key=key, field=field)


def nth(name: str, number: int) -> str:
    """One of several tables: "key 2"."""
    return f"{name} {number}"


# What is expected of a field; each follows "should be".


def numbers(count: int, low: float, high: float) -> str:
    return _("{count} numbers from {low:g} to {high:g}").format(count=count, low=low, high=high)


def a_direction() -> str:
    return _("three numbers from -10 to 10 that are not all 0")


def number(low: float, high: float) -> str:
    return _("a number from {low:g} to {high:g}").format(low=low, high=high)


def whole(low: int, high: int) -> str:
    return _("a whole number from {low} to {high}").format(low=low, high=high)


def keys_in_order(last: int) -> str:
    return _("a list of 2 to 24 numbers of keys, from 0 to {last}").format(last=last)


def one_of(options: str) -> str:
    return _("one of {options}").format(options=options)


def some_of(options: str, most: int) -> str:
    return _("a list of at most {n} of {options}").format(options=options, n=most)


def true_or_false() -> str:
    return _("true or false")


def a_table() -> str:
    return _("a table")


def tables(name: str, least: int, most: int) -> str:
    return _("{least} to {n} [[{name}]] tables").format(least=least, n=most, name=name)


def a_crop(names: str) -> str:
    return _("one of {names}, or [across, up, width] in cm").format(names=names)
