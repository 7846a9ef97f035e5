"""What a break has left in memory is gone once it is over."""

import gc
import weakref
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC

import pytest

from breakd.core.engine import begin
from breakd.core.model import Now, Phase, Rules
from breakd.core.view import View, view
from breakd.daemon.tidy import Tidy


class Knot:
    """Held by nobody but itself."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture(autouse=True)
def _collected_by_nobody_else() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def seen(phase: Phase) -> View:
    now = Now(0.0, 0.0, 0.0, UTC)
    return replace(view(Rules(), begin(Rules(), now), now, None), phase=phase)


@pytest.mark.parametrize("during", [Phase.DUE, Phase.PROMPTING, Phase.SNOOZED, Phase.ON_BREAK])
def test_it_goes_at_the_end_of_the_break_and_not_before(during: Phase) -> None:
    tidy = Tidy()
    knot = weakref.ref(Knot())
    tidy(seen(Phase.WORKING))
    tidy(seen(during))
    assert knot() is not None
    tidy(seen(Phase.WORKING))
    assert knot() is None
