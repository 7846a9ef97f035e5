"""The verbs about what happened: statistics, export, purge."""

import datetime as dt
import json
import os
import sys
import time
from argparse import Namespace

from breakd import paths
from breakd.cli.failure import Failure, usage
from breakd.core.stats import DAY_BEGINS_S, Day, day_of, days, filled
from breakd.storage.reader import HistoryError, reading
from breakd.text import commands as text
from breakd.text import stats as stats_text

MOST_DAYS = 3660


def stats(arguments: Namespace) -> int:
    from breakd.report.table import stats_json, table

    count = _day_count(arguments.days)
    today = day_of(time.time(), time.localtime().tm_gmtoff)
    found = _days(today - dt.timedelta(days=count - 1), today)
    if arguments.json:
        print(json.dumps(stats_json(found), ensure_ascii=False))
    else:
        plain = not (sys.stdout.encoding or "").lower().startswith("utf")
        print(table(found, today=today, plain=plain), end="")
    return 0


def export(arguments: Namespace) -> int:
    from breakd.storage.export import export as export_entries

    try:
        with reading(paths.history_file()) as history:
            if arguments.out is None:
                export_entries(history.everything(), arguments.format, sys.stdout)
                return 0
            # Only for the user's eyes, and over nothing that is there.
            handle = os.open(arguments.out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
                count = export_entries(history.everything(), arguments.format, out)
    except FileExistsError:
        raise Failure(text.file_exists(arguments.out)) from None
    except HistoryError as error:
        raise Failure(str(error)) from None
    print(stats_text.exported(count))
    return 0


def purge(arguments: Namespace) -> int:
    from breakd.storage.purge import purge as purge_history

    if arguments.before is None and not arguments.all:
        raise usage(text.NOTHING_TO_PURGE)
    before = None if arguments.all else _beginning(arguments.before)
    try:
        print(stats_text.purged(purge_history(paths.history_file(), before)))
    except HistoryError as error:
        raise Failure(str(error)) from None
    return 0


def _days(first: dt.date, last: dt.date) -> list[Day]:
    try:
        with reading(paths.history_file()) as history:
            return filled(days(history.between(first, last)), first, last)
    except HistoryError as error:
        raise Failure(str(error)) from None


def _day_count(written: str) -> int:
    digits = written.isascii() and written.isdigit() and len(written) < 6
    count = int(written) if digits else 0
    if not 1 <= count <= MOST_DAYS:
        raise usage(text.must_be(written, text.days_expected(MOST_DAYS)))
    return count


def _beginning(written: str) -> float:
    """When that day begins, in POSIX seconds."""
    try:
        day = dt.date.fromisoformat(written)
        begins = dt.datetime.combine(day, dt.time(DAY_BEGINS_S // 3600))
        return begins.astimezone().timestamp()
    except (ValueError, OverflowError, OSError):
        raise usage(text.must_be(written, text.DATE_EXPECTED)) from None
