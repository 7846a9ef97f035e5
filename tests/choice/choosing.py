"""A breakd whose stretches are really chosen, and what its user says of them."""

from pathlib import Path

from breakd.choice.feedback import AsksToHide, Opinions
from breakd.choice.likes import Likes
from breakd.choice.picks import Picks
from breakd.config.load import load
from breakd.config.source import Sources
from breakd.core.events import PromptNow
from breakd.core.model import Outcome, Phase
from breakd.core.stretch import Dose, Stretch
from tests.daemon.world import World, daemon_in


def stretch(id_: str, *loads: str, enabled: bool = True) -> Stretch:
    return Stretch(
        id=id_,
        name=id_.replace("-", " ").capitalize(),
        area="neck",
        summary="",
        steps=("Sit tall.",),
        feel="",
        cautions=(),
        dose=Dose(hold=10),
        loads=frozenset(loads),
        enabled=enabled,
    )


STRETCHES = {
    each.id: each
    for each in (
        stretch("chin-tuck"),
        stretch("look-around", "neck-rotation"),
        stretch("side-bend", "neck-side-bend", "overhead"),
        stretch("towel-glide", enabled=False),
    )
}


class Desk(World):
    """A world whose chooser is the real one, with settings in a folder of its own."""

    def __init__(self, folder: Path, *, last: str = "") -> None:
        super().__init__()
        user = folder / "config.toml"
        user.write_text('[stretches]\nexclude = ["side-bend"]\n')
        self.sources = Sources((), user, folder / "overrides.toml")
        preferences = load(self.sources).preferences
        self.picks = Picks(lambda: STRETCHES, preferences, seed=1)
        self.daemon = daemon_in(self, chooser=self.picks)
        self.opinions = self._opinions(self.sources, last)
        self.asked: list[str] = []
        self.asks = AsksToHide(self.picks.tired_of, self.asked.append)

    def _opinions(self, sources: Sources, last: str) -> Opinions:
        return Opinions(
            lambda: self.daemon,
            self.picks,
            Likes(sources),
            reload=lambda: self.picks.use(load(self.sources).preferences),
            last=lambda: last,
        )

    def without_overrides(self) -> None:
        """As if it was run with a file that the user named."""
        self.opinions = self._opinions(Sources.only(self.sources.user), "")

    def look(self) -> None:
        for display in (self.opinions, self.asks):
            display(self.daemon.view())

    def prompt(self, id_: str | None = None) -> None:
        self.daemon.post(PromptNow(id_))
        self.look()

    @property
    def excluded(self) -> set[str]:
        return set(load(self.sources).preferences.exclude)

    @property
    def shown(self) -> str | None:
        return self.daemon.state.stretch

    @property
    def phase(self) -> Phase:
        return self.daemon.state.phase

    def ended(self) -> list[object]:
        return [h[1] for h in self.heard if h[0] == "add" and h[1] in set(Outcome)]
