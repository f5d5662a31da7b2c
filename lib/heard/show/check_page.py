"""What a check of the records found: in which table, what is missing, and what that costs; and the page of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from heard.english import agreed, day, number, some
from heard.model.reconciled import Pair
from heard.model.records import Action, Fault, Records
from heard.model.state import Verdict
from heard.model.tables import TABLES
from heard.page.blocks import Block, Blocks, Cover, Link, bullets, details, flow, heading, paragraph, words
from heard.show.parts import parts_read
from heard.show.report.trust import in_code, would_tell
from heard.show.to_settle import how_to_settle, to_settle
from heard.year import Year

TITLE = "What the records can tell"
MOST_SERIOUS_FIRST = (Action.REFUSE, Action.SET_ASIDE, Action.WARN, Action.NOTE)
BY_HAND = "This page quotes cells of the records. It is for those who keep them, and not for publication."


def found_in(records: Records) -> Iterator[tuple[str, tuple[Fault, ...]]]:
    """Each table with something to say of it, the most serious first: its rows, and each sentence, by rule."""
    by_table = {table: list(faults) for table, faults in groupby(records.faults, key=attrgetter("table"))}
    for table in sorted(by_table, key=lambda name: min(map(_seriousness, by_table[name]))):
        yield (
            _rows_of(records, table),
            tuple(sorted(by_table[table], key=lambda fault: (_seriousness(fault), fault.id))),
        )


def _seriousness(fault: Fault) -> int:
    return MOST_SERIOUS_FIRST.index(fault.action)


def _rows_of(records: Records, table: str) -> str:
    checked = records.tables.get(table)
    if checked is None:
        return table
    aside = len(checked.aside)
    return f"{table}: {_many(checked.n_rows, 'row')}" + (f", {aside:,} set aside" if aside else "")


def counts_of(records: Records) -> str:
    """How many rows were read, how many of them set aside, and how many sentences there are to look at."""
    rows = sum(checked.n_rows for checked in records.tables.values())
    aside = sum(len(checked.aside) for checked in records.tables.values())
    actions = Counter(fault.action for fault in records.faults)
    noted = f"; {_many(actions[Action.NOTE], 'note')}" if actions[Action.NOTE] else ""
    read = f"Read {_many(rows, 'row')} of {_many(len(records.tables), 'table')}"
    if not records.to_look_at:
        return f"{read}: nothing to look at{noted}."
    return f"{read}: {_many(aside, 'row')} set aside, {_many(actions[Action.WARN], 'sentence')} to look at{noted}."


def not_read(records: Records) -> Iterator[str]:
    """What a mapping leaves out, and the columns and tables that were not supplied."""
    for table, rows in records.dropped.items():
        yield f"{table}: the mapping leaves out {_many(rows, 'row')} of another kind."
    for name, checked in records.tables.items():
        absent = [column for column in checked.table.columns if not checked.has(column)]
        if absent:
            yield f"{name}: never supplied: {', '.join(absent)}."
    tables = [name for name in TABLES if name not in records.tables]
    if tables:
        yield f"Tables not supplied: {', '.join(tables)}."


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def check_page(year: Year, docs: str, pairs: Sequence[Pair] = ()) -> Blocks:
    """The page that an analyst opens first. `docs` is the address of Great Expectations' own pages of the check.

    `pairs` are what may be one and stands as two.
    """
    return flow(
        _cover(year),
        heading(2, "What was found", id="found"),
        paragraph(counts_of(year.records), kind="lede"),
        paragraph(BY_HAND, kind="note"),
        (_table(title, faults) for title, faults in found_in(year.records)),
        paragraph(
            "Each rule, and how many rows break it:", words(Link(docs, words("Great Expectations' own pages")), ".")
        ),
        _to_settle(year, pairs),
        _how_read(year.records),
        heading(2, "What is missing, and what that costs", id="missing"),
        _costs(year),
        would_tell(year),
        details("What was not supplied", bullets([*not_read(year.records)])),
    )


def _cover(year: Year) -> Cover:
    params = year.params
    name = f"The records of {params.period.name}, checked"
    return Cover(
        council=params.council,
        title=TITLE,
        name=name,
        about=flow(paragraph(f"For the analyst. As known on {day(params.as_at)}.")),
        page_title=f"{TITLE}: {name} – {params.council}",
        date=params.as_at.isoformat(),
        draft=False,
        sample=params.sample,
        short=True,
        sheet=False,
    )


def _table(title: str, faults: tuple[Fault, ...]) -> Block:
    sentences = [in_code(f"{fault.sentence} [{fault.id}]") for fault in faults]
    return details(f"{title}. {some(len(faults), 'sentences')}", bullets(sentences, kind="faults"))


def _to_settle(year: Year, pairs: Sequence[Pair]) -> Iterator[Block | None]:
    """What a person has to settle, of each kind; nothing where nothing may be one."""
    if pairs:
        yield heading(2, "What may be one and stands as two", id="reconciliation")
        yield paragraph(how_to_settle(pairs, year.params.answers.name))
        yield from (details(title, bullets(list(lines))) for title, lines in to_settle(pairs))


def _how_read(records: Records) -> Iterator[Block | None]:
    """Where a table is no plain file: which file and sheet it came from, and how its cells were read."""
    read = [*parts_read(records)]
    if read:
        yield heading(2, "How the files were read", id="read")
        yield from (details(title.removesuffix(":"), bullets(list(lines))) for title, lines in read)


def _costs(year: Year) -> Block | None:
    """How many promises can be judged from these records, and how many only a further record would settle."""
    verdicts = year.verdicts(year.promises)
    judged, untold = len(year.judged), verdicts[Verdict.CANNOT_TELL]
    open_ones = f"{number(untold)} {agreed(untold, 'cannot be told for want of records')}" if untold else ""
    return paragraph(
        f"Of {some(len(year.promises), 'promises')} {number(judged)} can be judged from these records"
        + (f", and {open_ones}." if open_ones else ".")
    )
