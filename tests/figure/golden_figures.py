"""The pictures that the drawn figure is held against, of postures that no pose file can change.

python -m tests.figure.golden_figures      paints them anew; look at them before a commit
"""

from pathlib import Path

from PIL import Image

from breakd.figure.drawing import Drawing
from breakd.figure.picture import picture
from breakd.figure.poses import drawing_from
from breakd.figure.themes import Style, Theme

FOLDER = Path(__file__).parent / "golden"
SIZE = 96
# Of each picture: base, things, from where one looks, what it shows (middle and width, cm), theme
# and look.
POSTURES: dict[str, tuple[str, list[str], float, list[float], Theme, str]] = {
    "seated": ("seated", ["chair"], 0, [0, 66, 158], "light", "teal"),
    "desk": ("seated", ["chair", "desk"], 60, [10, 66, 158], "dark", "blue"),
    "standing": ("standing", ["wall"], 35, [0, 90, 196], "light", "violet"),
    "back": ("standing", [], 180, [0, 128, 118], "dark", "sage"),
    "all-fours": ("all_fours", ["mat"], 90, [-10, 36, 158], "light", "sand"),
    "supine": ("supine", ["mat", "roller"], 90, [-20, 36, 190], "dark", "teal"),
    "prone": ("prone", ["mat"], 60, [0, 36, 190], "light", "blue"),
    "side-lying": ("side_lying", ["mat"], 0, [0, 36, 190], "light", "violet"),
}


def posture(name: str) -> Drawing:
    base, scene, yaw, crop, _, _ = POSTURES[name]
    content: dict[str, object] = {
        "base": base,
        "scene": scene,
        "view": {"yaw": yaw, "pitch": 9, "frame": crop, "clip": False},
        "glow": ["trapezius"],
        "icon": 1,
        "key": [{"hold": 0.5}, {"hold": 1.0, "neck": [4, 6, 8]}],
    }
    return drawing_from(content, name, name)


def painted(name: str) -> Image.Image:
    *_, theme, look = POSTURES[name]
    # The middle of the hold of the second key: half a second, a second's way, half a hold.
    return picture(posture(name), 2.0, SIZE, Style(theme, look), still=True)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name in POSTURES:
        painted(name).save(FOLDER / f"{name}.png", optimize=True)
