"""autostart in a real HOME, with a scripted `systemctl` in PATH that keeps books."""

import os
import stat
from pathlib import Path

import pytest

from breakd.desktop.autostart import switch as autostart

SYSTEMCTL = """#!/bin/sh
echo "$*" >>"$BOOKS/calls"
shift
wants="$XDG_CONFIG_HOME/systemd/user/graphical-session.target.wants/breakd.service"
case "$1" in
show-environment) [ ! -e "$BOOKS/no-manager" ] ;;
is-active) if [ -e "$BOOKS/no-target" ]; then echo inactive; exit 3; else echo active; fi ;;
enable) [ ! -e "$BOOKS/refuse" ] && mkdir -p "${wants%/*}" && ln -sf ../breakd.service "$wants" ;;
disable) [ ! -e "$BOOKS/no-manager" ] && rm -f "$wants" ;;
is-enabled) if [ -L "$wants" ]; then echo enabled; else echo disabled; exit 1; fi ;;
esac
"""


class Home:
    """A user's home, and what systemd was asked for."""

    def __init__(self, root: Path) -> None:
        self.books = root / "books"
        self.config = root / "config"
        self.unit = self.config / "systemd/user/breakd.service"
        self.link = self.unit.parent / "graphical-session.target.wants/breakd.service"
        self.entry = self.config / "autostart/breakd.desktop"
        self.application = root / "data/applications/breakd.desktop"

    def systemd(self, state: str) -> None:
        """One of no-manager, no-target, refuse."""
        (self.books / state).touch()

    def calls(self) -> list[str]:
        """The verbs that change something, in order."""
        path = self.books / "calls"
        lines = path.read_text().splitlines() if path.exists() else []
        assert all(line.startswith("--user ") for line in lines)
        asked = [line.removeprefix("--user ") for line in lines]
        return [line for line in asked if line.split()[0] in {"enable", "disable", "daemon-reload"}]

    def files(self) -> list[Path]:
        return sorted(path for top in (self.config, self.application) for path in _below(top))


def _below(top: Path) -> list[Path]:
    found = [top] if top.is_file() else [*top.rglob("*")]
    return [path for path in found if path.is_file() or path.is_symlink()]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    it = Home(tmp_path)
    it.books.mkdir()
    tool = tmp_path / "bin" / "systemctl"
    tool.parent.mkdir()
    tool.write_text(SYSTEMCTL)
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("BOOKS", str(it.books))
    monkeypatch.setenv("PATH", f"{tool.parent}:{os.environ['PATH']}")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(it.config))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "GNOME")
    return it


def test_a_desktop_run_by_systemd_gets_the_unit(home: Home) -> None:
    answer = autostart.enable()
    assert str(home.unit) in answer
    assert "systemctl --user start breakd" in answer
    assert home.calls() == ["daemon-reload", "enable breakd.service"]
    assert home.files() == sorted([home.unit, home.link, home.application])
    assert " ".join(autostart.command()) in home.unit.read_text()
    assert "starts at login" in autostart.status()


def test_twice_is_as_good_as_once(home: Home) -> None:
    first = autostart.enable()
    before = {path: path.read_text() for path in home.files()}
    assert autostart.enable() == first
    assert {path: path.read_text() for path in home.files()} == before


@pytest.mark.parametrize("state", [None, "no-manager", "no-target", "refuse"])
def test_disable_takes_back_all_that_enable_did(home: Home, state: str | None) -> None:
    mine = home.config / "autostart" / "other.desktop"
    mine.parent.mkdir(parents=True)
    mine.write_text("[Desktop Entry]\n")
    if state:
        home.systemd(state)
    autostart.enable()
    assert len(home.files()) > 1
    answer = autostart.disable()
    assert "no longer start" in answer
    assert home.files() == [mine]
    assert "does not start" in autostart.disable()
    assert "does not start" in autostart.status()


def test_disable_tells_systemd(home: Home) -> None:
    autostart.enable()
    autostart.disable()
    assert home.calls()[2:] == ["disable breakd.service", "daemon-reload"]


def test_a_user_manager_that_has_gone_leaves_no_link_behind(home: Home) -> None:
    autostart.enable()
    home.systemd("no-manager")
    autostart.disable()
    assert home.files() == []


@pytest.mark.parametrize("state", ["no-manager", "no-target"])
def test_other_desktops_get_the_autostart_entry(home: Home, state: str) -> None:
    home.systemd(state)
    answer = autostart.enable()
    assert str(home.entry) in answer
    assert home.calls() == []
    assert home.files() == sorted([home.entry, home.application])
    assert "starts at login" in autostart.status()


def test_without_systemctl_the_entry_does(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    autostart.enable()
    assert home.files() == sorted([home.entry, home.application])


def test_over_ssh_a_user_manager_is_enough(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.systemd("no-target")
    for name in ("XDG_CURRENT_DESKTOP", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    autostart.enable()
    assert home.unit in home.files()


def test_a_unit_that_systemd_refuses_is_not_left_behind(home: Home) -> None:
    home.systemd("refuse")
    assert str(home.entry) in autostart.enable()
    assert home.files() == sorted([home.entry, home.application])


def test_a_bare_window_manager_is_told_what_to_add(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.systemd("no-target")
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "sway")
    assert "exec breakd run" in autostart.enable()


def test_moving_to_another_desktop_leaves_one_way_only(home: Home) -> None:
    home.systemd("no-target")
    autostart.enable()
    (home.books / "no-target").unlink()
    autostart.enable()
    assert home.files() == sorted([home.unit, home.link, home.application])
    home.systemd("no-target")
    autostart.enable()
    assert home.files() == sorted([home.entry, home.application])


@pytest.mark.parametrize("state", [None, "no-target"])
def test_files_of_others_are_left_alone(home: Home, state: str | None) -> None:
    if state:
        home.systemd(state)
    for path in (home.unit, home.entry, home.application):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("somebody else's\n")
    with pytest.raises(autostart.AutostartError, match="not written by breakd"):
        autostart.enable()
    assert "not written by breakd" in autostart.disable()
    for path in (home.unit, home.entry, home.application):
        assert path.read_text() == "somebody else's\n"


def test_a_distribution_s_application_entry_serves_as_well(home: Home) -> None:
    home.application.parent.mkdir(parents=True)
    home.application.write_text("[Desktop Entry]\nName=breakd\n")
    autostart.enable()
    autostart.disable()
    assert home.files() == [home.application]


def test_a_link_is_never_written_through(home: Home, tmp_path: Path) -> None:
    home.systemd("no-manager")
    home.entry.parent.mkdir(parents=True)
    home.entry.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(autostart.AutostartError):
        autostart.enable()
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_that_cannot_be_made_is_one_sentence(home: Home) -> None:
    home.systemd("no-manager")
    home.config.parent.mkdir(exist_ok=True)
    home.config.write_text("a file where a folder should be")
    with pytest.raises(autostart.AutostartError, match="Could not change"):
        autostart.enable()


def test_an_entry_switched_off_in_the_settings_is_told_and_mended(home: Home) -> None:
    home.systemd("no-target")
    autostart.enable()
    home.entry.write_text(home.entry.read_text() + "Hidden=true\n")
    assert "switched" in autostart.status()
    autostart.enable()
    assert "starts at login" in autostart.status()


def test_a_unit_that_is_not_enabled_is_told(home: Home) -> None:
    autostart.enable()
    home.link.unlink()
    assert "not enabled" in autostart.status()


def test_a_relative_base_directory_does_not_count(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.systemd("no-manager")
    monkeypatch.setenv("XDG_CONFIG_HOME", "config")
    autostart.enable()
    assert (tmp_path / ".config/autostart/breakd.desktop").exists()


def test_the_command_runs_this_installation() -> None:
    program = Path(autostart.command()[0])
    assert program.is_absolute()
    assert os.access(program, os.X_OK)
