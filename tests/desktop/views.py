"""Views to show, for the tests of what shows them."""

from typing import Any

from breakd.core.model import Break, Gate, Phase
from breakd.core.view import View

WALL = 1_795_000_000.0

_COMMON: dict[str, Any] = {
    "phase": Phase.WORKING,
    "gates": (),
    "held": (),
    "planned": Break("stretch"),
    "stretch": None,
    "work": 900.0,
    "due_in": 900.0,
    "due_wall": WALL + 900,
    "filled": 0.5,
    "token": None,
    "cycle": 1,
    "shown_wall": None,
    "snoozes_left": 2,
    "snooze_choices": (300.0, 600.0, 900.0),
    "paused": False,
    "paused_until_wall": None,
}


def view(**changes: Any) -> View:
    """Working, half of the interval gone; with `changes`."""
    return View(**(_COMMON | changes))


def held(phase: Phase, *gates: Gate) -> View:
    """In this phase, and held by these."""
    filled = 0.5 if phase is Phase.WORKING else 1.0
    return view(phase=phase, gates=gates, held=gates, due_in=None, due_wall=None, filled=filled)


def prompting() -> View:
    """A prompt is on the screen."""
    return view(phase=Phase.PROMPTING, due_in=0.0, due_wall=WALL, filled=1.0, token=7)


def paused(until: float | None = None) -> View:
    """Paused while working."""
    gates = (Gate.PAUSED,)
    return view(
        gates=gates, held=gates, due_in=None, due_wall=None, paused=True, paused_until_wall=until
    )
