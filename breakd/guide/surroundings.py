"""How the desktop wants windows to look: light or dark, with or without motion, how large.

Asked once, when the guide opens, and within a moment: a guide that looks wrong is better than one
that comes late.
"""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ASK_S = 0.3
_APPEARANCE = "org.freedesktop.appearance"
_GNOME = "org.gnome.desktop.interface"
_KDE = "org.kde.kdeglobals"
_GNOMISH = {"GNOME", "Unity", "X-Cinnamon", "Budgie", "Pantheon"}

Groups = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`still`: the user wants no motion; `text` is the factor by which text is enlarged."""

    dark: bool = False
    still: bool = False
    text: float = 1.0


def look_around() -> Surroundings:
    """Ask whoever answers: the portal, else the desktop's own settings."""
    return judge(_portal() or _own_settings())


def judge(said: Groups) -> Surroundings:
    """What the settings, by their group, come to."""
    appearance, gnome = said.get(_APPEARANCE, {}), said.get(_GNOME, {})
    kde = said.get(f"{_KDE}.KDE", {})
    text = _number(gnome.get("text-scaling-factor"), 1.0)
    return Surroundings(
        dark=_dark(said),
        still=(
            appearance.get("reduced-motion") == 1
            or gnome.get("enable-animations") in (False, "false", "0")
            or _number(kde.get("AnimationDurationFactor"), 1.0) == 0
        ),
        text=min(max(text, 0.5), 3.0),
    )


def _dark(said: Groups) -> bool:
    preference = said.get(_APPEARANCE, {}).get("color-scheme")
    if preference in (1, 2):
        return bool(preference == 1)
    window = str(said.get(f"{_KDE}.Colors:Window", {}).get("BackgroundNormal", ""))
    with contextlib.suppress(ValueError):
        red, green, blue = (float(part) for part in window.split(","))
        return red * 0.3 + green * 0.59 + blue * 0.11 < 128
    gnome = said.get(_GNOME, {})
    if gnome.get("color-scheme") == "prefer-dark" or gnome.get("prefer-dark") in ("1", "true"):
        return True
    return "dark" in str(gnome.get("gtk-theme", "")).lower()


def _number(value: object, otherwise: float) -> float:
    try:
        return float(str(value))
    except ValueError:
        return otherwise


# --- asking --------------------------------------------------------------------------------------


def _portal() -> Groups:
    """What the settings portal says, nothing where none is running."""
    try:
        from jeepney import DBusAddress, MessageFlag, MessageType, new_method_call
        from jeepney.io.blocking import open_dbus_connection

        from breakd.desktop.dbus.address import addresses
    except ImportError:
        return {}
    portal = DBusAddress(
        "/org/freedesktop/portal/desktop",
        "org.freedesktop.portal.Desktop",
        "org.freedesktop.portal.Settings",
    )
    wanted = [_APPEARANCE, _GNOME, f"{_KDE}.KDE", f"{_KDE}.Colors:Window"]
    ask = new_method_call(portal, "ReadAll", "as", (wanted,))
    ask.header.flags |= MessageFlag.no_auto_start  # starting it takes too long
    for place in addresses()[:1]:
        path = f"abstract={place[1:]}" if place.startswith("\0") else f"path={place}"
        with contextlib.suppress(Exception):  # whatever goes wrong there: the window has to open
            with open_dbus_connection(f"unix:{path}", auth_timeout=ASK_S) as bus:
                reply = bus.send_and_get_reply(ask, timeout=ASK_S)
            if reply.header.message_type is MessageType.method_return:
                (groups,) = reply.body
                return {
                    group: {key: value for key, (_, value) in values.items()}
                    for group, values in groups.items()
                }
    return {}


def _own_settings() -> Groups:
    """What the desktops write down for themselves."""
    desktops = set(os.environ.get("XDG_CURRENT_DESKTOP", "").split(":"))
    if "KDE" in desktops:
        kde = _ini(_config() / "kdeglobals")
        return {f"{_KDE}.{group}": values for group, values in kde.items()}
    gnome = _gtk_settings()
    if desktops & _GNOMISH:
        gnome |= _listed("gsettings", "list-recursively", _GNOME)
    elif "MATE" in desktops:
        gnome |= _theme("gsettings", "get", "org.mate.interface", "gtk-theme")
    elif "XFCE" in desktops:
        gnome |= _theme("xfconf-query", "-c", "xsettings", "-p", "/Net/ThemeName")
    return {_GNOME: gnome}


def _gtk_settings() -> dict[str, str]:
    """GTK's own file, under the names that GNOME has for the same."""
    found = _ini(_config() / "gtk-3.0/settings.ini").get("Settings", {})
    names = {
        "gtk-application-prefer-dark-theme": "prefer-dark",
        "gtk-theme-name": "gtk-theme",
        "gtk-enable-animations": "enable-animations",
    }
    said = {ours: found[theirs] for theirs, ours in names.items() if theirs in found}
    if os.environ.get("GTK_THEME"):
        said["gtk-theme"] = os.environ["GTK_THEME"]
    return said


def _theme(*words: str) -> dict[str, str]:
    name = _output(*words).strip().strip("'")
    return {"gtk-theme": name} if name else {}


def _listed(*words: str) -> dict[str, str]:
    """Of lines such as "schema key 'value'"."""
    lines = (line.split(maxsplit=2) for line in _output(*words).splitlines())
    return {parts[1]: parts[2].strip("'") for parts in lines if len(parts) == 3}


def _output(*words: str) -> str:
    if shutil.which(words[0]) is None:
        return ""
    try:
        return subprocess.run(
            words, capture_output=True, text=True, timeout=ASK_S, check=False, errors="replace"
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return ""


def _config() -> Path:
    given = os.environ.get("XDG_CONFIG_HOME", "")
    return Path(given) if Path(given).is_absolute() else Path("~/.config").expanduser()


def _ini(file: Path) -> dict[str, dict[str, str]]:
    """The sections of a file of settings; nothing if there is none."""
    if not file.is_file():
        return {}
    import configparser

    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # keys keep their case
    try:
        parser.read(file, encoding="utf-8")
    except (OSError, configparser.Error, UnicodeDecodeError):
        return {}
    return {section: dict(parser[section]) for section in parser.sections()}
