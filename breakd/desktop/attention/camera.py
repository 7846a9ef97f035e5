"""Cameras in use: which of this user's programs hold one open."""

import os
from collections.abc import Iterator
from pathlib import Path

# They may hold cameras open that nobody uses; who uses one through them is seen in their streams.
SERVERS = frozenset({"pipewire", "wireplumber", "pipewire-media-"})


def in_use(
    proc: Path = Path("/proc"), dev: Path = Path("/dev"), udev: Path = Path("/run/udev/data")
) -> bool:
    """Whether some program has a camera open."""
    cameras = {str(path) for path in dev.glob("video*") if _is_camera(path, udev)}
    if not cameras:
        return False
    return any(path in cameras for process in _own(proc) for path in _open_files(process))


def _is_camera(path: Path, udev: Path) -> bool:
    """Video coders are /dev/video* too; udev knows which devices capture."""
    try:
        device = path.stat().st_rdev
        known = (udev / f"c{os.major(device)}:{os.minor(device)}").read_text(errors="replace")
    except OSError:
        return True
    can = [line for line in known.splitlines() if line.startswith("E:ID_V4L_CAPABILITIES=")]
    return not can or any(":capture:" in line for line in can)


def _own(proc: Path) -> Iterator[Path]:
    for entry in list(os.scandir(proc)):
        try:
            if entry.name.isdigit() and entry.stat().st_uid == os.getuid():
                process = Path(entry.path)
                if (process / "comm").read_text(errors="replace").strip() not in SERVERS:
                    yield process
        except OSError:
            continue  # it has ended


def _open_files(process: Path) -> Iterator[str]:
    try:
        files = list(os.scandir(process / "fd"))
    except OSError:
        return  # it has ended, or its files are its secret
    for file in files:
        try:
            yield os.readlink(file.path)  # noqa: PTH115 - there may be thousands
        except OSError:
            continue
