"""The colours.  TEAL, AMBER and GREY have nearly the same luminance, about 0.21, which gives a
contrast of 3.5 or so to a light (#f0f0f0) and to a dark (#2b2b2b) panel alike: nobody can tell
a tray icon which of them it stands on."""

Colour = tuple[int, int, int]

TEAL: Colour = (22, 145, 126)
AMBER: Colour = (221, 88, 24)
GREY: Colour = (128, 130, 134)
WHITE: Colour = (255, 255, 255)

DISC: Colour = (223, 235, 245)  # as in the drawings of stretches
DISC_LOW: Colour = (208, 224, 237)
SKIN: Colour = (236, 188, 154)
SKIN_SHADE: Colour = (214, 160, 126)
HAIR: Colour = (62, 58, 74)
SHIRT: Colour = (55, 168, 162)
SHIRT_SHADE: Colour = (42, 132, 130)
