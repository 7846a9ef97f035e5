"""The snapshot's file: whole or not at all, private, and never in the way."""

import json
import logging
import os
import stat
import subprocess
import sys
import textwrap
from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from types import MappingProxyType

import pytest

from breakd.core.model import Break, Now, Phase, State
from breakd.storage.boot import boot_id
from breakd.storage.snapshot import KEPT, Saved, Snapshots

STATE = State(
    seen=Now(100.0, 90.0, 1.7e9, UTC),
    phase=Phase.DUE,
    owed=Break("stretch"),
    cycle=3,
    work=MappingProxyType({"stretch": 1800.0}),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "breakd" / "snapshot.json"


def write(path: Path, state: State = STATE) -> Snapshots:
    snapshots = Snapshots(path)
    assert snapshots.write(state, boot_id="b1", picks={"last": ["chin-tuck"]})
    return snapshots


def test_a_restart_finds_everything(path: Path) -> None:
    before = write(path)
    after = Snapshots(path)
    assert after.read(UTC) == Saved(STATE, "b1", {"last": ["chin-tuck"]})
    assert after.lineage == before.lineage
    assert after.problem is None


def test_a_first_start_is_no_problem_and_begins_a_lineage_of_its_own(path: Path) -> None:
    first, other = Snapshots(path), Snapshots(path)
    assert first.read(UTC) is None
    assert first.problem is None
    assert first.lineage != other.lineage


def test_only_the_user_may_read_it_whatever_the_umask(path: Path) -> None:
    mask = os.umask(0)
    try:
        write(path)
    finally:
        os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [p.name for p in path.parent.iterdir()] == ["snapshot.json"]


def test_a_draft_that_a_crash_left_behind_is_no_obstacle(path: Path) -> None:
    write(path)
    path.with_name("snapshot.json.new").write_text('{"schema": 1, "sta')
    assert Snapshots(path).read(UTC) is not None
    write(path)
    assert [p.name for p in path.parent.iterdir()] == ["snapshot.json"]


def changed(**changes: object) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        write(path)
        path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))

    return change


def cut_short(path: Path) -> None:
    write(path)
    path.write_bytes(path.read_bytes()[:-40])


HOSTILE: dict[str, Callable[[Path], object]] = {
    "empty": lambda p: p.write_bytes(b""),
    "cut short": cut_short,
    "zeros": lambda p: p.write_bytes(bytes(2000)),
    "not utf-8": lambda p: p.write_bytes(b"\xff\xfe\x80"),
    "a list": lambda p: p.write_text("[1]"),
    "deep": lambda p: p.write_text("[" * 100_000),
    "huge": lambda p: p.write_bytes(b" " * (2 << 20)),
    "a long number": lambda p: p.write_text('{"schema": ' + "9" * 5000 + "}"),
    "a folder": lambda p: p.mkdir(),
    "a pipe": os.mkfifo,
    "not a number": lambda p: p.write_text('{"schema": NaN}'),
    "no schema": lambda p: p.write_text("{}"),
    "schema a text": changed(schema="1"),
    "schema true": changed(schema=True),
    "no state": changed(state=None),
    "picks": changed(picks=[1]),
    "boot id": changed(boot_id=7),
    "lineage": changed(lineage=""),
    "newer": changed(schema=2),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_an_unreadable_one_is_set_aside_and_said_once(
    name: str, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path.parent.mkdir(parents=True)
    HOSTILE[name](path)
    size = path.stat().st_size
    caplog.clear()

    snapshots = Snapshots(path)
    assert snapshots.read(UTC) is None
    [said] = [r.getMessage() for r in caplog.records]
    assert snapshots.problem == said
    assert "snapshot.json.bad-1" in said
    assert ("newer" in said) == (name == "newer")
    aside = path.with_name("snapshot.json.bad-1")
    assert aside.stat().st_size == size
    assert not path.exists()

    assert snapshots.write(STATE, boot_id="b", picks={})
    assert Snapshots(path).read(UTC) is not None


def test_one_that_leads_to_crashes_is_set_aside_whole(path: Path) -> None:
    before = write(path)
    content = path.read_bytes()
    after = Snapshots(path)
    after.distrust()
    assert after.read(UTC) is None
    assert path.with_name("snapshot.json.bad-1").read_bytes() == content
    assert "snapshot.json.bad-1" in str(after.problem)
    assert after.lineage != before.lineage


def test_the_newest_few_are_kept(path: Path) -> None:
    path.parent.mkdir(parents=True)
    for n in range(12):
        path.write_text(f"junk {n}")
        assert Snapshots(path).read(UTC) is None
    kept = sorted(p.read_text() for p in path.parent.iterdir())
    assert kept == sorted(f"junk {n}" for n in range(12 - KEPT, 12))


def test_a_place_that_cannot_be_written_is_said_once_and_recovers(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    blocker = tmp_path / "breakd"
    blocker.write_text("a file where the folder should be")
    snapshots = Snapshots(blocker / "snapshot.json")
    for _ in range(5):
        assert not snapshots.write(STATE, boot_id="b", picks={})
    assert len(caplog.records) == 1
    assert str(blocker) in str(snapshots.problem)
    blocker.unlink()
    assert snapshots.write(STATE, boot_id="b", picks={})
    assert len(caplog.records) == 2
    assert snapshots.problem is None


def test_picks_that_are_not_json_leave_the_last_snapshot_in_place(path: Path) -> None:
    snapshots = write(path)
    assert not snapshots.write(STATE, boot_id="b2", picks={"x": float("nan")})
    assert not snapshots.write(STATE, boot_id="b2", picks={"x": object()})
    saved = Snapshots(path).read(UTC)
    assert saved is not None
    assert saved.boot_id == "b1"


def test_a_full_disk_leaves_the_last_snapshot_whole(path: Path) -> None:
    """A limit on the size of files fails a write half-way, as a full disk does, for any user."""
    write(path)
    script = """
        import resource, sys
        from datetime import UTC
        from pathlib import Path
        from breakd.core.model import Now, State
        from breakd.storage.snapshot import Snapshots

        snapshots = Snapshots(Path(sys.argv[1]))
        saved = snapshots.read(UTC)
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
        assert not snapshots.write(saved.state, boot_id="b2", picks={})
        assert not snapshots.write(saved.state, boot_id="b2", picks={})
        assert "snapshot.json" in snapshots.problem, snapshots.problem
        assert [p.name for p in Path(sys.argv[1]).parent.iterdir()] == ["snapshot.json"]
        assert Snapshots(Path(sys.argv[1])).read(UTC) == saved
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        assert snapshots.write(saved.state, boot_id="b3", picks={})
        assert snapshots.problem is None
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(script), str(path)], check=True)
    saved = Snapshots(path).read(UTC)
    assert saved is not None
    assert saved.boot_id == "b3"


def test_killed_at_any_moment_there_is_a_whole_snapshot(path: Path) -> None:
    script = """
        import sys
        from dataclasses import replace
        from datetime import UTC
        from pathlib import Path
        from breakd.storage.snapshot import Snapshots

        snapshots = Snapshots(Path(sys.argv[1]))
        state = snapshots.read(UTC).state
        while True:
            state = replace(state, cycle=state.cycle + 1)
            assert snapshots.write(state, boot_id="b", picks={})
            print(state.cycle, flush=True)
    """
    write(path)
    last = STATE.cycle
    for n in range(12):
        with subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(script), str(path)], stdout=subprocess.PIPE
        ) as writer:
            assert writer.stdout is not None
            for _ in range(n % 5 + 1):
                last = int(writer.stdout.readline())
            writer.kill()
            last = max([last, *(int(line) for line in writer.stdout.read().split())])
        saved = Snapshots(path).read(UTC)
        assert saved is not None
        assert saved.state.cycle in (last, last + 1)


def test_the_boot_id_is_one_text_for_the_whole_boot() -> None:
    other = subprocess.run(
        [sys.executable, "-c", "from breakd.storage.boot import boot_id; print(boot_id())"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert boot_id() == other.stdout.strip() != ""
