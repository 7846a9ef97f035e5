"""Which gates are looked at, and when."""

from dataclasses import replace

import pytest

from breakd.config.settings import Settings
from breakd.core.model import Gate, Phase, Rules
from breakd.core.view import View
from breakd.desktop.attention.watcher import SOON_S, needed, wanted_gates
from tests.desktop.views import held, paused, prompting, view

DND, FULL, CALL = Gate.DO_NOT_DISTURB, Gate.FULL_SCREEN, Gate.CALL
ALL = frozenset({DND, FULL, CALL, Gate.SCREEN_SHARE, Gate.TYPING})


@pytest.mark.parametrize(
    ("shown", "watched"),
    [
        (view(), False),
        (view(due_in=SOON_S + 1), False),
        (view(due_in=SOON_S), True),
        (view(due_in=0.0), True),
        (view(phase=Phase.SNOOZED, due_in=300.0), False),
        (view(phase=Phase.SNOOZED, due_in=5.0), True),
        (view(phase=Phase.DUE, due_in=0.0), True),
        (view(phase=Phase.DUE, due_in=120.0), False),
        (held(Phase.DUE, Gate.CALL), True),
        (held(Phase.DUE, Gate.TYPING, Gate.FULL_SCREEN), True),
        (held(Phase.DUE, Gate.CALL, Gate.LOCKED), False),
        (held(Phase.DUE, Gate.OFF_HOURS), False),
        (held(Phase.WORKING, Gate.IDLE), False),
        (view(phase=Phase.ON_BREAK, due_in=None), False),
        (view(planned=None, due_in=None), False),
        (prompting(), False),
        (paused(), False),
    ],
)
def test_only_a_due_break_is_a_reason_to_look(shown: View, watched: bool) -> None:
    assert needed(shown) is watched


def test_the_configuration_says_what_is_wanted() -> None:
    settings = Settings()
    assert wanted_gates(settings) == ALL
    assert wanted_gates(replace(settings, defer_call=False)) == {DND, FULL, Gate.TYPING}
    assert wanted_gates(replace(settings, defer_full_screen=False)) == ALL - {FULL}
    none = Settings(
        rules=Rules(defer_typing=0.0),
        defer_do_not_disturb=False,
        defer_full_screen=False,
        defer_call=False,
    )
    assert wanted_gates(none) == frozenset()
