"""The rows of `breakd doctor` for a terminal, and for a script."""

import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from breakd.checks import Check, presentable
from breakd.text import doctor as text

WIDTH = 78
_MARKS = {"works": "✓", "degraded": "!", "missing": "✗", "off": "–"}
_PLAIN_MARKS = {"works": "+", "degraded": "!", "missing": "x", "off": "-"}
_GAP = 2


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found, on which system.  `running`: whether the daemon has answered."""

    version: str
    python: str
    system: str
    running: bool
    checks: Sequence[Check]


def doctor_json(found: Examined) -> Mapping[str, object]:
    """Plain values, stable from version to version (keys and rows are only ever added):

    `{"version": "0.1.0", "python": "3.11.2", "system": "Debian GNU/Linux 12 (bookworm)",
    "running": true, "checks": [{"name": "notifications", "state": "works", "text": "…",
    "mend": ""}, ...]}`

    `state` is one of works, degraded (in part, `text` says how), missing, off (not wanted or not
    needed).  `mend` is a command, "" where there is none.  Rows, each of which may be absent:
    daemon, reminders, desktop, notifications, session-bus, tray, idle, lock, sleep,
    do-not-disturb, full-screen, microphone, camera, screen-share, typing, terminal, systemd,
    calendar, sound, autostart, config, stretches, storage, log.  Home folders read "~"; there are
    no titles of windows and nothing that was typed.
    """
    return {
        "version": found.version,
        "python": found.python,
        "system": found.system,
        "running": found.running,
        "checks": [check.plain() for check in found.checks],
    }


def doctor_table(found: Examined, *, plain: bool = False) -> str:
    """A heading, the rows and a verdict, at most 78 columns wide but for commands that are
    longer; ends with a line feed.  `plain` keeps the layout to ASCII."""
    checks = [presentable(check) for check in found.checks]
    names = max((len(check.name) for check in checks), default=0)
    healths = max(len(health) for health in _MARKS)
    marks = _PLAIN_MARKS if plain else _MARKS
    lines = [text.head(found.version, found.python, found.system), ""]
    for check in checks:
        first = (
            f"{marks[check.health]} {check.name:<{names}}  {check.health:<{healths}}{' ' * _GAP}"
        )
        indent = " " * len(first)
        lines += _wrapped(check.text, first, indent)
        if check.mend and f"`{check.mend}`" not in check.text:
            arrow = "->" if plain else "→"
            fits = len(indent) + len(arrow) + 1 + len(check.mend) <= WIDTH
            lines.append(f"{indent if fits else '    '}{arrow} {check.mend}")
    counts = [sum(check.health == health for check in checks) for health in ("degraded", "missing")]
    lines += ["", text.verdict(*counts)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _wrapped(sentence: str, first: str, indent: str) -> list[str]:
    """Lines of a sentence; a command in it stays on one of them, to be copied."""
    held = re.sub("`[^`]*`", lambda found: found[0].replace(" ", "\0"), sentence)
    lines = textwrap.wrap(
        held, WIDTH, initial_indent=first, subsequent_indent=indent, break_on_hyphens=False
    )
    return [line.replace("\0", " ") for line in lines or [first]]
