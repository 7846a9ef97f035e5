"""`python -m tests.desk.matrix.one NAME FILE PICTURES`: all checks on one desktop.

FILE is written anew after each, so that what was found outlives a desktop that hangs.
"""

import contextlib
import json
import signal
import sys
import time
import traceback
from pathlib import Path
from types import FrameType

import pytest

from tests.desk.desktop import Desktop
from tests.desk.matrix.checks import CHECKS, GOES_ON
from tests.desk.matrix.cut import cut
from tests.desk.matrix.found import Finding, Row
from tests.desk.matrix.kinds import KINDS, Kind
from tests.desk.matrix.stage import Stage
from tests.desk.matrix.versions import versions
from tests.desk.more_parts import NotInstalledError

LONGEST_WHY = 160


def main(name: str, file: Path, pictures: Path) -> None:
    """One desktop from its start to its end."""
    kind = next(one for one in KINDS if one.name == name)
    row = Row(kind.name)
    try:
        with Desktop(kind.size) as desktop:
            stage = Stage(kind, desktop)
            row.versions = versions(desktop, kind.beside)
            _check_all(stage, kind, row, file, pictures)
    except NotInstalledError as error:
        row.needs = f"{error} is not installed"
    except pytest.skip.Exception as error:
        row.needs = str(error)
    except Exception as error:
        row.error = _why(error)
        traceback.print_exc()
    _keep(row, file)


def _check_all(stage: Stage, kind: Kind, row: Row, file: Path, pictures: Path) -> None:
    for name, check in CHECKS.items():
        began = time.monotonic()
        try:
            if name not in GOES_ON:
                stage.tidy()
            row.checks[name] = check(stage)
            if name == "prompt":
                boxes = [box for box in (stage.box, stage.icon) if box is not None]
                pictures.mkdir(parents=True, exist_ok=True)
                picture = cut(stage.eye.whole(), boxes)
                picture.save(pictures / f"{kind.name}.png", optimize=True)
        except Exception as error:
            row.checks[name] = Finding("failed", _why(error))
            if not isinstance(error, AssertionError):
                traceback.print_exc()
            with contextlib.suppress(Exception):
                stage.eye.whole().save(file.with_name(f"{kind.name}-{name}.png"))
        print(f"{name}: {row.checks[name]} {time.monotonic() - began:.1f} s", flush=True)
        _keep(row, file)


def _keep(row: Row, file: Path) -> None:
    file.write_text(json.dumps(row.as_json()))


def _why(error: Exception) -> str:
    """One line."""
    text = str(error).strip() or type(error).__name__
    return " ".join(text.split())[:LONGEST_WHY]


def _leave(_signum: int, _frame: FrameType | None) -> None:
    sys.exit(1)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _leave)
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
