"""What every drawn stretch has to show, each pose file of the catalogue on its own."""

import itertools
import math
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from breakd.figure.arrows import ribbons
from breakd.figure.drawing import Drawing
from breakd.figure.framing import main_camera
from breakd.figure.geometry import add
from breakd.figure.picture import picture
from breakd.figure.poses import BUILT_IN, drawing_from, load
from breakd.figure.sheet import main
from breakd.figure.skeleton import SIDES, Skeleton
from breakd.figure.solve import solve
from breakd.figure.themes import LOOKS, Style
from breakd.figure.timeline import Timeline

SIZE = 128
STYLE = Style("light", "teal")
FILES = sorted(BUILT_IN.glob("*.toml"))
LONG_HOLD_S = 0.8

each = pytest.mark.parametrize("name", [file.stem for file in FILES])


@cache
def drawn(name: str) -> Drawing:
    return load(BUILT_IN / f"{name}.toml")


def bare(drawing: Drawing) -> Drawing:
    """The figure and its things alone."""
    return replace(drawing, glow=(), arrows=(), ghost=(), inset=None)


def differing(a: Image.Image, b: Image.Image, least: int = 12) -> int:
    """How many pixels differ visibly."""
    counts = ImageChops.difference(a, b).convert("L").histogram()
    return sum(counts[least:])


def held(drawing: Drawing, side: int) -> Iterator[Skeleton]:
    for key in drawing.keys:
        if key.hold >= LONG_HOLD_S:
            yield solve(key.pose if side > 0 else key.pose.mirrored())


@each
def test_glow_is_seen_at_the_key_moment(name: str) -> None:
    drawing = drawn(name)
    if not drawing.glow:
        pytest.skip("nothing glows")
    t = Timeline(drawing).key_time
    lit = picture(drawing, t, SIZE, STYLE, still=True)
    dark = picture(replace(drawing, glow=()), t, SIZE, STYLE, still=True)
    assert differing(lit, dark) >= 40


@each
def test_rest_and_key_moment_look_different(name: str) -> None:
    drawing = drawn(name)
    timeline = Timeline(drawing, still=True)
    rest = picture(bare(drawing), 0.0, SIZE, STYLE)
    moments = [timeline.key_time] if drawing.icon else timeline.moments(5)
    most = max(differing(rest, picture(bare(drawing), t, SIZE, STYLE)) for t in moments)
    assert most >= 0.05 * SIZE * SIZE


@each
@pytest.mark.parametrize("way", [1, -1])
def test_head_and_working_hands_are_in_the_picture(name: str, way: int) -> None:
    drawing = drawn(name)
    if way < 0 and not drawing.mirror:
        return
    camera = main_camera(drawing, way, SIZE)
    rest = drawing.keys[0].pose
    first = solve(rest if way > 0 else rest.mirrored())
    outside = []
    for body in held(drawing, way):
        head = camera.point(body.head.at((0, 11, 0)))
        radius = 11 * camera.scale
        outside += [("head", head)] if not _inside(head, radius) else []
        for side in SIDES:
            arm = body.arms[side]
            if math.dist(arm.wrist, first.arms[side].wrist) > 15:
                tip = camera.point(add(arm.wrist, arm.pointing, 13))
                outside += [(f"hand {side}", tip)] if not _inside(tip, 0) else []
    assert not outside


def _inside(p: tuple[float, float], margin: float) -> bool:
    return all(margin <= value <= SIZE - margin for value in p)


@each
def test_no_arrow_crosses_the_face(name: str) -> None:
    drawing = drawn(name)
    camera = main_camera(drawing, 1, SIZE)
    timeline = Timeline(drawing, still=True)
    moment = timeline.at(timeline.key_time)
    body = solve(moment.a, moment.b, moment.share)
    if camera.facing(body.head.z) < -0.2:
        return
    face = camera.point(body.head.at((0, 7, 9)))
    for ribbon in ribbons(drawing, moment, SIZE, still=True):
        nearest = min(math.dist(face, p) for p in ribbon.points)
        assert nearest > 6.5 * camera.scale


@each
def test_it_moves_without_a_jump(name: str) -> None:
    drawing = bare(drawn(name))
    timeline = Timeline(drawing, still=True)
    moves = [phase for phase in timeline.phases if phase.kind == "move"]
    seconds = sum(phase.end - phase.start for phase in moves)
    steps: list[float] = []
    for phase in moves:
        count = max(4, round(36 * (phase.end - phase.start) / seconds))
        times = [phase.start + (phase.end - phase.start) * i / count for i in range(count)]
        pictures = [picture(drawing, t, 48, STYLE) for t in times]
        steps += [_change(a, b) for a, b in itertools.pairwise(pictures)]
    steps.sort()
    assert steps[-1] <= max(2 * steps[int(0.95 * len(steps))], 1.0)


def _change(a: Image.Image, b: Image.Image) -> float:
    return sum(ImageStat.Stat(ImageChops.difference(a, b)).mean)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("look", LOOKS)
def test_every_look_in_every_theme(theme: str, look: str) -> None:
    style = Style("dark" if theme == "dark" else "light", look)
    drawing = drawn(FILES[0].stem)
    image = picture(drawing, 0.0, 96, style)
    assert (image.mode, image.size) == ("RGB", (96, 96))
    others = [Style(style.theme, name) for name in LOOKS if name != look]
    assert all(differing(image, picture(drawing, 0.0, 96, other)) > 100 for other in others)


def test_cutout_leaves_nothing_but_disc_and_figure() -> None:
    drawing = drawn(FILES[0].stem)
    image = picture(drawing, 0.0, 96, STYLE, still=True, cutout=True)
    assert image.mode == "RGBA"
    alpha = image.getchannel("A")
    assert alpha.getpixel((1, 1)) == 0
    assert alpha.getpixel((48, 60)) == 255


def test_unknown_look_is_an_error() -> None:
    with pytest.raises(KeyError):
        picture(drawn(FILES[0].stem), 0.0, 64, Style("light", "nobody"))


HUG = """
base = "seated"
inset = { left = true, yaw = 180, frame = [0, 92, 72] }
[[key]]
hold = 1
arm = { hand_in = "chest", hand = [-8, 6, 12], elbow = [0.8, -1, 0.5], layer = %d }
"""


def test_hands_drawn_before_the_chest_stay_behind_the_back() -> None:
    front, plain = (
        picture(drawing_from(tomllib.loads(HUG % layer), "it", "it"), 0.0, SIZE, STYLE)
        for layer in (30, 0)
    )
    inset = (0, SIZE * 6 // 10, SIZE * 4 // 10, SIZE)
    assert differing(front.crop(inset), plain.crop(inset)) == 0


def test_a_body_at_a_wall_throws_a_shadow_there() -> None:
    drawing = bare(drawn("wall-angel"))
    away = replace(drawing, scene=("none",))
    at_wall, free = (picture(each, 0.0, SIZE, STYLE) for each in (drawing, away))
    # One colour of wall, but for the shadow; without the wall one colour of disc.
    box = (SIZE * 55 // 100, SIZE * 6 // 10, SIZE * 85 // 100, SIZE * 75 // 100)
    assert len(at_wall.crop(box).getcolors(9999) or ()) > len(free.crop(box).getcolors(9999) or ())


def test_sheet_of_key_moments(tmp_path: Path) -> None:
    names = ["chin-tuck", "open-book", "cat-cow"]
    main([str(tmp_path / "keys.png"), "--keys", "2", "--size", "64", *names])
    with Image.open(tmp_path / "keys.png") as image:
        assert image.size == (128, 128)
        cells = [image.crop((x, y, x + 64, y + 64)) for y in (0, 64) for x in (0, 64)]
    assert all(differing(cells[3], cell) > 100 for cell in cells[:3])
