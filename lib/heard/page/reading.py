"""The report's own reading grade: over the sentences heard writes, and nothing that somebody else wrote."""

from __future__ import annotations

from collections.abc import Iterable

from bs4 import BeautifulSoup
from markupsafe import Markup

from heard.maths.readability import Reading, read

OURS = "p, li, dd, summary"
NOT_OURS = (
    "q, cite, code, blockquote, table, figure, "
    ".named, .state, .strength, .given, .faults, .facts, .figures, .marks, .hidden"
)


def sentences_heard_writes(pages: Iterable[Markup]) -> str:
    """The running text of the report, without quotations, titles, names, tables and headings."""
    soup = BeautifulSoup("\n".join(pages), "html.parser")
    for element in soup.select(NOT_OURS):
        element.decompose()
    return "\n\n".join(element.get_text(" ", strip=True) for element in soup.select(OURS))


def reading(pages: Iterable[Markup]) -> Reading:
    """How hard those sentences are to read."""
    return read(sentences_heard_writes(pages))
