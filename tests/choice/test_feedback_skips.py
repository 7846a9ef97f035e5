"""What the user skips, or wants another one for."""

from breakd.control.requests import Hide, Hurts
from breakd.core.events import Another, GateClosed, Skip
from breakd.core.model import Gate, Phase
from tests.choice.choosing import Desk


def test_another_one_comes_at_once_and_the_first_rests(desk: Desk) -> None:
    desk.prompt("look-around")
    assert desk.daemon.ask(Another()) is None
    assert (desk.phase, desk.shown) == (Phase.PROMPTING, "chin-tuck")
    desk.daemon.post(Skip())
    assert desk.ended() == ["skipped"]
    log = desk.picks.data()["log"]
    assert isinstance(log, dict)
    assert log["skips"] == {"look-around": 1, "chin-tuck": 1}


def test_without_another_one_it_stays(desk: Desk) -> None:
    desk.opinions.take(Hide("look-around"))
    desk.prompt()
    refusal = desk.daemon.ask(Another())
    assert refusal is not None
    assert (refusal.why, desk.shown) == ("no-other", "chin-tuck")


def test_a_prompt_in_a_call_is_discreet_or_does_not_come(desk: Desk) -> None:
    assert desk.picks.choose(desk.daemon.rules.breaks[0], discreet=True) == ""
    assert desk.picks.choose(desk.daemon.rules.breaks[0]) != ""


def skip(desk: Desk, id_: str, times: int) -> None:
    for _ in range(times):
        desk.prompt(id_)
        desk.daemon.post(Skip())
        desk.look()


def test_after_three_skips_in_a_row_it_asks_once(desk: Desk) -> None:
    skip(desk, "look-around", 2)
    assert desk.asked == []
    skip(desk, "look-around", 1)
    assert desk.asked == ["look-around"]
    skip(desk, "look-around", 3)
    assert desk.asked == ["look-around"]
    assert desk.excluded == {"side-bend"}


def test_it_does_not_ask_while_somebody_would_be_disturbed(desk: Desk) -> None:
    skip(desk, "look-around", 2)
    desk.prompt("look-around")
    desk.daemon.post(GateClosed(Gate.SCREEN_SHARE))
    desk.daemon.post(Skip())
    desk.look()
    assert desk.asked == []


def test_it_does_not_ask_about_what_is_hidden_already(desk: Desk) -> None:
    skip(desk, "look-around", 2)
    desk.prompt("look-around")
    desk.opinions.take(Hurts())
    desk.look()
    assert desk.asked == []
