"""Which stretch it is to be: the picker's answer, and the user's wish for another."""

from breakd.core.cycle import open_guide, show, withdraw
from breakd.core.deferral import asks_discreetly
from breakd.core.effects import Pick, Refuse, Why
from breakd.core.events import Picked
from breakd.core.model import Phase
from breakd.core.turn import Turn


def picked(turn: Turn, event: Picked) -> None:
    """A pick that is late, or the second one, changes nothing."""
    state = turn.state
    if event.cycle != state.cycle or state.owed is None:
        return
    if event.instead_of:
        if event.instead_of == state.stretch and event.stretch:
            _exchange(turn, event.stretch)
        elif event.instead_of == state.stretch:
            turn.emit(Refuse(Why.NO_OTHER))
    elif event.discreet:
        if state.discreet is None:
            turn.set(discreet=event.stretch)
    elif state.stretch is None:
        turn.set(stretch=event.stretch)
        if state.phase is Phase.ON_BREAK:
            open_guide(turn)


def another(turn: Turn) -> None:
    """The user wants the break that is due, but with another stretch."""
    state = turn.state
    assert state.owed is not None
    if state.stretch:
        turn.emit(Pick(state.cycle, state.owed, asks_discreetly(turn), state.stretch))
    else:
        turn.emit(Refuse(Why.NO_OTHER))


def _exchange(turn: Turn, stretch: str) -> None:
    """The user wants this stretch instead: at once, where the other one is being shown or done."""
    turn.set(stretch=stretch)
    if asks_discreetly(turn):
        turn.set(discreet=stretch)
    if turn.state.phase is Phase.PROMPTING:
        withdraw(turn)
        show(turn, silent=True)
    elif turn.state.phase is Phase.ON_BREAK:
        turn.set(break_began_boot=turn.now.boot, unasked=False)  # what is new gets the whole break
        open_guide(turn)
