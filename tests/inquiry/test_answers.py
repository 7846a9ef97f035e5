"""What the control socket is answered: by the daemon of paper, with the engine behind it."""

from collections.abc import Awaitable
from dataclasses import replace

import pytest

from breakd.control.protocol import Reply, Request
from breakd.control.requests import Feedback, Hide, Hurts, OfBreak
from breakd.core.events import (
    Another,
    Done,
    Event,
    Pause,
    Picked,
    PromptNow,
    Reading,
    Skip,
    Snooze,
    Start,
)
from breakd.core.model import Break, Phase
from breakd.core.stretch import Stretch
from breakd.inquiry.answers import Answers
from tests.daemon.world import CHIN_TUCK, World, daemon_in

OTHER = replace(CHIN_TUCK, id="neck-roll", name="Neck roll")


class Socket(World):
    """Whoever asks."""

    def __init__(self) -> None:
        super().__init__()
        self.notices: list[str] = []
        self.taken: list[Feedback] = []
        self.others = [OTHER.id]
        self.daemon = daemon_in(self)
        self.answers = Answers(
            self.daemon,
            status=lambda view: {"phase": view.phase.value},
            why=lambda _: "Because.",
            doctor=lambda _: pytest.fail("nobody is ill"),
            stretches=self.stretches,
            feedback=self.feedback,
            notice=self.notices.append,
            reload=lambda: None,
            quit_=lambda: None,
        )

    def choose(self, owed: Break, *, discreet: bool = False, instead_of: str = "") -> str:
        if instead_of:
            return self.others.pop() if self.others else ""
        return super().choose(owed, discreet=discreet)

    def stretches(self) -> dict[str, Stretch]:
        return {CHIN_TUCK.id: CHIN_TUCK, OTHER.id: OTHER}

    def feedback(self, said: Feedback) -> Reply:
        self.taken.append(said)
        return Reply(True, "Obeyed.")

    def ask(self, request: Request) -> Reply:
        reply = self.answers(request)
        assert not isinstance(reply, Awaitable)
        return reply

    @property
    def phase(self) -> Phase:
        return self.daemon.state.phase

    def send(self, *events: Event) -> None:
        for event in events:
            self.daemon.post(event)


@pytest.fixture
def socket() -> Socket:
    return Socket()


@pytest.mark.parametrize("answer", [Done(), Skip(), Snooze()])
def test_a_token_names_the_break_under_way(socket: Socket, answer: Done | Skip | Snooze) -> None:
    socket.send(Start())
    cycle = socket.daemon.state.cycle
    for token in (cycle - 1, cycle + 1):
        reply = socket.ask(OfBreak(token, answer))
        assert (reply.ok, reply.text, socket.phase) == (
            False,
            "That break is over.",
            Phase.ON_BREAK,
        )
    assert socket.ask(OfBreak(cycle, answer)).ok
    assert socket.phase is not Phase.ON_BREAK


def test_a_guide_that_outlived_its_break_changes_nothing(socket: Socket) -> None:
    socket.send(Start())
    token = socket.daemon.state.cycle
    socket.send(Done())
    before = socket.daemon.state
    assert not socket.ask(OfBreak(token, Done())).ok
    socket.send(PromptNow())
    assert not socket.ask(OfBreak(token, Skip())).ok
    assert before.phase is Phase.WORKING
    assert [h[1] for h in socket.heard if h[0] == "add"] == ["done", "prompt"]


def test_another_is_named_or_said_not_to_be(socket: Socket) -> None:
    socket.send(Start())
    token = socket.daemon.state.cycle
    assert socket.ask(OfBreak(token, Another())) == Reply(True, "Then this one: Neck roll.")
    assert socket.ask(Another()) == Reply(False, "No other stretch fits this break.")
    assert socket.daemon.state.stretch == "neck-roll"
    socket.send(Done())
    assert socket.ask(Another()) == Reply(False, "No break is due.")


def test_a_guide_has_the_daemon_say_what_becomes_of_a_stretch_that_hurts(socket: Socket) -> None:
    socket.send(Start())
    assert socket.ask(OfBreak(socket.daemon.state.cycle, Hurts("chin-tuck"))).ok
    assert (socket.taken, socket.notices) == ([Hurts("chin-tuck")], ["Obeyed."])
    assert socket.ask(Hurts()).text == "Obeyed."
    assert socket.ask(Hide("chin-tuck")).text == "Obeyed."
    assert len(socket.notices) == 1


def test_that_one_reads_is_confirmed_whatever_else_is_going_on(socket: Socket) -> None:
    socket.send(PromptNow())
    assert socket.phase is Phase.PROMPTING
    assert socket.ask(Reading()).text.startswith("Time for a break · reading until ")
    socket.send(Pause())
    assert socket.ask(Reading()).text.startswith("Paused · reading until ")


def test_an_old_guide_hides_nothing(socket: Socket) -> None:
    assert not socket.ask(OfBreak(socket.daemon.state.cycle, Hurts())).ok
    assert (socket.taken, socket.notices) == ([], [])


def test_a_late_exchange_is_not_taken(socket: Socket) -> None:
    socket.send(Start(), Picked(1, "neck-roll", instead_of="shrug"))
    assert socket.daemon.state.stretch == "chin-tuck"
