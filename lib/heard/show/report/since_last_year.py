"""What changed since last year's report, by one rule: counts of both years, and whether chance alone could do it."""

from __future__ import annotations

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
    link,
    paragraph,
    strong,
    table,
    words,
)
from heard.show.origins import from_result
from heard.year import Year

MOST = 5
MOST_CHECKS = 3  # named that moved and changed no verdict
CHANCE = "By chance we mean ups and downs with no cause. Every case is counted, so this is not about samples."
REDEFINED = "We changed how we measure this, so the two do not compare."
FEW = "Too few for a word about chance: the counts alone."
EACH = ("Check", "Then", "Now", "What that means")


def what_changed(year: Year, *, in_short: bool = False) -> Iterator[Block | None]:
    """For the second page: the verdicts that rest on a check which moved by more than chance, then the others counted.

    They alone are called better or worse. `in_short` the checks that changed no verdict are not named.
    """
    opening = strong(f"What changed since {year.params.period.before.name}:")
    before = year.before
    if before is None:
        yield paragraph(opening, "No earlier report was given, so this year stands alone.")
        return
    turned = _turned(year, before)
    firm = [turn for turn in turned if _is_firm(year, before, turn)]
    others = _others(year, before, [turn for turn in turned if turn not in firm])
    quiet = _quiet(year, before, turned)
    yield paragraph(opening, _first(year, before, firm, turned))
    yield bullets([_in_words(year, before, turn) for turn in firm[:MOST]])
    left = f"And {number(len(firm) - MOST)} more by more than chance." if len(firm) > MOST else ""
    yield paragraph(
        left, others, _no_verdict_changed(year, quiet, more=bool(firm), in_short=in_short), _not_compared(year, before)
    )


def _turned(year: Year, before: Published) -> list[Turn]:
    """The promises that have another verdict than then."""
    promises = {promise.id for promise in year.promises}
    return [turn for turn in turns(year.assessment, before) if turn.commitment in promises]


def _is_firm(year: Year, before: Published, turn: Turn) -> bool:
    """Whether both verdicts are a judgement, and a check that moved by more than chance is behind the change."""
    return _was_judged_twice(turn) and not _moved(year, before).isdisjoint(turn.moved_by)


def _was_judged_twice(turn: Turn) -> bool:
    return {turn.then, turn.now} <= {*FROM_THE_BEST}


def _first(year: Year, before: Published, firm: Sequence[Turn], turned: Sequence[Turn]) -> str:
    noun, nouns = year.params.strategy.noun, year.params.strategy.nouns
    unknown = sum(promise.id not in before.verdicts for promise in year.promises)
    if unknown == len(year.promises):
        return "That report gave no verdicts to compare."
    if not turned:
        lacking = f"{capital(some(unknown, nouns))} had no verdict then. " if unknown else ""
        return f"{lacking}Every {noun}{' that had one' if unknown else ''} came to the verdict it had then."
    if not firm:
        return f"No {noun} has another verdict by more than chance."
    return f"{capital(some(len(firm), nouns))} {agreed(len(firm), 'have')} another verdict by more than chance:"


def _in_words(year: Year, before: Published, turn: Turn) -> Words:
    """One verdict: `Decision day planned, 43 of 63 in 2023-24 and 28 of 59 in 2024-25: worse.`"""
    behind = {each.measure: each for each in _changes(year, before) if each.beyond_chance}
    change = next(behind[measure] for measure in turn.moved_by if measure in behind)
    is_better = FROM_THE_BEST.index(turn.now) < FROM_THE_BEST.index(turn.then)
    counts = f", {_of(change.then)} in {before.period} and {_of(change.now)} in {year.params.period.name}: "
    promise = year.params.strategy.find(turn.commitment)
    assert promise is not None, "a turn is of a commitment of this strategy"
    return words(link(promise.id, promise.brief), counts, "better." if is_better else "worse.")


def _others(year: Year, before: Published, rest: Sequence[Turn]) -> str:
    """How many more verdicts are others, and why: chance, another definition, or records that came or went."""
    broken = {each.measure for each in _changes(year, before) if each.broken}
    twice = [turn for turn in rest if _was_judged_twice(turn)]
    redefined = [turn for turn in twice if not broken.isdisjoint(turn.moved_by)]
    ways = (
        (len(twice) - len(redefined), "crossed a line by no more than chance can move them"),
        (len(redefined), "crossed a line since we measure in another way"),
        (len(rest) - len(twice), "can or cannot be judged because records came or went"),
    )
    counts = [f"{number(n)} {way}" for n, way in ways if n]
    return f"{capital(listed(counts))}." if counts else ""


def _quiet(year: Year, before: Published, turned: Sequence[Turn]) -> list[MeasureChange]:
    """The checks that moved by more than chance and changed no verdict, the largest first."""
    behind = {measure for turn in turned for measure in turn.moved_by}
    moved = [each for each in _changes(year, before) if each.beyond_chance and each.measure not in behind]
    return sorted(moved, key=lambda each: (-abs(_by(each)), each.measure))


def _no_verdict_changed(year: Year, quiet: Sequence[MeasureChange], *, more: bool, in_short: bool) -> str:
    if not quiet:
        return ""
    checks = capital(some(len(quiet), "more checks" if more else "checks"))
    count = f"{checks} moved by more than chance and changed no verdict"
    if in_short:
        return f"{count}."
    told = quiet[:MOST_CHECKS]
    named = [f"{year.measures[each.measure].title} ({_of(each.then)}, then {_of(each.now)})" for each in told]
    left = [f"and {number(len(quiet) - MOST_CHECKS)} more"] if len(quiet) > MOST_CHECKS else []
    return f"{count}: {'; '.join([*named, *left])}."


def _not_compared(year: Year, before: Published) -> str:
    """That nothing is said of chance, where too few were counted for it."""
    if any(each.chance for each in _changes(year, before)):
        return ""
    least = number(year.params.standards.compare_from)
    return f"No check counted {least} or more in both years, so none has a word about chance."


def measure_by_measure(year: Year) -> Iterator[Block | None]:
    """Beside last year's report: what chance would do to so many checks, and every check with the counts of both."""
    before = year.before
    if before is None:
        return
    all_changes = _changes(year, before)
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


def _by(change: MeasureChange) -> float:
    return change.now.met / change.now.counted - change.then.met / change.then.counted


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
