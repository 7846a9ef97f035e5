"""The one table of configuration keys: kind, default, and where the value goes.

What a key means is said in `breakd.text.config_keys.ABOUT`.
"""

from dataclasses import dataclass
from typing import get_args

from breakd.config.durations import HOUR, MINUTE
from breakd.config.kinds import (
    Cron,
    Duration,
    Hours,
    Kind,
    ListOf,
    OneOf,
    Switch,
    Text,
    TimeOfDay,
    Whole,
)
from breakd.core.model import AwayPolicy, CallAction, Content, PromptSound
from breakd.core.stretch import AREAS, EQUIPMENT, INTENSITIES, LOADS, POSITIONS
from breakd.text import config as text

# The people of `breakd.figure.themes`, which the daemon does not import.
LOOKS = ("teal", "blue", "violet", "sage", "sand")

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Field:
    """One key.

    `default` is a TOML value, None where the key may be absent.  `target` names the attribute
    of the settings, the rules or the preferences that it sets; for a key of a break, the
    attribute of `Break`.
    """

    key: str
    kind: Kind
    default: object
    target: str


def _is_name(written: str) -> bool:
    return written.replace("-", "").replace("_", "").isalnum()


_NAME = Text(most=40, fits=_is_name, expected=text.NAME)
_ID = Text(most=64, fits=_is_name, expected=text.STRETCH_ID)
_AWAY = OneOf(get_args(AwayPolicy))

BREAK_FIELDS: dict[str, Field] = {
    field.key: field
    for field in (
        Field("name", _NAME, "stretch", "name"),
        Field("every", Duration(), "30m", "every"),
        Field("at", ListOf(TimeOfDay(), least=1, most=48), None, "at"),
        Field("cron", Cron(), None, "cron"),
        Field("length", Duration(most=4 * HOUR), "2m", "length"),
        Field("content", OneOf(get_args(Content)), "stretch", "content"),
        Field("text", Text(), None, "text"),
    )
}
SCHEDULES = ("every", "at", "cron")
MOST_BREAKS = 20

FIELDS: dict[str, Field] = {
    field.key: field
    for field in (
        Field("prompt.lifetime", Duration(most=HOUR), "60s", "rules.prompt_lifetime"),
        Field("prompt.repeats", Whole(0, 10), 2, "rules.prompt_repeats"),
        Field("prompt.retry", Duration(most=HOUR), "2m", "rules.prompt_retry"),
        Field(
            "snooze.choices",
            ListOf(Duration(), least=1, most=6),
            ["5m", "10m", "15m"],
            "rules.snooze_choices",
        ),
        Field("snooze.times", Whole(0, 20), 2, "rules.snooze_times"),
        Field("snooze.total", Duration(), "15m", "rules.snooze_total"),
        Field("away.idle", Duration(most=2 * HOUR), "60s", "rules.idle"),
        Field("away.rest", Duration(most=4 * HOUR), "5m", "rules.rest"),
        Field("away.on_lock", _AWAY, "credit", "rules.on_lock"),
        Field("away.on_sleep", _AWAY, "credit", "rules.on_sleep"),
        Field("away.on_idle", _AWAY, "credit", "rules.on_idle"),
        Field("defer.do_not_disturb", Switch(), True, "settings.defer_do_not_disturb"),
        Field("defer.full_screen", Switch(), True, "settings.defer_full_screen"),
        Field("defer.call", Switch(), True, "settings.defer_call"),
        Field(
            "defer.call_action",
            OneOf(get_args(CallAction)),
            "hold",
            "rules.defer_call_action",
        ),
        Field("defer.typing", Duration(least=0, most=30 * MINUTE), "2m", "rules.defer_typing"),
        Field("defer.longest", Duration(), "1h", "rules.defer_longest"),
        Field(
            "stretches.positions",
            ListOf(OneOf(POSITIONS), least=1),
            ["seated", "standing"],
            "preferences.positions",
        ),
        Field(
            "stretches.equipment",
            ListOf(OneOf(EQUIPMENT)),
            ["chair", "doorway", "wall", "sturdy-desk"],
            "preferences.equipment",
        ),
        Field(
            "stretches.intensity",
            OneOf(INTENSITIES),
            "moderate",
            "preferences.intensity",
        ),
        Field("stretches.exclude", ListOf(_ID, most=500), [], "preferences.exclude"),
        Field("stretches.include", ListOf(_ID, most=500), [], "preferences.include"),
        Field("stretches.favourites", ListOf(_ID, most=500), [], "preferences.favourites"),
        Field("stretches.avoid", ListOf(OneOf(LOADS)), [], "preferences.avoid"),
        *(
            Field(f"stretches.areas.{area}", Whole(0, 1000), share, f"areas.{area}")
            for area, share in zip(AREAS, (30, 25, 20, 15, 10), strict=True)
        ),
        Field("sound.prompt", OneOf(get_args(PromptSound)), "ignored", "rules.prompt_sound"),
        Field("sound.chime", OneOf(("auto", "on", "off")), "auto", "settings.sound_chime"),
        Field("sound.volume", Whole(0, 100), 60, "settings.sound_volume"),
        Field("sound.in_calls", Switch(), False, "settings.sound_in_calls"),
        Field("sound.voice", Switch(), False, "settings.sound_voice"),
        Field("guide.auto", Switch(), False, "settings.guide_auto"),
        Field("guide.size", OneOf(("small", "window", "full")), "window", "settings.guide_size"),
        Field("guide.motion", OneOf(("auto", "full", "still")), "auto", "settings.guide_motion"),
        Field("guide.scale", Whole(50, 300), 100, "settings.guide_scale"),
        Field("figure.look", OneOf(("alternate", *LOOKS)), "alternate", "settings.figure_look"),
        Field("figure.theme", OneOf(("auto", "light", "dark")), "auto", "settings.figure_theme"),
        Field("calendar.files", ListOf(Text(most=4096)), [], "settings.calendar_files"),
        Field("calendar.me", ListOf(Text(most=320)), [], "settings.calendar_me"),
        Field("stretches.packs", ListOf(Text(most=4096)), [], "preferences.packs"),
    )
}
TABLES = (
    *("prompt", "snooze", "hours", "away", "defer", "guide", "figure", "sound", "calendar"),
    *("stretches", "stretches.areas"),
)
HOURS = ListOf(Hours(), most=24)


def days_of(key: str) -> frozenset[int] | None:
    """The weekdays (0 = Monday) that a key of [hours] names, None if it names none.

    "sat", "mon-fri", "sat-mon" (through the week's end) or "daily".
    """
    if key == "daily":
        return frozenset(range(7))
    first, dash, last = key.partition("-")
    if first not in DAYS or (dash and last not in DAYS):
        return None
    start = DAYS.index(first)
    length = (DAYS.index(last) - start) % 7 if dash else 0
    return frozenset((start + step) % 7 for step in range(length + 1))


def kind_of(key: str) -> Kind | None:
    """The kind of the value at `key`, written in full ("snooze.times", "hours.mon-fri",
    "break.stretch.every"); None if there is no such key."""
    if key in FIELDS:
        return FIELDS[key].kind
    table, _, rest = key.partition(".")
    if table == "hours":
        return HOURS if days_of(rest) is not None else None
    name, _, last = rest.rpartition(".")
    if table == "break" and name and last in BREAK_FIELDS and last != "name":
        return BREAK_FIELDS[last].kind
    return None


def all_keys() -> list[str]:
    """Every key as `config set` takes it, with a break called "stretch" as the example."""
    breaks = [f"break.stretch.{key}" for key in BREAK_FIELDS if key != "name"]
    return [*breaks, *FIELDS, *(f"hours.{day}" for day in ("daily", "mon-fri", *DAYS))]
