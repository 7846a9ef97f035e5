"""Days of a person's life with the real daemon, and what the oracle says to it."""

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import tomli_w

from tests.clockshim.clocks import Clocks
from tests.desk.desktop import Desktop
from tests.desk.running import PROGRAM
from tests.timing.conductor import Conductor, libraries
from tests.timing.life import Agenda, Person
from tests.timing.oracle import judge
from tests.timing.promise import Promise
from tests.timing.verdict import Verdict
from tests.timing.world import Fact, World

ZONE = "Europe/Berlin"
CONFIG = {
    "break": [  # without pictures: drawing them would take most of the time, and no part in it
        {"name": "walk", "every": "25m", "length": "2m", "content": "walk"},
        {"name": "tea", "at": ["10:30", "15:00"], "length": "5m", "content": "text", "text": "Tea"},
    ],
    "hours": {"mon-fri": ["08:30-17:45"]},
}


@dataclass(frozen=True)
class Lived:
    """What happened, and what to think of it."""

    facts: Sequence[Fact]
    verdict: Verdict
    log: str

    @property
    def prompts(self) -> int:
        return sum(fact.what == "prompt" for fact in self.facts)


def live(
    days: int, seed: int, first: datetime, built: tuple[Path, Path], *, flows: bool = False
) -> Lived:
    """So many days from this local time on.  `built` are the clock's libraries.  With `flows`,
    time passes also while the daemon and its children are awake, as on a real machine."""
    with Desktop() as desktop:
        bus = desktop.env["DBUS_SESSION_BUS_ADDRESS"]
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = bus
        return asyncio.run(_live(desktop, days, seed, first, built, flows))


async def _live(
    desktop: Desktop,
    days: int,
    seed: int,
    first: datetime,
    built: tuple[Path, Path],
    flows: bool,
) -> Lived:
    zone = ZoneInfo(ZONE)
    wall = first.replace(tzinfo=zone).timestamp()
    clocks = Clocks(built[0], desktop.folder / "clocks")
    if flows:
        real, _, _ = clocks.read_ns()
        clocks.shift(real=wall - real / 1e9)
    else:
        clocks.stop(real=wall, boot=5000, mono=5000)
    agenda = Agenda()
    person = Person(seed, agenda, zone, days)
    world = person.world = World(clocks, desktop.folder, person.later, person.prompted)
    await world.start()
    conductor = Conductor(clocks, desktop.folder, libraries(*built), world.deliver)
    try:
        async with _daemon(desktop, conductor, world):
            world.log("start")
            person.begin()
            while not person.over:
                await conductor.run(agenda.next)
                agenda.act()
        log = desktop.processes.log("breakd")
        return Lived(world.facts, judge(Promise(zone), world.facts), log)
    finally:
        conductor.close()
        await world.stop()


@contextlib.asynccontextmanager
async def _daemon(desktop: Desktop, conductor: Conductor, world: World) -> AsyncIterator[None]:
    config = desktop.home / ".config/breakd"
    config.mkdir(parents=True)
    (config / "config.toml").write_text(tomli_w.dumps(CONFIG))
    data = desktop.home / ".local/share/breakd"
    data.mkdir(mode=0o700, parents=True)
    (data / "history.sqlite3").touch(mode=0o600)
    bus = desktop.env["DBUS_SESSION_BUS_ADDRESS"]
    env = {
        **desktop.env,
        "DBUS_SYSTEM_BUS_ADDRESS": bus,
        "XDG_SESSION_ID": "1",
        "TZ": ZONE,
        **conductor.env,
        **world.env,
    }
    daemon = desktop.processes.spawn("breakd", PROGRAM, "run", env=env)
    try:
        async with asyncio.timeout(30):
            while "Mutter tells" not in desktop.processes.log("breakd"):
                await conductor.rest()
                await conductor.run(lambda: world.boot + 0.05)
        yield
        assert daemon.poll() is None, "the daemon has ended"
    except BaseException:
        print(desktop.processes.log("breakd")[-4000:], file=sys.stderr)
        raise
    finally:
        daemon.kill()
        daemon.wait()
