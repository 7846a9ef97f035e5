"""Shapes of nonsense: any value, a sound file that was damaged, and a sound document with other
values, keys and entries in it than it had."""

import math
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

Way = tuple[Any, ...]
ODD = ["", " ", "\x00", "\n", "../x", "/etc/passwd", "\u202e", "\ud7ff", "A" * 300, "ß", "é", "-"]
HINTS = ["30m", "1s", "-5m", "0s", "999h", "10:30", "25:00", "mon-fri", "sun-sat", "daily", "auto"]
NUMBERS = [0, -1, 1, 2, 3, 100, 255, 256, 2**31, 2**63, 10**400]
FRACTIONS = [0.0, -0.0, 0.5, 1.0, 1e-300, 1e308, float("inf"), float("-inf"), float("nan")]


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from([*ODD, *HINTS, *NUMBERS, *FRACTIONS])
)
# Anything that JSON knows.
VALUES = st.recursive(
    SCALARS,
    lambda x: st.lists(x, max_size=4) | st.dictionaries(st.text(max_size=8), x, max_size=6),
    max_leaves=20,
)
KEYS = st.text(max_size=8) | st.sampled_from(ODD)


def damaged(wholes: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """A sound file with pieces exchanged or left out, or plain nonsense."""
    piece = st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=20))

    def damage(whole: bytes, pieces: list[tuple[float, int, bytes]]) -> bytes:
        for place, length, instead in pieces:
            at = int(place * len(whole))
            whole = whole[:at] + instead + whole[at + length :]
        return whole

    pieces = st.lists(piece, min_size=1, max_size=5)
    return st.builds(damage, st.sampled_from(list(wholes)), pieces) | st.binary(max_size=300)


def mutated(documents: Sequence[Any], most: int = 3) -> st.SearchStrategy[Any]:
    """One of the documents after some changes, many of which leave it sound."""
    alike: dict[Any, list[Any]] = {}  # what stands at such a key in any of them
    for document in documents:
        for way in places(document):
            if not isinstance(way[-1], int):
                alike.setdefault(way[-1], []).append(_at(document, way))
    return _mutated(tuple(documents), alike, most)


@st.composite
def _mutated(
    draw: st.DrawFn, documents: Sequence[Any], alike: dict[Any, list[Any]], most: int
) -> Any:
    document = deepcopy(draw(st.sampled_from(documents)))
    for _ in range(draw(st.integers(0, most))):
        ways = list(places(document))
        if not ways:
            break
        *outer, last = draw(st.sampled_from(ways))
        inner = _at(document, outer)
        match draw(st.sampled_from(["near", "near", "alike", "alike", "any", "drop", "more"])):
            case "alike" if last in alike:
                inner[last] = deepcopy(draw(st.sampled_from(alike[last])))
            case "near" | "alike":
                inner[last] = draw(_near(inner[last]))
            case "any":
                inner[last] = draw(VALUES)
            case "drop":
                del inner[last]
            case "more" if isinstance(inner, list):
                inner[last:last] = [deepcopy(inner[last])] * draw(st.sampled_from([1, 2, 300]))
            case "more":
                inner[draw(KEYS)] = inner[last]
    return document


def _at(content: Any, way: Iterable[Any]) -> Any:
    for key in way:
        content = content[key]
    return content


def places(content: Any, way: Way = ()) -> Iterator[Way]:
    """The way to every value in a document."""
    if not isinstance(content, dict | list):
        return
    items = content.items() if isinstance(content, dict) else enumerate(content)
    for key, value in items:
        yield (*way, key)
        yield from places(value, (*way, key))


def _near(value: Any) -> st.SearchStrategy[Any]:
    """Of the same kind, and perhaps still sound."""
    match value:
        case bool():
            return st.just(not value)
        case int():
            return st.integers(-3, 3).map(value.__add__) | st.sampled_from([-value, *NUMBERS])
        case float() if math.isfinite(value):
            return st.floats(value - 2, value + 2) | st.sampled_from([-value, *FRACTIONS])
        case str():
            return st.sampled_from([*ODD, *HINTS, value + value, value[1:], value.upper()])
        case list():
            return st.permutations(value).map(list) | st.sampled_from([[], value * 2, value[:1]])
        case _:
            return VALUES


def are_sentences(problems: Sequence[str]) -> None:
    """What a user is told when something cannot be used."""
    assert problems
    for sentence in problems:
        assert sentence.isprintable(), sentence
        assert len(sentence) < 1000, sentence
