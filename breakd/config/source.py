"""Which files a configuration consists of, and how one of them is read."""

import os
import stat
import tomllib
from dataclasses import dataclass
from pathlib import Path

from breakd import paths, toml
from breakd.config.settings import ConfigError
from breakd.text import config as text

LARGEST = 256 * 1024


@dataclass(frozen=True, slots=True)
class Sources:
    """The files of a configuration: each lies under the next one.

    Missing files count as empty, except `user` where it is `required`.
    """

    system: tuple[Path, ...]
    user: Path
    overrides: Path | None
    required: bool = False

    @classmethod
    def standard(cls) -> "Sources":
        """The usual places."""
        return cls(paths.system_config_files(), paths.config_file(), paths.overrides_file())

    @classmethod
    def only(cls, file: Path) -> "Sources":
        """One file alone, named by the user; it has to exist."""
        return cls((), file, None, required=True)


def read_toml(file: Path) -> dict[str, object] | None:
    """The content of a TOML file, None if there is none.  Raises ConfigError."""
    try:
        content = _read_bytes(file)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ConfigError((text.unreadable(file, error.strerror or ""),)) from None
    return parse_toml(content, file)


def parse_toml(content: bytes, file: Path) -> dict[str, object]:
    """The content of a TOML file; `file` is named in the ConfigError."""
    try:
        # Editors on Windows put a byte order mark in front, which TOML does not know.
        return toml.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ConfigError((text.not_utf8(file, line),)) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError((text.not_toml(file, str(error)),)) from None
    except (RecursionError, ValueError):
        # Arrays in arrays without end, keys of many parts, and integers of thousands of digits.
        raise ConfigError((text.not_sensible(file),)) from None


def _read_bytes(file: Path) -> bytes:
    if file.is_dir():
        raise ConfigError((text.is_directory(file),))
    # O_NONBLOCK: opening a named pipe must not wait for somebody to write to it.
    handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as stream:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise ConfigError((text.not_a_file(file),))
        content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ConfigError((text.too_large(file, LARGEST // 1024),))
    return content
