"""What a check found, as it is kept and printed."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal, Self

Verdict = Literal["works", "degraded", "missing", "failed"]


@dataclass(frozen=True)
class Finding:
    """One cell of the table; `how` says by which way it works, or what came instead.

    "missing" is what this desktop does not have; "failed" is what was not as it should be.
    """

    verdict: Verdict
    how: str = ""


WORKS = Finding("works")


@dataclass
class Row:
    """One desktop; `checks` by name.  `error`: it could not be tried, or not to the end.
    `needs`: why it was left out: a program of it is not installed."""

    name: str
    versions: str = ""
    checks: dict[str, Finding] = field(default_factory=dict)
    error: str = ""
    needs: str = ""

    @property
    def failed(self) -> bool:
        """Whether anything was not as it should be."""
        return bool(self.error) or any(one.verdict == "failed" for one in self.checks.values())

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Self:
        """The same again."""
        checks = {name: Finding(**one) for name, one in plain["checks"].items()}
        return cls(**{**plain, "checks": checks})
