"""One commitment: what became of it, the counts, who is meant, and one step away how it was judged."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from heard.english import capital, number
from heard.model.commitment import Commitment
from heard.model.result import Outcome, Result
from heard.model.state import State, Verdict
from heard.page.blocks import code as names_of
from heard.page.blocks import words
from heard.page.html import bullets, joined, link, paragraph, tag
from heard.show.described import DESCRIBED
from heard.show.evidence import evidence
from heard.show.gaps import lacking
from heard.show.marks import SAYS, shown
from heard.show.names import named
from heard.show.report.replies import said_of
from heard.show.said import SHORT_OF, said
from heard.year import Year

LONGEST_HEADING = 75
UNNAMED = ("year", "person", "document", "action")  # there is one, or it is a person, or it is named elsewhere
SOME_UNTOLD = "Enough of those we can judge did it. With those that have no record there are too few to call it kept."
TOO_LITTLE = "Too little is on record to judge by."


def commitment_row(year: Year, commitment: Commitment) -> Markup:
    """A commitment as every chapter shows it: its words or its title, what became of it, how firm it is, the counts."""
    outcome = year.outcomes[commitment.id]
    words = commitment.text.rstrip(".:") if is_short(commitment) else capital(commitment.title)
    firm = tag("span", SAYS[commitment.strength], class_="strength")
    opening = (shown(outcome.verdict, verdict_words(year, outcome)), "·", firm)
    told = [*_why_untold(year, commitment, outcome), *_told(year, commitment)]
    first = ("·", told.pop(0)) if told else ()
    here = _shown_here(year, commitment)
    return tag(
        "article",
        tag("h4", words, " ", tag("span", commitment.id, class_="id"), id=commitment.id),
        paragraph(*opening, *first, class_="verdict"),
        *(each if each.startswith(("<p", "<div")) else paragraph(each) for each in told),
        *_parts(year, commitment),
        said_of(year, commitment.id),
        *(evidence(year, result) for result in here),
        _in_full(commitment),
        class_="commitment",
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


def _in_full(commitment: Commitment) -> Markup:
    """The words of the strategy where they do not head the row."""
    if is_short(commitment):
        return Markup("")
    words = (tag("p", tag("q", sentence)) for sentence in commitment.texts)
    return tag("details", tag("summary", "The words of the strategy"), *words, class_="annex")


def _why_untold(year: Year, commitment: Commitment, outcome: Outcome) -> Iterator[Markup]:
    if outcome.verdict is Verdict.CANNOT_TELL:
        family = (commitment, *year.params.strategy.parts_of(commitment.id))
        enough = any(result.judges(result.all) for member in family for result in year.serving(member))
        yield escape(SOME_UNTOLD if enough else TOO_LITTLE)


def _shown_here(year: Year, commitment: Commitment) -> list[Result]:
    return [result for result in year.serving(commitment) if year.shown_at[result.measure] == commitment.id]


def _told(year: Year, commitment: Commitment) -> Iterator[Markup]:
    """The counts, who is meant, what is counted elsewhere, and what is described; each a paragraph of its own."""
    serving, here = year.serving(commitment), _shown_here(year, commitment)
    for result in here:
        name = tag("strong", year.measures[result.measure].title, ":") if len(serving) > 1 else ""
        yield joined((name, said(year, result)), " ")
        if meant := _meant(year, result):
            yield meant
    elsewhere = dict.fromkeys(each.measure for each in (*serving, *year.deciding(commitment)) if each not in here)
    if elsewhere:
        pointers = joined((_pointed(year, year.results[measure]) for measure in elsewhere), "; ")
        yield joined((tag("strong", "Counted elsewhere:"), " ", pointers, "."))
    yield from (escape(words) for words in _described(year, commitment))
    if commitment.not_measured_because:
        yield escape(capital(commitment.not_measured_because))


def _parts(year: Year, commitment: Commitment) -> Iterator[Markup]:
    parts = year.params.strategy.parts_of(commitment.id)
    yield bullets([_part(year, part) for part in parts if _is_listed(year, part)])


def _is_listed(year: Year, part: Commitment) -> bool:
    return not stands_alone(year, part) and not lacking(year, part)


def _part(year: Year, part: Commitment) -> Markup:
    """A part that no check judges, in one line."""
    name = tag("span", f"{capital(part.title)} ", tag("span", part.id, class_="id"), id=part.id)
    why = [capital(part.not_measured_because)] if part.not_measured_because else []
    return joined(
        (name, " · ", shown(year.outcomes[part.id].verdict), ". ", joined([*_described(year, part), *why], " "))
    )


def _described(year: Year, commitment: Commitment) -> Iterator[str]:
    for measure in commitment.measured_by:
        if measure in DESCRIBED and DESCRIBED[measure].on_record(year):
            yield DESCRIBED[measure].told(year, commitment)


def _pointed(year: Year, result: Result) -> Markup:
    """A measure that is shown elsewhere: its count, and the way there."""
    place, tally = year.shown_at[result.measure], result.all
    if result.unit == "year" or not tally.counted:
        count = "" if tally.counted else "we cannot tell, "
    else:
        count = f"{number(tally.n(State.MET))} of {number(tally.counted)}, "
    name = year.measures[result.measure].title
    return joined((f"{name[:1].lower()}{name[1:]}: {count}see ", link(place, place)))


def _meant(year: Year, result: Result) -> Markup:
    """Who fell short, or did it in part, and where all of them are; what assessors scored, on the web page alone."""
    if result.described or result.unit in UNNAMED:
        return Markup("")
    ids = [i for state in SHORT_OF for i in result.all.ids.get(state, ())]
    address = words("All are in ", names_of("findings.csv"), " under ", names_of(result.measure), ".")
    names = joined((named([year.name(result.unit, i) for i in ids], address=address),))
    return tag("div", names, class_="annex") if names and result.by_assessors else names
