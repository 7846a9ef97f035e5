"""Prompts in a real pseudo-terminal: keys, Ctrl-C, Ctrl-Z, resizing, hanging up."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from breakd.text.terminal import live
from tests.desktop.terminal_session import CHILD, Session
from tests.patience import PATIENCE_S

IDLE = re.compile(r"Next break in 30 min \(\d\d:\d\d\)  \(q quits\)")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session(tmp_path)
    session.until(lambda: session.screen.lines[-1])
    yield session
    session.close()


def test_the_live_line_says_when_and_how_to_quit(session: Session) -> None:
    assert len(session.screen.lines) == 1
    assert IDLE.fullmatch(session.screen.lines[0])
    session.order("state")
    written = session.written
    session.order("state", "state")
    assert session.written == written  # nothing new, nothing drawn


def test_a_prompt_and_its_keys(session: Session) -> None:
    session.order("prompt")
    session.until(lambda: "Shown(token=7)" in session.posts())
    lines = session.screen.lines
    assert "Chin tuck" in lines
    assert max(map(len, lines)) < 80
    assert " ".join(lines).count("8 times.") == 1
    for key in ("d Done", "s Snooze 5 min", "k Skip", "g Show me", "q Quit"):
        assert key in lines[-1]
    assert session.screen.bells == 1


@pytest.mark.parametrize(
    ("key", "answer"), [("d", "DONE"), ("s", "SNOOZE"), ("k", "SKIP"), ("g", "SHOW"), ("D", "DONE")]
)
def test_each_key_answers_once(session: Session, key: str, answer: str) -> None:
    session.order("prompt")
    session.type(f"x\x1b[A\x04{key}{key}")
    session.until(lambda: "Answered" in session.log.read_text())
    session.order("withdraw")
    answered = [line for line in session.posts() if "Answered" in line]
    assert len(answered) == 1
    assert f"Answer.{answer}" in answered[0]
    assert IDLE.fullmatch(session.screen.lines[-1])


@pytest.mark.parametrize("shown", ["stretch", "guided stretch"])
def test_a_stretch_can_be_exchanged_or_said_to_hurt(session: Session, shown: str) -> None:
    session.order(shown)
    for key in ("d Done", "o Other", "h Hurts", "q Quit"):
        assert key in session.screen.lines[-1]
    session.type("oo")  # there may be no other, and then the keys still answer
    session.until(lambda: session.posts().count("Another()") == 2)
    session.type("h")
    session.until(lambda: "hurts" in session.posts())


def test_what_has_no_stretch_cannot_hurt(session: Session) -> None:
    session.order("prompt")
    session.type("ohd")
    session.until(lambda: "Answered" in session.log.read_text())
    assert not {"Another()", "hurts"} & set(session.posts())


def test_a_withdrawn_prompt_cannot_be_answered(session: Session) -> None:
    session.order("prompt", "withdraw")
    session.type("d")
    session.order("state")
    assert "Answered" not in session.log.read_text()
    assert session.screen.lines[-1].endswith("(q quits)")


def test_the_guide_prints_all_steps_and_takes_keys(session: Session) -> None:
    session.order("guide")
    assert {"1. Sit tall.", "2. Glide."} <= set(session.screen.lines)
    assert "g Show me" not in session.screen.lines[-1]
    session.type("k")
    session.until(lambda: "Skip()" in session.posts())
    session.order("close guide")
    session.type("d")
    session.order("state")
    assert "Done()" not in session.posts()


def test_a_notice_with_a_button(session: Session) -> None:
    session.order("welcome")
    assert "g Try one now" in session.screen.lines[-1]
    session.type("g")
    session.until(lambda: "pressed show" in session.posts())
    assert session.screen.lines[-1].endswith("(q quits)")


@pytest.mark.parametrize("key", ["q", "\x03"], ids=["q", "Ctrl-C"])
def test_leaving_restores_the_terminal(session: Session, key: str) -> None:
    session.order("prompt")
    assert session.mode() != session.found
    session.type(key)
    assert session.end() == 0
    assert session.mode() == session.found
    session.read(0.05)
    assert session.screen.lines[-1] == ""  # the shell's prompt begins on a line of its own


def test_leaving_without_saying_so_restores_the_terminal(session: Session) -> None:
    session._orders.write("crash\n")
    assert session.end() == 3
    assert session.mode() == session.found


def test_resizing_redraws_the_live_line_only(session: Session) -> None:
    session.order("prompt")
    above = session.screen.lines[:-1]
    session.resize(40)
    session.until(lambda: len(session.screen.lines[-1]) < 40)
    assert "d/s/k/g/q" in session.screen.lines[-1]
    session.resize(100)
    session.until(lambda: "s Snooze 5 min" in session.screen.lines[-1])
    assert session.screen.lines[:-1] == above
    session.type("s")
    session.until(lambda: "Answered" in session.log.read_text())


def test_ctrl_z_gives_the_terminal_back_and_fg_takes_it_again(session: Session) -> None:
    session.order("prompt")
    session.type("\x1a")
    _pid, status = os.waitpid(session.process.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    assert session.mode() == session.found
    session.process.send_signal(signal.SIGCONT)
    session.until(lambda: session.mode() != session.found)
    session.type("d")
    session.until(lambda: "Answered" in session.log.read_text())


def test_hanging_up_ends_it(session: Session) -> None:
    os.close(session.slave)
    os.close(session.master)
    session.master = session.slave = -1
    assert session.end() == 0
    assert "quit" in session.posts()


def test_a_dumb_terminal_gets_no_escape_sequences(tmp_path: Path) -> None:
    session = Session(tmp_path, TERM="dumb")
    try:
        session.until(lambda: session.screen.lines[-1])
        session.order("prompt", "withdraw")
        assert "\x1b" not in session.written
        assert IDLE.fullmatch(session.screen.lines[-1].rstrip())
    finally:
        session.close()


@pytest.mark.parametrize("stdin", [subprocess.DEVNULL, subprocess.PIPE])
def test_without_a_terminal_there_is_none(tmp_path: Path, stdin: int) -> None:
    log = tmp_path / "log"
    words: list[str | Path] = [sys.executable, CHILD, log, tmp_path / "orders"]
    done = subprocess.run(words, stdin=stdin, capture_output=True, timeout=PATIENCE_S, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert log.read_text() == "no terminal\n"


def test_in_the_background_there_is_none(session: Session) -> None:
    """Reading there would stop the process."""
    log = session.log.with_name("background")
    words: list[str | Path] = [sys.executable, CHILD, log, "orders"]
    done = subprocess.run(
        words,
        stdin=session.slave,
        stdout=session.slave,
        timeout=PATIENCE_S,
        process_group=0,
        check=False,
    )
    assert done.returncode == 0
    assert log.read_text() == "no terminal\n"


@pytest.mark.parametrize("width", range(1, 90, 4))
def test_the_live_line_fits_and_keeps_the_letters_longest(width: int) -> None:
    line = live("Time for a break", [("d", "Done"), ("s", "Snooze 5 min")], width)
    assert len(line) <= width
    if width >= 5:
        assert "d" in line
        assert "q" in line


def test_where_there_is_little_room_the_time_of_day_goes_whole() -> None:
    state = "Next break in 12 min (14:05)"
    assert live(state, [], 60) == f"{state}  (q quits)"
    assert live(state, [], 30) == state
    assert live(state, [], 25) == "Next break in 12 min"
