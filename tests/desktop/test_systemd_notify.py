"""sd_notify against a real datagram socket, and the watchdog's interval."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from breakd.desktop import systemd
from tests.patience import PATIENCE_S


@pytest.fixture(params=["path", "abstract"])
def manager(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[socket.socket]:
    """The manager's end of $NOTIFY_SOCKET."""
    shown = str(tmp_path / "notify") if request.param == "path" else f"@breakd-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as end:
        end.bind(shown.replace("@", "\0", 1))
        end.settimeout(PATIENCE_S)
        monkeypatch.setenv("NOTIFY_SOCKET", shown)
        yield end


def test_ready_reaches_the_manager(manager: socket.socket) -> None:
    assert systemd.ready()
    assert manager.recv(4096) == b"READY=1"


def test_fields_are_lines(manager: socket.socket) -> None:
    assert systemd.notify(READY=1, STATUS="next break in 12 min", WATCHDOG=1)
    assert manager.recv(4096) == b"READY=1\nSTATUS=next break in 12 min\nWATCHDOG=1"


def test_a_status_cannot_smuggle_in_a_field(manager: socket.socket) -> None:
    systemd.status("all is well\nMAINPID=1\r")
    assert manager.recv(4096) == b"STATUS=all is well MAINPID=1"


def test_a_status_survives_characters_that_do_not_encode(manager: socket.socket) -> None:
    systemd.status("b\udce4ck")
    assert manager.recv(4096) == b"STATUS=b?ck"


def test_without_a_manager_nothing_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    assert not systemd.ready()


@pytest.mark.parametrize("address", ["/nowhere/notify", "@breakd-nobody", "vsock:2:1", "relative"])
def test_a_manager_that_does_not_listen_is_not_an_error(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", address)
    assert not systemd.ready()


@pytest.mark.parametrize(
    ("usec", "pid", "interval"),
    [
        ("60000000", "own", 30.0),
        ("60000000", None, 30.0),
        ("60000000", "1", None),
        (None, None, None),
        ("0", None, None),
        ("-5", None, None),
        ("soon", None, None),
        ("60000000", "me", None),
    ],
)
def test_the_watchdog_wants_to_hear_twice_per_limit(
    usec: str | None, pid: str | None, interval: float | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("WATCHDOG_USEC", usec), ("WATCHDOG_PID", pid)):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, str(os.getpid()) if value == "own" else value)
    assert systemd.watchdog_interval() == interval
