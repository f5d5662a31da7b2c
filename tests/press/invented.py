"""An executed notebook such as show would leave: every kind of fragment the page knows, with invented words."""

from __future__ import annotations

import base64
from collections.abc import Iterable

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

CHART = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 180" width="640" height="180" font-family="DejaVu Sans" font-size="14">
<text x="0" y="20">Open for at least the promised time</text>
<rect x="150" y="40" width="420" height="24" fill="#0a4d68"/><text x="0" y="58">Libraries</text><text x="580" y="58">12 of 14</text>
<rect x="150" y="80" width="280" height="24" fill="#0a4d68"/><text x="0" y="98">Transport</text><text x="440" y="98">8 of 12</text>
<rect x="150" y="120" width="90" height="24" fill="#0a4d68"/><text x="0" y="138">Adult care</text><text x="250" y="138">3 of 11</text>
</svg>"""
PICTURE = "data:image/svg+xml;base64," + base64.b64encode(CHART.encode()).decode()

COVER = """<header class="cover" data-title="Were people heard? 2024-25" data-date="2025-06-19" data-draft="yes" data-sample="yes">
<p class="council">Fenland and Ouse County Council</p>
<h1>Were people heard? 2024-25</h1>
<p class="lede">What the Council promised when it asks people what they think, and what its own records show it did.</p>
<dl class="facts"><div><dt>Committee</dt><dd>Communities and Partnerships Committee</dd></div>
<div><dt>Meeting</dt><dd>19 June 2025</dd></div><div><dt>Period</dt><dd>1 April 2024 to 31 March 2025</dd></div>
<div><dt>As at</dt><dd>1 June 2025</dd></div><div><dt>Prepared by</dt><dd>Research Group</dd></div></dl>
</header>"""

STATES = {"kept": "●", "partly kept": "◐", "not kept": "○", "cannot tell": "?"}


def state(word: str) -> str:
    """A verdict as show writes it: a shape and a word."""
    name = word.removesuffix(" kept").replace("not", "not-kept").replace(" ", "-") if word != "kept" else "kept"
    return f'<span class="state {name}"><span aria-hidden="true">{STATES[word]}</span> {word}</span>'


def table(rows: int, columns: int = 4, caption: str = "Consultations of the year", css: str = "") -> str:
    """A table of so many rows; row n is called `Consultation n`."""
    heads = "".join(f'<th scope="col" class="number">Column {n}</th>' for n in range(2, columns + 1))
    body = "".join(
        f'<tr><th scope="row">Consultation {row}</th>'
        + "".join(f'<td class="number">{row * column}</td>' for column in range(2, columns + 1))
        + "</tr>"
        for row in range(1, rows + 1)
    )
    return (
        f'<table class="{css}"><caption>{caption}</caption><thead><tr><th scope="col">What</th>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def commitment(id: str, title: str, word: str) -> str:
    """One commitment of a chapter."""
    return f"""<article class="commitment"><h4 id="{id}">{title} <span class="id">{id}</span></h4>
<p class="verdict">{state(word)} · <q>the Council should feed back how people’s views were used</q></p>
<p>47 of 63 fed back in time: by the day promised, or within 12 weeks where no day was promised (our figure). 9 were late, by 4 to 61 days; 7 have not fed back.</p>
<p class="named"><strong>Named:</strong> Library opening hours; Guided busway fares; Day centres in East Cambridgeshire; Winter gritting routes; and 12 more.</p>
<details><summary>The rule, and whose word it is</summary><p>The first feedback after closing, on or before the day promised. A public record.</p></details></article>"""


ONE_PAGE = f"""<h2>On one page</h2>
<p class="lede">63 consultations and 41 other engagements closed in 2024-25. Of the 52 promises in the strategy we could judge 40: 16 kept, 19 partly kept, 5 not kept.</p>
<dl class="figures"><div><dt>consultations closed</dt><dd>63</dd></div><div><dt>promises kept, of 40 we could judge</dt><dd>16</dd></div>
<div><dt>not kept</dt><dd>5</dd></div><div><dt>we cannot tell</dt><dd>6</dd></div></dl>
{table(9, 6, "Promises by chapter of the strategy")}
<h3>What most needs attention</h3>
<ol class="attention"><li><strong>7 of 63 have not fed back.</strong> People who took part do not know what came of it. <a href="#PROMISE-3">Why</a></li>
<li><strong>No record of training for 11 officers.</strong> We cannot tell whether they were trained.</li></ol>
<h3>What the Committee is asked to do</h3>
<ol class="asks"><li>Ask each service to publish what became of the 7 by 30 September 2025. <em>Head of Communications, PROMISE-5.</em></li>
<li>Agree that a day for feedback is set before a consultation opens. <em>Research Group.</em></li></ol>
<ul class="marks"><li><a href="#PROMISE-3" class="state partly"><span aria-hidden="true">◐</span> PROMISE-3<span class="hidden">, partly kept</span></a></li>
<li><a href="#PROMISE-5" class="state kept"><span aria-hidden="true">●</span> PROMISE-5<span class="hidden">, kept</span></a></li></ul>"""

FIGURES = f"""<h2>The year in figures</h2><p>One chart and its table.</p>
<figure><img src="{PICTURE}" alt="Libraries kept to the time in 12 of 14 consultations, transport in 8 of 12, adult care in 3 of 11.">
<figcaption>Consultations open for at least the promised time, by service.</figcaption></figure>
{table(12, 5, "Consultations by service")}
<blockquote class="commentary"><p>It was a year of transport schemes, and they are slow to report.</p><footer>Research Group</footer></blockquote>"""

CHAPTER = f"""<h2>Chapter by chapter</h2><h3>The promise</h3>
{commitment("PROMISE-3", "Know how their feedback has been used", "partly kept")}
{commitment("PROMISE-5", "Feed back why", "kept")}
{commitment("PROMISE-6", "Monitored by the Committee", "not kept")}
{commitment("PROMISE-7", "Written jointly", "cannot tell")}"""

TRUST = f"""<h2>How far to trust this</h2><p class="note">Five rows were set aside.</p>{table(240, 5, "Rows of the register")}"""

ANNEX = f"""<section class="annex"><h2>Annex: every activity</h2>{table(30, 12, "Every activity and measure", "grid")}</section>"""


def notebook(fragments: Iterable[str] = (COVER, ONE_PAGE, FIGURES, CHAPTER, TRUST, ANNEX)) -> NotebookNode:
    """The fragments as outputs of an executed notebook, each below a note that only the analyst reads."""
    cells = [new_markdown_cell("# For the analyst", metadata={"tags": ["analyst"]})]
    for number, fragment in enumerate(fragments, start=1):
        outputs = [
            new_output("stream", name="stderr", text="a warning that nobody should read"),
            new_output("execute_result", {"text/html": fragment, "text/plain": "Fragment"}, execution_count=number),
        ]
        cells.append(new_code_cell("year.something_secret()", outputs=outputs, execution_count=number))
    made = new_notebook(cells=cells)
    for number, cell in enumerate(made.cells):
        cell.id = f"cell-{number}"
    nbformat.validate(made)
    return made
