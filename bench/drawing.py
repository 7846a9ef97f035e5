"""What is drawn ahead of a break: how long a notification's pictures take, and what they fill."""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from breakd.figure.poses import BUILT_IN


@dataclass(frozen=True)
class Drawn:
    """Seconds from exec until the pictures of each stretch are there, anew and again from the
    cache, and the KiB that all of them fill."""

    anew: list[float]
    again: list[float]
    kib: float


def draw_all() -> Drawn:
    """Everything that notifications show of breakd's own stretches, in one theme."""
    with tempfile.TemporaryDirectory() as cache:
        stretches = sorted(file.stem for file in BUILT_IN.glob("*.toml"))
        anew = [_seconds(stretch, cache) for stretch in stretches]
        again = [_seconds(stretch, cache) for stretch in stretches]
        files = Path(cache).glob("breakd/figures/*.png")
        return Drawn(anew, again, sum(file.stat().st_size for file in files) / 1024)


def _seconds(stretch: str, cache: str) -> float:
    """Of the process, up to its first word; the film that follows is the guide's."""
    words = (sys.executable, "-P", "-m", "breakd.illustrator", "--theme=light", stretch)
    env = {**os.environ, "XDG_CACHE_HOME": cache}
    began = time.monotonic()
    with subprocess.Popen(words, env=env, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        took = time.monotonic() - began
        process.kill()
    assert b"small" in said, said
    return took
