"""What most needs attention, and what went well: each by a rule that stands beside it, and never by choice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from heard.english import agreed, brief, capital, day, number, out_of, some
from heard.model.commitment import Commitment
from heard.model.result import Result
from heard.model.state import State, Verdict
from heard.page.blocks import Block, Some, Words, bullets, link, paragraph, span, strong, title, words
from heard.params import Recommendation
from heard.show.results import in_short, in_words, is_law, narrowed, untold
from heard.year import Year

MOST = 3
NAMED = 3
RULE = (
    "Chosen by rule: promises not kept, then partly kept, then not told; among these, by how many fell short. "
    "A check is passed over where those before it name every promise it bears on. "
    "Any place left goes to what has no record, by how many promises that leaves open."
)
RULE_OF_WENT_WELL = "Chosen by rule: the checks behind promises that were kept, by how many did it."


@dataclass(frozen=True)
class Concern:
    """One thing for the Committee to look at: what fell short, the promises it broke, and what could be asked for."""

    sentences: Words
    commitments: tuple[str, ...]
    ask: Words


def concerns(year: Year) -> tuple[Concern, ...]:
    """At most three: what fell short, by the rule; then what is not on record, by the promises it leaves open."""
    fell_short = (_concern(year, result, broken) for result, broken in _fell_short(year))
    return tuple((*fell_short, *_untold(year))[:MOST])


def went_well(year: Year) -> tuple[Words, ...]:
    """At most three checks behind promises that were kept, first what was done in most cases."""
    deciding: dict[str, list[Commitment]] = {}
    for promise in year.promises:
        if year.outcomes[promise.id].verdict is Verdict.KEPT:
            for result in year.deciding(promise):
                deciding.setdefault(result.measure, []).append(promise)
    ranked = sorted(deciding.items(), key=lambda item: -year.results[item[0]].all.n(State.MET))
    return tuple(
        words(_done(year, year.results[measure]), _links(kept), between=" ") for measure, kept in ranked[:MOST]
    )


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
    counted, says = strong(fell_short(year, result)), year.measures[result.measure].says
    sentences = words(counted, says.matters, _named(year, result), _links(broken), between=" ")
    return Concern(sentences, tuple(each.id for each in broken), words(says.asks))


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
        headline = strong("No record of ", in_words(name), ".")
        open_promises = f"Without it we cannot tell about {some(len(promises), 'promises')}."
        ask = words("Ask for a record to be kept of ", in_words(name), ".")
        sentences = words(headline, open_promises, _links(promises), between=" ")
        yield Concern(sentences, tuple(each.id for each in promises), ask)


def _done(year: Year, result: Result) -> Words:
    """What went well, in one sentence."""
    law = f"{year.measures[result.measure].title}. " if is_law(year, result) else ""
    return words(f"{law}{result.content or in_short(year, result)}")


def _named(year: Year, result: Result) -> Words:
    ids = result.all.ids.get(State.NOT_MET, ())
    if result.unit in ("year", "person", "document"):
        return ()
    names = (title(brief(year.name(result.unit, i))) for i in ids[:NAMED])
    more = f"and {number(len(ids) - NAMED)} more" if len(ids) > NAMED else ""
    return words("Among them: " if more else "Named: ", words(*names, more, between="; "), ".")


def _links(commitments: list[Commitment]) -> Words:
    return words("(", words(*(link(each.id, each.id) for each in commitments), between=", "), ")")


def asked(year: Year) -> Iterator[Block | None]:
    """(a), (b), (c): each tied to a commitment, with an owner and a day; their heading is whose page it is on."""
    given, drafted = year.params.recommendations, concerns(year)
    if given:
        yield bullets([_recommended(each) for each in given], ordered=True, kind="asks")
    elif drafted and not year.params.signed_off_by:
        asks = [_owned(each.ask, each.commitments[0], "", "") for each in drafted]
        yield bullets(asks, ordered=True, kind="asks")
        yield paragraph("These are drafts made from the concerns above. Each needs an owner and a day.", kind="note")
    else:
        yield paragraph("The Committee is asked to note this report.")


def _recommended(recommended: Recommendation) -> Words:
    by = day(recommended.day) if recommended.day else ""
    return _owned(span("given", recommended.text), recommended.commitment, recommended.owner, by)


def _owned(text: Some, commitment: str, owner: str, by: str) -> Words:
    tied = words("(", link(commitment, commitment), ")") if commitment else ""
    return words(text, tied, f"Owner: {owner or 'to be named'}.", f"Day: {by or 'to be set'}.", between=" ")
