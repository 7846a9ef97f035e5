"""Locked: from what logind and screen savers say to what the engine hears."""

import asyncio

import pytest

from breakd.desktop.session import logind as session_logind
from tests.desktop.logind_mock import MockLogind
from tests.desktop.session_listener import (
    ASLEEP,
    AWAKE,
    LOCKED,
    SWITCHED,
    UNLOCKED,
    Listener,
    Saver,
)

# --- locked, by logind ---------------------------------------------------------------------------


async def test_locked_by_the_hint(listener: Listener, logind: MockLogind) -> None:
    await listener.start()
    await logind.locked(True)
    await listener.hears(LOCKED)
    await logind.locked(True)
    await logind.locked(False)
    await listener.hears(UNLOCKED)
    assert listener.session.lock == "logind"
    assert listener.session.sleep == "logind"


async def test_already_locked_and_not_in_front_at_the_start(
    listener: Listener, logind: MockLogind
) -> None:
    await logind.update("1", LockedHint=("b", True), Active=("b", False))
    await listener.start()
    await listener.hears(LOCKED, SWITCHED)


async def test_locked_by_the_signal(listener: Listener, logind: MockLogind) -> None:
    await listener.start()
    await logind.say("Lock")
    await logind.say("Lock")
    await listener.hears(LOCKED)
    await logind.locked(True)  # the program that locks confirms it
    await logind.locked(False)
    await listener.hears(UNLOCKED)
    await logind.say("Lock")
    await listener.hears(LOCKED)
    await logind.say("Unlock")
    await listener.hears(UNLOCKED)


async def test_a_lock_signal_that_nobody_confirms_does_not_silence_for_ever(
    listener: Listener, logind: MockLogind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_logind, "UNCONFIRMED_S", 0.01)
    await listener.start()
    await logind.say("Lock")
    await listener.hears(LOCKED, UNLOCKED)
    await logind.locked(True)
    await listener.hears(LOCKED)


async def test_a_confirmed_lock_outlives_the_signal(
    listener: Listener, logind: MockLogind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_logind, "UNCONFIRMED_S", 0.01)
    await listener.start()
    await logind.locked(True)
    await listener.hears(LOCKED)
    await logind.say("Lock")
    await asyncio.sleep(0.05)  # the signal's time has passed
    await logind.sleep(True)
    await listener.hears(ASLEEP)


# --- locked, by a screen saver -------------------------------------------------------------------


@pytest.mark.parametrize("vendor", ["freedesktop", "gnome", "cinnamon", "mate", "xfce"])
async def test_locked_by_a_screen_saver(
    listener: Listener, savers: list[Saver], vendor: str
) -> None:
    saver = Saver(f"org.{vendor}.ScreenSaver")
    savers.append(saver)
    await saver.start()
    await listener.start()
    assert listener.session.lock == saver.name
    assert listener.session.sleep is None
    saver.set(True)
    saver.set(True)  # GNOME Shell says everything twice
    await listener.hears(LOCKED)
    saver.set(False)
    await listener.hears(UNLOCKED)


async def test_a_screen_saver_that_comes_later_and_is_active_already(
    listener: Listener, savers: list[Saver]
) -> None:
    await listener.start()
    assert listener.session.lock is None
    saver = Saver("org.freedesktop.ScreenSaver", active=True)
    savers.append(saver)
    await saver.start("/ScreenSaver")
    await listener.hears(LOCKED)
    await saver.stop()  # crashed, with the screen locked
    await listener.hears(UNLOCKED)
    assert listener.session.lock is None


async def test_a_screen_saver_that_cannot_be_asked_still_tells(
    listener: Listener, savers: list[Saver]
) -> None:
    saver = Saver("org.mate.ScreenSaver", tells=False)
    savers.append(saver)
    await saver.start()
    await listener.start()
    assert listener.session.lock is None
    saver.set(True)
    await listener.hears(LOCKED)
    assert listener.session.lock == saver.name


async def test_locked_until_the_last_source_says_no(
    listener: Listener, logind: MockLogind, savers: list[Saver]
) -> None:
    saver = Saver("org.gnome.ScreenSaver")
    savers.append(saver)
    await saver.start()
    await listener.start()
    assert listener.session.lock == "logind, org.gnome.ScreenSaver"
    saver.set(True)
    await listener.hears(LOCKED)
    await logind.update("1", LockedHint=("b", True), Active=("b", False))
    await listener.hears(SWITCHED)  # by then it has read both
    saver.set(False)
    await logind.locked(False)
    await listener.hears(UNLOCKED)


async def test_what_was_missed_asleep_is_asked_for_on_waking(
    listener: Listener, logind: MockLogind, savers: list[Saver]
) -> None:
    saver = Saver("org.xfce.ScreenSaver")
    savers.append(saver)
    await saver.start()
    await listener.start()
    saver.active = True  # and no signal
    await logind.sleep(True)
    await logind.sleep(False)
    await listener.hears(ASLEEP, AWAKE, LOCKED)
