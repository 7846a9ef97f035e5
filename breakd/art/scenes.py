"""Pictograms of other breaks, and the program's own picture; `finer` is that of `Board.finish`."""

from PIL import Image

from breakd.art.canvas import Board, curve, oval
from breakd.art.palette import AMBER, HAIR, SHIRT, SHIRT_SHADE, SKIN, SKIN_SHADE, TEAL, WHITE


def walk(finer: int = 1) -> Image.Image:
    """Somebody walks."""
    board = Board()
    board.fill(board.line([(96, 80), (117, 95), (139, 88)], 12), SKIN_SHADE)
    board.fill(board.line([(96, 80), (113, 92)], 14), SHIRT_SHADE)
    board.fill(board.line([(92, 120), (80, 143), (56, 161)], 15), HAIR)
    board.fill(board.line([(54, 166), (47, 156)], 11), AMBER)
    board.fill(board.line([(96, 120), (115, 140), (119, 168)], 16), HAIR)
    board.fill(board.line([(119, 173), (133, 173)], 11), AMBER)
    board.fill(board.line([(99, 82), (94, 118)], 31), SHIRT)
    board.fill(board.line([(96, 82), (76, 102), (82, 125)], 12), SKIN)
    board.fill(board.line([(96, 82), (80, 98)], 15), SHIRT_SHADE)
    board.fill(board.line([(102, 58), (101, 68)], 13), SKIN_SHADE)
    board.fill(board.shape(oval((106, 40), 19, 21)), SKIN)
    board.fill(board.shape(oval((123.5, 43), 4, 4.5)), SKIN)
    board.fill(board.line(oval((116, 40), 3, 3, 15, 165), 2.2), HAIR)
    cap = board.shape([(60, 0), (140, 0), (128, 30), (112, 33), (100, 46), (99, 66), (60, 66)])
    board.fill(board.shape(oval((103, 38), 22, 22)), HAIR, cap)
    return board.finish(finer)


def eyes(finer: int = 1) -> Image.Image:
    """An eye looks into the distance."""
    board = Board()
    left = (24.0, 98.0)
    outline = curve(left, ((56, 40), (136, 40), (168, 98)), ((136, 150), (56, 150), left))
    white = board.shape(outline)
    board.fill(white, WHITE)
    board.fill(board.shape(oval((96, 94), 35, 35)), TEAL, white)
    board.fill(board.shape(oval((96, 94), 17, 17)), HAIR, white)
    board.fill(board.shape(oval((107, 82), 7, 7)), WHITE)
    board.fill(board.line(outline, 6), HAIR)
    return board.finish(finer)


def pause(finer: int = 1) -> Image.Image:
    """A cup of something warm."""
    board = Board()
    board.fill(board.line(oval((138, 110), 21, 20, -90, 90), 10), SHIRT_SHADE)
    cup = curve((42, 86), (138, 86), ((138, 134), (126, 152), (104, 152)), (76, 152),
                ((54, 152), (42, 134), (42, 86)))  # fmt: skip
    board.fill(board.shape(cup), SHIRT)
    board.fill(board.line([(44, 164), (136, 164)], 7), SHIRT_SHADE)
    for x in (68, 90, 112):
        wisp = curve((x, 74), ((x - 11, 62), (x + 11, 52), (x, 38)))
        board.fill(board.line(wisp, 6), AMBER)
    return board.finish(finer)


def logo() -> Image.Image:
    """The tray icon's figure, as the program's icon."""
    board = Board()
    board.fill(board.shape(oval((96, 96), 96, 96)), TEAL)
    board.fill(board.shape(oval((96, 56), 21, 21)), WHITE)
    arms = curve((42, 52), ((52, 88), (70, 103), (96, 103)), ((122, 103), (140, 88), (150, 52)))
    board.fill(board.line(arms, 20), WHITE)
    board.fill(board.line([(96, 112), (96, 153)], 33), WHITE)
    board.fill(board.shape([(70, 100), (122, 100), (112.5, 120), (79.5, 120)]), WHITE)
    return board.finish()
