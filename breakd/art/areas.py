"""One picture for each area of the body, where there is none of the stretch itself: somebody in a
pose for it, the area aglow, and no arrow, since the movement may be another."""

from PIL import Image

from breakd.art.canvas import UNITS
from breakd.figure.picture import Style, picture
from breakd.figure.poses import BUILT_IN, load
from breakd.figure.timeline import Timeline

POSES = {
    "neck": "upper-trapezius-stretch",
    "shoulders": "shoulder-shrug",
    "upper-back": "scapular-squeeze",
    "chest": "brugger-relief",
    "mid-back": "seated-cat-cow",
}


def area(name: str, finer: int = 1) -> Image.Image:
    """The picture of this area, a key of `POSES`, `finer` times `UNITS` pixels square."""
    drawing = load(BUILT_IN / f"{POSES[name]}.toml")
    moment, size = Timeline(drawing).key_time, UNITS * finer
    return picture(drawing, moment, size, Style("light"), cutout=True)
