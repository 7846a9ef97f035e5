"""A user's configuration, the system's below it and what was switched by command above it."""

import tempfile
import tomllib
from pathlib import Path
from typing import Any

import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from breakd.clocks.clock import read
from breakd.config.load import load
from breakd.config.settings import ConfigError
from breakd.config.source import Sources
from breakd.core.engine import begin
from tests.faults.fuzz.lives import lives
from tests.faults.fuzz.shapes import are_sentences, damaged, mutated

EXAMPLE = (Path(__file__).parents[3] / "config.example.toml").read_bytes()
RICH = b"""
[[break]]
name = "stretch"
every = "25m"
length = "90s"
[[break]]
name = "walk"
at = ["10:30", "15:00"]
length = "5m"
content = "walk"
[[break]]
name = "water"
cron = "*/30 9-17 * jan-nov mon-fri"
length = "1m"
content = "text"
text = "Fetch a glass of water."
[prompt]
sound = "always"
[snooze]
choices = ["1m", "1h"]
times = 0
[hours]
mon-fri = ["09:00-12:30", "13:30-18:00"]
sat = "22:00-02:00"
sun = []
[away]
on_lock = "pause"
on_sleep = "reset"
on_idle = "ignore"
[defer]
call_action = "discreet"
longest = "0s"
[stretches]
exclude = ["chin-tuck", "no-such-one"]
[stretches.weights]
neck = 3
chest = 0
[calendar]
files = ["/nowhere/busy.ics"]
"""
DOCUMENTS = [tomllib.loads(text.decode()) for text in (EXAMPLE, RICH)]
FOLDER = Path(tempfile.mkdtemp(prefix="breakd-fuzz-"))
PLACES = [FOLDER / name for name in ("system.toml", "config.toml", "overrides.toml")]


def toml_of(document: Any) -> bytes:
    """As TOML, or nonsense where TOML has no such value."""
    try:
        return tomli_w.dumps(document).encode()
    except (TypeError, ValueError, AttributeError):
        return b"x = 1\xff"


FILES = mutated(DOCUMENTS).map(toml_of)


OTHERS = st.none() | mutated(DOCUMENTS, 1).map(toml_of)


@given(FILES | damaged([EXAMPLE, RICH]), OTHERS, OTHERS)
def reads(user: bytes, system: bytes | None, overrides: bytes | None) -> None:
    """Settings that the engine can live with, or a sentence for each reason."""
    for place, data in zip(PLACES, (system, user, overrides), strict=True):
        place.unlink(missing_ok=True)
        if data is not None:
            place.write_bytes(data)
    try:
        settings = load(Sources((PLACES[0],), PLACES[1], PLACES[2]), {"chin-tuck"})
    except ConfigError as error:
        are_sentences(error.problems)
        return
    if settings.warnings:
        are_sentences(settings.warnings)
    now = read()
    lives(settings.rules, begin(settings.rules, now), now)
