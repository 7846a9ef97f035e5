"""What there is to say of the prompts of a whole log."""

from dataclasses import dataclass, field
from datetime import datetime, tzinfo

IN_TIME_S = 10.0
EARLY_S = 0.05  # timers, and what is injected, are not rounded alike


@dataclass
class Verdict:
    """`late`: the seconds by which each prompt was late, below 0 for one that came early.
    `walls`: when each of them came.  `missed`: the wall times at which one was called for in vain.
    `wrong`: all that is not as promised, in words."""

    zone: tzinfo
    late: list[float] = field(default_factory=list)
    walls: list[float] = field(default_factory=list)
    missed: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def early(self) -> int:
        """How many prompts came too early."""
        return sum(seconds < -EARLY_S for seconds in self.late)

    @property
    def latest(self) -> str:
        """When the prompt came that was the latest of all."""
        return self._time(max(zip(self.late, self.walls, strict=True))[1])

    def prompt(self, wall: float, seconds: float) -> None:
        """A prompt came, so late."""
        self.late.append(seconds)
        self.walls.append(wall)
        if not -EARLY_S <= seconds <= IN_TIME_S:
            self.wrong.append(f"the prompt of {self._time(wall)} was {seconds:.1f} s late")

    def none(self, wall: float) -> None:
        """None came although one was called for."""
        self.missed.append(wall)
        self.wrong.append(f"no prompt came at {self._time(wall)}")

    def _time(self, wall: float) -> str:
        return f"{datetime.fromtimestamp(wall, self.zone):%A %d %B %H:%M:%S}"
