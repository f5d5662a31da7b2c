"""What may be one and stands as two: in the register, on the web pages, in other tables. Listed, and never merged."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from heapq import merge
from itertools import islice, takewhile

import pandas as pd
from rapidfuzz.fuzz import ratio

from heard.contracts.spellings import perhaps_one_name, plain_words
from heard.english import listed, number, some
from heard.model.reconciled import Doubt, Pair, Settled
from heard.model.records import ROW, Records
from heard.model.spelling import as_name
from heard.model.tables import RESPONSES
from heard.params import Params
from heard.sources.settled import read_settled

RECONCILIATION = "reconciliation.csv"
WITHIN, OF_A_LISTING = 31, 7  # days between two openings; between what a listing and the register say
MOST_APART, ALIKE, LEAST_LETTERS = 2, 80, 5  # words that differ; how alike each two are, from 0 to 100; how long
MOST_COMPARED, MOST_BESIDE = 500, 5  # of the entries that may be one with another: so a register of any size has an end
LONGEST_ID = 100  # letters, of one that is compared with others letter by letter
SPELT = ("service", "body", "board")
TOLD_OF_ACTIVITIES = ("decisions", "feedback", RESPONSES)
NOT_OF_AN_ADDRESS = re.compile(r"^https?://(www\.)?|/+$")


@dataclass(frozen=True)
class _Entry:
    """An activity, or one as the web pages list it."""

    id: str
    title: str
    service: str
    opened_on: date | None
    closed_on: date | None
    url: str

    @cached_property
    def words(self) -> Counter[str]:
        return Counter(plain_words(self.title))

    @cached_property
    def figures(self) -> tuple[str, ...]:
        return tuple(sorted(re.findall(r"\d+", self.title)))

    @property
    def address(self) -> str:
        return NOT_OF_AN_ADDRESS.sub("", self.url.casefold())

    @property
    def measured(self) -> tuple[int, tuple[str, ...]]:
        """What titles that are alike have in common: how many words, and their figures."""
        return self.words.total(), self.figures

    @property
    def days(self) -> dict[str, int]:
        """The days that it has, each as its number in the calendar."""
        ends = {"opened": self.opened_on, "closed": self.closed_on}
        return {which: on.toordinal() for which, on in ends.items() if on}


def reconciliation(params: Params, records: Records) -> tuple[Pair, ...]:
    """Every two things that may be one, of one kind after the other, with what a person has settled of them.

    Raises RecordsError where the file of what was settled cannot be followed.
    """
    register = _entries(records, "activities", "activity_id")
    found = [*_twice(register)]
    if "web_listing" in records.tables:
        found += _listings(params, records, register)
    found += [*_of_none(records), *_spellings(records)]
    settled = {_key(each): each.answer for each in read_settled(params.answers)}
    return tuple(replace(pair, settled=settled.get(_key(pair), "")) for pair in found)


def _key(pair: Pair | Settled) -> tuple[Doubt, frozenset[str]]:
    return pair.kind, frozenset((as_name(pair.a), as_name(pair.b)))


def _entries(records: Records, table: str, key: str) -> list[_Entry]:
    rows = records.tables[table].kept
    columns = (key, "title", "service", "opened_on", "closed_on", "url")
    cells = rows.reindex(columns=columns).astype(object).where(lambda each: each.notna(), None)
    return [
        _Entry(id or "", title or "", service or "", opened_on, closed_on, url or "")
        for id, title, service, opened_on, closed_on, url in cells.itertuples(index=False)
    ]


def _twice(register: Sequence[_Entry]) -> Iterator[Pair]:
    alike: defaultdict[tuple[object, ...], list[_Entry]] = defaultdict(list)
    for entry in sorted((each for each in register if each.opened_on), key=lambda each: (each.opened_on, each.id)):
        alike[as_name(entry.service), entry.measured].append(entry)
    for entries in alike.values():
        for n, one in enumerate(entries, start=1):
            yield from islice(_beside(one, islice(entries, n, n + MOST_COMPARED)), MOST_BESIDE)


def _beside(one: _Entry, later: Iterable[_Entry]) -> Iterator[Pair]:
    """An entry beside each of those that opened after it, within the days, under a title like its own."""
    opened = one.days["opened"]
    for other in takewhile(lambda each: each.days["opened"] - opened <= WITHIN, later):
        if one.id != other.id and (how := _titles_alike(one, other)):
            yield Pair(Doubt.TWICE, one.id, other.id, f"{how}, opened {_apart(other.days['opened'] - opened)}")


def _apart(days: int) -> str:
    return "on the same day" if not days else f"{some(days, 'days')} apart"


def _titles_alike(one: _Entry, other: _Entry) -> str:
    """How two titles are one, in words; empty where they are not: the same words, or two that differ in spelling."""
    if one.figures != other.figures or not one.words:
        return ""
    if one.words == other.words:
        return "the same words in the title"
    first, second = [*(one.words - other.words).elements()], [*(other.words - one.words).elements()]
    if len(first) != len(second) or len(first) > MOST_APART:
        return ""
    pairs = [(a, b) for a in first for b in second if min(len(a), len(b)) >= LEAST_LETTERS and ratio(a, b) >= ALIKE]
    if {a for a, _ in pairs} < {*first} or {b for _, b in pairs} < {*second}:
        return ""
    return f"titles that differ in the spelling of {listed(f'{a} and {b}' for a, b in pairs)}"


def _listings(params: Params, records: Records, register: Sequence[_Entry]) -> Iterator[Pair]:
    """What the web pages list and the register does not have, and the other way round."""
    ids = {entry.id for entry in register}
    rows = records.tables["web_listing"].kept
    named = dict(zip(rows["listing_id"].astype(str), rows["activity_id"], strict=True))
    there: set[str] = set()
    known = _Register(register)
    for entry in _entries(records, "web_listing", "listing_id"):
        of = named[entry.id]
        if not pd.isna(of) and of in ids:
            there.add(str(of))
            continue
        likely, why = known.likely(entry)
        there.add(likely)
        no_id = "it names no activity" if pd.isna(of) else f"the register has no {of}"
        yield Pair(Doubt.LISTED_ALONE, entry.id, likely, f"{no_id}; {why}")
    for entry in register:
        if entry.id not in there and _was_open(entry, params):
            why = f"{entry.title}: no listing has its id, its address, or its title and a day"
            yield Pair(Doubt.REGISTERED_ALONE, entry.id, "", why)


class _Register:
    """The entries of the register, to be found by their address, or by a day and what their titles have in common."""

    def __init__(self, entries: Sequence[_Entry]) -> None:
        self._places = {id(entry): place for place, entry in enumerate(entries)}
        self._by_address = {entry.address: entry for entry in reversed(entries) if entry.address}
        self._by_day: defaultdict[tuple[object, ...], list[_Entry]] = defaultdict(list)
        for entry in entries:
            for which, on in entry.days.items():
                self._by_day[which, on, entry.measured].append(entry)

    def likely(self, listing: _Entry) -> tuple[str, str]:
        """The activity that a listing probably is, by its address, else by its title and a day; and why."""
        if entry := self._by_address.get(listing.address):
            return entry.id, "the same address"
        for entry in islice(self._near(listing), MOST_COMPARED):
            if how := _titles_alike(listing, entry):
                apart = (abs(on - entry.days[which]) for which, on in listing.days.items() if which in entry.days)
                return entry.id, f"likely: {how}, and a day {_apart(min(apart))}"
        return "", "nothing has its address, or its title and a day"

    def _near(self, listing: _Entry) -> Iterator[_Entry]:
        """The entries with a day near one of a listing's and as many words and the same figures, in their order."""
        apart = range(-OF_A_LISTING, OF_A_LISTING + 1)
        keys = [(which, on + days, listing.measured) for which, on in listing.days.items() for days in apart]
        return merge(*(self._by_day.get(key, ()) for key in keys), key=lambda each: self._places[id(each)])


def _was_open(entry: _Entry, params: Params) -> bool:
    """Whether an activity opened, closed or was open in the period, as far as its days are known."""
    opened, closed = entry.opened_on or date.min, entry.closed_on or entry.opened_on or date.max
    return opened <= params.period.last_day and closed >= params.period.first_day


def _of_none(records: Records) -> Iterator[Pair]:
    known = set(records.tables["activities"].rows["activity_id"].dropna().astype(str))
    near: defaultdict[str, set[str]] = defaultdict(set)
    for each in known:
        for form in _one_letter_less(each):
            near[form].add(each)
    for table in (name for name in TOLD_OF_ACTIVITIES if name in records.tables):
        rows = records.tables[table].rows
        alien = rows[rows["activity_id"].notna() & ~rows["activity_id"].isin(known)]
        for id, theirs in alien.groupby("activity_id", sort=False):
            alike = {one for form in _one_letter_less(str(id)) for one in near[form] if _one_change(str(id), one)}
            like = "one change away" if alike else "no id is one change away"
            where = f"{some(len(theirs), 'rows')} of {table}, the first row {theirs[ROW].iloc[0]}"
            may_be_anybodys = table == RESPONSES and not alike  # so it is named only beside one that it is like
            called = f"{table}:{theirs[ROW].iloc[0]}" if may_be_anybodys else str(id)
            yield Pair(Doubt.OF_NONE, called, min(alike, default=""), f"{where}; {like}")


def _one_letter_less(id: str) -> set[str]:
    return {id, *(id[:n] + id[n + 1 :] for n in range(len(id)))} if len(id) <= LONGEST_ID else {id}


def _one_change(one: str, other: str) -> bool:
    """Whether one letter put in, left out or changed makes one id the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


def _spellings(records: Records) -> Iterator[Pair]:
    for column in SPELT:
        counted = _counted(records, column)
        for first, *others in perhaps_one_name(counted):
            for other in others:
                rows = f"{number(counted[first])} and {some(counted[other], 'rows')}"
                yield Pair(Doubt.SPELLING, first, other, f"`{column}`: {rows}")


def _counted(records: Records, column: str) -> Mapping[str, int]:
    """Each name that stands in a column of any table, and in how many rows that count."""
    times: Counter[str] = Counter()
    for checked in records.tables.values():
        if checked.has(column):
            times.update(map(str, checked.kept[column].dropna()))
    return times
