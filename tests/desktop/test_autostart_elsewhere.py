"""autostart on macOS (a real folder) and on Windows (a registry of one key)."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from breakd.desktop.autostart import mac as autostart_mac
from breakd.desktop.autostart.files import AutostartError
from breakd.desktop.autostart.formats import MARK

COMMAND = ["/opt/breakd/bin/breakd", "run"]


@pytest.fixture
def agent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path / "Library/LaunchAgents/breakd.plist"


def test_the_launch_agent_comes_and_goes(agent: Path) -> None:
    assert "does not start" in autostart_mac.status()
    assert str(agent) in autostart_mac.enable(COMMAND)
    assert MARK in agent.read_text()
    assert "starts at login" in autostart_mac.status()
    assert str(agent) in autostart_mac.enable(COMMAND)
    assert str(agent) in autostart_mac.disable()
    assert not agent.exists()
    assert "Nothing to do" in autostart_mac.disable()


def test_somebody_else_s_agent_stays(agent: Path) -> None:
    agent.parent.mkdir(parents=True)
    agent.write_text("theirs")
    with pytest.raises(AutostartError, match="not written by breakd"):
        autostart_mac.enable(COMMAND)
    assert "not written by breakd" in autostart_mac.disable()
    assert agent.read_text() == "theirs"


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The values of the Run key, behind the calls of winreg that are used."""
    values: dict[str, str] = {}

    @contextmanager
    def key(root: object, path: str) -> Iterator[dict[str, str]]:
        assert path == r"Software\Microsoft\Windows\CurrentVersion\Run"
        yield values

    def query(key: dict[str, str], name: str) -> tuple[str, int]:
        if name not in key:
            raise FileNotFoundError(name)
        return key[name], 1

    def put(key: dict[str, str], name: str, reserved: int, kind: int, value: str) -> None:
        key[name] = value

    winreg = SimpleNamespace(
        HKEY_CURRENT_USER=object(),
        REG_SZ=1,
        OpenKey=key,
        CreateKey=key,
        QueryValueEx=query,
        SetValueEx=put,
        DeleteValue=dict.__delitem__,
    )
    monkeypatch.setitem(sys.modules, "winreg", winreg)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.delitem(sys.modules, "breakd.desktop.autostart.windows", raising=False)
    return values


def windows() -> ModuleType:
    """Imported under the fixture, because the module exists on Windows only."""
    import breakd.desktop.autostart.windows as module

    return module


def test_the_run_key_comes_and_goes(registry: dict[str, str]) -> None:
    way = windows()
    assert "does not start" in way.status()
    way.enable([r"C:\a b\pythonw.exe", "-P", "-m", "breakd", "run"])
    assert registry == {"breakd": r'"C:\a b\pythonw.exe" -P -m breakd run'}
    assert "starts at login" in way.status()
    assert "no longer start" in way.disable()
    assert registry == {}
    assert "Nothing to do" in way.disable()


def test_somebody_else_s_value_stays(registry: dict[str, str]) -> None:
    registry["breakd"] = r"C:\theirs.exe"
    way = windows()
    with pytest.raises(AutostartError, match="not written by breakd"):
        way.enable(COMMAND)
    assert "not written by breakd" in way.disable()
    assert registry == {"breakd": r"C:\theirs.exe"}
