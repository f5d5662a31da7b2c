"""Whose word the evidence is: who checked the documents, who raised issues for others, and who scored."""

from __future__ import annotations

from typing import NamedTuple

from heard.measures.amounts.agreement import judgements_made
from heard.measures.amounts.behind import behind
from heard.measures.amounts.counts import words_of
from heard.measures.cases import Cases, Nothing, Rows
from heard.measures.columns import Columns
from heard.measures.units import consultations, issues
from heard.measures.words import its_materials
from heard.model.figures import Figures, Line

DOCUMENTS, ISSUES, SCORES = "documents", "issues", "scores"
NOBODY = "not recorded"


def whose_word(year: Columns) -> Figures:
    """Documents of the consultations by who checked them, advocates' issues by who raised them, scores by assessor."""
    title, columns = "Whose word it is", ("what, and whose word", "number")
    closed, scores = consultations(year), judgements_made(year)
    documents = _counted(its_materials(closed) if isinstance(closed, Cases) else closed, "checked_by", DOCUMENTS)
    raised = _counted(issues(year), "raised_by", ISSUES)
    scored = tuple(Line((f"{SCORES}: {line.cells[0]}", line.cells[1]), line.source) for line in scores.lines)
    lines = (*documents.lines, *raised.lines, *scored)
    missing = (*documents.missing, *raised.missing, *scores.missing)
    n = sum(int(str(line.cells[1])) for line in lines)
    n_unsaid = sum(int(str(line.cells[1])) for line in lines if str(line.cells[0]).endswith(NOBODY))
    return Figures("whose_word", title, columns, lines, n - n_unsaid, n, "documents, issues and scores", missing)


class Counted(NamedTuple):
    """The lines of one kind of record, and what would tell, where that was not supplied."""

    lines: tuple[Line, ...] = ()
    missing: tuple[str, ...] = ()


def _counted(rows: Cases | Rows | Nothing, column: str, what: str) -> Counted:
    """How many of these rows name each of those whose word it can be, and how many name nobody."""
    if isinstance(rows, Nothing):
        return Counted(missing=(str(rows.missing),))
    whose, source = rows.column(column), behind(rows)
    if not whose.supplied:
        return Counted(missing=tuple(map(str, whose.missing)))
    places = {word: whose.values == word for word in words_of(whose.missing[0].table, column)} | {NOBODY: whose.blank}
    lines = tuple(Line((f"{what}: {name}", int(here.sum())), source(here)) for name, here in places.items())
    return Counted(lines if rows.n else ())
