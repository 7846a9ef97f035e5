"""How long a test waits for what has to come."""

import asyncio
from collections.abc import Callable

# As long as the slowest and busiest machine may need: where it comes sooner, waiting costs nothing.
PATIENCE_S = 60.0


async def until(look: Callable[[], object], what: str = "what has to come") -> None:
    """Let the loop run until `look` is true; for what nothing tells of."""
    try:
        async with asyncio.timeout(PATIENCE_S):
            while not look():  # noqa: ASYNC110 - any condition
                await asyncio.sleep(0.005)
    except TimeoutError:
        raise AssertionError(f"waited in vain for {what}") from None
