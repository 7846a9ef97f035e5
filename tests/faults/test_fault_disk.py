"""Disks that are full or cannot be written, under a running breakd: real ones, mounted."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bare import Bare
from tests.desk.waiting import wait_until
from tests.faults import soundness

CONFIG = """
[[break]]
name = "stretch"
every = "1h"
length = "2m"
"""


def mount(*words: str) -> None:
    """Mount something, or leave the test out where that is not allowed."""
    if shutil.which("mount") is None:
        pytest.skip("needs the program mount")
    done = subprocess.run(["mount", *words], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"may not mount file systems here: {done.stderr.strip()}")


def unmount(place: Path) -> None:
    subprocess.run(["umount", "--lazy", str(place)], check=True)


class Disk:
    """A small disk that holds what breakd keeps."""

    def __init__(self, place: Path) -> None:
        self.place = place
        place.mkdir()
        mount("-t", "tmpfs", "-o", "size=128k,mode=0700", "tmpfs", str(place))

    def fill(self) -> None:
        """Leave no room at all."""
        for number, size in enumerate((4096, 1)):
            with (self.place / f"filler{number}").open("wb", buffering=0) as file:
                try:
                    while True:
                        file.write(b"x" * size)
                except OSError:
                    pass

    def free(self) -> None:
        """Make room again."""
        for filler in self.place.glob("filler*"):
            filler.unlink()

    def close(self) -> None:
        """Unmount it."""
        unmount(self.place)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    disk = Disk(tmp_path / "disk")
    yield disk
    disk.close()


@pytest.fixture
def user(tmp_path: Path, disk: Disk) -> Iterator[Bare]:
    folder = tmp_path / "u"
    folder.mkdir()
    state, data = disk.place / "state", disk.place / "data"
    user = Bare(folder, XDG_STATE_HOME=str(state), XDG_DATA_HOME=str(data))
    user.config.write_text(CONFIG)
    yield user
    user.kill()


def take_a_break(user: Bare) -> None:
    """A voluntary one: it is an outcome, whatever was due."""
    done = user.ask("done")
    assert done.returncode == 0, done.stderr


def doctor(user: Bare) -> str:
    said = user.ask("doctor")
    assert "Traceback" not in said.stdout + said.stderr
    return said.stdout


def kept(disk: Disk) -> int:
    """How many breaks are on the disk."""
    return soundness.outcomes(disk.place / "data/breakd/history.sqlite3")["done"]


def test_a_full_disk_is_survived_said_and_recovered_from(user: Bare, disk: Disk) -> None:
    daemon = user.start()
    take_a_break(user)
    disk.fill()
    for _ in range(9):
        take_a_break(user)
    assert '"done": 10' in user.ask("status", "--json").stdout
    said = doctor(user)
    assert "No space left" in said or "full" in said
    soundness.snapshot(disk.place / "state/breakd/snapshot.json")
    assert kept(disk) <= 10
    disk.free()
    take_a_break(user)
    wait_until(lambda: kept(disk) == 11, "all the breaks on the disk")
    daemon.kill()
    daemon.wait()
    user.start()
    assert '"done": 11' in user.ask("status", "--json").stdout


def test_killed_on_a_full_disk_it_starts_all_the_same(user: Bare, disk: Disk) -> None:
    daemon = user.start()
    take_a_break(user)
    disk.fill()
    take_a_break(user)
    daemon.kill()
    daemon.wait()
    user.start()
    status = user.ask("status", "--json").stdout
    assert '"done": 1' in status or '"done": 2' in status
    disk.free()
    take_a_break(user)
    wait_until(lambda: kept(disk) >= 2, "the breaks on the disk")


def test_begun_on_a_full_disk(user: Bare, disk: Disk) -> None:
    disk.fill()
    user.start()
    take_a_break(user)
    assert '"done": 1' in user.ask("status", "--json").stdout
    disk.free()
    take_a_break(user)
    wait_until(lambda: kept(disk) == 2, "both breaks on the disk")


def test_a_disk_that_turns_read_only_and_back(user: Bare, disk: Disk) -> None:
    """As far as a path is looked up anew; what is open for writing keeps a disk from it."""
    user.start()
    take_a_break(user)
    mount("--bind", "-o", "ro", str(disk.place), str(disk.place))
    take_a_break(user)
    assert '"done": 2' in user.ask("status", "--json").stdout
    assert "ead-only" in doctor(user)
    unmount(disk.place)
    take_a_break(user)
    wait_until(lambda: kept(disk) == 3, "all three on the disk")
    assert "ead-only" not in doctor(user)


def test_begun_where_nothing_can_be_written(tmp_path: Path) -> None:
    """A read-only home: a bind mount, as `chmod` does not stop root."""
    folder = tmp_path / "u"
    folder.mkdir()
    user = Bare(folder)
    user.config.write_text(CONFIG)
    elsewhere = tmp_path / "r"
    elsewhere.mkdir(mode=0o700)
    user.environment["XDG_RUNTIME_DIR"] = str(elsewhere)
    mount("--bind", "-o", "ro", str(folder), str(folder))
    try:
        user.start()
        take_a_break(user)
        assert '"done": 1' in user.ask("status", "--json").stdout
        assert "ead-only" in doctor(user)
    finally:
        user.kill()
        unmount(folder)
