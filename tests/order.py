"""The order of the tests: those that mostly wait, for desktops, go first and side by side, and the
modules that take longest before all, so that at the end nobody waits for one of them alone.
"""

import pytest

LONGEST = (
    "test_desk_guide_controls",
    "test_desk_held_x11",
    "test_desk_prompts",
    "test_timing_days",
)


def pytest_configure(config: pytest.Config) -> None:
    """Instead of xdist's order, by how many tests a module has."""
    config.option.loadscopereorder = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Within a module, and among its equals, each stays where it was."""
    items.sort(key=_rank)


def _rank(item: pytest.Item) -> int:
    if item.path.stem in LONGEST:
        return LONGEST.index(item.path.stem)
    return len(LONGEST) + (item.get_closest_marker("desk") is None)
