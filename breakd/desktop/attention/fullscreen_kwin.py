"""Full screen on KDE's Wayland sessions, where only the compositor's own scripts see the windows.

KWin runs a script of ours for as long as it is wanted; it calls back over the session bus.
"""

import contextlib
import os
import tempfile
import time
from pathlib import Path
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageFlag,
    MessageType,
    new_method_call,
    new_method_return,
)
from jeepney.bus_messages import MatchRule, message_bus
from jeepney.io.blocking import DBusConnection, prep_socket

from breakd.desktop.attention.display import DisplayGone, Untold
from breakd.desktop.dbus.address import addresses

NAME = "org.kde.KWin"
SCRIPTING = ("/Scripting", "org.kde.kwin.Scripting")
TELL = "org.breakd.FullScreen"
SCRIPT = Path(__file__).with_suffix(".js")
ANSWER_S = 0.7


class KWin:
    """A display; see `fullscreen.Display`.  Untold where there is no KWin that runs our script."""

    def __init__(self) -> None:
        self._full: bool | None = None
        self._ended = False
        self._kwin = ""
        self._connection = _connect()
        self._plugin = f"breakd{self._connection.unique_name}"  # ours alone on this bus
        try:
            self._begin()
        except (OSError, DisplayGone) as error:  # TimeoutError is one
            self.close()
            raise Untold(str(error)) from error
        except BaseException:
            self.close()
            raise

    def fileno(self) -> int:
        """See `Display`."""
        return int(self._connection.sock.fileno())

    def full(self) -> bool:
        """See `Display`."""
        try:
            while True:
                self._heard(self._connection.receive(timeout=0))
        except TimeoutError:
            pass
        except OSError as error:
            raise DisplayGone(str(error)) from error
        if self._ended:
            raise DisplayGone("KWin has left the bus")
        return bool(self._full)

    def close(self) -> None:
        """See `Display`."""
        with contextlib.suppress(OSError, DisplayGone):
            if self._kwin and not self._ended:
                self._script("unloadScript", "s", self._plugin)
        self._connection.close()

    def _begin(self) -> None:
        watch = MatchRule(type="signal", member="NameOwnerChanged", sender=message_bus.bus_name)
        watch.add_arg_condition(0, NAME)
        self._ask(message_bus.AddMatch(watch))
        (self._kwin,) = self._ask(message_bus.GetNameOwner(NAME))
        place = os.environ.get("XDG_RUNTIME_DIR")  # both see the same; of /tmp that is not certain
        with tempfile.TemporaryDirectory(prefix="breakd-", dir=place) as folder:
            file = Path(folder, SCRIPT.name)
            file.write_text(f'const TO = "{self._connection.unique_name}";\n{SCRIPT.read_text()}')
            self._script("loadScript", "ss", str(file), self._plugin)
            self._script("start")
            until = time.monotonic() + ANSWER_S
            while self._full is None and not self._ended:  # KWin reads the file some time later
                self._heard(self._connection.receive(timeout=max(0.0, until - time.monotonic())))

    def _script(self, member: str, signature: str | None = None, *args: str) -> tuple[Any, ...]:
        path, interface = SCRIPTING
        target = DBusAddress(path, self._kwin, interface)
        return self._ask(new_method_call(target, member, signature, args))

    def _ask(self, call: Message) -> tuple[Any, ...]:
        """Call a method; what comes in before the reply is heard, too."""
        serial = next(self._connection.outgoing_serial)
        self._connection.send(call, serial=serial)
        until = time.monotonic() + ANSWER_S
        while True:
            message = self._connection.receive(timeout=max(0.0, until - time.monotonic()))
            if message.header.fields.get(HeaderFields.reply_serial) == serial:
                break
            self._heard(message)
        if message.header.message_type is MessageType.error:
            raise DisplayGone(f"{NAME}: {message.header.fields.get(HeaderFields.error_name)}")
        return tuple(message.body)

    def _heard(self, message: Message) -> None:
        fields = message.header.fields
        match message.header.message_type:
            case MessageType.signal if fields.get(HeaderFields.member) == "NameOwnerChanged":
                self._ended = self._ended or bool(self._kwin)
            case MessageType.method_call:
                ours = fields.get(HeaderFields.interface) == TELL
                if ours and fields.get(HeaderFields.sender) == self._kwin:
                    (self._full,) = message.body
                if not message.header.flags & MessageFlag.no_reply_expected:
                    self._connection.send(new_method_return(message))


def _connect() -> DBusConnection:
    """Not through the library's own function: it looks for the bus in one place only."""
    for address in addresses():
        with contextlib.suppress(OSError), contextlib.ExitStack() as stack:
            socket = stack.enter_context(prep_socket(address, timeout=ANSWER_S))
            connection = DBusConnection(socket)
            stack.pop_all()
            return connection
    raise Untold("there is no session bus")
