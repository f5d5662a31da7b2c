"""What most needs attention, and what went well: each by a rule that stands beside it, and never by choice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from string import ascii_lowercase

from heard.assess.commitments import FEW
from heard.english import agreed, capital, day, number, out_of, some
from heard.model.commitment import Commitment
from heard.model.result import Result
from heard.model.state import State, Verdict
from heard.page.blocks import Block, Some, Words, bullets, link, paragraph, span, strong, table, words
from heard.params import Recommendation
from heard.show.gaps import untold
from heard.show.marks import first_of
from heard.show.records_in_words import in_words
from heard.show.results import in_short, is_law, names_of, narrowed, out_of_counted
from heard.show.weakest import in_brief, weakest
from heard.year import Year

MOST = 3
NAMED = 3
ASKED = "What is asked of the Committee?"
COLUMNS = ("What fell short", "What is proposed")
ASKS = "asks"  # the kind of what the Committee is asked: a list, or words of a cell, where a list would be found empty
RULE = (
    "Chosen by rule: {0} not kept, then partly kept, then not told; among these, by how many fell short. "
    "A check is passed over where those before it name every {1} it bears on."
)
RULE_OF_UNTOLD = "Any place left goes to what has no record, by how many {} that leaves open."
RULE_OF_WENT_WELL = (
    "Chosen by rule: {} that were kept, by the share that did it; records before scores by assessors, and checks "
    "of three cases or more before those of fewer."
)
DRAFTED = "What is proposed is a draft, made from what fell short. Each needs an owner and a day."
NO_ANSWER = "No recommendation speaks to this. The Committee may ask for one, with an owner and a day."


@dataclass(frozen=True)
class Concern:
    """One thing for the Committee to look at: what fell short, the promises it bears on, and what could be asked for.

    `headline` is the count alone; `sentences` add what follows from it, how it fell short, and who.
    """

    headline: str
    sentences: Words
    promises: tuple[Commitment, ...]
    ask: Words
    is_untold: bool = False  # there is no record of it

    @property
    def in_short(self) -> Words:
        """The count, and the promises it bears on."""
        return words(self.headline, _links(self.promises), between=" ")


def concerns(year: Year) -> tuple[Concern, ...]:
    """At most three: what fell short, by the rule; then what is not on record, by the promises it leaves open."""
    fell_short = (_concern(year, result, broken) for result, broken in _fell_short(year))
    return tuple((*fell_short, *_untold(year))[:MOST])


def went_well(year: Year) -> tuple[Words, ...]:
    """At most three promises that were kept, by the weakest check of each: first what was met in the largest share."""
    kept: dict[str, list[Commitment]] = {}
    for promise in year.promises:
        if year.outcomes[promise.id].verdict is Verdict.KEPT and (check := weakest(year, promise)):
            kept.setdefault(check.measure, []).append(promise)
    best = sorted(kept, key=lambda measure: _share(year.results[measure]))[:MOST]
    return tuple(words(_done(year, year.results[measure]), _links(kept[measure]), between=" ") for measure in best)


def _share(result: Result) -> tuple[bool, bool, Fraction, int]:
    """Records before scores, three cases or more before fewer, then the largest share, and of equals the most cases."""
    tally = result.all
    return result.by_assessors, tally.counted < FEW, -(tally.value or Fraction(0)), -tally.counted


def _fell_short(year: Year) -> list[tuple[Result, list[Commitment]]]:
    """What fell short behind promises not kept, partly kept or not told: each once, with the promises it bears on."""
    broken: dict[str, list[Commitment]] = {}
    rank: dict[str, int] = {}
    for worst, verdict in enumerate((Verdict.NOT_KEPT, Verdict.PARTLY_KEPT, Verdict.CANNOT_TELL)):
        for promise in year.promises:
            if year.outcomes[promise.id].verdict is verdict:
                for result in year.deciding(promise) or _judging(year, promise):
                    broken.setdefault(result.measure, []).append(promise)
                    rank.setdefault(result.measure, worst)
    short = [measure for measure in broken if year.results[measure].all.n(State.NOT_MET)]
    short.sort(key=lambda measure: (rank[measure], -year.results[measure].all.n(State.NOT_MET)))
    return [(year.results[measure], broken[measure]) for measure in _for_new_promises(short, broken)]


def _for_new_promises(ranked: list[str], broken: Mapping[str, list[Commitment]]) -> Iterator[str]:
    """Those that bear on a promise which none before them does: each promise is raised once, by the worst."""
    raised: set[str] = set()
    for measure in ranked:
        ids = {promise.id for promise in broken[measure]}
        if not ids <= raised:
            raised |= ids
            yield measure


def _judging(year: Year, promise: Commitment) -> tuple[Result, ...]:
    return tuple(result for result in year.serving(promise) if not result.described)


def _concern(year: Year, result: Result, broken: list[Commitment]) -> Concern:
    counted, says = fell_short(year, result), year.measures[result.measure].says
    sentences = words(strong(counted), says.matters, _named(year, result), _links(broken), between=" ")
    return Concern(counted, sentences, tuple(broken), words(says.asks))


def fell_short(year: Year, result: Result) -> str:
    """How many fell short: `16 of 63 activities did not feed back in time.` What we cannot tell is apart."""
    measure, tally = year.measures[result.measure], result.all
    n, untold, says = tally.n(State.NOT_MET), tally.n(State.NO_EVIDENCE), measure.says
    if result.unit == "year":
        return f"{capital(says.undone)}."
    of, apart = tally.counted, f"; for {number(untold)} more we cannot tell" if untold else ""
    about = f" ({measure.title[:1].lower()}{measure.title[1:]})" if result.by_assessors else ""
    if is_law(year, result):
        return f"{measure.title}: otherwise on record for {number(n)} of {some(of, says.noun)}{apart}."
    if n == of:
        return out_of(0, of, says.noun, says.done, says.undone, known=not untold, narrowed=narrowed(tally))
    return f"{number(n)} of {number(of)} {says.noun} {agreed(n, says.undone)}{about}{apart}."


def _untold(year: Year) -> Iterator[Concern]:
    for name, promises in untold(year, year.promises).items():
        headline = f"No record of {in_words(name)}."
        open_promises = f"Without it we cannot tell about {some(len(promises), year.params.strategy.nouns)}."
        ask = words(f"Ask for a record to be kept of {in_words(name)}.")
        sentences = words(strong(headline), open_promises, _links(promises), between=" ")
        yield Concern(headline, sentences, tuple(promises), ask, is_untold=True)


def _done(year: Year, result: Result) -> Words:
    """What went well, in one sentence."""
    law = f"{year.measures[result.measure].title}. " if is_law(year, result) else ""
    return words(f"{law}{result.content or in_short(year, result)}")


def _named(year: Year, result: Result) -> Words:
    who = names_of(year, result, State.NOT_MET)
    opening = "Among them: " if len(who.names) > NAMED else "Named: "
    named = words(opening, first_of(who.names, NAMED), ".") if who.names else ()
    return words(named, *who.after, between=" ")


def _links(commitments: Sequence[Commitment]) -> Words:
    return words("(", words(*(link(each.id, each.brief) for each in commitments), between=", "), ")")


def to_decide(year: Year, *, in_short: bool = False) -> Iterator[Block | None]:
    """Each concern beside what is proposed for it, and then what else is proposed; `in_short` its count alone."""
    worst, given = concerns(year), list(year.params.recommendations)
    answers = {concern: [each for each in given if speaks_to(each, concern)] for concern in worst}
    drafts, strategy = not given and not year.params.signed_off_by, year.params.strategy
    rows = [
        (concern.in_short if in_short else concern.sentences, _proposed(concern, answers[concern], drafts=drafts))
        for concern in worst
    ]
    yield table("What fell short, and what is proposed", COLUMNS, rows, widths=(70, 30), kind="attention")
    if worst and not in_short:
        left = RULE_OF_UNTOLD.format(strategy.nouns) if any(each.is_untold for each in worst) else ""
        yield paragraph(RULE.format(strategy.nouns, strategy.noun), left, kind="note")
    if drafts and worst:
        yield paragraph(DRAFTED, kind="note")
    others = [each for each in given if not any(each in answered for answered in answers.values())]
    if others:
        yield paragraph(strong("Also proposed:" if worst else "Proposed:"))
        yield bullets([_recommended(each, *_speaking_to(year, each)) for each in others], kind=ASKS)
    if not given and not drafts:
        yield paragraph("The Committee is asked to note this report.")


def speaks_to(recommended: Recommendation, concern: Concern) -> bool:
    """Whether a recommendation is tied to a promise that a concern bears on, or to a lettered part of one."""
    return recommended.commitment.rstrip(ascii_lowercase) in {each.id for each in concern.promises}


def _proposed(concern: Concern, answers: Sequence[Recommendation], *, drafts: bool) -> Some:
    if drafts:
        return span(ASKS, _owned(concern.ask, "", ""))
    return words(*(span(ASKS, _recommended(each)) for each in answers), between=" ") or NO_ANSWER


def _recommended(recommended: Recommendation, *after: Some) -> Words:
    by = day(recommended.day) if recommended.day else ""
    return _owned(span("given", recommended.text), recommended.owner, by, *after)


def _owned(text: Some, owner: str, by: str, *after: Some) -> Words:
    return words(text, f"Owner: {owner or 'to be named'}.", f"Day: {by or 'to be set'}.", *after, between=" ")


def _speaking_to(year: Year, recommended: Recommendation) -> Iterator[Words]:
    """`It speaks to Forward plan: 20 of 27.`; of a lettered part, what its own check counts."""
    found = year.params.strategy.find(recommended.commitment) if recommended.commitment else None
    if found is None:
        return
    serving = next((each for each in year.serving(found) if not each.described), None)
    count = out_of_counted(serving) if found.letter and serving and serving.all.counted > 1 else ""
    count = count or ("" if found.letter else in_brief(year, found))
    yield words("It speaks to ", link(found.id, found.brief), f": {count}." if count else ".")
