"""A snapshot that is flushed while the program sleeps: the old one or the new one at any time."""

import json
import os
import subprocess
import sys
import textwrap
import time
from datetime import UTC
from pathlib import Path

import pytest

from breakd.core.model import Now, State
from breakd.storage.replacing import Unhurried
from breakd.storage.snapshot import Snapshots
from tests.patience import PATIENCE_S

try:
    from breakd.storage.flush import Flushes

    Flushes()
except OSError as error:
    pytest.skip(f"no asynchronous fsync here: {error}", allow_module_level=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "file"
    path.write_bytes(b"first")
    return path


def settle(file: Unhurried) -> None:
    end = time.monotonic() + PATIENCE_S
    while not file.settle():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_the_new_content_takes_its_place_only_when_it_has_been_flushed(path: Path) -> None:
    file = Unhurried(path)
    for content in (b"second, a longer one", b"third", b"fourth, and one more"):
        before = path.read_bytes()
        file.begin(content)
        assert path.read_bytes() == before
        settle(file)
        assert path.read_bytes() == content
        assert not file.settle()
    assert sorted(p.name for p in path.parent.iterdir()) == ["file", "file.new"]
    assert {p.stat().st_mode & 0o777 for p in path.parent.iterdir()} == {0o600}


def test_what_is_forgotten_never_takes_its_place(path: Path) -> None:
    file = Unhurried(path)
    file.begin(b"second")
    file.forget()
    time.sleep(0.1)
    assert not file.settle()
    assert path.read_bytes() == b"first"
    file.begin(b"third")
    settle(file)
    assert path.read_bytes() == b"third"


def test_without_a_file_so_far_there_is_one_afterwards(tmp_path: Path) -> None:
    file = Unhurried(tmp_path / "new")
    file.begin(b"content")
    settle(file)
    assert (tmp_path / "new").read_bytes() == b"content"


def test_a_draft_that_belongs_to_somebody_else_is_not_written_to(path: Path) -> None:
    draft, other = path.with_name("file.new"), path.with_name("other")
    other.write_bytes(b"untouched")
    for plant in (draft.symlink_to, draft.hardlink_to):
        plant(other)
        with pytest.raises(OSError, match=r"."):
            Unhurried(path).begin(b"second")
        draft.unlink()
    os.mkfifo(draft)
    with pytest.raises(OSError, match=r"."):
        Unhurried(path).begin(b"second")
    assert other.read_bytes() == b"untouched"
    assert path.read_bytes() == b"first"


def test_a_snapshot_without_haste_comes_later_and_one_at_once_overtakes_it(tmp_path: Path) -> None:
    path = tmp_path / "snapshot.json"
    snapshots = Snapshots(path)

    def write(cycle: int, *, at_once: bool) -> None:
        state = State(seen=Now(100.0, 90.0, 1.7e9, UTC), cycle=cycle)
        assert snapshots.write(state, boot_id="b", picks={}, at_once=at_once)

    def read() -> int:
        saved = Snapshots(path).read(UTC)
        assert saved is not None
        return saved.state.cycle

    write(1, at_once=True)
    write(2, at_once=False)
    assert read() == 1
    end = time.monotonic() + PATIENCE_S
    while read() == 1:
        assert time.monotonic() < end
        snapshots.settle()
    assert read() == 2
    write(3, at_once=False)
    write(4, at_once=True)
    time.sleep(0.05)
    snapshots.settle()
    assert read() == 4
    path.with_name("snapshot.json.new").unlink(missing_ok=True)
    path.with_name("snapshot.json.new").mkdir()  # nothing can be drafted there
    assert not snapshots.write(State(Now(1.0, 1.0, 1.0, UTC)), boot_id="b", picks={}, at_once=False)
    assert snapshots.problem is not None
    assert read() == 4


WRITER = """
    import json, sys, time
    from pathlib import Path
    from breakd.storage.replacing import Unhurried

    path = Path(sys.argv[1])
    file, number = Unhurried(path), json.loads(path.read_bytes())["number"]
    while True:
        number += 1
        file.begin(json.dumps({"number": number, "more": "x" * (number * 37 % 500)}).encode())
        while not file.settle():
            pass
        print(number, flush=True)
"""


def test_killed_at_any_moment_the_last_one_that_took_its_place_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text('{"number": 0}')
    for n in range(12):
        command = [sys.executable, "-c", textwrap.dedent(WRITER), str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            last = max(int(writer.stdout.readline()) for _ in range(n % 5 + 1))
            writer.kill()
            last = max([last, *(int(line) for line in writer.stdout.read().split())])
        assert json.loads(path.read_bytes())["number"] in (last, last + 1)
