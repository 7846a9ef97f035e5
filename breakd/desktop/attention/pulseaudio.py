"""Who records through PulseAudio: one look with `pactl`.

It also answers for PipeWire, where that offers PulseAudio's socket.
"""

import json
import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

ANSWER_S = 0.7
NONSENSE = (ValueError, LookupError, TypeError, AttributeError)  # what an odd answer leads to

State = Literal["asked", "absent", "no-tool", "silent"]


def look() -> tuple[State, bool]:
    """Ask PulseAudio, for 1.4 s at most: whether it could be asked, and whether a program uses
    a microphone."""
    server = address()
    if server is None:
        return "absent", False
    try:
        outputs = [o for o in _list(server, "source-outputs") if _is_recording(o)]
        if not outputs:
            return "asked", False
        monitors = {s["index"] for s in _list(server, "sources") if s.get("monitor_source")}
        return "asked", any(o.get("source") not in monitors for o in outputs)
    except FileNotFoundError:
        return "no-tool", False
    except (OSError, subprocess.SubprocessError, *NONSENSE):
        return "silent", False


def address() -> str | None:
    """Its address.  Without one `pactl` would start a server."""
    named = os.environ.get("PULSE_SERVER")
    if named:
        return named
    folder = os.environ.get("PULSE_RUNTIME_PATH")
    path = (
        Path(folder) if folder else Path(os.environ.get("XDG_RUNTIME_DIR") or "/nowhere", "pulse")
    )
    return f"unix:{path / 'native'}" if (path / "native").is_socket() else None


def _list(server: str, what: str) -> Iterable[Mapping[str, Any]]:
    done = subprocess.run(
        ("pactl", f"--server={server}", "--format=json", "list", what),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=ANSWER_S,
        check=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},  # a comma in a number is no JSON
    )
    found: list[Mapping[str, Any]] = json.loads(done.stdout)
    return found


def _is_recording(output: Mapping[str, Any]) -> bool:
    """Whether a program records here: not a level meter, nor a module of the server."""
    properties = output.get("properties") or {}
    return (
        not output.get("corked")
        and output.get("resample_method") != "peaks"
        and properties.get("media.name") != "Peak detect"
        and properties.get("stream.capture.sink") != "true"
        and "application.process.id" in properties
    )
