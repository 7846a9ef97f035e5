"""What systemd wants to hear from a service of `Type=notify`: sd_notify(3), without libsystemd.

Started by anything else, every function here does nothing.  None of them ever raises.
"""

import logging
import os
import socket

log = logging.getLogger("breakd.systemd")

SEND_TIMEOUT_S = 1.0  # systemd reads at once; a stuck one must not hold the daemon up


def notify(**fields: str | int) -> bool:
    """Send `KEY=value` lines, say `notify(READY=1, STATUS="...")`.  True when they were sent."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return False
    if address.startswith("@"):
        address = "\0" + address[1:]
    message = "\n".join(f"{key}={_one_line(value)}" for key, value in fields.items())
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
            channel.settimeout(SEND_TIMEOUT_S)
            channel.sendto(message.encode(errors="replace"), address)
    except OSError as error:
        log.warning("systemd does not listen on %s: %s", os.environ["NOTIFY_SOCKET"], error)
        return False
    return True


def ready() -> bool:
    """The daemon is up: lets `systemctl start` return."""
    return notify(READY=1)


def status(text: str) -> bool:
    """One line for `systemctl status`."""
    return notify(STATUS=text)


def watchdog_interval() -> float | None:
    """How often to call `notify(WATCHDOG=1)`, in seconds: half of what systemd allows between two
    calls.  None when this process is not watched."""
    pid = os.environ.get("WATCHDOG_PID")
    try:
        limit = int(os.environ.get("WATCHDOG_USEC", "0"))
        mine = pid is None or int(pid) == os.getpid()
    except ValueError:
        return None
    return limit / 2e6 if mine and limit > 0 else None


def _one_line(value: str | int) -> str:
    """A line break would start another field."""
    return " ".join(str(value).split())
