"""Signals and the owners of names, on a real dbus-daemon."""

import asyncio
import contextlib
import gc

import pytest

from breakd.desktop.dbus.bus import Bus, Signal
from breakd.desktop.dbus.signals import Listener
from tests.desktop.bus_pair import IFACE, PATH, Pair
from tests.patience import until


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
