"""What a killed breakd has left on the screen is taken down by the next one, on a real bus."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from breakd.card import Button, Card
from breakd.core.events import Event, Shown
from breakd.desktop.dbus.link import BusLink
from breakd.desktop.notify.left import Left
from breakd.desktop.notify.notifier import DesktopNotifier
from tests.desktop.private_bus import BusDaemon
from tests.desktop.scripted_server import DBUS, ScriptedServer
from tests.patience import PATIENCE_S

CARD = Card("Chin tuck", "Glide your chin back.", buttons=(Button("done", "Done"),))


class Life:
    """One breakd's notifier, from its start to its end."""

    def __init__(self, file: Path) -> None:
        self.posts: asyncio.Queue[Event] = asyncio.Queue()
        self.link = BusLink(first=0.01, longest=0.02)
        self.notifier = DesktopNotifier(self.link, self.posts.put_nowait, left=Left(file))

    async def begin(self) -> None:
        self.link.start()
        await asyncio.wait_for(self.link.tried.wait(), PATIENCE_S)

    async def shows(self, token: int) -> None:
        self.notifier.show(token, CARD)
        assert await asyncio.wait_for(self.posts.get(), PATIENCE_S) == Shown(token)

    async def is_killed(self) -> None:
        """It vanishes from the bus and says nothing."""
        await self.link.stop()


def kept(file: Path) -> list[list[object]]:
    """What the file says is up."""
    shown: list[list[object]] = json.loads(file.read_text())["shown"] if file.exists() else []
    return shown


def write(file: Path, text: str) -> None:
    file.write_bytes(text.encode("latin-1"))


def forge(file: Path, bus: str, owner: str) -> None:
    write(file, json.dumps({"bus": bus, "shown": [[owner, 1]]}))


async def until_kept(file: Path, count: int, server: ScriptedServer) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while len(kept(file)) != count:
            await server.sync()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "shown.json"


@pytest.fixture
async def server(bus_daemon: BusDaemon) -> AsyncIterator[ScriptedServer]:
    server = ScriptedServer()
    await server.start()
    yield server
    await server.stop()


async def test_the_next_one_takes_it_down(file: Path, server: ScriptedServer) -> None:
    first, second = Life(file), Life(file)
    await first.begin()
    await first.shows(7)
    first.notifier.tell(CARD)
    prompt, notice = await server.calls(2)
    await until_kept(file, 2, server)
    await first.is_killed()
    assert not server.closed

    await second.begin()
    assert sorted(await server.closes(2)) == [prompt.id, notice.id]
    await second.shows(8)
    assert len(server.notes) == 3
    await second.is_killed()


async def test_killed_while_it_takes_one_down(file: Path, server: ScriptedServer) -> None:
    """In the very moment in which the file says that it has gone: then the service knows."""

    class LastWords(Left):
        def gone(self, one: tuple[str, int]) -> None:
            assert life.link.bus is not None
            life.link.bus._wire.abort()
            super().gone(one)

    life = Life(file)
    life.notifier._service._left = LastWords(file)
    await life.begin()
    await life.shows(1)
    life.notifier.withdraw(1)
    await until_kept(file, 0, server)
    await server.sync()
    assert server.closed == [1]
    await life.is_killed()


async def test_the_bus_breaks_off_before_it_is_taken_down(
    file: Path, server: ScriptedServer
) -> None:
    class Interrupted(Left):
        times = 0

        def on(self, bus: str) -> list[tuple[str, int]]:
            self.times += 1
            if self.times == 1:
                assert second.link.bus is not None
                second.link.bus.abort()
            return super().on(bus)

    first, second = Life(file), Life(file)
    second.notifier._service._left = Interrupted(file)
    await first.begin()
    await first.shows(7)
    await first.is_killed()
    await second.begin()
    assert await server.closes(1) == [server.notes[0].id]
    await second.shows(8)
    await until_kept(file, 1, server)
    await second.is_killed()


async def test_what_has_gone_is_left_alone(file: Path, server: ScriptedServer) -> None:
    """Its number may be another program's by now."""
    first, second = Life(file), Life(file)
    await first.begin()
    await first.shows(7)
    assert len(kept(file)) == 1
    server.gone(server.notes[0].id, 2)
    await until_kept(file, 0, server)
    await first.is_killed()
    await second.begin()
    await second.shows(8)
    assert not server.closed
    await second.notifier.close()
    assert not kept(file)
    await second.is_killed()


async def test_another_service_is_left_alone(file: Path, server: ScriptedServer) -> None:
    first, second = Life(file), Life(file)
    await first.begin()
    await first.shows(7)
    await first.is_killed()
    await server.stop()
    await server.start()
    await second.begin()
    await second.shows(8)
    assert not server.closed
    assert kept(file) == [[server.bus.unique_name, server.notes[1].id]]
    await second.is_killed()


async def test_another_bus_is_left_alone(file: Path, server: ScriptedServer) -> None:
    """Buses give the same names to other programs."""
    forge(file, "another bus", server.bus.unique_name)
    life = Life(file)
    await life.begin()
    await life.shows(7)
    assert not server.closed
    await life.is_killed()


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"bus": 1}', '{"bus": "", "shown": [[1]]}', "\xff" * 9]
)
async def test_a_damaged_file_is_no_matter(file: Path, server: ScriptedServer, text: str) -> None:
    write(file, text)
    life = Life(file)
    await life.begin()
    await life.shows(7)
    assert not server.closed
    await life.is_killed()


async def test_a_number_that_no_service_gave_is_no_matter(
    file: Path, server: ScriptedServer, caplog: pytest.LogCaptureFixture
) -> None:
    (bus_id,) = await server.bus.call(*DBUS, "GetId")
    shown = [[server.bus.unique_name, 2**40]]
    write(file, json.dumps({"bus": bus_id, "shown": shown}))
    life = Life(file)
    await life.begin()
    await life.shows(7)
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
    await life.is_killed()


async def test_a_place_that_cannot_be_written_is_no_matter(
    tmp_path: Path, server: ScriptedServer
) -> None:
    life = Life(tmp_path / "nowhere" / "shown.json")
    await life.begin()
    await life.shows(7)
    await life.is_killed()
