"""Nonsense gets one sentence each, with the place, the value and what is expected."""

# ruff: noqa: E501 (a table reads best with one case on a line)

import datetime as dt
import os
import re
import sys
import tempfile
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from breakd.config.fields import BREAK_FIELDS, FIELDS, TABLES
from breakd.config.load import load, load_with
from breakd.config.settings import ConfigError
from breakd.config.source import LARGEST, Sources
from tests.config.configs import Configs

DURATION = "it must be a duration from 1s to"


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("[prompt]\nlifetime = 60", '{F}: prompt.lifetime is 60, but it must be a duration with its unit: "60s" are seconds, "60m" are minutes.'),
        ('[prompt]\nlifetime = ""', f'prompt.lifetime is "", but {DURATION} 1h'),
        ('[prompt]\nlifetime = "-5s"', f'prompt.lifetime is "-5s", but {DURATION}'),
        ("[prompt]\nlifetime = nan", f"prompt.lifetime is nan, but {DURATION}"),
        ("[prompt]\nlifetime = inf", f"prompt.lifetime is inf, but {DURATION}"),
        ("[prompt]\nlifetime = true", f"prompt.lifetime is true, but {DURATION}"),
        ("[prompt]\nlifetime = 1e400", f"prompt.lifetime is inf, but {DURATION}"),
        ('[prompt]\nlifetime = "99h"', f'prompt.lifetime is "99h", but {DURATION} 1h'),
        ("[prompt]\nlifetime = 09:30:00", f"prompt.lifetime is 09:30:00, but {DURATION}"),
        ("[prompt]\nlifetime = {a = 1}", f"prompt.lifetime is a section, but {DURATION}"),
        ("[prompt]\nrepeats = true", "prompt.repeats is true, but it must be a whole number from 0 to 10."),
        ("[prompt]\nrepeats = -1", "prompt.repeats is -1, but it must be a whole number"),
        ("[prompt]\nrepeats = 1.0", "prompt.repeats is 1.0, but it must be a whole number"),
        (f"[prompt]\nrepeats = {10**300}", "prompt.repeats is a huge number, but it must be"),
        ('[snooze]\nchoices = "5m"', 'snooze.choices is "5m", but it must be a list of 1 to 6 items.'),
        ("[snooze]\nchoices = []", "snooze.choices is [], but it must be a list of 1 to 6 items."),
        ('[snooze]\nchoices = ["5m", "x"]', f'snooze.choices[2] is "x", but {DURATION}'),
        ("[snooze]\nchoices = [[[[]]]]", f"snooze.choices[1] is [[…]], but {DURATION}"),
        ("snooze = 5", "snooze is 5, but it must be a section [snooze]."),
        ('[defer]\ncall = "yes"', 'defer.call is "yes", but it must be true or false.'),
        ("[defer]\ncall = 1", "defer.call is 1, but it must be true or false."),
        ('[away]\non_lock = "x"', 'away.on_lock is "x", but it must be "credit", "pause", "reset" or "ignore".'),
        ('[stretches]\nintensity = "brutal"', 'it must be "gentle", "moderate" or "advanced".'),
        ('[stretches]\npositions = ["lying"]', 'stretches.positions[1] is "lying", but it must be "seated",'),
        ("[stretches]\npositions = []", "stretches.positions is [], but it must be a list of 1 to"),
        ('[stretches]\nexclude = ["../x"]', 'stretches.exclude[1] is "../x", but it must be the id of a stretch'),
        ("[stretches]\nareas = 3", "stretches.areas is 3, but it must be a section [stretches.areas]."),
        ("[stretches.areas]\nneck = -1", "stretches.areas.neck is -1, but it must be a whole number"),
        ("[stretches.areas]\nhip = 1", "{F}: there is no setting stretches.areas.hip"),
        ("[stretches]\nareas = {neck = 0, shoulders = 0, upper-back = 0, chest = 0, mid-back = 0}", "{F}: stretches.areas leaves no body area"),
        ('[stretches]\npacks = ["a\\u0000b"]', "stretches.packs[1] is"),
        ('[hours]\nmon = ["9-17"]', 'hours.mon[1] is "9-17", but it must be hours such as "09:00-12:30".'),
        ('[hours]\nmon = ["09:00-09:00"]', 'hours.mon[1] is "09:00-09:00", but'),
        ('[hours]\nmon = ["09:00-25:00"]', 'hours.mon[1] is "09:00-25:00", but'),
        ('[hours]\nmon = ["24:00-09:00"]', 'hours.mon[1] is "24:00-09:00", but'),
        ('[hours]\nmon = "09:00-17:00"', "hours.mon is"),
        ('[hours]\nmo-fri = ["09:00-17:00"]', "there is no setting hours.mo-fri; did you mean hours.mon-fri?"),
        ('[promt]\nlifetime = "3s"', "{F}: there is no setting promt; did you mean prompt?"),
        ('[prompt]\nlifetme = "3s"', "there is no setting prompt.lifetme; did you mean prompt.lifetime?"),
        ('idle = "3m"', "there is no setting idle; did you mean away.idle?"),
        ('xyzzy = "3m"', "{F}: there is no setting xyzzy."),
        ('"\\u001b[31m" = 1', "{F}: there is no setting �[31m."),
        ("break = 3", "break is 3, but it must be sections that begin with [[break]], in two brackets."),
        ("break = []", "break is [], but it must be a list of 1 to 20 items."),
        ('[break]\nname = "stretch"\nevery = "3m"', "break is a section, but it must be sections that begin with [[break]]"),
        ("break = [3]", "break[1] is 3, but"),
        ('[[break]]\nevery = "5m"', "{F}: break[1].name is missing; it must be a name"),
        ('[[break]]\nname = "a.b"\nevery = "5m"', 'break.a.b.name is "a.b", but it must be a name'),
        ('[[break]]\nname = ""\nevery = "5m"', 'name is "", but it must be a name'),
        ('[[break]]\nname = 5\nevery = "5m"', "break[1].name is 5, but it must be a name"),
        ('[[break]]\nname = "a"', "{F}: break.a needs one of every, at or cron."),
        ('[[break]]\nname = "a"\nevery = "5m"\nat = ["10:00"]', "break.a has every and at, but it can have only one of them."),
        ('[[break]]\nname = "a"\nevery = "0s"', f'break.a.every is "0s", but {DURATION} 24h'),
        ('[[break]]\nname = "a"\nevry = "5m"\nevery = "5m"', "there is no setting break.a.evry; did you mean break.a.every?"),
        ('[[break]]\nname = "a"\nat = ["25:00"]', 'break.a.at[1] is "25:00", but it must be a time of day'),
        ('[[break]]\nname = "a"\nat = []', "break.a.at is [], but it must be a list of 1 to 48"),
        ('[[break]]\nname = "a"\ncron = "* * *"', 'break.a.cron is "* * *", but it must be five fields as in crontab'),
        ('[[break]]\nname = "a"\ncron = "0 0 30 2 *"', 'break.a.cron is "0 0 30 2 *", but it must be five'),
        ('[[break]]\nname = "a"\ncron = 5', "break.a.cron is 5, but it must be five fields"),
        ('[[break]]\nname = "a"\nevery = "5m"\ncontent = "nap"', 'break.a.content is "nap", but it must be "stretch", "walk", "eyes" or "text".'),
        ('[[break]]\nname = "a"\nevery = "5m"\ncontent = "text"', 'break.a has content = "text", so it needs a text as well.'),
        ('[[break]]\nname = "a"\nevery = "5m"\ntext = "a\\nb"', "break.a.text is"),
        ('[[break]]\nname = "a"\nevery = "5m"\n[[break]]\nname = "a"\nevery = "6m"', 'there are two breaks called "a"'),
        ('[break.tea]\nevery = "5m"', "{F}: break.tea is about a break that does not exist; there is stretch."),
        ("a =", "{F} is not valid TOML: Invalid value"),
        ("a = 1\na = 2\n", "{F} is not valid TOML: Cannot overwrite a value (at line 2, column 6)."),
        (b"[snooze]\n# \xff", "{F}: line 2 is not UTF-8 text."),
        ("a = " + "[" * 5000, "{F} holds numbers, lists or keys too large for any setting."),
        ("a = " + "1" * 5000, "{F} holds numbers, lists or keys too large for any setting."),
        (b"#" * (LARGEST + 1), "{F} is larger than 256 KiB, the most that breakd reads."),
    ],
)  # fmt: skip
def test_one_sentence(configs: Configs, toml: str | bytes, said: str) -> None:
    (problem,) = configs.problems(toml)
    assert said.replace("{F}", "F") in problem
    assert problem.startswith("F")
    assert problem.endswith((".", "?"))
    assert problem.isprintable()


def test_all_problems_of_all_files_are_named(configs: Configs) -> None:
    configs.system.write_text("[snooze]\ntimes = -1")
    configs.overrides.write_text("[")
    configs.user.write_text('[away]\nidle = 3\nrest = "x"\n[snooze]\nchoices = [1, "1m", 2]\nx = 1')
    with pytest.raises(ConfigError) as raised:
        load(configs.sources)
    said = [re.split(r" is |; did", problem)[0] for problem in raised.value.problems]
    assert said == [
        f"{configs.system}: snooze.times",
        f"{configs.user}: away.idle",
        f"{configs.user}: away.rest",
        f"{configs.user}: snooze.choices[1]",
        f"{configs.user}: snooze.choices[3]",
        f"{configs.user}: there",
        str(configs.overrides),
    ]


def test_no_file_at_all(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nowhere\.toml does not exist\."):
        load(Sources.only(tmp_path / "nowhere.toml"))


def test_a_directory_in_its_place(configs: Configs) -> None:
    configs.user.mkdir()
    with pytest.raises(ConfigError, match="is a directory, but it must be a TOML file"):
        load(configs.sources)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_in_its_place(configs: Configs) -> None:
    os.mkfifo(configs.user)
    with pytest.raises(ConfigError, match="is not an ordinary file"):
        load(configs.sources)


@pytest.mark.skipif(sys.platform == "win32", reason="no symbolic links here")
def test_an_unreadable_file(configs: Configs) -> None:
    configs.user.symlink_to(configs.user)  # root may read anything, but not a loop
    with pytest.raises(ConfigError, match=r"cannot be read: .*symbolic links\.$"):
        load(configs.sources)


_scalars = (
    st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["5m", "10:30", "09:00-17:00", "credit", "neck", "* * * * *", "today"])
    | st.dates()
    | st.times()
    | st.datetimes(timezones=st.none() | st.just(dt.UTC))
)
_names = st.sampled_from(
    [*TABLES, *(part for key in (*FIELDS, *BREAK_FIELDS) for part in key.split(".")), "mon-fri"]
) | st.text(max_size=5)
_values = st.recursive(
    _scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_names, inner, max_size=3)
)
_breaks = st.lists(st.dictionaries(st.sampled_from(sorted(BREAK_FIELDS)), _values), max_size=3)
_tables = st.dictionaries(_names, _values, max_size=6) | st.fixed_dictionaries(
    {}, optional={name: st.dictionaries(_names, _values, max_size=4) for name in TABLES[:6]}
)


@given(_tables, _values | _breaks)
def test_any_toml_is_taken_or_refused_in_sentences(
    table: dict[str, object], breaks: object
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "overrides.toml"
        sources = Sources((), Path(folder) / "config.toml", file)
        for problem in _said(sources, {**table, "break": breaks}):
            assert problem.startswith(str(file))
            assert problem.isprintable()
            assert len(problem) < 500


@given(st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_any_bytes_are_taken_or_refused(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "config.toml"
        file.write_bytes(content)
        said = _said(Sources.only(file), None)
        assert all(problem.startswith(str(file)) for problem in said)


@given(_tables)
def test_a_table_survives_its_file(table: dict[str, object]) -> None:
    """What is refused in memory is refused from the file, for the same reasons."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "config.toml"
        try:
            file.write_text(tomli_w.dumps(table), encoding="utf-8", newline="")
        except (UnicodeEncodeError, ValueError):
            return  # not every value can be written
        said = [_said(Sources.only(file), None), _said(Sources((), file, file), table)]
        assert said[0] == said[1]


def _said(sources: Sources, overrides: dict[str, object] | None) -> set[str]:
    try:
        load_with(sources, overrides)
    except ConfigError as error:
        return set(error.problems)
    return set()
