"""The control socket: what callers say to a real server, and what a server says to a caller."""

import asyncio
import contextlib
import json
import tempfile
from itertools import islice
from pathlib import Path
from socket import socketpair
from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st

from breakd.clocks.clock import read
from breakd.control.client import NoDaemonError, _replies
from breakd.control.lock import acquire
from breakd.control.protocol import _READERS, Command, Reply, Request
from breakd.control.requests import OfBreak
from breakd.control.server import ControlServer
from breakd.core.engine import begin
from breakd.core.model import Rules
from tests.faults.fuzz.lives import lives
from tests.faults.fuzz.shapes import KEYS, VALUES, damaged

PATH = Path(tempfile.mkdtemp(prefix="breakd-fuzz-")) / "control.sock"
SECONDS = st.sampled_from([0, 1, 60.5, 86400, 86401, 1e308, -1, 10**400, True, "60"])
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "seconds": SECONDS | VALUES,
    "until": st.sampled_from(["today", "17:30", "24:00", "7:5", ""]) | VALUES,
    "stretch": st.sampled_from(["chin-tuck", "", "x" * 65, "\u202e"]) | VALUES,
    "token": st.integers(0, 3) | VALUES,
    "off": st.booleans() | VALUES,
}
REQUESTS = st.fixed_dictionaries(
    {"do": st.sampled_from(sorted(_READERS))}, optional=FIELDS
) | st.dictionaries(st.just("do") | st.sampled_from(sorted(FIELDS)) | KEYS, VALUES, max_size=4)
LINES = REQUESTS.map(lambda request: json.dumps(request).encode() + b"\n")
SAID = LINES | damaged([b'{"do": "snooze", "seconds": 300, "token": 1}\n']) | st.binary()
REPLIES = VALUES.map(lambda value: json.dumps(value).encode() + b"\n") | st.binary()

LOOP = asyncio.new_event_loop()
TROUBLE: list[Any] = []
LOOP.set_exception_handler(lambda _, context: TROUBLE.append(context))


def _answer(request: Request) -> Reply:
    """Do to an engine what was asked for."""
    now, asked = read(), request.request if isinstance(request, OfBreak) else request
    if isinstance(asked, get_args(Command)):
        lives(Rules(), begin(Rules(), now), now, asked)
    return Reply(True, "", {})


LOOP.run_until_complete(ControlServer(PATH, _answer).start(acquire(PATH.with_name("breakd.lock"))))


async def _says(pieces: list[bytes]) -> bytes:
    reader, writer = await asyncio.open_unix_connection(PATH)
    with contextlib.suppress(ConnectionError):  # it may have heard enough
        for piece in pieces:
            writer.write(piece)
            await asyncio.sleep(0)
        writer.write_eof()
    heard = await reader.read()
    writer.close()
    return heard


@given(st.lists(SAID, max_size=3), st.lists(REPLIES, max_size=3))
def reads(pieces: list[bytes], replies: list[bytes]) -> None:
    """One line of JSON in answer to anything; what a server says is a reply or a sentence."""
    heard = LOOP.run_until_complete(_says(pieces))
    assert not TROUBLE, TROUBLE
    if any(pieces):
        assert heard.count(b"\n") == 1, heard
        assert isinstance(json.loads(heard)["ok"], bool)
    near, far = socketpair()
    with near, far:
        far.sendall(b"".join(replies))
        far.close()
        with contextlib.suppress(NoDaemonError):
            assert all(isinstance(reply, dict) for reply in islice(_replies(near), 9))
