"""What single values cannot tell: whether they go together."""

from collections.abc import Collection, Iterator

from breakd.config.fields import SCHEDULES
from breakd.config.layers import BreakEntries, shown, tidy
from breakd.config.merge import Merged, name_of
from breakd.config.settings import Settings
from breakd.core.stretch import AREAS
from breakd.text import config as text


def find_problems(merged: Merged) -> Iterator[str]:
    """One sentence for each contradiction."""
    names: set[str] = set()
    for entries in merged.breaks:
        yield from _break_problems(entries)
        name = name_of(entries)
        if name and name in names:
            yield text.same_name(entries["name"].place, shown(name))
        names.add(name)
    shares = [merged.entries[f"stretches.areas.{area}"] for area in AREAS]
    if all(share.raw == 0 for share in shares):
        yield text.no_area(shares[0].place)


def _break_problems(entries: BreakEntries) -> Iterator[str]:
    if not entries:
        return
    first = next(iter(entries.values()))
    label = tidy(first.key.rpartition(".")[0])
    # The file that spoke last of it; the default is in none.
    place = list(entries.values())[-1].place or first.place
    given = [key for key in SCHEDULES if key in entries]
    if not given:
        yield text.no_schedule(place, label)
    elif len(given) > 1:
        yield text.two_schedules(place, label, given)
    content = entries.get("content")
    if content is not None and content.value == "text" and "text" not in entries:
        yield text.no_text(place, label)


def find_warnings(
    merged: Merged, settings: Settings, known_stretches: Collection[str] | None
) -> Iterator[str]:
    """One sentence for each value that is valid but in vain."""
    rules = settings.rules
    for each, entries in zip(rules.breaks, merged.breaks, strict=True):
        if each.text and each.content != "text":
            yield text.text_unused(entries["text"].place, f"break.{each.name}")
    if rules.snooze_times:
        for choice in rules.snooze_choices:
            if choice > rules.snooze_total:
                yield text.choice_beyond_total(choice, rules.snooze_total)
    if rules.rest < rules.idle:
        yield text.rest_below_idle(rules.rest, rules.idle)
    if known_stretches is not None:
        from difflib import get_close_matches

        chosen = (
            ("exclude", settings.preferences.exclude),
            ("include", settings.preferences.include),
            ("favourites", settings.preferences.favourites),
        )
        for key, names in chosen:
            for name in sorted(names - set(known_stretches)):
                close = get_close_matches(name, known_stretches, 1)
                yield text.unknown_stretch(key, name, close[0] if close else None)
