"""The sentences of one result: how many did it, how many in part, how many not and why, and what cannot be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from heard.english import agreed, capital, number, on_record, one, out_of
from heard.model.result import Finding, Result
from heard.model.state import State
from heard.page.blocks import ANNEX, Words, span, text_of, words
from heard.show.gaps import why_missing
from heard.show.limits import limit
from heard.year import Year

Reasons = Sequence[tuple[str | Words, int]]  # why, each with how many

MOST_REASONS = 3
SHORT_OF = (State.NOT_MET, State.PARTLY)  # the states of those that are named


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
        return on_record(met, tally.n(State.PARTLY), of, says.noun, known=known, sparse=untold > of)
    return out_of(met, of, says.noun, says.done, says.undone, known=known, sparse=untold > of)


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
        openings = {State.PARTLY: "Partly on record", State.NOT_MET: "Not on record"}
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
