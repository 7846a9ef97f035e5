"""The daemon's chooser."""

from hypothesis import given
from hypothesis import strategies as st

from breakd.catalogue.loader import load
from breakd.choice.picks import Picks
from breakd.core.model import Break, Outcome
from breakd.core.stretch import Preferences

STRETCHES = load().stretches
OWED = Break("stretch", every=1800.0, length=120.0)
WALK = Break("walk", every=1800.0, length=120.0, content="walk")


@given(
    st.integers(0, 2**32),
    st.lists(st.tuples(st.booleans(), st.sampled_from([Outcome.DONE, Outcome.SKIPPED, None]))),
    st.booleans(),
)
def test_a_look_ahead_changes_nothing_and_is_right(
    seed: int, history: list[tuple[bool, Outcome | None]], discreet: bool
) -> None:
    seen, unseen = (Picks(lambda: STRETCHES, Preferences(), seed=seed) for _ in range(2))
    for in_call, outcome in history:
        ahead = seen.peek(OWED, discreet=in_call)
        chosen = seen.choose(OWED, discreet=in_call)
        assert ahead == chosen == unseen.choose(OWED, discreet=in_call)
        if outcome is not None:
            seen.note(chosen, outcome)
            unseen.note(chosen, outcome)
    seen.peek(OWED, discreet=discreet)
    assert seen.data() == unseen.data()


def test_there_is_nothing_to_look_ahead_to_in_other_breaks() -> None:
    assert Picks(lambda: STRETCHES, Preferences(), seed=1).peek(WALK) == ""
    assert Picks(dict, Preferences(), seed=1).peek(OWED) == ""
