"""What came in to each activity and what people there understood, as the public site shows it: after closing, and once.

A count that is shown again whenever a person more is recorded gives away what each of them said. So a count stands as
it was first shown, until it has changed by so much that the gate would let both be seen.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeAlias

import numpy as np

from heard.maths.suppress import Disclosure, Shares, ShownTable, Symbol, publish
from heard.measures.claim import day_of
from heard.measures.columns import Columns
from heard.measures.units import activities_named, not_withdrawn, ours
from heard.measures.who_took_part import understood_by_item
from heard.model.public_page import PublicCount
from heard.model.shown_before import ShownBefore
from heard.model.tables import TABLES, UNDERSTOOD

CONTRIBUTIONS, RESPONSES = "contributions", "responses"
ALL = ""  # the way of all contributions together
Key: TypeAlias = tuple[str, str]  # an activity, and what is counted of it
Edition: TypeAlias = tuple[PublicCount, ...]  # the counts that were shown together
Editions: TypeAlias = dict[Key, list[Edition]]


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
    for id, ways in _contributions(year, closed).items():
        _add(editions, (id, CONTRIBUTIONS), _by_way(id, ways, rules, editions[id, CONTRIBUTIONS], year.as_at))
    for id, n in _responses(year, closed).items():
        _add(editions, (id, RESPONSES), _in_all(id, n, rules, editions[id, RESPONSES], year.as_at))
    asked = closed if year.records.counts else {}  # without responses nobody was asked what they understood
    for period in {year.period.containing(day) for day in asked.values()}:
        theirs = {id for id, day in closed.items() if period.first_day <= day <= period.last_day}
        reported = told if told is not None and period == year.period else ShownBefore()
        shares = understood_by_item(year, theirs, rules, told_of(before, theirs).and_then(reported))
        for item, id in ((item, id) for item, of in shares.items() for id in of.wholes):
            count = PublicCount(id, item, ALL, 1, shares[item].parts[id], shares[item].wholes[id], year.as_at)
            _add(editions, (id, item), (count,))
    return tuple(count for _, shown in sorted(editions.items()) for edition in shown for count in edition)


def as_shown(counts: Iterable[PublicCount]) -> Mapping[str, tuple[PublicCount, ...]]:
    """The counts that stand, by activity: of each the last edition."""
    standing: dict[str, list[PublicCount]] = defaultdict(list)
    for (id, _), editions in _editions(counts).items():
        standing[id].extend(editions[-1])
    return {id: tuple(several) for id, several in standing.items()}


def told_of(counts: Iterable[PublicCount], ids: Collection[str]) -> ShownBefore:
    """What was shown of some activities, as the gate remembers it beside what a report tells of all of them together.

    What people understood of each, in its first edition, its second, and on; and what came in to them in all.
    """
    editions = _editions(count for count in counts if count.activity_id in ids)
    understood = {item: tuple(_shares(editions, item)) for item in UNDERSTOOD}
    came_in: Counter[str] = Counter()
    for (_, count), shown in editions.items():
        if count == CONTRIBUTIONS:
            came_in.update({each.way: each.people for each in shown[-1] if each.way and isinstance(each.people, int)})
    contributions = (ShownTable(dict(came_in), came_in.total()),) if came_in else ()
    return ShownBefore({}, {item: shares for item, shares in understood.items() if shares}, contributions)


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


def _contributions(year: Columns, closed: Mapping[str, date]) -> Mapping[str, Mapping[str, int]]:
    """How much came in to each activity by each way of which a number is on record."""
    rows = year.rows("channels")[["activity_id", "channel", "contributions"]].dropna()
    came_in = rows.groupby(["activity_id", "channel"])["contributions"].sum()
    found: dict[str, dict[str, int]] = defaultdict(dict)
    ways = {way: place for place, way in enumerate(TABLES["channels"].columns["channel"].words)}
    for id, way in sorted(came_in.index, key=lambda key: (key[0], ways[key[1]])):  # an order that no count is part of
        if id in closed:
            found[id][way] = int(came_in[id, way])
    return found


def _responses(year: Columns, closed: Mapping[str, date]) -> Mapping[str, int]:
    """How many responses to each activity are on record."""
    counts = year.rows("responses")["activity_id"].value_counts()
    return {str(id): int(n) for id, n in counts.items() if id in closed}


def _by_way(id: str, ways: Mapping[str, int], rules: Disclosure, shown: Sequence[Edition], today: date) -> Edition:
    told = [_table(edition) for edition in shown]
    table = publish({CONTRIBUTIONS: ways}, rules, {CONTRIBUTIONS: told})[CONTRIBUTIONS]
    cells = {ALL: table.total, **{way: table.cells[way] for way in ways}}
    return tuple(PublicCount(id, CONTRIBUTIONS, way, 1, people, None, today) for way, people in cells.items())


def _table(edition: Edition) -> ShownTable:
    cells = {count.way: count.people for count in edition if count.way != ALL}
    return ShownTable(cells, next(count.people for count in edition if count.way == ALL))


def _in_all(id: str, n: int, rules: Disclosure, shown: Sequence[Edition], today: date) -> Edition:
    told = [ShownTable({ALL: count.people}, count.people) for edition in shown for count in edition]
    table = publish({RESPONSES: {ALL: n}}, rules, {RESPONSES: told})[RESPONSES]
    return (PublicCount(id, RESPONSES, ALL, 1, table.total, None, today),)


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
