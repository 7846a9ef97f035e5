"""The daemon stops on a timeline, and starts again."""

import json

from breakd.core.model import State
from breakd.core.restore import restore
from breakd.storage.codec import decode, encode
from tests.core.timeline import Timeline


def through_a_file(timeline: Timeline) -> State:
    """The state as the next process finds it."""
    content = json.loads(json.dumps(encode(timeline.state), allow_nan=False))
    return decode(content, timeline.zone)


def restart(timeline: Timeline, gap: float = 0.0, *, asleep: float = 0.0) -> None:
    """The daemon stops here and starts again in the same boot, `gap` seconds of it later."""
    saved = through_a_file(timeline)
    timeline.skip(gap - asleep, asleep)
    timeline.state, effects = restore(timeline.rules, saved, timeline.now, same_boot=True)
    timeline.effects += effects


def reboot(timeline: Timeline, wall_gap: float, up: float = 20.0) -> None:
    """The machine starts again; `up` seconds after that the daemon does."""
    saved = through_a_file(timeline)
    timeline.boot = timeline.mono = up
    timeline.wall += wall_gap
    timeline.state, effects = restore(timeline.rules, saved, timeline.now, same_boot=False)
    timeline.effects += effects
    through_a_file(timeline)  # and what comes of it can be saved and read again
