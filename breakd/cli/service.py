"""The verbs that start breakd, now or at login."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from breakd.cli.failure import Failure

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    return daemon(None if arguments.config is None else Path(arguments.config))


def daemon(config_file: Path | None) -> int:
    """Run the daemon until it is told to stop; the exit status."""
    _without_ssl()
    from breakd.daemon import app

    return app.run(config_file)


def demo(_arguments: Namespace) -> int:
    _without_ssl()
    from breakd.daemon.demo import demo as play

    return play()


def autostart_status(_arguments: Namespace) -> int:
    return _autostart("status")


def autostart_enable(_arguments: Namespace) -> int:
    return _autostart("enable")


def autostart_disable(_arguments: Namespace) -> int:
    return _autostart("disable")


def _autostart(action: str) -> int:
    from breakd.desktop.autostart import switch as autostart

    try:
        print(getattr(autostart, action)())
    except autostart.AutostartError as error:
        raise Failure(str(error)) from None
    return 0


def _without_ssl() -> None:
    """Make asyncio do without `ssl`, which would be a fifth of the daemon's memory; whatever
    needs TLS runs in a process of its own."""
    sys.modules["ssl"] = None  # type: ignore[assignment]  # the documented way to bar an import
