"""Calls: a microphone or a camera in use, or the screen shared."""

import os

from breakd.core.model import Gate
from breakd.desktop.attention import camera, pipewire, pulseaudio
from breakd.desktop.attention.packages import PACTL, PW_DUMP, install, start_pipewire
from breakd.desktop.attention.probe import Capabilities, Capability
from breakd.text import attention as text

PATIENCE = 12  # looks without an answer, a minute of them, after which nothing is known any more


class Calls:
    """What the sound server and the cameras say about the wanted gates.

    A sound server that gives no answer in time has not said that the call is over: it is busy,
    most likely with the call.
    """

    def __init__(self, wanted: frozenset[Gate]) -> None:
        self.closed: frozenset[Gate] = frozenset()
        self.can: Capabilities = {}
        self._wanted = wanted & {Gate.CALL, Gate.SCREEN_SHARE}
        self._unanswered = 0

    def look(self) -> None:
        """Bring `closed` and `can` up to date."""
        if not self._wanted:
            return
        streams = pipewire.look()
        silent = streams.state == "silent"
        closed = set()
        if Gate.CALL in self._wanted:
            recording, self.can["microphone"] = _microphone(streams)
            silent |= self.can["microphone"][0] == "degraded"
            self.can["camera"] = "works", text.CAMERA
            if recording or streams.camera or camera.in_use():
                closed.add(Gate.CALL)
        if Gate.SCREEN_SHARE in self._wanted:
            self.can["screen-share"] = _sharing(streams)
            if streams.screen:
                closed.add(Gate.SCREEN_SHARE)
        self._unanswered = self._unanswered + 1 if silent else 0
        before = self.closed if 0 < self._unanswered <= PATIENCE else frozenset()
        self.closed = before | closed


def _microphone(streams: pipewire.Streams) -> tuple[bool, Capability]:
    """Whether one is in use, from whichever server handles sound."""
    if streams.state == "asked" and streams.audio:
        return streams.microphone, ("works", text.microphone("PipeWire"))
    state, recording = pulseaudio.look()
    match state, streams.state:
        case "asked", _:
            return recording, ("works", text.microphone("PulseAudio"))
        case "no-tool", _:
            return False, _without("pactl", PACTL)
        case "silent", _:
            return False, ("degraded", text.silent("PulseAudio"))
        case _, "no-tool":
            return False, _without("pw-dump", PW_DUMP)
        case _, "silent":
            return False, ("degraded", text.silent("PipeWire"))
    return False, ("missing", text.NO_SOUND, start_pipewire())


def _without(tool: str, packages: dict[str, str]) -> Capability:
    return "missing", text.no_tool(tool), install(packages)


def _sharing(streams: pipewire.Streams) -> Capability:
    match streams.state:
        case "no-tool":
            return _without("pw-dump", PW_DUMP)
        case "silent":
            return "degraded", text.silent("PipeWire")
        case "absent":
            return "missing", text.NO_PIPEWIRE, start_pipewire()
    if os.environ.get("WAYLAND_DISPLAY"):
        return "works", text.SHARING
    return "degraded", text.SHARING_X11
