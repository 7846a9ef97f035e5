"""Sound servers without a sound card, and programs that record from them."""

import json
import subprocess
from functools import partial
from pathlib import Path

from tests.desk.desktop import Desktop
from tests.desk.programs import require
from tests.desk.waiting import wait_until

Program = subprocess.Popen[bytes]

MICROPHONE, SPEAKER, SCREEN = "microphone", "speaker", "screen"
FRAMES = "video/x-raw,format=BGRx,width=320,height=240,framerate=5/1"


def pipewire(desktop: Desktop, *, pulse: bool = True) -> list[Program]:
    """PipeWire with a microphone and a speaker, both without a sound.  Without `pulse` it has
    neither, nor PulseAudio's socket."""
    require("pipewire", "wireplumber", "pipewire-pulse", "pw-dump", "pw-record", "pactl")
    servers = [desktop.spawn("pipewire", "pipewire")]
    wait_until((_run(desktop) / "pipewire-0").is_socket, "PipeWire")
    servers.append(desktop.spawn("wireplumber", "wireplumber"))
    if not pulse:
        return servers
    servers.append(desktop.spawn("pipewire-pulse", "pipewire-pulse"))
    wait_until((_run(desktop) / "pulse/native").is_socket, "PulseAudio's socket")
    for name, kind in ((MICROPHONE, "Audio/Source/Virtual"), (SPEAKER, "Audio/Sink")):
        words = ("module-null-sink", f"media.class={kind}", f"sink_name={name}")
        wait_until(partial(_load, desktop, *words), name)
    return servers


def pulseaudio(desktop: Desktop) -> Program:
    """PulseAudio with the same."""
    require("pulseaudio", "pactl", "parec")
    modules = (
        "module-native-protocol-unix",
        f"module-null-sink sink_name={SPEAKER}",
        f"module-remap-source source_name={MICROPHONE} master={SPEAKER}.monitor",
    )
    loads = (word for module in modules for word in ("-L", module))
    options = ("-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1")
    process = desktop.spawn("pulseaudio", "pulseaudio", *options, *loads)
    wait_until(lambda: MICROPHONE in desktop.run("pactl", "list", "short", "sources").stdout, "it")
    return process


def record(desktop: Desktop, source: str) -> Program:
    """A program that records through PulseAudio's socket, until it is ended."""
    process = desktop.spawn(f"parec {source}", "parec", f"--device={source}", "/dev/null")
    _until_listed(desktop, process)
    return process


def record_natively(desktop: Desktop, *options: str) -> Program:
    """A program that records from the microphone through PipeWire, until it is ended."""
    file = str(desktop.folder / "recording.wav")
    process = desktop.spawn("pw-record", "pw-record", "--target", MICROPHONE, *options, file)
    _until_running(desktop, process)
    return process


def meters(desktop: Desktop) -> Program:
    """The level meters of a volume control."""
    require("pavucontrol")
    process = desktop.spawn("pavucontrol", "pavucontrol", "--tab=4")
    wait_until(lambda: "Peak detect" in _source_outputs(desktop), "level meters")
    return process


def offer_video(desktop: Desktop, name: str, *properties: str) -> Program:
    """A picture as a desktop portal, or a camera, offers it."""
    require("gst-launch-1.0")
    told = ",".join(("props", "media.class=Video/Source", f"node.name={name}", *properties))
    process = desktop.spawn(
        f"offer {name}",
        *("gst-launch-1.0", "videotestsrc", "is-live=true", "!", FRAMES, "!"),
        *("pipewiresink", "mode=provide", f"stream-properties={told}"),
    )
    wait_until(lambda: name in desktop.output("pw-dump"), name)
    return process


def take_video(desktop: Desktop, name: str) -> Program:
    """A program that records that picture, until it is ended."""
    told = "props,media.type=Video,media.category=Capture"
    process = desktop.spawn(
        f"take {name}",
        *("gst-launch-1.0", "pipewiresrc", f"target-object={name}"),
        *(f"stream-properties={told}", "!", FRAMES, "!", "fakesink"),
    )
    _until_running(desktop, process)
    return process


def end(process: Program) -> None:
    """Politely."""
    process.terminate()
    process.wait()


def _run(desktop: Desktop) -> Path:
    return Path(desktop.env["XDG_RUNTIME_DIR"])


def _load(desktop: Desktop, *words: str) -> bool:
    return desktop.run("pactl", "load-module", *words).returncode == 0


def _source_outputs(desktop: Desktop) -> str:
    return desktop.output("pactl", "list", "source-outputs")


def _until_listed(desktop: Desktop, process: Program) -> None:
    wait_until(lambda: f'id = "{process.pid}"' in _source_outputs(desktop), "the recording")


def _until_running(desktop: Desktop, process: Program) -> None:
    """Until one of its streams runs."""

    def running() -> bool:
        dump = json.loads(desktop.output("pw-dump"))
        infos = {entry["id"]: entry.get("info") or {} for entry in dump}
        props = {number: info.get("props") or {} for number, info in infos.items()}
        return any(
            info.get("state") == "running"
            and props.get(props[number].get("client.id"), {}).get("application.process.id")
            == process.pid
            for number, info in infos.items()
        )

    wait_until(running, "a running stream")
