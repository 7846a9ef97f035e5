"""A reminder with sound, on servers that make it and on those that are mute."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from breakd.card import Card
from breakd.config.settings import Settings
from breakd.core.events import Event, Shown
from breakd.desktop.dbus.link import BusLink
from breakd.desktop.notify.notifier import DesktopNotifier
from breakd.sound.bell import Bell
from tests.desktop.attention_kit import children
from tests.desktop.scripted_server import ScriptedServer
from tests.patience import PATIENCE_S

QUIET = Card("Chin tuck", "Glide your chin back.")
LOUD = replace(QUIET, loud=True)


@pytest.mark.usefixtures("bus_daemon")
@pytest.mark.parametrize(
    ("abilities", "rung"), [(("body", "sound"), 0), (("body",), 1)], ids=["sounds", "mute"]
)
async def test_breakd_rings_only_where_the_server_does_not(
    abilities: tuple[str, ...], rung: int
) -> None:
    rings: list[None] = []
    posts: asyncio.Queue[Event] = asyncio.Queue()
    link = BusLink(first=0.01, longest=0.02)
    server = ScriptedServer(abilities=abilities)
    await server.start()
    notifier = DesktopNotifier(link, posts.put_nowait, ring=lambda: rings.append(None))
    link.start()
    await asyncio.wait_for(link.tried.wait(), PATIENCE_S)
    for token, card in enumerate((QUIET, LOUD, QUIET), 1):
        notifier.show(token, card)
        assert await asyncio.wait_for(posts.get(), PATIENCE_S) == Shown(token)
    assert len(rings) == rung
    await link.stop()
    await server.stop()


async def test_the_bell_starts_the_player_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The player is a program of the test's, which notes what it got."""
    (tmp_path / "pulse").mkdir()
    (tmp_path / "aplay").write_text(f'#!/bin/sh\ncat "$2" >{tmp_path}/played\n')
    (tmp_path / "aplay").chmod(0o755)
    (tmp_path / "snd").mkdir()
    (tmp_path / "snd" / "pcmC0D0p").touch()
    (tmp_path / "sitecustomize.py").write_text(
        "import pathlib\nfrom breakd.sound import players\n"
        f"players.SOUND_CARDS = pathlib.Path({str(tmp_path / 'snd')!r})\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    monkeypatch.delenv("PULSE_SERVER", raising=False)
    before = children()
    Bell(lambda: replace(Settings(), sound_volume=0))()
    assert children() == before
    Bell(lambda: replace(Settings(), sound_volume=100))()
    async with asyncio.timeout(PATIENCE_S):
        while not (tmp_path / "played").exists() or children() != before:  # noqa: ASYNC110 - no event
            await asyncio.sleep(0.02)
    chime = Path(__file__).parents[2] / "breakd/sound/chimes/begin.wav"
    assert (tmp_path / "played").read_bytes() == chime.read_bytes()
