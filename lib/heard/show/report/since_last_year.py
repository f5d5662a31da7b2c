"""What changed since last year's report, by one rule: counts of both years, and whether chance alone could do it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from heard.english import agreed, capital, listed, number, some
from heard.history.since import FROM_THE_BEST, MeasureChange, Turn, changes, turns
from heard.model.published import Count, Published
from heard.model.state import State
from heard.page.blocks import (
    ANNEX,
    Block,
    Words,
    bullets,
    details,
    heading,
    link,
    paragraph,
    strong,
    table,
    words,
)
from heard.show.origins import from_result
from heard.year import Year

MOST = 3
CHANCE = "By chance we mean ups and downs with no cause. Every case is counted, so this is not about samples."
REDEFINED = "We changed how we measure this, so the two do not compare."
FEW = "Too few for a word about chance: the counts alone."
EACH = ("Check", "Then", "Now", "What that means")


def what_changed(year: Year) -> Iterator[Block | None]:
    """For the first page: at most three changes, and how many promises came to another verdict."""
    opening = strong(f"What changed since {year.params.period.before.name}:")
    if year.before is None:
        yield paragraph(opening, "No earlier report was given, so this year stands alone.")
        return
    chosen = _chosen(year, year.before)
    beyond = _beyond(year, _changes(year, year.before))
    yield paragraph(opening, *_turned(year, year.before), beyond, "The largest:" if chosen[1:] else "")
    yield bullets([_in_words(year, change) for change in chosen[:MOST]])


def measure_by_measure(year: Year) -> Iterator[Block | None]:
    """For the chapter on last year: a line for what changed most, and every check with the counts of both years."""
    before = year.before
    if before is None:
        return
    all_changes = _changes(year, before)
    yield heading(3, f"What changed since {before.period}", id="since")
    if not all_changes:
        yield paragraph("No check counted anything in both years, so there is nothing to compare.")
        return
    yield paragraph(_beyond(year, all_changes), CHANCE if any(each.chance for each in all_changes) else "")
    rows = [
        (
            year.measures[each.measure].title,
            _of(each.then),
            from_result(_of(each.now), year.results.get(each.measure), year.params.period.name, "met", "counted"),
            _meaning(each),
        )
        for each in all_changes
    ]
    both = listed((before.period, year.params.period.name))
    every = table(f"Every check in {both}: met, of those counted", EACH, rows, sheet="Last year")
    yield details("Every check, both years", every, kind=ANNEX)
    yield from _every_turn(year, before)


def _changes(year: Year, before: Published) -> tuple[MeasureChange, ...]:
    return changes(year.assessment, before, year.params.standards.compare_from)


def _moved(year: Year, before: Published) -> frozenset[str]:
    """The measures that changed by more than chance alone would do."""
    return frozenset(change.measure for change in _changes(year, before) if change.beyond_chance)


def _chosen(year: Year, before: Published) -> list[MeasureChange]:
    """More than chance first, the largest first; then what we measure in another way."""
    telling = [each for each in _changes(year, before) if each.beyond_chance or each.broken]
    return sorted(telling, key=lambda each: (each.broken, -abs(_by(each)), each.measure))


def _by(change: MeasureChange) -> float:
    return change.now.met / change.now.counted - change.then.met / change.then.counted


def _in_words(year: Year, change: MeasureChange) -> Words:
    """One change: what it is, the counts of both years, and the promise it bears on."""
    before, now = year.params.period.before.name, year.params.period.name
    name = year.measures[change.measure].title
    counts = f"{_of(change.then)} in {before}, {_of(change.now)} in {now}."
    place = year.shown_at[change.measure]
    meaning = REDEFINED if change.broken else "Better." if _by(change) > 0 else "Worse."
    return words(strong(f"{name}:"), counts, meaning, words("(", link(place, place), ")"), between=" ")


def _of(count: Count) -> str:
    return f"{number(count.met)} of {number(count.counted)}"


def _meaning(change: MeasureChange) -> str:
    if change.broken:
        return REDEFINED
    if change.few:
        return FEW
    if not change.beyond_chance:
        return "No more than chance alone could do."
    return f"That is {'better' if _by(change) > 0 else 'worse'}, by more than chance alone would do."


def _beyond(year: Year, all_changes: Sequence[MeasureChange]) -> str:
    """How many checks changed by more than chance alone would do; of many, some always seem to."""
    n = sum(change.beyond_chance for change in all_changes)
    of = sum(change.chance is not None for change in all_changes)
    if not of:
        least = number(year.params.standards.compare_from)
        return f"No check counted {least} or more in both years, so none has a word about chance."
    if not n:
        return "No check changed by more than chance alone could do."
    beyond = f"{number(n)} of {some(of, 'checks')} changed by more than chance alone would do."
    return f"{beyond} Chance alone would seem to do it to about {some(max(1, round(of / 20)), 'checks')} of so many."


def _turned(year: Year, before: Published) -> Iterator[str]:
    """How many promises came to another verdict, and how: better, worse, or told now and not then.

    A case or two may move a verdict: behind how many of them more than chance stands is said beside.
    """
    promises = {promise.id for promise in year.promises}
    known, strategy = promises & before.verdicts.keys(), year.params.strategy
    if not known:
        yield "That report gave no verdicts to compare."
        return
    turned = [turn for turn in turns(year.assessment, before) if turn.commitment in promises]
    if unknown := len(promises) - len(known):
        yield f"{capital(some(unknown, strategy.nouns))} had no verdict then."
    if not turned:
        yield f"Every {strategy.noun}{' that had one' if unknown else ''} came to the verdict it had then."
        return
    ways = Counter(map(_way, turned))
    counts = listed(f"{number(ways[way])} {way}" for way in WAYS if ways[way])
    count = some(len(turned), strategy.nouns)
    yield f"{capital(count)} {agreed(len(turned), 'have')} another verdict: {counts}."
    if moved := _moved(year, before):
        behind = sum(not moved.isdisjoint(turn.moved_by) for turn in turned)
        yield f"Behind {number(behind) if behind else 'none'} of them stands a check that changed by more than chance."


WAYS = ("better", "worse", "that can now be judged", "that can no longer be judged", "for other reasons")


def _way(turn: Turn) -> str:
    then, now = (
        FROM_THE_BEST.index(verdict) if verdict in FROM_THE_BEST else None for verdict in (turn.then, turn.now)
    )
    if then is not None and now is not None:
        return "better" if now < then else "worse"
    if now is not None:
        return "that can now be judged"
    return "that can no longer be judged" if then is not None else "for other reasons"


def _every_turn(year: Year, before: Published) -> Iterator[Block]:
    """Every verdict that changed and the counts that moved it: those behind which more than chance stands first."""
    names = {commitment.id: commitment.title for commitment in year.params.strategy.commitments}
    beyond = _moved(year, before)
    rows = [
        (
            *(link(turn.commitment, turn.commitment), names[turn.commitment], str(turn.then), str(turn.now)),
            " ".join(_mover(year, before, measure, beyond=measure in beyond) for measure in turn.moved_by),
        )
        for turn in sorted(turns(year.assessment, before), key=lambda turn: beyond.isdisjoint(turn.moved_by))
    ]
    columns = ("Commitment", "What it says", f"In {before.period}", "Now", "What moved it: met, of those counted")
    every = table("Commitments whose verdict is another, lettered parts included", columns, rows, sheet="Last year")
    if every:
        yield details("Every verdict that changed", every, kind=ANNEX)


def _mover(year: Year, before: Published, measure: str, *, beyond: bool) -> str:
    """`Open long enough: 5 of 40, then 35 of 40, by more than chance.`"""
    then, result = before.counts.get(measure), year.results.get(measure)
    name = year.measures[measure].title if measure in year.measures else measure
    was = _of(then) if then and then.counted else "nothing"
    tally = result.all if result else None
    now = f"{number(tally.n(State.MET))} of {number(tally.counted)}" if tally and tally.counted else "nothing"
    return f"{name}: {was}, then {now}{', by more than chance' if beyond else ''}."
