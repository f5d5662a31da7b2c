"""What people say of the year: Markdown, each part under the heading of what it speaks of, made safe to print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

import pandas as pd
from markupsafe import Markup
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from heard.errors import ParamsError, did_you_mean
from heard.model.records import Records
from heard.params import Params
from heard.params.written import read_text
from heard.show.report.commentary import THE_YEAR, Commentary, Reply

HEADING = re.compile(r"^(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
KINDS = "the id of a commitment, a chapter or an activity"
DO = f"Head it with {KINDS}, or with {THE_YEAR!r}, and set what is no heading in bold"


class _Safe(IPythonRenderer):
    """Markdown without what a page of ours cannot take: HTML is shown as it was typed, a picture as its words."""

    def __init__(self) -> None:
        super().__init__(escape=True, allow_harmful_protocols=False)

    def heading(self, text: str, *_: object, **__: object) -> str:
        """Words in bold: headings of the file are taken out before, and this page has headings of its own."""
        return f"<p><strong>{text}</strong></p>\n"

    def image(self, text: str, *_: object, **__: object) -> str:
        """The words that stand for it."""
        return text


def read_commentary(params: Params, records: Records) -> Commentary:
    """The commentary file of the params, each part under what it speaks of; nothing said where there is no file.

    What stands above the first heading, or below `The year`, is of the year as a whole. An activity below the heading
    of a commitment, one level down, is a service's reply to that commitment. Raises ParamsError for a heading that is
    none of these, or stands twice.
    """
    if params.commentary is None:
        return Commentary()
    commitments = [commitment.id for commitment in params.strategy.commitments]
    subjects = [THE_YEAR, *params.strategy.chapters, *commitments]
    known = {name.casefold(): name for name in (*_activities(records), *subjects)}
    said: dict[tuple[str, str], Markup] = {}  # by what it is of, and for a reply the commitment it speaks to
    above, at = 1, ""
    for line, level, heading, words in _parts(COMMENT.sub("", read_text(params.commentary))):
        where, of = f"{params.commentary}, line {line}", known.get(heading.casefold(), "")
        if not of:
            raise ParamsError(
                where, f"the heading {heading!r} is not {KINDS}", did_you_mean(heading, known.values(), DO)
            )
        if of in subjects:
            above, at = level, of if of in commitments else ""
        key = (of, at if of not in subjects and level > above else "")
        if key in said and of != THE_YEAR:
            raise ParamsError(where, f"the heading {heading!r} stands twice", "Put what is below both under one")
        said[key] = said.get(key, Markup("")) + words
    return Commentary(
        said.pop((THE_YEAR, ""), Markup("")),
        {of: words for (of, _), words in said.items() if of in subjects and words},
        tuple(Reply(of, at, words) for (of, at), words in said.items() if of not in subjects and words),
    )


def _parts(text: str) -> Iterator[tuple[int, int, str, Markup]]:
    """The line, level and words of each heading, and what stands below it; what has none is of the year."""
    ends = [*HEADING.finditer(text)]
    if opening := _safe(text[: ends[0].start()] if ends else text):
        yield 1, 1, THE_YEAR, opening
    for heading, following in zip_longest(ends, ends[1:]):
        below = text[heading.end() : following.start() if following else len(text)]
        yield text.count("\n", 0, heading.start()) + 1, len(heading[1]), heading[2], _safe(below)


def _safe(markdown: str) -> Markup:
    return Markup(MarkdownWithMath(renderer=_Safe()).render(markdown.strip()).strip())


def _activities(records: Records) -> Sequence[str]:
    return [str(each) for each in records.tables["activities"].rows["activity_id"] if pd.notna(each)]
