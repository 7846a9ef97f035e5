"""How a movement gets going and comes to rest, and how a circling one runs through its keys."""


def eased(t: float, start: float = 0.0, end: float = 0.0) -> float:
    """The share of the way done after the share `t` of the time.  `start` and `end` are the
    speeds there, in mean speeds; from rest to rest it is the way of the least jerk (Flash and
    Hogan 1985)."""
    if start == 0.0 == end:
        return t * t * t * (10.0 + t * (6.0 * t - 15.0))
    rest = t * t * (3.0 - 2.0 * t)
    return rest + start * t * (1.0 - t) ** 2 - end * t * t * (1.0 - t)


def curve_weights(t: float) -> tuple[float, float, float, float]:
    """What each of four values in a row counts, `t` of the way from the second to the third, on
    a curve through all of them (Catmull-Rom)."""
    return (
        0.5 * t * (-1.0 + t * (2.0 - t)),
        0.5 * (2.0 + t * t * (3.0 * t - 5.0)),
        0.5 * t * (1.0 + t * (4.0 - 3.0 * t)),
        0.5 * t * t * (t - 1.0),
    )
