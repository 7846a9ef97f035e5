"""What the user says about a stretch is obeyed at once, and kept."""

from pathlib import Path

import pytest

from breakd.config.load import load
from breakd.control.requests import Favour, Hide, Hurts, Unhide
from breakd.core.events import Another, GateClosed, Skip, Start
from breakd.core.model import Gate, Phase
from tests.choice.choosing import Desk


@pytest.mark.parametrize("starts", [False, True], ids=["in the prompt", "on the break"])
def test_what_hurts_ends_the_break_and_never_comes_again(desk: Desk, starts: bool) -> None:
    desk.prompt("look-around")
    if starts:
        desk.daemon.post(Start())
    reply = desk.opinions.take(Hurts())
    assert reply.ok
    assert reply.text == (
        "Sorry to hear that. The break is over; “Look around” is hidden and will not come again. "
        "If it was the movement, `breakd config set stretches.avoid +neck-rotation` leaves out "
        "all stretches with it. `breakd unhide look-around` brings it back."
    )
    assert (desk.phase, desk.ended()) == (Phase.WORKING, ["skipped"])
    assert desk.excluded == {"side-bend", "look-around"}
    for _ in range(8):
        desk.prompt()
        assert desk.shown == "chin-tuck"
        desk.daemon.post(Skip())


def test_afterwards_the_last_one_shown_is_meant(desk: Desk) -> None:
    desk.prompt("look-around")
    desk.daemon.post(Skip())
    assert "“Look around” is hidden now and will not" in desk.opinions.take(Hurts()).text
    assert desk.ended() == ["skipped"]


def test_each_of_its_movements_is_offered(desk: Desk) -> None:
    said = desk.opinions.take(Hurts("side-bend")).text
    assert "`breakd config set stretches.avoid +neck-side-bend`, or +overhead leaves out" in said


def test_what_was_exchanged_for_another_is_not_meant(desk: Desk) -> None:
    desk.daemon.post(GateClosed(Gate.LOCKED))
    desk.prompt("look-around")
    desk.daemon.ask(Another())
    desk.look()
    assert desk.phase is Phase.DUE
    assert "“Chin tuck” is hidden" in desk.opinions.take(Hurts()).text


def test_after_a_restart_too(tmp_path: Path) -> None:
    desk = Desk(tmp_path, last="chin-tuck")
    assert "“Chin tuck” is hidden" in desk.opinions.take(Hurts()).text


def test_before_anything_was_shown_one_has_to_be_named(desk: Desk) -> None:
    reply = desk.opinions.take(Hurts())
    assert (reply.ok, reply.text.startswith("No stretch has been shown yet")) == (False, True)
    assert desk.opinions.take(Hurts("chin-tuck")).ok


def test_a_break_without_a_stretch_blames_no_earlier_one(desk: Desk) -> None:
    desk.prompt("look-around")
    desk.daemon.post(Skip())
    for id_ in ("chin-tuck", "look-around"):
        desk.opinions.take(Hide(id_))
    desk.prompt()
    desk.pass_time(desk.daemon, 5)
    assert (desk.phase, desk.shown) == (Phase.PROMPTING, "")
    reply = desk.opinions.take(Hurts())
    assert (reply.ok, reply.text.startswith("This break has no stretch")) == (False, True)


def test_a_break_that_is_held_back_goes_on_with_another(desk: Desk) -> None:
    desk.daemon.post(GateClosed(Gate.LOCKED))
    desk.prompt("look-around")
    assert desk.phase is Phase.DUE
    assert desk.opinions.take(Hurts("look-around")).ok
    assert (desk.phase, desk.shown) == (Phase.DUE, "chin-tuck")


def test_what_hurts_stays_away_also_where_nothing_can_be_written(desk: Desk) -> None:
    desk.without_overrides()
    desk.prompt("look-around")
    reply = desk.opinions.take(Hurts())
    assert reply.ok
    assert "“Look around” stays away until breakd is started again." in reply.text
    assert str(desk.sources.user) in reply.text
    for _ in range(4):
        desk.prompt()
        assert desk.shown == "chin-tuck"
        desk.daemon.post(Skip())
    assert desk.opinions.take(Unhide("look-around")).ok
    assert "look-around" not in desk.picks.preferences.exclude


def test_hidden_it_gives_way_in_the_prompt_and_can_come_back(desk: Desk) -> None:
    desk.prompt("look-around")
    said = desk.opinions.take(Hide("look-around")).text
    assert said == "“Look around” will not come again; `breakd unhide look-around` brings it back."
    assert (desk.phase, desk.shown, desk.ended()) == (Phase.PROMPTING, "chin-tuck", [])
    assert desk.opinions.take(Unhide("look-around")).text == "“Look around” may come again."
    assert desk.excluded == {"side-bend"}
    assert desk.opinions.take(Unhide("look-around")).text == "“Look around” is not hidden."


def test_on_a_break_it_is_only_hidden(desk: Desk) -> None:
    desk.prompt("look-around")
    desk.daemon.post(Start())
    assert desk.opinions.take(Hide("look-around")).ok
    assert (desk.phase, desk.shown) == (Phase.ON_BREAK, "look-around")


def test_the_users_own_file_stays_as_it_is(desk: Desk) -> None:
    before = desk.sources.user.read_text()
    assert desk.opinions.take(Unhide("side-bend")).text == "“Side bend” may come again."
    assert desk.excluded == set()
    assert desk.sources.user.read_text() == before


def test_what_is_off_by_default_can_be_had(desk: Desk) -> None:
    assert desk.opinions.take(Unhide("towel-glide")).text == "“Towel glide” may come again."
    assert load(desk.sources).preferences.include == {"towel-glide"}


def test_what_is_avoided_is_said_to_be(desk: Desk) -> None:
    with desk.sources.user.open("a") as file:
        file.write('avoid = ["overhead"]\n')
    desk.picks.use(load(desk.sources).preferences)
    said = desk.opinions.take(Unhide("side-bend")).text
    assert said.startswith("“Side bend” is not hidden, but still left out: you avoid ")


def test_a_favourite_and_no_longer(desk: Desk) -> None:
    assert desk.opinions.take(Favour("chin-tuck")).text == (
        "“Chin tuck” comes more often now; `breakd favour chin-tuck` again undoes that."
    )
    assert desk.picks.preferences.favourites == {"chin-tuck"}
    assert (
        desk.opinions.take(Favour("chin-tuck")).text == "“Chin tuck” comes as often as any other."
    )
    desk.opinions.take(Favour("look-around"))
    desk.opinions.take(Favour("chin-tuck", off=True))
    assert desk.picks.preferences.favourites == {"look-around"}


def test_an_unknown_one(desk: Desk) -> None:
    reply = desk.opinions.take(Hide("chin-tock"))
    assert (reply.ok, reply.text) == (
        False,
        "There is no stretch 'chin-tock'; did you mean chin-tuck?",
    )
