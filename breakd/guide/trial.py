"""A guide without a daemon: a look at a stretch, of which nobody is told."""

import random
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from breakd.config.settings import Settings
from breakd.core.picker import fitting
from breakd.core.stretch import Preferences, Stretch
from breakd.guide.order import Order, relevant

LENGTH_S = 120.0


def trial(stretch: Stretch, settings: Settings, *, speed: float = 1.0) -> Order:
    """To be led through this stretch as a break of two minutes would."""
    return Order(
        stretch=stretch,
        title=stretch.name,
        text="",
        picture=stretch.area,
        length=LENGTH_S,
        token=None,
        snooze=False,
        packs=settings.preferences.packs,
        settings=relevant(settings),
        speed=speed,
    )


def some(stretches: Mapping[str, Stretch], preferences: Preferences) -> Stretch:
    """One that the user allows, or any where he allows none."""
    allowed = fitting(stretches, preferences, LENGTH_S)
    return random.choice(list(allowed or stretches.values()))


def another(order: Order) -> Order:
    """The same with another stretch."""

    from breakd.catalogue.loader import load

    stretches = load([Path(folder) for folder in order.packs]).stretches
    others = [s for s in stretches.values() if s.enabled and s != order.stretch]
    found = random.choice(others)
    return replace(order, stretch=found, title=found.name, picture=found.area)
