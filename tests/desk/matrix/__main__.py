"""`python -m tests.desk.matrix [NAME ...]`, or `make desktops`: what works on which desktop.

Each desktop is tried in a process of its own, with an end to its time; the table is printed, and
written into docs/desktops.md with a picture of each.  With names only those are tried, and the
rows of the others stay as they are, as do those of desktops that are not installed.
"""

import json
import signal
import subprocess
import sys
import time

from tests.desk.matrix.found import Row
from tests.desk.matrix.kinds import KINDS
from tests.desk.matrix.report import PICTURES, RESULTS, printed, write

EACH_S = 1200.0  # a whole desktop; a tenth of it on a machine that does nothing else
FOLLOWS_S = 15.0  # to take down what was started


def main(names: list[str]) -> int:
    """Try them, print and write what was found.

    0 when all is as it should be on all that are installed, 1 when it is not or none is, 2 for a
    name that there is not.
    """
    unknown = set(names) - {kind.name for kind in KINDS}
    if unknown:
        print(f"no such desktop: {', '.join(sorted(unknown))}", file=sys.stderr)
        print(f"there are: {', '.join(kind.name for kind in KINDS)}", file=sys.stderr)
        return 2
    RESULTS.mkdir(parents=True, exist_ok=True)
    rows = [_try(kind.name) for kind in KINDS if not names or kind.name in names]
    print("\n" + printed(rows))
    write(rows)
    return status(rows)


def status(rows: list[Row]) -> int:
    """What to exit with."""
    return int(any(row.failed for row in rows) or all(row.needs for row in rows))


def _try(name: str) -> Row:
    file = RESULTS / f"{name}.json"
    file.unlink(missing_ok=True)
    words = (sys.executable, "-m", "tests.desk.matrix.one", name, str(file), str(PICTURES))
    began = time.monotonic()
    with (RESULTS / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(words, stdout=log, stderr=log)
        late = _wait(process)
    row = Row.from_json(json.loads(file.read_text())) if file.exists() else Row(name)
    if late:
        row.error = f"not through after {EACH_S:g} s"
    elif process.returncode and not row.error:
        row.error = f"it ended with status {process.returncode}, see {log.name}"
    print(f"{name}: {_summary(row)}, {time.monotonic() - began:.0f} s", flush=True)
    return row


def _summary(row: Row) -> str:
    if row.needs:
        return f"left out: {row.needs}"
    works = sum(one.verdict == "works" for one in row.checks.values())
    failed = sum(one.verdict == "failed" for one in row.checks.values())
    return row.error or f"{works} of {len(row.checks)} as anywhere, {failed} failed"


def _wait(process: subprocess.Popen[bytes]) -> bool:
    """Whether it had to be stopped."""
    try:
        process.wait(EACH_S)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(FOLLOWS_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        return True
    return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
