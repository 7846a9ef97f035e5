"""What somebody was typing is no answer to a window that came up meanwhile."""

from hypothesis import given
from hypothesis import strategies as st

from breakd.guide.hesitation import Hesitation

gaps = st.lists(st.floats(0.01, 0.55), max_size=100)


@given(st.floats(0, 1e6), st.floats(0, 0.99), gaps)
def test_whoever_types_on_is_not_heard(opened: float, first: float, rest: list[float]) -> None:
    hesitation, now = Hesitation(opened), opened + first
    assert not hesitation.takes(now, now)
    for gap in rest:
        now += gap
        assert not hesitation.takes(now, now)
    assert hesitation.takes(now + 1.01, now + 1.01)


def test_a_key_after_a_second_is_heard_and_so_are_those_that_follow() -> None:
    hesitation = Hesitation(10)
    for now in (11.0, 11.1, 11.2):
        assert hesitation.takes(now, now)


def test_the_pause_is_measured_where_the_keys_are_pressed() -> None:
    """A window that is busy gets them late, and none the less quickly after each other."""
    hesitation = Hesitation(10)
    assert not hesitation.takes(10.2, 500.0)
    assert not hesitation.takes(12.0, 500.3)
    assert hesitation.takes(12.1, 501.0)
