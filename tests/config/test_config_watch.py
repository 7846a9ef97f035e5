"""Changes of the configuration and of the stretches it names are noticed once they settle."""

from pathlib import Path

import pytest

from breakd.config import watch
from breakd.config.watch import Watch
from tests.config.configs import Configs


class Clock:
    """The two clocks that the watch reads are one, which the test moves; files are of later."""

    def __init__(self) -> None:
        self.now = 1e9

    def monotonic(self) -> float:
        return self.now

    def time_ns(self) -> int:
        return int(self.now * 1e9)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(watch, "time", clock)
    return clock


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "mine.toml").write_text("one")
    return folder


def settled(watching: Watch, clock: Clock) -> bool:
    """Whether there is a change, at once or after a second in which nothing more has happened."""
    at_once = watching.changed()
    clock.now += watch.SETTLED_S
    return watching.changed() or at_once


@pytest.mark.parametrize("layer", ["system", "user", "overrides"])
def test_each_file_counts_once(configs: Configs, clock: Clock, layer: str) -> None:
    watching = Watch(configs.sources)
    assert not watching.changed()
    file = getattr(configs, layer)
    for content in ("a", "bc"):
        file.write_text(content)
        assert settled(watching, clock)
        assert not settled(watching, clock)
    file.unlink()
    assert settled(watching, clock)
    assert not settled(watching, clock)


def test_a_file_that_is_just_being_written_is_left_alone(configs: Configs, clock: Clock) -> None:
    watching = Watch(configs.sources)
    configs.user.write_text("a")
    clock.now = configs.user.stat().st_ctime + 0.1
    assert not watching.changed()
    clock.now += 0.8
    assert not watching.changed()
    clock.now += 0.3
    assert watching.changed()


def test_stretches_of_one_s_own_are_watched_too(configs: Configs, clock: Clock, pack: Path) -> None:
    watching = Watch(configs.sources, lambda: [str(pack), str(pack / "none"), "nu\0ll"])
    assert not settled(watching, clock)
    (pack / "mine.toml").write_text("two")
    assert settled(watching, clock)
    (pack / "more.TOML").write_text("three")
    assert settled(watching, clock)
    (pack / "notes.txt").write_text("four")
    assert not settled(watching, clock)
    (pack / "mine.toml").unlink()
    assert settled(watching, clock)
    assert not settled(watching, clock)


def test_a_pack_that_is_named_later_is_watched_from_then_on(
    configs: Configs, clock: Clock, pack: Path
) -> None:
    packs: list[str] = []
    watching = Watch(configs.sources, lambda: packs)
    (pack / "mine.toml").write_text("two")
    assert not settled(watching, clock)
    packs.append(str(pack))
    watching.seen()
    (pack / "mine.toml").write_text("three")
    assert settled(watching, clock)
    assert not settled(watching, clock)
