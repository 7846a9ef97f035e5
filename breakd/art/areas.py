"""One pictogram for each area of the body: a bust on a disc, the area aglow, the way it moves."""

from PIL import Image, ImageChops

from breakd.art.canvas import Board, Path, curve, mirrored, oval, turned
from breakd.art.palette import HAIR, SHIRT, SHIRT_SHADE, SKIN, SKIN_SHADE

NECK_FOOT = (96.0, 100.0)
TORSO = mirrored(
    curve(
        (83, 92),
        ((74, 100), (62, 101), (52, 106)),
        ((38, 112), (33, 124), (31, 142)),
        ((29, 160), (27, 180), (26, 200)),
    )
)
COLLAR = [*oval((96, 92), 14, 9, 180, 0)]


def neck() -> Image.Image:
    """The head leans to one side; the other side of the neck feels it."""
    board = Board()
    body = _torso(board)
    lean = 20.0
    neck_mask = _neck(board, lean * 0.6)
    _head(board, lean)
    spot = board.line(turned([(83, 66), (81, 80), (78, 92), (66, 99)], NECK_FOOT, lean * 0.4), 9)
    board.glow([spot], ImageChops.lighter(neck_mask, body), 4)
    board.arrow(turned(oval(NECK_FOOT, 76, 76, 250, 292), NECK_FOOT, 10))
    return board.finish()


def shoulders() -> Image.Image:
    """Both shoulders roll."""
    board = Board()
    body = _torso(board)
    _neck(board)
    _head(board)
    spots = [board.shape(oval((x, 118), 17, 15)) for x in (48, 144)]
    board.glow(spots, body)
    for side in (1, -1):
        path = [(96 + side * (x - 96), y) for x, y in oval((146, 104), 21, 21, 200, 400)]
        board.arrow(path)
    return board.finish()


def upper_back() -> Image.Image:
    """From behind: the shoulder blades draw together."""
    board = Board()
    body = _torso(board)
    _neck(board)
    _head(board, behind=True)
    board.glow([board.shape(oval((96, 136), 17, 24))], body)
    for side in (1, -1):
        blade = curve((72, 118), ((64, 132), (66, 148), (76, 160)))
        board.fill(board.line([(96 + side * (x - 96), y) for x, y in blade], 3), SHIRT_SHADE)
        board.arrow([(96 + side * x, 138) for x in (-52, -24)])
    return board.finish()


def chest() -> Image.Image:
    """The arms open wide."""
    board = Board()
    body = _torso(board)
    _neck(board)
    _head(board)
    board.glow([board.shape(oval((x, 136), 19, 14)) for x in (76, 116)], body)
    for side in (1, -1):
        board.arrow([(96 + side * x, 138) for x in (14, 52)])
    return board.finish()


def mid_back() -> Image.Image:
    """From behind: the trunk turns."""
    board = Board()
    body = _torso(board)
    _neck(board)
    _head(board, behind=True)
    board.glow([board.shape(oval((96, 150), 16, 20))], body)
    board.arrow(oval((96, 146), 58, 18, 160, 20))
    return board.finish()


def _torso(board: Board) -> Image.Image:
    mask = board.shape(TORSO)
    board.fill(mask, SHIRT)
    for side in (1, -1):
        seam = [(96 + side * x, y) for x, y in ((-42, 150), (-45, 200))]
        board.fill(board.line(seam, 2.5), SHIRT_SHADE)
    return mask


def _neck(board: Board, lean: float = 0) -> Image.Image:
    shape: Path = mirrored(curve((84, 58), (83.5, 84), ((83, 90), (80, 95), (78, 97)), (86, 106)))
    mask = board.shape(turned(shape, NECK_FOOT, lean))
    board.fill(mask, SKIN_SHADE)
    return mask


def _head(board: Board, lean: float = 0, *, behind: bool = False) -> None:
    def at(path: Path) -> Image.Image:
        return board.shape(turned(path, NECK_FOOT, lean))

    skull = oval((96, 52), 24, 29)
    for x in (72.5, 119.5):
        board.fill(at(oval((x, 56), 4.5, 7)), SKIN if not behind else SKIN_SHADE)
    face = at(skull)
    board.fill(face, SKIN)
    hair = at(oval((96, 46), 25.5, 26))
    if behind:
        board.fill(at(oval((96, 50), 25, 28)), HAIR)
        return
    fringe = at([(60, 10), (132, 10), (132, 44), *curve((120, 46), ((112, 34), (84, 40), (72, 46))),
                 (60, 44)])  # fmt: skip
    board.fill(hair, HAIR, fringe)
