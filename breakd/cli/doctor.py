"""`breakd doctor`: what the daemon says of itself and its desktop, and what can be told without."""

import asyncio
import json
import logging
import platform
import sys
import time
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from breakd import __version__, paths
from breakd.checks import Check, of_plain
from breakd.cli.failure import COULD_NOT
from breakd.config.load import load
from breakd.config.settings import ConfigError, Settings
from breakd.config.source import Sources
from breakd.control import client
from breakd.inquiry import doctor as rows
from breakd.report.doctor import Examined, doctor_json, doctor_table
from breakd.text import autostart as autostart_text
from breakd.text import doctor as text
from breakd.text.control import NO_DAEMON

if TYPE_CHECKING:
    from breakd.desktop.idle.chooser import Idle

ANSWER_S = 15.0  # the daemon looks at the desktop first
SETTLE_S = 2.0
ENABLE = "breakd autostart enable"
RUN = "breakd run"


def examine(arguments: Namespace) -> int:
    running, checks = _everything()
    found = Examined(__version__, platform.python_version(), _system(), running, checks)
    if arguments.json:
        print(json.dumps(doctor_json(found), ensure_ascii=False))
    else:
        plain = not (sys.stdout.encoding or "").lower().startswith("utf")
        print(doctor_table(found, plain=plain), end="")
    return 0 if running else COULD_NOT


def _everything() -> tuple[bool, list[Check]]:
    """Whether the daemon has answered, and all rows."""
    try:
        reply = client.ask({"do": "doctor"}, ANSWER_S)
    except client.NoDaemonError as error:
        mend = RUN if str(error) == NO_DAEMON else ""
        return False, [Check("daemon", "missing", str(error), mend), *_without(), *_ours()]
    if not isinstance(reply.get("report"), list):  # it is older than this command
        said = str(reply.get("text", ""))
        return True, [Check("daemon", "degraded", said), *_without(), *_ours()]
    return True, [_daemon(reply), *map(of_plain, reply["report"]), *_ours()]


def _daemon(reply: dict[str, Any]) -> Check:
    version = str(reply.get("status", {}).get("version", "?"))
    if version == __version__:
        return Check("daemon", "works", text.running(version))
    return Check("daemon", "degraded", text.outdated(version, __version__))


def _ours() -> list[Check]:
    """They run other programs, so they are looked at here and not in the daemon."""
    from breakd.sound import report as sound

    return [sound.check(_settings(Sources.standard())), _autostart()]


def _settings(sources: Sources) -> Settings:
    try:
        return load(sources)
    except ConfigError:  # which is another row
        return Settings()


def _autostart() -> Check:
    from breakd.desktop.autostart import switch as autostart

    try:
        said = autostart.status()
    except (autostart.AutostartError, OSError) as error:
        return Check("autostart", "degraded", str(error))
    if said == autostart_text.OFF:
        return Check("autostart", "off", said, ENABLE)
    if ENABLE in said:
        return Check("autostart", "degraded", said, ENABLE)
    return Check("autostart", "works", said)


# --- without a daemon ----------------------------------------------------------------------------


def _without() -> list[Check]:
    """What can be told without the daemon, which may see its desktop in another way."""
    from breakd.catalogue.loader import load as load_catalogue

    sources = Sources.standard()
    settings = _settings(sources)
    catalogue = load_catalogue([Path(folder) for folder in settings.preferences.packs])
    found = [
        rows.desktop(),
        *_desktop(settings),
        rows.configuration(sources, catalogue.stretches),
        rows.catalogue(len(catalogue.stretches), catalogue.problems),
        rows.storage(_history_problems()),
        rows.log(paths.log_file()),
    ]
    return rows.wanted_only(found, settings)


def _desktop(settings: Settings) -> list[Check]:
    """Connections of our own, for a moment."""
    # What an adapter would log is in the rows.
    logging.getLogger("breakd").addHandler(logging.NullHandler())
    return asyncio.run(_look(settings))


async def _look(settings: Settings) -> list[Check]:
    from breakd.desktop import report
    from breakd.desktop.here import Desktop

    desktop = Desktop(lambda _event: None, None)
    await desktop.start()
    notifier, senses = desktop.notifier(), desktop.senses(settings)
    try:
        await desktop.ready()
        await senses.start()
        await _settled(senses.idle)
        shown = await report.notifications(notifier, terminal=False)
        return [shown, *await desktop.report(), *await senses.report()]
    finally:
        await senses.stop()
        await desktop.stop()


async def _settled(idle: "Idle") -> None:
    """Give the sources of idle time a moment to be found and to speak."""
    end = time.monotonic() + SETTLE_S
    while idle.state == "unknown" and time.monotonic() < end:  # noqa: ASYNC110 - no event tells
        await asyncio.sleep(0.05)


def _history_problems() -> list[str]:
    from breakd.storage.reader import HistoryError, reading

    try:
        with reading(paths.history_file()):
            return []
    except HistoryError as error:
        return [str(error)]


def _system() -> str:
    """The system's name and version, as its users know it."""
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return f"{platform.system()} {platform.release()}"
