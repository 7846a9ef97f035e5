"""Nonsense for everything that reads what somebody else has written, for as long as one likes.

Each input below is a property: it takes whatever Hypothesis makes up, and fails on anything but the
answer or the refusal that its reader promises.  Where atheris is installed it leads Hypothesis by
what of breakd has been reached; else chance does.  A reader that takes longer than `HANGS_S` fails.
"""

import json
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Sequence
from datetime import UTC
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

HANGS_S = 10
FOLDER = Path(tempfile.gettempdir())
CATALOGUE = Path(__file__).parents[2] / "breakd" / "catalogue"


def _scalars() -> st.SearchStrategy[Any]:
    return (
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats()
        | st.text(max_size=20)
        | st.sampled_from(["30m", "1s", "-5m", "10:30", "mon-fri", "stretch", "../x", "\x00"])
    )


def _json(keys: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    return st.recursive(
        _scalars(), lambda x: st.lists(x, max_size=4) | st.dictionaries(keys, x, max_size=6), max_leaves=20
    )


def _spoiled(whole: bytes) -> st.SearchStrategy[bytes]:
    """A sound file with pieces exchanged or left out, and plain nonsense."""
    piece = st.tuples(st.integers(0, len(whole)), st.integers(0, 40), st.binary(max_size=20))

    def spoil(pieces: list[tuple[int, int, bytes]]) -> bytes:
        data = whole
        for at, length, instead in pieces:
            data = data[:at] + instead + data[at + length :]
        return data

    return st.lists(piece, min_size=1, max_size=5).map(spoil) | st.binary(max_size=300)


def _example() -> bytes:
    return (Path(__file__).parents[2] / "config.example.toml").read_bytes().replace(b"\n# ", b"\n")


def config() -> Callable[[], None]:
    """A user's configuration."""
    from breakd.config.load import load
    from breakd.config.settings import ConfigError
    from breakd.config.source import Sources

    folder = Path(tempfile.mkdtemp(prefix="breakd-fuzz-"))
    file = folder / "config.toml"

    @given(_spoiled(_example()))
    def reads(data: bytes) -> None:
        file.write_bytes(data)
        try:
            load(Sources.only(file))
        except ConfigError as error:
            assert error.problems
            assert all("\n" not in sentence for sentence in error.problems)

    return reads


def snapshot() -> Callable[[], None]:
    """The state of the last daemon, and what going on from it does."""
    from breakd.clock import read
    from breakd.core.engine import begin, step
    from breakd.core.events import Tick
    from breakd.core.model import Rules
    from breakd.core.restore import restore
    from breakd.picks import memory
    from breakd.storage.snapshot import Snapshots

    folder = Path(tempfile.mkdtemp(prefix="breakd-fuzz-"))
    file = folder / "snapshot.json"
    Snapshots(file).write(begin(Rules(), read()), boot_id="b", picks={})
    whole = file.read_bytes()
    fields = json.loads(whole)
    keys = st.sampled_from([*fields, *fields["state"]]) | st.text(max_size=8)

    def exchanged(change: tuple[str, Any]) -> bytes:
        state = fields["state"] | {change[0]: change[1]}
        return json.dumps(fields | {"state": state}).encode()

    one = st.tuples(st.sampled_from(list(fields["state"])), _json(keys)).map(exchanged)

    @given(_spoiled(whole) | one | _json(keys).map(lambda value: json.dumps(value).encode()))
    def reads(data: bytes) -> None:
        file.write_bytes(data)
        saved = Snapshots(file).read(UTC)
        if saved is None:
            assert not file.exists()
            return
        try:
            memory(saved.picks)
        except ValueError:
            pass
        now = read()
        for same_boot in (True, False):
            state, _ = restore(Rules(), saved.state, now, same_boot=same_boot)
            step(Rules(), state, Tick(), now)

    return reads


def pack() -> Callable[[], None]:
    """A user's own stretches."""
    from breakd.catalogue.load import load_pack  # type: ignore[import-not-found]

    raise NotImplementedError(load_pack)


def socket() -> Callable[[], None]:
    """A line on the control socket."""
    from breakd.control.protocol import _READERS, Malformed, parse

    fields = st.sampled_from(["seconds", "until", "stretch", "token", "off", "x"])
    asked = st.fixed_dictionaries({"do": st.sampled_from(sorted(_READERS)) | _scalars()})
    more = st.dictionaries(fields, _json(fields), max_size=3)
    lines = st.builds(lambda a, b: json.dumps(b | a).encode(), asked, more)

    @given(lines | _json(fields | st.just("do")).map(lambda v: json.dumps(v).encode()) | st.binary())
    def reads(line: bytes) -> None:
        try:
            parse(line)
        except Malformed as error:
            assert str(error)

    return reads


def pose() -> Callable[[], None]:
    """The drawing of a stretch."""
    raise NotImplementedError


def replies() -> Callable[[], None]:
    """What another program answers on the bus."""
    raise NotImplementedError
