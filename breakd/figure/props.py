"""The things of a scene: chair, desk, doorway, walls, and what lies on the floor.

Where a thing stands that poses differ about (a wall, a roller) follows from the body in the key
moment: the wall is where the hands or the back are, the roller lies under the chest.  Only what is
held moves.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from itertools import product

from breakd.figure.camera import Camera
from breakd.figure.cushion import cushion
from breakd.figure.geometry import Vec, add, between, scaled, sub, unit
from breakd.figure.hull import Blob
from breakd.figure.mat import mat
from breakd.figure.shapes import Part, Shape, solid
from breakd.figure.skeleton import SIDES, Skeleton
from breakd.figure.themes import WHITE, Palette, mixed
from breakd.figure.walls import BACK, BEFORE, BEHIND, corner, wall

DESK_TOP = 72.0
ACROSS: Vec = (1.0, 0.0, 0.0)
ALONG: Vec = (0.0, 0.0, 1.0)
_CLOTH = 4.5  # cm: how wide a folded towel is
_BEFORE_HER = 4.0  # cm nearer than the spine, and a towel is before the body
_LIES_HIGH = 19.0  # cm: a pelvis on a mat lies lower

Span = tuple[float, float]


def things(names: Iterable[str], key: Skeleton, camera: Camera, colours: Palette) -> list[Part]:
    """The parts of all things named, for a figure whose key moment is `key`."""
    out: list[Part] = []
    for name in names:
        make = _MAKERS.get(name)
        if make is not None:
            out += make(key, camera, colours)
    for part in out:
        part.body = False
    return out


def _box(camera: Camera, x: Span, y: Span, z: Span, rounded: float) -> list[Blob]:
    return [camera.ball(corner, rounded) for corner in set(product(x, y, z))]


# ------------------------------------------------------------------ furniture


def _chair(_: Skeleton, camera: Camera, colours: Palette) -> list[Part]:
    """Of an office: cushion, curved back, five legs on castors."""
    metal, seat, ball = colours.metal, colours.seat, camera.ball
    column = [solid([ball((0, 11, -2), 2.2), ball((0, 36, -2), 2.2)], metal, 0.7)]
    legs: list[tuple[float, list[Shape]]] = []
    for number in range(5):
        angle = math.radians(72 * number + 18)
        end: Vec = (26 * math.cos(angle), 6.0, 26 * math.sin(angle) - 2)
        castor: Vec = (end[0], 2.8, end[2])
        spoke = solid([ball((0, 10, -2), 2.3), ball(end, 1.6)], metal, 0.6)
        wheel = solid([ball(castor, 2.8)], mixed(metal, colours.ink, 0.35))
        legs.append((camera.depth(end), [wheel, spoke]))
    legs.sort(key=lambda leg: leg[0])
    base = Part("base", BEHIND, [shape for _, shapes in legs for shape in shapes] + list(column))
    cushion = [
        camera.ellipsoid((x, 37.6, z), (5.0, 0, 0), (0, 3.4, 0), (0, 0, 5.0))
        for x in (-17.0, 17.0)
        for z in (-15.0, 19.0)
    ]
    plate = _box(camera, (-12, 12), (34, 34), (-12, 12), 1.2)
    seat_part = Part("seat", BEHIND + 1, [solid(plate, metal), solid(cushion, seat, 1.3)])
    back = [
        solid([ball((0, 35, -14), 1.9), ball((0, 46, -21.5), 1.9)], metal, 0.6),
        solid([ball((0, 46, -21.5), 1.9), ball((0, 64, -22.5), 1.9)], metal, 0.6),
        solid(_back_rest(camera), seat, 1.3),
    ]
    behind = camera.facing((0, 0, 1)) > -0.3
    depth = camera.depth((0, 70, -20)) - 14 if behind else BEFORE
    return [base, seat_part, Part("back", depth, list(back))]


def _back_rest(camera: Camera) -> list[Blob]:
    return [
        camera.ellipsoid((x, y, z), (wide, 0, 0), (0, wide, 0), (0, 0, 2.6))
        for x, y, z, wide in (
            (-13.5, 58, -19.0, 5.0),
            (13.5, 58, -19.0, 5.0),
            (-12.5, 82, -20.5, 6.0),
            (12.5, 82, -20.5, 6.0),
        )
    ]


def _desk(_: Skeleton, camera: Camera, colours: Palette) -> list[Part]:
    top = solid(
        _box(camera, (-46, 46), (DESK_TOP - 2, DESK_TOP - 2), (35, 82), 1.6), colours.wood, 0.9
    )
    legs = []
    for x in (-38.0, 38.0):
        post = _box(camera, (x, x), (3, DESK_TOP - 4), (62, 62), 2.2)
        foot = _box(camera, (x, x), (2, 2), (42, 82), 1.9)
        legs.append(solid(post, colours.metal, 0.6))
        legs.append(solid(foot, colours.metal, 0.6))
    depth = camera.depth((0, DESK_TOP, 38)) - 3
    return [Part("desk_legs", depth - 1, list(legs)), Part("desk", depth, [top])]


def _doorway(_: Skeleton, camera: Camera, colours: Palette) -> list[Part]:
    """Two posts; the forearms lie against their hind sides, so the near post stands in front."""
    parts = []
    for sign in (1, -1):
        post = _box(camera, (sign * 44.5, sign * 51.5), (0, 240), (12, 22), 0.5)
        near = sign * camera.right[2] < 0
        depth = BEFORE if near else BEHIND
        shapes: list[Shape] = [solid(post, colours.wood, 1.2)]
        parts.append(Part("post", depth, shapes, backdrop=True))
    return parts


# ------------------------------------------------------------------ on the floor


def _roller(key: Skeleton, camera: Camera, colours: Palette) -> list[Part]:
    """Across the floor under the chest, or along under somebody whose pelvis lies on it too."""
    middle = key.chest.at((0, 0, -BACK))
    radius = max(4.0, min(8.0, middle[1] / 2))
    if not _lies_along(key):
        return [_roll((0, radius, middle[2]), ACROSS, radius, 32.0, camera, colours)]
    ends = (key.pelvis.at((0, -14, 0)), key.head.at((0, 26, 0)))
    half = abs(ends[0][2] - ends[1][2]) / 2
    middle = (0, radius, (ends[0][2] + ends[1][2]) / 2)
    return [_roll(middle, ALONG, radius, half, camera, colours)]


def _lies_along(key: Skeleton) -> bool:
    pelvis, chest = key.pelvis.origin[1], key.chest.origin[1]
    return pelvis > _LIES_HIGH and abs(pelvis - chest) < 8


def _roll(
    middle: Vec, axis: Vec, radius: float, half: float, camera: Camera, colours: Palette
) -> Part:
    ends = [add(middle, axis, sign * half) for sign in (-1, 1)]
    discs = [camera.disc(end, axis, radius) for end in ends]
    near = max(ends, key=camera.depth)
    shapes: list[Shape] = [solid(discs, colours.foam, 1.0)]
    for share, tint in ((0.72, 0.18), (0.3, 0.4)):
        ring = camera.disc(near, axis, radius * share)
        shapes.append(solid([ring], mixed(colours.foam, colours.ink, tint), contour=0.0))
    sticks_out = axis is ACROSS and abs(camera.right[2]) > 0.6 and camera.towards[1] < 0.35
    return Part("roller", camera.depth(near) if sticks_out else BEHIND + 2, shapes)


def _towel(key: Skeleton, camera: Camera, colours: Palette) -> list[Part]:
    """Rolled up under the shoulder blades of somebody who lies; else it is in the hands."""
    if _towel_is_held(key):
        return []
    spot = key.chest.at((0, 2, -BACK))
    radius = max(3.0, min(6.0, spot[1] / 2))
    return [_roll((0, radius, spot[2]), ACROSS, radius, 30.0, camera, colours)]


def _towel_is_held(key: Skeleton) -> bool:
    return abs(key.chest.y[1]) > 0.5


def in_hands(
    names: Iterable[str], key: Skeleton, body: Skeleton, camera: Camera, colours: Palette
) -> list[Part]:
    """What the hands of `body` hold in this moment: a towel, stretched from one to the other."""
    if "towel" not in names or not _towel_is_held(key):
        return []
    grips = [
        add(add(arm.wrist, arm.pointing, 6.5), arm.palm, 1.4)
        for arm in (body.arms[side] for side in SIDES)
    ]
    depth = min(camera.depth(p) for p in grips) - 5  # the fingers lie over it
    trunk = camera.depth(body.middle.origin)
    if camera.depth(between(grips[0], grips[1], 0.5)) > trunk + _BEFORE_HER:
        depth = max(depth, trunk + _BEFORE_HER)
    return [Part("towel", depth, _cloth(grips[0], grips[1], camera, colours), body=False)]


def _cloth(left: Vec, right: Vec, camera: Camera, colours: Palette) -> list[Shape]:
    """Folded lengthwise, it hangs a little between the hands, and its striped ends beyond them."""
    cloth, stripe = mixed(colours.foam, WHITE, 0.4), mixed(colours.foam, WHITE, 0.05)
    over = unit(sub(left, right))
    wide = _CLOTH * math.hypot(over[0], over[2])  # upright, it is a rope

    def strip(a: Vec, b: Vec, thick: float) -> list[Blob]:
        return [camera.ball(add(p, (0, -1, 0), low), thick) for p in (a, b) for low in (0, wide)]

    shapes: list[Shape] = [solid(strip(left, right, 1.2), cloth, 0.8)]
    for p, sign in ((left, 1.0), (right, -1.0)):
        out = unit(add(scaled(over, sign), (0, -1, 0), 0.8))
        shapes.append(solid(strip(p, add(p, out, 10.0), 1.2), cloth, 0.8))
        mark = add(p, out, 7.0)
        shapes.append(solid(strip(mark, add(mark, out, 0.6), 0.9), stripe, contour=0.0))
    return shapes


_MAKERS: Mapping[str, Callable[[Skeleton, Camera, Palette], list[Part]]] = {
    "chair": _chair,
    "desk": _desk,
    "mat": mat,
    "cushion": cushion,
    "doorway": _doorway,
    "wall": wall,
    "corner": corner,
    "roller": _roller,
    "towel": _towel,
}
