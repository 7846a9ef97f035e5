"""The guide's process, as the daemon sees it: real processes that come up, do not, hang and die."""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path

import pytest

from breakd.card import Button, Card, Lesson
from breakd.catalogue.loader import load
from breakd.config.settings import Settings
from breakd.guide import launch
from breakd.guide.launch import Launcher
from breakd.guide.order import parse
from tests.patience import PATIENCE_S, until

STRETCHES = load([]).stretches

UP = "print('ready', flush=True)"
WRITES = """
import sys, os
for line in sys.stdin.buffer:
    with open(sys.argv[1], 'ab') as file: file.write(line)
    print('ready', flush=True)
"""
DEAF = "import time; print('ready', flush=True); time.sleep(600)"


class Failures:
    """How often the guide was said to have failed."""

    def __init__(self) -> None:
        self.count = 0
        self.told = asyncio.Event()

    def __call__(self) -> None:
        self.count += 1
        self.told.set()

    async def wait(self) -> None:
        async with asyncio.timeout(PATIENCE_S):
            await self.told.wait()


@pytest.fixture(autouse=True)
def display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":999")


@pytest.fixture
def failed() -> Failures:
    return Failures()


def lesson(stretch: str = "chin-tuck", token: int = 7) -> Lesson:
    buttons = (Button("done", "Done"), Button("snooze", "Snooze 5 min"))
    return Lesson(stretch, 120.0, token, Card("Title", "Body", buttons=buttons, picture="neck"))


def launcher(*program: str) -> Launcher:
    command = (sys.executable, "-c", *program)
    return Launcher(STRETCHES.get, lambda: Settings(guide_size="small"), command)


async def until_gone(pid: int) -> None:
    """Wait until a process has ended and been waited for."""
    process = Path(f"/proc/{pid}")
    await until(lambda: not process.exists())


def pid_of(guide: Launcher) -> int:
    assert guide._child is not None
    return guide._child._process.pid


async def lines_in(file: Path, count: int) -> list[bytes]:
    lines: list[bytes] = []

    def there() -> bool:
        lines[:] = file.read_bytes().splitlines(keepends=True) if file.exists() else []
        return len(lines) >= count and lines[-1].endswith(b"\n")

    await until(there)
    return lines


async def test_it_is_told_everything(tmp_path: Path, failed: Failures) -> None:
    guide, file = launcher(WRITES, str(tmp_path / "orders")), tmp_path / "orders"
    assert guide.open(lesson(), failed)
    (line,) = await lines_in(file, 1)
    order = parse(line)
    assert order.stretch == STRETCHES["chin-tuck"]
    assert (order.title, order.text, order.picture) == ("Title", "Body", "neck")
    assert (order.length, order.token, order.snooze) == (120.0, 7, True)
    assert order.configured() == Settings(guide_size="small")
    pid = pid_of(guide)
    guide.close()
    await until_gone(pid)
    assert failed.count == 0


async def test_another_lesson_goes_to_the_window_that_is_open(
    tmp_path: Path, failed: Failures
) -> None:
    guide, file = launcher(WRITES, str(tmp_path / "orders")), tmp_path / "orders"
    guide.open(lesson(), failed)
    await lines_in(file, 1)
    pid = pid_of(guide)
    assert guide.open(lesson("shoulder-roll"), failed)
    assert pid_of(guide) == pid
    lines = await lines_in(file, 2)
    assert [json.loads(line)["stretch"]["id"] for line in lines] == ["chin-tuck", "shoulder-roll"]
    guide.close()
    await until_gone(pid)


async def test_one_at_hand_takes_the_first_order(tmp_path: Path, failed: Failures) -> None:
    guide, file = launcher(WRITES, str(tmp_path / "orders")), tmp_path / "orders"
    guide.prepare()
    pid = pid_of(guide)
    assert guide.open(lesson(), failed)
    assert pid_of(guide) == pid
    await lines_in(file, 1)
    guide.close()
    await until_gone(pid)
    assert failed.count == 0


async def test_one_at_hand_that_nobody_needs_ends(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(launch, "AHEAD_S", 0.0)
    guide = Launcher(STRETCHES.get, Settings)  # the real one
    guide.prepare()
    await until_gone(pid_of(guide))
    assert not caplog.records


async def test_one_at_hand_that_has_died_is_replaced(tmp_path: Path, failed: Failures) -> None:
    guide, file = launcher(WRITES, str(tmp_path / "orders")), tmp_path / "orders"
    guide.prepare()
    killed = pid_of(guide)
    os.kill(killed, signal.SIGKILL)
    await until_gone(killed)
    assert guide.open(lesson(), failed)
    await lines_in(file, 1)
    pid = pid_of(guide)
    guide.close()
    await until_gone(pid)
    assert failed.count == 0


async def test_a_plain_break_has_no_stretch(tmp_path: Path, failed: Failures) -> None:
    guide, file = launcher(WRITES, str(tmp_path / "orders")), tmp_path / "orders"
    guide.open(lesson(""), failed)
    (line,) = await lines_in(file, 1)
    assert parse(line).stretch is None
    pid = pid_of(guide)
    guide.close()
    await until_gone(pid)


async def test_without_a_display_there_is_none(
    monkeypatch: pytest.MonkeyPatch, failed: Failures
) -> None:
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not launcher(UP).open(lesson(), failed)


async def test_a_program_that_is_not_there_is_said_at_once(failed: Failures) -> None:
    guide = Launcher(STRETCHES.get, Settings, ("/does/not/exist",))
    assert not guide.open(lesson(), failed)


@pytest.mark.parametrize("program", ["import sys; sys.exit(3)", "raise SystemError", "pass"])
async def test_one_that_does_not_come_up_has_failed(program: str, failed: Failures) -> None:
    assert launcher(program).open(lesson(), failed)
    await failed.wait()
    assert failed.count == 1


async def test_one_that_hangs_before_it_is_up_is_ended(
    monkeypatch: pytest.MonkeyPatch, failed: Failures
) -> None:
    monkeypatch.setattr(launch, "READY_S", 0.1)
    guide = launcher("import time; time.sleep(600)")
    guide.open(lesson(), failed)
    pid = pid_of(guide)
    await failed.wait()
    await until_gone(pid)


async def test_a_page_in_the_browser_needs_the_card_beside_it(failed: Failures) -> None:
    guide = launcher("print('page', flush=True)")
    guide.open(lesson(), failed)
    await until_gone(pid_of(guide))
    assert failed.count == 1


async def test_one_killed_half_way_gives_way_to_the_card_and_to_the_next(
    tmp_path: Path, failed: Failures
) -> None:
    guide, file = launcher(WRITES, str(tmp_path / "orders")), tmp_path / "orders"
    guide.open(lesson(), failed)
    await lines_in(file, 1)
    killed = pid_of(guide)
    os.kill(killed, signal.SIGKILL)
    await failed.wait()
    assert guide.open(lesson(), failed)
    await lines_in(file, 2)
    assert pid_of(guide) != killed
    pid = pid_of(guide)
    guide.close()
    await until_gone(pid)
    assert failed.count == 1


async def test_one_that_its_user_closed_is_no_failure(failed: Failures) -> None:
    guide = launcher(UP)
    guide.open(lesson(), failed)
    await until_gone(pid_of(guide))
    assert failed.count == 0
    guide.close()


@pytest.mark.parametrize("stopped", [False, True], ids=["deaf", "stopped"])
async def test_one_that_does_not_end_is_ended(
    monkeypatch: pytest.MonkeyPatch, stopped: bool, failed: Failures
) -> None:
    monkeypatch.setattr(launch, "END_S", 0.1)
    guide = launcher(DEAF)
    guide.open(lesson(), failed)
    pid = pid_of(guide)
    if stopped:
        os.kill(pid, signal.SIGSTOP)
    guide.close()
    await until_gone(pid)
    assert failed.count == 0


async def test_one_that_no_longer_reads_is_replaced(
    monkeypatch: pytest.MonkeyPatch, failed: Failures
) -> None:
    monkeypatch.setattr(launch, "END_S", 0.1)
    guide = launcher(DEAF)
    guide.open(lesson(), failed)
    deaf = pid_of(guide)
    while pid_of(guide) == deaf:  # until its pipe is full
        guide.open(lesson(), failed)
    await until_gone(deaf)
    pid = pid_of(guide)
    guide.close()
    await until_gone(pid)
    assert failed.count == 0
