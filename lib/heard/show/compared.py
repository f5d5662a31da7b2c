"""What is usual among councils that count the same: spreads, and never a rank, nor a council beside its share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from heard.english import number, some
from heard.history.packs import Pack, Row
from heard.maths.five_numbers import Spread, spread
from heard.measures import MEASURES
from heard.model.state import State
from heard.model.usual import FEWEST_COUNCILS, FEWEST_UNITS, Usual
from heard.page.blocks import Block, Blocks, Cover, bullets, flow, heading, paragraph, table

TITLE = "Are we normal?"
STATES = tuple(State)


def compared(packs: Iterable[Pack]) -> tuple[Usual, ...]:
    """Each measure that at least ten councils count, 20 units each, in one definition; by the measure's name."""
    rows: defaultdict[tuple[str, int], dict[str, Row]] = defaultdict(dict)
    for pack in packs:
        for row in pack.results:
            if row["group"] == "all" and int(row["counted"]) >= FEWEST_UNITS:
                rows[row["measure"], int(row["definition"])][pack.title] = row
    return tuple(
        _compared(measure, definition, list(by_council.values()))
        for (measure, definition), by_council in sorted(rows.items())
        if len(by_council) >= FEWEST_COUNCILS
    )


def _compared(measure: str, definition: int, rows: Sequence[Row]) -> Usual:
    shares = [int(row["met"]) / int(row["counted"]) for row in rows]
    states = {state: sum(int(row[state.column]) for row in rows) for state in STATES}
    return Usual(measure, definition, len(rows), spread(shares), states)


def compare_page(found: Sequence[Usual], councils: int, left_out: Sequence[str]) -> Blocks:
    """The page: how many packs were read, a table of the spreads, one of the states, and what was left out."""
    titles = {measure.id: measure.title for measure in MEASURES}
    return flow(
        _cover(),
        heading(2, "What is usual", id="usual"),
        paragraph(*_opening(found, councils), kind="lede"),
        paragraph(
            "Half of the councils lie between the two middle columns. No council is named, and none is ranked.",
            kind="note",
        ),
        table(
            "The share that was met, out of a hundred",
            ("Check", "Councils", "Least", "A quarter below", "Middle", "A quarter above", "Most"),
            [(titles.get(each.measure, each.measure), each.councils, *_hundredths(each.spread)) for each in found],
        ),
        table(
            "Where the cases lie",
            ("Check", *(state.value.capitalize() for state in STATES)),
            [(titles.get(each.measure, each.measure), *each.states.values()) for each in found],
            kind="wide",
        ),
        _left_out(left_out),
    )


def _opening(found: Sequence[Usual], councils: int) -> Iterator[str]:
    yield f"{some(councils, 'packs')} could be compared."
    fewest = f"{FEWEST_COUNCILS} councils or more that count {FEWEST_UNITS} cases or more each, by one definition"
    yield f"{some(len(found), 'checks')} have {fewest}." if found else f"No check has {fewest}."


def _hundredths(of: Spread) -> tuple[int, ...]:
    return tuple(round(100 * value) for value in (of.least, of.quarter, of.middle, of.three_quarters, of.most))


def _left_out(sentences: Sequence[str]) -> Iterator[Block | None]:
    if sentences:
        yield heading(2, "What was left out", id="left-out")
        yield paragraph(f"{number(len(sentences))} of the packs given could not be used.")
        yield bullets(list(sentences))


def _cover() -> Cover:
    name = "What is usual among councils"
    about = flow(paragraph("From what councils published of themselves, and nothing of their records."))
    return Cover("heard", TITLE, name, about, f"{TITLE} {name}", "", draft=False, sample=False, short=True, sheet=False)
