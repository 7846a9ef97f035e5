"""The example file is what the table says, and changes nothing."""

import tomllib
from pathlib import Path

from breakd.config.example import example
from breakd.config.fields import BREAK_FIELDS, FIELDS
from breakd.config.load import load
from breakd.config.settings import Settings
from breakd.config.source import Sources
from breakd.text.config_keys import ABOUT
from tests.config.configs import Configs

FILE = Path(__file__).parents[2] / "config.example.toml"


def test_the_file_is_up_to_date() -> None:
    assert FILE.read_text(encoding="utf-8") == example()


def test_it_loads_to_the_defaults() -> None:
    assert load(Sources.only(FILE)) == Settings()


def test_every_key_is_in_it() -> None:
    written = tomllib.loads(example())
    for key, field in FIELDS.items():
        value: object = written
        for name in key.split("."):
            assert isinstance(value, dict)
            value = value[name]
        assert value == field.default, key


def test_what_is_commented_out_is_valid_too(configs: Configs) -> None:
    """Each commented setting, uncommented in the place of those it excludes."""
    text = example()
    for key in ("at", "cron"):
        line = next(line for line in text.splitlines() if line.startswith(f"# {key} = "))
        changed = text.replace('every = "30m"', "").replace(line, line[2:])
        assert getattr(configs.load(changed).rules.breaks[0], key)
    line = next(line for line in text.splitlines() if line.startswith("# mon-fri"))
    assert configs.load(text.replace(line, line[2:])).rules.hours


def test_every_key_is_explained() -> None:
    explained = {key for key in FIELDS if not key.startswith("stretches.areas.")}
    explained |= {f"break.{key}" for key in BREAK_FIELDS} | {"stretches.areas"}
    assert set(ABOUT) == explained


def test_it_is_pleasant_to_read() -> None:
    assert all(len(line) <= 100 for line in example().splitlines())
