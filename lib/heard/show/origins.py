"""Where numbers are from: the cells of the open data that a result or a group of people has, and counts of promises."""

from __future__ import annotations

from heard.model.people import DID_NOT_SAY
from heard.model.result import Result
from heard.page.blocks import Origin, Some, Span, Traced, words

RESULTS, PEOPLE, COMMITMENTS = "results.csv", "people.csv", "commitments.csv"
OF_ALL = "all"  # the group of all units
OF_JUDGED = "judged"  # promises that could be judged
ROW_OF_PROMISES = "promises"  # stands for a row: how many promises of the first page came to each verdict


def told_of(result: Result, period: str, sentence: Some, *columns: str) -> Span:
    """Words whose numbers are these columns of a result, of all its units."""
    return counted_in(period, result.measure, "".join(result.serves[:1]), sentence, *columns)


def counted_in(period: str, measure: str, commitment: str, sentence: Some, *columns: str) -> Span:
    """Words whose numbers are these columns of what a measure came to in a period; no cell, where it served nothing."""
    return Span("", words(sentence), origin=_of_result(period, measure, commitment, *columns) if commitment else None)


def from_result(cell: int | Some, result: Result | None, period: str, *columns: str) -> int | Some | Traced:
    """A cell whose numbers are these columns of a result, of all its units; as it is where there is no result."""
    if result is None or not result.serves:
        return cell
    return Traced(cell, _of_result(period, result.measure, result.serves[0], *columns))


def _of_result(period: str, measure: str, commitment: str, *columns: str) -> Origin:
    return Origin(RESULTS, (measure, commitment, period, OF_ALL), columns)


def of_promises(sentence: Some, *verdicts: str) -> Span:
    """Words whose numbers are how many promises came to each of these verdicts; `OF_ALL` and `OF_JUDGED` too."""
    return Span("", words(sentence), origin=Origin(COMMITMENTS, (ROW_OF_PROMISES,), verdicts))


def from_people(cell: Some, characteristic: str, category: str, *columns: str) -> Traced:
    """A cell whose numbers are these columns of `people.csv`; no category is those who did not say."""
    return Traced(cell, Origin(PEOPLE, (characteristic, category or DID_NOT_SAY), columns))
