"""The guide as a page: whole, harmless, and the same as the window says."""

import json
import re
import time
from dataclasses import replace
from pathlib import Path

import pytest

from breakd.catalogue.loader import load
from breakd.config.settings import Settings
from breakd.guide.frames import Frames, frames_for
from breakd.guide.order import Order, parse, relevant
from breakd.guide.page import page
from breakd.guide.surroundings import Surroundings
from breakd.guide.trial import trial
from breakd.text import guide as text

STRETCHES = load([]).stretches


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def undrawn(order: Order) -> Frames:
    """Its pictures, of which there are none yet, and none asked for."""
    return frames_for(replace(order, stretch=None), Surroundings(dark=True))


def rows(written: str) -> list[dict[str, object]]:
    found = re.search(r"const plan = (.*);\n", written)
    assert found
    read: list[dict[str, object]] = json.loads(found[1])
    return read


@pytest.mark.parametrize("stretch", ["cross-body-shoulder-stretch", "shoulder-roll"])
def test_it_says_all_steps_and_needs_nothing_else(stretch: str) -> None:
    order = trial(STRETCHES[stretch], Settings())
    written = page(order, undrawn(order))
    said = {str(row["step"]) for row in rows(written)}
    assert {STRETCHES[stretch].steps[0], STRETCHES[stretch].steps[-1]} <= said
    assert rows(written)[-1]["doing"] == text.DOING["end"]
    assert not re.search(r"(src|href)=\"(?!data:)", written)
    assert "$" not in written.replace("${", "")
    assert text.PAGE_TRIAL in written


def test_it_tells_where_to_say_done() -> None:
    order = replace(trial(STRETCHES["chin-tuck"], Settings()), token=3)
    assert "breakd done" in page(order, undrawn(order))


def test_a_users_own_sentence_is_text_and_nothing_else() -> None:
    nasty = "</script><script>alert(1)</script>"
    order = replace(
        trial(STRETCHES["chin-tuck"], Settings()), stretch=None, title=nasty, text=nasty
    )
    written = page(order, undrawn(order))
    assert written.count("<script>") == 1
    assert rows(written)[0]["step"] == nasty


def test_its_picture_is_in_it() -> None:
    order = trial(STRETCHES["chin-tuck"], Settings())
    frames = frames_for(order, Surroundings())
    while frames.is_waiting:
        time.sleep(0.02)
    assert '<img src="data:image/webp;base64,' in page(order, frames)


# --- orders --------------------------------------------------------------------------------------


@pytest.mark.parametrize("stretch", STRETCHES)
def test_an_order_is_understood(stretch: str) -> None:
    order = trial(STRETCHES[stretch], Settings(guide_scale=150))
    assert parse(order.line()) == order
    assert order.line().count(b"\n") == 1


@pytest.mark.parametrize("line", [b"", b"[]", b"{}", b'{"stretch": 7}', b"\xff"])
def test_what_is_no_order_is_said(line: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse(line)


def test_only_what_concerns_the_guide_is_told() -> None:
    told = relevant(Settings(guide_size="full", calendar_me=("me@example.org",)))
    assert told["guide_size"] == "full"
    assert not [name for name in told if name.startswith("calendar")]
