"""`python -m tests.desk.matrix [NAME ...]`, or `make desktops`: what works on which desktop.

Each desktop is tried in a process of its own, with an end to its time; the table is printed, and
written into docs/desktops.md with a picture of each.  With names only those are tried, and the
rows of the others stay as they are.
"""

import json
import signal
import subprocess
import sys
import time

from tests.desk.matrix.found import Row
from tests.desk.matrix.kinds import KINDS
from tests.desk.matrix.report import PICTURES, RESULTS, printed, write

EACH_S = 240.0  # a whole desktop; a quarter of it on a machine that does nothing else
FOLLOWS_S = 15.0  # to take down what was started


def main(names: list[str]) -> int:
    """Try them, print and write what was found; 1 when a desktop could not be tried."""
    unknown = set(names) - {kind.name for kind in KINDS}
    if unknown:
        print(f"no such desktop: {', '.join(sorted(unknown))}", file=sys.stderr)
        print(f"there are: {', '.join(kind.name for kind in KINDS)}", file=sys.stderr)
        return 2
    RESULTS.mkdir(parents=True, exist_ok=True)
    tried = [_try(kind.name) for kind in KINDS if not names or kind.name in names]
    print("\n" + printed(tried))
    write(tried)
    return 1 if any(row.error for row in tried) else 0


def _try(name: str) -> Row:
    file = RESULTS / f"{name}.json"
    file.unlink(missing_ok=True)
    words = ("nice", sys.executable, "-m", "tests.desk.matrix.one", name, str(file), str(PICTURES))
    began = time.monotonic()
    with (RESULTS / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(words, stdout=log, stderr=log)
        late = _wait(process)
    row = Row.from_json(json.loads(file.read_text())) if file.exists() else Row(name)
    if late:
        row.error = f"not through after {EACH_S:g} s"
    elif process.returncode and not row.error:
        row.error = f"it ended with status {process.returncode}, see {log.name}"
    works = sum(one.verdict == "works" for one in row.checks.values())
    said = row.error or f"{works} of {len(row.checks)} work"
    print(f"{name}: {said}, {time.monotonic() - began:.0f} s", flush=True)
    return row


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
