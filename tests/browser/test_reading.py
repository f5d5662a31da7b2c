"""The pages as people read them: on a phone, enlarged, by keyboard, without scripts or network, on paper."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from heard.page.blocks import Listing
from heard.page.to_html import html_of

OpenPage = Callable[..., Page]

PHONE, DESK = {"width": 320}, {"width": 1280}
ENLARGED = {"width": 320, "height": 256, "device_scale_factor": 4}  # 1280 by 1024 at 400 %
EVERY_COUNCIL = pytest.mark.parametrize("council", ["sample", "one CSV"])
DRAWN = ["annual-report.html", "summary.html"]
SEARCHED = "consultations.html"
EVERY_PAGE = pytest.mark.parametrize("file", [*DRAWN, SEARCHED])
EVERY_WINDOW = pytest.mark.parametrize("window", [PHONE, ENLARGED, DESK], ids=["phone", "enlarged", "desk"])

LISTING = Listing(("A line that somebody wrote between three backticks, and never broke. " * 5,))
OPEN_ALL = "document.querySelectorAll('details').forEach(each => each.open = true)"

# Of places that links lead to, those not seen once one has gone there: a browser opens the folds around them.
NOT_SHOWN = """places => places.filter(place => {
  document.querySelectorAll('details').forEach(each => each.open = false);
  location.hash = '';
  location.hash = place;
  return !document.getElementById(place.slice(1)).checkVisibility();
})"""

# WCAG 2.2, 1.4.12: what a reader may set, and lose nothing by it.
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }"""

# What stands in the page, table by table and word by word, and not where it can be read.
LOST = """() => {
  const lost = [], place = each => `${each.tagName}.${each.className} ${each.textContent.trim().slice(0, 40)}`;
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > wide) lost.push("the page scrolls sideways");
  for (const each of document.body.querySelectorAll(":not(.skip, .hidden)")) {
    const { right, width } = each.getBoundingClientRect(), style = getComputedStyle(each);
    const outer = each.parentElement.closest(".scroll");
    if (width && right > wide + 1 && !outer) lost.push(`off the page: ${place(each)}`);
    const cut = ["hidden", "clip"].includes(style.overflowX) || ["hidden", "clip"].includes(style.overflowY);
    if (cut && (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1))
      lost.push(`cut: ${place(each)}`);
  }
  return lost;
}"""

# Lines of words that lie on one another.
OVERLAPS = """() => {
  const lines = [], words = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    if (!words.currentNode.data.trim() || words.currentNode.parentElement.closest(".hidden")) continue;
    const range = document.createRange();
    range.selectNodeContents(words.currentNode);
    for (const { left, right, top, bottom } of range.getClientRects())
      lines.push({ left, right, top, bottom, text: words.currentNode.data.trim().slice(0, 30) });
  }
  lines.sort((one, other) => one.top - other.top);
  const found = [];
  lines.forEach((one, at) => {
    for (let next = at + 1; next < lines.length && lines[next].top < one.bottom - 3; next++)
      if (lines[next].left < one.right - 3 && one.left < lines[next].right - 3)
        found.push(`${one.text} / ${lines[next].text}`);
  });
  return found;
}"""

STOPS = "a[href], button, summary, input:checked, [tabindex='0']"  # of a group of choices, the one that is made
REACHABLE = f"(stops = [...document.querySelectorAll({STOPS!r})].filter(each => each.checkVisibility())).length"
HERE = """() => {
  const here = document.activeElement, box = here.getBoundingClientRect(), style = getComputedStyle(here);
  return {
    place: stops.indexOf(here),
    ring: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""


@EVERY_WINDOW
@EVERY_PAGE
@EVERY_COUNCIL
def test_nothing_is_lost_or_covered_in_any_window_nor_by_a_reader_who_spaces_the_words_out(
    open_page: OpenPage, council: str, file: str, window: dict[str, int]
) -> None:
    page = open_page(council, file=file, **window)
    page.evaluate(OPEN_ALL)
    assert page.evaluate(LOST) == [] and page.evaluate(OVERLAPS) == []
    page.add_style_tag(content=SPACED)
    assert page.evaluate(LOST) == [] and page.evaluate(OVERLAPS) == [], "with the words spaced out"


@pytest.mark.parametrize("file", DRAWN)
def test_a_phone_is_shown_the_drawing_for_phones_and_a_desk_the_wide_one(open_page: OpenPage, file: str) -> None:
    narrow = "document.querySelector('picture img').currentSrc === document.querySelector('picture source').srcset"
    assert open_page("sample", file=file, **PHONE).evaluate(narrow)
    assert not open_page("sample", file=file, **DESK).evaluate(narrow)


def test_a_long_line_of_a_listing_in_the_commentary_stays_on_the_phone(open_page: OpenPage) -> None:
    page = open_page("one CSV", **PHONE)
    page.evaluate(f"document.querySelector('main').insertAdjacentHTML('beforeend', {html_of((LISTING,))!r})")
    assert page.evaluate(LOST) == []
    page.add_style_tag(content="pre { white-space: pre !important }")
    assert "the page scrolls sideways" in page.evaluate(LOST)


@EVERY_PAGE
def test_a_line_at_the_desk_is_as_long_as_a_line_should_be(open_page: OpenPage, file: str) -> None:
    assert open_page("sample", file=file, **DESK).evaluate("document.querySelector('main').clientWidth") == 42 * 17


def test_what_is_lost_or_covered_would_be_found(open_page: OpenPage) -> None:
    page = open_page("one CSV", **PHONE)
    page.add_style_tag(content="h2 { width: 30rem } h3 { height: 0 } .lede { overflow: clip; height: 1em }")
    lost = "\n".join(page.evaluate(LOST))
    assert "the page scrolls" in lost and "off the page: H2" in lost and "cut: P.lede" in lost
    assert page.evaluate(OVERLAPS)


@pytest.mark.parametrize(("council", "window"), [("sample", PHONE), ("one CSV", DESK)], ids=["phone", "desk"])
def test_every_link_fold_and_table_is_reached_by_keyboard_and_seen(
    open_page: OpenPage, council: str, window: dict[str, int]
) -> None:
    page = open_page(council, **window)
    page.evaluate(OPEN_ALL)
    number = page.evaluate(REACHABLE)
    page.evaluate(f"been = []; addEventListener('keydown', () => been.push(({HERE})()), true)")
    for _ in range(number):
        page.keyboard.press("Tab")
    stops = [*page.evaluate("been")[1:], page.evaluate(HERE)]  # each as it was when the next was asked for
    assert [stop["place"] for stop in stops] == list(range(len(stops))) and len(stops) > 50
    assert all(stop["seen"] and stop["ring"] >= 2 for stop in stops)


def test_the_first_key_offers_to_skip_to_the_report(open_page: OpenPage) -> None:
    page = open_page("sample", **DESK)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the report"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@EVERY_COUNCIL
def test_every_link_leads_to_a_place_that_can_be_seen(open_page: OpenPage, council: str) -> None:
    page = open_page(council, **PHONE)
    places = page.locator("main a[href^='#']").evaluate_all("links => links.map(link => link.hash)")
    promises = page.locator("tbody th a[href^='#']")
    assert len(places) >= promises.count() > 20
    assert page.evaluate(NOT_SHOWN, sorted(set(places))) == []
    page.evaluate(OPEN_ALL)
    promises.last.click()
    at = page.evaluate("document.querySelector(':target').getBoundingClientRect().top")
    assert 0 <= at < 400


@EVERY_PAGE
@EVERY_COUNCIL
def test_a_page_fetches_nothing_and_its_scripts_stand_in_it(open_page: OpenPage, council: str, file: str) -> None:
    page = open_page(council, file=file, **DESK)
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.partition("#")[0]))
    page.reload()
    page.evaluate(OPEN_ALL)
    page.keyboard.press("End")
    searched, is_folded = page.locator(".find").count(), page.locator("main details").count() > 0
    assert page.locator("script").count() == is_folded + searched and searched == (file == SEARCHED)
    assert page.locator("script[src], link, iframe").count() == 0
    assert {each for each in fetched if not each.startswith("data:")} == {page.url}
    page.evaluate("document.body.append(Object.assign(new Image(), { src: 'https://council.example/logo.png' }))")
    page.wait_for_timeout(100)
    assert fetched[-1] == "https://council.example/logo.png"  # one that did would be caught


EVERYTHING = "main > button.everything"
OPEN = "document.querySelectorAll('main details[open]').length"


@pytest.mark.parametrize(("council", "file"), [*product(["sample"], [*DRAWN, SEARCHED]), *product(["one CSV"], DRAWN)])
def test_one_button_opens_everything_and_folds_it_again(open_page: OpenPage, council: str, file: str) -> None:
    page = open_page(council, file=file, **PHONE)
    button, every = page.locator(EVERYTHING), page.locator("main details").count()
    assert every and page.evaluate(OPEN) == 0 and button.inner_text() == "Open everything"
    button.click()
    assert page.evaluate(OPEN) == every and button.inner_text() == "Fold everything"
    button.focus()
    page.keyboard.press("Enter")
    assert page.evaluate(OPEN) == 0 and button.inner_text() == "Open everything"
    page.emulate_media(media="print")
    assert not button.is_visible()


def test_a_page_with_nothing_folded_has_no_button(open_page: OpenPage) -> None:
    page = open_page("one CSV", file=SEARCHED, **PHONE)  # of a council in which nothing closed
    assert (page.locator("main details").count(), page.locator(EVERYTHING).count()) == (0, 0)


@EVERY_COUNCIL
def test_a_page_reads_the_same_without_scripts(open_page: OpenPage, council: str) -> None:
    plain, whole = open_page(council, **PHONE, java_script_enabled=False), open_page(council, **PHONE)
    whole.locator(EVERYTHING).evaluate("button => button.remove()")
    assert plain.locator(EVERYTHING).count() == 0
    assert plain.inner_text("body") == whole.inner_text("body")
    fold = plain.locator("main details").first
    before = fold.inner_text()
    fold.locator("summary").click()
    assert len(fold.inner_text()) > len(before)


def test_paper_has_the_folds_open_and_says_draft_on_every_page(open_page: OpenPage) -> None:
    page = open_page("one CSV", **DESK)
    page.emulate_media(media="print")
    assert page.locator("main .annex").evaluate_all("parts => parts.every(part => !part.checkVisibility())")
    page.locator("main details").first.evaluate("fold => fold.classList.remove('annex')")
    assert page.locator("main details").first.locator("> :not(summary)").first.is_visible()
    printed = [sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages]
    assert all("DRAFT: not signed" in sheet for sheet in printed)
    assert [f"Page {n} of {len(printed)}" in sheet for n, sheet in enumerate(printed, 1)] == [True] * len(printed)
    assert len(printed) > 5


def test_every_page_that_is_published_is_looked_at(pages: dict[str, Path]) -> None:
    assert {path.name for folder in pages.values() for path in folder.rglob("*.html")} == {
        "annual-report.html",
        "summary.html",
        "consultations.html",
    }


STATES = "[...document.querySelectorAll('main .state')].map(each => each.innerText.split(' '))"
EDGES = """() => [...document.querySelectorAll('.banner, button.everything')].map(each =>
  parseFloat(getComputedStyle(each).borderTopWidth))"""
FORCED = {"forced_colors": "active"}


@EVERY_PAGE
@EVERY_COUNCIL
def test_forced_colours_leave_each_state_its_shape_and_word_and_an_edge_to_what_colour_set_apart(
    open_page: OpenPage, council: str, file: str
) -> None:
    page = open_page(council, file=file, **PHONE, **FORCED)
    page.evaluate(OPEN_ALL)
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    states = page.evaluate(STATES)
    assert [state for state in states if not any(word[:1].isalpha() for word in state[1:])] == []
    assert states or file == SEARCHED
    assert min(page.evaluate(EDGES)) >= 2
    page.keyboard.press("Tab")
    assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2


FOLDED_PAGE = """() => {
  document.querySelectorAll('details').forEach(each => each.open = false);
  return document.documentElement.scrollHeight;
}"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("council", ["sample", "three years", "one CSV"])
def test_the_report_folded_is_at_most_18000_pixels_on_a_phone(open_page: OpenPage, council: str) -> None:
    page = open_page(council, width=400)
    assert page.locator("main details[open]").count() == 0
    assert page.evaluate(FOLDED_PAGE) <= 18_000
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollHeight") > 18_000  # what is folded is not left out


TARGETS = "main summary, nav summary, nav a, button, input[type=search]"
LOW = f"""() => [...document.querySelectorAll({TARGETS!r})].filter(each => each.checkVisibility())
  .filter(each => each.getBoundingClientRect().height < 44).map(each => each.textContent)"""


@EVERY_PAGE
@EVERY_COUNCIL
def test_type_on_a_phone_is_17_pixels_and_what_is_pressed_44_high(open_page: OpenPage, council: str, file: str) -> None:
    page = open_page(council, width=400, file=file)
    sizes = page.locator("main p:not(.note, .lede, .sheet, .opens)").evaluate_all(
        "all => all.map(each => getComputedStyle(each).fontSize)"
    )
    assert sizes.count("17px") > len(sizes) / 2
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == 17
    page.evaluate(OPEN_ALL)
    assert page.evaluate(LOW) == []


@pytest.mark.parametrize("width", [320, 360, 400])
@EVERY_COUNCIL
def test_no_phone_has_to_scroll_sideways(open_page: OpenPage, council: str, width: int) -> None:
    page = open_page(council, width=width)
    assert page.evaluate(SIDEWAYS) == 0
    page.evaluate(OPEN_ALL)
    assert page.evaluate(SIDEWAYS) == 0


def test_what_a_reader_meets_first_stands_open(open_page: OpenPage) -> None:
    page = open_page("sample", width=400)
    shown = "each => each.checkVisibility()"
    for first in ("p.lede", ".opens", "section > figure img", "#was-it-fair + p", "#when-did-people-hear-back + p"):
        places = page.locator(f"main {first}")
        assert places.count() and all(places.nth(n).evaluate(shown) for n in range(places.count())), first
    assert not page.locator("main article.commitment").first.evaluate(shown)
