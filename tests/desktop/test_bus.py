"""The connection to a bus: finding it, time limits, its end, and what others send."""

import asyncio
import signal
import sys
from pathlib import Path

import pytest

from breakd.desktop.dbus.address import addresses
from breakd.desktop.dbus.bus import Bus, BusError, BusGone, BusTimeout, Method, Signal
from breakd.desktop.dbus.shapes import INTEGERS, value_of
from tests.desktop.bus_pair import IFACE, PATH, Pair
from tests.desktop.private_bus import BusDaemon
from tests.patience import until


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
