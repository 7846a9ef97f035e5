"""The stretches there are: breakd's own, and those of the user's packs."""

import logging
from collections.abc import Callable, Mapping
from pathlib import Path

from breakd.catalogue.loader import load
from breakd.core.stretch import Stretch

log = logging.getLogger("breakd.app")


class Library:
    """Reads the catalogue.  `packs` gives the folders that the configuration names now;
    `problems` has a sentence for each fault of what was read last."""

    def __init__(self, packs: Callable[[], tuple[str, ...]]) -> None:
        self.problems: tuple[str, ...] = ()
        self._packs = packs

    def read(self) -> Mapping[str, Stretch]:
        """All stretches by id; each fault is logged when it is new."""
        catalogue = load([Path(folder) for folder in self._packs()])
        for problem in catalogue.problems:
            if problem not in self.problems:
                log.warning("%s", problem)
        self.problems = catalogue.problems
        return catalogue.stretches
