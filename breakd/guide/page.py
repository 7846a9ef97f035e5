"""The guide as a page in the browser, for where there is no tkinter: one file without anything
from elsewhere.  It cannot tell the daemon anything, and says where to do that."""

import base64
import html
import json
import logging
import time
from pathlib import Path
from string import Template

from breakd import paths
from breakd.guide.browser import open_in_browser
from breakd.guide.colours import DARK, LIGHT
from breakd.guide.frames import Frames
from breakd.guide.order import Order
from breakd.guide.plan import plan, rest
from breakd.guide.segments import Doing, Plan
from breakd.guide.session import Session
from breakd.guide.words import sight
from breakd.text import guide as text

log = logging.getLogger("breakd.guide")

STILL_S = 4.0  # to draw the picture, where it has not been drawn before
FILE = "guide.html"

_RINGS = {
    Doing.HOLD: "empties",
    Doing.REST: "empties",
    Doing.BREATHE_OUT: "empties",
    Doing.IN: "fills",
    Doing.TURN: "fills",
    Doing.BREATHE_IN: "fills",
    Doing.END: "full",
}


def show(order: Order, frames: Frames) -> bool:
    """Write the page and open it; whether a browser could be started."""
    until = time.monotonic() + STILL_S
    while frames.is_waiting and frames.still_data() is None and time.monotonic() < until:
        time.sleep(0.05)
    try:
        file = paths.make_private(paths.cache_dir()) / FILE
        file.write_bytes(page(order, frames).encode())
    except (OSError, paths.UnsafeDirectoryError) as error:
        log.warning("the page cannot be written: %s", error)
        return False
    return open_in_browser(file)


def page(order: Order, frames: Frames) -> str:
    """The whole page."""
    found = (
        plan(order.stretch, order.length, frames.course) if order.stretch else rest(order.length)
    )
    colours = DARK if frames.style.theme == "dark" else LIGHT
    return Template(Path(__file__).with_name("page.html").read_text("utf-8")).substitute(
        title=html.escape(order.title),
        paper=colours.paper,
        ink=colours.ink,
        quiet=colours.quiet,
        strong=colours.strong,
        track=colours.track,
        field=colours.field,
        picture=_picture(frames, order.title),
        previous=text.PREVIOUS,
        pause=text.PAUSE,
        next=text.NEXT,
        footer=html.escape(text.PAGE_TRIAL if order.token is None else text.PAGE),
        plan=_script(_rows(order, found, frames)),
        pause_js=_script(text.PAUSE),
        resume_js=_script(text.RESUME),
    )


def _rows(order: Order, found: Plan, frames: Frames) -> list[dict[str, object]]:
    """What the page shows in each segment."""
    session, rows = Session(found, 0.0), []
    for segment in found.segments:
        moment = session.moment(segment.start)
        seen = sight(order, session, moment)
        rows.append(
            {
                "start": segment.start,
                "end": segment.end,
                "until": segment.start + (moment.left or 0.0),
                "unit": segment.unit,
                "counts": moment.left is not None,
                "ring": _RINGS.get(segment.doing, "none"),
                "doing": seen.doing,
                "step": seen.step,
                "note": seen.note,
                "turn": seen.turn,
                "more": seen.more,
                "turned": frames.is_turned(segment.pose),
            }
        )
    return rows


def _picture(frames: Frames, title: str) -> str:
    """The film where it has been drawn, for those who do not mind motion, else the still."""
    still, film = frames.still_data(), frames.film_data()
    first = still or film
    if first is None:
        return ""
    moving = ""
    if still and film:
        moving = f'<source media="(prefers-reduced-motion: no-preference)" srcset="{_uri(film)}">'
    return f'<picture>{moving}<img src="{_uri(first)}" alt="{html.escape(title)}"></picture>'


def _uri(data: bytes) -> str:
    return "data:image/webp;base64," + base64.b64encode(data).decode()


def _script(value: object) -> str:
    """As JavaScript, which must not end the script element."""
    return json.dumps(value).replace("<", "\\u003c")
