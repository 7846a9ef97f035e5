"""What the daemon does about a day without reminders: says so once, and interrupts no call."""

from dataclasses import dataclass, field

import pytest

from breakd.core.events import Done, Event, GateClosed, GateOpened
from breakd.core.model import Gate, Rules
from breakd.core.view import view
from breakd.daemon.displays import NoSilentDay
from tests.core.timeline import Timeline


@dataclass
class Told:
    """What was said, and where."""

    notes: list[str] = field(default_factory=list)
    pop_ups: list[str] = field(default_factory=list)


class Day(Timeline):
    """A timeline with the display on it."""

    def __init__(self, *, shown: bool = True, rules: Rules | None = None) -> None:
        self.told = Told()
        self.display = NoSilentDay(
            lambda: self.state, lambda: self.rules, self.told.notes.append, self.told.pop_ups.append
        )
        super().__init__(rules, shown=shown)

    def send(self, event: Event) -> list[object]:  # type: ignore[override]  # the same, looked at
        led_to = super().send(event)
        self.display(view(self.rules, self.state, self.now))
        return list(led_to)


CALL = "No reminder has come through in 1 hour of work: held back by a call. See `breakd why`."


def test_it_is_said_once_and_taken_back(caplog: pytest.LogCaptureFixture) -> None:
    day = Day()
    day.send(GateClosed(Gate.CALL))
    day.wait(3500)
    assert day.told == Told()
    day.wait(200)
    assert day.told == Told([CALL])
    assert [record.message for record in caplog.records] == [CALL]
    day.wait(200)
    assert day.told == Told([CALL])
    day.send(GateOpened(Gate.CALL))
    assert day.told == Told([CALL, ""])
    assert day.display.work is None


def test_a_second_silence_is_said_too() -> None:
    day = Day()
    day.send(GateClosed(Gate.CALL))
    day.wait(3700)
    day.send(Done())
    day.wait(3700)
    assert day.told.notes == [CALL, "", CALL]


def test_what_cannot_be_a_call_any_more_pops_up_once() -> None:
    """A microphone that some program never lets go of must not silence breakd for ever."""
    day = Day()
    day.send(GateClosed(Gate.CALL))
    day.wait(7100)
    assert day.told.pop_ups == []
    day.wait(7200)
    assert day.told.pop_ups == [CALL.replace("1 hour", "2 hours")]


def test_nothing_pops_up_on_a_shared_screen() -> None:
    day = Day()
    day.send(GateClosed(Gate.SCREEN_SHARE))
    day.send(GateClosed(Gate.CALL))
    day.wait(20_000)
    assert len(day.told.notes) == 1
    assert "held back by a call, a shared screen." in day.told.notes[0]
    assert day.told.pop_ups == []


def test_a_notification_is_tried_where_none_was_shown() -> None:
    day = Day(shown=False)
    for _ in range(400):
        day.wait(10)
        day.fail_to_show()
    said = (
        "No reminder has come through in 1 hour of work: nothing shows notifications. "
        "See `breakd doctor`."
    )
    assert day.told == Told([said], [said])
    assert day.display.work == pytest.approx(4000, abs=15)
    day.send(Done())
    for _ in range(400):
        day.wait(10)
        day.fail_to_show()
    assert day.told == Told([said, "", said], [said, said])
