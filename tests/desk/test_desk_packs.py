"""Stretches of one's own, given to a daemon that runs."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.desk import parts
from tests.desk.desktop import Desktop
from tests.desk.running import Breakd
from tests.desk.waiting import wait_until

pytestmark = pytest.mark.desk

EXAMPLE = Path(__file__).parents[2] / "docs/example-pack"


@pytest.fixture
def breakd(desktop: Desktop) -> Breakd:
    desktop.x11()
    parts.dunst(desktop)
    breakd = Breakd(desktop, every="1h")
    breakd.start()
    return breakd


@pytest.fixture
def pack(desktop: Desktop, breakd: Breakd) -> Path:
    """In the configuration of the daemon that runs."""
    folder = desktop.home / "stretches"
    shutil.copytree(EXAMPLE, folder)
    said = breakd.cli("config", "set", "stretches.packs", f"+{folder}")
    assert said.returncode == 0, said.stderr
    return folder


def doctor(breakd: Breakd) -> dict[str, Any]:
    """What it says of the stretches."""
    rows = json.loads(breakd.cli("doctor", "--json").stdout)["checks"]
    return next(row for row in rows if row["name"] == "stretches")


def prompted(breakd: Breakd, stretch: str) -> None:
    said = breakd.cli("now", stretch)
    assert said.returncode == 0, said.stderr
    breakd.wait_for("prompting")
    assert breakd.status()["prompt"]["stretch"] == stretch
    assert breakd.cli("done").returncode == 0


def test_a_pack_is_taken_up_at_once(breakd: Breakd, pack: Path) -> None:
    before = doctor(breakd)
    assert before["state"] == "works", before
    prompted(breakd, "pt-pendulum")
    mine = (pack / "shoulder.toml").read_text()
    (pack / "more.toml").write_text(mine.replace('id = "pt-', 'id = "more-'))
    assert "breakd uses it as it is now." in breakd.cli("stretches", "check", str(pack)).stdout
    prompted(breakd, "more-pendulum")


def test_a_pack_that_is_edited_is_taken_up_by_itself(breakd: Breakd, pack: Path) -> None:
    mine = pack / "shoulder.toml"
    mine.write_text(mine.read_text().replace('id = "pt-pendulum"', 'id = "pt-swing"'))
    wait_until(lambda: breakd.status() and not breakd.cli("now", "pt-swing").returncode, "it")
    gone = breakd.cli("now", "pt-pendulum")
    assert (gone.returncode, gone.stdout) == (2, "")


def test_a_broken_pack_is_one_sentence_and_the_rest_goes_on(breakd: Breakd, pack: Path) -> None:
    file = pack / "shoulder.toml"
    file.write_text(file.read_text().replace('["seated", "standing"]', '["flying"]'))
    assert breakd.cli("stretches", "check", str(pack)).returncode == 2
    with (pack / "huge.toml").open("wb") as huge:
        huge.truncate(1 << 30)
    os.mkfifo(pack / "pipe.toml")
    folder = pack.with_name("empty")
    folder.mkdir()
    assert breakd.cli("config", "set", "stretches.packs", f"+{folder}").returncode == 0
    prompted(breakd, "pt-pendulum")
    prompted(breakd, "chin-tuck")
    assert breakd.cli("now", "pt-blade-squeeze").returncode != 0
    row = doctor(breakd)
    assert row["state"] == "degraded"
    assert "(and 2 more)" in row["text"]
    for said in (
        "positions is",
        "huge.toml: this file is larger than 256 KiB.",
        "pipe.toml: this is not a regular file (links are not followed).",
    ):
        wait_until(lambda said=said: said in breakd.log(), said)  # type: ignore[misc]  # a default
        assert breakd.log().count(said) == 1
    assert "Traceback" not in breakd.log()
