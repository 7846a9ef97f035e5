"""Callers who stay to be told what happens."""

from pathlib import Path

import pytest

from breakd.control.client import NoDaemonError, ask, follow
from tests.control.callers import connect, heard_until_the_end
from tests.control.scripted import Scripted


def test_following(tmp_path: Path) -> None:
    with Scripted(tmp_path) as scripted:
        one, other = follow(scripted.path), follow(scripted.path)
        assert next(one)["text"] == next(other)["text"] == "Next break in 23 min"
        scripted.publish("Time for a break", {"phase": "prompting"})
        scripted.publish("Paused", {"phase": "working"})
        for follower in (one, other):
            assert next(follower) == {
                "ok": True,
                "text": "Time for a break",
                "status": {"phase": "prompting"},
            }
            assert next(follower)["text"] == "Paused"
    for follower in (one, other):
        with pytest.raises(NoDaemonError, match="has stopped"):
            next(follower)


def test_a_follower_who_left_or_speaks_is_forgotten(tmp_path: Path) -> None:
    with Scripted(tmp_path) as scripted:
        with connect(scripted) as left:
            left.sendall(b'{"do": "follow"}\n')
            left.recv(65536)
        with connect(scripted) as talker:
            talker.sendall(b'{"do": "follow"}\n')
            talker.recv(65536)
            talker.sendall(b"hello")
            assert heard_until_the_end(talker) == 0
        scripted.publish("Paused")
        assert ask({"do": "status"}, path=scripted.path)["ok"]
    assert not scripted.errors


def test_a_slow_follower_is_dropped(tmp_path: Path) -> None:
    large = {"filler": "x" * 60_000}
    with Scripted(tmp_path) as scripted, connect(scripted) as slow:
        slow.sendall(b'{"do": "follow"}\n')
        slow.recv(65536)
        quick = follow(scripted.path)
        next(quick)
        for number in range(40):
            scripted.publish(str(number), large)
            assert next(quick)["text"] == str(number)
        assert heard_until_the_end(slow) < 20 * 60_000
