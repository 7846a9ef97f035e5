"""The page in a real browser: it searches, filters, moves only in sight, and goes by keys."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from breakd.catalogue.loader import load
from breakd.core.stretch import AREAS, Stretch
from breakd.desktop.pictures import FOLDER
from breakd.gallery.page import Pictures, data_url, page
from tests.gallery.browser import Page, browsing, program

STRETCHES = load().stretches
STILL = data_url("png", (FOLDER / "neck.png").read_bytes())
FILM = data_url("png", (FOLDER / "chest.png").read_bytes())
VISIBLE = "[...document.querySelectorAll('.card:not([hidden])')].map(card => card.id)"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    shown = {id_: Pictures(STILL, FILM) for id_ in STRETCHES}
    path = tmp_path_factory.mktemp("page") / "gallery.html"
    offered = [id_ for id_, stretch in STRETCHES.items() if stretch.scope == "at-desk"]
    path.write_text(page(list(STRETCHES.values()), shown, offered), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    if program() is None:
        pytest.skip("chromium is not installed")
    with browsing(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture
def opened(browser: Page, file: Path) -> Page:
    browser.visit(file)
    return browser


def tick(page: Page, selector: str) -> None:
    page.run(f"document.querySelector({selector!r}).click()")


def seek(page: Page, words: str) -> None:
    page.run(
        f"(box => {{ box.value = {words!r}; box.dispatchEvent(new Event('input', "
        "{bubbles: true})); })(document.querySelector('input[type=search]'))"
    )


def test_all_are_shown_and_nothing_goes_wrong(opened: Page) -> None:
    assert opened.run(VISIBLE) == list_of(lambda stretch: True)
    assert opened.run("document.querySelector('output').textContent") == "55 stretches"
    assert opened.problems == []


def list_of(wanted: Callable[[Stretch], bool]) -> list[str]:
    """The ids that fit, in the order of the page."""
    return [s.id for area in AREAS for s in STRETCHES.values() if s.area == area and wanted(s)]


def test_search_finds_names_muscles_and_words(opened: Page) -> None:
    seek(opened, "chin tuck")
    assert "chin-tuck" in opened.run(VISIBLE)
    seek(opened, "LEVATOR scapulae")
    found = opened.run(VISIBLE)
    assert "levator-scapulae-stretch" in found
    assert len(found) < 15
    seek(opened, "no such stretch")
    assert opened.run(VISIBLE) == []
    assert opened.run("document.querySelectorAll('section:not([hidden])').length") == 0
    assert opened.run("!document.querySelector('.empty').hidden")
    seek(opened, "")
    assert opened.run("document.querySelector('.empty').hidden")


def test_one_that_is_unfolded_leaves_its_neighbours_as_they_were(opened: Page) -> None:
    second = "document.querySelectorAll('.card')[1].offsetHeight"
    before = opened.run(second)
    opened.run("document.querySelector('.card details').open = true")
    assert opened.run("document.querySelector('.card').offsetHeight") > before + 100
    assert opened.run(second) <= before


def test_filters_narrow_and_show_all_brings_everything_back(opened: Page) -> None:
    tick(opened, "input[name=area][value=neck]")
    assert opened.run(VISIBLE) == list_of(lambda s: s.area == "neck")
    tick(opened, "input[name=load][value=neck-rotation]")
    wanted = list_of(lambda s: s.area == "neck" and "neck-rotation" not in s.loads)
    assert opened.run(VISIBLE) == wanted
    tick(opened, "button[type=reset]")
    opened.run("new Promise(done => setTimeout(done, 50))")
    assert len(opened.run(VISIBLE)) == len(STRETCHES)
    tick(opened, "#offered")
    assert opened.run(VISIBLE) == list_of(lambda s: s.scope == "at-desk")


MOVING = f"[...document.images].filter(image => image.src === {FILM!r}).length"
SETTLED = "new Promise(done => requestAnimationFrame(() => setTimeout(done, 200)))"


def test_only_what_is_in_sight_moves(opened: Page) -> None:
    opened.run(SETTLED)
    assert 0 < opened.run(MOVING) < len(STRETCHES) / 2
    tick(opened, "#moving")
    assert opened.run(MOVING) == 0
    tick(opened, "#moving")
    opened.run("document.querySelector('section:last-of-type').scrollIntoView()")
    opened.run(SETTLED)
    last = "document.querySelector('section:last-of-type img').src"
    assert opened.run(last) == FILM
    assert opened.run("document.querySelector('.card img').src") == STILL


def test_who_asks_for_calm_gets_still_pictures(browser: Page, file: Path) -> None:
    browser.visit(file, calm=True)
    browser.run(SETTLED)
    assert browser.run(MOVING) == 0
    assert not browser.run("document.querySelector('#moving').checked")


def test_it_goes_by_keys(opened: Page) -> None:
    opened.key("Tab")
    assert opened.run("document.activeElement.className") == "skip"
    opened.key("/", "Slash", "/")
    assert opened.run("document.activeElement.type") == "search"
    opened.key("Tab")
    assert opened.run("document.activeElement.value") == "neck"
    opened.key(" ", "Space", " ")
    assert opened.run(VISIBLE) == list_of(lambda s: s.area == "neck")
    opened.run("document.querySelector('.card:not([hidden]) summary').focus()")
    opened.key("Enter", "Enter", "\r")
    assert opened.run("document.querySelector('.card:not([hidden]) details').open")


def test_every_control_has_a_name(opened: Page) -> None:
    unnamed = opened.run(
        "[...document.querySelectorAll('input, button, summary')].filter(each =>"
        " !(each.getAttribute('aria-label') || each.textContent"
        " || each.labels && each.labels.length)).length"
    )
    assert unnamed == 0
