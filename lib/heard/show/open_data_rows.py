"""The rows of the open data: a commitment, a measure and group, a unit of a measure, or a group of people each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from heard.maths.suppress import Symbol
from heard.model.assessment import Assessment
from heard.model.people import DID_NOT_SAY, Category, Characteristic, People
from heard.model.result import Finding, Result, Tally
from heard.model.state import State
from heard.model.tables import CAPACITY

Row = tuple[str, ...]

COMMITMENTS = ("commitment", "text", "state", "decided_by", "reason")
RESULTS = (
    "measure", "definition", "commitment", "period", "group", "units", "met", "partly", "not_met", "no_evidence",
    "not_yet_due", "not_applicable", "counted", "value", "judges", "reason",
)  # fmt: skip
PEOPLE = (
    "characteristic", "category", "people", "share", "population", "population_share", "ratio", "flagged", "total",
    "source",
)  # fmt: skip
FINDINGS = ("measure", "unit", "unit_id", "state", "reason", "source")
PERSON = "person"  # a unit that is never a row of any output


def commitment_rows(assessment: Assessment) -> list[Row]:
    """One row per id of the strategy, parts included, measured or not."""
    return sorted(
        (each.commitment, each.text, each.verdict.value, ";".join(each.decided_by), each.reason)
        for each in assessment.outcomes
    )


def result_rows(assessment: Assessment) -> list[Row]:
    """One row per measure, commitment it serves, and group."""
    return sorted(
        (result.measure, str(result.definition), commitment, assessment.period, tally.group, *_counts(result, tally))
        for result in assessment.results
        for commitment in result.serves
        for tally in result.tallies
    )


def finding_rows(assessment: Assessment) -> Iterator[Row]:
    """One row per measure and unit, sorted; persons are counted in the results and named nowhere."""
    for result in sorted(assessment.results, key=lambda result: result.measure):
        yield from _finding_rows(result.findings)


def people_rows(people: People) -> list[Row]:
    """One row per characteristic and category, those who did not say included; and per capacity, beside no population.

    What is hidden, or would give away what is hidden, is `[c]`; a comparison that cannot be made is empty.
    """
    rows = [row for characteristic in people.characteristics for row in _people(characteristic)]
    return sorted([*rows, *_answered_as(people)])


def carried_over_rows(findings: Iterable[Finding]) -> list[Row]:
    """One row per measure and activity that was not yet due in last year's report."""
    return _finding_rows(findings)


def _finding_rows(findings: Iterable[Finding]) -> list[Row]:
    return sorted(
        (found.measure, found.unit, found.unit_id, found.state.value, found.reason, ";".join(map(str, found.source)))
        for found in findings
        if found.unit != PERSON
    )


def _counts(result: Result, tally: Tally) -> Row:
    states = (str(tally.n(state)) for state in State)
    judges = "yes" if result.judges(tally) else "no"
    return (str(tally.units), *states, str(tally.counted), _share(tally.value), judges, tally.reason)


def _share(value: Fraction | None) -> str:
    """Four places, halves up; empty where nothing was counted."""
    if value is None:
        return ""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str(exact.quantize(Decimal("0.0001"), ROUND_HALF_UP))


def _people(characteristic: Characteristic) -> Iterator[Row]:
    name, total, source = characteristic.name, str(characteristic.total), characteristic.source
    counts = (*(category.people for category in characteristic.categories), characteristic.unknown)
    hides = any(isinstance(count, Symbol) for count in counts)
    for category in characteristic.categories:
        yield name, category.name, str(category.people), *_compared(category, hides=hides), total, source
    unsaid = _decimal(characteristic.share_unknown, hidden=hides)
    yield name, DID_NOT_SAY, str(characteristic.unknown), unsaid, "", "", "", "", total, source


def _answered_as(people: People) -> Iterator[Row]:
    total = str(people.answered_as.total)
    for word, n in people.answered_as.cells.items():
        yield CAPACITY, word or DID_NOT_SAY, str(n), "", "", "", "", "", total, ""


def _compared(category: Category, *, hides: bool) -> Row:
    """Its share, the population and its share of it, their ratio, and whether that is low."""
    hidden = hides and category.share is None and category.population_share is not None
    flagged = "" if category.ratio is None else "yes" if category.flagged else "no"
    return (
        _decimal(category.share, hidden=hidden),
        "" if category.population is None else str(category.population),
        _decimal(category.population_share),
        _decimal(category.ratio, hidden=hidden),
        Symbol.CONFIDENTIAL.value if hidden else flagged,
    )


def _decimal(value: float | None, *, hidden: bool = False) -> str:
    """Four places; the symbol where it is hidden, and empty where it cannot be worked out."""
    if value is not None:
        return f"{value:.4f}"
    return Symbol.CONFIDENTIAL.value if hidden else ""
