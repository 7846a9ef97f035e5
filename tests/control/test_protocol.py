"""What counts as a request."""

import json
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakd.control.protocol import Malformed, Reply, Request, parse
from breakd.control.requests import Favour, Hide, Hurts, OfBreak, Query, Unhide
from breakd.core.events import (
    Another,
    Done,
    Pause,
    PromptNow,
    Reading,
    Resume,
    Skip,
    Snooze,
    Start,
)


@pytest.mark.parametrize(
    ("message", "request_"),
    [
        ({"do": "now"}, PromptNow()),
        ({"do": "now", "stretch": "chin-tuck"}, PromptNow("chin-tuck")),
        ({"do": "done"}, Done()),
        ({"do": "snooze"}, Snooze()),
        ({"do": "snooze", "seconds": 300}, Snooze(300)),
        ({"do": "snooze", "seconds": 1.5}, Snooze(1.5)),
        ({"do": "skip"}, Skip()),
        ({"do": "another"}, Another()),
        ({"do": "hurts"}, Hurts()),
        ({"do": "hurts", "stretch": "chin-tuck"}, Hurts("chin-tuck")),
        ({"do": "hide", "stretch": "chin-tuck"}, Hide("chin-tuck")),
        ({"do": "unhide", "stretch": "chin-tuck"}, Unhide("chin-tuck")),
        ({"do": "favour", "stretch": "chin-tuck"}, Favour("chin-tuck")),
        ({"do": "favour", "stretch": "chin-tuck", "off": True}, Favour("chin-tuck", off=True)),
        ({"do": "done", "token": 3}, OfBreak(3, Done())),
        ({"do": "skip", "token": 3}, OfBreak(3, Skip())),
        ({"do": "snooze", "token": 3, "seconds": 60}, OfBreak(3, Snooze(60))),
        ({"do": "another", "token": 3}, OfBreak(3, Another())),
        ({"do": "hurts", "token": 3, "stretch": "cow"}, OfBreak(3, Hurts("cow"))),
        ({"do": "start"}, Start()),
        ({"do": "pause"}, Pause()),
        ({"do": "pause", "seconds": 3600}, Pause(3600)),
        ({"do": "pause", "until": "14:00"}, Pause(until=time(14))),
        ({"do": "pause", "until": "today"}, Pause(until=time(3))),
        ({"do": "resume"}, Resume()),
        ({"do": "reading"}, Reading()),
        ({"do": "reading", "seconds": 3600}, Reading(3600)),
        ({"do": "reading", "off": True}, Reading(0)),
        *(({"do": query.value}, query) for query in Query),
    ],
)
def test_requests(message: dict[str, object], request_: Request) -> None:
    assert parse(json.dumps(message).encode()) == request_


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"", "one line of JSON"),
        (b"\n", "one line of JSON"),
        (b"status", "one line of JSON"),
        (b'{"do": "status"', "one line of JSON"),
        (b'{"do": "snooze", "seconds": NaN}', "one line of JSON"),
        (b'{"do": "\xff"}', "one line of JSON"),
        (b"\x00", "one line of JSON"),
        (b"[" * 60000, "one line of JSON"),
        (b'{"do": ' + b"1" * 60000 + b"}", "one line of JSON"),
        (b"3", "a JSON object such as"),
        (b"[]", "a JSON object such as"),
        (b"null", "a JSON object such as"),
        (b"{}", '"do" has to be one of another, attended, doctor, done,'),
        (b'{"do": "dance"}', '"do" has to be one of'),
        (b'{"do": ["status"]}', '"do" has to be one of'),
        (b'{"do": null}', '"do" has to be one of'),
        (b'{"do": "status", "x": 1}', '"status" knows no "x".'),
        (b'{"do": "done", "seconds": 1}', '"done" knows no "seconds".'),
        (b'{"do": "done", "\\u001b[31m": 1}', '"done" knows no "?".'),
        (b'{"do": "snooze", "seconds": true}', "a number from 1 to 86400"),
        (b'{"do": "snooze", "seconds": "5m"}', "a number from 1 to 86400"),
        (b'{"do": "snooze", "seconds": 0}', "a number from 1 to 86400"),
        (b'{"do": "snooze", "seconds": -300}', "a number from 1 to 86400"),
        (b'{"do": "snooze", "seconds": 1e400}', "a number from 1 to 86400"),
        (b'{"do": "snooze", "seconds": ' + b"9" * 400 + b"}", "a number from 1 to 86400"),
        (b'{"do": "pause", "seconds": 1e9}', "a number from 1 to 604800"),
        (b'{"do": "pause", "seconds": 60, "until": "14:00"}', 'either "seconds" or "until"'),
        (b'{"do": "pause", "until": "25:00"}', '"until" has to be a local time'),
        (b'{"do": "pause", "until": "15+01"}', '"until" has to be a local time'),
        (b'{"do": "pause", "until": 14}', '"until" has to be a local time'),
        (b'{"do": "reading", "seconds": 86400}', "a number from 1 to 14400"),
        (b'{"do": "reading", "seconds": 60, "off": true}', 'either "seconds" or "off"'),
        (b'{"do": "reading", "off": 1}', 'either "seconds" or "off"'),
        (b'{"do": "hide"}', '"stretch" has to be the id'),
        (b'{"do": "favour", "stretch": null}', '"stretch" has to be the id'),
        (b'{"do": "favour", "stretch": "cow", "off": 1}', '"off" has to be true or false'),
        (b'{"do": "done", "token": true}', '"token" has to be the number'),
        (b'{"do": "done", "token": "3"}', '"token" has to be the number'),
        (b'{"do": "pause", "token": 3}', '"pause" knows no "token".'),
        (b'{"do": "now", "stretch": 5}', '"stretch" has to be the id'),
        (b'{"do": "now", "stretch": ""}', '"stretch" has to be the id'),
        (b'{"do": "now", "stretch": "a\\nb"}', '"stretch" has to be the id'),
        (b'{"do": "now", "stretch": "' + b"a" * 65 + b'"}', '"stretch" has to be the id'),
    ],
)
def test_nonsense_gets_one_sentence(line: bytes, said: str) -> None:
    with pytest.raises(Malformed) as raised:
        parse(line)
    assert said in str(raised.value)
    assert str(raised.value).isprintable()
    assert len(str(raised.value)) < 200


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
)
_messages = st.fixed_dictionaries(
    {"do": st.sampled_from(["now", "snooze", "pause", "status", "hurts", "favour"]) | _json},
    optional={
        "seconds": _json,
        "until": _json | st.just("today"),
        "stretch": _json,
        "off": _json,
        "token": _json,
    },
)


@given(st.binary() | (_json | _messages).map(lambda value: json.dumps(value).encode()))
def test_anything_is_a_request_or_malformed(line: bytes) -> None:
    request = None
    try:
        request = parse(line)
    except Malformed as malformed:
        said = str(malformed)
    else:
        said = "A request."
    assert said.endswith(".")
    if isinstance(request, Snooze) and request.seconds is not None:
        assert 1 <= request.seconds <= 86400


def test_a_reply_is_one_line() -> None:
    line = Reply(True, "One\nline – two", {"phase": "due"}).line()
    assert line.count(b"\n") == 1
    assert json.loads(line) == {"ok": True, "text": "One\nline – two", "status": {"phase": "due"}}
    assert json.loads(Reply(False, "No.").line()) == {"ok": False, "text": "No."}
    wrong = json.loads(Reply(False, "What?", wrong=True).line())
    assert wrong == {"ok": False, "text": "What?", "wrong": True}
    report = [{"name": "tray", "state": "works", "text": "Yes.", "mend": ""}]
    examined = json.loads(Reply(True, "", None, report).line())
    assert examined == {"ok": True, "text": "", "report": report}
