"""What a probe is, and what it can say about itself."""

from collections.abc import Callable
from typing import Literal, Protocol

from breakd.core.model import Gate

State = Literal["works", "degraded", "missing"]
# With a sentence for the user, and the command that mends it where there is one.
Capability = tuple[State, str] | tuple[State, str, str]
Capabilities = dict[str, Capability]

Tell = Callable[[frozenset[Gate]], None]


class Probe(Protocol):
    """Watches some gates while it runs, and holds nothing when it does not."""

    gates: frozenset[Gate]

    async def run(self, wanted: frozenset[Gate], tell: Tell) -> None:
        """Until cancelled: tell which of the wanted gates are closed, after the first look and
        whenever that changes.  What cannot be known is open.  Several may run at once."""

    def capabilities(self) -> Capabilities:
        """By capability: what the last look has shown to be possible on this desktop."""

    async def close(self) -> None:
        """When nothing runs any more: wait for what it has started."""
