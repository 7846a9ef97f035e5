"""A notifier on a private bus, and servers for it."""

import asyncio

from breakd.card import Button, Card
from breakd.core.events import Event, Shown
from breakd.desktop.dbus.link import BusLink
from breakd.desktop.notify import slot as notify_slot
from breakd.desktop.notify.notifier import DesktopNotifier
from tests.desktop.private_bus import BusDaemon
from tests.desktop.scripted_server import DBUS, ScriptedServer
from tests.patience import PATIENCE_S

CARD = Card(
    "Chin tuck",
    "Glide your chin back.",
    commands="In a terminal: breakd done",
    buttons=(
        Button("default", "Show me"),
        Button("done", "Done"),
        Button("snooze", "Snooze 5 min"),
        Button("show", "Show me"),
    ),
    picture="neck",
)
GUIDE = Card(
    "Chin tuck",
    "5 seconds, 8 times.",
    steps=("1. Sit tall.", "2. Glide."),
    buttons=(Button("done", "Done"), Button("snooze", "Snooze 5 min"), Button("skip", "Skip")),
)


class Desk:
    """A notifier on a private bus, and what it posts."""

    def __init__(self, daemon: BusDaemon) -> None:
        self.daemon = daemon
        self.posts: asyncio.Queue[Event] = asyncio.Queue()
        self.link = BusLink(first=0.01, longest=0.02)
        self.notifier = DesktopNotifier(self.link, self.posts.put_nowait, timeout=1.0)
        self._servers: list[ScriptedServer] = []

    async def serve(self, server: ScriptedServer | None = None) -> ScriptedServer:
        """Start a server."""
        server = server or ScriptedServer()
        self._servers.append(server)
        await server.start()
        return server

    async def start(self) -> None:
        """Start the notifier, and wait until it has looked around."""
        self.link.start()
        await asyncio.wait_for(self.link.tried.wait(), PATIENCE_S)

    async def next(self) -> Event:
        """The next event posted."""
        return await asyncio.wait_for(self.posts.get(), PATIENCE_S)

    async def shown(self, token: int, card: Card = CARD) -> int:
        """Show a prompt and return the server's id of it."""
        self.notifier.show(token, card)
        assert await self.next() == Shown(token)
        return self._servers[-1].notes[-1].id

    async def nothing(self, server: ScriptedServer) -> None:
        """Whatever the server said has arrived, has settled, and posted nothing."""
        await server.sync()
        if self.link.bus is not None:
            await self.link.bus.call(*DBUS, "GetId")
        await asyncio.sleep(notify_slot.SETTLE_S * 2)
        assert self.posts.empty(), self.posts.get_nowait()

    async def stop(self) -> None:
        """Stop all."""
        await self.link.stop()
        for server in self._servers:
            await server.stop()
