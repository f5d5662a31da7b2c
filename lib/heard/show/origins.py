"""Where the numbers of a table are from: the cells of the open data that a result, or a group of people, has."""

from __future__ import annotations

from heard.model.people import DID_NOT_SAY
from heard.model.result import Result
from heard.page.blocks import Origin, Some, Span, Traced, words

RESULTS, PEOPLE = "results.csv", "people.csv"
OF_ALL = "all"  # the group of all units


def told_of(result: Result, period: str, sentence: Some, *columns: str) -> Span:
    """Words whose numbers are these columns of a result, of all its units."""
    row = (result.measure, *result.serves[:1], period, OF_ALL)
    return Span("", words(sentence), origin=Origin(RESULTS, row, columns) if result.serves else None)


def from_result(cell: int | Some, result: Result | None, period: str, *columns: str) -> int | Some | Traced:
    """A cell whose numbers are these columns of a result, of all its units; as it is where there is no result."""
    if result is None or not result.serves:
        return cell
    return Traced(cell, Origin(RESULTS, (result.measure, result.serves[0], period, OF_ALL), columns))


def from_people(cell: Some, characteristic: str, category: str, *columns: str) -> Traced:
    """A cell whose numbers are these columns of `people.csv`; no category is those who did not say."""
    return Traced(cell, Origin(PEOPLE, (characteristic, category or DID_NOT_SAY), columns))
