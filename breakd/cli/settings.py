"""The verbs of `breakd config`."""

import os
import shlex
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

from breakd import paths
from breakd.cli.configured import invalid
from breakd.cli.failure import Failure, refused
from breakd.config import edit as editing
from breakd.config.load import load
from breakd.config.settings import ConfigError
from breakd.config.source import Sources
from breakd.control import client
from breakd.text import commands as text
from breakd.text import config as config_text


def show(_arguments: Namespace) -> int:
    try:
        rows = editing.describe(Sources.standard())
    except ConfigError as error:
        raise invalid(error) from None
    pairs = [f"{key} = {value}" for key, value, _ in rows]
    width = max(len(pair) for pair in pairs)
    for pair, (_, _, origin) in zip(pairs, rows, strict=True):
        print(f"{pair:<{width}}  # {text.ORIGINS[origin]}")
    return 0


def get(arguments: Namespace) -> int:
    try:
        print(editing.value_of(Sources.standard(), arguments.key))
    except ConfigError as error:
        raise invalid(error) from None
    return 0


def path(_arguments: Namespace) -> int:
    print(paths.config_file())
    return 0


def check(arguments: Namespace) -> int:
    if arguments.file is not None:
        return _check(Sources.only(Path(arguments.file)))
    return _check(Sources.standard())


def init(_arguments: Namespace) -> int:
    print(editing.init(paths.config_file()))
    return 0


def edit(_arguments: Namespace) -> int:
    file = paths.config_file()
    if not file.exists():
        editing.init(file)
    command = [*_editor(), str(file)]
    try:
        status = subprocess.run(command, check=False).returncode
    except OSError as error:
        raise Failure(text.editor_failed(command[0], error.strerror or str(error))) from None
    if status:
        raise Failure(text.editor_failed(command[0], text.exit_status(status)))
    return _check(Sources.standard())


def set(arguments: Namespace) -> int:  # noqa: A001 (the verb's name)
    try:
        print(editing.set_value(Sources.standard(), arguments.key, " ".join(arguments.value)))
    except ConfigError as error:
        raise invalid(error) from None
    return _tell_daemon()


def unset(arguments: Namespace) -> int:
    try:
        print(editing.unset(Sources.standard(), arguments.key))
    except ConfigError as error:
        raise invalid(error) from None
    return _tell_daemon()


def _check(sources: Sources) -> int:
    from breakd.catalogue.loader import load as load_catalogue

    try:
        packs = [Path(folder) for folder in load(sources).preferences.packs]
        catalogue = load_catalogue(packs)
        found = load(sources, catalogue.stretches)
    except ConfigError as error:
        raise invalid(error) from None
    for warning in (*catalogue.problems, *found.warnings):
        print(warning, file=sys.stderr)
    files = [file for file in (sources.user, sources.overrides) if file and file.exists()]
    for file in files:
        print(config_text.fine(file))
    if not files:
        print(config_text.only_defaults(sources.user))
    return 0


def _editor() -> list[str]:
    import shutil

    for variable in ("VISUAL", "EDITOR"):
        words = os.environ.get(variable, "")
        if words.strip():
            return shlex.split(words, posix=os.name == "posix")
    for opener in ("xdg-open", "open", "notepad"):
        if shutil.which(opener):
            return [opener]
    raise Failure(text.NO_EDITOR)


def _tell_daemon() -> int:
    """A running breakd takes the change up at once; without one it waits for the next start."""
    try:
        reply = client.ask({"do": "reload"})
    except client.NoDaemonError:
        return 0
    if not reply.get("ok"):
        raise refused(reply)
    return 0
