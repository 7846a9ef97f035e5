"""One row of `breakd doctor`: something that breakd needs or uses, and how it does."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, get_args

# degraded: works in part.  off: not wanted or not needed here, and no cause for concern.
Health = Literal["works", "degraded", "missing", "off"]

LONGEST = 600


@dataclass(frozen=True, slots=True)
class Check:
    """`name` never changes its meaning; `text` is a sentence for the user; `mend` is the command
    that mends it, "" where there is none."""

    name: str
    health: Health
    text: str
    mend: str = ""

    def plain(self) -> dict[str, str]:
        """As it is sent and printed; see `presentable`."""
        row = presentable(self)
        return {"name": row.name, "state": row.health, "text": row.text, "mend": row.mend}


def of_plain(row: Mapping[str, object]) -> Check:
    """From another process, which may be of another version of breakd."""
    known: tuple[Health, ...] = get_args(Health)
    found: Health = next((health for health in known if health == row.get("state")), "degraded")
    name, text, mend = (str(row.get(key, "")) for key in ("name", "text", "mend"))
    return presentable(Check(name, found, text, mend))


def presentable(check: Check) -> Check:
    """Fit for a bug report: no home folder, no control characters, no endless text."""
    name, text, mend = (_presentable(part) for part in (check.name, check.text, check.mend))
    return replace(check, name=name, text=text, mend=mend)


def _presentable(text: str) -> str:
    for home in _homes():
        text = text.replace(home, "~")
    shown = "".join(char if char.isprintable() else " " for char in text)
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"


def _homes() -> list[str]:
    """The home folder as it is called, and as it really is; the root directory is nobody's."""
    try:
        home = Path.home()
        names = {str(home), str(home.resolve())}
    except (OSError, RuntimeError):
        return []
    return sorted(names - {"/", ""}, key=len, reverse=True)
