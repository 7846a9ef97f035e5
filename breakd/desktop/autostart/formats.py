"""The contents of the files that start breakd at login.  Pure: text in, text out.

A `command` is an argument vector; each format has its own way to quote one.
"""

from collections.abc import Sequence

MARK = 'Written by breakd; "breakd autostart disable" removes this file.'
LABEL = "breakd"


# --- systemd user unit ---------------------------------------------------------------------------


def unit(template: str, command: Sequence[str]) -> str:
    """The template under our mark, starting `command`."""
    words = list(command)
    if set(words[0]) & set("\"'\\$"):  # systemd takes no such path; as an argument it may pass
        words.insert(0, "/usr/bin/env")
    line = "ExecStart=" + " ".join(map(_systemd_word, words))
    lines = [line if old.startswith("ExecStart=") else old for old in template.splitlines()]
    return "\n".join([f"# {MARK}", *lines, ""])


def _systemd_word(word: str) -> str:
    """systemd.service(5), "Command lines": $ and % are doubled, \\ and " escaped."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"' if not word or set(word) & set(" \t\"'\\;") else escaped


# --- XDG desktop entries -------------------------------------------------------------------------


def application(command: Sequence[str], icon: str, generic_name: str, comment: str) -> str:
    """The entry that names and draws breakd in menus and in notification settings."""
    return _desktop_entry(
        command,
        icon,
        GenericName=generic_name,
        Comment=comment,
        Categories="Utility;",
        Keywords="break;stretch;ergonomics;rest;reminder;",
        StartupNotify="false",
        **{"X-GNOME-UsesNotifications": "true"},
    )


def xdg_autostart(command: Sequence[str], icon: str, comment: str) -> str:
    """The entry for the autostart folder."""
    return _desktop_entry(
        command, icon, Comment=comment, NoDisplay="true", **{"X-GNOME-Autostart-enabled": "true"}
    )


def switched_off(entry: str) -> bool:
    """Whether a desktop's settings have since switched this autostart entry off."""
    lines = {line.replace(" ", "").lower() for line in entry.splitlines()}
    return bool(lines & {"hidden=true", "x-gnome-autostart-enabled=false"})


def _desktop_entry(command: Sequence[str], icon: str, **more: str) -> str:
    fields = {
        "Type": "Application",
        "Version": "1.0",
        "Name": "breakd",
        "Exec": " ".join(_exec_word(word) for word in command),
        "TryExec": command[0].replace("\\", "\\\\"),
        "Icon": icon.replace("\\", "\\\\"),
        "Terminal": "false",
        **more,
    }
    lines = [f"{key}={value}" for key, value in fields.items()]
    return "\n".join([f"# {MARK}", "[Desktop Entry]", *lines, ""])


def _exec_word(word: str) -> str:
    """Desktop Entry Specification, "The Exec key": quoted, then escaped once more as a string."""
    word = word.replace("%", "%%")
    if word and not set(word) & set(" \t\n\"'\\><~|&;$*?#()`"):
        return word
    for special in '\\"`$':
        word = word.replace(special, "\\" + special)
    return '"' + word.replace("\\", "\\\\") + '"'


# --- macOS and Windows ---------------------------------------------------------------------------


def launch_agent(command: Sequence[str]) -> str:
    """A launchd property list: started at login, and again after a crash."""
    import plistlib  # 10 ms and an XML parser, for macOS only

    agent = {
        "Label": LABEL,
        "ProgramArguments": list(command),
        "RunAtLoad": True,
        "KeepAlive": {"SuccessfulExit": False},
        "ThrottleInterval": 60,  # seconds: another breakd may be running, or the settings be wrong
        "LimitLoadToSessionType": "Aqua",
        "ProcessType": "Interactive",  # timers of background agents are put off by minutes
    }
    head, rest = plistlib.dumps(agent, sort_keys=False).decode().split("<plist", 1)
    return f"{head}<!-- {MARK} -->\n<plist{rest}"


def run_key(command: Sequence[str]) -> str:
    """The command line for the Run key, quoted as CommandLineToArgvW reads it."""
    import subprocess  # slow to import, and only Windows needs it

    return subprocess.list2cmdline(command)


def is_our_run_key(line: str) -> bool:
    """A registry value has no room for a mark; nobody else starts our module."""
    return line.endswith(" -P -m breakd run")
