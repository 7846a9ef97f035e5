"""`breakd config`."""

import sys
from pathlib import Path

import pytest

from breakd.__main__ import main
from breakd.control.protocol import Reply
from breakd.control.requests import Query
from tests.cli.conftest import Command
from tests.control.scripted import Scripted


@pytest.fixture
def file(home: Path) -> Path:
    return home / "config_home" / "breakd" / "config.toml"


def test_path(breakd: Command, file: Path) -> None:
    assert breakd("config path") == (0, f"{file}\n", "")


def test_show_names_every_value_and_its_origin(breakd: Command, file: Path) -> None:
    file.parent.mkdir()
    file.write_text("[snooze]\ntimes = 4")
    breakd("config set away.idle 90s")
    status, out, _ = breakd("config")
    assert status == 0
    lines = {" ".join(line.split()) for line in out.splitlines()}
    assert "snooze.times = 4 # your config.toml" in lines
    assert 'away.idle = "90s" # `breakd config set`' in lines
    assert 'away.rest = "5m" # default' in lines
    assert breakd("config show")[1] == out


def test_get_prints_what_counts(breakd: Command, file: Path) -> None:
    file.parent.mkdir()
    file.write_text("[snooze]\ntimes = 4\n[hours]\nmon-fri = ['09:00-17:00']")
    breakd("config set away.idle 90s")
    for key, value in {
        "snooze.times": "4",
        "away.idle": "90s",
        "snooze.choices": '["5m", "10m", "15m"]',
        "break.stretch.every": "30m",
        "hours.mon-fri": '["09:00-17:00"]',
        "defer.call": "true",
    }.items():
        assert breakd(f"config get {key}") == (0, f"{value}\n", "")
    for key, said in {
        "snooze.time": "There is no setting snooze.time; did you mean snooze.times?",
        "break.eyes.every": "There is no break called eyes, only stretch.",
        "break.stretch.at": "break.stretch.at has no value.",
        "hours.sun": "hours.sun has no value.",
    }.items():
        assert breakd(f"config get {key}") == (2, "", f"{said}\n")


def test_a_word_that_is_none_of_config_s(breakd: Command) -> None:
    status, out, complaint = breakd("config fetch")
    assert (status, out) == (2, "")
    assert complaint == (
        '"fetch" does not fit; it must be one of show, get, path, check, init, edit, set, unset.\n'
    )


def test_init_and_check(breakd: Command, file: Path) -> None:
    assert breakd("config check") == (
        0,
        f"There is no {file}; every setting is at its default.\n",
        "",
    )
    assert breakd("config init") == (
        0,
        f"Wrote {file}, with every setting at its default.\n",
        "",
    )
    assert breakd("config init") == (0, f"{file} is already there and stays as it is.\n", "")
    assert breakd("config check") == (0, f"{file} is fine.\n", "")


def test_check_names_every_problem(breakd: Command, file: Path) -> None:
    file.parent.mkdir()
    file.write_text("[snooze]\ntimes = -1\ntotal = 5")
    status, out, complaint = breakd("config check")
    assert (status, out) == (2, "")
    assert [line.split(" is ")[0] for line in complaint.splitlines()] == [
        f"{file}: snooze.times",
        f"{file}: snooze.total",
    ]
    for line in ("config show", "config set away.idle 90s", "stretches list"):
        assert breakd(line) == (2, "", complaint)


def test_check_warns(breakd: Command, file: Path) -> None:
    file.parent.mkdir()
    file.write_text('[stretches]\nexclude = ["chin-tuk"]')
    status, out, complaint = breakd("config check")
    assert (status, out) == (0, f"{file} is fine.\n")
    assert "there is no stretch chin-tuk; did you mean chin-tuck?" in complaint


def test_check_names_what_is_wrong_with_a_pack(breakd: Command, file: Path) -> None:
    file.parent.mkdir()
    file.write_text('[stretches]\npacks = ["/does/not/exist"]')
    status, out, complaint = breakd("config check")
    assert (status, out) == (0, f"{file} is fine.\n")
    assert complaint.startswith("/does/not/exist")
    assert complaint.count("\n") == 1


def test_check_knows_what_was_set(breakd: Command, file: Path) -> None:
    overrides = file.with_name("overrides.toml")
    breakd("config set snooze.times 3")
    assert breakd("config check") == (0, f"{overrides} is fine.\n", "")
    file.write_text("")
    assert breakd("config check") == (0, f"{file} is fine.\n{overrides} is fine.\n", "")


def test_check_another_file(breakd: Command, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    assert breakd(f"config check {other}") == (2, "", f"{other} does not exist.\n")
    other.write_text("[away]")
    assert breakd(f"config check {other}") == (0, f"{other} is fine.\n", "")


def test_set_and_unset_without_a_daemon(breakd: Command, file: Path) -> None:
    assert breakd("config set snooze.choices 5m, 10m") == (
        0,
        'snooze.choices is now ["5m", "10m"].\n',
        "",
    )
    assert breakd("config unset snooze.choices")[0] == 0
    assert breakd("config set snooze.tims 3") == (
        2,
        "",
        "There is no setting snooze.tims; did you mean snooze.times?\n",
    )
    assert breakd("config set snooze.times -3") == (
        2,
        "",
        "snooze.times cannot be -3; it must be a whole number from 0 to 20.\n",
    )


def test_set_tells_the_daemon(breakd: Command, daemon: Scripted) -> None:
    assert breakd("config set snooze.times 3") == (0, "snooze.times is now 3.\n", "")
    assert daemon.requests == [Query.RELOAD]
    daemon.reply = Reply(False, "It did not work.")
    assert breakd("config unset snooze.times")[::2] == (1, "It did not work.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="the script needs a shell")
def test_edit(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    editor = tmp_path / "my editor"
    editor.write_text('#!/bin/sh\necho "editing $1 $2"; echo "[snooze]\ntimes = -1" > "$2"\n')
    editor.chmod(0o700)
    monkeypatch.setenv("EDITOR", "false")
    monkeypatch.setenv("VISUAL", f"'{editor}' -w")
    assert main(["config", "edit"]) == 2
    captured = capfd.readouterr()
    assert captured.out == f"editing -w {file}\n"
    assert captured.err.startswith(f"{file}: snooze.times is -1, but")
    monkeypatch.delenv("VISUAL")
    assert main(["config", "edit"]) == 1
    assert capfd.readouterr().err == "The editor false did not work: exit status 1.\n"
    monkeypatch.setenv("EDITOR", "no-such-editor")
    assert main(["config", "edit"]) == 1
    said = "The editor no-such-editor did not work: No such file or directory.\n"
    assert capfd.readouterr().err == said
    monkeypatch.setenv("EDITOR", " ")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["config", "edit"]) == 1
    assert capfd.readouterr().err.startswith("There is no editor: set VISUAL or EDITOR")


def test_a_place_that_cannot_be_written(breakd: Command, home: Path) -> None:
    (home / "config_home" / "breakd").write_text("in the way")
    for line in ("config init", "config set snooze.times 3"):
        status, out, complaint = breakd(line)
        assert out == ""
        assert status in (1, 2)
        assert str(home / "config_home" / "breakd") in complaint
        assert complaint.count("\n") == 1
