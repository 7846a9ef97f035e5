"""The stand-in for Unix sockets, tried on any system."""

import json
import socket
import stat
from pathlib import Path

import pytest

from breakd.control import loopback
from breakd.control.client import NoDaemonError, ask, follow
from tests.control.scripted import Scripted


@pytest.fixture(autouse=True)
def _needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loopback, "NEEDED", True)


def test_a_request_and_its_reply(tmp_path: Path) -> None:
    with Scripted(tmp_path) as scripted:
        assert stat.S_ISREG(scripted.path.stat().st_mode)
        assert ask({"do": "status"}, path=scripted.path)["ok"]
        follower = follow(scripted.path)
        next(follower)
        scripted.publish("Paused")
        assert next(follower)["text"] == "Paused"
    assert not scripted.path.exists()


def test_the_token_is_asked_for(tmp_path: Path) -> None:
    with Scripted(tmp_path) as scripted:
        port = json.loads(scripted.path.read_text())["port"]
        for request in (b'{"do": "done"}\n', b'wrong {"do": "done"}\n', b' {"do": "done"}\n'):
            with socket.create_connection(("127.0.0.1", port), 10) as connection:
                connection.sendall(request)
                assert b"lacks the right token" in connection.recv(65536)
        assert not scripted.requests


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"port": "x", "token": "y"}'])
def test_nonsense_in_the_file_means_no_daemon(tmp_path: Path, content: str) -> None:
    (tmp_path / "control.sock").write_text(content)
    with pytest.raises(NoDaemonError, match="not running"):
        ask({"do": "status"}, path=tmp_path / "control.sock")
