"""On which line an entry stands, in whatever valid TOML."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from breakd.catalogue.lines import Way, line_of, lines_of

TEXT = '''# a comment with [brackets] and "quotes

[[stretch]]
id = "one"   # = "two"
steps = [
  "a # b", # c ]
  'd',
]
dose = { hold = 5,  reps = 2 }

[[stretch]]
id = """
id = "three"
[[stretch]]
"""
"odd key".'part' = 1
[stretch.dose]
hold = 3
[[stretch.parts]]
x = 1
[[stretch.parts]]
x = 2
[ "quoted" . table ]
y = 1979-05-27 07:32:00
'''


@pytest.mark.parametrize(
    ("way", "line"),
    [
        (("stretch", 0), 3),
        (("stretch", 0, "id"), 4),
        (("stretch", 0, "steps"), 5),
        (("stretch", 0, "dose", "reps"), 9),
        (("stretch", 0, "name"), 3),
        (("stretch", 1, "id"), 12),
        (("stretch", 1, "odd key", "part"), 16),
        (("stretch", 1, "dose", "hold"), 18),
        (("stretch", 1, "parts", 1, "x"), 22),
        (("quoted", "table", "y"), 24),
        (("nothing",), 1),
        ((), 1),
    ],
)
def test_the_line_of_an_entry(way: Way, line: int) -> None:
    assert tomllib.loads(TEXT)["stretch"][1]["parts"][1] == {"x": 2}
    assert line_of(way, lines_of(TEXT)) == line


names = st.text("abc-_19", min_size=1, max_size=6)
values = st.recursive(
    st.booleans() | st.integers(-9, 9) | st.text(max_size=12) | st.text('"[]#=\n\\{}', max_size=8),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)
tables = st.dictionaries(names, values | st.dictionaries(names, values, max_size=3), max_size=4)


def ways(value: object, way: Way = ()) -> Iterator[Way]:
    """The way to every table and key that has a line of its own."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*way, key)
            yield from ways(inner, (*way, key))


@given(st.lists(tables, min_size=1, max_size=4))
def test_every_key_is_on_its_line(rows: list[dict[str, Any]]) -> None:
    text = tomli_w.dumps({"stretch": rows})
    if "[[stretch]]" not in text.split("\n"):  # written in one line
        return
    lines, written = lines_of(text), text.split("\n")
    headers = [number for number, line in enumerate(written, 1) if line == "[[stretch]]"]
    for index, row in enumerate(rows):
        assert lines["stretch", index] in headers
        for way in ways(row):
            line = written[lines["stretch", index, *way] - 1]
            assert line.startswith("[") or str(way[-1]) in line
        found = [lines["stretch", index, *way] for way in ways(row)]
        later = headers[headers.index(lines["stretch", index]) + 1 :]
        assert all(lines["stretch", index] < line < min([*later, 10**6]) for line in found)


@given(st.text("ab=[]{}\".#'\n\\ ", max_size=60))
def test_nothing_makes_it_fail(text: str) -> None:
    assert all(1 <= line <= text.count("\n") + 2 for line in lines_of(text).values())
