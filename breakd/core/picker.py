"""Which stretch next.

breakd looks only at stretches you allow and that fit your time and place, and takes the body
area that is furthest behind its share.  Within it, it takes the one you have not seen for
longest, never one of your last five, leaning towards a change of posture and your favourites,
and letting ones you skip rest longer.

In detail:

1. What is not allowed is never offered, however little is left: switched off, excluded, a
   movement to avoid, equipment or a position that is not there, too intense, an area without a
   share, or a short form that is longer than the break.  Nothing left: a plain break.
2. No stretch comes again within the last five picks (within all others, where fewer than six
   fit).
3. Of the areas that then have something to offer, the one with the largest
   `share × (picks + 1) − picks it was given` comes next.  Whole numbers, in a fixed order.
4. In that area, those not resting come first; among them the largest product of: picks since it
   was last seen, 1.5 if it changes the posture, 2 for a favourite or 0.5 for one that is to come
   seldom, and 0.9 to 1.1 by chance.  The chance is computed from the seed, the number of the
   pick and the stretch, so that every process that knows the same picks the same.
5. A stretch that was done is as good as new.  One that was skipped rests for 10 picks, after the
   second skip in a row for 20, then for 40; the third in a row asks whether to hide it.  A
   prompt that was snoozed, missed or overtaken by an absence leaves everything as it is, so
   that the same stretch is picked again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from breakd.core.model import Outcome
from breakd.core.offered import why_not
from breakd.core.stretch import POSITIONS, Preferences, Stretch

LAST = 5  # no stretch comes again within so many picks
RESTS = (10, 20, 40)  # picks that a stretch rests after its first, second, further skip in a row
ASK_AFTER = 3  # skips in a row
MOST_BEHIND = 2  # picks that an area may be behind its share when preferences change
_MASK = 2**64 - 1


def _none() -> Mapping[str, int]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class PickLog:
    """What the picker remembers, folded from all picks so far.

    `n` counts them; `given` counts them per area; by stretch id: `seen`, the number of the pick
    it last was (the first is 1), `skips` in a row, `rests_until`, the last pick it rests out.
    `posture` is the position of the last pick, "" before the first.
    """

    n: int = 0
    given: Mapping[str, int] = field(default_factory=_none)
    seen: Mapping[str, int] = field(default_factory=_none)
    skips: Mapping[str, int] = field(default_factory=_none)
    rests_until: Mapping[str, int] = field(default_factory=_none)
    posture: str = ""

    def to_data(self) -> dict[str, object]:
        """As JSON can say it."""
        return {
            "n": self.n,
            "given": dict(self.given),
            "seen": dict(self.seen),
            "skips": dict(self.skips),
            "rests_until": dict(self.rests_until),
            "posture": self.posture,
        }

    @staticmethod
    def from_data(data: object) -> "PickLog":
        """The inverse of `to_data`.  Raises `ValueError` with one sentence on anything else."""
        if not isinstance(data, dict):
            raise ValueError("the picks should be a table")
        n = _count(data.get("n"), "n", 2**53)
        posture = data.get("posture")
        if posture not in ("", *POSITIONS):
            raise ValueError("the picks' posture should be a position or empty")
        return PickLog(
            n=n,
            given=_counts(data, "given", n),
            seen=_counts(data, "seen", n),
            skips=_counts(data, "skips", n),
            rests_until=_counts(data, "rests_until", n + RESTS[-1]),
            posture=posture,
        )


def fitting(
    stretches: Mapping[str, Stretch],
    preferences: Preferences,
    length: float,
    *,
    discreet: bool = False,
) -> list[Stretch]:
    """The stretches that may be offered in a break of `length` seconds, by id; with `discreet`
    only those that nobody on camera notices."""
    return [
        stretch
        for _, stretch in sorted(stretches.items())
        if stretch.short_seconds <= length
        and (stretch.discreet or not discreet)
        and not why_not(stretch, stretches, preferences)
    ]


def pick(
    stretches: Mapping[str, Stretch],
    preferences: Preferences,
    log: PickLog,
    *,
    length: float,
    changes_posture_from: str | None = None,
    discreet: bool = False,
    seed: int = 0,
) -> str | None:
    """The id of the next stretch for a break of `length` seconds; None for a plain break.

    `changes_posture_from` is the position to get out of; None means that of the last pick.
    With `discreet`, all the rest is as if there were no other stretches.  The same arguments give
    the same answer in every process.
    """
    fit = fitting(stretches, preferences, length, discreet=discreet)
    areas = {stretch.area for stretch in fit}
    pause = min(LAST, len(fit) - 1)
    fresh = [stretch for stretch in fit if _since(stretch, log) >= pause]
    if not fresh:
        return None
    area = _furthest_behind({stretch.area for stretch in fresh}, areas, preferences.areas, log)
    of_area = [stretch for stretch in fresh if stretch.area == area]
    rested = [stretch for stretch in of_area if stretch.id not in log.rests_until]
    posture = log.posture if changes_posture_from is None else changes_posture_from

    def weight(stretch: Stretch) -> int:
        """Rule 4's product, in whole numbers."""
        other = posture and stretch.positions & preferences.positions - {posture}
        liking = 4 if stretch.id in preferences.favourites else 2
        if stretch.id in preferences.seldom:
            liking = 1
        chance = 900 + _hash(f"{seed} {log.n} {stretch.id}") % 201
        return (_since(stretch, log) + 1) * (3 if other else 2) * liking * chance

    return max(rested or of_area, key=weight).id


def noted(log: PickLog, stretch: Stretch, outcome: Outcome) -> PickLog:
    """The log after a cycle with this stretch ended so.  A stretch that hurts, or that the user
    exchanges for another, counts as skipped."""
    if outcome not in (Outcome.DONE, Outcome.SKIPPED):
        return log
    n = log.n + 1
    skips = {**log.skips}
    rests = {id_: until for id_, until in log.rests_until.items() if until > n}
    if outcome is Outcome.DONE:
        skips.pop(stretch.id, None)
        rests.pop(stretch.id, None)
    else:
        row = skips[stretch.id] = skips.get(stretch.id, 0) + 1
        rests[stretch.id] = n + RESTS[min(row, len(RESTS)) - 1]
    others = [position for position in POSITIONS if position in stretch.positions]
    changed = [position for position in others if position != log.posture]
    return PickLog(
        n=n,
        given=MappingProxyType({**log.given, stretch.area: log.given.get(stretch.area, 0) + 1}),
        seen=MappingProxyType({**log.seen, stretch.id: n}),
        skips=MappingProxyType(skips),
        rests_until=MappingProxyType(rests),
        posture=(changed or others)[0],
    )


def asks_to_hide(log: PickLog, stretch: str) -> bool:
    """Whether this skip was the third in a row; asked once, until the stretch is done again."""
    return log.skips.get(stretch) == ASK_AFTER


def settled(log: PickLog, stretches: Mapping[str, Stretch], preferences: Preferences) -> PickLog:
    """The log to go on with after preferences or packs changed.

    An area that was switched off for weeks is far behind its share; without this, it would be
    all that is offered for weeks.  Then the areas start to count afresh; what was seen, skipped
    and rests stays.
    """
    areas = {
        stretch.area
        for stretch in stretches.values()
        if not why_not(stretch, stretches, preferences)
    }
    total = sum(preferences.areas[area] for area in areas)
    behind = (_behind(area, areas, preferences.areas, log) for area in areas)
    if any(abs(debt) > MOST_BEHIND * total for debt in behind):
        return replace(log, given=_none())
    return log


def _since(stretch: Stretch, log: PickLog) -> int:
    """Picks since it was seen: 0 for the last one.  A new one counts as seen before the first."""
    return log.n - log.seen.get(stretch.id, -LAST)


def _furthest_behind(
    choice: Iterable[str], areas: Iterable[str], shares: Mapping[str, int], log: PickLog
) -> str:
    return max(sorted(choice), key=lambda area: _behind(area, areas, shares, log))


def _behind(area: str, areas: Iterable[str], shares: Mapping[str, int], log: PickLog) -> int:
    """How far the area is behind its share among `areas`, in picks × the sum of their shares."""
    total = sum(shares[each] for each in areas)
    given = sum(log.given.get(each, 0) for each in areas)
    return shares[area] * (given + 1) - log.given.get(area, 0) * total


def _hash(text: str) -> int:
    """The same everywhere, and without hashlib, which would bring all of OpenSSL.

    FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), in which the last letters hardly reach the
    upper bits, and then MurmurHash3's finaliser, by which each bit changes half of all the others
    (`fmix64` in https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp).
    """
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = (value ^ byte) * 0x100000001B3 & _MASK
    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        value = (value ^ value >> 33) * factor & _MASK
    return value ^ value >> 33


def _counts(data: Mapping[str, object], name: str, most: int) -> Mapping[str, int]:
    table = data.get(name)
    if not isinstance(table, dict) or not all(isinstance(key, str) for key in table):
        raise ValueError(f"the picks' {name} should be a table")
    return MappingProxyType({key: _count(value, name, most) for key, value in table.items()})


def _count(value: object, name: str, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise ValueError(f"the picks' {name} should hold whole numbers from 0 to {most}")
    return value
