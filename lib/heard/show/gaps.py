"""What is not on record: what it would settle, and which commitments cannot be told for want of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from heard.model.commitment import Commitment
from heard.model.missing import Record
from heard.model.state import State
from heard.show.records_in_words import NEEDS
from heard.year import Year


@dataclass(frozen=True)
class Gap:
    """A table or a column that is missing, and what filling it would settle."""

    record: Record
    measures: tuple[str, ...]
    units: int
    findings: int


def gaps(year: Year) -> tuple[Gap, ...]:
    """What is missing, first what would settle most findings. A finding that lacks several things counts for each."""
    measures: dict[Record, set[str]] = {}
    units: dict[Record, set[tuple[str, str]]] = {}
    findings: Counter[Record] = Counter()
    for finding in (f for result in year.assessment.results for f in result.findings):
        if finding.state is State.NO_EVIDENCE:
            for record in {missing.record for missing in finding.missing}:
                measures.setdefault(record, set()).add(finding.measure)
                units.setdefault(record, set()).add((finding.unit, finding.unit_id))
                findings[record] += 1
    all_gaps = (Gap(record, tuple(sorted(measures[record])), len(units[record]), n) for record, n in findings.items())
    return tuple(sorted(all_gaps, key=lambda gap: (-gap.findings, gap.record)))


def untold(year: Year, commitments: Iterable[Commitment]) -> dict[Record, list[Commitment]]:
    """The commitments of which we cannot tell for want of a record, by the record that is missing most."""
    left_open: dict[Record, list[Commitment]] = {}
    for commitment in commitments:
        record = lacking(year, commitment)
        if record is not None:
            left_open.setdefault(record, []).append(commitment)
    return dict(sorted(left_open.items(), key=lambda item: (-len(item[1]), item[0])))


def lacking(year: Year, commitment: Commitment) -> Record | None:
    """The record for want of which nothing at all can be told of a commitment; None where something can."""
    family = (commitment, *year.params.strategy.parts_of(commitment.id))
    serving = [result for member in family for result in year.serving(member)]
    if not serving:
        wanted = [NEEDS[measure] for measure in commitment.measured_by if measure in NEEDS]
        lost = [record for record in wanted if not year.has(*record)]
        return lost[0] if lost and len(lost) == len(wanted) else None
    if any(result.all.units != result.all.n(State.NO_EVIDENCE) for result in serving):
        return None
    counts = Counter(each.record for result in serving for f in result.findings for each in f.missing)
    return min(counts, key=lambda record: (-counts[record], bool(record.column), record), default=None)
