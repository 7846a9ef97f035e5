"""Cameras that programs hold open: on a /proc of our own making, and on the real one."""

import os
import sys
from pathlib import Path

import pytest

from breakd.desktop.attention import camera
from tests.desktop.attention_kit import descriptors

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="cameras are looked for on Linux")


class Machine:
    """Folders that stand for /proc, /dev and udev's data."""

    def __init__(self, folder: Path) -> None:
        self.proc, self.dev, self.udev = folder / "proc", folder / "dev", folder / "udev"
        for place in (self.proc, self.dev, self.udev):
            place.mkdir()
        (self.proc / "self").mkdir()
        (self.proc / "meminfo").touch()

    def device(self, name: str) -> Path:
        path = self.dev / name
        path.touch()
        return path

    def process(self, number: int, comm: str, *files: Path | str) -> Path:
        folder = self.proc / str(number)
        (folder / "fd").mkdir(parents=True)
        (folder / "comm").write_text(f"{comm}\n")
        for index, file in enumerate(("/dev/null", *files)):
            (folder / "fd" / str(index)).symlink_to(file)
        return folder

    def in_use(self) -> bool:
        return camera.in_use(self.proc, self.dev, self.udev)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_nothing_is_read_where_there_is_no_camera(machine: Machine) -> None:
    machine.process(7, "browser", machine.dev / "video0")
    machine.proc.rename(machine.proc.with_name("gone"))
    assert not machine.in_use()


def test_a_program_that_holds_one_open(machine: Machine) -> None:
    video = machine.device("video0")
    machine.device("video1")
    machine.process(7, "editor", "socket:[123]")
    assert not machine.in_use()
    browser = machine.process(8, "browser", "socket:[124]", video)
    assert machine.in_use()
    (browser / "fd" / "2").unlink()
    assert not machine.in_use()


def test_sound_servers_hold_cameras_without_using_them(machine: Machine) -> None:
    video = machine.device("video0")
    machine.process(7, "pipewire", video)
    machine.process(8, "wireplumber", video)
    assert not machine.in_use()


@pytest.mark.parametrize(
    ("capabilities", "counts"), [(":capture:", True), (":", False), (":video_output:", False)]
)
def test_what_does_not_capture_is_no_camera(
    machine: Machine, capabilities: str, counts: bool
) -> None:
    video = machine.device("video0")
    machine.process(7, "player", video)
    number = video.stat().st_rdev
    data = machine.udev / f"c{os.major(number)}:{os.minor(number)}"
    data.write_text(f"S:v4l/by-id/x\nE:ID_V4L_CAPABILITIES={capabilities}\n")
    assert machine.in_use() is counts
    data.write_text("E:ID_PATH=x\n")
    assert machine.in_use()


def test_processes_that_end_or_hide_do_no_harm(machine: Machine) -> None:
    video = machine.device("video0")
    (machine.proc / "6").mkdir()
    (machine.process(7, "hidden") / "fd" / "0").unlink()
    (machine.proc / "7" / "fd" / "0").write_text("no link")
    machine.process(8, "browser", video)
    assert machine.in_use()


@pytest.fixture
def camera_file(tmp_path: Path) -> Path:
    """A device of our own."""
    (tmp_path / "dev").mkdir()
    path = tmp_path / "dev" / "video0"
    os.mkfifo(path)
    return path


def test_really_open(camera_file: Path) -> None:
    dev = camera_file.parent
    assert not camera.in_use(dev=dev)
    opened = os.open(camera_file, os.O_RDWR)
    try:
        assert camera.in_use(dev=dev)
    finally:
        os.close(opened)
    assert not camera.in_use(dev=dev)


def test_a_thousand_looks_leave_nothing_open(machine: Machine) -> None:
    video = machine.device("video0")
    machine.process(7, "browser", video)
    machine.process(8, "editor")
    before = descriptors()
    for _ in range(1000):
        assert machine.in_use()
    assert descriptors() == before
