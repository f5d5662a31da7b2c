"""The promises of a chapter in brief: a paragraph for each that fell well short, and a few lines for the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from heard.assess.commitments import family_results
from heard.english import agreed, capital, number
from heard.model.commitment import Commitment
from heard.model.result import Result
from heard.model.state import State, Verdict
from heard.page.blocks import (
    Para,
    Words,
    link,
    paragraph,
    strong,
    words,
)
from heard.show.described import described_of, why_not
from heard.show.gaps import lacking
from heard.show.marks import SAYS, SHAPES, shown
from heard.show.records_in_words import RECORDS
from heard.show.results import counted, in_short, inline, is_of_record, out_of_counted, short_of, uncounted, whose
from heard.show.weakest import NO_RECORD, UNJUDGED, HowFar, how_far, in_brief, weakest, without_record
from heard.year import Year

CLOSING = (
    (HowFar.NEAR, f"{SHAPES[Verdict.PARTLY_KEPT]} Nearly kept:"),
    (HowFar.FEW_CASES, f"{SHAPES[Verdict.PARTLY_KEPT]} Kept in part, with few cases:"),
)


def by_need(year: Year, promises: Iterable[Commitment]) -> list[Commitment]:
    """Not kept, then cannot tell, then far from kept, then half-way, then the rest; each in the strategy's order."""
    return sorted(promises, key=lambda each: _need(year, each))


def _need(year: Year, promise: Commitment) -> int:
    verdict = year.outcomes[promise.id].verdict
    if verdict is Verdict.PARTLY_KEPT:
        return {HowFar.FAR: 2, HowFar.HALF_WAY: 3}.get(how_far(year, promise), 4)
    return {Verdict.NOT_KEPT: 0, Verdict.CANNOT_TELL: 1}.get(verdict, 4)


def stands_apart(year: Year, promise: Commitment) -> bool:
    """Whether a promise is told in a paragraph of its own."""
    untold = year.outcomes[promise.id].verdict is Verdict.CANNOT_TELL and without_record(year, promise)
    return _need(year, promise) < 4 and not untold


def told_at(year: Year) -> Mapping[str, Commitment]:
    """The promise under which each check is told: the first, in the order of the page, for which it stands."""
    places: dict[str, Commitment] = {}
    for name in year.params.strategy.chapters:
        promises = (each for each in year.params.strategy.of_chapter(name) if each.is_promise)
        for promise in by_need(year, promises):
            if stands_apart(year, promise) and (check := weakest(year, promise)):
                places.setdefault(check.measure, promise)
    return places


def told_apart(year: Year, promise: Commitment, told: Mapping[str, Commitment]) -> Para | None:
    """A promise in a paragraph: its verdict, the check that stands for it, who fell short, and its other checks."""
    outcome, check = year.outcomes[promise.id], weakest(year, promise)
    opening = words(
        shown(outcome.verdict, f"{capital(promise.title)}: {outcome.verdict}"),
        f" ({SAYS[promise.strength]}).",
    )
    if check is None:
        return paragraph(opening, _too_little(year, promise), kind="told")
    if (place := told[check.measure]) != promise:
        there = words("See ", link(place.id, place.brief), ".")
        return paragraph(
            opening, in_short(year, check, gaps_follow=True), there, *_beside(year, promise, check), kind="told"
        )
    return paragraph(
        opening,
        counted(year, check),
        *uncounted(year, check, why=False),
        _hangs(year, check) if outcome.verdict is Verdict.CANNOT_TELL else "",
        *short_of(year, check, all_at=promise.id),
        *_beside(year, promise, check),
        kind="told",
    )


def _too_little(year: Year, promise: Commitment) -> str:
    """`4 of 19 can be judged; 15 have no record.`"""
    family = family_results(promise, year.params.strategy, year.assessment.results)
    tally = max(family, key=lambda result: result.all.counted).all
    untold, all_of_them = tally.n(State.NO_EVIDENCE), tally.counted + tally.n(State.NO_EVIDENCE)
    judged = f"{number(tally.counted)} of {number(all_of_them)} can be judged"
    return f"{judged}; {number(untold)} {agreed(untold, 'have')} no record."


def _hangs(year: Year, check: Result) -> str:
    """`Were that a no, it would be 17 of 19, under our 90 in 100.`; "" where the check would hold even so."""
    met, untold, standards = check.all.n(State.MET), check.all.n(State.NO_EVIDENCE), year.params.standards
    of = check.all.counted + untold
    if is_of_record(check) or 100 * met >= standards.kept_at * of:
        return ""
    which = "that" if untold == 1 else "those"
    owner = whose(["kept_at"], standards).removesuffix(" figure")
    return f"Were {which} a no, it would be {number(met)} of {number(of)}: under {owner} {standards.kept_at} in 100."


def _beside(year: Year, promise: Commitment, check: Result) -> Iterator[str]:
    """The other checks that decided a promise, each with its count, and the scores by assessors."""
    others = [each for each in year.deciding(promise) if each != check and not each.by_assessors]
    if others and year.outcomes[promise.id].verdict is not Verdict.KEPT:
        yield f"Also short: {'; '.join(_brief(year, each) for each in others)}."
    family = family_results(promise, year.params.strategy, year.assessment.results)
    scored = [each for each in family if each.by_assessors and each.all.counted and each != check]
    for each in scored:
        yield f"Assessors scored {out_of_counted(each)} good or better."


def _brief(year: Year, result: Result) -> str:
    """`figures up to date (42 of 50)`."""
    title = inline(year.measures[result.measure].title)
    return f"{title} ({out_of_counted(result)})" if result.unit != "year" else title


def in_lines(year: Year, promises: Sequence[Commitment]) -> Iterator[Para | None]:
    """The promises that need no paragraph, by what became of them: nearly kept, kept, and not judged."""
    became = {each: year.outcomes[each.id].verdict for each in promises}
    for way, opening in CLOSING:
        near = [each for each in promises if became[each] is Verdict.PARTLY_KEPT and how_far(year, each) is way]
        yield _line(year, opening, near)
    yield _line(year, f"{SHAPES[Verdict.KEPT]} Kept:", [each for each in promises if became[each] is Verdict.KEPT])
    rest = [each for each in promises if became[each] not in (Verdict.PARTLY_KEPT, Verdict.KEPT)]
    if rest:
        yield paragraph(strong("– Not judged:"), *_without_verdict(year, rest), kind="told")


def _line(year: Year, opening: str, promises: Sequence[Commitment]) -> Para | None:
    """`● Kept: What and why (57 of 58); How long (57 of 58).`"""
    named = words(*(words(link(each.id, each.brief), f" ({_count(year, each)})") for each in promises), between="; ")
    return paragraph(strong(opening), words(named, "."), kind="told") if promises else None


def _count(year: Year, promise: Commitment) -> str:
    """`57 of 58`; of a promise that hangs on scores by assessors, that it does."""
    check, said = weakest(year, promise), in_brief(year, promise)
    return f"{said}, as assessors scored" if check and check.by_assessors and check.all.counted > 1 else said


def _without_verdict(year: Year, promises: Sequence[Commitment]) -> Iterator[Words]:
    """Promises that nothing judges: by the record that is missing, or each with what is described of it, and why."""
    missing: dict[str, list[Commitment]] = {}
    for each in promises:
        if (record := lacking(year, each)) is not None:
            missing.setdefault(RECORDS.get(str(record), record.table), []).append(each)
    for what, several in missing.items():
        named = words(*(link(each.id, each.brief) for each in several), between="; ")
        yield words(named, f" (no record of {what}).")
    for each in promises:
        if lacking(year, each) is None:
            said = UNJUDGED.get(year.outcomes[each.id].verdict, NO_RECORD)
            opening = words(link(each.id, each.brief), f" ({said}).")
            yield words(opening, *described_of(year, each), why_not(each), between=" ")


def only_described(year: Year, commitments: Iterable[Commitment]) -> Iterator[Para | None]:
    """What is counted of a chapter that promises nothing."""
    for each in commitments:
        if said := tuple(described_of(year, each)):
            yield paragraph(strong(f"{capital(each.title)}:"), *said, kind="told")
