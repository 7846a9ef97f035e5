"""What has looked around for a break does not stay in memory."""

import asyncio
import gc

from breakd.core.model import Gate
from breakd.desktop.attention.child import Child
from breakd.desktop.attention.lookout import Lookout
from tests.patience import until


def known() -> list[Child]:
    """The processes that something remembers."""
    gc.collect()
    return [one for one in gc.get_objects() if isinstance(one, Child)]


async def test_processes_that_have_ended_are_let_go() -> None:
    """One looks around for each break, and a year of them would be megabytes."""
    before = len(known())
    looking = Lookout(("sh", "-c", "cat"))
    for _ in range(4):
        task = asyncio.create_task(looking.run(frozenset({Gate.CALL}), lambda _: None))
        await asyncio.sleep(0)
        assert any(not child.over.is_set() for child in known())
        task.cancel()
        await until(lambda: all(child.over.is_set() for child in known()))
    assert len(known()) == before + 1
    await looking.close()
