"""What valid files come to."""

from datetime import time
from pathlib import Path

from breakd.config.load import load
from breakd.config.settings import Settings
from breakd.config.source import Sources
from breakd.core.model import Break, Rules, Span
from breakd.core.stretch import Preferences
from tests.config.configs import Configs


def test_without_files_everything_is_at_its_default(configs: Configs) -> None:
    assert load(configs.sources) == Settings(Rules(), Preferences(), True, True, True)


def test_an_empty_file_and_a_byte_order_mark_change_nothing(configs: Configs) -> None:
    assert configs.load("") == Settings()
    assert configs.load(b"\xef\xbb\xbf[snooze]\ntimes = 3").rules.snooze_times == 3


def test_every_key_arrives(configs: Configs, tmp_path: Path) -> None:
    settings = configs.load(
        """
        [[break]]
        name = "stretch"
        every = "45m"
        length = "3m"
        [[break]]
        name = "tea"
        at = ["9:30", "15:00"]
        content = "text"
        text = "Tea is ready."
        [[break]]
        name = "walk"
        cron = "0 12 * * mon-fri"
        content = "walk"
        [prompt]
        lifetime = "30s"
        repeats = 0
        retry = "1m"
        [snooze]
        choices = ["1m", "2m"]
        times = 4
        total = "20m"
        [hours]
        mon-fri = ["09:00-12:30", "13:30-18:00"]
        [away]
        idle = "2m"
        rest = "10m"
        on_lock = "pause"
        on_sleep = "reset"
        on_idle = "ignore"
        [defer]
        do_not_disturb = false
        full_screen = false
        call = false
        typing = "0s"
        longest = "2h"
        [stretches]
        positions = ["floor"]
        equipment = []
        intensity = "gentle"
        exclude = ["chin-tuck"]
        include = ["wall-angels"]
        avoid = ["overhead"]
        areas = { neck = 0, chest = 50 }
        packs = ["mine", "/opt/pack"]
        """
    )
    week = frozenset(range(5))
    assert settings.rules == Rules(
        breaks=(
            Break("stretch", 2700, 180),
            Break("tea", None, 120, at=("09:30", "15:00"), content="text", text="Tea is ready."),
            Break("walk", None, 120, cron="0 12 * * mon-fri", content="walk"),
        ),
        prompt_lifetime=30,
        prompt_repeats=0,
        prompt_retry=60,
        snooze_choices=(60, 120),
        snooze_times=4,
        snooze_total=1200,
        hours=(
            Span(week, time(9), time(12, 30)),
            Span(week, time(13, 30), time(18)),
        ),
        idle=120,
        rest=600,
        on_lock="pause",
        on_sleep="reset",
        on_idle="ignore",
        defer_typing=0,
        defer_longest=7200,
    )
    assert settings.preferences == Preferences(
        positions=frozenset({"floor"}),
        equipment=frozenset(),
        intensity="gentle",
        exclude=frozenset({"chin-tuck"}),
        include=frozenset({"wall-angels"}),
        avoid=frozenset({"overhead"}),
        areas={"shoulders": 25, "upper-back": 20, "chest": 50, "mid-back": 10},
        packs=(str(tmp_path / "user" / "mine"), "/opt/pack"),
    )
    switches = (settings.defer_do_not_disturb, settings.defer_full_screen, settings.defer_call)
    assert switches == (False, False, False)
    assert settings.warnings == ()


def test_hours_may_cross_midnight_and_end_the_day(configs: Configs) -> None:
    hours = configs.load('[hours]\nsat = ["22:00-06:00"]\nsun = ["00:00-24:00"]').rules.hours
    assert hours == (
        Span(frozenset({5}), time(22), time(6)),
        Span(frozenset({6}), time(0), time(0)),
    )


def test_the_key_that_names_fewer_days_has_the_day(configs: Configs) -> None:
    hours = configs.load(
        """
        [hours]
        daily = ["10:00-16:00"]
        mon-fri = ["09:00-17:00"]
        fri = ["09:00-13:00"]
        sun = []
        """
    ).rules.hours
    assert {(day, span.end.hour) for span in hours for day in span.days} == {
        *((day, 17) for day in range(4)),
        (4, 13),
        (5, 16),
    }


def test_a_range_of_days_may_pass_the_weekend(configs: Configs) -> None:
    (span,) = configs.load('[hours]\nsat-mon = ["9:00-17:00"]').rules.hours
    assert span.days == {5, 6, 0}


def test_each_layer_lies_over_the_one_below(configs: Configs) -> None:
    configs.system.write_text('[snooze]\ntimes = 1\ntotal = "1h"\n[away]\nidle = "3m"')
    configs.overrides.write_text("[snooze]\ntimes = 3")
    rules = configs.load('[snooze]\ntimes = 2\n[away]\nrest = "7m"').rules
    assert (rules.snooze_times, rules.snooze_total, rules.idle, rules.rest) == (3, 3600, 180, 420)


def test_areas_and_hours_count_key_by_key(configs: Configs) -> None:
    configs.system.write_text('[hours]\nmon = ["9:00-10:00"]\n[stretches.areas]\nneck = 1')
    settings = configs.load('[hours]\ntue = ["9:00-10:00"]\n[stretches.areas]\nchest = 2')
    assert {day for span in settings.rules.hours for day in span.days} == {0, 1}
    assert settings.preferences.areas["neck"] == 1
    assert settings.preferences.areas["chest"] == 2


def test_breaks_replace_the_breaks_below(configs: Configs) -> None:
    configs.system.write_text('[[break]]\nname = "eyes"\nevery = "20m"\ncontent = "eyes"')
    assert [each.name for each in load(configs.sources).rules.breaks] == ["eyes"]
    rules = configs.load('[[break]]\nname = "tea"\nat = ["15:00"]').rules
    assert [each.name for each in rules.breaks] == ["tea"]


def test_a_change_to_a_break_keeps_its_other_keys(configs: Configs) -> None:
    configs.overrides.write_text('[break.tea]\nlength = "9m"\n[break.stretch]\nat = ["9:00"]')
    stretch, tea = configs.load(
        """
        [[break]]
        name = "stretch"
        every = "20m"
        length = "4m"
        [[break]]
        name = "tea"
        every = "2h"
        """
    ).rules.breaks
    assert stretch == Break("stretch", None, 240, at=("09:00",))
    assert tea == Break("tea", 7200, 540)


def test_an_override_of_a_break_that_has_gone_is_only_a_warning(configs: Configs) -> None:
    configs.overrides.write_text('[break.tea]\nlength = "9m"')
    settings = configs.load("")
    assert settings == Settings()
    (warning,) = settings.warnings
    assert "break.tea" in warning
    assert "stretch" in warning


def test_a_named_file_stands_alone(configs: Configs, tmp_path: Path) -> None:
    alone = tmp_path / "alone.toml"
    alone.write_text("[snooze]\ntimes = 9")
    (tmp_path / "overrides.toml").write_text("[snooze]\ntimes = 1")
    assert load(Sources.only(alone)).rules.snooze_times == 9


def test_values_in_vain_are_warned_of(configs: Configs) -> None:
    configs.user.write_text(
        """
        [[break]]
        name = "stretch"
        every = "20m"
        text = "Hello"
        [snooze]
        choices = ["5m", "20m"]
        [away]
        idle = "10m"
        [stretches]
        exclude = ["chin-tuk", "wall-angels"]
        include = ["nothing-like-it"]
        """
    )
    warnings = load(configs.sources, {"chin-tuck", "wall-angels"}).warnings
    expected = [
        'break.stretch has a text, which is shown only with content = "text".',
        "snooze.choices: 20m is longer than snooze.total, 15m, so it is never offered.",
        "away.rest, 5m, is shorter than away.idle, 10m,",
        "stretches.exclude: there is no stretch chin-tuk; did you mean chin-tuck?",
        "stretches.include: there is no stretch nothing-like-it.",
    ]
    assert len(warnings) == len(expected)
    for warning, part in zip(warnings, expected, strict=True):
        assert part in warning
