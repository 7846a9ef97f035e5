"""The page itself: HTML with style, script and pictures inside, so that one file is all of it."""

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from breakd.core.stretch import AREAS, INTENSITIES, LOADS, POSITIONS, SCOPES, Stretch
from breakd.text import gallery as say
from breakd.text import stretches as words

HERE = Path(__file__).parent
# Nothing may be fetched, whatever a pack's texts try: what the page shows is in the page.
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'"


@dataclass(frozen=True, slots=True)
class Pictures:
    """How one stretch looks: a still picture, and its film where it has one, both as data URLs."""

    still: str
    film: str = ""


def data_url(kind: str, data: bytes) -> str:
    """The bytes of a picture as a URL; `kind` is "webp" or "png"."""
    return f"data:image/{kind};base64,{b64encode(data).decode()}"


def page(
    stretches: Sequence[Stretch], pictures: Mapping[str, Pictures], offered: Iterable[str]
) -> str:
    """The whole page.  `pictures` has one entry for each stretch, by id; `offered` are the ids
    that the user's settings allow."""
    films = {id_: shown.film for id_, shown in pictures.items() if shown.film}
    allowed = frozenset(offered)
    sections = [
        _section(
            area,
            [
                _card(stretch, pictures[stretch.id], stretch.id in allowed)
                for stretch in stretches
                if stretch.area == area
            ],
        )
        for area in AREAS
    ]
    return f"""\
<!doctype html>
<html lang="{escape(say.LANGUAGE)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>{escape(say.TITLE)}</title>
<style>
{_file("gallery.css")}</style>
</head>
<body>
<a class="skip" href="#stretches">{escape(say.SKIP)}</a>
<header>
<h1>{escape(say.TITLE)}</h1>
<p class="lead">{escape(say.lead(len(stretches)))}</p>
{_filters(stretches)}
</header>
<main id="stretches">
{"".join(sections)}<p class="empty" hidden>{escape(say.NONE_SHOWN)}</p>
</main>
<footer><pre>{escape(words.DISCLAIMER)}</pre></footer>
<script type="application/json" id="films">{json.dumps(films)}</script>
<script>
{_file("gallery.js")}</script>
</body>
</html>
"""


def _file(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


# --- the filters ---------------------------------------------------------------------------------


def _filters(stretches: Sequence[Stretch]) -> str:
    groups = [
        _choices("area", say.AREA, AREAS, words.AREAS),
        _choices("position", say.POSITION, POSITIONS, words.POSITIONS),
        _choices("scope", say.SCOPE, SCOPES, words.SCOPES),
        _choices("intensity", say.INTENSITY, INTENSITIES, words.INTENSITIES),
    ]
    loads = [load for load in LOADS if any(load in each.loads for each in stretches)]
    without = _choices("load", say.WITHOUT, loads, words.LOADS)
    return f"""\
<form class="filters" role="search" hidden>
<input type="search" aria-label="{escape(say.SEARCH)}" placeholder="{escape(say.SEARCH_HINT)}">
{"".join(groups)}<details class="more"><summary>{escape(say.WITHOUT_MORE)}</summary>
{without}</details>
<div class="switches">
<label><input type="checkbox" id="offered">{escape(say.ONLY_OFFERED)}</label>
<label><input type="checkbox" id="moving">{escape(say.MOVING)}</label>
<button type="reset">{escape(say.RESET)}</button>
<output aria-live="polite" data-one="{escape(say.ONE_SHOWN)}" data-many="{escape(say.MANY_SHOWN)}">\
</output>
</div>
</form>"""


def _choices(name: str, legend: str, values: Sequence[str], labels: Mapping[str, str]) -> str:
    boxes = "".join(
        f'<label><input type="checkbox" name="{name}" value="{value}">'
        f"<span>{escape(labels[value])}</span></label>"
        for value in values
    )
    return f"<fieldset><legend>{escape(legend)}</legend><div>{boxes}</div></fieldset>\n"


# --- the stretches -------------------------------------------------------------------------------


def _section(area: str, cards: Sequence[str]) -> str:
    if not cards:
        return ""
    return f"""\
<section aria-labelledby="area-{area}">
<h2 id="area-{area}">{escape(words.AREAS[area])} <small>{len(cards)}</small></h2>
<ul class="cards">
{"".join(cards)}</ul>
</section>
"""


def _card(stretch: Stretch, pictures: Pictures, offered: bool) -> str:
    data = {
        "area": stretch.area,
        "position": " ".join(sorted(stretch.positions)),
        "scope": stretch.scope,
        "intensity": stretch.intensity,
        "load": " ".join(sorted(stretch.loads)),
        "offered": "yes" if offered else "no",
    }
    attributes = "".join(f' data-{name}="{escape(value)}"' for name, value in data.items())
    tags = "".join(f"<li>{escape(tag)}</li>" for tag in say.tags(stretch, offered))
    steps = "".join(f"<li>{_text(step)}</li>" for step in stretch.steps)
    details = "".join(_detail(*each) for each in say.details(stretch))
    return f"""\
<li class="card" id="{stretch.id}"{attributes}>
<img src="{pictures.still}" alt="{escape(say.picture_of(stretch))}" width="288" height="288">
<div class="body">
<h3>{escape(stretch.name)}</h3>
<p class="dose">{_text(words.times(stretch))}</p>
<p>{_text(stretch.summary)}</p>
<ul class="tags">{tags}</ul>
<details><summary>{escape(say.HOW)}</summary>
<ol>{steps}</ol>
<dl>{details}</dl>
</details>
</div>
</li>
"""


def _text(sentence: str) -> str:
    """A number stays on the line of its seconds."""
    return re.sub(r"(?<=\d) (?=s\b)", "\N{NO-BREAK SPACE}", escape(sentence))


def _detail(label: str, lines: Sequence[str], warn: bool) -> str:
    if len(lines) == 1:
        text = escape(lines[0])
    else:
        text = "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"
    mind = ' class="mind"' if warn else ""
    return f"<div{mind}><dt>{escape(label)}</dt><dd>{text}</dd></div>"
