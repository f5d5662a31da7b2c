"""One commitment: what became of it, the counts, who is meant, and one step away how it was judged."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from heard.model.commitment import Commitment
from heard.model.result import Outcome, Result
from heard.model.state import State, Verdict
from heard.show.described import DESCRIBED
from heard.show.evidence import evidence
from heard.show.facts import Facts
from heard.show.html import joined, link, paragraph, tag, title
from heard.show.marks import SAYS, shown
from heard.show.said import in_short, said
from heard.show.sentences import capital, listed, number

LONGEST_QUOTE = 240
MOST_NAMED = 10
UNNAMED = ("year", "person", "document")  # there is one, or it is a person, or its content names it
SHORT_OF = (State.NOT_MET, State.PARTLY)


def commitment_row(facts: Facts, commitment: Commitment) -> Markup:
    """A commitment as every chapter shows it."""
    outcome = facts.outcomes[commitment.id]
    heading = tag("h4", capital(commitment.title), " ", tag("span", commitment.id, class_="id"), id=commitment.id)
    return tag(
        "article",
        heading,
        paragraph(shown(outcome.verdict, verdict_words(facts, outcome)), "·", promised(commitment), class_="verdict"),
        *_told(facts, commitment, outcome),
        class_="commitment",
    )


def verdict_words(facts: Facts, outcome: Outcome) -> str:
    """The word; with few counted in what decided it, the count beside it: `kept (1 of 1)`."""
    if outcome.counted is None or all(facts.results[measure].unit == "year" for measure in outcome.decided_by):
        return str(outcome.verdict)
    return f"{outcome.verdict} ({outcome.met} of {outcome.counted})"


def promised(commitment: Commitment) -> Markup:
    """How strongly the strategy says it, and its words, cut where they are long."""
    words = commitment.text
    if len(words) > LONGEST_QUOTE:
        words = words[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    return joined((SAYS[commitment.strength] + ":", tag("q", words)), " ")


def _told(facts: Facts, commitment: Commitment, outcome: Outcome) -> Iterator[Markup]:
    serving = facts.serving(commitment)
    here = [result for result in serving if facts.shown_at[result.measure] == commitment.id]
    for result in here:
        name = tag("strong", facts.measures[result.measure].title, ":") if len(serving) > 1 else ""
        yield paragraph(name, said(facts, result))
        yield named(facts, result)
    elsewhere = [result for result in (*serving, *facts.deciding(commitment)) if result not in here]
    yield from (
        _pointed(facts, facts.results[measure]) for measure in dict.fromkeys(each.measure for each in elsewhere)
    )
    yield from (paragraph(words) for words in _described(facts, commitment))
    if outcome.verdict is Verdict.NOT_MEASURED:
        yield paragraph(capital(commitment.not_measured_because))
    if parts := facts.params.strategy.parts_of(commitment.id):
        yield paragraph("Its parts follow: ", listed(part.id for part in parts) + ".", class_="note")
    yield from (evidence(facts, result) for result in here)


def _described(facts: Facts, commitment: Commitment) -> Iterator[str]:
    for measure in commitment.measured_by:
        if measure in DESCRIBED and DESCRIBED[measure].on_record(facts):
            yield DESCRIBED[measure].told(facts, commitment)


def _pointed(facts: Facts, result: Result) -> Markup:
    """A measure that is shown elsewhere, in short and with the way there."""
    place = facts.shown_at[result.measure]
    told = in_short(facts, result) or "We cannot tell."
    return paragraph(f"{facts.measures[result.measure].title}: see ", link(place, place), ".", told)


def named(facts: Facts, result: Result) -> Markup:
    """Who fell short: ten by name, then how many more and where they are listed."""
    if result.unit in UNNAMED:
        return Markup("")
    ids = [i for state in SHORT_OF for i in result.all.ids.get(state, ())]
    if not ids:
        return Markup("")
    names = joined((title(facts.name(result.unit, i)) for i in ids[:MOST_NAMED]), "; ")
    more = len(ids) - MOST_NAMED
    rest = f"; and {number(more)} more, in findings.csv under {result.measure}" if more > 0 else ""
    return tag("p", tag("strong", "Named:"), " ", names, rest, ".", class_="named")
