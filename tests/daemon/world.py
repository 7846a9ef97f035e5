"""A daemon between ports that note what they are asked, and fail when they are told to."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC

from breakd.card import Card, Lesson
from breakd.core.engine import begin
from breakd.core.events import (
    Event,
    Shown,
    Tick,
)
from breakd.core.model import Break, Now, Outcome, Phase, Rules, State
from breakd.core.stats import Entry
from breakd.core.stretch import Dose, Stretch
from breakd.core.view import View
from breakd.daemon.daemon import Daemon
from breakd.daemon.ports import Chooser

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
