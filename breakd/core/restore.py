"""Picking up after a restart, a crash or a reboot where the last snapshot left off."""

from dataclasses import replace

from breakd.core import absence, quiet
from breakd.core.effects import Effect
from breakd.core.ending import end
from breakd.core.model import QUIET, Now, Outcome, Phase, Rules, State
from breakd.core.stats import Entry
from breakd.core.turn import Turn, accrues, fit_counters, frozen

SHORT_GAP_S = 120.0  # a restart so quick that the user was surely at work all the while


def restore(
    rules: Rules, saved: State, now: Now, *, same_boot: bool, ended: Entry | None = None
) -> tuple[State, tuple[Effect, ...]]:
    """The state to go on with, and what the gap was worth.

    `saved` is as it was decoded; `same_boot` tells whether its BOOTTIMEs still mean anything.
    After a reboot they are moved so that the gap on the wall clock is the time that has passed.
    `ended` is this cycle's outcome where the history has it already, and only the snapshot after
    it was lost.
    """
    wall_gap = max(0.0, now.wall - saved.seen.wall)
    gap = max(0.0, now.boot - saved.seen.boot) if same_boot else wall_gap
    worked = accrues(rules, saved) and same_boot
    awake = max(0.0, now.mono - saved.seen.mono)
    state = saved if same_boot else _moved(saved, now.boot - gap - saved.seen.boot)
    state = replace(state, seen=now, gates=state.gates & QUIET, absence=None, still_since_boot=None)
    turn = Turn(rules, state, now)
    fit_counters(turn)
    if ended is not None:
        _end_as_recorded(turn, ended)
    _end_prompt(turn)
    if saved.absence is not None:
        # The user was away already; if he still is, the desktop says so again.
        away = absence.so_far(saved.absence, saved.seen.boot)
        absence.credit(turn, away + gap, saved.absence.causes)
    elif worked and gap <= SHORT_GAP_S:
        gain = min(awake, gap)
        if ended is not None:
            gain = min(gain, max(0.0, now.wall - ended.utc))
        turn.set(work=frozen((n, w + gain) for n, w in turn.state.work.items()))
    else:
        absence.gap(turn, gap)
    quiet.refresh(turn, zone_changed=True)  # maybe: what is saved does not name its zone
    return turn.state, tuple(turn.effects)


def _end_as_recorded(turn: Turn, ended: Entry) -> None:
    """A break that was begun counts whole: how much of it was taken is on no record."""
    end(turn, Outcome.MISSED if ended.what == Outcome.MISSED else Outcome.DONE)
    turn.effects.clear()


def _end_prompt(turn: Turn) -> None:
    """A prompt does not outlive the process; the break is due again with a fresh one."""
    if turn.state.phase is Phase.PROMPTING:
        turn.set(phase=Phase.DUE, prompt=None)


def _moved(state: State, by: float) -> State:
    """The same state on another boot's clock."""
    paused = state.paused
    if paused is not None and paused.until_boot is not None:
        paused = replace(paused, until_boot=paused.until_boot + by)
    last, reading = state.last_prompt_boot, state.reading_until_boot
    return replace(
        state,
        paused=paused,
        not_before_boot=state.not_before_boot + by,
        last_prompt_boot=None if last is None else last + by,
        snooze_until_boot=state.snooze_until_boot + by,
        break_began_boot=state.break_began_boot + by,
        settled_boot=state.settled_boot + by,
        natural_ends=frozen((name, at + by) for name, at in state.natural_ends.items()),
        reading_until_boot=None if reading is None else reading + by,
        held_since=frozen((g, since + by) for g, since in state.held_since.items()),
    )
