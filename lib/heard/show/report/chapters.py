"""The strategy, chapter by chapter: what became of each commitment, in the same form, and how it was judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from heard.english import capital, listed, number, some
from heard.errors import speaking_of
from heard.model.commitment import Commitment
from heard.model.result import Outcome, Result
from heard.model.state import SHORT_OF, State, Verdict
from heard.page.blocks import (
    ANNEX,
    Block,
    Blocks,
    Details,
    Group,
    Items,
    Para,
    Some,
    Span,
    Table,
    Words,
    bullets,
    code,
    details,
    figure,
    flow,
    group,
    heading,
    link,
    paragraph,
    quoted,
    span,
    strong,
    table,
    words,
)
from heard.page.charts import MeasureStates, states_by_measure
from heard.show.described import DESCRIBED
from heard.show.gaps import NEEDS, lacking, untold
from heard.show.marks import SAYS, named, shown
from heard.show.records_in_words import in_words
from heard.show.report.quotations import (
    commentary_on,
    commentary_without_a_row,
    in_the_words_of_the_record,
    other_replies,
)
from heard.show.report.when import how_long
from heard.show.results import evidence, sentences
from heard.year import Year

LONGEST_HEADING = 75
UNNAMED = ("year", "person", "action")  # there is one, or it is a person, or it is named elsewhere
SOME_UNTOLD = "Enough of those we can judge did it. With those that have no record there are too few to call it kept."
TOO_LITTLE = "Too little is on record to judge by."


def commitment_row(year: Year, commitment: Commitment) -> Group:
    """A commitment as every chapter shows it: its words or its title, what became of it, how firm it is, the counts."""
    outcome = year.outcomes[commitment.id]
    name = commitment.text.rstrip(".:") if is_short(commitment) else capital(commitment.title)
    opening = (shown(outcome.verdict, verdict_words(year, outcome)), "·", span("strength", SAYS[commitment.strength]))
    lines = [*_why_untold(year, commitment, outcome), *_findings(year, commitment)]
    first = ("·", _in_a_line(lines.pop(0))) if lines else ()
    return group(
        heading(4, name, " ", span("id", commitment.id), id=commitment.id),
        paragraph(*opening, *first, kind="verdict"),
        (line if isinstance(line, Para | Group) else paragraph(line) for line in lines),
        _parts(year, commitment),
        commentary_on(year, commitment.id),
        (evidence(year, result) for result in _shown_here(year, commitment)),
        _in_full(commitment),
        _after_whom(year, commitment),
        kind="commitment",
        element="article",
    )


def is_short(commitment: Commitment) -> bool:
    """Whether its own words can head its row."""
    return len(commitment.text) <= LONGEST_HEADING


def stands_alone(year: Year, commitment: Commitment) -> bool:
    """Whether it has a row of its own: a lettered part without a check stands in a list below its whole."""
    return commitment.letter is None or bool(year.serving(commitment))


def verdict_words(year: Year, outcome: Outcome) -> str:
    """The word; with few counted in what decided it, the count beside it: `kept (1 of 1)`."""
    deciding = [year.results[measure] for measure in outcome.decided_by]
    if outcome.counted is None or min(deciding, key=lambda result: result.all.counted).unit == "year":
        return str(outcome.verdict)
    return f"{outcome.verdict} ({outcome.met} of {outcome.counted})"


def _in_a_line(line: Some) -> Some:
    """The words of a paragraph, where it follows others on a line."""
    if not isinstance(line, Para):
        return line
    return span(line.kind, line.words) if line.kind else line.words


def _after_whom(year: Year, commitment: Commitment) -> Para | None:
    """Who asked for it, of a standard that is told in other words than theirs."""
    if year.params.strategy.source is not None:
        return None
    return Para((f"In our own words, after {commitment.place}.",), ANNEX)


def _in_full(commitment: Commitment) -> Details | None:
    """The words of the strategy where they do not head the row."""
    if is_short(commitment):
        return None
    return details("The words of the strategy", (Para((quoted(each),)) for each in commitment.texts), kind=ANNEX)


def _why_untold(year: Year, commitment: Commitment, outcome: Outcome) -> Iterator[str]:
    if outcome.verdict is Verdict.CANNOT_TELL:
        family = (commitment, *year.params.strategy.parts_of(commitment.id))
        enough = any(result.judges(result.all) for member in family for result in year.serving(member))
        yield SOME_UNTOLD if enough else TOO_LITTLE


def _shown_here(year: Year, commitment: Commitment) -> list[Result]:
    return [result for result in year.serving(commitment) if year.shown_at[result.measure] == commitment.id]


def _findings(year: Year, commitment: Commitment) -> Iterator[Some]:
    """The counts, who is meant, what is counted elsewhere, and what is described: blocks, or lines of a block each."""
    serving, here = year.serving(commitment), _shown_here(year, commitment)
    for result in here:
        name = strong(f"{year.measures[result.measure].title}:") if len(serving) > 1 else ""
        yield words(name, sentences(year, result), between=" ")
        if names := _who_fell_short(year, result):
            yield names
        if told := in_the_words_of_the_record(year, result):
            yield told
    elsewhere = dict.fromkeys(each.measure for each in (*serving, *year.deciding(commitment)) if each not in here)
    if elsewhere:
        pointers = words(*(_pointed(year, year.results[measure]) for measure in elsewhere), between="; ")
        yield words(strong("Counted elsewhere:"), " ", pointers, ".")
    yield from _described(year, commitment)
    if commitment.why_not:
        yield capital(commitment.why_not)


def _parts(year: Year, commitment: Commitment) -> Items | None:
    parts = year.params.strategy.parts_of(commitment.id)
    return bullets([_part(year, part) for part in parts if _is_listed(year, part)])


def _is_listed(year: Year, part: Commitment) -> bool:
    return not stands_alone(year, part) and not lacking(year, part)


def _part(year: Year, part: Commitment) -> Words:
    """A part that no check judges, in one line."""
    name = span("", f"{capital(part.title)} ", span("id", part.id), id=part.id)
    why = capital(part.why_not) if part.why_not else ""
    verdict = shown(year.outcomes[part.id].verdict)
    return words(name, " · ", verdict, ". ", words(*map(_in_a_line, _described(year, part)), why, between=" "))


def _described(year: Year, commitment: Commitment) -> Iterator[Some]:
    for measure in commitment.measured_by:
        if measure in DESCRIBED and year.has(*NEEDS[measure]):
            yield DESCRIBED[measure](year, commitment)


def _pointed(year: Year, result: Result) -> Words:
    """A measure that is shown elsewhere: its count, and the way there."""
    place, tally = year.shown_at[result.measure], result.all
    if result.unit == "year" or not tally.counted:
        count = "" if tally.counted else "we cannot tell, "
    else:
        count = f"{number(tally.n(State.MET))} of {number(tally.counted)}, "
    name = year.measures[result.measure].title
    return words(f"{name[:1].lower()}{name[1:]}: {count}see ", link(place, place))


def _who_fell_short(year: Year, result: Result) -> Para | Group | None:
    """Who fell short, or did it in part, and where all of them are; what assessors scored, on the web page alone."""
    if result.described or result.unit in UNNAMED:
        return None
    ids = [i for state in SHORT_OF for i in result.all.ids.get(state, ())]
    address = words("All are in ", code("findings.csv"), " under ", code(result.measure), ".")
    names = named([year.name(result.unit, i) for i in ids], address=address)
    return group(names, kind=ANNEX) if names and result.by_assessors else names


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
    chart = figure(states_by_measure(rows, title=f"{title}: how many did it?"), name=title)
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
