"""One pictogram for each area of the body: a bust on a disc, the area aglow, the way it moves."""

from PIL import Image, ImageChops

from breakd.art.canvas import Board, Path, Point, curve, mirrored, oval, turned
from breakd.art.palette import HAIR, SHIRT, SHIRT_SHADE, SKIN, SKIN_SHADE, SMILE

NECK_FOOT = (96.0, 98.0)
CHIN = (96.0, 78.0)
TORSO = mirrored(
    curve(
        (83, 92),
        ((74, 101), (62, 102), (52, 107)),
        ((38, 113), (33, 125), (31, 143)),
        ((29, 160), (27, 180), (26, 200)),
    )
)


def neck() -> Image.Image:
    """The head leans to one side; the other side of the neck feels it."""
    board = Board()
    body = _torso(board)
    body = ImageChops.lighter(body, _neck(board, 9))
    spot = board.line(curve((90, 72), ((87, 84), (86, 96), (68, 106))), 17)
    board.glow([spot], body, 4)
    _head(board, 17)
    board.arrow(oval((99, 92), 80, 76, 262, 304))
    return board.finish()


def shoulders() -> Image.Image:
    """Both shoulders roll."""
    board = Board()
    body = _torso(board)
    _neck(board)
    _head(board)
    board.glow([board.shape(oval((96 + x, 121), 19, 16)) for x in (-47, 47)], body)
    for side in (1, -1):
        board.arrow(_sided(oval((144, 104), 24, 24, 195, 395), side))
    return board.finish()


def upper_back() -> Image.Image:
    """From behind: the shoulder blades draw together."""
    board = Board()
    body = _torso(board)
    _neck(board)
    _head(board, behind=True)
    board.glow([board.shape(oval((96, 137), 19, 24))], body)
    for side in (1, -1):
        board.fill(board.line(_sided(BLADE, side), 3.5), SHIRT_SHADE)
        board.arrow(_sided([(150, 138), (123, 138)], side))
    return board.finish()


def chest() -> Image.Image:
    """The chest opens to both sides."""
    board = Board()
    body = _torso(board)
    _neck(board)
    _head(board)
    board.glow([board.shape(oval((96, 135), 33, 15))], body)
    for side in (1, -1):
        board.arrow(_sided([(132, 134), (160, 130)], side))
    return board.finish()


def mid_back() -> Image.Image:
    """From behind: the trunk turns."""
    board = Board()
    body = _torso(board)
    _neck(board)
    _head(board, behind=True)
    for side in (1, -1):
        board.fill(board.line(_sided(BLADE, side), 3.5), SHIRT_SHADE)
    board.glow([board.shape(oval((96, 143), 20, 17))], body)
    board.arrow(oval((96, 142), 54, 24, 160, 15))
    return board.finish()


BLADE = curve((119, 117), ((128, 128), (127, 146), (117, 158)))


def _sided(path: Path, side: int) -> list[Point]:
    """The path as it is, or mirrored where `side` is -1."""
    return [(96 + side * (x - 96), y) for x, y in path]


def _torso(board: Board) -> Image.Image:
    mask = board.shape(TORSO)
    board.fill(mask, SHIRT)
    for side in (1, -1):
        seam = curve((139, 150), ((140, 166), (141, 180), (141, 200)))
        board.fill(board.line(_sided(seam, side), 3), SHIRT_SHADE)
    return mask


def _neck(board: Board, lean: float = 0) -> Image.Image:
    shape = mirrored(curve((84, 58), (83.5, 84), ((83, 90), (80, 95), (77, 98)), (86, 107)))
    mask = board.shape(turned(shape, NECK_FOOT, lean))
    board.fill(mask, SKIN_SHADE)
    return mask


def _head(board: Board, lean: float = 0, *, behind: bool = False) -> None:
    sway = turned([CHIN], NECK_FOOT, lean * 0.6)[0]

    def at(path: Path) -> list[Point]:
        return [(x + sway[0] - CHIN[0], y + sway[1] - CHIN[1]) for x, y in turned(path, CHIN, lean)]

    for x in (72.5, 119.5):
        board.fill(board.shape(at(oval((x, 56), 4.5, 7))), SKIN_SHADE if behind else SKIN)
    if behind:
        board.fill(board.shape(at(oval((96, 54), 24, 29))), SKIN_SHADE)
        board.fill(board.shape(at(oval((96, 49), 25.5, 28))), HAIR)
        return
    board.fill(board.shape(at(oval((96, 53), 24, 29))), SKIN)
    fringe = curve((66, 44), ((84, 45), (100, 42), (108, 32)), ((112, 40), (118, 44), (126, 46)))
    cap = board.shape(at([*fringe, (126, 10), (66, 10)]))
    board.fill(board.shape(at(oval((96, 47), 25.5, 27))), HAIR, cap)
    for x in (86, 106):
        board.fill(board.line(at(oval((x, 55), 4, 3.5, 15, 165)), 2.2), HAIR)
    board.fill(board.line(at(oval((96, 64), 7.5, 6, 25, 155)), 2.4), SMILE)
