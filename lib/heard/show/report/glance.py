"""Every promise at a glance: what became of them in two sentences, in a picture, and as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from heard.assess.commitments import FEW
from heard.english import agreed, capital, day, listed, number, some
from heard.model.commitment import Commitment
from heard.model.state import JUDGED, State, Verdict
from heard.page.blocks import (
    ANNEX,
    Block,
    Some,
    Traced,
    Words,
    details,
    figure,
    link,
    paragraph,
    strong,
    table,
    words,
)
from heard.page.charts import ChapterLines, PromiseLine, promises_kept
from heard.show.marks import meanings, shown
from heard.show.origins import OF_ALL, OF_JUDGED, from_result, of_promises
from heard.show.weakest import HowFar, how_far, in_brief, weakest, without_record
from heard.year import Year

COLUMNS = ("Chapter", "Verdict", "Weakest check", "How far")
BECAME = {Verdict.KEPT: "kept", Verdict.PARTLY_KEPT: "kept in part", Verdict.NOT_KEPT: "not kept"}
REST = (
    (Verdict.DESCRIBED, "are described and not judged"),
    (Verdict.NOT_YET_DUE, "are not due yet"),
    (Verdict.NOT_APPLICABLE, "had nothing to apply to"),
)


def headline(year: Year) -> Words:
    """What became of every promise: each word that has one is said, and the counts add up to all of them."""
    outcomes, strategy = year.verdicts(year.promises), year.params.strategy
    total, nouns = number(len(year.promises)), f" {strategy.nouns}"
    kept, partly, broken = (outcomes[each] for each in JUDGED)
    if year.judged and 2 * len(year.judged) < len(year.promises):
        return words(strong(_of_few(year, outcomes)), *not_judged(year, year.promises), between=" ")
    if not year.judged:
        told = words("None of ", of_promises(total, OF_ALL), f"{nouns} could be judged.")
        return words(strong(told), *not_judged(year, year.promises), _how_far(year), between=" ")
    kept_of = f"kept {number(kept) if kept else 'none'} of {'its' if strategy.is_own else 'the'} {total}"
    first = of_promises(kept_of, *[Verdict.KEPT, OF_ALL][not kept :])
    deeds = [words(first, nouns)]
    deeds += [words(of_promises(f"kept {number(partly)} in part", Verdict.PARTLY_KEPT))] if partly else []
    deeds += [words(of_promises(f"did not keep {number(broken)}", Verdict.NOT_KEPT))] if broken else []
    told = words("The Council ", _listed(deeds), ".")
    return words(strong(told), *not_judged(year, year.promises), _how_far(year), between=" ")


def _of_few(year: Year, outcomes: Mapping[Verdict, int]) -> Words:
    """Where fewer than half could be judged: out of those, so that what nobody can tell is not read as not kept."""
    came_to = [
        of_promises(f"{number(n) if n else 'none'} {agreed(n or 1, 'were')} {became}", verdict)
        for verdict, became in BECAME.items()
        if (n := outcomes[verdict]) or verdict is Verdict.KEPT
    ]
    whose = "" if year.params.strategy.is_own else "the "
    whole = of_promises(f"Of {whose}{number(len(year.promises))}", OF_ALL)
    judged = of_promises(f"{number(len(year.judged))} could be judged: ", OF_JUDGED)
    return words(whole, f" {year.params.strategy.nouns} ", judged, _listed(map(words, came_to)), ".")


def _listed(pieces: Iterable[Words]) -> Words:
    """`a, b and c`, of words that know where their numbers are from."""
    *first, last = pieces
    return words(words(*first, between=", "), last, between=" and ")


def not_judged(year: Year, promises: Iterable[Commitment]) -> Iterator[str]:
    """What became of those promises that could not be judged."""
    outcomes = year.verdicts(promises := tuple(promises))
    untold = [each for each in promises if year.outcomes[each.id].verdict is Verdict.CANNOT_TELL]
    silent = sum(without_record(year, each) for each in untold)
    if told := len(untold) - silent:
        yield f"We cannot tell for {number(told)}."
    rest = [f"{number(n)} {agreed(n, said)}" for verdict, said in REST if (n := outcomes[verdict])]
    without = ((silent, "record"), (outcomes[Verdict.NOT_MEASURED], "check"))
    rest += [f"for {number(n)} there is no {what}" for n, what in without if n]
    if rest:
        yield f"{capital('; '.join(rest))}."


def _how_far(year: Year) -> str:
    """How far those that were kept in part are from kept."""
    partly = [each for each in year.promises if year.outcomes[each.id].verdict is Verdict.PARTLY_KEPT]
    ways = Counter(how_far(year, each) for each in partly)
    near, far = year.params.standards.near_at, year.params.standards.far_at
    of = 10 if near % 10 == far % 10 == 0 else 100
    near, far = near * of // 100, far * of // 100
    places = {  # for the first that there is, and after others
        HowFar.NEAR: (f"in {near} of {of} cases or more", ""),
        HowFar.HALF_WAY: (f"in {far} to {near} of {of} cases", f"in {far} to {near}"),
        HowFar.FAR: (f"in fewer than {far} of {of} cases", "in fewer"),
    }
    found = [way for way in places if ways[way]]
    if not found:
        return ""
    first, *others = found
    opening = f"{number(ways[first])} {agreed(ways[first], 'were')} kept {places[first][0]}"
    counts = [opening, *(f"{number(ways[way])} {places[way][1]}" for way in others)]
    few = f" {number(ways[HowFar.FEW_CASES])} had too few cases to say." if ways[HowFar.FEW_CASES] else ""
    return f"Of the {number(len(partly))}, {listed(counts)}.{few}"


def every_promise(year: Year) -> Iterator[Block | None]:
    """The picture, the chapters that are not in it, and all of it as a table, folded away."""
    chapters = tuple(ChapterLines(title, lines) for title, lines in _by_chapter(year) if lines)
    noun, nouns = year.params.strategy.noun, year.params.strategy.nouns
    title = f"Which {nouns} were kept, and how far?"
    picture = promises_kept(chapters, title=title, noun=noun, kept_at=year.params.standards.kept_at)
    yield figure(picture, _subtitle(year), "here", name="promises", sheet="Promises")
    yield paragraph(*_without_promises(year), kind="note")
    rows = [_row(year, promise) for promise in year.promises]
    marks = map(paragraph, (f"{mark}: {meaning}" for mark, meaning in meanings(year.params.standards.kept_at)))
    whole = table(f"Every {noun}, its verdict and how far", (capital(noun), *COLUMNS), rows, sheet="Promises")
    yield details(f"Every {noun} as a table, and what each mark means", marks, whole, kind=ANNEX)


def _subtitle(year: Year) -> str:
    period, count = year.params.period, some(len(year.promises), year.params.strategy.nouns)
    return (
        f"{capital(count)}, {day(period.first_day)} to {day(period.last_day)}. "
        "A bar is the weakest check; the count, its cases with a record."
    )


def _by_chapter(year: Year) -> Iterator[tuple[str, tuple[PromiseLine, ...]]]:
    for name, chapter in year.params.strategy.chapters.items():
        promises = (each for each in year.params.strategy.of_chapter(name) if each.is_promise)
        yield chapter.title, tuple(_line(year, promise) for promise in promises)


def _without_promises(year: Year) -> Iterator[str]:
    """The chapters in which nothing is promised."""
    for name, chapter in year.params.strategy.chapters.items():
        commitments = [each for each in year.params.strategy.of_chapter(name) if not each.letter]
        if commitments and not any(each.is_promise for each in commitments):
            said = some(len(commitments), "things")
            yield f"{chapter.title}: the strategy says {said} here, and none is a {year.params.strategy.noun}."


def _line(year: Year, promise: Commitment) -> PromiseLine:
    verdict, check, said = year.outcomes[promise.id].verdict, weakest(year, promise), in_brief(year, promise)
    if check is None or check.all.counted < FEW:
        return PromiseLine(promise.brief, verdict, said)
    met, short = check.all.n(State.MET), check.all.n(State.PARTLY, State.NOT_MET)
    return PromiseLine(promise.brief, verdict, said, met, short, check.all.n(State.NO_EVIDENCE))


def _row(year: Year, promise: Commitment) -> tuple[int | Some | Traced, ...]:
    check, chapter = weakest(year, promise), year.params.strategy.chapters[promise.chapter].title
    by = year.measures[check.measure].title if check else "none"
    verdict = shown(year.outcomes[promise.id].verdict)
    brief = from_result(in_brief(year, promise), check, year.params.period.name, "met", "counted")
    return (link(promise.id, promise.brief), chapter, verdict, by, brief)
