"""Trunk, arms and legs as rounded shapes round the bones."""

import itertools
from collections.abc import Sequence

from breakd.figure.camera import Camera
from breakd.figure.feet import foot
from breakd.figure.geometry import Vec, add, between, dot, sub, unit
from breakd.figure.hands import hand
from breakd.figure.hull import FREE, JOINT, ROOT, Blob
from breakd.figure.shapes import Part, Shape, Solid, solid
from breakd.figure.skeleton import SIDES, Arm, Leg, Side, Skeleton
from breakd.figure.themes import Colour, Palette, mixed

SHADE = 1.25  # cm: how wide the shade of a limb is
HANGING = -0.85  # a thigh that points down the spine at least as straight as this
Knot = tuple[Vec, float, int]  # a place, the radius there, and the tie


def body(
    skeleton: Skeleton, camera: Camera, colours: Palette, *, barefoot: bool = False
) -> list[Part]:
    """All parts below the head, in no order."""
    parts = [torso(skeleton, camera, colours), pelvis(skeleton, camera, colours)]
    parts.append(neck(skeleton, camera, colours))
    for side in SIDES:
        parts += arm(skeleton.arms[side], side, camera, colours)
        parts += leg(skeleton, side, camera, colours, barefoot)
    return parts


def limb(camera: Camera, knots: Sequence[Knot], fill: Colour) -> list[Shape]:
    """One rounded body through all knots."""
    blobs = [camera.ball(*knot) for knot in knots]
    return [solid(pair, fill, SHADE) for pair in itertools.pairwise(blobs)]


# ------------------------------------------------------------------ trunk


def _rings(skeleton: Skeleton, camera: Camera) -> list[Blob]:
    """Slices of the trunk from the hem to the shoulder blades."""
    pelvis, low, middle, chest = skeleton.spine
    slices = (
        (pelvis, -3.0, 15.2, 11.0, -0.6),
        (pelvis, 4.0, 14.2, 10.3, -0.2),
        (low, 1.0, 12.9, 9.6, 0.3),
        (low, 7.0, 12.6, 9.3, 0.8),
        (middle, 4.0, 13.3, 9.7, 1.0),
        (chest, -3.0, 14.3, 10.2, 0.7),
        (chest, 3.5, 14.4, 9.4, -0.2),
    )
    return [
        camera.in_frame(frame, (0, up, fore), wide, 4.2, deep)
        for frame, up, wide, deep, fore in slices
    ]


def torso(skeleton: Skeleton, camera: Camera, colours: Palette) -> Part:
    """The shirt without its sleeves: rings, and the slope from the neck to both shoulders."""
    chest, fill = skeleton.chest, colours.shirt
    rings = _rings(skeleton, camera)
    shapes: list[Shape] = [solid(pair, fill, SHADE + 0.35) for pair in itertools.pairwise(rings)]
    nape = camera.ball(chest.at((0, 11.0, -1.0)), 4.4)
    shapes.append(solid([nape, rings[-1]], fill, SHADE))
    for side in SIDES:
        shoulder = skeleton.arms[side].shoulder
        inner = between(shoulder, chest.at((0, 6.2, -0.6)), 0.16)
        cap = camera.ball(inner, 4.7, ROOT)
        shapes.append(solid([nape, cap], fill, SHADE))
        shapes.append(
            solid([rings[-1], rings[-2], camera.ball(inner, 4.5, ROOT)], fill, SHADE + 0.35)
        )
    return Part("torso", camera.depth(_chest_middle(skeleton)), shapes, "trunk")


def _chest_middle(skeleton: Skeleton) -> Vec:
    return skeleton.chest.at((0, -6, 0))


def pelvis(skeleton: Skeleton, camera: Camera, colours: Palette) -> Part:
    frame = skeleton.pelvis
    hips = camera.in_frame(frame, (0, -2.0, -1.0), 14.1, 8.4, 10.6, ROOT)
    depth = camera.depth(frame.origin) - 8
    return Part("pelvis", depth, [solid([hips], colours.trousers, SHADE)], "trunk")


def neck(skeleton: Skeleton, camera: Camera, colours: Palette) -> Part:
    """With the neckline of the shirt, where that faces the viewer."""
    chest, ball = skeleton.chest, camera.ball
    skin = mixed(colours.skin, colours.blush, 0.28)  # in the shade of the chin
    rim = mixed(colours.shirt, colours.ink, 0.2)
    low, top = chest.at((0, 11.0, -0.2)), skeleton.neck.at((0, 11.0, 0.6))
    pit = chest.at((0, 8.2, 3.9))
    front = camera.facing(chest.z) > -0.15
    shapes: list[Shape] = [
        solid([ball(low, 5.7), ball(pit, 3.9)], rim, contour=0.0),
        solid([ball(low, 4.9), ball(pit, 3.0)], skin, contour=0.0),
        solid([ball(low, 4.7, ROOT), ball(top, 4.5)], skin, 0.9),
    ]
    depth = camera.depth(between(low, top, 0.5)) + (4 if front else -25)
    return Part("neck", depth, shapes if front else shapes[2:], "trunk")


# ------------------------------------------------------------------ arms


def arm(bones: Arm, side: Side, camera: Camera, colours: Palette) -> list[Part]:
    """Upper arm with its sleeve, and forearm with its hand."""
    name = f"arm_{side}"
    shoulder, elbow, wrist = bones.shoulder, bones.elbow, bones.wrist
    belly = between(shoulder, elbow, 0.5)
    bare = limb(
        camera,
        [(belly, 4.1, FREE), (between(shoulder, elbow, 0.75), 3.9, FREE), (elbow, 3.35, JOINT)],
        colours.skin,
    )
    upper = Part(
        name,
        camera.depth(between(shoulder, elbow, 0.6)) + 3,
        bare + sleeve(shoulder, elbow, camera, colours),
        name,
    )
    fore = limb(
        camera,
        [(elbow, 3.35, JOINT), (between(elbow, wrist, 0.33), 3.75, FREE), (wrist, 2.35, FREE)],
        colours.skin,
    )
    reach = add(wrist, bones.pointing, 8)
    depth = camera.depth(between(elbow, reach, 0.5)) + 4 + bones.layer
    return [
        upper,
        Part(f"fore_{side}", depth, fore + hand(camera, side, bones, colours.skin), name),
    ]


def sleeve(shoulder: Vec, elbow: Vec, camera: Camera, colours: Palette) -> list[Shape]:
    hem = between(shoulder, elbow, 0.56)
    knots = [
        camera.ball(shoulder, 5.0, ROOT),
        camera.ball(between(shoulder, elbow, 0.24), 5.25),
        camera.disc(hem, sub(elbow, shoulder), 5.05),
    ]
    return [solid(pair, colours.shirt, SHADE) for pair in itertools.pairwise(knots)]


# ------------------------------------------------------------------ legs


def leg(
    skeleton: Skeleton, side: Side, camera: Camera, colours: Palette, barefoot: bool
) -> list[Part]:
    bones = skeleton.legs[side]
    name = f"leg_{side}"
    hip, knee, ankle = bones.hip, bones.knee, bones.ankle
    fill = colours.trousers
    thigh = limb(
        camera,
        [(hip, 7.6, ROOT), (between(hip, knee, 0.4), 7.7, FREE), (knee, 5.7, JOINT)],
        fill,
    )
    cuff = between(knee, ankle, 0.93)
    shin: list[Shape] = [
        *limb(camera, [(cuff, 3.0, FREE), (ankle, 3.0, FREE)], colours.skin),
        *_calf(camera, bones, cuff, fill),
    ]
    thigh_depth, shin_depth, foot_depth = _leg_depths(skeleton, bones, camera)
    feet = foot(bones, camera, colours, barefoot)
    return [
        Part(f"thigh_{side}", thigh_depth, thigh, name),
        Part(f"shin_{side}", shin_depth, shin, name),
        Part(f"foot_{side}", foot_depth, feet, name),
    ]


def _calf(camera: Camera, bones: Leg, cuff: Vec, fill: Colour) -> list[Solid]:
    knots = [
        camera.ball(bones.knee, 5.7, JOINT),
        camera.ball(between(bones.knee, bones.ankle, 0.3), 5.6),
        camera.disc(cuff, sub(bones.ankle, bones.knee), 4.0),
    ]
    return [solid(pair, fill, SHADE) for pair in itertools.pairwise(knots)]


def _leg_depths(skeleton: Skeleton, bones: Leg, camera: Camera) -> tuple[float, float, float]:
    """A leg is ordered by the middle plane of the body, so that the shirt falls over both hips,
    unless the thigh is folded up against the belly; then the near one lies before the shirt."""
    pelvis = skeleton.pelvis
    thigh = unit(sub(bones.knee, bones.hip))
    folded = min(1.0, max(0.0, (dot(thigh, skeleton.middle.y) - 0.1) / 0.3))

    def depth(p: Vec) -> float:
        aside = dot(sub(p, pelvis.origin), pelvis.x)
        return camera.depth(add(p, pelvis.x, 0.9 * (folded - 1) * aside))

    middle = between(bones.hip, bones.knee, 0.5)
    lower = between(middle, bones.ankle, 0.35)
    upper = depth(middle) - 5
    if dot(thigh, skeleton.middle.y) < HANGING:  # a step ahead, it still comes from under the shirt
        upper = min(upper, camera.depth(_chest_middle(skeleton)) - 1)
    return upper, depth(lower) - 3, depth(lower) - 3.5
