"""What the guide's window shows: figure, words, ring and buttons on one canvas."""

import tkinter as tk
from collections.abc import Sequence
from tkinter.font import Font, nametofont

from PIL import Image

from breakd.guide.buttons import Button, Spec
from breakd.guide.colours import Colours, rgb
from breakd.guide.layout import Box, Fit, fit
from breakd.guide.shapes import disc, ppm, ring
from breakd.guide.sight import Sight

SMALLEST_TYPE = 0.55  # of the large type, where a long sentence has to fit


class Stage:
    """One canvas that fills its window.  `sentences` are all that may have to be shown in large
    type, which is chosen so that the longest fits; `hint` is the line at the bottom."""

    def __init__(
        self,
        window: tk.Misc,
        colours: Colours,
        specs: Sequence[Spec],
        sentences: Sequence[str],
        hint: str = "",
        share: float = 1.0,
    ) -> None:
        self._colours = colours
        self._sentences = sentences
        self._share = share
        self._canvas = tk.Canvas(window, background=colours.paper, highlightthickness=0)
        self._canvas.pack(fill="both", expand=True)
        family = nametofont("TkDefaultFont", root=window).actual("family")
        self._fonts = {
            name: Font(window, family=family, weight="bold" if bold else "normal")
            for name, bold in _FONTS.items()
        }
        canvas = self._canvas
        self._figure = canvas.create_image(0, 0, anchor="nw")
        self._ring = canvas.create_image(0, 0, anchor="nw")
        self._texts = {
            name: canvas.create_text(0, 0, font=self._fonts[font], fill=getattr(colours, ink))
            for name, (font, ink) in _TEXTS.items()
        }
        self._picture: Image.Image | None = None
        self._photos = {
            "figure": tk.PhotoImage(master=canvas),
            "ring": tk.PhotoImage(master=canvas),
        }
        self._hint = hint
        self._sight: Sight | None = None
        self._ring_shown: tuple[int, float] | None = None
        self._fit = fit(1, 1)
        self._focus = -1
        self.buttons = [Button(canvas, spec, colours) for spec in specs]
        canvas.itemconfigure(self._figure, image=self._photos["figure"])
        canvas.itemconfigure(self._ring, image=self._photos["ring"])
        canvas.bind("<Configure>", lambda event: self.resize(event.width, event.height))

    # --- what is shown ---------------------------------------------------------------------------

    def show(self, sight: Sight) -> None:
        """Change what has to change."""
        before, self._sight = self._sight, sight
        for name in _WORDS:
            if before is None or getattr(before, name) != getattr(sight, name):
                self._canvas.itemconfigure(self._texts[name], text=getattr(sight, name))
        self._draw_ring()

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
        design = found.design
        for name, size in (
            ("small", design.small_type),
            ("bold", design.small_type),
            ("doing", design.small_type + 3),
            ("turn", design.small_type + 6),
            ("number", design.ring.width * 0.3),
            ("tiny", design.small_type - 2),
        ):
            self._fonts[name].configure(size=-found.px(size))
        self._fonts["step"].configure(size=-self._step_size())
        self._place_words(found)
        self._place_buttons()
        self._ring_shown = None
        self._draw_ring()
        self._draw_figure()

    def _step_size(self) -> int:
        """The largest type in which every sentence fits its box."""
        found, box = self._fit, self._fit.design.step
        largest = found.px(found.design.large_type)
        font, probe = self._fonts["step"], self._canvas.create_text(-9999, -9999, anchor="nw")
        self._canvas.itemconfigure(probe, width=found.px(box.width), font=font)
        size = largest
        for size in range(largest, int(largest * SMALLEST_TYPE), -1):
            font.configure(size=-size)
            if all(
                self._height(probe, sentence) <= found.px(box.height)
                for sentence in self._sentences
            ):
                break
        self._canvas.delete(probe)
        return size

    def _height(self, probe: int, sentence: str) -> int:
        self._canvas.itemconfigure(probe, text=sentence)
        _, top, _, bottom = self._canvas.bbox(probe)
        return bottom - top

    def _place_words(self, found: Fit) -> None:
        design = found.design
        self._put("title", design.title, found)
        self._put("doing", design.doing, found)
        self._put("step", design.step, found)
        note = design.note
        self._canvas.itemconfigure(self._texts["note"], state="normal" if note else "hidden")
        if note:
            self._put("note", note, found)
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
        font, small = self._fonts["bold"], self._fonts["tiny"]
        height, gap = found.px(found.design.button), found.px(10)
        for number, (left, top, width) in enumerate(rows):
            row = [b for b in self.buttons if len(rows) == 1 or b.spec.row == number]
            natural = [b.natural_width(font, small, height * 0.4) for b in row]
            gaps = gap * (len(row) - 1)
            room = found.px(width) - sum(natural) - gaps
            breaks = sum(button.spec.gap for button in row) if len(rows) == 1 else 0
            squeeze = min(0.0, room) / max(len(row), 1)
            x = float(found.x(left))
            for button, wide in zip(row, natural, strict=True):
                if button.spec.gap and breaks:
                    x += max(0.0, room) / breaks
                button.place(round(x), found.y(top), round(wide + squeeze), height, font, small)
                x += wide + squeeze + gap

    # --- pictures --------------------------------------------------------------------------------

    def _draw_ring(self) -> None:
        if self._sight is None or self._fit.unit < 0.1:
            return
        size = self._fit.px(self._fit.design.ring.width)
        shown = (size, round(self._sight.ring * 720) / 720)
        if shown == self._ring_shown:
            return
        self._ring_shown = shown
        colours = self._colours
        picture = ring(size, shown[1], colours.strong, colours.track, colours.paper)
        self._photos["ring"].configure(data=ppm(picture), format="PPM")
        box = self._fit.design.ring
        self._canvas.coords(self._ring, self._fit.x(box.x), self._fit.y(box.y))

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
        self._photos["figure"].configure(data=ppm(picture), format="PPM")
        self._canvas.coords(self._figure, self._fit.x(box.x), self._fit.y(box.y))


# The fonts, and whether they are bold; the texts, with font and colour.
_FONTS = {
    "small": False,
    "bold": True,
    "doing": True,
    "step": True,
    "turn": True,
    "number": True,
    "tiny": False,
}
_TEXTS = {
    "title": ("bold", "quiet"),
    "doing": ("doing", "strong"),
    "step": ("step", "ink"),
    "note": ("small", "quiet"),
    "number": ("number", "ink"),
    "turn": ("turn", "ink"),
    "more": ("small", "quiet"),
    "hint": ("tiny", "quiet"),
}
_WORDS = ("title", "doing", "step", "note", "number", "turn", "more")
