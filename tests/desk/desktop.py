"""A private desktop without a screen: buses, a display, and whatever parts a test asks for.

Nothing of the real session is touched: HOME, every XDG directory, both message buses and the
display are of our own making, under one folder that is removed at the end.
"""

import os
import pwd
import shutil
import socket as sockets
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.desk import sway
from tests.desk.bus import BUS, Bus
from tests.desk.processes import Processes
from tests.desk.programs import find, require
from tests.desk.waiting import wait_until
from tests.patience import PATIENCE_S

SIZE = (1280, 800)

BUS_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
 <type>{kind}</type>
 <listen>unix:path={socket}</listen>
 <auth>EXTERNAL</auth>
 <servicedir>{services}</servicedir>
 <policy context="default">
  <allow send_destination="*" eavesdrop="true"/>
  <allow eavesdrop="true"/>
  <allow own="*"/>
 </policy>
</busconfig>
"""

# Settings stores that parts of a desktop start over the bus.  Nothing else is to be started so, or
# a notification service that no test asked for would come up.
ACTIVATABLE = ("ca.desrt.dconf", "org.xfce.Xfconf")


class Desktop:
    """Use it with `with`; then `x11()` or `sway()`, then parts, then programs."""

    def __init__(self, size: tuple[int, int] = SIZE) -> None:
        require("dbus-daemon")
        self.size = size
        self.folder = Path(tempfile.mkdtemp(prefix="breakd-desk-"))  # sockets want short paths
        self.home = self.folder / "home"
        self.processes = Processes(self.folder / "log")
        self._buses: list[Bus] = []
        self._bus_daemons: dict[str, subprocess.Popen[bytes]] = {}
        run = self.folder / "run"
        for place in (self.home / ".config", self.folder / "services", run):
            place.mkdir(parents=True)
        run.chmod(0o700)
        self.env = {
            "HOME": str(self.home),
            "USER": pwd.getpwuid(os.getuid()).pw_name,
            "LANG": "C.UTF-8",
            "XDG_CONFIG_HOME": str(self.home / ".config"),
            "XDG_DATA_HOME": str(self.home / ".local/share"),
            "XDG_STATE_HOME": str(self.home / ".local/state"),
            "XDG_CACHE_HOME": str(self.home / ".cache"),
            "XDG_RUNTIME_DIR": str(run),
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={run}/bus",
            "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={run}/system_bus",
            "NO_AT_BRIDGE": "1",
            "GTK_A11Y": "none",
            "LIBGL_ALWAYS_SOFTWARE": "1",
        }

    def __enter__(self) -> Self:
        try:
            self.start_bus("session")
            self.start_bus("system")
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self.show_logs()
        self.close()

    def close(self) -> None:
        """End all programs, remove all files."""
        for bus in self._buses:
            bus.close()
        self.processes.close()
        shutil.rmtree(self.folder)

    def show_logs(self) -> None:
        """For the report of a failed test."""
        print(self.processes.all_logs(), file=sys.stderr)

    # --- buses and displays ----------------------------------------------------------------------

    def start_bus(self, kind: str) -> None:
        """A "session" or "system" bus; also again, at the same address, after it was killed."""
        socket = Path(self.env[f"DBUS_{kind.upper()}_BUS_ADDRESS"].removeprefix("unix:path="))
        services = self.folder / "services"
        if kind == "session":
            for name in ACTIVATABLE:
                file = Path("/usr/share/dbus-1/services") / f"{name}.service"
                if file.exists() and not (services / file.name).is_symlink():
                    (services / file.name).symlink_to(file)
        config = self.folder / f"{kind}.conf"
        shown = services if kind == "session" else self.folder / "no-services"
        config.write_text(BUS_CONFIG.format(kind=kind, socket=socket, services=shown))
        socket.unlink(missing_ok=True)
        process = self.spawn(f"{kind}-bus", "dbus-daemon", "--nofork", f"--config-file={config}")
        wait_until(lambda: _listens(socket), f"the {kind} bus")
        self._bus_daemons[kind] = process

    def let_start(self, pattern: str, unless: str = "") -> None:
        """Let the session bus start those of the machine's services whose names match; for whole
        desktops, which are made of many."""
        for file in Path("/usr/share/dbus-1/services").glob(f"{pattern}.service"):
            link = self.folder / "services" / file.name
            if not (unless and file.match(unless)) and not link.is_symlink():
                link.symlink_to(file)
        with Bus(self.env["DBUS_SESSION_BUS_ADDRESS"]) as bus:
            bus.call(
                BUS, "UpdateActivationEnvironment", "a{ss}", (self.processes.environment(self.env),)
            )
        self.output("sleep", "0.5")  # the bus looks at its folder by itself, a moment later

    def restart_session_bus(self) -> None:
        """Kill the session bus, with all that is said on it, and start another in its place."""
        self.kill_session_bus()
        self.start_bus("session")

    def kill_session_bus(self) -> None:
        """Kill the session bus, with all that is said on it."""
        self._bus_daemons["session"].kill()
        self._bus_daemons["session"].wait()

    def bus(self) -> Bus:
        """A new connection to the session bus."""
        bus = Bus(self.env["DBUS_SESSION_BUS_ADDRESS"])
        self._buses.append(bus)
        return bus

    def x11(self, manager: str = "openbox") -> None:
        """An X server in memory, and a window manager; "" for a desktop that brings its own."""
        require("Xvfb", *filter(None, (manager,)), "xdotool")
        reading, writing = os.pipe()
        self.processes.spawn(
            "Xvfb",
            "Xvfb",
            "-displayfd",
            str(writing),
            *("-screen", "0", f"{self.size[0]}x{self.size[1]}x24", "-nolisten", "tcp", "-ac"),
            "-noreset",  # or it does when whoever looked hangs up, under a program that connects
            env=self.env,
            pass_fds=(writing,),
        )
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        assert number, "Xvfb did not start: " + self.processes.log("Xvfb")
        self.env |= {
            "DISPLAY": f":{number}",
            "XDG_SESSION_TYPE": "x11",
            "GDK_BACKEND": "x11",
            "QT_QPA_PLATFORM": "xcb",
        }
        if manager:
            self.spawn(manager, manager)
            # A window that is there before its manager may never get the focus.
            wait_until(lambda: self.run("xdotool", "get_num_desktops").returncode == 0, manager)

    def sway(self, *, xwayland: bool = False) -> None:
        """A Wayland compositor in memory, also for X programs with `xwayland`."""
        sway.start(self, xwayland=xwayland)

    # --- programs --------------------------------------------------------------------------------

    def spawn(self, name: str, *words: str) -> subprocess.Popen[bytes]:
        """Start a program in the background; its log is `name`."""
        program = find(words[0])
        assert program is not None, words[0]
        return self.processes.spawn(name, program, *words[1:], env=self.env)

    def run(self, *words: str, timeout: float = PATIENCE_S) -> subprocess.CompletedProcess[str]:
        """Run a program to its end.  Its exit status is the caller's to judge."""
        return subprocess.run(
            words,
            env=self.processes.environment(self.env),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    def output(self, *words: str) -> str:
        """What a program printed; it has to succeed."""
        done = self.run(*words)
        assert done.returncode == 0, f"{' '.join(words)}: {done.returncode}\n{done.stderr}"
        return done.stdout

    def start_service(
        self, bus_name: str, start: Callable[[], subprocess.Popen[bytes]]
    ) -> subprocess.Popen[bytes]:
        """Start a program and wait until it owns its name on the session bus."""
        process = start()
        with Bus(self.env["DBUS_SESSION_BUS_ADDRESS"]) as bus:
            wait_until(lambda: bus.owner(bus_name), f"{bus_name}")
        return process


def _listens(path: Path) -> bool:
    """A socket may be there a moment before anybody listens on it."""
    with sockets.socket(sockets.AF_UNIX) as caller:
        return caller.connect_ex(str(path)) == 0
