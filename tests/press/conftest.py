"""An executed notebook such as show leaves: every kind of fragment the page knows, with invented words."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from heard.page import blocks
from heard.page.blocks import (
    Blocks,
    Cover,
    Figure,
    Mark,
    Quote,
    bullets,
    details,
    figures,
    flow,
    group,
    heading,
    link,
    paragraph,
    quoted,
    span,
    strong,
    title,
)
from heard.page.charts.chart import Chart
from heard.page.output import Shown

CHART = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 140" font-family="DejaVu Sans" font-size="14">
<rect x="150" y="40" width="420" height="24" fill="#0a4d68"/><text x="0" y="58">Libraries</text>
<text x="580" y="58">12 of 14</text><rect x="150" y="80" width="280" height="24" fill="#0a4d68"/>
<text x="0" y="98">Transport</text><text x="440" y="98">8 of 12</text></svg>"""
ALT = "Libraries kept to the time in 12 of 14 consultations, transport in 8 of 12."
SECRET = "a note that must not leave the notebook"

ONE_PAGE = flow(
    heading(2, "On one page"),
    paragraph(
        "63 consultations closed in 2024-25. Of the 52 promises we could judge 40: 16 kept, 24 not.", kind="lede"
    ),
    figures([("consultations closed", "63"), ("kept", "16")]),
    heading(3, "What most needs attention"),
    bullets([(strong("7 of 63 have not fed back."), " ", link("PROMISE-3", "Why"))], ordered=True, kind="attention"),
    heading(3, "What the Committee is asked to do"),
    bullets(
        ["Ask each service what became of the 7.", "Agree a day for feedback beforehand."], ordered=True, kind="asks"
    ),
)

CHAPTER = flow(
    heading(2, "Chapter by chapter"),
    heading(3, "The promise"),
    group(
        heading(4, "Know how it was used ", span("id", "PROMISE-3"), id="PROMISE-3"),
        paragraph(
            (
                Mark("partly", "◐", "partly kept"),
                "·",
                quoted("the Council should feed back how people’s views were used"),
            ),
            kind="verdict",
        ),
        paragraph("47 of 63 fed back in time. 9 were late, by 4 to 61 days; 7 have not fed back."),
        paragraph(
            (strong("Named:"), " ", title("Library opening hours"), "; ", title("Guided busway fares"), "."),
            kind="named",
        ),
        details("The rule, and whose word it is", paragraph("On or before the day promised.")),
        kind="commitment",
        element="article",
    ),
    Quote(flow(paragraph("It was a year of transport schemes.")), "Research Group"),
)

FIGURE = flow(
    heading(2, "The year in figures"),
    paragraph("One chart.", kind="note"),
    Figure(Chart("Open for at least the promised time.", ALT, CHART)),
)

ANNEX = flow(
    group(
        heading(2, "Annex: every activity", id="grid"),
        paragraph("Only on the web page."),
        kind=blocks.ANNEX,
        element="section",
    )
)


def cover(*, draft: bool = True, sample: bool = True, date: str = "2025-06-19", short: bool = False) -> Blocks:
    """The cover."""
    facts = (("Meeting", "19 June 2025"), ("As at", "1 June 2025"))
    name = "Were people heard? 2024-25"
    lede = "What was promised, and what the records show."
    council = "Fenland and Ouse County Council"
    about = flow(figures(facts, "facts"))
    return (Cover(council, name, lede, about, name, date, draft, sample, short, facts=facts),)


def table(
    rows: int, columns: int = 4, caption: str = "Rows of the register", named: str = "Consultation-{}-"
) -> Blocks:
    """A table of so many rows, each with a name of its own."""
    heads = ("What", *(f"Column {n}" for n in range(2, columns + 1)))
    cells = [(named.format(row), *(row * column for column in range(2, columns + 1))) for row in range(1, rows + 1)]
    return flow(blocks.table(caption, heads, cells))


def notebook(*fragments: Blocks | str) -> NotebookNode:
    """The fragments as outputs of an executed notebook, with all that must not be published around them.

    Text is HTML that heard did not write.
    """
    cells = [new_markdown_cell(f"# {SECRET}", metadata={"tags": ["analyst"]})]
    for number, fragment in enumerate(fragments, start=1):
        shown = {"text/html": fragment} if isinstance(fragment, str) else Shown(fragment)._repr_mimebundle_()
        outputs = [
            new_output("stream", name="stderr", text=SECRET),
            new_output("execute_result", {**shown, "text/plain": SECRET}, execution_count=number),
        ]
        cells.append(new_code_cell(f"{SECRET.replace(' ', '_')}()", outputs=outputs, execution_count=number))
    made = new_notebook(cells=cells)
    nbformat.validate(made)
    return made


@pytest.fixture
def made() -> SimpleNamespace:
    """Fragments, and the notebook they make."""
    return SimpleNamespace(
        notebook=notebook, cover=cover, table=table, one_page=ONE_PAGE, chapter=CHAPTER, figure=FIGURE, annex=ANNEX,
        alt=ALT, chart=CHART, secret=SECRET, report=(cover(), ONE_PAGE, FIGURE, CHAPTER, table(12), ANNEX),
    )  # fmt: skip


@pytest.fixture
def page(made: SimpleNamespace) -> Callable[..., str]:
    """The published page of some fragments; of the whole report where none is given."""
    from heard.press.html import page_of, web_page

    return lambda *fragments: web_page(page_of(made.notebook(*(fragments or made.report))))
