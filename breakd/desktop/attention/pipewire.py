"""Who records through PipeWire: one look at `pw-dump`.

Keys: https://docs.pipewire.org/group__pw__keys.html
"""

import json
import os
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

ANSWER_S = 0.7
NONSENSE = (ValueError, LookupError, TypeError, AttributeError)  # what an odd answer leads to

# Programs that draw previews of windows, or show the screen to the person in front of another one.
NO_SHARING = frozenset(
    {
        "plasmashell",
        "gnome-shell",
        "kwin_wayland",
        "gnome-remote-desktop-daemon",
        "krfb",
        "krdpserver",
    }
)

Objects = Mapping[int, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Streams:
    """What is recorded now.  `audio`: whether PipeWire is what handles sound here.  `state`:
    whether it could be asked ("absent": it does not run)."""

    state: Literal["asked", "absent", "no-tool", "silent"]
    audio: bool = False
    microphone: bool = False
    camera: bool = False
    screen: bool = False


def look() -> Streams:
    """Ask PipeWire, for 0.7 s at most."""
    if not runs():
        return Streams("absent")
    try:
        dump = subprocess.run(
            ("pw-dump",),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=ANSWER_S,
            check=True,
        )
        return streams(json.loads(dump.stdout))
    except FileNotFoundError:
        return Streams("no-tool")
    except (OSError, subprocess.SubprocessError, *NONSENSE):
        return Streams("silent")


def runs() -> bool:
    """Whether it listens; asking it where it does not could start it."""
    folder = os.environ.get("PIPEWIRE_RUNTIME_DIR") or os.environ.get("XDG_RUNTIME_DIR")
    name = os.environ.get("PIPEWIRE_REMOTE") or "pipewire-0"
    return Path(folder or "/nowhere", name).is_socket()


def streams(dump: Iterable[Mapping[str, Any]]) -> Streams:
    """What a dump says."""
    kinds: dict[str, dict[int, Mapping[str, Any]]] = {"Node": {}, "Link": {}, "Client": {}}
    for entry in dump:
        kind = str(entry.get("type")).rpartition(":")[2]
        if kind in kinds:
            kinds[kind][entry["id"]] = entry.get("info") or {}
    nodes = {number: _props(info) for number, info in kinds["Node"].items()}
    clients = {number: _props(info) for number, info in kinds["Client"].items()}
    sources: dict[int, list[Mapping[str, Any]]] = {}
    for link in kinds["Link"].values():
        source = nodes.get(link.get("output-node-id", -1), {})
        sources.setdefault(link.get("input-node-id", -1), []).append(source)
    running = [number for number, info in kinds["Node"].items() if info.get("state") == "running"]
    audio = [n for n in running if _is_recording(nodes[n], clients)]
    video = [n for n in running if nodes[n].get("media.class") == "Stream/Input/Video"]
    cameras = {n for n in video if any(map(_is_camera, sources.get(n, ())))}
    shared = [n for n in video if n not in cameras and not _is_preview(nodes[n], clients)]
    return Streams(
        "asked",
        audio=any(str(p.get("media.class")).startswith("Audio/") for p in nodes.values()),
        microphone=any(any(map(_is_microphone, sources.get(n, ()))) for n in audio),
        camera=bool(cameras),
        screen=any(sources.get(n) for n in shared),
    )


def _props(info: Mapping[str, Any]) -> Mapping[str, Any]:
    return info.get("props") or {}


def _is_recording(node: Mapping[str, Any], clients: Objects) -> bool:
    """Whether a program records here: not a level meter, what is being played, or a filter."""
    return (
        node.get("media.class") == "Stream/Input/Audio"
        and not any(
            map(_on, map(node.get, ("stream.monitor", "resample.peaks", "stream.capture.sink")))
        )
        and node.get("media.name") != "Peak detect"
        and "node.link-group" not in node
        and _of_program(node, clients, "application.process.id") is not None
    )


def _is_microphone(source: Mapping[str, Any]) -> bool:
    return str(source.get("media.class")).startswith(("Audio/Source", "Audio/Duplex"))


def _is_camera(source: Mapping[str, Any]) -> bool:
    return (
        source.get("device.api") in ("v4l2", "libcamera")
        or source.get("media.role") == "Camera"
        or str(source.get("node.name")).startswith(("v4l2_", "libcamera_"))
    )


def _is_preview(node: Mapping[str, Any], clients: Objects) -> bool:
    names = ("application.process.binary", "application.name")
    return any(_of_program(node, clients, name) in NO_SHARING for name in names)


def _of_program(node: Mapping[str, Any], clients: Objects, name: str) -> Any:
    """A property of the program behind a stream: its own, or its connection's."""
    return node.get(name, clients.get(node.get("client.id", -1), {}).get(name))


def _on(value: object) -> bool:
    return str(value).lower() in ("true", "1")
