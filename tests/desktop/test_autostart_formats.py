"""What the autostart files say, read back by the programs and libraries that read them."""

import configparser
import plistlib
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakd.desktop.autostart import formats
from tests.desk.programs import require

TEMPLATE = (Path(__file__).parents[2] / "systemd" / "breakd.service").read_text()
AWKWARD = ['/opt/my tools/50% "off"/$HOME/back\\slash/it\'s;/breakd', "run"]
PLAIN = ["/usr/bin/breakd", "run"]

words = st.lists(
    st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), min_size=1),
    min_size=1,
    max_size=4,
)


def entry(text: str) -> configparser.SectionProxy:
    """The one group of a desktop entry."""
    parser = configparser.ConfigParser(interpolation=None, delimiters="=", comment_prefixes="#")
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # keys keep their case
    parser.read_string(text)
    assert parser.sections() == ["Desktop Entry"]
    return parser["Desktop Entry"]


def exec_words(value: str) -> list[str]:
    """The Exec key undone in the specification's order: string escapes, quotes, field codes."""
    value = value.replace("\\\\", "\\")
    pairs = re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', value)
    return [re.sub(r"\\(.)", r"\1", quoted or plain).replace("%%", "%") for quoted, plain in pairs]


@pytest.mark.parametrize(
    "text",
    [
        formats.unit(TEMPLATE, PLAIN),
        formats.application(PLAIN, "breakd", "Break reminder", "Reminds you to move"),
        formats.xdg_autostart(PLAIN, "breakd", "Reminds you to move"),
        formats.launch_agent(PLAIN),
    ],
)
def test_every_file_carries_the_mark(text: str) -> None:
    assert formats.MARK in text


def test_the_unit_starts_this_installation_and_keeps_the_rest() -> None:
    text = formats.unit(TEMPLATE, PLAIN)
    assert text.count("ExecStart=") == 1
    assert "\nExecStart=/usr/bin/breakd run\n" in text
    assert set(TEMPLATE.splitlines()) - set(text.splitlines()) <= {"ExecStart=/usr/bin/breakd run"}


def test_the_unit_is_watched_and_hardened() -> None:
    for line in ("Type=notify", "WatchdogSec=60", "Restart=on-failure", "NoNewPrivileges=yes"):
        assert line in TEMPLATE.splitlines()
    settings = [line for line in TEMPLATE.splitlines() if not line.startswith("#")]
    assert not any(line.startswith("CapabilityBoundingSet") for line in settings)


def test_systemd_words_are_quoted() -> None:
    line = formats.unit("ExecStart=x", ["/opt/my tools/50% off;/breakd", "run"]).splitlines()[1]
    assert line == 'ExecStart="/opt/my tools/50%% off;/breakd" run'


def test_a_path_that_systemd_refuses_becomes_an_argument() -> None:
    line = formats.unit("ExecStart=x", AWKWARD).splitlines()[1]
    assert line == (
        r'ExecStart=/usr/bin/env "/opt/my tools/50%% \"off\"/$$HOME/back\\slash/it'
        r"""'s;/breakd" run"""
    )


@pytest.mark.parametrize("folder", ["plain", "with 100% $space and 'quotes'"])
def test_systemd_takes_the_unit(tmp_path: Path, folder: str) -> None:
    require("systemd-analyze")
    script = tmp_path / folder / "breakd"
    script.parent.mkdir()
    script.write_text("#!/bin/sh\n")
    script.chmod(0o755)
    unit = tmp_path / "breakd.service"
    unit.write_text(formats.unit(TEMPLATE, [str(script), "run"]))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", "--man=no", "--recursive-errors=no", unit],
        capture_output=True,
        check=False,
        text=True,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)},
    )
    assert [line for line in done.stderr.splitlines() if "breakd" in line] == []
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", [PLAIN, AWKWARD])
@pytest.mark.parametrize("kind", ["application", "autostart"])
def test_desktop_entries_are_valid(tmp_path: Path, kind: str, command: list[str]) -> None:
    require("desktop-file-validate")
    icon = "/opt/pictures/breakd.png"
    text = (
        formats.application(command, icon, "Break reminder", "Reminds you to move")
        if kind == "application"
        else formats.xdg_autostart(command, icon, "Reminds you to move")
    )
    path = tmp_path / "breakd.desktop"
    path.write_text(text)
    done = subprocess.run(
        ["desktop-file-validate", path], capture_output=True, check=False, text=True
    )
    assert (done.returncode, done.stdout) == (0, "")


@given(words)
def test_any_command_survives_the_exec_key(command: list[str]) -> None:
    fields = entry(formats.xdg_autostart(command, "breakd", "x"))
    assert exec_words(fields["Exec"]) == command


def test_desktop_settings_can_switch_the_entry_off() -> None:
    text = formats.xdg_autostart(PLAIN, "breakd", "Reminds you to move")
    assert not formats.switched_off(text)
    assert formats.switched_off(text + "Hidden=true\n")
    assert formats.switched_off(text.replace("-enabled=true", "-enabled=false"))


@given(words)
def test_launchd_reads_the_agent(command: list[str]) -> None:
    agent = plistlib.loads(formats.launch_agent(command).encode())
    assert agent["ProgramArguments"] == command
    assert agent["Label"] == "breakd"
    assert agent["RunAtLoad"] is True
    assert agent["KeepAlive"] == {"SuccessfulExit": False}
    assert agent["ThrottleInterval"] >= 60


def test_the_run_key_quotes_a_path_with_spaces() -> None:
    line = formats.run_key([r"C:\My Files\pythonw.exe", "-P", "-m", "breakd", "run"])
    assert line == r'"C:\My Files\pythonw.exe" -P -m breakd run'
    assert formats.is_our_run_key(line)
    assert not formats.is_our_run_key(r"C:\other\breakd.exe")
