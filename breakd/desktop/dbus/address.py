"""Where the message bus is."""

import os
from pathlib import Path

from jeepney.bus import parse_addresses


def addresses(which: str = "SESSION") -> list[str]:
    """Socket paths to try, best first ("\\0..." is an abstract one); [] where there is none.

    `which` is "SESSION", "SYSTEM" or a D-Bus address.  The session bus of systemd is found at
    $XDG_RUNTIME_DIR/bus even when the environment does not name it.
    """
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if which == "SYSTEM":
        named = os.environ.get("DBUS_SYSTEM_BUS_ADDRESS", "")
        return _parse(named, runtime) or _parse("unix:path=/run/dbus/system_bus_socket", runtime)
    if which != "SESSION":
        return _parse(which, runtime)
    found = _parse(os.environ.get("DBUS_SESSION_BUS_ADDRESS", ""), runtime)
    usual = str(Path(runtime) / "bus") if runtime else ""
    if usual and usual not in found and Path(usual).exists():
        found.append(usual)
    return found


def _parse(text: str, runtime: str) -> list[str]:
    found = []
    for one in filter(None, text.split(";")):
        try:
            ((transport, values),) = parse_addresses(one)
        except ValueError:
            continue
        if transport != "unix":
            continue
        if "path" in values:
            found.append(values["path"])
        elif "abstract" in values:
            found.append("\0" + values["abstract"])
        elif values.get("runtime") == "yes" and runtime:
            found.append(str(Path(runtime) / "bus"))
    return found
