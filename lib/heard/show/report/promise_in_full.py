"""A commitment by itself: the words of the strategy, every check, every name, and how it was judged."""

from __future__ import annotations

from collections.abc import Iterator

from heard.english import brief, capital
from heard.errors import speaking_of
from heard.model.commitment import Commitment
from heard.model.result import Outcome, Result
from heard.model.spelling import as_name
from heard.model.state import State, Verdict
from heard.page.blocks import (
    ANNEX,
    Group,
    Items,
    Para,
    Words,
    bullets,
    group,
    heading,
    link,
    paragraph,
    quoted,
    span,
    strong,
    title,
    words,
)
from heard.show.described import described_of, why_not
from heard.show.gaps import lacking
from heard.show.marks import SAYS, first_of, shown
from heard.show.records_in_words import RECORDS
from heard.show.results import MOST_NAMED, evidence, inline, out_of_counted, sentences, short_of, to_activity
from heard.show.weakest import NO_RECORD, UNJUDGED, without_record
from heard.year import Year

LONGEST_HEADING = 75


def commitment_row(year: Year, commitment: Commitment) -> Group:
    """A commitment by itself: its words or its title, what became of it, every check, every name, how it was judged."""
    outcome = year.outcomes[commitment.id]
    name = commitment.text.rstrip(".:") if is_short(commitment) else capital(commitment.title)
    with speaking_of(f"commitment {commitment.id}"):
        return group(
            heading(4, name, " ", span("id", commitment.id), id=commitment.id),
            paragraph(
                shown(outcome.verdict, _word(year, commitment)), "·", span("strength", SAYS[commitment.strength])
            ),
            paragraph(_in_full(commitment), kind="note"),
            _findings(year, commitment),
            _parts(year, commitment),
            (evidence(year, result) for result in _shown_here(year, commitment)),
            _after_whom(year, commitment),
            kind="commitment",
            element="article",
        )


def _word(year: Year, commitment: Commitment) -> str:
    outcome = year.outcomes[commitment.id]
    silent = outcome.verdict is Verdict.CANNOT_TELL and without_record(year, commitment)
    return NO_RECORD if silent else UNJUDGED.get(outcome.verdict, verdict_words(year, outcome))


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


def _after_whom(year: Year, commitment: Commitment) -> Para | None:
    """Who asked for it, of a standard that is told in other words than theirs."""
    if year.params.strategy.source is not None:
        return None
    return paragraph(f"In our own words, after {commitment.place}.")


def _in_full(commitment: Commitment) -> Words:
    """The words of the strategy where they do not head the row."""
    return () if is_short(commitment) else words(*map(quoted, commitment.texts), between=" ")


def _shown_here(year: Year, commitment: Commitment) -> list[Result]:
    return [result for result in year.serving(commitment) if year.shown_at[result.measure] == commitment.id]


def _findings(year: Year, commitment: Commitment) -> Iterator[Para | None]:
    """The counts, who is meant, what is counted elsewhere, and what is described."""
    serving, here = year.serving(commitment), _shown_here(year, commitment)
    for result in here:
        name = strong(f"{year.measures[result.measure].title}:") if len(serving) > 1 else ""
        yield paragraph(name, sentences(year, result, why=True))
        if not result.described:
            yield from (paragraph(line, kind="named") for line in short_of(year, result))
        yield in_the_words_of_the_record(year, result)
    elsewhere = dict.fromkeys(each.measure for each in (*serving, *year.deciding(commitment)) if each not in here)
    if elsewhere:
        pointers = words(*(_pointed(year, year.results[measure]) for measure in elsewhere), between="; ")
        yield paragraph(strong("Counted elsewhere:"), words(pointers, "."))
    if not serving and (record := lacking(year, commitment)) is not None:
        yield paragraph(f"No record of {RECORDS.get(str(record), record.table)}.")
    yield paragraph(*described_of(year, commitment))
    yield paragraph(why_not(commitment))


def _parts(year: Year, commitment: Commitment) -> Items | None:
    parts = year.params.strategy.parts_of(commitment.id)
    return bullets([_part(year, part) for part in parts if not stands_alone(year, part)])


def _part(year: Year, part: Commitment) -> Words:
    """A part that no check judges, in one line."""
    name = span("", f"{capital(part.title)} ", span("id", part.id), id=part.id)
    verdict = shown(year.outcomes[part.id].verdict)
    return words(name, " · ", verdict, ". ", words(*described_of(year, part), why_not(part), between=" "))


def _pointed(year: Year, result: Result) -> Words:
    """A measure that is shown elsewhere: its count, and the way there."""
    place, tally = year.shown_at[result.measure], result.all
    if result.unit == "year" or not tally.counted:
        count = "" if tally.counted else "no record, "
    else:
        count = f"{out_of_counted(result)}, "
    return words(f"{inline(year.measures[result.measure].title)}: {count}see ", link(place, place))


def _whose(year: Year, result: Result, unit: str) -> Words:
    return to_activity(year, unit) if result.unit == "activity" else words(title(brief(year.name(result.unit, unit))))


QUOTED = {  # checks that ask for words fit to publish: who reads them, and the column that holds them
    "withdrawals_explained": ("Why", "activity_id", "withdrawn_because"),
    "asked_what_people_value": ("What people valued", "service", "what_people_valued"),
}
ON_PAPER = 3


def in_the_words_of_the_record(year: Year, result: Result) -> Para | None:
    """What the records of those that met a check say, in their own words; the first few on paper."""
    if result.measure not in QUOTED:
        return None
    label, key, column = QUOTED[result.measure]
    met = {as_name(unit_id) for unit_id in result.all.ids.get(State.MET, ())}
    rows = year.closed if key == "service" else year.register
    if key == "service":
        rows = rows[(rows["asked_what_matters"] == "yes").to_numpy(dtype=bool, na_value=False)]
    told = [
        words(_whose(year, result, str(who)), ": ", quoted(str(what).rstrip(".")))
        for who, what in rows[[key, column]].dropna().itertuples(index=False, name=None)
        if as_name(str(who)) in met
    ]
    if not told:
        return None
    others = first_of(told[ON_PAPER:], MOST_NAMED - ON_PAPER)
    rest = span(ANNEX, "; ", others) if others else None
    return Para(words(strong(f"{label}: "), words(*told[:ON_PAPER], between="; "), rest, "."), "named")
