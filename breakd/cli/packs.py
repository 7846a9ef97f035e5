"""`breakd stretches check`."""

import contextlib
import shlex
from argparse import Namespace
from pathlib import Path

from breakd.catalogue.packs import MOST_TOLD, Report
from breakd.catalogue.packs import check as examine
from breakd.cli.failure import WRONG_USAGE
from breakd.config.load import load
from breakd.config.settings import ConfigError, Settings
from breakd.config.source import Sources
from breakd.control import client
from breakd.core.offered import why_not
from breakd.text import packs as text


def check(arguments: Namespace) -> int:
    folder = Path(arguments.folder)
    report = examine(folder)
    for problem in report.problems:
        print(problem)
    if report.more:
        print(text.at_least(MOST_TOLD))
    counts = text.counts(len(report.stretches), report.drawings, report.pictures)
    if report.problems:
        print(text.in_vain(counts, len(report.problems)))
        return WRONG_USAGE
    print(text.all_good(counts))
    _advise(folder, report)
    return 0


def _advise(folder: Path, report: Report) -> None:
    """What stands between a sound pack and its being offered; a daemon that uses it is told."""
    try:
        preferences = load(Sources.standard()).preferences
    except ConfigError:  # `breakd config check` tells of it
        preferences = Settings().preferences
    own = report.stretches
    kept = [id_ for id_, one in own.items() if why_not(one, own, preferences)]
    if kept:
        print(text.not_offered(", ".join(kept)))
    here = folder.resolve()
    if here not in [Path(pack).resolve() for pack in preferences.packs]:
        print(text.how_to_use(shlex.quote(str(here))))
        return
    with contextlib.suppress(client.NoDaemonError):
        if client.ask({"do": "reload"}).get("ok"):
            print(text.IN_USE)
