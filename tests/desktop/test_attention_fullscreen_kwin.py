"""Full-screen windows as KWin's scripts tell them: a scripted service, and a real KWin."""

import shutil
from asyncio import to_thread
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from breakd.desktop.attention import fullscreen_kwin
from breakd.desktop.attention.display import Untold
from breakd.desktop.attention.fullscreen import FullScreen
from breakd.desktop.attention.fullscreen_kwin import KWin
from tests.desk.desktop import Desktop
from tests.desk.programs import find, require
from tests.desk.waiting import wait_until
from tests.desktop.attention_kit import FOREIGN, descriptors, enter
from tests.desktop.kwin_scripted import ScriptedKWin
from tests.desktop.private_bus import BusDaemon


@pytest.fixture
async def kwin(
    bus_daemon: BusDaemon, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[ScriptedKWin]:
    for name in FOREIGN:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("WAYLAND_DISPLAY", "nothing-0")
    kwin = ScriptedKWin()
    await kwin.start()
    yield kwin
    await kwin.stop()


async def looked(screen: FullScreen) -> bool:
    await to_thread(screen.look)
    return screen.full


async def test_it_follows_what_the_script_tells(kwin: ScriptedKWin) -> None:
    screen = FullScreen()
    assert not await looked(screen)
    assert screen.can == ("works", "Full-screen windows are noticed (KWin).")
    await kwin.tell(True)
    assert await looked(screen)
    await kwin.tell(False)
    await kwin.tell(True)
    assert await looked(screen)
    await kwin.tell(False)
    assert not await looked(screen)
    screen.close()


async def test_it_is_there_at_the_first_look(kwin: ScriptedKWin) -> None:
    kwin.first = True
    screen = FullScreen()
    assert await looked(screen)
    await to_thread(screen.close)


async def test_the_script_ends_with_us(kwin: ScriptedKWin) -> None:
    before = descriptors()
    one, other = FullScreen(), FullScreen()
    await looked(one)
    assert len(kwin.plugins) == 1
    await to_thread(one.close)
    assert not kwin.plugins
    assert descriptors() == before
    await looked(other)
    assert len(kwin.plugins) == 1
    await to_thread(other.close)
    assert not kwin.plugins


async def test_others_are_not_believed(kwin: ScriptedKWin) -> None:
    screen = FullScreen()
    await looked(screen)
    liar = ScriptedKWin()
    liar.plugins = kwin.plugins
    await liar.connect()
    await liar.tell(True)
    assert not await looked(screen)
    await liar.stop()
    await to_thread(screen.close)


async def test_a_kwin_that_goes_and_comes(kwin: ScriptedKWin) -> None:
    screen = FullScreen()
    kwin.first = True
    assert await looked(screen)
    await kwin.stop()
    kwin.plugins.clear()

    def gone() -> bool:
        screen.look()
        return screen.can[0] == "missing"

    await to_thread(wait_until, gone, "it to be gone")
    assert not screen.full
    await kwin.start()
    assert await looked(screen)
    await to_thread(screen.close)


async def test_a_script_that_tells_nothing_is_not_waited_for(
    kwin: ScriptedKWin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fullscreen_kwin, "ANSWER_S", 0.1)
    kwin.first = None
    with pytest.raises(Untold):
        await to_thread(KWin)


@pytest.mark.parametrize("there", [True, False])
async def test_without_kwin(
    bus_daemon: BusDaemon, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    if not there:
        bus_daemon.kill()
    with pytest.raises(Untold):
        await to_thread(KWin)


# --- the real one --------------------------------------------------------------------------------

WINDOW = "(workspace.windowList ? workspace.activeWindow : workspace.activeClient)"


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    """A Wayland session of KDE's, with a window."""
    require("kwin_wayland", "pavucontrol", "dbus-send")
    with Desktop() as desktop:
        # A copy lacks the file's capabilities, which not every container grants.  It has to have
        # the name, or it does not start.
        program = desktop.folder / "kwin_wayland"
        shutil.copyfile(str(find("kwin_wayland")), program)
        program.chmod(0o755)
        words = ("--virtual", "--no-lockscreen", "--socket", "wayland-kwin")
        desktop.spawn("kwin", str(program), *words)
        socket = Path(desktop.env["XDG_RUNTIME_DIR"], "wayland-kwin")
        wait_until(socket.is_socket, "KWin")
        more = {"WAYLAND_DISPLAY": str(socket), "GDK_BACKEND": "wayland"}
        desktop.env |= more
        enter(desktop, monkeypatch)
        with desktop.bus() as bus:
            wait_until(lambda: bus.owner("org.kde.KWin"), "KWin on the bus")
        desktop.spawn("window", "pavucontrol")
        yield desktop


def scripting(desktop: Desktop, member: str, *args: str) -> str:
    """Call a method of KWin's for scripts; what `dbus-send` shows of the reply."""
    to = ("--session", "--print-reply", "--dest=org.kde.KWin", "/Scripting")
    words = [f"string:{arg}" for arg in args]
    return desktop.output("dbus-send", *to, f"org.kde.kwin.Scripting.{member}", *words)


def run_script(desktop: Desktop, text: str) -> None:
    """Let KWin do something, as a script of the user's would."""
    file = desktop.folder / "script.js"
    file.write_text(text)
    scripting(desktop, "unloadScript", "test")
    scripting(desktop, "loadScript", str(file), "test")
    scripting(desktop, "start")


def is_loaded(desktop: Desktop, name: str) -> bool:
    return "boolean true" in scripting(desktop, "isScriptLoaded", name)


@pytest.mark.desk
def test_on_a_real_kwin(desktop: Desktop) -> None:
    screen = FullScreen()

    def full() -> bool:
        screen.look()
        return screen.full

    def go_full() -> bool:
        """The window may not be there yet."""
        run_script(desktop, f"if ({WINDOW}) {WINDOW}.fullScreen = true;")
        return full()

    assert not full()
    assert screen.can == ("works", "Full-screen windows are noticed (KWin).")
    wait_until(go_full, "a window to go full screen")
    run_script(desktop, f"{WINDOW}.fullScreen = false;")
    wait_until(lambda: not full(), "it to be over")
    run_script(desktop, f"{WINDOW}.fullScreen = true;")
    wait_until(full, "it to be full screen again")
    other = FullScreen()
    other.look()
    assert other.full  # at the first look
    other.close()
    run_script(desktop, f"{WINDOW}.minimized = true;")
    wait_until(lambda: not full(), "it to be minimized")
    assert isinstance(screen.display, KWin)
    name = screen.display._plugin
    assert is_loaded(desktop, name)
    screen.close()
    assert not is_loaded(desktop, name)
