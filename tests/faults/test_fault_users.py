"""Two users on one machine at the same time: root, and one who is nobody in particular."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.waiting import wait_until

CONFIG = '[[break]]\nname = "stretch"\nevery = "1h"\nlength = "2m"\n'


class User:
    """One with a HOME of his own; his runtime directory is the one in /tmp unless he has one."""

    def __init__(self, folder: Path, name: str, *, runtime: bool) -> None:
        who = pwd.getpwnam(name)
        ids = (f"--reuid={who.pw_uid}", f"--regid={who.pw_gid}", "--clear-groups")
        self.words = ("setpriv", *ids, sys.executable, "-m", "breakd")
        self.environment = {"HOME": str(folder), "PATH": os.environ["PATH"], "PYTHONUTF8": "1"}
        self.private = Path(f"/tmp/breakd-{who.pw_uid}")
        if runtime:
            self.environment["XDG_RUNTIME_DIR"] = str(folder)
            self.private = folder / "breakd"
        (folder / ".config/breakd").mkdir(parents=True)
        (folder / ".config/breakd/config.toml").write_text(CONFIG)
        for place in (folder, *folder.rglob("*")):
            os.chown(place, who.pw_uid, who.pw_gid)

    def ask(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """What a command answers."""
        return subprocess.run(
            [*self.words, *words], env=self.environment, capture_output=True, text=True, check=False
        )

    def start(self) -> "subprocess.Popen[bytes]":
        """The daemon, once it takes commands."""
        quiet = subprocess.DEVNULL
        daemon = subprocess.Popen(
            [*self.words, "run"], env=self.environment, stdin=quiet, stdout=quiet, stderr=quiet
        )
        wait_until(lambda: self.ask("status").returncode == 0, "the daemon")
        return daemon


@pytest.fixture(params=[True, False], ids=["logged in", "without a session"])
def users(request: pytest.FixtureRequest) -> Iterator[tuple[User, User]]:
    if os.getuid() or shutil.which("setpriv") is None:
        pytest.skip("only root can be two users, with the program setpriv")
    with tempfile.TemporaryDirectory(prefix="breakd-users-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        both = []
        for who in ("daemon", "nobody"):
            (folder / who).mkdir(mode=0o700)
            both.append(User(folder / who, who, runtime=request.param))
        if (said := both[0].ask("--version")).returncode:
            pytest.skip(f"others may not read this installation: {said.stderr.strip()[-200:]}")
        yield both[0], both[1]
        for user in both:
            shutil.rmtree(user.private, ignore_errors=True)


def test_two_users_have_a_breakd_each(users: tuple[User, User]) -> None:
    """Neither keeps the other from starting, and a command reaches one's own alone; so also after
    `kill -9`, which leaves the lock and the socket of the one behind."""
    one, other = users
    daemons = [one.start(), other.start()]
    try:
        assert one.ask("done").returncode == 0
        assert '"done": 1' in one.ask("status", "--json").stdout
        assert '"done": 0' in other.ask("status", "--json").stdout
        daemons[0].kill()
        daemons[0].wait()
        assert one.ask("status").returncode == 1
        assert other.ask("status").returncode == 0
        daemons.append(one.start())
        assert '"done": 1' in one.ask("status", "--json").stdout
        assert one.private.stat().st_mode & 0o777 == 0o700
    finally:
        for daemon in daemons:
            daemon.kill()
            daemon.wait()
