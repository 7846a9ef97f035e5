"""The configuration while it is being written: by halves, in place of another file, and broken."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from breakd.control.client import ask
from tests.bare import Bare
from tests.desk.waiting import wait_until

BEFORE = '[[break]]\nname = "stretch"\nevery = "1h"\nlength = "2m"\n'
AFTER = BEFORE.replace("1h", "50m") + "\n[prompt]\nrepeats = 1\n"


@pytest.fixture
def user(tmp_path: Path) -> Iterator[Bare]:
    user = Bare(tmp_path)
    user.config.write_text(BEFORE)
    user.start()
    yield user
    user.kill()


def every(user: Bare) -> str:
    """The interval by which the running breakd goes."""
    said = user.ask("status", "--json").stdout
    return said.partition('"every_s": ')[2].partition(",")[0].partition("}")[0]


def test_half_written_it_keeps_the_last_good_one(user: Bare) -> None:
    """Cut off anywhere it is refused, in a sentence, and nothing changes; in the end it is
    taken."""
    for cut in (3, 12, 20, 30, 38, len(BEFORE) + 5, len(AFTER) - 4):
        user.config.write_text(AFTER[:cut])
        said = ask({"do": "reload"}, path=user.config.parents[2] / "run/breakd/control.sock")
        assert not said["ok"], AFTER[:cut]
        assert str(user.config) in said["text"]
        checked = user.ask("config", "check")
        assert checked.returncode == 2
        assert str(user.config) in checked.stderr
        assert "Traceback" not in checked.stderr
        assert every(user) == "3600.0"
    user.config.write_text(AFTER)
    wait_until(lambda: every(user) == "3000.0", "the new interval", 45)


@pytest.mark.parametrize("how", ["vim", "emacs"])
def test_saved_as_an_editor_saves(user: Bare, how: str) -> None:
    """vim renames the old file and writes a new one; others write beside it and rename."""
    if how == "vim":
        user.config.rename(user.config.with_name("config.toml~"))
        assert every(user) == "3600.0"
        user.config.write_text(AFTER)
        user.config.with_name("config.toml~").unlink()
    else:
        draft = user.config.with_name(".config.toml.swp")
        draft.write_text(AFTER)
        draft.replace(user.config)
    wait_until(lambda: every(user) == "3000.0", "the new interval")
