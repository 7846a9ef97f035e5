"""Leads through one order on a window: lets time pass, and does what its user asks for."""

import time
import tkinter as tk
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from breakd.guide.buttons import Spec
from breakd.guide.colours import Colours
from breakd.guide.frames import Frames
from breakd.guide.order import Order
from breakd.guide.plan import plan, rest
from breakd.guide.session import Moment, Session
from breakd.guide.stage import Stage
from breakd.guide.words import sight, spoken, words
from breakd.text import guide as text

if TYPE_CHECKING:
    from breakd.sound.sounds import Sounds

FRAME_S = 1 / 28
RING_S = 0.1
STILL_RING_S = 1.0  # where nothing is to move

Wish = Literal["done", "snooze", "another", "hurts", "over", "close"]


class Player:
    """One order, from getting ready to the last word.

    `wished` hears what the user wants that goes beyond the window, and that all is "over".
    `still`: nothing is to move.
    """

    def __init__(
        self,
        window: tk.Misc,
        order: Order,
        frames: Frames,
        colours: Colours,
        *,
        still: bool,
        share: float,
        wished: Callable[[Wish], None],
    ) -> None:
        self._window = window
        self._order = order
        self._frames = frames
        self._sounds: Sounds | None = None
        self._still = still
        self._wished = wished
        course, length = frames.course, order.length
        found = plan(order.stretch, length, course) if order.stretch else rest(length)
        self._session = Session(found, self._now())
        self._heard = 0.0
        self._spoken: object = None
        self._timer: str | None = None
        self._looking: str | None = None
        trial = order.token is None
        hint = text.CLOSE_HINT_UNASKED if order.unasked else text.CLOSE_HINT
        hint = text.CLOSE_HINT_TRIAL if trial else hint
        self._specs = self._buttons(trial=trial)
        said = words(order, found)
        self.stage = Stage(window, colours, self._specs, said, hint, share)

    def _buttons(self, *, trial: bool) -> list[Spec]:
        wish = self._wish
        specs = [Spec(text.DONE, "d", wish("done"), "main")]
        if self._order.snooze and not trial:
            specs.append(Spec(text.SNOOZE, "s", wish("snooze")))
        leads = self._order.stretch is not None
        if leads:
            specs.append(Spec("←", "", self.back, gap=True))
        specs.append(Spec(text.PAUSE, text.SPACE_KEY, self.pause, name="pause"))
        if leads:
            specs.append(Spec("→", "", self.forward))
            specs.append(Spec(text.ANOTHER, "a", wish("another"), "quiet", row=1, gap=True))
            if not trial:
                specs.append(Spec(text.HURTS, "h", wish("hurts"), "warm", row=1))
        return specs

    def _wish(self, wish: Wish) -> Callable[[], None]:
        return lambda: self._wished(wish)

    # --- what the user asks for ------------------------------------------------------------------

    def pause(self) -> None:
        """Stop the clock, or let it go on."""
        self._session = self._session.toggled(self._now())
        self.stage.relabel("pause", text.RESUME if self._session.is_paused else text.PAUSE)
        if self._sounds is not None and self._session.is_paused:
            self._sounds.stop()
        self.step()

    def forward(self) -> None:
        """The next repetition."""
        self._jump(self._session.next(self._now()))

    def back(self) -> None:
        """This repetition again, or the one before."""
        self._jump(self._session.previous(self._now()))

    def _jump(self, session: Session) -> None:
        self._session = session
        self._heard = session.elapsed(self._now())
        self.step()

    def press(self, key: str) -> bool:
        """A key by Tk's name for it; whether it does anything."""
        for spec in self._specs:
            if len(spec.key) == 1 and key == spec.key:
                spec.act()
                return True
        match key:
            case "space":
                self.pause()
            case "Escape":
                self._wished("close")
            case "Right" | "Left" if self._order.stretch is not None:
                (self.forward if key == "Right" else self.back)()
            case "Tab":
                self.stage.move_focus(1)
            case "ISO_Left_Tab":
                self.stage.move_focus(-1)
            case "Return":
                self.stage.press_focused()
            case _:
                return False
        return True

    def hear(self, sounds: "Sounds") -> None:
        """Chime and speak from now on."""
        self._sounds = sounds
        self._sound(self._now(), self._session.moment(self._now()))

    def stop(self) -> None:
        """Show nothing more."""
        for timer in filter(None, (self._timer, self._looking)):
            self._window.after_cancel(timer)
        if self._sounds is not None:
            self._sounds.stop()
        self._frames.close()
        self.stage.close()

    # --- time passes -----------------------------------------------------------------------------

    def step(self) -> None:
        """Show what there is to see now, and come back when that changes."""
        if self._timer is not None:
            self._window.after_cancel(self._timer)
            self._timer = None
        now = self._now()
        if self._session.is_over(now):
            self._wished("over")
            return
        moment = self._session.moment(now)
        if self._looking is None:
            self._look()
        else:
            self._show_picture(moment)
        self.stage.show(sight(self._order, self._session, moment))
        self._sound(now, moment)
        wait = self._wait(moment)
        if wait is not None:
            self._timer = self._window.after(max(1, round(wait * 1000)), self.step)

    def _look(self) -> None:
        """Show the picture, and as long as a better one is to come, look for that."""
        waits = self._frames.is_waiting
        self._show_picture(self._session.moment(self._now()))
        self._looking = self._window.after(round(RING_S * 1000), self._look) if waits else None

    def _show_picture(self, moment: Moment) -> None:
        picture = self._frames.picture(moment.pose if self._still else moment.figure)
        if picture is not None:
            self.stage.show_figure(picture)

    def _wait(self, moment: Moment) -> float | None:
        """How long what is shown stays true, in real seconds; None: until somebody acts."""
        if self._session.is_paused:
            return None
        wait = FRAME_S if moment.moving and not self._still else RING_S
        if self._still:
            # Seconds are counted down when they are over.
            part = moment.left % STILL_RING_S if moment.left is not None else 0.0
            wait = part + 0.005 if part > 0.02 else STILL_RING_S
        return min(wait, moment.lasts / self._order.speed + 0.002)

    def _sound(self, now: float, moment: Moment) -> None:
        if self._sounds is None:
            return
        elapsed = self._session.elapsed(now)
        for cue in self._session.cues(self._heard, elapsed):
            self._sounds.chime(cue)
        self._heard = elapsed
        said = (moment.doing, moment.step, moment.side)
        if said != self._spoken and not self._session.is_paused:
            self._spoken = said
            sentence = spoken(self._order, moment)
            if sentence:
                self._sounds.say(sentence)

    def _now(self) -> float:
        return time.monotonic() * self._order.speed
