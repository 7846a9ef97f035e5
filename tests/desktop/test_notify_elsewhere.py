"""Notifications on Windows and macOS, with a library that stands in for desktop-notifier 6."""

import asyncio
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from breakd.card import Button, Card
from breakd.core.events import Answer, Answered, Dismissed, Event, ShowFailed, Shown
from breakd.desktop.notify import elsewhere, plain
from breakd.desktop.notify.elsewhere import Toasts
from tests.patience import PATIENCE_S

CARD = Card(
    "Chin tuck",
    "Glide back.",
    steps=("Sit tall.",),
    commands="In a terminal: breakd done",
    buttons=(Button("default", "Show me"), Button("done", "Done"), Button("snooze", "Snooze")),
    picture="neck",
)


@dataclass
class Drawn:
    """A button as the library knows it."""

    title: str
    on_pressed: Callable[[], None]


@dataclass
class Attachment:
    """A picture."""

    path: Path


@dataclass
class Library:
    """Shows nothing, and remembers what it should have shown; `fails` as the library does:
    without a word."""

    sent: list[dict[str, Any]] = field(default_factory=list)
    cleared: list[str] = field(default_factory=list)
    fails: bool = False

    async def send(self, **what: Any) -> str:
        self.sent.append(what)
        if not self.fails:
            what["on_dispatched"]()
        return f"toast {len(self.sent)}"

    async def clear(self, identifier: str) -> None:
        self.cleared.append(identifier)


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Library:
    library = Library()
    module: Any = ModuleType("desktop_notifier")
    module.DesktopNotifier = lambda app_name: library
    module.Button, module.Attachment, module.DEFAULT_SOUND = Drawn, Attachment, object()
    main: Any = ModuleType("desktop_notifier.main")
    main.get_backend_class = lambda: type("WinRTDesktopNotifier", (), {})
    monkeypatch.setitem(sys.modules, "desktop_notifier", module)
    monkeypatch.setitem(sys.modules, "desktop_notifier.main", main)
    return library


async def shown(posts: list[Event], **changes: object) -> Toasts:
    toasts = Toasts(posts.append)
    toasts.show(1, CARD)
    async with asyncio.timeout(PATIENCE_S):
        while not posts:  # noqa: ASYNC110 - no event tells
            await asyncio.sleep(0)
    return toasts


async def test_buttons_and_clicks_answer(library: Library) -> None:
    posts: list[Event] = []
    toasts = await shown(posts)
    (sent,) = library.sent
    assert toasts.buttons
    assert sent["message"] == "Glide back.\nSit tall."
    assert sent["attachment"].path.is_absolute()
    assert [one.title for one in sent["buttons"]] == ["Done", "Snooze"]
    sent["buttons"][0].on_pressed()
    sent["on_clicked"]()
    sent["on_dismissed"]()
    assert posts == [
        Shown(1),
        Answered(1, Answer.DONE),
        Answered(1, Answer.SHOW),
        Dismissed(1),
    ]


async def test_where_nobody_hears_of_buttons_the_words_name_commands(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elsewhere, "CALLS_BACK", False)
    posts: list[Event] = []
    toasts = await shown(posts)
    (sent,) = library.sent
    assert not toasts.buttons
    assert (sent["buttons"], sent["on_clicked"]) == ([], None)
    assert sent["message"] == "Glide back.\nSit tall.\nIn a terminal: breakd done"


async def test_what_is_over_is_taken_down(library: Library) -> None:
    toasts = await shown([])
    toasts.withdraw(2)
    toasts.withdraw(1)
    await toasts.close()
    assert library.cleared == ["toast 1"]


async def test_what_was_not_shown_is_said(library: Library) -> None:
    library.fails = True
    posts: list[Event] = []
    await (await shown(posts)).close()
    assert posts == [ShowFailed(1)]


def test_words_for_macos_are_arguments_and_no_script() -> None:
    evil = '" & (do shell script "true") & "'
    command = plain.apple_script(f"-e {evil}", evil)
    assert command[-1] == evil
    assert command[-2] == f"e {evil}"
    assert evil not in command[:-2]
    assert command[1::2][:3] == ["-e", "-e", "-e"]
