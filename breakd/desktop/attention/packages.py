"""The command that installs a missing tool, in the words of this distribution."""

import shutil

PW_DUMP = {
    "apt": "pipewire-bin",
    "dnf": "pipewire-utils",
    "zypper": "pipewire-tools",
    "apk": "pipewire-tools",
    "pacman": "pipewire",
}
PACTL = {
    "apt": "pulseaudio-utils",
    "dnf": "pulseaudio-utils",
    "zypper": "pulseaudio-utils",
    "apk": "pulseaudio-utils",
    "pacman": "libpulse",
}
PIPEWIRE = dict.fromkeys(("apt", "dnf", "zypper", "apk", "pacman"), "pipewire")
_VERBS = {"apk": "add", "pacman": "-S"}


def install(packages: dict[str, str]) -> str:
    """The command, or "" where the package manager is unknown."""
    for manager, package in packages.items():
        if shutil.which(manager):
            return f"sudo {manager} {_VERBS.get(manager, 'install')} {package}"
    return ""


def start_pipewire() -> str:
    """The command after which PipeWire runs, or "" where none is known."""
    if shutil.which("pipewire") is None:
        return install(PIPEWIRE)
    return "systemctl --user start pipewire" if shutil.which("systemctl") else ""
