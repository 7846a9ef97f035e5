"""Notifications on Windows and macOS: desktop-notifier with buttons, else plyer with none."""

import asyncio
import logging
import sys
from collections.abc import Callable, Coroutine
from typing import Any

from breakd.card import Card
from breakd.core.events import Event
from breakd.desktop.notify import fates
from breakd.desktop.notify import plain as notify_plain
from breakd.desktop.notify.fates import Report
from breakd.desktop.pictures import FOLDER

log = logging.getLogger("breakd.notify")

# macOS tells of what was pressed only to who runs its own loop in the main thread (CFRunLoop), as
# asyncio does not: buttons there would do nothing.
CALLS_BACK = sys.platform != "darwin"


class Toasts:
    """The same port as the notifier on Linux: every method returns at once, and what comes of
    it goes to `post`."""

    def __init__(self, post: Callable[[Event], None]) -> None:
        self._post = post
        self._library: Any = None
        self._looked = False
        self._token: int | None = None
        self._shown: dict[str, str] = {}  # place -> identifier
        self._tasks: set[asyncio.Task[None]] = set()
        self._turn = asyncio.Lock()

    @property
    def available(self) -> bool:
        """There is always something to try."""
        return True

    @property
    def server(self) -> str | None:
        """What shows the notifications."""
        return "desktop-notifier" if self._notifier() else "plyer"

    @property
    def buttons(self) -> bool:
        """Whether there are buttons, and somebody hears of them."""
        return CALLS_BACK and self._notifier() is not None

    async def look(self) -> bool:
        """Nothing has to be asked."""
        return True

    def show(self, token: int, card: Card) -> None:
        """Show a prompt."""
        self._token = token
        self._later(self._put("prompt", card, fates.of_prompt(token, self._post)))

    def withdraw(self, token: int) -> None:
        """Take this prompt down."""
        if token == self._token:
            self._token = None
            self._later(self._clear("prompt"))

    def open_guide(self, card: Card) -> None:
        """Show what to do in the break under way."""
        self._later(self._put("guide", card, fates.of_guide(self._post)))

    def close_guide(self) -> None:
        """The break is over."""
        self._later(self._clear("guide"))

    def tell(self, card: Card, pressed: fates.Pressed | None = None) -> None:
        """Show a notice; `pressed` hears of its buttons."""
        self._later(self._put("notice", card, fates.of_notice(pressed)))

    async def close(self) -> None:
        """Take everything down."""
        for place in tuple(self._shown):
            self._later(self._clear(place))
        await asyncio.gather(*self._tasks, return_exceptions=True)

    # --- getting there ---------------------------------------------------------------------------

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(self._one_by_one(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _one_by_one(self, work: Coroutine[Any, Any, None]) -> None:
        async with self._turn:
            await work

    def _notifier(self) -> Any:
        """desktop-notifier, or None where it shows nothing, as on macOS outside an app bundle."""
        if not self._looked:
            self._looked = True
            try:
                from desktop_notifier import DesktopNotifier
                from desktop_notifier.main import get_backend_class

                if "Dummy" not in get_backend_class().__name__:
                    self._library = DesktopNotifier(app_name="breakd")
            except Exception as error:  # a platform's bridge may fail in any way
                log.warning("Notifications will have no buttons: %s", error)
        return self._library

    async def _put(self, place: str, card: Card, report: Report) -> None:
        library = self._notifier()
        try:
            if library is None:
                shown = await notify_plain.show(card)
            else:
                await self._clear(place)
                shown = await self._send(library, place, card, report)
        except Exception:
            log.exception("A notification could not be shown")
            shown = False
        report("shown" if shown else "failed")

    async def _send(self, library: Any, place: str, card: Card, report: Report) -> bool:
        """Send it; the library tells of success by a callback only."""
        from desktop_notifier import DEFAULT_SOUND, Attachment, Button

        sent = False

        def dispatched() -> None:
            nonlocal sent
            sent = True

        def press(fate: fates.Fate) -> Callable[[], None]:
            def pressed() -> None:
                self._shown.pop(place, None)
                report(fate)

            return pressed

        # A click on the notification itself comes separately.
        drawn = [one for one in card.buttons if one.key != "default"] if CALLS_BACK else []
        has_default = CALLS_BACK and len(drawn) < len(card.buttons)
        words = [card.body, *card.steps, "" if CALLS_BACK else card.commands]
        picture = card.drawn.large if card.drawn else FOLDER / f"{card.picture}.png"
        self._shown[place] = await library.send(
            title=card.title,
            message="\n".join(filter(None, words)),
            buttons=[Button(title=one.label, on_pressed=press(one.key)) for one in drawn],
            on_clicked=press("default") if has_default else None,
            on_dismissed=press("dismissed"),
            on_dispatched=dispatched,
            sound=DEFAULT_SOUND if card.loud else None,
            attachment=Attachment(path=picture) if picture.is_file() else None,
        )
        return sent

    async def _clear(self, place: str) -> None:
        identifier = self._shown.pop(place, None)
        if identifier is not None:
            try:
                await self._library.clear(identifier)
            except Exception as error:  # it may be gone already
                log.debug("A notification could not be taken down: %r", error)
