"""Everything that is written in the guide can be read: WCAG 2.2, level AA."""

import pytest

from breakd.guide.colours import DARK, LIGHT, Colours, rgb

TEXT, PART = 4.5, 3.0  # least contrast of text (1.4.3), and of what has to be told apart (1.4.11)


def luminance(code: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    linear = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in rgb(code))
    )
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_contrast(colours: Colours) -> None:
    c = colours
    texts = [
        *((ink, c.paper) for ink in (c.ink, c.quiet, c.strong, c.warm)),
        *((ink, back) for ink in (c.ink,) for back in (c.field, c.hover, c.breath, c.track)),
        *((ink, c.field) for ink in (c.quiet, c.warm)),  # under the pointer
        *((c.quiet, cap) for cap in (c.cap, c.track, c.paper)),
        *((c.on_strong, back) for back in (c.strong, c.strong_hover, c.cap_strong)),
    ]
    assert [pair for pair in texts if contrast(*pair) < TEXT] == []
    parts = [(c.strong, c.paper), (c.strong, c.track), (c.strong, c.bead), (c.ink, c.paper)]
    assert [pair for pair in parts if contrast(*pair) < PART] == []
