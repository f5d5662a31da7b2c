"""The committee paper: the council's template, and what the published page says in each of its places."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup

from heard.errors import ParamsError, did_you_mean
from heard.maths.sentences import without_comments
from heard.page.blocks import (
    Block,
    Blocks,
    Content,
    Inline,
    Items,
    Para,
    Some,
    Span,
    bullets,
    changed,
    content,
    flow,
    inside,
    paragraph,
    span,
    text_of,
)
from heard.params import Params
from heard.params.files_read import content_of, was_read
from heard.params.shipped import TEMPLATES
from heard.press.accessible import PressError
from heard.press.composing import Page, printable
from heard.press.landmarks import HEADINGS
from heard.press.pandoc import converted

TEMPLATE = TEMPLATES / "committee-paper.md"
BLANK = re.compile(r"(\[to be written by [^\]]+\])")
PLACE = re.compile(r"\{\{ *(\w+) *\}\}")
ALONE = re.compile(rf"<p>({PLACE.pattern})</p>")  # a place that is a paragraph of its own, where blocks may stand
NOTHING_ASKED = "The Committee is asked to note this report."
NO_SOURCES = "[to be written by the report's author: the records this paper rests on]"
COVER = ("for", "meeting", "period", "as_at", "strategy", "prepared_by", "signed_off_by")  # what a cover says
ASKS = "asks"  # the list of what the Committee is asked to do


@dataclass(frozen=True)
class CommitteePaper:
    """The template as HTML that pandoc made of it, with its places, and what stands in each of them."""

    frame: str
    parts: Mapping[str, Content]


def template_of(params: Params) -> Path:
    """The paper that the council fills for this year, beside its params file; where there is none, the one shipped."""
    own = params.committee_paper
    return own if was_read(own) else TEMPLATE


def unwritten(template: Path) -> tuple[str, ...]:
    """The headings of a template under which something is still to be written by a person, in order."""
    headings: dict[str, None] = {}
    for text in BeautifulSoup(_frame(template), "html.parser").find_all(string=BLANK):
        heading = text.find_previous(("dt", *HEADINGS))
        if heading is not None:
            headings[heading.get_text(" ", strip=True).rstrip(":")] = None
    return tuple(headings)


def check_sign_off(params: Params) -> None:
    """ParamsError where the params say who signed off, and a part of the committee paper is still blank."""
    blank = unwritten(template_of(params)) if params.signed_off_by else ()
    if blank:
        more = f" and {len(blank) - 1} more" if blank[1:] else ""
        found = f"'signed_off_by' is filled, and the committee paper has nothing yet under {blank[0]!r}{more}"
        own = params.committee_paper
        where = f"{own}" if was_read(own) else f"{own}, a copy of {TEMPLATE}"
        raise ParamsError(params.path, found, f"Write it in {where}, or leave the sign-off empty")


def committee_paper(page: Page, sources: Sequence[str] = (), template: Path | None = None) -> CommitteePaper:
    """The paper of a page; no `template` is that of the annual report.

    Raises PressError where the template asks for what heard does not know.
    """
    template = template or TEMPLATE
    frame, known = ALONE.sub(r"\1", _frame(template)), _known(page, sources)
    for name in PLACE.findall(frame):
        if name not in known:
            raise PressError(template, f"asks for {name!r}, which heard does not know", did_you_mean(name, known))
    return CommitteePaper(frame, {name: changed(known[name], _blanks_marked) for name in PLACE.findall(frame)})


def _frame(template: Path) -> str:
    """The template as HTML, without its comment."""
    text = without_comments(content_of(template).decode("utf-8"))
    reader = ["--id-prefix=paper-", "--wrap=none"]
    return converted(text, "html", "markdown-smart", reader)


def _known(page: Page, sources: Sequence[str]) -> dict[str, Content]:
    """What the template may ask for: what the cover says, by its own words for it, and the parts of the page."""
    cover, report = page.cover, printable(page.blocks)
    facts = {_name(term): fact for term, fact in cover.facts}
    unknown = {name: f"[to be written by the report's author: {name.replace('_', ' ')}]" for name in COVER}
    return {
        **{name: (words,) for name, words in (unknown | facts).items()},
        "title": (cover.page_title,),
        "council": content(cover.council),
        "summary": (Para((_summary(report),)),),
        "recommendations": _asked(report),
        "report": report,
        "sources": flow(bullets(sources) or paragraph(NO_SOURCES)),
    }


def _summary(report: Blocks) -> str:
    """The sentences with which the report begins."""
    paras = (node for block in report for node in inside(block) if isinstance(node, Para))
    return next((text_of(para.words) for para in paras if para.kind == "lede"), "")


def _asked(report: Blocks) -> Blocks:
    """What the Committee is asked to do, wherever the report proposes it, for the paper's recommendation."""
    nodes = (node for block in report for node in inside(block))
    asks = tuple(ask for node in nodes for ask in _asks_of(node))
    if not asks:
        return flow(paragraph(NOTHING_ASKED))
    return flow(paragraph("The Committee is asked to:"), Items(asks, ordered=True, kind=ASKS))


def _asks_of(node: object) -> tuple[Content, ...]:
    """What a list of what is asked holds, or words that ask."""
    if isinstance(node, Items) and node.kind == ASKS:
        return node.items
    return (node.words,) if isinstance(node, Span) and node.kind == ASKS else ()


def _blanks_marked(node: Inline | Block) -> Some:
    """What people have still to write as words of a kind of their own, so that nobody overlooks it."""
    if not isinstance(node, str):
        return node
    return [span("blank", piece) if BLANK.fullmatch(piece) else piece for piece in BLANK.split(node)]


def _name(term: str) -> str:
    return re.sub(r"\W+", "_", term.casefold())
