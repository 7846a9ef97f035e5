"""Two connections to one bus: who asks, and who answers."""

from breakd.desktop.dbus.bus import Bus

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
