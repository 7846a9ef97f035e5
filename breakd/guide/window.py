"""The guide's window: its size and place, its keys, and one player after another."""

import contextlib
import os
import time
import tkinter as tk
from collections.abc import Callable
from pathlib import Path

from breakd.guide.colours import DARK, LIGHT
from breakd.guide.covers import Covers
from breakd.guide.frames import Frames, frames_for
from breakd.guide.hesitation import Hesitation
from breakd.guide.layout import TALL, WIDE
from breakd.guide.meanwhile import Meanwhile
from breakd.guide.messenger import Messenger
from breakd.guide.order import Order, parse
from breakd.guide.player import Player, Wish
from breakd.guide.screens import Screen, under
from breakd.guide.surroundings import Surroundings
from breakd.guide.unfocused import map_unfocused
from breakd.text import guide as text

FULL_SHARE = 0.9  # of the screen, for what is shown full-screen
MOST_OF_SCREEN = 0.92
MARGIN = 24  # between a small window and the corner
NORMAL_DPI = 96
ICON = Path(__file__).parents[1] / "desktop/pictures/breakd.png"
LONGEST_ORDER = 256 * 1024


class Window:
    """Leads through an order, and through others that come in its place from `orders`, a file
    descriptor (None: no others), until it is closed or that ends."""

    def __init__(
        self,
        root: tk.Tk,
        order: Order,
        surroundings: Meanwhile[Surroundings],
        screens: Meanwhile[list[Screen]],
        orders: int | None,
    ) -> None:
        self._orders = orders
        self._received = b""
        self._root = root
        self._surroundings = surroundings.answer()
        frames = frames_for(order, self._surroundings)
        self._root.title(text.TITLE)
        self._settings = order.settings
        dark = frames.style.theme == "dark"
        self._colours = DARK if dark else LIGHT
        self._root.configure(background=self._colours.paper)
        self._covers = Covers(self._root, self._colours.paper)
        self._place(screens.answer())
        if order.unasked:
            map_unfocused(self._root)
        self._player = self._play(order, frames)
        self._hesitation = Hesitation(time.monotonic())
        self._root.bind("<Key>", self._pressed)
        self._root.bind("<Button>", lambda _event: self._attend())
        self._root.protocol("WM_DELETE_WINDOW", lambda: self._wish("close"))
        if orders is not None and hasattr(self._root, "createfilehandler"):
            os.set_blocking(orders, False)
            self._root.createfilehandler(orders, tk.READABLE, self._order_arrives)

    def run(self, shown: Callable[[], None]) -> None:
        """Until it is closed; `shown` is called once the first picture is on the screen."""
        self._root.update()
        shown()
        with contextlib.suppress(tk.TclError):
            self._root.iconphoto(True, tk.PhotoImage(master=self._root, file=ICON))
        self._make_heard()
        self._root.mainloop()

    # --- size and place --------------------------------------------------------------------------

    def _place(self, found: list[Screen]) -> None:
        root, size = self._root, self._settings["guide_size"]
        whole = Screen(0, 0, root.winfo_screenwidth(), root.winfo_screenheight())
        here = under(found, root.winfo_pointerx(), root.winfo_pointery()) or whole
        if size == "full":
            root.geometry(f"{here.width}x{here.height}+{here.x}+{here.y}")
            root.attributes("-fullscreen", True)
            self._covers.cover([screen for screen in found if screen != here])
            return
        if root.tk.call("tk", "windowingsystem") == "x11":
            root.attributes("-type", "dialog")  # what tiles windows lets it float
        design = TALL if size == "small" else WIDE
        scale = self._scale()
        fits = min(
            scale,
            here.width * MOST_OF_SCREEN / design.width,
            here.height * MOST_OF_SCREEN / design.height,
        )
        width, height = round(design.width * fits), round(design.height * fits)
        if size == "small":
            x = here.x + here.width - width - MARGIN
            y = here.y + here.height - height - MARGIN * 3  # a panel may be there
            root.attributes("-topmost", True)
        else:
            x = here.x + (here.width - width) // 2
            y = here.y + (here.height - height) // 2
        root.geometry(f"{width}x{height}+{x}+{y}")
        root.minsize(round(design.width * 0.6), round(design.height * 0.6))

    def _scale(self) -> float:
        """Pixels to a unit: the screen's density, the desktop's text scale, and the user's."""
        # Tk tells X resources by the program's name, and this one is Xft's.
        self._root.tk.call("tk", "appname", "Xft")
        dpi = self._root.tk.call("option", "get", ".", "dpi", "Dpi")
        self._root.tk.call("tk", "appname", "breakd")
        density = 1.0
        with contextlib.suppress(ValueError):
            density = min(max(float(dpi) / NORMAL_DPI, 0.5), 4.0)
        return float(density * self._surroundings.text * self._settings["guide_scale"] / 100)

    # --- orders ----------------------------------------------------------------------------------

    def _play(self, order: Order, frames: Frames) -> Player:
        self._order = order
        self._messenger = Messenger(order.token)  # from the first picture on it may be clicked
        self._attended = not order.unasked
        motion = self._settings["guide_motion"]
        player = Player(
            self._root,
            order,
            frames,
            self._colours,
            still=motion == "still" or (motion == "auto" and self._surroundings.still),
            share=FULL_SHARE if self._settings["guide_size"] == "full" else 1.0,
            wished=self._wish,
        )
        player.step()
        return player

    def _replace(self, order: Order) -> None:
        """Lead through another order instead."""
        self._player.stop()
        self._player = self._play(order, frames_for(order, self._surroundings))
        self._make_heard()

    def _make_heard(self) -> None:
        """All that takes time and can wait for the first picture."""
        from breakd.sound.sounds import Sounds

        self._player.hear(Sounds(self._order.configured(), self._messenger.in_call))

    def _order_arrives(self, *_: object) -> None:
        assert self._orders is not None
        with contextlib.suppress(BlockingIOError):
            piece = os.read(self._orders, 65536)
            self._received += piece
            if not piece or len(self._received) > LONGEST_ORDER:
                self._close()
                return
        *lines, self._received = self._received.split(b"\n")
        for line in lines:
            with contextlib.suppress(ValueError):
                self._replace(parse(line))

    # --- wishes ----------------------------------------------------------------------------------

    def _pressed(self, event: "tk.Event[tk.Misc]") -> None:
        if self._hesitation.takes(time.monotonic(), event.time / 1000):
            key = event.keysym.lower() if len(event.keysym) == 1 else event.keysym
            if self._player.press(key) and key != "Escape":
                self._attend()

    def _attend(self) -> None:
        """The user takes the break that began by itself."""
        if not self._attended:
            self._attended = True
            self._messenger.tell("attended")

    def _wish(self, wish: Wish) -> None:
        self._attended |= wish not in ("over", "close")
        match wish:
            case "close":
                self._close()
            case "over" if self._messenger.is_trial or not self._attended:
                self._close()
            case "done" | "snooze" | "over":
                self._root.withdraw()  # at once, however long the daemon takes
                self._root.update_idletasks()
                self._messenger.tell("done" if wish == "over" else wish)
                self._close()
            case "another" if self._messenger.is_trial:
                self._try_another()
            case "another" | "hurts":
                self._messenger.tell(wish)

    def _try_another(self) -> None:
        from breakd.guide.trial import another

        self._replace(another(self._order))

    def _close(self) -> None:
        self._player.stop()
        self._root.destroy()
