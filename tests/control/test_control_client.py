"""The client and servers that misbehave."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from breakd.control.client import NoDaemonError, ask, follow
from tests.patience import PATIENCE_S


@contextmanager
def server(path: Path, *said: bytes, hang_up: bool = True) -> Iterator[None]:
    """Takes one caller, and says this to him whatever he wants."""
    path.parent.chmod(0o700)
    over = threading.Event()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()

        def serve() -> None:
            connection = listener.accept()[0]
            with connection:
                connection.recv(65536)
                for piece in said:
                    connection.sendall(piece)
                if not hang_up:
                    over.wait(PATIENCE_S)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()


def test_nobody_there(tmp_path: Path) -> None:
    for path in (tmp_path / "control.sock", tmp_path / "nowhere" / "control.sock"):
        with pytest.raises(NoDaemonError, match="breakd is not running; `breakd run` starts it"):
            ask({"do": "status"}, path=path)
    (tmp_path / "control.sock").write_text("not a socket")
    with pytest.raises(NoDaemonError, match="not running"):
        next(follow(tmp_path / "control.sock"))


def test_a_reply_may_come_in_pieces(tmp_path: Path) -> None:
    with server(tmp_path / "s", b'{"ok": tr', b'ue, "text": "\xc3', b'\xa4"}', b"\n"):
        assert ask({"do": "status"}, path=tmp_path / "s") == {"ok": True, "text": "ä"}


@pytest.mark.parametrize("said", [b"", b'{"ok": true'])
def test_a_server_that_hangs_up(tmp_path: Path, said: bytes) -> None:
    with server(tmp_path / "s", said), pytest.raises(NoDaemonError, match="has stopped"):
        ask({"do": "status"}, path=tmp_path / "s")


@pytest.mark.parametrize("said", [b"hello\n", b"[]\n", b"\xff\n"])
def test_a_server_that_talks_nonsense(tmp_path: Path, said: bytes) -> None:
    with server(tmp_path / "s", said), pytest.raises(NoDaemonError, match="did not answer"):
        ask({"do": "status"}, path=tmp_path / "s")


def test_a_server_that_hangs(tmp_path: Path) -> None:
    with server(tmp_path / "s", hang_up=False), pytest.raises(NoDaemonError, match="in time"):
        ask({"do": "status"}, timeout=0.05, path=tmp_path / "s")


def test_a_directory_that_others_write_to_is_not_trusted(tmp_path: Path) -> None:
    with server(tmp_path / "s", b'{"ok": true}\n'):
        tmp_path.chmod(0o777)
        with pytest.raises(NoDaemonError, match="Other users can write to"):
            ask({"do": "status"}, path=tmp_path / "s")
        tmp_path.chmod(0o700)
        assert ask({"do": "status"}, path=tmp_path / "s") == {"ok": True}


def test_a_server_that_is_stopped_and_overrun(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    with socket.socket(socket.AF_UNIX) as listener, contextlib.ExitStack() as waiting:
        listener.bind(str(tmp_path / "s"))
        listener.listen(0)
        with contextlib.suppress(BlockingIOError):
            for _ in range(8):
                caller = waiting.enter_context(socket.socket(socket.AF_UNIX))
                caller.setblocking(False)
                caller.connect(str(tmp_path / "s"))
        with pytest.raises(NoDaemonError, match="did not answer in time"):
            ask({"do": "status"}, timeout=0.1, path=tmp_path / "s")
