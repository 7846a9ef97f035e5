"""While breakd stops, which takes a moment, nothing happens any more."""

import asyncio
import contextlib
import os
from pathlib import Path

import pytest

from breakd import paths
from breakd.config.settings import Settings
from breakd.config.source import Sources
from breakd.control.client import NoDaemonError, ask
from breakd.control.lock import acquire
from breakd.core.events import Event, ShuttingDown, Tick
from breakd.core.model import Break, Rules
from breakd.daemon.parts import Parts
from breakd.desktop.elsewhere import Desktop
from breakd.desktop.senses import Senses

pytestmark = pytest.mark.skipif(os.name != "posix", reason="sockets of POSIX")

EVERY_S = 0.2


class SlowSenses(Senses):
    """Needs longer to stop than the next break to come due; tries to ask something meanwhile."""

    answered = False

    async def stop(self) -> None:
        await asyncio.sleep(2 * EVERY_S)
        with contextlib.suppress(NoDaemonError):
            self.answered = bool(await asyncio.to_thread(ask, {"do": "status"}))
        await super().stop()


class Nowhere(Desktop):
    """No desktop at all."""

    def senses(self, settings: Settings) -> SlowSenses:
        return SlowSenses(self._post, None, settings)


@pytest.mark.parametrize("save", [True, False])
async def test_no_break_comes_due_and_nobody_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, save: bool
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("CONFIG_HOME", "STATE_HOME", "DATA_HOME", "CACHE_HOME", "RUNTIME_DIR"):
        monkeypatch.setenv(f"XDG_{name}", str(tmp_path))
    monkeypatch.delenv("DISPLAY", raising=False)
    posted: list[Event] = []

    def post(event: Event) -> None:
        posted.append(event)
        parts.daemon.post(event)

    settings = Settings(rules=Rules(breaks=(Break("stretch", every=EVERY_S),)))
    lock = acquire(paths.lock_file())
    parts = Parts(
        Sources.standard(),
        settings,
        desktop=Nowhere(post, None),  # type: ignore[arg-type]  # on Linux it would be another
        post=post,
        quit_=lambda: None,
        distrust=False,
    )
    await parts.start(lock)
    posted.clear()
    await parts.stop(save=save)
    lock.release()
    assert Tick() not in posted
    assert (ShuttingDown() in posted) is save
    assert isinstance(parts.senses, SlowSenses)
    assert not parts.senses.answered
