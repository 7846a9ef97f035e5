"""Objects that a connection offers to others: methods, properties, introspection."""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from jeepney import HeaderFields, Message, MessageFlag, new_error, new_method_return

from breakd.desktop.dbus.errors import FAILED, BusError

log = logging.getLogger("breakd.bus")

Properties = Callable[[], Mapping[str, tuple[str, Any]]]

ERROR = "org.freedesktop.DBus.Error."
PEER = "org.freedesktop.DBus.Peer"
INTROSPECTABLE = "org.freedesktop.DBus.Introspectable"
PROPERTIES = "org.freedesktop.DBus.Properties"
DOCTYPE = (
    '<!DOCTYPE node PUBLIC "-//freedesktop//DTD D-BUS Object Introspection 1.0//EN"\n'
    '"http://www.freedesktop.org/standards/dbus/1.0/introspect.dtd">\n'
)


@dataclass(frozen=True, slots=True)
class Method:
    """One exported method: the signatures of what it takes and gives, and the function.

    `run` gets the arguments and returns a tuple that fits `gives`; None stands for ().  It may
    raise BusError to choose the error that the caller gets.
    """

    takes: str
    gives: str
    run: Callable[..., tuple[Any, ...] | None]


@dataclass(frozen=True, slots=True)
class _Interface:
    """One that is served, with what it has."""

    methods: Mapping[str, Method]
    properties: Properties
    signals: Mapping[str, str]


class Objects:
    """The table of exported objects, and the answers to calls on them."""

    def __init__(self) -> None:
        self._at: dict[str, dict[str, _Interface]] = {}

    def export(
        self,
        path: str,
        interface: str,
        methods: Mapping[str, Method],
        properties: Properties,
        signals: Mapping[str, str],
    ) -> None:
        """Offer `interface` at `path`, instead of what was offered there under that name."""
        self._at.setdefault(path, {})[interface] = _Interface(methods, properties, signals)

    def answer(self, call: Message, serial: int) -> bytes | None:
        """The reply to a method call, ready to send; None where none is wanted."""
        try:
            signature, body = self._run(call)
            reply = new_method_return(call, signature or None, body).serialise(serial)
        except BusError as error:
            reply = new_error(call, error.name, "s", (str(error),)).serialise(serial)
        except Exception as error:
            log.exception("The D-Bus method %s failed", call.header.fields[HeaderFields.member])
            reply = new_error(call, FAILED, "s", (type(error).__name__,)).serialise(serial)
        silent = call.header.flags & MessageFlag.no_reply_expected
        return None if silent else bytes(reply)

    def _run(self, call: Message) -> tuple[str, tuple[Any, ...]]:
        fields = call.header.fields
        path: str = fields[HeaderFields.path]
        name: str | None = fields.get(HeaderFields.interface)
        member: str = fields[HeaderFields.member]
        offered = self._at.get(path, {})
        table = {iface: one.methods for iface, one in offered.items()}
        table |= self._standard(path)
        if not offered and path not in self._parents() and name != PEER:
            raise BusError(f"no object at {path}", ERROR + "UnknownObject")
        if name is not None and name not in table:
            raise BusError(f"no interface {name} at {path}", ERROR + "UnknownInterface")
        tables: Iterable[Mapping[str, Method]] = table.values() if name is None else [table[name]]
        method = next((methods[member] for methods in tables if member in methods), None)
        if method is None:
            raise BusError(f"no method {member}", ERROR + "UnknownMethod")
        if fields.get(HeaderFields.signature, "") != method.takes:
            raise BusError(f"{member} takes '{method.takes}'", ERROR + "InvalidArgs")
        return method.gives, method.run(*call.body) or ()

    def _standard(self, path: str) -> dict[str, Mapping[str, Method]]:
        """The interfaces that every object has."""

        def get_all(interface: str) -> tuple[dict[str, tuple[str, Any]]]:
            one = self._at.get(path, {}).get(interface)
            return (dict(one.properties()) if one else {},)

        def get(interface: str, name: str) -> tuple[tuple[str, Any]]:
            (values,) = get_all(interface)
            if name not in values:
                raise BusError(f"no property {name}", ERROR + "UnknownProperty")
            return (values[name],)

        def refuse(_interface: str, name: str, _value: Any) -> None:
            raise BusError(f"{name} cannot be set", ERROR + "PropertyReadOnly")

        return {
            PEER: {"Ping": Method("", "", lambda: None)},
            INTROSPECTABLE: {"Introspect": Method("", "s", lambda: (self._introspect(path),))},
            PROPERTIES: {
                "Get": Method("ss", "v", get),
                "GetAll": Method("s", "a{sv}", get_all),
                "Set": Method("ssv", "", refuse),
            },
        }

    def _parents(self) -> set[str]:
        """Every path above an exported one, so that a browser finds its way down."""
        parents = {"/"}
        for path in self._at:
            while path := path.rpartition("/")[0]:
                parents.add(path)
        return parents

    def _introspect(self, path: str) -> str:
        lines = [DOCTYPE + "<node>"]
        for name, one in self._at.get(path, {}).items():
            lines += [f' <interface name="{name}">', *_methods(one.methods)]
            for member, signature in one.signals.items():
                lines.append(f'  <signal name="{member}">{_args(signature)}</signal>')
            for member, (signature, _value) in one.properties().items():
                lines.append(f'  <property name="{member}" type="{signature}" access="read"/>')
            lines.append(" </interface>")
        for name, methods in self._standard(path).items():
            lines += [f' <interface name="{name}">', *_methods(methods), " </interface>"]
        prefix = path.rstrip("/") + "/"
        children = {p[len(prefix) :].split("/")[0] for p in self._at if p.startswith(prefix)}
        lines += [f' <node name="{child}"/>' for child in sorted(children)]
        return "\n".join([*lines, "</node>", ""])


def _methods(methods: Mapping[str, Method]) -> Iterable[str]:
    for member, method in methods.items():
        args = _args(method.takes, ' direction="in"') + _args(method.gives, ' direction="out"')
        yield f'  <method name="{member}">{args}</method>'


def _args(signature: str, direction: str = "") -> str:
    return "".join(f'<arg type="{one}"{direction}/>' for one in split_signature(signature))


def split_signature(signature: str) -> list[str]:
    """The complete types in a signature, e.g. "ia{sv}" -> ["i", "a{sv}"]."""
    found: list[str] = []
    depth, start = 0, 0
    for index, char in enumerate(signature):
        depth += (char in "({") - (char in ")}")
        if depth == 0 and char != "a":
            found.append(signature[start : index + 1])
            start = index + 1
    return found
