"""Waiting for other programs: look often, give up in time, say what was waited for."""

import time
from collections.abc import Callable
from typing import TypeVar

from tests.patience import PATIENCE_S

T = TypeVar("T")

EVERY_S = 0.05


def wait_until(look: Callable[[], T], what: str, timeout: float = PATIENCE_S) -> T:
    """The first truthy answer of `look`; an AssertionError with `what` when none comes."""
    end = time.monotonic() + timeout
    while not (answer := look()):
        assert time.monotonic() < end, f"waited {timeout:g} s in vain for {what}"
        time.sleep(EVERY_S)
    return answer


def stays(look: Callable[[], object], what: str, seconds: float) -> None:
    """`look` is truthy all the time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert look(), f"it did not stay so: {what}"
        time.sleep(EVERY_S)
