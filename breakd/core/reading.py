"""Reading: the user looks at the screen, or at paper, and touches nothing.

While it lasts, stillness is neither an absence nor a reason not to prompt; so what the desktop
calls idle is only noted here.  Whoever has been still for far too long has left after all.
"""

from breakd.core import gates
from breakd.core.model import MINUTE, Gate
from breakd.core.turn import Turn

USUAL_S = 45 * MINUTE
GONE_S = 20 * MINUTE  # without any input, not even to turn a page


def asked(turn: Turn, seconds: float | None) -> None:
    """The user says so: for this time, for `USUAL_S` if None; 0 ends it."""
    now = turn.now.boot
    if seconds is not None and seconds <= 0:
        _over(turn, now)
        return
    turn.set(reading_until_boot=now + (USUAL_S if seconds is None else seconds))
    if Gate.IDLE in turn.state.gates:  # asked for without a touch, by a script say
        gates.open_(turn, Gate.IDLE)
        turn.set(still_since_boot=now)
    elif turn.state.still_since_boot is not None:
        turn.set(still_since_boot=now)


def still(turn: Turn, ago: float | None) -> bool:
    """The desktop says that the user is idle; whether that is merely noted."""
    if turn.state.reading_until_boot is None:
        return False
    if turn.state.still_since_boot is None:
        turn.set(still_since_boot=turn.now.boot - (turn.rules.idle if ago is None else ago))
    return True


def moved(turn: Turn) -> None:
    """There was input."""
    if turn.state.still_since_boot is not None:
        turn.set(still_since_boot=None)


def refresh(turn: Turn) -> None:
    """Look at the clock: is the time over, has the user gone?"""
    until, since = turn.state.reading_until_boot, turn.state.still_since_boot
    if until is None:
        return
    if since is not None and since + GONE_S <= min(turn.now.boot, until):
        _over(turn, since)
    elif turn.now.boot >= until:
        _over(turn, until)


def moments(turn: Turn) -> list[float]:
    """The BOOTTIMEs at which `refresh` may have something to say."""
    until, since = turn.state.reading_until_boot, turn.state.still_since_boot
    if until is None:
        return []
    return [until] if since is None else [until, since + GONE_S]


def _over(turn: Turn, read_until: float) -> None:
    """Stillness counts again, as an absence since `read_until` or the last input."""
    since = turn.state.still_since_boot
    turn.set(reading_until_boot=None, still_since_boot=None)
    if since is not None:
        gates.close(turn, Gate.IDLE, turn.now.boot - max(since, read_until))
