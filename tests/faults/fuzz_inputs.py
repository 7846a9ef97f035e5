"""What is fuzzed: everything that reads what somebody else has written.

Each function here makes a property, which takes whatever Hypothesis makes up and fails on anything
but the answer or the refusal that its reader promises.
"""

import asyncio
import contextlib
import json
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

CATALOGUE = Path(__file__).parents[2] / "breakd" / "catalogue"


def _are_sentences(problems: Sequence[str]) -> None:
    assert problems
    assert all(sentence and "\n" not in sentence for sentence in problems)


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
        _scalars(),
        lambda x: st.lists(x, max_size=4) | st.dictionaries(keys, x, max_size=6),
        max_leaves=20,
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
            _are_sentences(error.problems)

    return reads


def snapshot() -> Callable[[], None]:
    """The state of the last daemon, and what going on from it does."""
    from breakd.choice.picks import memory
    from breakd.clocks.clock import read
    from breakd.core.engine import begin, step
    from breakd.core.events import Tick
    from breakd.core.model import Rules
    from breakd.core.restore import restore
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
        with contextlib.suppress(ValueError):
            memory(saved.picks)
        now = read()
        for same_boot in (True, False):
            state, _ = restore(Rules(), saved.state, now, same_boot=same_boot)
            step(Rules(), state, Tick(), now)

    return reads


def pack() -> Callable[[], None]:
    """A user's own stretches."""
    from breakd.catalogue.loader import _add_pack, load

    whole = next((CATALOGUE / "desk").glob("*.toml")).read_bytes()
    folder = Path(tempfile.mkdtemp(prefix="breakd-fuzz-"))
    known = load().stretches

    @given(_spoiled(whole) | _toml(whole))
    def reads(data: bytes) -> None:
        (folder / "mine.toml").write_bytes(data)
        stretches, problems = dict(known), list[str]()
        _add_pack(stretches, problems, folder)
        assert stretches.items() >= known.items()
        if problems:
            _are_sentences(problems)

    return reads


def pose() -> Callable[[], None]:
    """The drawing of a stretch, and every moment of it."""
    from breakd.figure.entries import PoseError
    from breakd.figure.poses import load
    from breakd.figure.solve import solve
    from breakd.figure.timeline import Timeline

    whole = next((CATALOGUE / "poses").glob("*.toml")).read_bytes()
    file = Path(tempfile.mkdtemp(prefix="breakd-fuzz-")) / "it.toml"

    @given(_spoiled(whole) | _toml(whole))
    def reads(data: bytes) -> None:
        file.write_bytes(data)
        try:
            drawing = load(file)
        except PoseError as error:
            _are_sentences([str(error)])
            return
        timeline = Timeline(drawing)
        for moment in map(timeline.at, timeline.moments(5)):
            solve(moment.a, moment.b, moment.share)

    return reads


def socket() -> Callable[[], None]:
    """A line on the control socket."""
    from breakd.control.protocol import _READERS, Malformed, parse

    fields = st.sampled_from(["seconds", "until", "stretch", "token", "off", "x"])
    asked = st.fixed_dictionaries({"do": st.sampled_from(sorted(_READERS)) | _scalars()})
    more = st.dictionaries(fields, _json(fields), max_size=3)
    lines = st.builds(lambda a, b: json.dumps(b | a).encode(), asked, more)

    @given(
        lines | _json(fields | st.just("do")).map(lambda v: json.dumps(v).encode()) | st.binary()
    )
    def reads(line: bytes) -> None:
        try:
            parse(line)
        except Malformed as error:
            _are_sentences([str(error)])

    return reads


def replies() -> Callable[[], None]:
    """What a notification service answers and signals, of any shape; bytes that are no message."""
    from breakd.card import Card
    from breakd.core.events import ShowFailed, Shown
    from breakd.desktop.dbus.bus import BusError
    from breakd.desktop.dbus.link import BusLink
    from breakd.desktop.dbus.signals import Signal
    from breakd.desktop.dbus.wire import Wire
    from breakd.desktop.notify.notifier import DesktopNotifier

    class Odd:
        """Answers with the next thing that was made up."""

        def __init__(self, answers: list[Any]) -> None:
            self.answers = answers
            self.heard: list[Callable[[Signal], None]] = []

        async def call(
            self, _dest: str, _path: str, _face: str, member: str, *_: Any, **__: Any
        ) -> Any:
            if member in ("GetId", "ListActivatableNames"):  # the bus itself is believed
                return ([],)
            answer = self.answers.pop() if self.answers else (7,)
            if answer is None:
                raise BusError("org.freedesktop.DBus.Error.Failed")
            return answer

        async def listen(self, callback: Callable[[Signal], None], **_: Any) -> Callable[[], None]:
            self.heard.append(callback)
            return lambda: None

        async def watch_owner(self, _name: str, callback: Callable[[str], None]) -> Any:
            callback(":1.7")
            return lambda: None

        def send(self, *_: Any) -> None:
            pass

    async def shows(answers: list[Any], signals: list[tuple[str, Any]], wire: bytes) -> None:
        trouble: list[Any] = []
        asyncio.get_running_loop().set_exception_handler(lambda _, context: trouble.append(context))
        link, odd, said = BusLink(), Odd(answers), list[Any]()
        notifier = DesktopNotifier(link, said.append)
        up, _ = link._users[0]
        with contextlib.suppress(Exception):  # logged once, and everything goes on without it
            await up(odd)  # type: ignore[arg-type]
        notifier.show(1, Card("Chin tuck", "Sit tall."))
        await notifier._prompt.idle()
        assert [event for event in said if isinstance(event, Shown | ShowFailed)], said
        for member, body in signals:
            for callback in odd.heard:
                callback(Signal(":1.7", "/", "x", member, body))
        cut = Wire(lambda message: None, lambda: None)
        cut._auth = None
        cut.data_received(wire)
        await asyncio.sleep(0)
        assert not trouble, trouble

    plain = _json(st.text(max_size=8))
    body = st.lists(plain, max_size=4).map(tuple)
    sensible = st.sampled_from([(["actions", "body"],), ("it", "v", "1", "1.2"), (7,), (0,), (-1,)])
    signal_ = st.tuples(st.sampled_from(["ActionInvoked", "NotificationClosed"]), body)
    answers = st.lists(body | sensible | st.none(), max_size=6)

    @given(answers, st.lists(signal_, max_size=4), st.binary(max_size=80).map(b"l".__add__))
    def reads(answered: list[Any], signals: list[tuple[str, Any]], wire: bytes) -> None:
        asyncio.run(shows(answered, signals, wire))

    return reads


def _toml(whole: bytes) -> st.SearchStrategy[bytes]:
    """A sound file with one value in it exchanged."""
    import tomli_w

    content = tomllib.loads(whole.decode())
    places = list(_places(content))
    values = _json(st.text(max_size=8)).filter(lambda value: value is not None)

    def exchange(change: tuple[tuple[Any, ...], Any]) -> bytes:
        (*way, last), value = change
        fresh = tomllib.loads(whole.decode())
        inner: Any = fresh
        for step in way:
            inner = inner[step]
        inner[last] = value
        try:
            return tomli_w.dumps(fresh).encode()
        except (TypeError, ValueError, AttributeError):
            return b"x = 1"  # TOML has no such value

    return st.tuples(st.sampled_from(places), values).map(exchange)


def _places(content: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items = content.items() if isinstance(content, dict) else enumerate(content)
    for key, value in items:
        yield (*way, key)
        if isinstance(value, dict | list):
            yield from _places(value, (*way, key))


INPUTS = {f.__name__: f for f in (config, pack, pose, snapshot, socket, replies)}
