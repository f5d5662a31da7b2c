"""What came in to each activity and what people there understood, as the public site shows it: after closing, and once.

A count that is shown again whenever a person more is recorded gives away what each of them said. So a count stands as
it was first shown, until it has changed by so much that the gate would let both be seen.

The report of a year tells what came in by each way to all of its activities together. So the counts of one way stand
here as they may beside their sum, and the first that is large enough is held back in any case: activities close one by
one, and where all before it are told, a small one that comes later could be had from the sum.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

import numpy as np

from heard.maths.suppress import Disclosure, Shares, ShownTable, Symbol, publish, to_hide_beside_their_sum
from heard.measures.claim import day_of
from heard.measures.columns import Columns
from heard.measures.units import activities_named, not_withdrawn, ours
from heard.measures.who_took_part import contributions_by_way, for_all_residents, understood_by_item
from heard.model.period import Period
from heard.model.public_page import PublicCount
from heard.model.shown_before import RESPONSES, ShownBefore
from heard.model.tables import TABLES, UNDERSTOOD

CONTRIBUTIONS = "contributions"
ALL = ""  # where a count is not by the way in which it came in
Key: TypeAlias = tuple[str, str]  # an activity, and what is counted of it
Edition: TypeAlias = tuple[PublicCount, ...]  # the counts that were shown together
Editions: TypeAlias = dict[Key, list[Edition]]


@dataclass(frozen=True)
class _Column:
    """What came in by one way to several activities: of a year, whose report can tell the sum, or to one by itself."""

    way: str
    counts: Mapping[str, int]  # by activity, the first to close first
    can_grow: bool = False  # another activity may still close in its year


def counted_once(
    year: Columns,
    ids: Iterable[str],
    rules: Disclosure,
    before: Sequence[PublicCount] = (),
    told: ShownBefore | None = None,
) -> tuple[PublicCount, ...]:
    """Every count that was ever shown of the activities of the register, in order, those of today last.

    `ids` are the activities that may be shown: of these only the Council's own that have closed, and were not
    withdrawn, are counted. `before` is what the site told, and `told` what the report of this year did.
    """
    editions = _editions(before)
    closed = _closed(year, ids)
    for count, columns in ((CONTRIBUTIONS, _contributions(year, closed)), (RESPONSES, _responses(year, closed))):
        for id, cells in _by_activity(columns, count, editions, rules).items():
            counted = (PublicCount(id, count, way, 1, people, None, year.as_at) for way, people in cells.items())
            _add(editions, (id, count), tuple(counted))
    asked = closed if year.records.counts else {}  # without responses nobody was asked what they understood
    for period in {year.period.containing(day) for day in asked.values()}:
        theirs = {id for id, day in closed.items() if period.first_day <= day <= period.last_day}
        reported = told if told is not None and period == year.period else ShownBefore()
        shares = understood_by_item(year, theirs, rules, told_of(before, theirs).and_then(reported))
        for item, id in ((item, id) for item, of in shares.items() for id in of.wholes):
            share = PublicCount(id, item, ALL, 1, shares[item].parts[id], shares[item].wholes[id], year.as_at)
            _add(editions, (id, item), (share,))
    return tuple(count for _, shown in sorted(editions.items()) for edition in shown for count in edition)


def as_shown(counts: Iterable[PublicCount]) -> Mapping[str, tuple[PublicCount, ...]]:
    """The counts that stand, by activity: of each the last edition."""
    standing: dict[str, list[PublicCount]] = defaultdict(list)
    for (id, _), editions in _editions(counts).items():
        standing[id].extend(editions[-1])
    return {id: tuple(several) for id, several in standing.items()}


def told_of(counts: Iterable[PublicCount], ids: Collection[str]) -> ShownBefore:
    """What was shown of some activities, as the gate remembers it beside what a report tells of all of them together.

    What people understood of each, in its first edition, its second, and on; what came in to them in all, and of which
    activities it is told.
    """
    editions = _editions(count for count in counts if count.activity_id in ids)
    understood = {item: tuple(_shares(editions, item)) for item in UNDERSTOOD}
    came_in: Counter[str] = Counter()
    by_activity: dict[str, set[str]] = defaultdict(set)
    for (id, count), shown in editions.items():
        told = {each.way: each.people for each in shown[-1] if isinstance(each.people, int)}
        for way in told if count in (CONTRIBUTIONS, RESPONSES) else ():
            by_activity[way or RESPONSES].add(id)
        came_in.update(told if count == CONTRIBUTIONS else {})
    contributions = (ShownTable(dict(came_in), came_in.total()),) if came_in else ()
    return ShownBefore(
        {},
        {item: shares for item, shares in understood.items() if shares},
        contributions,
        {what: frozenset(ids) for what, ids in sorted(by_activity.items())},
    )


def _editions(counts: Iterable[PublicCount]) -> Editions:
    """What was shown, by activity and what is counted; the counts of one edition together."""
    editions: dict[Key, dict[int, list[PublicCount]]] = defaultdict(lambda: defaultdict(list))
    for count in counts:
        editions[count.activity_id, count.count][count.edition].append(count)
    shown = {key: [tuple(several) for _, several in sorted(of.items())] for key, of in editions.items()}
    return defaultdict(list, shown)


def _closed(year: Columns, ids: Iterable[str]) -> Mapping[str, date]:
    """The last day of each of these activities that is ours, has closed and was not withdrawn."""
    cases = activities_named(year, np.array(sorted(ids), dtype=object))
    assert cases.base is not None and cases.picked is not None
    counts = (ours(cases.base) & not_withdrawn(cases.base)).true[cases.picked] & (cases.closed_on < year.as_at).true
    days = zip(cases.ids, cases.closed_on.values, counts, strict=True)
    return {id: day_of(int(day)) for id, day, is_counted in days if is_counted}


def _contributions(year: Columns, closed: Mapping[str, date]) -> Iterator[_Column]:
    """How much came in by each way of which a number is on record, to the activities that closed in each year."""
    by_way = contributions_by_way(year, closed)
    for way in (word for word in TABLES["channels"].columns["channel"].words if word in by_way):
        yield from _by_year(year, way, by_way[way], closed)


def _responses(year: Columns, closed: Mapping[str, date]) -> Iterator[_Column]:
    """How many responses are on record; those to what is not meant for all residents are told in no sum."""
    counts = year.records.counts.get("responses")
    told = [] if counts is None else zip(counts["activity_id"], counts["responses"], strict=True)
    responses = {str(id): int(n) for id, n in told if id in closed}
    for_all = for_all_residents(activities_named(year, np.array(sorted(responses), dtype=object)))
    yield from _by_year(year, ALL, {id: n for id, n in responses.items() if id in for_all}, closed)
    yield from (_Column(ALL, {id: n}) for id, n in responses.items() if id not in for_all)


def _by_year(year: Columns, way: str, counts: Mapping[str, int], closed: Mapping[str, date]) -> Iterator[_Column]:
    """The counts of the activities that closed in one year, for each year, the first to close first."""
    of_years: dict[Period, dict[str, int]] = defaultdict(dict)
    for id in sorted(counts, key=lambda activity: (closed[activity], activity)):
        of_years[year.period.containing(closed[id])][id] = counts[id]
    yield from (_Column(way, of_year, period.last_day >= year.as_at) for period, of_year in of_years.items())


def _by_activity(
    columns: Iterable[_Column], count: str, editions: Editions, rules: Disclosure
) -> Mapping[str, Mapping[str, int | Symbol]]:
    """Each activity's counts by way, as they may be shown beside the sum of each column and what was shown before."""
    found: dict[str, dict[str, int | Symbol]] = defaultdict(dict)
    for column in columns:
        counts, way = column.counts, column.way
        then = {
            id: [each.people for edition in editions[id, count] for each in edition if each.way == way] for id in counts
        }
        told = {id for id, several in then.items() if any(isinstance(n, int) for n in several)}
        hidden = to_hide_beside_their_sum(counts, told, rules) - told
        large = [id for id, n in counts.items() if n >= rules.threshold]
        held = {*large[:1]} if column.can_grow and not any(then[id] for id in large) else set()
        for id, n in counts.items():
            shut = id in hidden | held or any(isinstance(each, Symbol) for each in then[id])
            found[id][way] = Symbol.CONFIDENTIAL if shut else _beside(then[id], n, rules)
    return found


def _beside(then: Sequence[int | Symbol], n: int, rules: Disclosure) -> int | Symbol:
    """A count beside what was told of it before: itself where it is far enough from each."""
    before = [ShownTable({ALL: each}, each) for each in then]
    return publish({ALL: {ALL: n}}, rules, {ALL: before})[ALL].cells[ALL]


def _shares(editions: Editions, item: str) -> Iterator[Shares]:
    """Each publication of what people understood of one thing: the first editions together, then the second, and on."""
    theirs = {id: shown for (id, count), shown in sorted(editions.items()) if count == item}
    for place in range(max(map(len, theirs.values()), default=0)):
        counts = {id: shown[place][0] for id, shown in theirs.items() if place < len(shown)}
        wholes = {id: count.of for id, count in counts.items() if count.of is not None}
        yield Shares(wholes, {id: counts[id].people for id in wholes})


def _add(editions: Editions, key: Key, new: Edition) -> None:
    """One edition more, where nothing was shown yet, or where all that was shown may be shown anew."""
    shown = editions[key]
    if not shown:
        shown.append(new)
        return
    last, now = ({count.way: (count.people, count.of) for count in edition} for edition in (shown[-1], new))
    was_shown = {way for way, counts in last.items() if Symbol.CONFIDENTIAL not in counts}
    may_be_shown = {way for way, counts in now.items() if Symbol.CONFIDENTIAL not in counts}
    if now != last and was_shown <= may_be_shown:
        shown.append(tuple(replace(count, edition=len(shown) + 1) for count in new))
