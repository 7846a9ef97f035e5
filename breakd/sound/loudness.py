"""The chimes as files, and their volume."""

import io
import struct
import wave
from pathlib import Path

CHIMES = Path(__file__).parent / "chimes"


def chime(name: str, percent: int) -> bytes:
    """The WAV file of a chime at a volume of so many percent.  OSError if there is none."""
    with wave.open(str(CHIMES / f"{name}.wav")) as file:
        about, frames = file.getparams(), file.readframes(file.getnframes())
    count = len(frames) // 2
    samples = struct.unpack(f"<{count}h", frames)
    content = io.BytesIO()
    with wave.open(content, "wb") as file:
        file.setparams(about)
        file.writeframes(struct.pack(f"<{count}h", *(value * percent // 100 for value in samples)))
    return content.getvalue()
