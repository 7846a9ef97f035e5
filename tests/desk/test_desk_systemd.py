"""The unit under a real systemd user manager: hardened as it is, breakd runs, and runs again."""

import os
import signal

import pytest

from tests.desk import parts
from tests.desk.desktop import Desktop
from tests.desk.programs import require
from tests.desk.running import Breakd
from tests.desk.waiting import wait_until

pytestmark = pytest.mark.desk

# systemd only manages users on a machine that it booted, which it tells by this folder.
MANAGER = (
    "mount -t tmpfs none /run && mkdir -p /run/systemd/system"
    " && exec /lib/systemd/systemd --user --log-target=console"
)


@pytest.fixture
def manager(desktop: Desktop) -> Desktop:
    """A user manager with folders and a notification service of its own."""
    require("systemctl")
    if desktop.run("unshare", "--mount", "true").returncode != 0:
        pytest.skip("needs root, to give a systemd user manager a /run of its own")
    desktop.x11()
    runtime = desktop.folder / "manager"
    runtime.mkdir(mode=0o700)
    desktop.env["XDG_RUNTIME_DIR"] = str(runtime)
    desktop.spawn("systemd", "unshare", "--mount", "sh", "-c", MANAGER)
    # Where dbus is installed for users, the manager has a bus of its own for what it starts; it
    # is in the environment once the sockets are up.
    wait_until(lambda: systemctl(desktop, "is-active", "basic.target"), "the user manager")
    given = dict(line.split("=", 1) for line in systemctl(desktop, "show-environment").splitlines())
    desktop.env["DBUS_SESSION_BUS_ADDRESS"] = given["DBUS_SESSION_BUS_ADDRESS"]
    parts.dunst(desktop)
    del desktop.env["DISPLAY"]  # no desktop environment, so enabling goes by systemd alone
    return desktop


def systemctl(desktop: Desktop, *words: str) -> str:
    """What `systemctl --user` printed, if it succeeded."""
    done = desktop.run("systemctl", "--user", *words)
    return done.stdout.strip() if done.returncode == 0 else ""


def shown(desktop: Desktop, name: str) -> str:
    """A property of the unit."""
    return systemctl(desktop, "show", "--property", name, "--value", "breakd")


def test_enabled_started_killed_stopped_and_disabled(manager: Desktop) -> None:
    breakd = Breakd(manager, every="10m")
    assert "systemctl --user start breakd" in breakd.cli("autostart", "enable").stdout
    assert systemctl(manager, "is-enabled", "breakd") == "enabled"
    assert "starts at login" in breakd.cli("autostart", "status").stdout

    manager.output("systemctl", "--user", "start", "breakd")  # returns when breakd is ready
    assert shown(manager, "SubState") == "running"
    assert breakd.status()["phase"] == "working"
    assert breakd.cli("now").returncode == 0
    breakd.wait_for("prompting")
    assert parts.on_dunst(manager) == 1

    os.kill(int(shown(manager, "MainPID")), signal.SIGKILL)
    wait_until(lambda: shown(manager, "NRestarts") == "1", "a restart")
    wait_until(lambda: shown(manager, "SubState") == "running", "a new breakd")
    breakd.wait_for("prompting")

    manager.output("systemctl", "--user", "stop", "breakd")
    assert shown(manager, "Result") == "success"
    assert "no longer start" in breakd.cli("autostart", "disable").stdout
    assert systemctl(manager, "is-enabled", "breakd") == ""
    assert not list(manager.home.rglob("breakd.service"))


def test_a_wrong_configuration_is_not_tried_again(manager: Desktop) -> None:
    breakd = Breakd(manager, every="never")
    breakd.cli("autostart", "enable")
    assert manager.run("systemctl", "--user", "start", "breakd").returncode != 0
    assert shown(manager, "ExecMainStatus") == "2"
    assert shown(manager, "NRestarts") == "0"
    assert shown(manager, "ActiveState") == "failed"
