"""One breakd at a time."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from breakd.control.lock import AlreadyRunningError, acquire
from breakd.paths import UnsafeDirectoryError

HOLD = """
import sys, time
from pathlib import Path
from breakd.control.lock import AlreadyRunningError, acquire
try:
    lock = acquire(Path(sys.argv[1]))
except AlreadyRunningError as error:
    print(error, flush=True)
    sys.exit(1)
print("held", flush=True)
sys.stdin.read()
"""


def holder(path: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", HOLD, str(path)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)


def first_line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_the_second_is_told_who_is_first(tmp_path: Path) -> None:
    lock = acquire(tmp_path / "breakd.lock")
    with pytest.raises(AlreadyRunningError, match=rf"already running \(process {os.getpid()}\)"):
        acquire(tmp_path / "breakd.lock")
    lock.release()
    lock.release()
    acquire(tmp_path / "breakd.lock").release()


def test_of_two_processes_that_race_one_wins(tmp_path: Path) -> None:
    racers = [holder(tmp_path / "breakd.lock") for _ in range(4)]
    said = sorted(first_line(racer) for racer in racers)
    for racer in racers:
        racer.communicate("")
    assert said[-1] == "held"
    assert all(line.startswith("breakd is already running") for line in said[:-1])


def test_the_lock_goes_with_its_process_however_that_ends(tmp_path: Path) -> None:
    first = holder(tmp_path / "breakd.lock")
    assert first_line(first) == "held"
    first.send_signal(signal.SIGKILL)
    first.communicate()
    acquire(tmp_path / "breakd.lock").release()


def test_a_child_does_not_keep_it(tmp_path: Path) -> None:
    lock = acquire(tmp_path / "breakd.lock")
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    lock.release()
    acquire(tmp_path / "breakd.lock").release()
    child.communicate(b"\n")


def test_a_shorter_process_id_leaves_nothing_of_the_longer(tmp_path: Path) -> None:
    (tmp_path / "breakd.lock").write_text("99999999999\n")
    lock = acquire(tmp_path / "breakd.lock")
    assert (tmp_path / "breakd.lock").read_text() == f"{os.getpid()}\n"
    lock.release()


def test_nonsense_in_the_file_is_not_repeated(tmp_path: Path) -> None:
    lock = acquire(tmp_path / "breakd.lock")
    (tmp_path / "breakd.lock").write_text("\x1b[31m")
    with pytest.raises(AlreadyRunningError, match=r"^breakd is already running\.$"):
        acquire(tmp_path / "breakd.lock")
    lock.release()


@pytest.mark.skipif(sys.platform == "win32", reason="no symbolic links here")
def test_a_planted_link_is_not_followed(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.write_text("precious")
    (tmp_path / "breakd.lock").symlink_to(mine)
    with pytest.raises(OSError, match="symbolic links"):
        acquire(tmp_path / "breakd.lock")
    assert mine.read_text() == "precious"


def test_a_directory_that_others_write_to_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    with pytest.raises(UnsafeDirectoryError, match="chmod 700"):
        acquire(tmp_path / "breakd.lock")


@pytest.mark.skipif(sys.platform != "linux" or os.getuid() != 0, reason="needs a second user")
def test_two_users_do_not_meet(tmp_path: Path) -> None:
    """Without a login session each has a directory of his own in /tmp."""
    program = """
import os, sys
import breakd.text.paths  # before the change of user, who may not read this installation
from breakd.control.lock import acquire
from breakd.paths import lock_file
os.setgid(int(sys.argv[1])); os.setuid(int(sys.argv[1]))
print(acquire(lock_file()).path)
"""
    environment = {key: value for key, value in os.environ.items() if key != "XDG_RUNTIME_DIR"}
    users = [pwd.getpwnam(user).pw_uid for user in ("nobody", "daemon")]
    said = []
    for number in users:
        found = subprocess.run(
            [sys.executable, "-c", program, str(number)],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        said.append(found.stdout.strip())
        shutil.rmtree(f"/tmp/breakd-{number}", ignore_errors=True)
    assert said == [f"/tmp/breakd-{number}/breakd.lock" for number in users]
