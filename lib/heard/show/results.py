"""The sentences of one result, how it was judged, and what is missing, by what that costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import Formatter

from heard.english import agreed, capital, number, on_record, one, out_of
from heard.measures.measure import Says
from heard.model.commitment import Commitment
from heard.model.missing import Missing, Record, Why
from heard.model.result import Finding, Result, Tally
from heard.model.standards import Standards
from heard.model.state import State
from heard.model.tables import UNDERSTOOD
from heard.page.blocks import ANNEX, Details, Words, bullets, code, details, paragraph, span, strong, text_of, words
from heard.show.marks import IN_LAW
from heard.year import Year

Reasons = Sequence[tuple[str | Words, int]]  # why, each with how many
MOST_REASONS = 3


def is_law(year: Year, result: Result) -> bool:
    """Whether a result is shown in a chapter of the law, and speaks of single consultations."""
    return result.unit == "activity" and year.params.strategy.is_law(year.shown_at.get(result.measure, ""))


def sentences(year: Year, result: Result) -> Words:
    """All that is said of a result."""
    if not result.all.units:
        return words(f"There were no {year.measures[result.measure].says.noun} in the year to ask this of.")
    return words(*_counted(year, result), *_uncounted(year, result), between=" ")


def in_short(year: Year, result: Result, *, gaps_follow: bool = False) -> str:
    """How many did it, in one sentence; "" where nothing can be counted.

    Where others have no record it speaks of those we can judge, unless `gaps_follow` and it is a plain count.
    """
    says, tally = year.measures[result.measure].says, result.all
    met, of = tally.n(State.MET), tally.counted
    if not of:
        return ""
    if result.unit == "year":
        return f"{capital(result.findings[0].reason)}."
    untold = tally.n(State.NO_EVIDENCE)
    if is_of_record(result):
        of, untold = of + untold, 0
    known = not untold or (gaps_follow and met not in (0, of))
    if is_law(year, result):
        rest = "not on record" if is_of_record(result) else IN_LAW[State.NOT_MET]
        return on_record(met, tally.n(State.PARTLY), of, says.noun, rest, known=known, sparse=untold > of)
    which = "" if is_of_record(result) else narrowed(tally)
    return out_of(met, of, says.noun, says.done, says.undone, known=known, sparse=untold > of, narrowed=which)


def narrowed(tally: Tally) -> str:
    """Which alone are counted, where others have no record, are not due yet, or are none that a measure applies to."""
    if tally.n(State.NO_EVIDENCE):
        return "we can judge"
    if tally.n(State.NOT_YET_DUE):
        return "where this is due"
    return "where this applies" if tally.n(State.NOT_APPLICABLE) else ""


def is_of_record(result: Result) -> bool:
    """Whether it asks if there is a record at all, so that none is its answer and no gap."""
    return {state for _, state in result.rules} == {State.MET, State.NO_EVIDENCE}


def _counted(year: Year, result: Result) -> Iterator[str | Words]:
    if result.unit == "year" and result.all.counted:
        yield result.content or in_short(year, result)
    else:
        within = limit(year.measures[result.measure].says, year.params.standards)
        counted = in_short(year, result, gaps_follow=True)
        yield f"{counted.removesuffix('.')}: {within}." if counted and within else counted
    openings = {State.PARTLY: "In part", State.NOT_MET: "Not so"}
    if is_law(year, result):
        openings = {State.PARTLY: "Partly on record", State.NOT_MET: "Otherwise on record"}
    for state, opening in openings.items():
        if result.all.n(state):
            closer = result.shortfall if state is State.NOT_MET else ()
            yield words(f"{opening}: ", _with_counts(closer or _reasons(_of(result, state))), ".")


def _uncounted(year: Year, result: Result) -> Iterator[str | Words]:
    """What is not counted, how often; why, on the web page."""
    noun, untold = year.measures[result.measure].says.noun, _of(result, State.NO_EVIDENCE)
    if untold and not is_of_record(result):
        whom = f" for {number(len(untold))}" if result.all.units > 1 else ""
        yield _with_reasons(f"We cannot tell{whom}", _reasons(untold), on_paper=not result.all.counted)
    if n := result.all.n(State.NOT_YET_DUE):
        yield f"A further {number(n)} {agreed(n, 'are')} not due yet."
    if none := _of(result, State.NOT_APPLICABLE):
        whom = f"the one {one(noun)}" if result.all.units == 1 else number(len(none))
        yield _with_reasons(f"It does not apply to {whom}", _reasons(none), on_paper=False)


def _with_reasons(opening: str, reasons: Reasons, *, on_paper: bool) -> Words:
    why = words(": ", _with_counts(reasons, alone=True))
    return words(opening, why if on_paper else span(ANNEX, why), ".")


def _of(result: Result, state: State) -> list[Finding]:
    return [finding for finding in result.findings if finding.state is state]


def _reasons(findings: Iterable[Finding]) -> Reasons:
    """Why, most often first, and of those as often first what begins with a name; the rarest are told together."""
    counts = Counter(why_missing(finding) for finding in findings)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], isinstance(item[0][0], str), text_of(item[0])))
    first, rest = ordered[:MOST_REASONS], ordered[MOST_REASONS:]
    return [*first, *([(words("other reasons"), sum(n for _, n in rest))] if rest else [])]


def _with_counts(reasons: Reasons, *, alone: bool = False) -> Words:
    if alone and len(reasons) == 1:
        return words(reasons[0][0])
    return words(*(words(why, f" ({number(n)})") for why, n in reasons), between="; ")


def limit(says: Says, standards: Standards) -> str:
    """The limit of a measure and whose it is: `within 183 days of closing (our figure)`; "" where it has none."""
    names = [name for _, name, _, _ in Formatter().parse(says.limit) if name]
    if not names:
        return ""
    values = {name: getattr(standards, name) for name in names}
    words = says.limit.format(**values).replace("the 1 years ", "the year ").replace(" 1 years", " 1 year")
    return f"{words} ({whose(names, standards)})"


def whose(names: list[str], standards: Standards) -> str:
    """Whether figures are the strategy's or ours, and whether they were changed."""
    owner = "the strategy's" if all(standards.notes[name].strategy for name in names) else "our"
    changed = ", changed" if set(names) & set(standards.changed) else ""
    return f"{owner} figure{'s' if len(names) > 1 else ''}{changed}"


RECORDS: Mapping[str, str] = {
    "activities": "consultations and engagement",
    "activities.closed_on": "the day each activity closed",
    "activities.service": "which service ran each activity",
    "activities.purpose": "what each activity was for",
    "activities.stage": "the stage each activity was at",
    "activities.scale": "which consultations were of a larger scale",
    "activities.significance": "which consultations were significant",
    "activities.impact_considered_on": "when the impact was considered",
    "activities.public_interest_considered_on": "when the public's interest was weighed",
    "activities.statutory_basis": "which consultations the law asked for",
    "activities.equality_needed": "whether equality had to be looked at",
    "activities.equality_done_on": "when equality was looked at",
    "activities.affected_listed_on": "when those affected were named",
    "activities.planned_on": "when each activity was planned",
    "activities.shared_with": "with whom each plan was shared",
    "activities.budget": "the money planned for each activity",
    "activities.staff_days_planned": "the staff days planned for each activity",
    "activities.asked_what_matters": "whether people were asked what they value most",
    "activities.what_people_valued": "what people said they value most",
    "activities.fed_back": "whether anything was published back",
    "activities.withdrawn_because": "why an activity was withdrawn",
    "activities.decision_planned_on": "the day a decision was planned for",
    "activities.proposal_final_on": "when each proposal became final",
    "activities.follows": "what engagement came before",
    "activities.recorded_on": "when each activity was entered",
    "activities.lead_id": "who led each activity",
    "activities.evaluated_on": "when each activity was looked back on",
    "activities.lesson": "what was learned",
    "publicity": "what was published to tell people",
    "openings": "the spells in which activities were open",
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
    "board_items": "what the Partnership Boards took up",
    "organisations": "work with local organisations",
    "training": "training of staff",
    "forward_plan": "the forward plan",
    "toolkit": "the Consultation Toolkit",
    "practice": "lessons shared",
    "member_actions": "what members did",
    "advocacy": "issues raised for others",
    "key_decisions": "the Council's list of decisions",
    "key_decisions.expectation": "whether people could expect to be asked",
    "key_decisions.statutory_basis": "which decisions the law requires asking for",
    "committee": "what the Committee considered",
    "web_listing": "the public web pages",
    "contacts": "links and contacts",
    "judgements": "scores by assessors",
    "actions": "last year's actions",
}

NEEDS: Mapping[str, Record] = {  # of what is described and not judged, the record that it is from
    "ways_used": Record("channels"),
    "regular_feedback": Record("service_feedback"),
    "purposes_served": Record("activities", "purpose"),
    "engagement_days": Record("activities", "closed_on"),
    "spells": Record("activities", "closed_on"),
    "member_actions_by_kind": Record("member_actions"),
    "outcomes": Record("decisions"),
    "issues_answered": Record("board_meetings"),
    "items_answered": Record("board_items"),
    "statutory_consultations": Record("activities", "statutory_basis"),
    "resources": Record("activities"),
    "challenges": Record("decisions"),
    "took_part_like_the_county": Record("responses"),
    "answered_as": Record("responses", "capacity"),
    "load": Record("activities", "closed_on"),
    "whose_word": Record("materials", "checked_by"),
    **{item: Record("responses") for item in UNDERSTOOD},
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
        wanted = [NEEDS[measure] for measure in commitment.measured_by if measure in NEEDS]
        lost = [record for record in wanted if not year.has(*record)]
        return lost[0] if lost and len(lost) == len(wanted) else None
    if any(result.all.units != result.all.n(State.NO_EVIDENCE) for result in serving):
        return None
    counts = Counter(each.record for result in serving for f in result.findings for each in f.missing)
    return min(counts, key=lambda record: (-counts[record], bool(record.column), record), default=None)


MOST_HELP = 3


def evidence(year: Year, result: Result) -> Details:
    """The rule and all that stands behind a result, folded away on screen and left out of what is printed."""
    measure = year.measures[result.measure]
    names = {state: str(state) for state in State} | (IN_LAW if is_law(year, result) else {})
    rules = [words(f"{capital(why)}: ", strong(names[state])) for why, state in result.rules]
    return details(
        f"How we judged: {measure.title[:1].lower()}{measure.title[1:]}",
        paragraph("The first line that fits gives the answer." if len(rules) > 1 else ""),
        bullets(rules, ordered=True),
        map(paragraph, _thresholds(year, result)),
        paragraph(measure.caveat),
        paragraph(_would_help(result)),
        paragraph(f"The evidence is {_whose(measure.word)}.", *_judges(result)),
        paragraph("Every case:", code("findings.csv"), "under", words(code(result.measure), ".")),
        kind=ANNEX,
    )


def _whose(word: str) -> str:
    return word if word.startswith("the ") else f"a{'n' if word[0] in 'aeiou' else ''} {word}"


def _judges(result: Result) -> Iterator[str]:
    if result.described:
        yield "It is described and not judged."
    elif not result.judges(result.all) and result.all.units:
        yield f"It cannot judge the promise{': too little is on record' if result.all.counted else ''}."


def _thresholds(year: Year, result: Result) -> Iterator[str]:
    """The named figures that this measure reads, each the strategy's or ours, and changed where it is."""
    standards = year.params.standards
    for name in result.figures:
        yield figure_in_words(standards, name)


def figure_in_words(standards: Standards, name: str) -> str:
    """A figure, whose it is, and why: `84 (feedback_days): our figure. Twelve weeks; …`"""
    return f"{getattr(standards, name)} ({name}): {whose([name], standards)}. {standards.notes[name].reason}"


def _would_help(result: Result) -> Words:
    missing = Counter(str(each) for f in result.findings if f.state is State.NO_EVIDENCE for each in f.missing)
    counts = [words(code(name), f" ({number(n)})") for name, n in missing.most_common(MOST_HELP)]
    opening = "What would help most, with the cases it bears on: "
    return words(opening, words(*counts, between=", "), ".") if counts else ()
