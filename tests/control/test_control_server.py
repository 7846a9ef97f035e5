"""A real server and clumsy callers."""

import contextlib
import json
import os
import pwd
import resource
import socket
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from breakd.control import server as server_module
from breakd.control.client import NoDaemonError, ask
from breakd.control.lock import acquire
from breakd.control.protocol import Reply, Request
from breakd.control.requests import Query
from breakd.control.server import MOST_CALLERS, ControlServer
from breakd.core.events import Snooze
from tests.control.callers import connect, hear, say
from tests.control.scripted import STATUS, Scripted


def test_a_request_and_its_reply(tmp_path: Path) -> None:
    with Scripted(tmp_path) as scripted:
        reply = ask({"do": "snooze", "seconds": 300}, path=scripted.path)
    assert scripted.requests == [Snooze(300)]
    assert reply == {"ok": True, "text": "Next break in 23 min", "status": STATUS}


async def test_an_answer_may_take_its_time(tmp_path: Path) -> None:
    import asyncio

    async def answer(request: Request) -> Reply:
        await asyncio.sleep(0)
        return Reply(False, str(request))

    lock = acquire(tmp_path / "breakd.lock")
    server = ControlServer(tmp_path / "control.sock", answer)
    await server.start(lock)
    reader, writer = await asyncio.open_unix_connection(tmp_path / "control.sock")
    writer.write(b'{"do": "why"}\n')
    assert json.loads(await reader.readline()) == {"ok": False, "text": "why"}
    writer.close()
    await server.stop()
    lock.release()


def test_modes(tmp_path: Path) -> None:
    folder = tmp_path / "breakd"
    with Scripted(folder) as scripted:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE(scripted.path.stat().st_mode) == 0o600
    assert not scripted.path.exists()


def test_a_stale_socket_is_replaced(tmp_path: Path) -> None:
    stale = socket.socket(socket.AF_UNIX)
    stale.bind(str(tmp_path / "control.sock"))
    stale.close()
    with pytest.raises(NoDaemonError, match="not running"):
        ask({"do": "status"}, path=tmp_path / "control.sock")
    with Scripted(tmp_path) as scripted:
        assert ask({"do": "status"}, path=scripted.path)["ok"]


def test_malformed_requests_get_a_sentence_and_do_not_reach_the_daemon(tmp_path: Path) -> None:
    with Scripted(tmp_path) as scripted:
        assert "one line of JSON" in say(scripted, b"hello\n")["text"]
        assert '"do" has to be' in say(scripted, b'{"do": "dance"}\n')["text"]
        assert not scripted.requests
        assert ask({"do": "status"}, path=scripted.path)["ok"]


def test_a_caller_who_leaves_in_the_middle(tmp_path: Path) -> None:
    with Scripted(tmp_path) as scripted:
        connect(scripted).close()
        with connect(scripted) as connection:
            connection.sendall(b'{"do": "sta')
            connection.shutdown(socket.SHUT_WR)
            assert "one line of JSON" in hear(connection)["text"]
        connection = connect(scripted)
        connection.sendall(b'{"do": "status"}\n')
        connection.close()
        assert ask({"do": "status"}, path=scripted.path)["ok"]
    assert not scripted.errors


def test_ten_megabytes_in_one_line(tmp_path: Path) -> None:
    with Scripted(tmp_path) as scripted:
        say(scripted, b"x" * 70_000 + b"\n")
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        flood = b"x" * 100_000
        with connect(scripted) as connection:
            for _ in range(100):
                connection.sendall(flood)
            connection.sendall(b"\n")
            connection.shutdown(socket.SHUT_WR)
            reply = hear(connection)
        assert reply == {"ok": False, "text": "A request may have 64 KiB at most."}
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 2048  # KiB
        assert ask({"do": "status"}, path=scripted.path)["ok"]


def test_a_flood_without_end_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "ARRIVAL_S", 0.2)
    with Scripted(tmp_path) as scripted, connect(scripted) as connection:
        sent = 0
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            while sent < 10**11:
                sent += connection.send(b"x" * 100_000)
        assert sent < 10**11
        assert ask({"do": "status"}, path=scripted.path)["ok"]


def test_a_caller_who_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "ARRIVAL_S", 0.1)
    with Scripted(tmp_path) as scripted:
        assert "within 2 seconds" in say(scripted, b"")["text"]
        assert "within 2 seconds" in say(scripted, b'{"do"')["text"]


def test_too_many_callers(tmp_path: Path) -> None:
    with Scripted(tmp_path) as scripted:
        crowd = [connect(scripted) for _ in range(MOST_CALLERS)]
        for each in crowd:
            each.sendall(b'{"do": "follow"}\n')
            assert each.recv(65536)
        assert "Too many callers" in say(scripted, b'{"do": "status"}\n')["text"]
        for each in crowd:
            each.close()
        replies = (ask({"do": "status"}, path=scripted.path) for _ in range(1000))
        assert next(reply for reply in replies if reply["ok"])


def test_an_error_in_the_daemon_reaches_the_caller_and_the_loop(tmp_path: Path) -> None:
    def answer(request: Request) -> Reply:
        if request is Query.WHY:
            raise ZeroDivisionError
        return Reply(True)

    with Scripted(tmp_path, answer) as scripted:
        reply = ask({"do": "why"}, path=scripted.path)
        assert reply == {
            "ok": False,
            "text": "Something went wrong inside breakd; its log says what.",
        }
        assert ask({"do": "status"}, path=scripted.path)["ok"]
    (error,) = scripted.errors
    assert isinstance(error["exception"], ZeroDivisionError)


def test_quitting_from_within_an_answer(tmp_path: Path) -> None:
    """The caller who asks breakd to quit still gets his reply."""
    import asyncio

    async def main() -> dict[str, Any]:
        over = asyncio.Event()

        async def answer(_request: Request) -> Reply:
            over.set()
            return Reply(True, "Bye.")

        lock = acquire(tmp_path / "breakd.lock")
        server = ControlServer(tmp_path / "control.sock", answer)
        await server.start(lock)
        asked = asyncio.create_task(
            asyncio.to_thread(ask, {"do": "quit"}, 5.0, tmp_path / "control.sock")
        )
        await over.wait()
        await server.stop()
        lock.release()
        return await asked

    assert asyncio.run(main())["text"] == "Bye."


def test_stopping_hangs_up_and_may_be_repeated(tmp_path: Path) -> None:
    with Scripted(tmp_path) as scripted, connect(scripted) as connection:
        connection.sendall(b'{"do": "follow"}\n')
        connection.recv(65536)
        scripted.run(scripted.server.stop())
        assert connection.recv(65536) == b""
        with pytest.raises(NoDaemonError):
            ask({"do": "status"}, path=scripted.path)


def test_a_path_too_long_for_a_socket(tmp_path: Path) -> None:
    folder = tmp_path / ("x" * 100)
    with pytest.raises(OSError, match="set XDG_RUNTIME_DIR to a shorter one"), Scripted(folder):
        pass


@pytest.mark.skipif(sys.platform != "linux" or os.getuid() != 0, reason="needs a second user")
def test_another_user_is_turned_away(tmp_path: Path) -> None:
    program = """
import os, socket, sys
os.setgid(int(sys.argv[2])); os.setuid(int(sys.argv[2]))
connection = socket.socket(socket.AF_UNIX)
connection.connect(sys.argv[1])
connection.sendall(b'{"do": "done"}\\n')
print(connection.recv(65536).decode())
"""
    nobody = str(pwd.getpwnam("nobody").pw_uid)
    with Scripted(tmp_path) as scripted:
        command = [sys.executable, "-c", program, os.path.relpath(scripted.path, tmp_path), nobody]
        shut = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert "Permission" in shut.stderr
        # Even where the modes would let him in, he is asked who he is.
        tmp_path.chmod(0o777)
        scripted.path.chmod(0o666)
        heard = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert json.loads(heard.stdout)["text"] == "This breakd belongs to another user."
        assert not scripted.requests
