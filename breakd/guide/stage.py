"""What the guide's window shows: figure, words, ring and buttons on one canvas."""

import tkinter as tk
from collections.abc import Sequence

from PIL import Image

from breakd.guide.buttons import Button, Spec
from breakd.guide.colours import Colours, rgb
from breakd.guide.dial import Dial
from breakd.guide.layout import Box, Fit, fit
from breakd.guide.letters import LEAST_PX, Letters
from breakd.guide.shapes import disc, ppm
from breakd.guide.sight import Sight, Words

SMALLEST = 0.55  # of the type, where long words have to fit
SMALLER = 0.8  # of the type on buttons, before keys are left out


class Stage:
    """One canvas that fills its window.  `words` are all that may have to be shown: the type is
    chosen so that the longest fits; `hint` is the line at the bottom."""

    def __init__(
        self,
        window: tk.Misc,
        colours: Colours,
        specs: Sequence[Spec],
        words: Words,
        hint: str = "",
        share: float = 1.0,
    ) -> None:
        self._colours = colours
        self._words = words
        self._share = share
        self._canvas = tk.Canvas(window, background=colours.paper, highlightthickness=0)
        self._canvas.pack(fill="both", expand=True)
        canvas = self._canvas
        self._letters = Letters(canvas, _FONTS)
        self._photo = tk.PhotoImage(master=canvas)
        self._figure = canvas.create_image(0, 0, anchor="nw", image=self._photo)
        self._dial = Dial(canvas, colours)
        self._texts = {
            name: canvas.create_text(0, 0, font=self._letters[font], fill=getattr(colours, ink))
            for name, (font, ink) in _TEXTS.items()
        }
        self._picture: Image.Image | None = None
        self._hint = hint
        self._sight: Sight | None = None
        self._fit = fit(1, 1)
        self._focus = -1
        self.buttons = [Button(canvas, spec, colours) for spec in specs]
        canvas.bind("<Configure>", lambda event: self.resize(event.width, event.height))

    # --- what is shown ---------------------------------------------------------------------------

    def show(self, sight: Sight) -> None:
        """Change what has to change."""
        before, self._sight = self._sight, sight
        for name in _WORDS:
            if before is None or getattr(before, name) != getattr(sight, name):
                self._canvas.itemconfigure(self._texts[name], text=getattr(sight, name))
        self._dial.show(sight, self._fit)

    def show_figure(self, picture: Image.Image) -> None:
        """Another frame."""
        self._picture = picture
        self._draw_figure()

    def relabel(self, name: str, label: str) -> None:
        """Another word on a button."""
        for button in self.buttons:
            if button.spec.name == name:
                button.say(label)
        self._place_buttons()

    def close(self) -> None:
        """Make room for another one."""
        self._canvas.destroy()

    # --- the focus -------------------------------------------------------------------------------

    def move_focus(self, by: int) -> None:
        """To the next button, or the one before."""
        if self._focus >= 0:
            self.buttons[self._focus].focus(on=False)
        self._focus = (self._focus + by) % len(self.buttons) if self._focus >= 0 or by > 0 else -2
        self._focus %= len(self.buttons)
        self.buttons[self._focus].focus(on=True)

    def press_focused(self) -> None:
        """What Return does."""
        if self._focus >= 0:
            self.buttons[self._focus].spec.act()

    # --- sizes -----------------------------------------------------------------------------------

    def resize(self, width: int, height: int) -> None:
        """Fill a window of so many pixels."""
        self._fit = found = fit(width, height, self._share)
        design, letters, words = found.design, self._letters, self._words
        for name, size in (
            ("small", design.small_type),
            ("number", design.ring.width * 0.3),
            ("tiny", design.small_type - 2),
        ):
            letters.set(name, found.px(size))
        for name, size, texts, wide, high in (
            ("title", design.small_type, [words.title], design.title.width, design.title.height),
            ("doing", design.small_type + 3, words.doing, design.doing.width, design.doing.height),
            ("step", design.large_type, words.steps, design.step.width, design.step.height),
            ("note", design.small_type, words.notes, design.note.width, design.note.height),
            ("turn", design.small_type + 6, words.turns, design.turn_width, design.turn_height),
        ):
            room = found.px(wide), found.px(high)
            letters.fit(name, found.px(size), texts, *room, SMALLEST)
        self._place_words(found)
        self._place_buttons()
        if self._sight is not None:
            self._dial.show(self._sight, found)
        self._draw_figure()

    def _place_words(self, found: Fit) -> None:
        design = found.design
        self._put("title", design.title, found)
        self._put("doing", design.doing, found)
        self._put("step", design.step, found)
        self._put("note", design.note, found)
        anchor = "center" if design.centred else "w"
        for name, (x, y), width in (
            ("turn", design.turn, design.turn_width),
            ("more", design.more, 0),
        ):
            self._canvas.coords(self._texts[name], found.x(x), found.y(y))
            self._canvas.itemconfigure(
                self._texts[name], anchor=anchor, width=found.px(width) if width else 0
            )
        box = design.ring
        middle = (found.x(box.x + box.width / 2), found.y(box.y + box.height / 2))
        self._canvas.coords(self._texts["number"], *middle)
        self._canvas.itemconfigure(self._texts["hint"], text=self._hint if design.hint else "")
        if design.hint:
            self._canvas.coords(
                self._texts["hint"], found.x(design.hint[0]), found.y(design.hint[1])
            )

    def _put(self, name: str, box: Box, found: Fit) -> None:
        self._canvas.coords(self._texts[name], found.x(box.x), found.y(box.y))
        self._canvas.itemconfigure(self._texts[name], anchor="nw", width=found.px(box.width))

    def _place_buttons(self) -> None:
        found, rows = self._fit, self._fit.design.rows
        height, gap = found.px(found.design.button), found.px(found.design.gap)
        pad = found.px(found.design.pad)
        font, small = self._letters["button"], self._letters["key"]
        sorted_in = [
            [b for b in self.buttons if len(rows) == 1 or b.spec.row == number]
            for number in range(len(rows))
        ]
        full = found.px(found.design.small_type)
        for size, keyed in _type_of_buttons(full):
            self._letters.set("button", size)
            self._letters.set("key", size - found.px(3))
            wants = [
                [b.natural_width(font, small, height, pad, keyed=keyed) for b in row]
                for row in sorted_in
            ]
            rooms = [
                found.px(width) - sum(natural) - gap * (len(natural) - 1)
                for (_, _, width), natural in zip(rows, wants, strict=True)
            ]
            if min(rooms) >= 0:
                break
        for (left, top, _), row, natural, room in zip(rows, sorted_in, wants, rooms, strict=True):
            breaks = sum(button.spec.gap for button in row) if len(rows) == 1 else 0
            squeeze = min(0.0, room) / max(len(row), 1)
            x = float(found.x(left))
            for button, wide in zip(row, natural, strict=True):
                if button.spec.gap and breaks:
                    x += max(0.0, room) / breaks
                button.place(round(x), found.y(top), round(wide + squeeze), height, font, small)
                x += wide + squeeze + gap

    # --- pictures --------------------------------------------------------------------------------

    def _draw_figure(self) -> None:
        box = self._fit.design.figure
        size = self._fit.px(box.width)
        if size < 16:
            return
        picture = self._picture
        if picture is None:
            picture = disc(size, self._colours.track, self._colours.paper)
        elif picture.mode != "RGB":
            paper = Image.new("RGB", picture.size, rgb(self._colours.paper))
            paper.paste(picture, mask=picture.getchannel("A"))
            picture = paper
        if picture.width != size:
            filtered = Image.Resampling.BICUBIC
            picture = picture.resize((size, size), filtered, reducing_gap=2.0)
        self._photo.configure(data=ppm(picture), format="PPM")
        self._canvas.coords(self._figure, self._fit.x(box.x), self._fit.y(box.y))


def _type_of_buttons(full: int) -> list[tuple[int, bool]]:
    """Sizes to try where words are long, the same for all buttons, and whether keys are shown:
    better without them than much smaller."""
    smaller = max(round(full * SMALLER), LEAST_PX)
    keyed = [(size, True) for size in range(full, smaller - 1, -1)]
    return [*keyed, *((size, False) for size in range(max(full, LEAST_PX), LEAST_PX - 1, -1))]


# The fonts, and whether they are bold; the texts, with font and colour.
_FONTS = {
    "title": True,
    "doing": True,
    "step": True,
    "note": False,
    "number": True,
    "turn": True,
    "small": False,
    "tiny": False,
    "button": True,
    "key": False,
}
_TEXTS = {
    "title": ("title", "quiet"),
    "doing": ("doing", "strong"),
    "step": ("step", "ink"),
    "note": ("note", "quiet"),
    "number": ("number", "ink"),
    "turn": ("turn", "ink"),
    "more": ("small", "quiet"),
    "hint": ("tiny", "quiet"),
}
_WORDS = ("title", "doing", "step", "note", "number", "turn", "more")
