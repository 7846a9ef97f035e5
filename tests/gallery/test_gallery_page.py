"""The page as text: everything in it, nothing fetched, nothing let loose."""

import re
from dataclasses import replace
from html.parser import HTMLParser

from breakd.catalogue.loader import load
from breakd.gallery.page import Pictures, page

STRETCHES = load().stretches
STILL = "data:image/webp;base64,AAAA"
SHOWN = {id_: Pictures(STILL) for id_ in STRETCHES}
HOSTILE = "</script><script>alert('x')</script><img src=x onerror=alert(1)>"


class Reader(HTMLParser):
    """Counts what matters."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.sources: list[str] = []
        self.scripts = 0
        self.pictures_without_words = 0
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "script":
            self.scripts += 1
        if tag == "li" and found.get("class") == "card":
            self.ids.append(found["id"] or "")
        if tag == "img" and not found.get("alt"):
            self.pictures_without_words += 1
        self.sources += [value or "" for name, value in attrs if name in ("src", "href")]
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


def test_every_stretch_is_there_once_with_all_its_words() -> None:
    reader = read(page(list(STRETCHES.values()), SHOWN, []))
    assert sorted(reader.ids) == sorted(STRETCHES)
    for stretch in STRETCHES.values():
        for words in (stretch.name, stretch.summary, stretch.feel, stretch.source, *stretch.steps):
            assert words in reader.text.replace("\N{NO-BREAK SPACE}", " ")
        for caution in stretch.cautions:
            assert caution in reader.text
    assert reader.pictures_without_words == 0
    assert "not medical" in reader.text


def test_nothing_is_fetched() -> None:
    html = page(list(STRETCHES.values()), SHOWN, [])
    assert all(source.startswith(("data:", "#")) for source in read(html).sources)
    assert not re.search(r"url\(|@import|<link", html)
    assert "default-src 'none'" in html


def test_the_text_of_a_pack_stays_text() -> None:
    tame = STRETCHES["chin-tuck"]
    wild = replace(
        tame, name=HOSTILE, summary=HOSTILE, steps=(HOSTILE,), feel=HOSTILE, source=HOSTILE
    )
    scripts = read(page([tame], SHOWN, [])).scripts
    reader = read(page([wild], SHOWN, []))
    assert reader.scripts == scripts
    assert reader.text.count(HOSTILE) >= 5


def test_what_is_not_offered_says_so() -> None:
    two = [STRETCHES["chin-tuck"], STRETCHES["childs-pose"]]
    html = page(two, SHOWN, ["chin-tuck"])
    assert html.count('data-offered="yes"') == 1
    assert html.count("not offered now") == 1
