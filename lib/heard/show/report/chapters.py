"""The strategy, chapter by chapter: what became of each commitment, in the same form."""

from __future__ import annotations

from collections.abc import Iterable

from heard.english import capital, listed, number, some
from heard.errors import speaking_of
from heard.model.commitment import Commitment
from heard.model.state import Verdict
from heard.page.blocks import (
    ANNEX,
    Block,
    Blocks,
    Group,
    Span,
    Table,
    figure,
    flow,
    group,
    heading,
    paragraph,
    span,
    table,
    words,
)
from heard.page.charts import MeasureStates, states_by_measure
from heard.show.report.calendar import how_long
from heard.show.report.commentary import commentary_on, commentary_without_a_row, other_replies
from heard.show.report.commitment import commitment_row, stands_alone
from heard.show.results import in_words, lacking, untold
from heard.year import Year

ORDER = (Verdict.KEPT, Verdict.PARTLY_KEPT, Verdict.NOT_KEPT, Verdict.CANNOT_TELL)
IN_COUNTS = {Verdict.CANNOT_TELL: "that we cannot tell"}
A_FEW = 7
OTHERS = (Verdict.NOT_YET_DUE, Verdict.NOT_APPLICABLE, Verdict.DESCRIBED, Verdict.NOT_MEASURED)


def every_chapter(year: Year) -> Blocks:
    """All chapters, under one heading."""
    return flow(
        heading(2, "Chapter by chapter", id="chapters"),
        paragraph(
            "Each row says what became of a commitment and how strongly the strategy puts it.",
            "Then come the counts, and the names of those that fell short.",
            "The rule behind each figure is one step away, on the web page.",
        ),
        (chapter(year, name) for name in year.params.strategy.chapters),
        other_replies(year),
    )


def chapter(year: Year, name: str) -> Group:
    """One chapter: its counts, its chart, its commitments, and what we cannot tell for want of a record."""
    commitments = year.params.strategy.of_chapter(name)
    with_a_row = [each for each in commitments if not lacking(year, each) and stands_alone(year, each)]
    return group(
        heading(3, year.params.strategy.chapters[name].title, id=f"chapter-{name}"),
        paragraph(in_numbers(year, commitments), _of_law(year, name)),
        commentary_on(year, name),
        _chart(year, name, with_a_row),
        (_row(year, each) for each in with_a_row),
        _cannot_tell(year, name, commitments),
        commentary_without_a_row(year, (each for each in commitments if each not in with_a_row)),
        element="section",
    )


def in_numbers(year: Year, commitments: tuple[Commitment, ...]) -> str:
    """The counts of a chapter: its promises by what became of them, and what it describes."""
    promises = [each for each in commitments if each.is_promise]
    others = sum(not each.is_promise and not each.letter for each in commitments)
    described = f"describes {some(others, 'things')}, counted apart." if others else ""
    if not promises:
        return f"This chapter makes no promise; it {described}"
    outcomes = year.verdicts(promises)
    counts = listed(
        f"{number(outcomes[each])} {IN_COUNTS.get(each, each)}" for each in (*ORDER, *OTHERS) if outcomes[each]
    )
    return f"{capital(some(len(promises), 'promises'))}: {counts}." + (
        f" The chapter also {described}" if others else ""
    )


def _row(year: Year, commitment: Commitment) -> Group:
    with speaking_of(f"commitment {commitment.id}"):
        return commitment_row(year, commitment)


def _of_law(year: Year, name: str) -> str:
    if not year.params.strategy.chapters[name].law:
        return ""
    return "This chapter says what is on record. It does not say whether any consultation was lawful."


def _chart(year: Year, name: str, with_a_row: list[Commitment]) -> Block | None:
    """One chart: in a chapter of the law how long consultations were open, elsewhere the states of its checks.

    A chart of a few bars says no more than the rows below it, and is left out on paper.
    """
    if year.params.strategy.chapters[name].law:
        return how_long(year)
    here = {each.id for each in with_a_row}
    rows = [
        MeasureStates(year.measures[result.measure].title, {state: len(ids) for state, ids in result.all.ids.items()})
        for result in year.assessment.results
        if year.shown_at.get(result.measure) in here and result.all.units > 1 and not result.by_assessors
    ]
    if len(rows) < 2:
        return None
    title = year.params.strategy.chapters[name].title
    chart = figure(states_by_measure(rows, title=f"{title}: how many did it?"))
    return group(chart, kind=ANNEX) if len(rows) <= A_FEW else chart


def _cannot_tell(year: Year, name: str, commitments: Iterable[Commitment]) -> Table | None:
    """What cannot be told, said once for each record that is missing."""
    rows = [
        (in_words(record), words(*map(_untold, several), between="; "))
        for record, several in untold(year, commitments).items()
    ]
    caption = f"{year.params.strategy.chapters[name].title}: what we cannot tell, by the record that is missing"
    return table(caption, ("No record of", "Statements"), rows)


def _untold(commitment: Commitment) -> Span:
    return span("", f"{commitment.id} {commitment.title}", id=commitment.id)
