"""Types of what arrives: the bus lets anybody send anything under any name."""

from typing import Any

from jeepney import HeaderFields, Message

from breakd.desktop.dbus.errors import BusError

Shapes = str | tuple[str, ...]  # a signature, or several that will do

INTEGERS = ("u", "i", "t", "x")  # services disagree about them, and it does not matter


def signature_of(message: Message) -> str:
    """The types of a message's values, in D-Bus's letters."""
    return str(message.header.fields.get(HeaderFields.signature, ""))


def fits(message: Message, shapes: Shapes | None) -> bool:
    """Whether its values have the signature, or one of them.  None: anything does."""
    found = signature_of(message)
    return found in ((found,) if shapes is None else _all(shapes))


def value_of(variant: tuple[str, Any], shapes: Shapes) -> Any:
    """What is in a variant.  Raises BusError if it has another signature."""
    found, value = variant
    if found not in _all(shapes):
        raise BusError(f"a value has the type {found} instead of {' or '.join(_all(shapes))}")
    return value


def uint32(number: int) -> int:
    """A number from a service that is going to be sent back as a UINT32.  Raises BusError if it is
    none."""
    if not 0 <= number < 2**32:
        raise BusError(f"a number is {number} instead of a UINT32")
    return number


def _all(shapes: Shapes) -> tuple[str, ...]:
    return (shapes,) if isinstance(shapes, str) else shapes
