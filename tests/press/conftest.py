"""An executed notebook such as show leaves: every kind of fragment the page knows, with invented words."""

from __future__ import annotations

import base64
from collections.abc import Callable
from types import SimpleNamespace

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

CHART = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 140" font-family="DejaVu Sans" font-size="14">
<rect x="150" y="40" width="420" height="24" fill="#0a4d68"/><text x="0" y="58">Libraries</text>
<text x="580" y="58">12 of 14</text><rect x="150" y="80" width="280" height="24" fill="#0a4d68"/>
<text x="0" y="98">Transport</text><text x="440" y="98">8 of 12</text></svg>"""
PICTURE = "data:image/svg+xml;base64," + base64.b64encode(CHART.encode()).decode()
ALT = "Libraries kept to the time in 12 of 14 consultations, transport in 8 of 12."
SECRET = "a note that must not leave the notebook"

ONE_PAGE = """<h2>On one page</h2>
<p class="lede">63 consultations closed in 2024-25. Of the 52 promises we could judge 40: 16 kept, 24 not.</p>
<dl class="figures"><div><dt>consultations closed</dt><dd>63</dd></div><div><dt>kept</dt><dd>16</dd></div></dl>
<h3>What most needs attention</h3>
<ol class="attention"><li><strong>7 of 63 have not fed back.</strong> <a href="#PROMISE-3">Why</a></li></ol>
<h3>What the Committee is asked to do</h3>
<ol class="asks"><li>Ask each service what became of the 7.</li><li>Agree a day for feedback beforehand.</li></ol>
<ul class="marks"><li><a href="#PROMISE-3" class="state partly"><span aria-hidden="true">◐</span> <span>PROMISE-3</span>
<span class="hidden">, partly kept</span></a></li></ul>"""

CHAPTER = """<h2>Chapter by chapter</h2><h3>The promise</h3>
<article class="commitment"><h4 id="PROMISE-3">Know how it was used <span class="id">PROMISE-3</span></h4>
<p class="verdict"><span class="state partly"><span aria-hidden="true">◐</span> partly kept</span> ·
<q>the Council should feed back how people’s views were used</q></p>
<p>47 of 63 fed back in time. 9 were late, by 4 to 61 days; 7 have not fed back.</p>
<p class="named"><strong>Named:</strong> <cite>Library opening hours</cite>; <cite>Guided busway fares</cite>.</p>
<details><summary>The rule, and whose word it is</summary><p>On or before the day promised.</p></details></article>
<blockquote class="commentary"><p>It was a year of transport schemes.</p><footer>Research Group</footer></blockquote>"""

FIGURE = f"""<h2>The year in figures</h2><p class="note">One chart.</p>
<figure><img src="{PICTURE}" alt="{ALT}"><figcaption>Open for at least the promised time.</figcaption></figure>"""

ANNEX = """<section class="annex"><h2 id="grid">Annex: every activity</h2><p>Only on the web page.</p></section>"""


def cover(*, draft: str = "yes", sample: str = "yes", date: str = "2025-06-19") -> str:
    """The cover."""
    return f"""<header class="cover" data-title="Were people heard? 2024-25" data-date="{date}"
data-draft="{draft}" data-sample="{sample}"><p class="council">Fenland and Ouse County Council</p>
<h1>Were people heard? 2024-25</h1><p class="lede">What was promised, and what the records show.</p>
<dl class="facts"><div><dt>Meeting</dt><dd>19 June 2025</dd></div><div><dt>As at</dt><dd>1 June 2025</dd></div></dl>
</header>"""


def table(rows: int, columns: int = 4, caption: str = "Rows of the register") -> str:
    """A table of so many rows, each with a name of its own."""
    heads = "".join(f'<th scope="col" class="number">Column {n}</th>' for n in range(2, columns + 1))
    lines = []
    for row in range(1, rows + 1):
        cells = "".join(f'<td class="number">{row * column}</td>' for column in range(2, columns + 1))
        lines.append(f'<tr><th scope="row">Consultation-{row}-</th>{cells}</tr>')
    head = f'<thead><tr><th scope="col">What</th>{heads}</tr></thead>'
    return f"<table><caption>{caption}</caption>{head}<tbody>{''.join(lines)}</tbody></table>"


def notebook(*fragments: str) -> NotebookNode:
    """The fragments as outputs of an executed notebook, with all that must not be published around them."""
    cells = [new_markdown_cell(f"# {SECRET}", metadata={"tags": ["analyst"]})]
    for number, fragment in enumerate(fragments, start=1):
        outputs = [
            new_output("stream", name="stderr", text=SECRET),
            new_output("execute_result", {"text/html": fragment, "text/plain": SECRET}, execution_count=number),
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
        alt=ALT, secret=SECRET, report=(cover(), ONE_PAGE, FIGURE, CHAPTER, table(12), ANNEX),
    )  # fmt: skip


@pytest.fixture
def page(made: SimpleNamespace) -> Callable[..., str]:
    """The published page of some fragments; of the whole report where none is given."""
    from heard.press.html import publishable

    return lambda *fragments: publishable(made.notebook(*(fragments or made.report)))[0]
