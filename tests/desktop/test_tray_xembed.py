"""The embedded icon's process: when it stays away, and what it shows."""

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from breakd.control.protocol import parse
from breakd.control.requests import Query
from breakd.core.events import Done, Reading, Resume, Start
from breakd.core.model import Gate, Phase
from breakd.core.view import View
from breakd.desktop.tray import icon as tray
from breakd.desktop.tray import xembed
from breakd.desktop.tray.embedded import NO_TRAY
from tests.desktop.views import WALL, held, paused, prompting, view

COMMAND = [sys.executable, "-m", "breakd.desktop.tray.xembed"]


def _run(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), **environment}
    return subprocess.run(COMMAND, env=env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("environment", [{}, {"DISPLAY": ""}, {"DISPLAY": ":59"}])
def test_without_a_tray_it_ends_without_a_word(tmp_path: Path, environment: dict[str, str]) -> None:
    done = _run(tmp_path, **environment)
    assert (done.returncode, done.stdout, done.stderr) == (NO_TRAY, "", "")


def _status(now: View) -> dict[str, Any]:
    """The part of the control socket's status that the icon follows."""
    assert now.planned is not None
    planned = {"work_s": now.work, "every_s": now.planned.every, "due_in_s": now.due_in}
    return {"phase": now.phase.value, "gates": [g.value for g in now.gates], "break": planned}


@pytest.mark.parametrize(
    "now",
    [
        view(),
        view(work=0.0, filled=0.0),
        held(Phase.WORKING, Gate.IDLE),
        held(Phase.DUE, Gate.CALL),
        view(phase=Phase.DUE, due_in=60.0, due_wall=WALL + 60),
        prompting(),
        view(phase=Phase.SNOOZED),
        paused(),
        view(phase=Phase.ON_BREAK, due_in=None, due_wall=None),
    ],
)
def test_it_shows_what_the_other_tray_icon_would(now: View) -> None:
    status = _status(now)
    form, step = tray.frame(now)
    assert xembed.form(status) == form
    if form in ("working", "held"):
        assert xembed.step(status) == step


def test_with_nothing_planned_the_ring_is_empty() -> None:
    assert xembed.step({"phase": "working", "gates": [], "break": None}) == 0


@pytest.mark.parametrize(
    "headline", ["Snoozed – again in 5 min", "Break due – Besprechung: „Für André“ 会議"]
)
def test_on_x11_its_name_is_latin_1(headline: str) -> None:
    name = xembed.title(headline, "", x11=True)
    assert name.encode("latin-1")
    assert " - " in name
    assert name[:5] == headline[:5]
    assert xembed.title(headline, "", x11=False) == headline


def test_its_name_has_the_note_too_as_far_as_there_is_room() -> None:
    assert xembed.title("Break due", "No reminder.", x11=False) == "Break due\nNo reminder."
    assert xembed.title("Break due", "No reminder.", x11=True) == "Break due - No reminder."
    name = xembed.title("Break due", "No reminder has come through. " * 9, x11=False)
    assert (len(name), name[-1]) == (127, "…")  # pystray raises ValueError for more on Windows


def test_each_row_of_its_menu_asks_for_something_that_the_daemon_knows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[dict[str, object]] = []

    def tell(verb: str, fields: dict[str, object]) -> str:
        asked.append({"do": verb, **fields})
        return ""

    monkeypatch.setenv("PYSTRAY_BACKEND", "dummy")
    monkeypatch.setattr(xembed, "_tell", tell)
    pystray: Any = import_module("pystray")
    rows = list(xembed._menu(pystray))
    rows += [inner for row in rows if row.submenu for inner in row.submenu]
    for row in rows:
        if row is not pystray.Menu.SEPARATOR and not row.submenu:
            row(SimpleNamespace(HAS_NOTIFICATION=False))
    known = [parse(json.dumps(request).encode()) for request in asked]
    assert {Start(), Done(), Reading(), Reading(0.0), Resume(), Query.QUIT} <= set(known)
    assert len(known) == len(set(known)) == 15
