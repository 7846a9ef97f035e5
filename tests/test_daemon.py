"""The daemon around the core: effects reach their ports in order, and no port stops the rest."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC

import pytest

from breakd.card import Card, Lesson
from breakd.core.effects import Refuse, Why
from breakd.core.engine import begin
from breakd.core.events import (
    Answer,
    Answered,
    Done,
    Event,
    PromptNow,
    Shown,
    ShuttingDown,
    Skip,
    Start,
    Tick,
)
from breakd.core.model import Break, Now, Outcome, Phase, Rules, State
from breakd.core.stats import Entry
from breakd.core.stretch import Dose, Stretch
from breakd.core.view import View
from breakd.daemon import Chooser, Daemon

CHIN_TUCK = Stretch(
    id="chin-tuck",
    name="Chin tuck",
    area="neck",
    summary="Glide your head straight back.",
    steps=("Sit tall.",),
    feel="At the back of the neck.",
    cautions=(),
    dose=Dose(hold=5, reps=8),
)
PORTS = [
    "withdraw",
    "open_guide",
    "close_guide",
    "set",
    "plan",
    "upcoming",
    "choose",
    "get",
    "note",
    "add",
    "save",
    "display",
]
RULES = Rules(breaks=(Break("stretch", every=60.0),))


@dataclass
class World:
    """Every port in one, with a clock that the test moves; `broken` ports raise."""

    now: Now = field(default_factory=lambda: Now(1000.0, 1000.0, 1.7e9, UTC))
    heard: list[tuple[object, ...]] = field(default_factory=list)
    broken: frozenset[str] = frozenset()
    wake: float | None = None
    post: Callable[[Event], None] | None = None

    def _act(self, what: str, *about: object) -> None:
        if what in self.broken:
            raise OSError(f"{what} is broken")
        self.heard.append((what, *about))

    def show(self, token: int, card: Card) -> None:
        self._act("show", token, card.title)
        if self.post is not None:
            self.post(Shown(token))

    def withdraw(self, token: int) -> None:
        self._act("withdraw", token)

    def open_guide(self, lesson: Lesson) -> None:
        self._act("open_guide", lesson.card.title)

    def close_guide(self) -> None:
        self._act("close_guide")

    def set(self, seconds: float | None) -> None:
        self._act("set")
        self.wake = seconds

    def plan(self, breaks: tuple[Break, ...]) -> None:
        self._act("plan", tuple(b.name for b in breaks))

    def upcoming(self) -> tuple[str, float] | None:
        self._act("upcoming")
        return None

    def choose(self, owed: Break, *, discreet: bool = False, instead_of: str = "") -> str:
        self._act("choose", owed.name)
        return "" if instead_of else CHIN_TUCK.id

    def note(self, stretch: str, outcome: Outcome) -> None:
        self._act("note", stretch, outcome)

    def get(self, stretch: str) -> Stretch | None:
        self._act("get", stretch)
        return CHIN_TUCK if stretch == CHIN_TUCK.id else None

    def add(self, entry: Entry) -> None:
        self._act("add", entry.what, entry.area)

    def save(self, state: State, _at_once: bool) -> None:
        self._act("save", state.phase)

    def display(self, view: View) -> None:
        self._act("display", view.phase)

    def whats(self) -> list[object]:
        """What happened, without what follows every step."""
        return [h[0] for h in self.heard if h[0] not in ("get", "set", "upcoming", "display")]

    def pass_time(self, daemon: Daemon, seconds: float) -> None:
        """Sleep until the alarm, again and again."""
        end = self.now.boot + seconds
        while self.now.boot < end:
            wait = min(10.0 if self.wake is None else self.wake, end - self.now.boot)
            now = self.now
            self.now = replace(
                now, boot=now.boot + wait, mono=now.mono + wait, wall=now.wall + wait
            )
            daemon.post(Tick())


def phase(daemon: Daemon) -> Phase:
    return daemon.state.phase


def daemon_in(world: World, *, chooser: Chooser | None = None) -> Daemon:
    daemon = Daemon(
        RULES,
        begin(RULES, world.now),
        lambda: world.now,
        notifier=world,
        guide=world,
        alarm=world,
        chooser=chooser or world,
        records=world,
        save=world.save,
        displays=[world.display],
    )
    world.post = daemon.post
    return daemon


def test_work_leads_to_a_prompt_and_its_answer_to_the_history() -> None:
    world = World()
    daemon = daemon_in(world)
    world.pass_time(daemon, 60.5)
    assert phase(daemon) is Phase.PROMPTING
    assert ("show", 1, "Chin tuck") in world.heard
    world.heard.clear()
    daemon.post(Answered(1, Answer.DONE))
    assert world.whats() == ["withdraw", "add", "note", "save"]
    assert ("add", "done", "neck") in world.heard
    assert ("note", "chin-tuck", Outcome.DONE) in world.heard


def test_what_is_recorded_is_recorded_before_the_snapshot() -> None:
    world = World()
    daemon = daemon_in(world)
    daemon.post(Done())
    assert world.whats() == ["add", "save"]


def test_an_event_that_a_port_posts_waits_for_its_turn() -> None:
    world = World()
    daemon = daemon_in(world)
    daemon.post(PromptNow())
    assert world.whats() == ["choose", "save", "show", "save", "add"]
    assert daemon.state.prompt is not None
    assert daemon.state.prompt.shown_wall == world.now.wall


@pytest.mark.parametrize("port", PORTS)
def test_a_port_that_always_fails_costs_no_reminder(port: str) -> None:
    world = World(broken=frozenset({port}))
    daemon = daemon_in(world)
    for _ in range(3):
        world.pass_time(daemon, 70)
        assert phase(daemon) is Phase.PROMPTING
        token = daemon.state.token
        daemon.post(Answered(token, Answer.SHOW))
        assert phase(daemon) is Phase.ON_BREAK
        daemon.post(Done())
        assert phase(daemon) is Phase.WORKING
    daemon.reload(RULES)


def test_a_chooser_that_fails_leaves_a_plain_break() -> None:
    world = World(broken=frozenset({"choose"}))
    daemon = daemon_in(world)
    daemon.post(PromptNow())
    assert phase(daemon) is Phase.PROMPTING
    assert daemon.state.stretch == ""


def test_a_prompt_that_cannot_be_shown_is_tried_again_until_it_can() -> None:
    world = World(broken=frozenset({"show"}))
    daemon = daemon_in(world)
    world.pass_time(daemon, 120)
    assert phase(daemon) is Phase.DUE
    assert daemon.state.show_failures > 1
    world.broken = frozenset()
    world.pass_time(daemon, 61)
    assert phase(daemon) is Phase.PROMPTING
    assert daemon.state.show_failures == 0


def test_a_failing_port_is_logged_once_until_it_works_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    world = World(broken=frozenset({"save"}))
    daemon = daemon_in(world)
    for _ in range(5):
        daemon.post(Done())
    assert len(caplog.records) == 1
    world.broken = frozenset()
    daemon.post(Done())
    world.broken = frozenset({"save"})
    daemon.post(Done())
    assert len(caplog.records) == 2


def test_a_refused_command_says_why_and_only_to_its_asker() -> None:
    daemon = daemon_in(World())
    assert daemon.ask(Skip()) == Refuse(Why.NOTHING_DUE)
    assert daemon.ask(PromptNow()) is None


def test_an_error_in_the_core_leaves_through_post_and_does_not_block_the_mailbox(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World()
    daemon = daemon_in(world)
    daemon.state = replace(daemon.state, phase=Phase.PROMPTING)  # a prompt without its token
    with pytest.raises(AssertionError):
        daemon.post(Tick())
    daemon.state = begin(RULES, world.now)
    daemon.post(PromptNow())
    assert phase(daemon) is Phase.PROMPTING


def test_after_every_step_the_alarm_is_set_and_the_displays_show_it() -> None:
    world = World()
    daemon = daemon_in(world)
    daemon.post(Tick())
    assert world.wake == pytest.approx(10.0)
    assert world.heard[-1] == ("display", Phase.WORKING)


def test_shutting_down_leaves_no_prompt_and_a_snapshot() -> None:
    world = World()
    daemon = daemon_in(world)
    daemon.post(PromptNow())
    world.heard.clear()
    daemon.post(ShuttingDown())
    assert world.whats() == ["withdraw", "save"]
    assert ("save", Phase.DUE) in world.heard


def test_a_guide_that_dies_leaves_nothing_wedged() -> None:
    world = World(broken=frozenset({"open_guide", "close_guide"}))
    daemon = daemon_in(world)
    daemon.post(Start())
    assert phase(daemon) is Phase.ON_BREAK
    world.pass_time(daemon, 119)
    assert phase(daemon) is Phase.ON_BREAK
    world.pass_time(daemon, 1)
    assert phase(daemon) is Phase.WORKING
    assert [h[1] for h in world.heard if h[0] == "add"] == ["done"]
