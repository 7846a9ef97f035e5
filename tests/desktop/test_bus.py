"""The connection, against a real dbus-daemon."""

import asyncio
import contextlib
import gc
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from breakd.desktop.dbus.address import addresses
from breakd.desktop.dbus.bus import Bus, BusError, BusGone, BusTimeout, Method, Signal
from breakd.desktop.dbus.objects import split_signature
from breakd.desktop.dbus.shapes import INTEGERS, value_of
from breakd.desktop.dbus.signals import Listener
from tests.desktop.private_bus import BusDaemon
from tests.patience import PATIENCE_S

IFACE = "org.example.Thing"
PATH = "/org/example/Thing"
PROPS = "org.freedesktop.DBus.Properties"


class Pair:
    """Two connections: `server` offers things, `client` uses them."""

    def __init__(self, server: Bus, client: Bus) -> None:
        self.server = server
        self.client = client

    async def call(self, member: str, signature: str = "", *args: object) -> tuple[object, ...]:
        return await self.client.call(
            self.server.unique_name, PATH, IFACE, member, signature, *args
        )

    async def settle(self) -> None:
        """Everything sent so far has arrived."""
        for bus in (self.server, self.client, self.server):
            await bus.call("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "GetId")


@pytest.fixture
async def pair(bus_daemon: BusDaemon) -> AsyncIterator[Pair]:
    server, client = await Bus.connect(), await Bus.connect()
    yield Pair(server, client)
    await server.close()
    await client.close()


async def until(condition: Callable[[], object]) -> None:
    """Wait for something that happens on the same loop."""
    async with asyncio.timeout(PATIENCE_S):
        while not condition():  # noqa: ASYNC110 - whatever the condition, on this loop
            await asyncio.sleep(0.005)


# --- finding the bus -----------------------------------------------------------------------------


async def test_no_bus_is_said_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nobody")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    with pytest.raises(BusGone):
        await Bus.connect()
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    with pytest.raises(BusGone, match="no session bus"):
        await Bus.connect()


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("unix:path=/a/b,guid=12", ["/a/b"]),
        ("unix:abstract=/x,guid=1;unix:path=/y%20z", ["\0/x", "/y z"]),
        ("autolaunch:;tcp:host=localhost,port=1;unix:path=/c", ["/c"]),
        ("nonsense", []),
        ("unix:path", []),
        ("unix:runtime=yes", ["/run/me/bus"]),
        ("", []),
    ],
)
def test_addresses(monkeypatch: pytest.MonkeyPatch, address: str, found: list[str]) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/run/me")
    assert addresses() == found


async def test_runtime_dir_stands_in_for_a_missing_address(
    bus_daemon: BusDaemon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(bus_daemon.socket.parent))
    bus = await Bus.connect()
    assert bus.unique_name.startswith(":")
    await bus.close()


async def test_a_socket_that_is_no_bus_is_refused(tmp_path: Path) -> None:
    def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n")
        writer.close()

    server = await asyncio.start_unix_server(answer, tmp_path / "s")
    with pytest.raises(BusGone):
        await Bus.connect(f"unix:path={tmp_path}/s")
    server.close()
    await server.wait_closed()


# --- calls and objects ---------------------------------------------------------------------------


async def test_call_and_reply(pair: Pair) -> None:
    pair.server.export(PATH, IFACE, {"Add": Method("ii", "i", lambda a, b: (a + b,))})
    assert await pair.call("Add", "ii", 2, 3) == (5,)


async def test_a_failing_method_answers_with_an_error_and_the_next_call_works(
    pair: Pair, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise RuntimeError("secret")

    def choose() -> None:
        raise BusError("not today", "org.example.NotToday")

    pair.server.export(
        PATH,
        IFACE,
        {
            "Fail": Method("", "", fail),
            "Choose": Method("", "", choose),
            "Wrong": Method("", "i", lambda: ("no number",)),
            "Right": Method("", "s", lambda: ("yes",)),
        },
    )
    with pytest.raises(BusError) as caught:
        await pair.call("Fail")
    assert caught.value.name == "org.freedesktop.DBus.Error.Failed"
    assert "secret" not in str(caught.value)
    assert "Fail failed" in caplog.text
    with pytest.raises(BusError, match="not today") as caught:
        await pair.call("Choose")
    assert caught.value.name == "org.example.NotToday"
    with pytest.raises(BusError):
        await pair.call("Wrong")
    assert await pair.call("Right") == ("yes",)


@pytest.mark.parametrize(
    ("path", "interface", "member", "signature", "error"),
    [
        ("/nowhere", IFACE, "Add", "ii", "UnknownObject"),
        (PATH, "org.example.Other", "Add", "ii", "UnknownInterface"),
        (PATH, IFACE, "Subtract", "ii", "UnknownMethod"),
        (PATH, IFACE, "Add", "ss", "InvalidArgs"),
        (PATH, PROPS, "Get", "ss", "UnknownProperty"),
    ],
)
async def test_unknown_things_get_proper_errors(
    pair: Pair, path: str, interface: str, member: str, signature: str, error: str
) -> None:
    pair.server.export(PATH, IFACE, {"Add": Method("ii", "i", lambda a, b: (a + b,))})
    args = {"ii": (1, 2), "ss": ("a", "b")}[signature]
    with pytest.raises(BusError) as caught:
        await pair.client.call(pair.server.unique_name, path, interface, member, signature, *args)
    assert caught.value.name == f"org.freedesktop.DBus.Error.{error}"


async def test_properties_are_read_when_asked_and_never_set(pair: Pair) -> None:
    title = ["one"]
    pair.server.export(PATH, IFACE, {}, lambda: {"Title": ("s", title[0]), "N": ("u", 7)})
    dest = pair.server.unique_name

    async def get(name: str) -> object:
        return (await pair.client.call(dest, PATH, PROPS, "Get", "ss", IFACE, name))[0]

    assert await get("Title") == ("s", "one")
    title[0] = "two"
    assert await get("Title") == ("s", "two")
    (values,) = await pair.client.call(dest, PATH, PROPS, "GetAll", "s", IFACE)
    assert values == {"Title": ("s", "two"), "N": ("u", 7)}
    with pytest.raises(BusError) as caught:
        await pair.client.call(dest, PATH, PROPS, "Set", "ssv", IFACE, "N", ("u", 8))
    assert caught.value.name == "org.freedesktop.DBus.Error.PropertyReadOnly"


async def test_introspection_leads_to_the_object_and_describes_it(pair: Pair) -> None:
    import xml.etree.ElementTree as Xml

    pair.server.export(
        PATH,
        IFACE,
        {"Do": Method("a{sv}(iay)", "as", lambda _a, _b: ([],))},
        lambda: {"Title": ("s", "x")},
        {"Changed": "us"},
    )

    async def look(path: str) -> Xml.Element:
        (text,) = await pair.client.call(
            pair.server.unique_name, path, "org.freedesktop.DBus.Introspectable", "Introspect"
        )
        return Xml.fromstring(text)  # our own text

    path = ""
    while path != PATH:
        (node,) = (await look(path or "/")).findall("node")
        path += "/" + node.attrib["name"]
    described = (await look(PATH)).find(f"interface[@name='{IFACE}']")
    assert described is not None
    types = [arg.attrib["type"] for arg in described.findall("method[@name='Do']/arg")]
    assert types == ["a{sv}", "(iay)", "as"]
    assert described.find("property[@name='Title'][@type='s']") is not None
    assert len(described.findall("signal[@name='Changed']/arg")) == 2


async def test_ping(pair: Pair) -> None:
    dest = pair.server.unique_name
    assert await pair.client.call(dest, "/", "org.freedesktop.DBus.Peer", "Ping") == ()


def test_split_signature() -> None:
    assert split_signature("ia{sv}aa(ib)v(i(ss))as") == [
        "i", "a{sv}", "aa(ib)", "v", "(i(ss))", "as",
    ]  # fmt: skip


async def test_a_large_picture_passes(pair: Pair) -> None:
    got: list[object] = []

    def take(value: object) -> tuple[int]:
        got.append(value)
        return (3,)

    pair.server.export(PATH, IFACE, {"Take": Method("a{sv}", "u", take)})
    picture = os.urandom(512 * 512 * 4)
    hints = {"image-data": ("(iiibiiay)", (512, 512, 2048, True, 8, 4, picture))}
    assert await pair.call("Take", "a{sv}", hints) == (3,)
    assert got == [hints]


# --- time limits ---------------------------------------------------------------------------------

SILENT = """
import asyncio, sys
from breakd.desktop.dbus.bus import Bus, Method
async def main():
    bus = await Bus.connect()
    bus.export("/", "a.b", {"Hi": Method("", "s", lambda: ("hello",))})
    await bus.own("a.b")
    print("ready", flush=True)
    await bus.lost
asyncio.run(main())
"""


async def test_a_frozen_peer_times_out_and_its_late_reply_is_heard(pair: Pair) -> None:
    peer = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SILENT, stdout=asyncio.subprocess.PIPE
    )
    assert peer.stdout is not None
    assert await peer.stdout.readline() == b"ready\n"
    peer.send_signal(signal.SIGSTOP)
    late: list[tuple[object, ...]] = []
    with pytest.raises(BusTimeout, match="did not answer Hi"):
        await pair.client.call("a.b", "/", "a.b", "Hi", timeout=0.1, late=late.append)
    with pytest.raises(BusTimeout):
        await pair.client.call("a.b", "/", "a.b", "Hi", timeout=0.1)
    peer.send_signal(signal.SIGCONT)
    await until(lambda: late)
    assert await pair.client.call("a.b", "/", "a.b", "Hi") == ("hello",)
    assert late == [("hello",)]
    peer.kill()
    await peer.wait()


# --- signals and names ---------------------------------------------------------------------------


async def test_signals_are_heard_from_the_owner_of_the_name_only(pair: Pair) -> None:
    heard: list[Signal] = []
    forger = await Bus.connect()
    assert await pair.server.own("org.example.Name")
    remove = await pair.client.listen(
        heard.append, sender="org.example.Name", path=PATH, interface=IFACE, member="Tick"
    )
    forger.emit(PATH, IFACE, "Tick", "s", "forged")
    await pair.settle()
    pair.server.emit("/elsewhere", IFACE, "Tick", "s", "other path")
    pair.server.emit(PATH, IFACE, "Tock", "s", "other member")
    pair.server.emit(PATH, IFACE, "Tick", "s", "true")
    await pair.settle()
    assert [one.body for one in heard] == [("true",)]
    assert heard[0].sender == pair.server.unique_name

    await pair.server.close()
    assert await forger.own("org.example.Name")
    forger.emit(PATH, IFACE, "Tick", "s", "now the owner")
    await until(lambda: len(heard) == 2)
    remove()
    remove()
    forger.emit(PATH, IFACE, "Tick", "s", "unheard")
    await forger.close()
    await pair.client.call("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "GetId")
    assert len(heard) == 2


async def test_a_failing_listener_harms_nobody(
    pair: Pair, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[Signal] = []

    def fail(_signal: Signal) -> None:
        raise RuntimeError("oops")

    await pair.client.listen(fail, interface=IFACE, member="Tick")
    await pair.client.listen(heard.append, interface=IFACE, member="Tick")
    pair.server.emit(PATH, IFACE, "Tick", "")
    await until(lambda: heard)
    assert "oops" in caplog.text


async def test_owner_is_told_at_once_and_on_every_change(pair: Pair) -> None:
    seen: list[str | None] = []
    await pair.client.watch_owner("org.example.Name", seen.append)
    assert seen == [None]
    assert await pair.server.own("org.example.Name")
    assert not await pair.client.own("org.example.Name")
    await until(lambda: len(seen) == 2)
    name = pair.server.unique_name
    remove = await pair.client.watch_owner("org.example.Name", seen.append)
    assert seen == [None, name, name]
    remove()
    await pair.server.close()
    await until(lambda: len(seen) == 4)
    assert seen == [None, name, name, None]


async def test_whoever_gives_up_listening_is_not_kept(pair: Pair) -> None:
    """At whatever point: not here, nor on the bus, which grants a connection 512 rules."""
    for turn in range(300):
        listening = asyncio.create_task(
            pair.client.listen(lambda _: None, interface=IFACE, member="Rang", sender="org.example")
        )
        for _ in range(turn % 3):
            await pair.client.call("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "GetId")
        await asyncio.sleep(0)
        listening.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            (await listening)()
    gc.collect()
    left = [one for one in gc.get_objects() if isinstance(one, Listener)]
    assert len(left) <= 2, "the last one's, in the story of its end"
    heard: list[Signal] = []
    rules = [
        await pair.client.listen(heard.append, interface=IFACE, member=f"Rang{n}")
        for n in range(500)
    ]
    pair.server.emit(PATH, IFACE, "Rang0", "")
    await until(lambda: heard)
    for remove in rules:
        remove()


# --- the end -------------------------------------------------------------------------------------


async def test_killing_the_bus_ends_every_call_and_says_so(
    pair: Pair, bus_daemon: BusDaemon
) -> None:
    ended: list[object] = []
    pair.client.lost.add_done_callback(ended.append)
    bus_daemon.send(signal.SIGSTOP)
    waiting = asyncio.ensure_future(pair.call("Never"))
    await asyncio.sleep(0)
    bus_daemon.kill()
    with pytest.raises(BusGone):
        await waiting
    await until(lambda: ended)
    with pytest.raises(BusGone):
        await pair.call("Never")
    pair.client.emit(PATH, IFACE, "Tick", "")
    assert len(ended) == 1


async def test_a_frozen_bus_times_out(pair: Pair, bus_daemon: BusDaemon) -> None:
    bus_daemon.send(signal.SIGSTOP)
    with pytest.raises(BusTimeout):
        await pair.client.call(
            "org.freedesktop.DBus", "/", "org.freedesktop.DBus", "GetId", timeout=0.05
        )
    bus_daemon.send(signal.SIGCONT)
    await pair.settle()


# --- what others send, whatever it is ------------------------------------------------------------


async def test_a_reply_of_another_shape_is_an_error(pair: Pair) -> None:
    pair.server.export(PATH, IFACE, {"Level": Method("", "s", lambda: ("high",))})
    asked = (pair.server.unique_name, PATH, IFACE, "Level")
    assert await pair.client.call(*asked, gives="s") == ("high",)
    assert await pair.client.call(*asked, gives=("u", "s")) == ("high",)
    with pytest.raises(BusError, match=r"answered Level with \(s\)"):
        await pair.client.call(*asked, gives="u")


async def test_a_late_reply_of_another_shape_is_not_heard(pair: Pair) -> None:
    pair.server.export(PATH, IFACE, {"Level": Method("", "s", lambda: ("high",))})
    heard: list[object] = []
    asked = (pair.server.unique_name, PATH, IFACE, "Level")
    for gives in ("u", "s"):
        with pytest.raises(BusTimeout):
            await pair.client.call(*asked, timeout=0, late=heard.append, gives=gives)
    await until(lambda: heard)
    await pair.settle()
    assert heard == [("high",)]


async def test_a_signal_of_another_shape_is_not_heard(pair: Pair) -> None:
    heard: list[Signal] = []
    await pair.client.listen(heard.append, interface=IFACE, member="Changed", carries="u")
    pair.server.emit(PATH, IFACE, "Changed", "")
    pair.server.emit(PATH, IFACE, "Changed", "s", "7")
    pair.server.emit(PATH, IFACE, "Changed", "u", 7)
    await until(lambda: heard)
    assert [signal.body for signal in heard] == [(7,)]


def test_a_variant_of_another_type_is_an_error() -> None:
    assert value_of(("u", 7), INTEGERS) == 7
    with pytest.raises(BusError, match="type s instead of u or i"):
        value_of(("s", "7"), ("u", "i"))
