"""The state that the last daemon saved, and going on from it."""

import contextlib
import json
import tempfile
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import Any

from hypothesis import given

from breakd.choice.picks import memory
from breakd.clocks.clock import read
from breakd.core.engine import begin, step
from breakd.core.events import Event, GateClosed, Pause, Picked, PromptNow, Reading, Start
from breakd.core.model import Gate, Rules, State
from breakd.core.restore import restore
from breakd.storage.snapshot import Snapshots
from tests.faults.fuzz.lives import lives
from tests.faults.fuzz.shapes import VALUES, damaged, mutated

FILE = Path(tempfile.mkdtemp(prefix="breakd-fuzz-")) / "snapshot.json"
PICKS = {"log": [], "pending": "chin-tuck"}


def _state(*events: Event) -> State:
    now = read()
    state = begin(Rules(), now)
    for event in events:
        state, _ = step(Rules(), state, event, now)
    return state


def _saved(state: State) -> dict[str, Any]:
    FILE.unlink(missing_ok=True)
    assert Snapshots(FILE).write(state, boot_id="b", picks=dict(PICKS))
    content: dict[str, Any] = json.loads(FILE.read_bytes())
    return content


PROMPTED = (PromptNow(), Picked(1, "chin-tuck"))
DOCUMENTS = [
    _saved(state)
    for state in (
        _state(),
        _state(*PROMPTED),
        _state(*PROMPTED, Start()),
        _state(Pause(600.0)),
        _state(Reading()),
        _state(GateClosed(Gate.LOCKED)),
        _state(GateClosed(Gate.IDLE, 70.0), GateClosed(Gate.CALL)),
        replace(_state(), saved_work=0.0),
    )
]


@given(
    mutated(DOCUMENTS).map(lambda value: json.dumps(value).encode(errors="surrogatepass"))
    | damaged([json.dumps(document).encode() for document in DOCUMENTS])
    | VALUES.map(lambda value: json.dumps(value).encode())
)
def reads(data: bytes) -> None:
    """A state to live on from, or none and the file set aside."""
    FILE.write_bytes(data)
    saved = Snapshots(FILE).read(UTC)
    if saved is None:
        assert not FILE.exists()
        return
    with contextlib.suppress(ValueError):
        memory(saved.picks)
    now = read()
    for same_boot in (True, False):
        state, _ = restore(Rules(), saved.state, now, same_boot=same_boot)
        lives(Rules(), state, now)
