"""Signals that arrive, and who listens to them."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jeepney import HeaderFields, Message

from breakd.desktop.dbus.shapes import Shapes, fits, signature_of

log = logging.getLogger("breakd.bus")


@dataclass(frozen=True, slots=True)
class Signal:
    """A signal as it arrived; `sender` is the sender's unique name, which cannot be forged."""

    sender: str
    path: str
    interface: str
    member: str
    body: tuple[Any, ...]


@dataclass(eq=False, slots=True)
class Listener:
    """Hears the signals that fit; `sender` may be a well-known name, which stands for its owner."""

    callback: Callable[[Signal], None]
    sender: str | None
    path: str | None
    interface: str
    member: str
    carries: Shapes | None = None

    def wants(self, signal: Signal, owners: dict[str, str | None]) -> bool:
        if self.sender is not None and signal.sender != owners.get(self.sender, self.sender):
            return False
        return (
            self.member == signal.member
            and self.interface == signal.interface
            and self.path in (None, signal.path)
        )


class Listeners:
    """All listeners of one connection; `owners` maps the names they follow to unique names."""

    def __init__(self) -> None:
        self.owners: dict[str, str | None] = {}
        self._all: list[Listener] = []

    def add(self, listener: Listener) -> None:
        """From now on it hears what fits."""
        self._all.append(listener)

    def remove(self, listener: Listener) -> bool:
        """It hears no more; False when it did not before."""
        if listener not in self._all:
            return False
        self._all.remove(listener)
        return True

    def clear(self) -> None:
        """Nobody hears anything more."""
        self._all.clear()

    def hear(self, message: Message) -> None:
        """Hand a signal to everyone it concerns."""
        fields = message.header.fields
        signal = Signal(
            fields.get(HeaderFields.sender, ""),
            fields.get(HeaderFields.path, ""),
            fields.get(HeaderFields.interface, ""),
            fields.get(HeaderFields.member, ""),
            tuple(message.body),
        )
        for listener in tuple(self._all):
            if listener.wants(signal, self.owners):
                if fits(message, listener.carries):
                    safely(listener.callback, signal)
                else:
                    log.debug("%s came with (%s)", signal.member, signature_of(message))


def safely(callback: Callable[[Any], None], value: Any) -> None:
    """An adapter's mistake must not take the connection down."""
    try:
        callback(value)
    except Exception:
        log.exception("A D-Bus callback failed")
