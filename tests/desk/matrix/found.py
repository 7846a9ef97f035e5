"""What a check found, as it is kept and printed."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal, Self

Verdict = Literal["works", "degraded", "missing"]


@dataclass(frozen=True)
class Finding:
    """One cell of the table; `how` says in what way it is degraded, or what came instead."""

    verdict: Verdict
    how: str = ""


WORKS = Finding("works")


@dataclass
class Row:
    """One desktop; `checks` by name.  `error`: it could not be tried, or not to the end."""

    name: str
    versions: str = ""
    checks: dict[str, Finding] = field(default_factory=dict)
    error: str = ""

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Self:
        """The same again."""
        checks = {name: Finding(**one) for name, one in plain["checks"].items()}
        return cls(plain["name"], plain["versions"], checks, plain["error"])
