"""TOML that would eat the memory is refused before it does."""

import tomllib
from pathlib import Path

import pytest

from breakd import toml
from breakd.config.settings import ConfigError
from breakd.config.source import parse_toml


@pytest.mark.parametrize(
    "text",
    ["a." * 20_000 + "a = 1", "[" + ".".join(["'x'"] * 30) + "]", '"a"' + ' . "b"' * 9 + " = 1"],
)
def test_a_key_of_many_parts(text: str) -> None:
    with pytest.raises(RecursionError):
        toml.loads(text)
    with pytest.raises(ConfigError) as refused:
        parse_toml(text.encode(), Path("/etc/config.toml"))
    (sentence,) = refused.value.problems
    assert sentence == "/etc/config.toml holds numbers, lists or keys too large for any setting."


@pytest.mark.parametrize(
    "text",
    [
        "[stretches.areas]\nneck = 30",
        'text = "Stand up. Look away. Blink. Breathe. Sit. Smile. Nod. Stretch. Done."',
        'every = "30m"  # so... well... fine...',
        'files = ["https://calendar.example.org/me/a.ics"]',
    ],
)
def test_all_else_is_as_ever(text: str) -> None:
    assert toml.loads(text) == tomllib.loads(text)
