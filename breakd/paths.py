"""Where breakd keeps its files.

On Linux and other Unix systems the places follow the XDG base directory specification: relative
values of its variables are ignored, as it demands.  On Windows and macOS `platformdirs` says
where, unless an XDG variable is set.  Nothing here creates a directory except `make_private`.
"""

import errno
import os
import stat
import sys
from pathlib import Path

NAME = "breakd"


class UnsafeDirectoryError(Exception):
    """A directory that has to be private is not; the message is a sentence for the user."""


def forget_bad_home() -> None:
    """Drop a $HOME that is no place, so that everyone takes the one in the user database."""
    if os.name == "posix" and not os.environ.get("HOME", "/").startswith("/"):
        del os.environ["HOME"]


def config_dir() -> Path:
    """The directory of the user's configuration."""
    return _place("XDG_CONFIG_HOME", "~/.config", "user_config_path")


def config_file() -> Path:
    """The user's own configuration; breakd never writes it, except once for `config init`."""
    return config_dir() / "config.toml"


def overrides_file() -> Path:
    """What `config set` writes, beside the user's file."""
    return config_dir() / "overrides.toml"


def system_config_files() -> tuple[Path, ...]:
    """The system's configuration files, the most important one last."""
    if sys.platform in ("win32", "darwin"):
        return ()
    given = os.environ.get("XDG_CONFIG_DIRS") or "/etc/xdg"
    folders = [folder for folder in given.split(":") if Path(folder).is_absolute()]
    return tuple(Path(folder) / NAME / "config.toml" for folder in reversed(folders))


def state_dir() -> Path:
    """The directory of the snapshot and the log."""
    return _place("XDG_STATE_HOME", "~/.local/state", "user_state_path")


def log_file() -> Path:
    """What the daemon writes down about itself."""
    return state_dir() / "breakd.log"


def data_dir() -> Path:
    """The directory of the history."""
    return _place("XDG_DATA_HOME", "~/.local/share", "user_data_path")


def history_file() -> Path:
    """The database of what happened."""
    return data_dir() / "history.sqlite3"


def cache_dir() -> Path:
    """The directory of rendered pictures; it may be deleted at any time."""
    return _place("XDG_CACHE_HOME", "~/.cache", "user_cache_path")


def runtime_dir() -> Path:
    """The directory of the control socket and the lock.

    Without a usable `$XDG_RUNTIME_DIR` (su, cron) it is the one the login manager would have
    named, and where there is none, one of our own in /tmp, which `make_private` and
    `check_private` hold to be nobody else's.
    """
    given = os.environ.get("XDG_RUNTIME_DIR", "")
    if Path(given).is_absolute() and Path(given).is_dir():
        return Path(given) / NAME
    if sys.platform in ("win32", "darwin"):
        from platformdirs import PlatformDirs

        return PlatformDirs(NAME, appauthor=False).user_runtime_path
    login = Path(f"/run/user/{os.getuid()}")
    if login.is_dir() and login.stat().st_uid == os.getuid():
        return login / NAME
    return Path(f"/tmp/{NAME}-{os.getuid()}")


def control_socket() -> Path:
    """The Unix socket on which the running breakd takes commands."""
    return runtime_dir() / "control.sock"


def lock_file() -> Path:
    """The file whose lock the one running breakd holds."""
    return runtime_dir() / "breakd.lock"


def make_private(folder: Path) -> Path:
    """Make `folder` (0700) unless it is there, and return it.

    Raises UnsafeDirectoryError if somebody else could have put things into it, OSError if it
    cannot be made.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    check_private(folder)
    if os.name == "posix" and stat.S_IMODE(folder.stat().st_mode) != 0o700:
        folder.chmod(0o700)
    return folder


def check_private(folder: Path) -> None:
    """Raise UnsafeDirectoryError unless `folder` is a directory of ours that only we can write
    to, and FileNotFoundError if there is none."""
    found = folder.lstat()
    if os.name != "posix":
        return
    from breakd.text import paths as text

    if stat.S_ISLNK(found.st_mode):
        raise UnsafeDirectoryError(text.symbolic_link(folder))
    if not stat.S_ISDIR(found.st_mode):
        raise UnsafeDirectoryError(text.not_a_directory(folder))
    if found.st_uid != os.getuid():
        raise UnsafeDirectoryError(text.not_yours(folder))
    if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise UnsafeDirectoryError(text.writable_by_others(folder))


def _place(variable: str, default: str, elsewhere: str) -> Path:
    given = os.environ.get(variable, "")
    if Path(given).is_absolute():
        return Path(given) / NAME
    if sys.platform in ("win32", "darwin"):
        from platformdirs import PlatformDirs

        place: Path = getattr(PlatformDirs(NAME, appauthor=False), elsewhere)
        return place
    try:
        return Path(default).expanduser() / NAME
    except RuntimeError:
        from breakd.text import paths as text

        raise FileNotFoundError(errno.ENOENT, text.NO_HOME) from None
