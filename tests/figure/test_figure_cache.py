"""The cache of pictures: what is in it is right and whole, and it does not grow without end."""

import os
import stat
from pathlib import Path

import pytest

from breakd.figure import cache

WEBP = b"RIFF" + (4 + 8).to_bytes(4, "little") + b"WEBP" + b"VP8 \0\0\0\0"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def test_what_is_written_is_read_again() -> None:
    file = cache.place(".webp", b"pose", "light", 384)
    assert cache.read(file) is None
    cache.write(file, WEBP)
    assert cache.read(file) == WEBP


@pytest.mark.parametrize(
    "other",
    [
        (".webp", b"pose", "dark", 384),
        (".webp", b"pose", "light", 385),
        (".webp", b"posf", "light", 384),
        (".png", b"pose", "light", 384),
        (".webp", b"pose", "light38", 4),
    ],
)
def test_whatever_decides_the_look_decides_the_name(other: tuple[str, *tuple[object, ...]]) -> None:
    assert cache.place(*other) != cache.place(".webp", b"pose", "light", 384)


def test_nobody_else_can_look() -> None:
    file = cache.place(".webp", b"pose")
    cache.write(file, WEBP)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("damage", [b"", WEBP[:-1], WEBP + b"x", b"GIF8" + WEBP[4:], b"RI"])
def test_a_damaged_film_is_taken_away(damage: bytes) -> None:
    file = cache.place(".webp", b"pose")
    cache.write(file, WEBP)
    file.write_bytes(damage)
    assert cache.read(file) is None
    assert not file.exists()


def test_the_longest_unused_go_first() -> None:
    files = [cache.place(".webp", number) for number in range(4)]
    for age, file in enumerate(files[:3]):
        cache.write(file, WEBP)
        os.utime(file, (1000 + age, 1000 + age))
    assert cache.read(files[0]) is not None  # used just now
    cache.write(files[3], WEBP, most=2 * len(WEBP))
    assert [file.exists() for file in files] == [True, False, False, True]


def test_one_that_is_too_large_by_itself_still_stays() -> None:
    file = cache.place(".webp", 1)
    cache.write(file, WEBP, most=1)
    assert file.exists()


def test_what_a_killed_writer_left_goes_but_not_what_is_being_written() -> None:
    first = cache.place(".webp", 1)
    cache.write(first, WEBP)
    old, fresh = first.with_name(".old.part"), first.with_name(".new.part")
    for part in (old, fresh):
        part.write_bytes(b"half")
    os.utime(old, (1000, 1000))
    cache.write(cache.place(".webp", 2), WEBP, most=1)
    assert not old.exists()
    assert fresh.exists()


def test_a_failed_write_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    file = cache.place(".webp", 1)
    cache.write(file, WEBP)

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        cache.write(cache.place(".webp", 2), WEBP)
    assert list(file.parent.iterdir()) == [file]
