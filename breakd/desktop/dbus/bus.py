"""One D-Bus connection on the running asyncio loop: calls, signals, names, exported objects.

jeepney does the marshalling; here is what it leaves out: replies matched with time limits,
signals filtered by who really sent them, and an end of the connection that everybody notices.
There is no task and no thread: the loop hands over bytes, and they are dispatched at once.
"""

import asyncio
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any

from jeepney import Message, MessageFlag, MessageType, new_signal
from jeepney.wrappers import DBusAddress, new_method_call

from breakd.desktop.dbus.address import addresses
from breakd.desktop.dbus.errors import BusError, BusGone, BusTimeout
from breakd.desktop.dbus.objects import Method, Objects, Properties
from breakd.desktop.dbus.replies import Late, Replies
from breakd.desktop.dbus.shapes import Shapes, fits, signature_of
from breakd.desktop.dbus.signals import Listener, Listeners, Signal
from breakd.desktop.dbus.wire import Wire

__all__ = ["Bus", "BusError", "BusGone", "BusTimeout", "Method", "Signal"]

DBUS = "org.freedesktop.DBus"
DBUS_PATH = "/org/freedesktop/DBus"
CONNECT_S = 10.0

Remover = Callable[[], None]


class Bus:
    """A live connection; made by `Bus.connect`, and never used again once `lost` is done."""

    def __init__(self) -> None:
        self.unique_name = ""
        self.lost: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._wire = Wire(self._dispatch, self._on_lost)
        self._serials = count(1)
        self._replies = Replies()
        self._listeners = Listeners()
        self._objects = Objects()

    @classmethod
    async def connect(cls, which: str = "SESSION") -> "Bus":
        """Connect to "SESSION", "SYSTEM" or an address; BusGone where none answers."""
        trouble: Exception = BusGone(f"there is no {which.lower()} bus")
        for address in addresses(which):
            bus = cls()
            try:
                async with asyncio.timeout(CONNECT_S):
                    await bus._open(address)
            except (OSError, BusError) as error:  # TimeoutError is an OSError
                trouble = error
                bus.abort()
            except BaseException:
                bus.abort()
                raise
            else:
                return bus
        raise BusGone(getattr(trouble, "strerror", None) or str(trouble)) from trouble

    async def _open(self, address: str) -> None:
        loop = asyncio.get_running_loop()
        await loop.create_unix_connection(lambda: self._wire, address)
        await self._wire.ready
        (self.unique_name,) = await self.call(DBUS, DBUS_PATH, DBUS, "Hello")

    async def close(self) -> None:
        """End the connection, after what was sent has gone out."""
        if self._wire.transport is not None:
            self._wire.transport.close()
            await self.lost

    def abort(self) -> None:
        """End the connection at once, whatever was still to go out."""
        self._wire.abort()

    # --- calls -----------------------------------------------------------------------------------

    async def call(
        self,
        dest: str,
        path: str,
        interface: str,
        member: str,
        signature: str = "",
        *args: Any,
        timeout: float = 5.0,  # noqa: ASYNC109 - a late reply must still be heard
        late: Late | None = None,
        gives: Shapes | None = None,
    ) -> tuple[Any, ...]:
        """Call a method and return its reply's values, of the signature that it `gives`.

        Raises BusError with the peer's error name or about other values, BusTimeout after
        `timeout` seconds, BusGone when the connection ends.  A reply that comes after the time-out
        goes to `late`.
        """
        if self.lost.done():
            raise BusGone("the connection to the message bus has ended")
        target = DBusAddress(path, dest, interface)
        message = new_method_call(target, member, signature or None, args)
        serial = next(self._serials)
        data = message.serialise(serial)
        send = partial(self._wire.send, data)
        reply = await self._replies.to(serial, send, timeout, late, gives)
        if reply is None:
            raise BusTimeout(f"{dest} did not answer {member} in {timeout:g} s")
        if reply.header.message_type is MessageType.error:
            raise BusError.of(reply)
        if not fits(reply, gives):
            raise BusError(f"{dest} answered {member} with ({signature_of(reply)})")
        return tuple(reply.body)

    def send(
        self, dest: str, path: str, interface: str, member: str, signature: str, *args: Any
    ) -> None:
        """Call a method without caring what becomes of it."""
        message = new_method_call(DBusAddress(path, dest, interface), member, signature, args)
        message.header.flags = MessageFlag.no_reply_expected
        self._wire.send(message.serialise(next(self._serials)))

    # --- signals and names -----------------------------------------------------------------------

    async def listen(
        self,
        callback: Callable[[Signal], None],
        *,
        interface: str,
        member: str,
        sender: str | None = None,
        path: str | None = None,
        carries: Shapes | None = None,
    ) -> Remover:
        """Call `callback` with each such signal; returns what ends that.

        `sender` may be a well-known name: then only its present owner is heard.  A signal whose
        values have another signature than it `carries` is not.
        """
        forget: Remover | None = None
        if sender is not None and sender != DBUS and not sender.startswith(":"):
            forget = await self.watch_owner(sender, lambda _owner: None)
        parts = {"interface": interface, "member": member, "sender": sender, "path": path}
        rule = "type='signal'" + "".join(f",{k}='{v}'" for k, v in parts.items() if v)
        listener = Listener(callback, sender, path, interface, member, carries)
        try:
            remove = await self._match(rule, listener)
        except BaseException:
            if forget is not None:
                forget()
            raise

        def both() -> None:
            remove()
            if forget is not None:
                forget()

        return both

    async def watch_owner(self, name: str, callback: Callable[[str | None], None]) -> Remover:
        """Call `callback` with the unique name that owns `name` (None: nobody) now and on every
        change; returns what ends that."""
        heard = False

        def changed(signal: Signal) -> None:
            nonlocal heard
            if signal.body[0] == name:
                heard = True
                self._listeners.owners[name] = signal.body[2] or None
                callback(self._listeners.owners[name])

        rule = f"type='signal',sender='{DBUS}',member='NameOwnerChanged',arg0='{name}'"
        remove = await self._match(
            rule, Listener(changed, DBUS, DBUS_PATH, DBUS, "NameOwnerChanged")
        )
        try:
            owner = await self._owner(name)
        except BaseException:
            remove()
            raise
        if not heard:  # a change heard meanwhile is at least as new as this reply
            self._listeners.owners[name] = owner
            callback(owner)
        return remove

    async def _owner(self, name: str) -> str | None:
        try:
            (owner,) = await self.call(DBUS, DBUS_PATH, DBUS, "GetNameOwner", "s", name)
        except (BusGone, BusTimeout):
            raise
        except BusError:
            return None
        return str(owner)

    async def _match(self, rule: str, listener: Listener) -> Remover:
        def remove() -> None:
            if self._listeners.remove(listener):
                self.send(DBUS, DBUS_PATH, DBUS, "RemoveMatch", "s", rule)

        self._listeners.add(listener)
        try:
            await self.call(DBUS, DBUS_PATH, DBUS, "AddMatch", "s", rule)
        except BaseException as error:
            if isinstance(error, BusError) and not isinstance(error, BusTimeout):
                self._listeners.remove(listener)  # there is no such rule on the bus
            else:
                remove()
            raise
        return remove

    async def own(self, name: str) -> bool:
        """Take a well-known name, without queueing for it; False when somebody else has it."""
        (result,) = await self.call(DBUS, DBUS_PATH, DBUS, "RequestName", "su", name, 4)
        return result in (1, 4)

    # --- what we offer ---------------------------------------------------------------------------

    def export(
        self,
        path: str,
        interface: str,
        methods: dict[str, Method],
        properties: Properties = dict,
        signals: dict[str, str] | None = None,
    ) -> None:
        """Serve `interface` at `path`.  `properties()` gives name -> (signature, value) whenever
        somebody asks; `signals` (member -> signature) is for introspection only."""
        self._objects.export(path, interface, methods, properties, signals or {})

    def emit(self, path: str, interface: str, member: str, signature: str, *args: Any) -> None:
        """Broadcast a signal; nothing happens once the connection has ended."""
        message = new_signal(DBusAddress(path, None, interface), member, signature or None, args)
        self._wire.send(message.serialise(next(self._serials)))

    # --- what arrives ----------------------------------------------------------------------------

    def _dispatch(self, message: Message) -> None:
        match message.header.message_type:
            case MessageType.method_return | MessageType.error:
                self._replies.hear(message)
            case MessageType.signal:
                self._listeners.hear(message)
            case MessageType.method_call:
                reply = self._objects.answer(message, next(self._serials))
                if reply is not None:
                    self._wire.send(reply)

    def _on_lost(self) -> None:
        self._replies.end()
        self._listeners.clear()
        if not self.lost.done():
            self.lost.set_result(None)
