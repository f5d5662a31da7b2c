"""The committee paper as one document: the council's template, filled with what the published page says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypandoc
from bs4 import BeautifulSoup, Tag
from markupsafe import Markup, escape

from heard.errors import did_you_mean
from heard.params.shipped import TEMPLATES
from heard.press.accessible import HEADINGS, PressError
from heard.press.page import Page
from heard.press.word_styles import rows_of

TEMPLATE = TEMPLATES / "committee-paper.md"
BLANK = re.compile(r"\[to be written by [^\]]+\]")
PLACE = re.compile(r"\{\{ *(\w+) *\}\}")
ALONE = re.compile(rf"<p>({PLACE.pattern})</p>")  # a place that is a paragraph of its own, where blocks may stand
LEFT_OUT = ".annex, .hidden"
NOTHING_ASKED = Markup("<p>The Committee is asked to note this report.</p>")
NO_SOURCES = "[to be written by the report's author: the records this paper rests on]"
COVER = ("for", "meeting", "period", "as_at", "strategy", "prepared_by", "signed_off_by")  # what a cover says
LOWEST = len(HEADINGS)


def unwritten() -> tuple[str, ...]:
    """The headings of the template under which something is still to be written by a person, in order."""
    soup = _template(TEMPLATE)
    found: dict[str, None] = {}
    for text in soup.find_all(string=BLANK):
        heading = text.find_previous(("dt", *HEADINGS))
        if heading is not None:
            found[heading.get_text(" ", strip=True).rstrip(":")] = None
    return tuple(found)


def committee_paper(html: str, page: Page, sources: Sequence[str] = (), template: Path | None = None) -> BeautifulSoup:
    """The paper: its title as `h1`, its header block as a table, its sections below `h2`.

    No `template` is that of the annual report. Raises PressError where the template asks for what heard does not know.
    """
    template = template or TEMPLATE
    known = {name: escape(words) for name, words in _known(html, page, sources).items()}
    whole = ALONE.sub(r"\1", str(_template(template)))
    for name in PLACE.findall(whole):
        if name not in known:
            raise PressError(template, f"asks for {name!r}, which heard does not know", did_you_mean(name, known))
    soup = BeautifulSoup(PLACE.sub(lambda place: known[place[1]], whole), "html.parser")
    if isinstance(terms := soup.find("dl"), Tag):
        terms["class"] = "header-block"
        rows_of(soup, terms)
    _mark_blanks(soup)
    return soup


def _template(template: Path) -> BeautifulSoup:
    """The template as HTML, without its comment."""
    text = re.sub(r"<!--.*?-->", "", template.read_text(encoding="utf-8"), flags=re.DOTALL)
    reader = ["--id-prefix=paper-", "--wrap=none"]
    return BeautifulSoup(pypandoc.convert_text(text, "html", format="markdown-smart", extra_args=reader), "html.parser")


def _known(html: str, page: Page, sources: Sequence[str]) -> dict[str, str | Markup]:
    """What the template may ask for: what the cover says, by its own words for it, and the parts of the page."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.select(LEFT_OUT):
        element.decompose()
    cover, report = soup.select_one("div.cover"), soup.select_one("main")
    assert cover is not None and report is not None, "the page's own template has both"
    facts = {name: f"[to be written by the report's author: {name.replace('_', ' ')}]" for name in COVER}
    facts |= {_name(term): _words(term.find_next("dd")) for term in cover.select("dl.facts dt")}
    asked, summary = _take_asked(report), Markup("<p>{}</p>").format(_words(report.select_one("p.lede")))
    _lower_headings(report)
    return {
        **facts,
        "title": page.title,
        "council": _words(cover.select_one(".council")),
        "summary": summary,
        "recommendations": asked,
        "report": Markup(report.decode_contents()),
        "sources": _listed(sources),
    }


def _take_asked(report: Tag) -> Markup:
    """What the Committee is asked to do, out of the report and into the paper's recommendation."""
    asked = report.select_one("ol.asks")
    heading = asked.find_previous(HEADINGS) if asked else None
    if not isinstance(asked, Tag) or not isinstance(heading, Tag):
        return NOTHING_ASKED
    taken = list(_until_the_next_heading(heading))
    heading.decompose()
    asked["type"] = "a"
    return Markup("<p>The Committee is asked to:</p>") + Markup("").join(Markup(each.extract()) for each in taken)


def _until_the_next_heading(heading: Tag) -> Iterator[Tag]:
    for sibling in heading.find_next_siblings():
        if sibling.name in HEADINGS or sibling.find(HEADINGS):
            return
        yield sibling


def _lower_headings(report: Tag) -> None:
    """The report's parts stand below a heading of the template."""
    for heading in report.find_all(HEADINGS):
        heading.name = f"h{min(LOWEST, int(heading.name[1]) + 1)}"


def _listed(sources: Sequence[str]) -> Markup:
    if not sources:
        return Markup("<p>{}</p>").format(NO_SOURCES)
    return Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(each) for each in sources))


def _mark_blanks(soup: BeautifulSoup) -> None:
    """What people have still to write, so that nobody overlooks it."""
    for text in soup.find_all(string=BLANK):
        for piece in re.split(f"({BLANK.pattern})", str(text)):
            is_blank = BLANK.fullmatch(piece) is not None
            text.insert_before(soup.new_tag("span", attrs={"class": "blank"}, string=piece) if is_blank else piece)
        text.extract()


def _name(term: Tag) -> str:
    return re.sub(r"\W+", "_", _words(term).casefold())


def _words(element: object) -> str:
    return " ".join(element.get_text(" ", strip=True).split()) if isinstance(element, Tag) else ""
