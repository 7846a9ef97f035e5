"""`breakd doctor`, with a daemon, without one, and with one that is older."""

import json
from pathlib import Path
from typing import Any

import pytest

from breakd import __version__
from breakd.checks import Check
from breakd.config.settings import Settings
from breakd.config.source import Sources
from breakd.control.protocol import Reply
from breakd.control.requests import Query
from breakd.core.model import Rules
from breakd.inquiry import doctor
from tests.cli.conftest import Command
from tests.control.scripted import STATUS, Scripted

REPORT = [{"name": "tray", "state": "missing", "text": "No tray.", "mend": "mend it"}]


@pytest.fixture(autouse=True)
def no_desktop(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that a test finds depends on where it runs."""
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_CURRENT_DESKTOP", "NOTIFY_SOCKET"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={home}/no-bus")
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={home}/no-bus")


def found(said: str) -> dict[str, dict[str, Any]]:
    """The rows by name."""
    return {row["name"]: row for row in json.loads(said)["checks"]}


def test_what_the_daemon_says_and_the_rest(breakd: Command, daemon: Scripted) -> None:
    daemon.reply = Reply(True, "", {**STATUS, "version": __version__}, REPORT)
    status, out, complaint = breakd("doctor --json")
    assert (status, complaint) == (0, "")
    assert daemon.requests == [Query.DOCTOR]
    assert json.loads(out)["running"] is True
    assert json.loads(out)["version"] == __version__
    assert list(found(out)) == ["daemon", "tray", "sound", "autostart"]
    assert found(out)["tray"] == REPORT[0]
    assert found(out)["autostart"]["state"] == "off"
    assert found(out)["autostart"]["mend"] == "breakd autostart enable"


def test_as_a_table(breakd: Command, daemon: Scripted) -> None:
    daemon.reply = Reply(True, "", {**STATUS, "version": __version__}, REPORT)
    status, out, _ = breakd("doctor")
    assert status == 0
    assert "✗ tray       missing   No tray.\n" in out
    assert out.endswith("1 thing is missing.\n")


def test_a_daemon_of_another_version(breakd: Command, daemon: Scripted) -> None:
    daemon.reply = Reply(True, "", {**STATUS, "version": "0.0.1"}, REPORT)
    row = found(breakd("doctor --json")[1])["daemon"]
    assert row["state"] == "degraded"
    assert "0.0.1" in row["text"]
    assert __version__ in row["text"]


def test_a_daemon_too_old_to_be_asked(breakd: Command, daemon: Scripted) -> None:
    daemon.reply = Reply(False, '"do" has to be one of done, snooze.')
    status, out, _ = breakd("doctor --json")
    assert status == 0
    assert found(out)["daemon"]["state"] == "degraded"
    assert found(out)["storage"]["state"] == "works"


def test_without_a_daemon_it_checks_what_it_can(breakd: Command) -> None:
    status, out, complaint = breakd("doctor --json")
    assert (status, complaint) == (1, "")
    assert json.loads(out)["running"] is False
    rows = found(out)
    assert rows["daemon"]["state"] == "missing"
    assert rows["daemon"]["text"].startswith("breakd is not running")
    assert rows["daemon"]["mend"] == "breakd run"
    states = {name: row["state"] for name, row in rows.items()}
    assert states["config"] == states["stretches"] == states["storage"] == "works"
    assert states["session-bus"] == states["notifications"] == states["tray"] == "missing"
    assert states["desktop"] == "degraded"


def test_a_wrong_configuration_is_shown_and_no_home_is(breakd: Command, home: Path) -> None:
    folder = home / "config_home" / "breakd"
    folder.mkdir()
    (folder / "config.toml").write_text("[prompt]\nlifetime = 3\n")
    status, out, complaint = breakd("doctor --json")
    assert (status, complaint) == (1, "")
    row = found(out)["config"]
    assert row["state"] == "missing"
    assert row["text"].startswith("~/config_home/breakd/config.toml: prompt.lifetime is 3")
    assert row["mend"] == "breakd config edit"
    assert str(home) not in out


def test_a_damaged_history_is_shown(breakd: Command, home: Path) -> None:
    folder = home / "data_home" / "breakd"
    folder.mkdir()
    (folder / "history.sqlite3").write_bytes(b"\xff" * 5000)
    row = found(breakd("doctor --json")[1])["storage"]
    assert row["state"] == "degraded"
    assert "not a sound breakd history" in row["text"]


# --- rows about files and settings ---------------------------------------------------------------


def test_the_files_in_use_are_named(home: Path) -> None:
    sources = Sources.standard()
    assert "defaults are in force" in doctor.configuration(sources, ()).text
    sources.user.parent.mkdir()
    sources.user.write_text('[[break]]\nevery = "20m"\n')
    assert str(sources.user) in doctor.configuration(sources, ()).text


def test_a_running_breakd_keeps_its_last_good_settings(home: Path) -> None:
    sources = Sources.standard()
    sources.user.parent.mkdir()
    sources.user.write_text("nonsense")
    row = doctor.configuration(sources, (), running=True)
    assert row.health == "degraded"
    assert row.text.endswith("The last good settings stay in force.")


def test_what_is_switched_off_is_off_whether_it_works_or_not() -> None:
    settings = Settings(rules=Rules(defer_typing=0.0), defer_call=False, defer_full_screen=False)
    names = ("do-not-disturb", "full-screen", "microphone", "camera", "screen-share", "typing")
    rows = [Check(name, "missing", "Not noticed.") for name in names]
    kept = doctor.wanted_only(rows, settings)
    assert [row.health for row in kept] == ["missing", "off", "off", "off", "off", "off"]
    assert "defer.call" in kept[2].text


def test_the_log(home: Path) -> None:
    file = home / "x.log"
    assert doctor.log(file).health == "off"
    file.touch()
    assert doctor.log(file).health == "works"


def test_what_systemd_does(monkeypatch: pytest.MonkeyPatch) -> None:
    assert doctor.supervision().health == "off"
    monkeypatch.setenv("NOTIFY_SOCKET", "/run/x")
    assert doctor.supervision().text == "systemd started breakd."
    assert "import-environment" in doctor.desktop().mend
    monkeypatch.setenv("WATCHDOG_USEC", "60000000")
    assert "if it hangs for 1 minute." in doctor.supervision().text


def test_a_users_own_stretches_that_are_not_sound() -> None:
    assert doctor.catalogue(31, ()).text == "31 stretches to choose from."
    row = doctor.catalogue(31, ["a.toml: no.", "b.toml: no.", "c.toml: no."])
    assert (row.health, row.text) == (
        "degraded",
        "31 stretches to choose from. a.toml: no. (and 2 more)",
    )
    assert doctor.catalogue(0, ()).health == "missing"
