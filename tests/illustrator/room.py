"""An illustrator before a process that a script plays."""

import json
from dataclasses import replace
from pathlib import Path

from breakd.card import Card, Drawn
from breakd.clocks import clock
from breakd.config.settings import Settings
from breakd.core.engine import begin
from breakd.core.model import Break, Rules
from breakd.core.view import View, view
from breakd.illustrator.ahead import Illustrated, Illustrator
from tests.patience import until

A, B = Drawn(Path("/a.s"), Path("/a.l"), Path("/a.t")), Drawn(Path("/b.s"), Path("/b.l"))
SAID = {
    "a": json.dumps({"small": "/a.s", "large": "/a.l", "strip": "/a.t"}),
    "b": json.dumps({"small": "/b.s", "large": "/b.l"}),
    "nothing": "{}",
    "odd": '{"small": 3}',
    "broken": '{"problem": "it is broken"}',
}


class Room:
    """An illustrator whose process is a script, and the prompts that it delivers to.

    The script notes each run in a file, says what `SAID` has for the stretch, and then sleeps; for
    "late" it waits for the file `go`, for "dead" it ends at once, for "hangs" it says nothing.
    """

    def __init__(self, folder: Path) -> None:
        self.runs = folder / "runs"
        self.go = folder / "go"
        says = "".join(f"{name}) echo '{said}';; " for name, said in SAID.items())
        waits = f"until [ -e {self.go} ]; do sleep 0.02; done"
        script = folder / "draw"
        script.write_text(
            f'for last; do :; done; echo "$@" >> {self.runs}\n'
            f"case $last in {says} late) {waits}; echo '{SAID['a']}';; dead) exit 3;; esac\n"
            "exec sleep 60\n"
        )
        self.settings = Settings()
        self.next = "a"
        self.useful = True
        self.shown: list[tuple[int, Drawn | None]] = []
        self.withdrawn: list[int] = []
        self.illustrator = Illustrator(
            lambda owed, *, discreet=False: "b" if discreet else self.next,
            lambda: self.settings,
            lambda: self.useful,
            ("sh", str(script)),
        )
        self.prompts = Illustrated(self, self.illustrator)

    def show(self, token: int, card: Card) -> None:
        self.shown.append((token, card.drawn))

    def withdraw(self, token: int) -> None:
        self.withdrawn.append(token)

    def open_guide(self, card: Card) -> None:
        self.shown.append((0, card.drawn))

    def close_guide(self) -> None:
        pass

    def ran(self) -> list[str]:
        """The stretches, one for each run."""
        if not self.runs.exists():
            return []
        return [line.split()[-1] for line in self.runs.read_text().splitlines()]

    async def drawn(self, stretch: str) -> Drawn | None:
        """Wait until this is drawn."""
        await until(lambda: self.illustrator.of(stretch))
        return self.illustrator.of(stretch)


def card(stretch: str) -> Card:
    return Card("Title", "Body", stretch=stretch)


def standing(due_in: float | None = 30.0, **changes: object) -> View:
    rules = Rules(breaks=(Break("stretch", every=1800.0, length=120.0),))
    now = clock.read()
    return replace(view(rules, begin(rules, now), now), due_in=due_in, **changes)  # type: ignore[arg-type]
