"""The program as a process: help, pipes, signals, weight."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from breakd import __version__
from breakd.control.requests import Query
from breakd.text.commands import GROUPS
from tests.control.scripted import STATUS, Scripted
from tests.desk.waiting import wait_until
from tests.patience import PATIENCE_S

PIPE = subprocess.PIPE


def start(*words: str, **options: Any) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "breakd", *words]
    return subprocess.Popen(command, stdout=PIPE, stderr=PIPE, text=True, **options)


def finish(process: "subprocess.Popen[str]") -> tuple[int, str, str]:
    out, complaint = process.communicate(timeout=PATIENCE_S)
    return process.returncode, out, complaint


def line_of(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().rstrip("\n")


def test_help_and_version(home: Path) -> None:
    status, out, complaint = finish(start("--help"))
    assert (status, complaint) == (0, "")
    for part in ("Answer a reminder:", "  snooze ", "breakd pause until 14:00", "25m"):
        assert part in out
    assert all(len(line) <= 80 for line in out.splitlines())
    assert finish(start("--version")) == (0, f"breakd {__version__}\n", "")


@pytest.mark.parametrize(
    "verb",
    [name for group in GROUPS.values() for name in group],
)
def test_each_verb_has_help(home: Path, verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    from breakd.__main__ import main

    assert main([verb, "--help"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"usage: breakd {verb}")
    assert "\n\n" in out


def test_exit_statuses(home: Path) -> None:
    assert finish(start("status"))[0] == 1
    assert finish(start("snooze", "x"))[0] == 2


def test_follow_until_the_daemon_ends(daemon: Scripted) -> None:
    process = start("status", "--follow")
    assert line_of(process) == "Next break in 23 min"
    daemon.publish("Time for a break")
    assert line_of(process) == "Time for a break"
    daemon.run(daemon.server.stop())
    assert finish(process) == (1, "", "breakd has stopped.\n")
    assert daemon.requests == [Query.FOLLOW]


def test_follow_as_json_and_for_waybar(daemon: Scripted) -> None:
    as_json, bar = (
        start("status", "--follow", "--json"),
        start("status", "--follow", "--format", "waybar"),
    )
    assert json.loads(line_of(as_json)) == STATUS
    assert json.loads(line_of(bar))["text"] == "10:30"
    daemon.publish("Paused", {**STATUS, "gates": ["paused"]})
    assert json.loads(line_of(as_json))["gates"] == ["paused"]
    assert json.loads(line_of(bar))["text"] == "paused"
    for process in (as_json, bar):
        process.kill()
        process.communicate()


def test_ctrl_c_ends_following(daemon: Scripted) -> None:
    # Whoever runs the tests in the background may have them ignore it, and their children too.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    process = start("status", "--follow")
    line_of(process)
    process.send_signal(signal.SIGINT)
    assert finish(process) == (0, "", "")


def test_a_reader_that_has_had_enough(daemon: Scripted) -> None:
    process = start("status", "--follow")
    line_of(process)
    assert process.stdout is not None
    process.stdout.close()
    process.stdout = None
    daemon.publish("Time for a break")
    assert finish(process)[0] == 0


def test_a_reader_that_never_was(home: Path) -> None:
    ends = os.pipe()
    os.close(ends[0])
    command = [sys.executable, "-m", "breakd", "stretches"]
    done = subprocess.run(command, stdout=ends[1], stderr=PIPE, text=True, check=False)
    os.close(ends[1])
    assert (done.returncode, done.stderr) == (0, "")


def test_a_full_disk_is_said(home: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "breakd", "stretches"]
        done = subprocess.run(command, stdout=full, stderr=PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("That did not work: No space left on device.")
    assert "Traceback" not in done.stderr


def test_a_terminal_that_knows_only_ascii(daemon: Scripted) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    process = start("config", "init", env=environment)
    assert finish(process)[0] == 0
    for words in (["stretches", "show", "chin-tuck"], ["stats"], ["status"]):
        status, out, complaint = finish(start(*words, env=environment))
        assert (status, complaint) == (0, "")
        assert out.isascii()
        assert "\\u" not in out


@pytest.mark.skipif(os.name != "posix", reason="a POSIX shell closes them")
@pytest.mark.parametrize(
    ("closed", "status", "complaint"),
    [("<&-", 1, True), (">&-", 1, True), ("2>&-", 1, False), ("<&- >&- 2>&-", 1, False)],
)
def test_streams_that_were_closed(home: Path, closed: str, status: int, complaint: bool) -> None:
    shell = ["sh", "-c", f'exec "$@" {closed}', "sh", sys.executable, "-m", "breakd"]
    done = subprocess.run([*shell, "done"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr.startswith("breakd is not running; ") if complaint else not done.stderr
    assert not subprocess.run([*shell, "stats"], check=False, capture_output=True).returncode


def test_an_empty_file_name_is_not_the_usual_file(home: Path) -> None:
    """As in `--config "$UNSET"`."""
    status, out, complaint = finish(start("run", "--config", ""))
    assert (status, out) == (2, "")
    assert ". is a directory, but it must be a TOML file." in complaint


def test_a_question_is_quick_to_ask(daemon: Scripted) -> None:
    """What costs time to import stays out of the commands that a bar or a hotkey runs."""
    program = """
import sys
from breakd.__main__ import main
assert main(sys.argv[1:]) == 0
heavy = {"asyncio", "ast", "dataclasses", "logging", "shutil", "ssl", "subprocess", "tomllib"}
print(sorted(heavy & sys.modules.keys()), [name for name in sys.modules if "breakd.core" in name])
"""
    for words in (["status"], ["status", "--format", "waybar"], ["snooze", "5m"], ["done"]):
        done = subprocess.run(
            [sys.executable, "-c", program, *words], stdout=PIPE, text=True, check=True
        )
        assert done.stdout.splitlines()[-1] == "[] []"


def test_a_list_is_printed_without_what_only_other_commands_need(home: Path) -> None:
    program = """
import sys
from breakd.__main__ import main
assert main(["stretches", "list"]) == 0
print(sorted(sys.modules.keys() & {"asyncio", "json", "logging", "PIL", "shutil", "subprocess"}))
"""
    done = subprocess.run([sys.executable, "-c", program], stdout=PIPE, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_daemon_holds_nothing_that_it_has_no_use_for(home: Path) -> None:
    """From its start to its end; each of these would be 0.3 MiB or more of its memory."""
    program = """
import sys
from breakd.__main__ import main
assert main(["run"]) == 0
print(sorted(sys.modules.keys() & {"apscheduler", "argparse", "ast", "dis", "PIL", "tkinter"}))
print("ssl" in sys.modules and sys.modules["ssl"])
print(hasattr(sys.modules["ipaddress"], "__file__"))
import inspect
print(inspect.isfunction(main))
"""
    daemon = subprocess.Popen([sys.executable, "-c", program], stdout=PIPE, stderr=PIPE, text=True)
    wait_until(lambda: finish(start("status"))[0] == 0, "breakd to answer", PATIENCE_S)
    daemon.send_signal(signal.SIGINT)
    status, out, complaint = finish(daemon)
    assert (status, out.splitlines()[-4:]) == (0, ["[]", "None", "False", "True"]), complaint


def test_the_daemon_has_no_ssl(home: Path) -> None:
    program = """
import sys, types
def run(config):
    import asyncio
    print(config, sys.modules["ssl"])
    return 7
import breakd.daemon
app, demo = types.ModuleType("breakd.daemon.app"), types.ModuleType("breakd.daemon.demo")
app.run, demo.demo = run, lambda: run("demo")
breakd.daemon.app, breakd.daemon.demo = app, demo
sys.modules |= {"breakd.daemon.app": app, "breakd.daemon.demo": demo}
from breakd.__main__ import main
assert main([]) == main(["run"]) == main(["--config", "x"]) == main(["demo"]) == 7
"""
    done = subprocess.run([sys.executable, "-c", program], stdout=PIPE, text=True, check=True)
    assert done.stdout.splitlines() == ["None None", "None None", "x None", "demo None"]
