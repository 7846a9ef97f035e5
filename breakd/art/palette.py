"""The colours.  TEAL, AMBER and GREY have nearly the same luminance, about 0.21, which gives a
contrast of 3.5 or so to a light (#f0f0f0) and to a dark (#2b2b2b) panel alike: nobody can tell
a tray icon which of them it stands on."""

Colour = tuple[int, int, int]

TEAL: Colour = (22, 145, 126)
AMBER: Colour = (221, 88, 24)
GREY: Colour = (128, 130, 134)
WHITE: Colour = (255, 255, 255)

DISC: Colour = (214, 236, 229)
DISC_LOW: Colour = (183, 220, 210)
SKIN: Colour = (236, 188, 154)
SKIN_SHADE: Colour = (214, 160, 126)
SMILE: Colour = (150, 74, 58)
HAIR: Colour = (62, 58, 74)
SHIRT: Colour = (52, 122, 132)
SHIRT_SHADE: Colour = (39, 101, 112)
GLOW: Colour = (255, 122, 48)
GLOW_CORE: Colour = (255, 214, 110)
ARROW: Colour = (196, 66, 14)
