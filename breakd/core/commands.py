"""What the user asks for: by a button of the prompt, the tray, the command line, the guide."""

from dataclasses import replace

from breakd.core import quiet
from breakd.core.cycle import (
    PROMPT_GAP_S,
    begin_break,
    ignored,
    show_failed,
    snooze,
    to_due,
    withdraw,
)
from breakd.core.effects import Record, Refuse, Why
from breakd.core.ending import end
from breakd.core.ending import focus as next_break
from breakd.core.events import (
    Another,
    Answer,
    Answered,
    Attended,
    Dismissed,
    Done,
    Event,
    Expired,
    Pause,
    PromptNow,
    Resume,
    ShowFailed,
    Shown,
    Skip,
    Snooze,
    Start,
)
from breakd.core.model import QUIET, Outcome, Phase
from breakd.core.picking import another
from breakd.core.turn import Turn, snooze_offer

PromptEvent = Shown | ShowFailed | Answered | Dismissed | Expired
Command = PromptNow | Done | Start | Snooze | Skip | Another | Pause | Resume


def about_prompt(turn: Turn, event: PromptEvent) -> None:
    """What became of a prompt.  One that is not on the screen any more changes nothing."""
    prompt = turn.state.prompt
    if prompt is None or prompt.token != event.token:
        return
    match event:
        case Shown():
            _shown(turn)
        case ShowFailed():
            show_failed(turn)
        case Answered(_, answer):
            command(turn, _MEANT[answer])
        case Dismissed():
            offer = snooze_offer(turn.rules, turn.state)
            command(turn, Skip() if offer is None else Snooze(offer))
        case Expired():
            ignored(turn)


_MEANT: dict[Answer, Command] = {
    Answer.DONE: Done(),
    Answer.SNOOZE: Snooze(),
    Answer.SKIP: Skip(),
    Answer.SHOW: Start(),
}


def _shown(turn: Turn) -> None:
    state, now = turn.state, turn.now
    prompt = state.prompt
    assert prompt is not None
    assert state.owed is not None
    if prompt.shown_wall is not None:
        return
    runs = prompt.expires_boot is not None
    expires = now.boot + turn.rules.prompt_lifetime if runs else None
    turn.set(prompt=replace(prompt, shown_wall=now.wall, expires_boot=expires), show_failures=0)
    turn.emit(Record("prompt", state.cycle, state.owed.name, state.stretch or "", state.asked))


def command(turn: Turn, event: Event) -> None:
    """One row of the table for each command."""
    working = turn.state.phase is Phase.WORKING
    match event:
        case Done():
            end(turn, Outcome.DONE)
        case Skip() | Snooze() | Another() if working:
            turn.emit(Refuse(Why.NOTHING_DUE))
        case Skip():
            end(turn, Outcome.SKIPPED)
        case Snooze(seconds):
            snooze(turn, seconds)
        case Another():
            another(turn)
        case Start() | PromptNow() if turn.state.phase is Phase.ON_BREAK:
            turn.emit(Refuse(Why.ON_BREAK))
        case Start(unasked):
            begin_break(turn, unasked=unasked)
        case Attended():
            turn.set(unasked=False)
        case PromptNow(stretch):
            _prompt_now(turn, stretch)
        case Pause():
            quiet.pause(turn, event)
        case Resume() if turn.state.paused is None:
            turn.emit(Refuse(Why.NOT_PAUSED))
        case Resume():
            quiet.resume(turn)


def _prompt_now(turn: Turn, stretch: str | None) -> None:
    """The user's own wish goes before snooze, deferral and every waiting time.

    While quiet no prompt may be shown, so the break begins at once instead.
    """
    state, now = turn.state, turn.now
    if state.phase is Phase.PROMPTING:
        assert state.last_prompt_boot is not None
        if stretch in (None, state.stretch) and now.boot < state.last_prompt_boot + PROMPT_GAP_S:
            return  # it has only just come up
        withdraw(turn)
    owed = state.owed or next_break(turn)
    turn.set(
        owed=owed,
        asked=True,
        stretch=stretch if stretch is not None else state.stretch,
        not_before_boot=now.boot,
    )
    if state.gates & QUIET:
        begin_break(turn)
    else:
        to_due(turn)
