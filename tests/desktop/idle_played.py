"""A source of idleness that a test plays."""

import asyncio
from dataclasses import dataclass, field

from breakd.desktop.dbus.bus import Bus
from breakd.desktop.idle.source import Report


@dataclass(eq=False)
class Played:
    """A source that a test plays: it starts unless `trouble` is set, then says `first`."""

    label: str
    log: list[str]
    trouble: Exception | None = None
    first: str = "active"
    hangs: bool = False
    bus: None = None
    service: str = ""
    reports: list[Report] = field(default_factory=list)
    thresholds: list[float] = field(default_factory=list)

    def make(self, report: Report, threshold: float, _bus: Bus | None) -> "Played":
        self.reports.append(report)
        self.thresholds.append(threshold)
        return self

    @property
    def report(self) -> Report:
        """Where the one that was started last reports to."""
        return self.reports[-1]

    async def start(self) -> None:
        self.log.append(f"{self.label} starts")
        if self.hangs:
            await asyncio.Event().wait()
        if self.trouble is not None:
            raise self.trouble
        if self.first == "idle":
            self.report.idle(100.0)
        elif self.first == "active":
            self.report.active()
        elif self.first == "lost":
            self.report.lost("at once")

    def stop(self) -> None:
        self.log.append(f"{self.label} stops")
