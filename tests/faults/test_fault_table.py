"""The table of docs/reliability.md names tests that there are."""

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
TABLE = (TESTS.parent / "docs/reliability.md").read_text(encoding="utf-8")


def test_every_row_names_tests_that_there_are() -> None:
    """`folder/file.py::test`, or `::test` in the file named before it."""
    rows = [line for line in TABLE.split("\n\nWhat is left")[0].splitlines() if ".py" in line]
    assert len(rows) > 30
    for row in rows:
        proofs = re.findall(r"`([\w/]*\.py)?(?:::(\w+))?`", row.rsplit("|", 2)[1])
        assert proofs, row
        file = ""
        for named, test in proofs:
            file = named or file
            content = (TESTS / file).read_text(encoding="utf-8")
            assert not test or re.search(rf"def {test}\(", content), f"{file}::{test}"
