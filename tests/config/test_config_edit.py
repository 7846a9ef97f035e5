"""Changing the configuration from the command line."""

import stat
import sys
import tomllib

import pytest

from breakd.config import edit
from breakd.config.fields import BREAK_FIELDS, FIELDS, all_keys, kind_of
from breakd.config.load import load
from breakd.config.settings import ConfigError, Settings
from tests.config.configs import Configs


def test_set_and_unset(configs: Configs) -> None:
    configs.user.write_text("[snooze]\ntimes = 1")
    assert edit.set_value(configs.sources, "snooze.times", "5") == "snooze.times is now 5."
    assert load(configs.sources).rules.snooze_times == 5
    assert configs.user.read_text() == "[snooze]\ntimes = 1"
    edit.unset(configs.sources, "snooze.times")
    assert load(configs.sources).rules.snooze_times == 1
    assert tomllib.loads(configs.overrides.read_text()) == {}
    assert "not set" in edit.unset(configs.sources, "snooze.times")


@pytest.mark.parametrize(
    ("key", "words", "path"),
    [
        ("snooze.choices", "5m, 10m", ["5m", "10m"]),
        ("defer.call", "off", False),
        ("away.idle", "90s", "90s"),
        ("hours.mon-fri", "09:00-12:30,13:30-18:00", ["09:00-12:30", "13:30-18:00"]),
        ("stretches.areas.neck", "0", 0),
        ("stretches.exclude", "", []),
        ("stretches.exclude", "+chin-tuck", ["chin-tuck"]),
        ("break.stretch.every", "45m", "45m"),
        ("break.stretch.length", "5m", "5m"),
    ],
)
def test_what_is_written(configs: Configs, key: str, words: str, path: object) -> None:
    edit.set_value(configs.sources, key, words)
    value: object = tomllib.loads(configs.overrides.read_text())
    for name in key.split("."):
        assert isinstance(value, dict)
        value = value[name]
    assert value == path
    load(configs.sources)


@pytest.mark.parametrize("key", [*FIELDS, "break.stretch.every", "break.stretch.length"])
def test_every_default_can_be_set(configs: Configs, key: str) -> None:
    default = (FIELDS.get(key) or BREAK_FIELDS[key.split(".")[-1]]).default
    words = ",".join(map(str, default)) if isinstance(default, list) else str(default)
    edit.set_value(configs.sources, key, words)
    assert load(configs.sources) == Settings()


def test_adding_to_a_list(configs: Configs) -> None:
    configs.user.write_text('[stretches]\nexclude = ["a"]')
    edit.set_value(configs.sources, "stretches.exclude", "+b,a")
    edit.set_value(configs.sources, "stretches.exclude", "+c")
    assert load(configs.sources).preferences.exclude == {"a", "b", "c"}


def test_a_new_schedule_replaces_the_old(configs: Configs) -> None:
    edit.set_value(configs.sources, "break.stretch.every", "45m")
    edit.set_value(configs.sources, "break.stretch.at", "9:30,15:00")
    (planned,) = load(configs.sources).rules.breaks
    assert (planned.every, planned.at) == (None, ("09:30", "15:00"))
    edit.unset(configs.sources, "break.stretch.at")
    assert load(configs.sources) == Settings()


@pytest.mark.parametrize(
    ("key", "words", "said"),
    [
        ("snooze.times", "many", 'snooze.times cannot be "many"; it must be a whole number'),
        ("snooze.times", "9" * 5000, "snooze.times cannot be"),
        ("snooze.choices", "5m,x", 'snooze.choices cannot be "x"; it must be a duration'),
        ("snooze.choices", "", "snooze.choices cannot be []; it must be a list of 1 to 6"),
        ("away.idle", "60", 'away.idle cannot be "60"; it must be a duration with its unit'),
        ("defer.call", "perhaps", 'defer.call cannot be "perhaps"; it must be true or false.'),
        ("snooze.tims", "1", "There is no setting snooze.tims; did you mean snooze.times?"),
        ("snooze", "1", "There is no setting snooze"),
        ("", "1", "There is no setting ; `breakd config show` lists them."),
        ("..", "1", "There is no setting .."),
        ("hours.someday", "09:00-10:00", "There is no setting hours.someday"),
        ("break.stretch.name", "x", "There is no setting break.stretch.name"),
        ("break.tea.every", "5m", "There is no break called tea, only stretch."),
        ("break.stretch.content", "text", "so it needs a text as well."),
        ("stretches.packs", "\udcff", "stretches.packs cannot be"),
    ],
)
def test_refused(configs: Configs, key: str, words: str, said: str) -> None:
    with pytest.raises(ConfigError) as raised:
        edit.set_value(configs.sources, key, words)
    (problem,) = raised.value.problems
    assert said in problem
    assert problem.isprintable()
    assert not configs.overrides.exists()


def test_nothing_is_set_while_the_rest_is_wrong(configs: Configs) -> None:
    configs.user.write_text("[snooze]\ntimes = -1")
    with pytest.raises(ConfigError, match=r"snooze\.times is -1"):
        edit.set_value(configs.sources, "away.idle", "90s")
    assert not configs.overrides.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no such modes")
def test_the_file_is_private_and_nothing_is_left_beside_it(configs: Configs) -> None:
    edit.set_value(configs.sources, "away.idle", "90s")
    assert stat.S_IMODE(configs.overrides.stat().st_mode) == 0o600
    assert [file.name for file in configs.overrides.parent.iterdir()] == ["overrides.toml"]


def test_init_never_overwrites(configs: Configs) -> None:
    configs.user.parent.rmdir()
    assert "Wrote" in edit.init(configs.user)
    assert load(configs.sources) == Settings()
    configs.user.write_text("# mine")
    assert "stays as it is" in edit.init(configs.user)
    assert configs.user.read_text() == "# mine"


def test_describe_says_where_each_value_comes_from(configs: Configs) -> None:
    configs.system.write_text('[away]\nidle = "3m"')
    configs.user.write_text('[snooze]\ntimes = 1\n[hours]\nsat = ["9:00-10:00"]')
    configs.overrides.write_text('[break.stretch]\nevery = "45m"')
    rows = {key: (value, origin) for key, value, origin in edit.describe(configs.sources)}
    assert rows["away.idle"] == ('"3m"', "system")
    assert rows["snooze.times"] == ("1", "user")
    assert rows["hours.sat"] == ('["9:00-10:00"]', "user")
    assert rows["break.stretch.every"] == ('"45m"', "overrides")
    assert rows["break.stretch.length"] == ('"2m"', "default")
    assert rows["snooze.total"] == ('"15m"', "default")


def test_every_key_has_a_kind() -> None:
    assert all(kind_of(key) is not None for key in all_keys())
