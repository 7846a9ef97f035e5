"""The chimes are those that the code makes, small, soft and as loud as asked for."""

import io
import itertools
import struct
import wave

import pytest

from breakd.sound import make
from breakd.sound.loudness import CHIMES, chime


def samples(wav: bytes) -> tuple[int, ...]:
    with wave.open(io.BytesIO(wav)) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        assert file.getframerate() == make.RATE
        frames = file.readframes(file.getnframes())
    return struct.unpack(f"<{len(frames) // 2}h", frames)


def test_there_is_a_file_for_each_and_nothing_else() -> None:
    assert {file.name for file in CHIMES.iterdir()} == {f"{name}.wav" for name in make.CHIMES}


@pytest.mark.parametrize("name", make.CHIMES)
def test_the_file_is_what_the_code_makes(name: str) -> None:
    made, kept = samples(make.chime(*make.CHIMES[name])), samples(chime(name, 100))
    assert len(made) == len(kept)
    # The last bit of a sine is the business of each machine.
    assert max(abs(one - other) for one, other in zip(made, kept, strict=True)) <= 1


@pytest.mark.parametrize("name", make.CHIMES)
def test_it_is_small_and_soft(name: str) -> None:
    assert (CHIMES / f"{name}.wav").stat().st_size <= 40 * 1024
    heard = samples(chime(name, 100))
    assert heard[0] == heard[-1] == 0
    steps = [abs(after - before) for before, after in itertools.pairwise(heard)]
    assert max(steps[: make.RATE // 1000]) < 2000  # no click in the first millisecond
    assert max(steps[-make.RATE // 100 :]) < 200  # nor at the end
    assert 0.6 * 32767 < max(map(abs, heard)) < 0.8 * 32767


def test_half_the_volume_is_half_as_loud() -> None:
    full, half = samples(chime("begin", 100)), samples(chime("begin", 50))
    assert all(abs(value - other * 2) <= 2 for value, other in zip(full, half, strict=True))
    assert set(samples(chime("begin", 0))) == {0}
