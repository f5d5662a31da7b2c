"""What is not on record: in plain words, by what it leaves open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from heard.model.commitment import Commitment
from heard.model.missing import Missing, Record, Why
from heard.model.result import Finding
from heard.model.state import State
from heard.page.blocks import Words, code, words
from heard.show.described import DESCRIBED
from heard.year import Year

RECORDS: Mapping[str, str] = {
    "activities": "consultations and engagement",
    "activities.closed_on": "the day each activity closed",
    "activities.service": "which service ran each activity",
    "activities.purpose": "what each activity was for",
    "activities.stage": "the stage each activity was at",
    "activities.scale": "which consultations were of a larger scale",
    "activities.significance": "which consultations were significant",
    "activities.impact_considered_on": "when the impact was considered",
    "activities.expectation": "whether people expected to be asked",
    "activities.statutory_basis": "which consultations the law asked for",
    "activities.equality_needed": "whether equality had to be looked at",
    "activities.equality_done_on": "when equality was looked at",
    "activities.affected_listed_on": "when those affected were named",
    "activities.planned_on": "when each activity was planned",
    "activities.decision_planned_on": "the day a decision was planned for",
    "activities.proposal_final_on": "when each proposal became final",
    "activities.follows": "what engagement came before",
    "activities.recorded_on": "when each activity was entered",
    "activities.lead_id": "who led each activity",
    "activities.evaluated_on": "when each activity was looked back on",
    "activities.lesson": "what was learned",
    "materials": "the papers people were given",
    "channels": "the ways people could take part",
    "affected_groups": "the groups likely to be affected",
    "responses": "responses",
    "population": "who lives here",
    "decisions": "what was decided",
    "decisions.decided_on": "the day of each decision",
    "feedback": "feedback to the public",
    "services": "the services of the Council",
    "service_feedback": "regular feedback to services",
    "boards": "seats on the Partnership Boards",
    "board_meetings": "meetings of the Partnership Boards",
    "training": "training of staff",
    "forward_plan": "the forward plan",
    "toolkit": "the Consultation Toolkit",
    "practice": "lessons shared",
    "member_actions": "what members did",
    "advocacy": "issues raised for others",
    "key_decisions": "the Council's list of decisions",
    "committee": "what the Committee considered",
    "web_listing": "the public web pages",
    "contacts": "links and contacts",
    "judgements": "scores by assessors",
    "actions": "last year's actions",
}


def why_missing(finding: Finding) -> Words:
    """Why nothing can be told of a unit, in words with the address of what is missing."""
    if not finding.missing:
        return words(finding.reason)
    return words(*map(_why, finding.missing), between=", ")


def _why(missing: Missing) -> Words:
    table = missing.table
    match missing.why:
        case Why.NO_TABLE:
            return words(f"no record of {RECORDS.get(table, table)} (", code(table), ")")
        case Why.NO_ROW:
            return words(f"nothing written down of {RECORDS.get(table, table)} (", code(table), ")")
        case Why.BLANK:
            return words(code(str(missing)), " is blank")
        case Why.NO_COLUMN:
            return words(code(str(missing)), " was not supplied")
        case _:
            return words(f"{missing.why} in ", code(table))


def in_words(record: Record) -> Words:
    """A missing table or column in plain words, with its name; a column that has no such words, by its name."""
    name = str(record)
    return words(f"{RECORDS[name]} (", code(name), ")") if name in RECORDS else words(code(name))


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
        described = [DESCRIBED[measure] for measure in commitment.measured_by if measure in DESCRIBED]
        lost = [each.needs for each in described if not each.on_record(year)]
        return lost[0] if lost and len(lost) == len(described) else None
    if any(result.all.units != result.all.n(State.NO_EVIDENCE) for result in serving):
        return None
    wanted = Counter(each.record for result in serving for f in result.findings for each in f.missing)
    return min(wanted, key=lambda record: (-wanted[record], bool(record.column), record), default=None)
