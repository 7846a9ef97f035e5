"""Which files of a pack are read: plain ones, with plain names, and not too many."""

import os
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from breakd.catalogue.loader import load
from tests.catalogue.packs import BUILT_IN, MINE, load_text, the_problem


def a_link(pack: Path) -> None:
    secret = pack.parent / "secret.toml"
    secret.write_text("[[stretch]]")
    (pack / "mine.toml").symlink_to(secret)


def a_dangling_link(pack: Path) -> None:
    (pack / "mine.toml").symlink_to(pack / "gone.toml")


def a_pipe(pack: Path) -> None:
    os.mkfifo(pack / "mine.toml")


def a_folder(pack: Path) -> None:
    (pack / "mine.toml").mkdir()


def a_device(pack: Path) -> None:
    (pack / "mine.toml").symlink_to("/dev/zero")


@pytest.mark.parametrize("make", [a_link, a_dangling_link, a_pipe, a_folder, a_device])
def test_only_regular_files_are_read(pack: Path, make: Any) -> None:
    make(pack)
    assert "not a regular file" in the_problem(load([pack]))


@pytest.mark.parametrize(
    "name", ["-rf.toml", ".hidden.toml", "a b.toml", "\x1b[31m.toml", "é.toml"]
)
def test_only_plain_names_are_read(pack: Path, name: str) -> None:
    (pack / name).write_text(tomli_w.dumps({"stretch": [MINE]}))
    assert "plain name" in the_problem(load([pack]))


def test_other_files_are_left_alone(pack: Path) -> None:
    (pack / "README.md").write_text("Hello")
    (pack / "picture.png").write_bytes(b"\x89PNG")
    assert load([pack]).problems == ()


def test_a_folder_full_of_files_is_read_in_part(pack: Path) -> None:
    for number in range(30):
        table = {**MINE, "id": f"mine-{number:02}"}
        (pack / f"{number:02}.toml").write_text(tomli_w.dumps({"stretch": [table]}))
    catalogue = load([pack])
    assert len(catalogue.stretches) == len(BUILT_IN) + 20
    assert len(catalogue.problems) == 1


@pytest.mark.parametrize("folder", ["missing", "file", "null\x00byte"])
def test_a_folder_that_is_none_is_one_sentence(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").write_text("")
    assert "cannot be read" in the_problem(load([tmp_path / folder]))


def test_a_folder_with_an_ugly_name_prints_safely(tmp_path: Path) -> None:
    folder = tmp_path / "evil\x1b[31m\u202e"
    folder.mkdir()
    assert "\\x1b" in the_problem(load_text(folder, "stretch"))
