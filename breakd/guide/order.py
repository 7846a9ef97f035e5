"""What a guide is told: everything that it needs to lead through a break, as one line of JSON.

The daemon knows all of it, and so the guide has nothing to read before its window is up.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from breakd.core.stretch import Dose, Stretch

if TYPE_CHECKING:
    from breakd.config.settings import Settings


@dataclass(frozen=True, slots=True)
class Order:
    """A break of `length` seconds with this stretch, or, without one, what `title` and `text` say.

    `token` names the break to the daemon; None for a trial, of which nobody is told.  `snooze`:
    whether the break can still be snoozed.  `packs` are the folders of the user's own stretches,
    `settings` those of the configuration's keys that concern the guide.  `unasked`: it
    began by itself, and counts only once the user attends to it.  `speed` lets its clock run
    faster, for tests.
    """

    stretch: Stretch | None
    title: str
    text: str
    picture: str
    length: float
    token: int | None
    snooze: bool
    packs: tuple[str, ...]
    settings: Mapping[str, Any]
    unasked: bool = False
    speed: float = 1.0

    def line(self) -> bytes:
        """The order as it is sent."""
        return json.dumps(asdict(self), default=sorted).encode() + b"\n"

    def configured(self) -> "Settings":
        """The settings, with the defaults for everything that does not concern the guide."""
        from breakd.config.settings import Settings  # takes its time, which the window has not

        return Settings(**self.settings)


def relevant(settings: "Settings") -> dict[str, Any]:
    """The settings that concern the guide."""
    return {
        field.name: getattr(settings, field.name)
        for field in fields(settings)
        if field.name.startswith(("guide_", "sound_", "figure_"))
    }


def parse(line: bytes) -> Order:
    """What `Order.line` has written; ValueError for anything else."""
    try:
        said = json.loads(line)
        stretch = said.pop("stretch")
        packs = tuple(said.pop("packs"))
        return Order(stretch=_stretch(stretch) if stretch else None, packs=packs, **said)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(str(error)) from error


def _stretch(said: dict[str, Any]) -> Stretch:
    dose = Dose(**said.pop("dose"))
    for field in fields(Stretch):
        if isinstance(said.get(field.name), list):
            kind = frozenset if "frozenset" in str(field.type) else tuple
            said[field.name] = kind(said[field.name])
    return Stretch(dose=dose, **said)
