"""Pictograms of other breaks, and the program's own picture."""

from PIL import Image

from breakd.art.canvas import Board, curve, oval
from breakd.art.palette import AMBER, HAIR, SHIRT, SHIRT_SHADE, SKIN, SKIN_SHADE, TEAL, WHITE


def walk() -> Image.Image:
    """Somebody walks."""
    board = Board()
    board.fill(board.line([(98, 84), (120, 98), (136, 88)], 12), SKIN_SHADE)
    board.fill(board.line([(98, 84), (110, 92)], 13), SHIRT_SHADE)
    board.fill(board.line([(95, 116), (78, 138), (58, 160)], 14), HAIR)
    board.fill(board.line([(58, 160), (52, 153)], 11), AMBER)
    board.fill(board.line([(97, 116), (118, 134), (120, 164)], 15), HAIR)
    board.fill(board.line([(121, 165), (132, 165)], 11), AMBER)
    board.fill(board.line([(100, 84), (96, 116)], 28), SHIRT)
    board.fill(board.line([(98, 82), (80, 102), (86, 122)], 12), SKIN)
    board.fill(board.line([(98, 82), (86, 96)], 14), SHIRT_SHADE)
    board.fill(board.line([(104, 68), (103, 74)], 12), SKIN_SHADE)
    board.fill(board.shape(oval((107, 50), 17, 19)), SKIN)
    board.fill(board.shape([*oval((105, 47), 19, 19, 120, 330), (106, 48)]), HAIR)
    return board.finish()


def eyes() -> Image.Image:
    """An eye looks into the distance."""
    board = Board()
    left = (30.0, 100.0)
    outline = curve(left, ((62, 50), (130, 50), (162, 100)), ((130, 144), (62, 144), left))
    white = board.shape(outline)
    board.fill(white, WHITE)
    board.fill(board.shape(oval((96, 94), 29, 29)), TEAL, white)
    board.fill(board.shape(oval((96, 94), 14, 14)), HAIR, white)
    board.fill(board.shape(oval((105, 84), 6, 6)), WHITE)
    board.fill(board.line(outline, 5), HAIR)
    return board.finish()


def pause() -> Image.Image:
    """A cup of something warm."""
    board = Board()
    board.fill(board.line(oval((132, 112), 18, 18, -80, 80), 9), SHIRT)
    board.fill(board.shape(curve((54, 88), (134, 88), ((134, 130), (126, 150), (104, 150)),
                                 (84, 150), ((62, 150), (54, 130), (54, 88)))), SHIRT)  # fmt: skip
    for x in (76, 94, 112):
        wisp = curve((x, 76), ((x - 9, 66), (x + 9, 58), (x, 46)))
        board.fill(board.line(wisp, 5), AMBER)
    return board.finish()


def logo() -> Image.Image:
    """The tray icon's figure, as the program's icon."""
    board = Board()
    board.fill(board.shape(oval((96, 96), 96, 96)), TEAL)
    board.fill(board.shape(oval((96, 64), 19, 19)), WHITE)
    board.fill(board.line(curve((44, 50), ((52, 82), (74, 108), (96, 108)),
                                ((118, 108), (140, 82), (148, 50))), 21), WHITE)  # fmt: skip
    board.fill(board.line([(96, 108), (96, 152)], 33), WHITE)
    return board.finish()
