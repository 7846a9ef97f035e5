"""The chimes, made of sines: soft bells that rise, repeat and settle.

`python -m breakd.sound.make` writes them.  They are breakd's own and dedicated to the public
domain (CC0 1.0, https://creativecommons.org/publicdomain/zero/1.0/).
"""

import io
import math
import struct
import wave
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "chimes"
RATE = 11025  # Hz; nothing in them is higher than 4 kHz
PEAK = 0.7  # of full scale
ATTACK_S = 0.012
RELEASE_S = 0.15  # the last of it fades to nothing

C5, E5, G5 = 523.25, 659.26, 783.99


class Partial(NamedTuple):
    """One sine of a bell: its frequency in those of the note, its share, and the seconds in
    which it fades to 1/e."""

    ratio: float
    share: float
    fade: float


# A bar struck with felt: an octave that lingers, higher ones that only colour the beginning.
BELL = (
    Partial(1.0, 1.0, 0.42),
    Partial(2.0, 0.32, 0.30),
    Partial(2.76, 0.10, 0.14),
    Partial(4.0, 0.05, 0.08),
)


class Note(NamedTuple):
    """A bell struck `at` seconds after the beginning."""

    at: float
    pitch: float
    loudness: float


CHIMES: dict[str, tuple[float, tuple[Note, ...]]] = {
    "begin": (1.7, (Note(0.0, C5, 0.8), Note(0.18, G5, 1.0))),
    "switch": (1.3, (Note(0.0, E5, 1.0), Note(0.14, E5, 0.6))),
    "end": (1.8, (Note(0.0, G5, 0.8), Note(0.16, E5, 0.8), Note(0.34, C5, 1.0))),
}


def chime(length: float, notes: Sequence[Note]) -> bytes:
    """The WAV file of `length` seconds in which these notes ring."""
    count = int(length * RATE)
    sums = [0.0] * count
    for note in notes:
        _strike(sums, note)
    scale = PEAK * 32767 / max(map(abs, sums))
    fade = int(RELEASE_S * RATE)
    samples = [
        round(value * scale * min(1.0, (count - 1 - index) / fade))
        for index, value in enumerate(sums)
    ]
    content = io.BytesIO()
    with wave.open(content, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{count}h", *samples))
    return content.getvalue()


def _strike(sums: list[float], note: Note) -> None:
    first = int(note.at * RATE)
    for index in range(first, len(sums)):
        since = (index - first) / RATE
        rise = 0.5 - 0.5 * math.cos(math.pi * min(1.0, since / ATTACK_S))
        for ratio, share, fade in BELL:
            swing = math.sin(2 * math.pi * note.pitch * ratio * since)
            sums[index] += note.loudness * rise * share * math.exp(-since / fade) * swing


def main() -> None:
    """Write every chime."""
    FOLDER.mkdir(exist_ok=True)
    for name, (length, notes) in CHIMES.items():
        (FOLDER / f"{name}.wav").write_bytes(chime(length, notes))


if __name__ == "__main__":
    main()
