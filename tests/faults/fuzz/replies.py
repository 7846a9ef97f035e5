"""What the services on a bus answer and signal, of any shape, to everything of breakd's that asks.

Nothing may come of it but that a service counts as one that does not work: no traceback in the
log, and no task that has died.
"""

import asyncio
import logging
import os
from collections.abc import Coroutine
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from breakd.card import Card
from breakd.clocks.clock import read
from breakd.core.engine import begin
from breakd.core.events import ShowFailed, Shown
from breakd.core.model import Rules
from breakd.core.view import view
from breakd.desktop.attention.dnd import DoNotDisturb
from breakd.desktop.dbus.bus import Bus
from breakd.desktop.dbus.link import BusLink, _down, _up
from breakd.desktop.idle import kde, logind, mutter
from breakd.desktop.idle.source import Source, Unavailable
from breakd.desktop.notify.notifier import DesktopNotifier
from breakd.desktop.session.gates import Session
from breakd.desktop.tray.icon import Tray
from tests.faults.fuzz.messages import BODIES, SERVERS, SIGNALS, SOUND, Body
from tests.faults.fuzz.peer import Peer

os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=/nonexistent"  # for what connects by itself
os.environ["XDG_SESSION_ID"] = "1"
TURNS = 40  # of the loop, in which everything is heard and answered
OFFERED = (
    ("/StatusNotifierItem", "org.kde.StatusNotifierItem", ["Activate", "Scroll", "ContextMenu"]),
    ("/StatusNotifierItem", "org.freedesktop.DBus.Properties", ["Get", "GetAll", "Set"]),
    ("/MenuBar", "com.canonical.dbusmenu", ["GetLayout", "GetGroupProperties", "GetProperty"]),
    ("/MenuBar", "com.canonical.dbusmenu", ["Event", "EventGroup", "AboutToShowGroup"]),
    ("/", "org.freedesktop.DBus.Introspectable", ["Introspect"]),
)
CALLS = st.sampled_from(OFFERED).flatmap(
    lambda one: st.tuples(st.just(one[0]), st.just(one[1]), st.sampled_from(one[2]))
)
ANSWERS = st.lists(st.none() | BODIES | st.sampled_from(sorted(SOUND)).map(SOUND.get), max_size=30)
Said = tuple[Any, ...]
SAID: st.SearchStrategy[Said] = SIGNALS | st.tuples(CALLS, BODIES)
NOISE = st.binary(max_size=80).map(b"l".__add__)


class Complaints(logging.Handler):
    """The tracebacks in the log."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info:
            self.found.append(logging.Formatter().format(record))


LOG = Complaints()
logging.getLogger("breakd").addHandler(LOG)
logging.getLogger("breakd").propagate = False


class Nobody:
    """Takes what sources, tray and trays' menus tell."""

    def __getattr__(self, _: str) -> Any:
        return lambda *_: None


async def _hears(answers: list[Body | None], server: str, said: list[Said], noise: bytes) -> None:
    loop = asyncio.get_running_loop()
    tasks: list[asyncio.Task[Any]] = []

    def task(of: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, Any], **more: Any) -> Any:
        tasks.append(asyncio.Task(work, loop=of, **more))
        return tasks[-1]

    loop.set_task_factory(task)  # type: ignore[arg-type]
    loop.set_exception_handler(lambda _, context: LOG.found.append(str(context)))
    link, nobody, posted = BusLink(), Nobody(), list[Any]()
    notifier = DesktopNotifier(link, posted.append)
    tray = Tray(link, posted.append, nobody)
    session = Session(posted.append, link, link)
    dnd = DoNotDisturb(link)
    bus = link.bus = Bus()
    peer = Peer(bus, answers, server)
    watching = loop.create_task(dnd.run(dnd.gates, posted.append))
    await asyncio.gather(*(_up(up, bus) for up, _ in link._users))
    sources: list[Source] = [
        kde.source(nobody, 60.0, bus, "org.freedesktop.ScreenSaver"),
        mutter.source(nobody, 60.0, bus, "org.gnome.Mutter.IdleMonitor"),
        logind.source(nobody, 60.0, bus, "org.freedesktop.login1"),
    ]
    for source in sources:
        try:
            await source.start()
        except Unavailable:
            continue
    now = read()
    tray.show(view(Rules(), begin(Rules(), now), now))
    notifier.show(1, Card("Chin tuck", "Sit tall."))
    for one in said:
        match one:
            case (str(member), body):
                peer.signal(member, body)
            case ((path, interface, member), body):
                peer.call(path, interface, member, body)
    await _turns()
    assert [event for event in posted if isinstance(event, Shown | ShowFailed)], posted
    peer.noise(noise)
    await _turns()
    for source in sources:
        source.stop()
    session.stop()
    watching.cancel()
    for _, down in link._users:
        _down(down)
    await asyncio.sleep(0)
    LOG.found += [repr(task) for task in tasks if getattr(task, "_log_traceback", False)]


async def _turns() -> None:
    for _ in range(TURNS):
        await asyncio.sleep(0)


@given(ANSWERS, st.sampled_from(SERVERS), st.lists(SAID, max_size=6), NOISE)
def reads(answers: list[Body | None], server: str, said: list[Said], noise: bytes) -> None:
    """All that asks is at work on one connection."""
    LOG.found.clear()
    asyncio.run(_hears(answers, server, said, noise))
    assert not LOG.found, "\n".join(LOG.found)
