"""`breakd stretches check`."""

import shutil
from pathlib import Path

import pytest

from breakd.control.protocol import Reply
from breakd.control.requests import Query
from tests.cli.conftest import Command
from tests.control.scripted import Scripted

EXAMPLE = Path(__file__).parents[2] / "docs/example-pack"


@pytest.fixture
def pack(home: Path) -> Path:
    folder = home / "stretches"
    shutil.copytree(EXAMPLE, folder)
    return folder


def use(home: Path, more: str = "") -> None:
    (home / "config_home" / "breakd").mkdir()
    (home / "config_home" / "breakd" / "config.toml").write_text(
        f'[stretches]\npacks = ["{home}/stretches"]\n{more}'
    )


def test_a_sound_pack_and_how_to_use_it(breakd: Command, pack: Path) -> None:
    status, out, complaint = breakd(f"stretches check {pack}")
    assert (status, complaint) == (0, "")
    assert out == (
        "3 stretches, 1 drawing, 1 picture: all good.\n"
        f"To use it: breakd config set stretches.packs +{pack}\n"
    )
    command = out.splitlines()[-1].partition("breakd ")[2]
    assert breakd(command)[0] == 0
    _, out, _ = breakd("stretches show pt-wall-walk")
    assert "Fingers up the wall" in out
    _, out, _ = breakd(f"stretches check {pack}")
    assert out == "3 stretches, 1 drawing, 1 picture: all good.\n"


def test_the_flaws_with_their_lines(breakd: Command, pack: Path) -> None:
    file = pack / "shoulder.toml"
    file.write_text(file.read_text().replace('["standing"]', '["stading"]', 1))
    line = file.read_text().splitlines().index('positions = ["stading"]') + 1
    status, out, complaint = breakd(f"stretches check {pack}")
    assert (status, complaint) == (2, "")
    flaw, summary = out.splitlines()
    assert flaw.startswith(f"{file}:{line}: stretch pt-pendulum: positions is")
    assert summary == "1 problem; usable: 2 stretches, 1 drawing, 1 picture."


def test_what_the_settings_leave_out_is_told(breakd: Command, home: Path, pack: Path) -> None:
    use(home, 'equipment = ["chair"]\n')
    _, out, _ = breakd(f"stretches check {pack}")
    assert out.splitlines()[-1] == (
        "With your settings these are not offered: pt-pendulum, pt-wall-walk."
    )


def test_a_running_breakd_takes_it_up(
    breakd: Command, home: Path, pack: Path, daemon: Scripted
) -> None:
    use(home)
    daemon.reply = Reply(True, "", {})
    _, out, _ = breakd(f"stretches check {pack}")
    assert out.splitlines()[-1] == "breakd uses it as it is now."
    assert daemon.requests == [Query.RELOAD]


def test_a_folder_that_is_none(breakd: Command, home: Path) -> None:
    status, out, _ = breakd(f"stretches check {home}/nowhere")
    assert status == 2
    assert out.startswith(f"{home}/nowhere: this folder of stretches cannot be read (no such file")
    assert breakd("stretches check")[0] == 2
