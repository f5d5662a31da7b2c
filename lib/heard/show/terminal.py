"""What the commands say in a terminal: steps as they are taken, what a check found, and why a unit has its state."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import attrgetter

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from heard.model.records import Action, Fault, Records
from heard.model.tables import TABLES
from heard.show.parts import heading, show_parts

MOST_OF_A_RULE = 20  # more sentences of one kind than this are a pattern, and are counted
MOST_SERIOUS_FIRST = (Action.REFUSE, Action.SET_ASIDE, Action.WARN, Action.NOTE)


@contextmanager
def progress(console: Console) -> Iterator[Callable[[str], None]]:
    """Says each step: on a terminal as a moving line that shows how long it took, elsewhere as a line with the time."""
    if not console.is_terminal:
        yield lambda step: console.print(f"{time.strftime('%H:%M:%S')} {step}", markup=False, soft_wrap=True)
        return
    columns = SpinnerColumn(finished_text="✓"), TextColumn("{task.description}", markup=False), TimeElapsedColumn()
    with Progress(*columns, console=console) as bar:

        def begin(step: str) -> None:
            end()
            bar.add_task(step, total=1)

        def end() -> None:
            for task in bar.task_ids:
                bar.update(task, completed=1)

        yield begin
        end()


def show_check(records: Records, *, every: bool = False) -> Iterator[Text]:
    """How the records were read, and what the contracts found, the most serious first; counts; what was not supplied.

    Of one rule in one table 20 sentences are shown and the rest counted, unless `every` is true.
    """
    yield from show_parts(records)
    by_table = {table: list(faults) for table, faults in groupby(records.faults, key=attrgetter("table"))}
    for table in sorted(by_table, key=lambda name: min(map(_seriousness, by_table[name]))):
        yield heading(_rows_of(records, table))
        yield from _sentences(by_table[table], every)
        yield Text()
    yield heading(_counts(records))
    yield from (Text(line) for line in _left_out(records))
    yield from (Text(line) for line in _not_supplied(records))


def _seriousness(fault: Fault) -> int:
    return MOST_SERIOUS_FIRST.index(fault.action)


def _sentences(faults: Iterable[Fault], every: bool) -> Iterator[Text]:
    ordered = sorted(faults, key=lambda fault: (_seriousness(fault), fault.id))
    for rule, found in groupby(ordered, key=attrgetter("id")):
        of_rule = list(found)
        shown = of_rule if every else of_rule[:MOST_OF_A_RULE]
        yield from (Text(f"- {fault.sentence} [{rule}]") for fault in shown)
        if len(shown) < len(of_rule):
            yield Text(f"  and {len(of_rule) - len(shown):,} more of {rule}: `heard check` with --all shows every one")


def _rows_of(records: Records, table: str) -> str:
    checked = records.tables.get(table)
    if checked is None:
        return table
    aside = len(checked.aside)
    return f"{table}: {_many(len(checked.rows), 'row')}" + (f", {aside:,} set aside" if aside else "")


def _counts(records: Records) -> str:
    rows = sum(len(checked.rows) for checked in records.tables.values())
    aside = sum(len(checked.aside) for checked in records.tables.values())
    actions = Counter(fault.action for fault in records.faults)
    noted = f"; {_many(actions[Action.NOTE], 'note')}" if actions[Action.NOTE] else ""
    read = f"Read {_many(rows, 'row')} of {_many(len(records.tables), 'table')}"
    if not records.to_look_at:
        return f"{read}: nothing to look at{noted}."
    return f"{read}: {_many(aside, 'row')} set aside, {_many(actions[Action.WARN], 'sentence')} to look at{noted}."


def _left_out(records: Records) -> Iterator[str]:
    for table, rows in records.dropped.items():
        yield f"{table}: the mapping leaves out {_many(rows, 'row')} of another kind."


def _not_supplied(records: Records) -> Iterator[str]:
    for name, checked in records.tables.items():
        absent = [column for column in checked.table.columns if not checked.has(column)]
        if absent:
            yield f"{name}: never supplied: {', '.join(absent)}."
    tables = [name for name in TABLES if name not in records.tables]
    if tables:
        yield f"Tables not supplied: {', '.join(tables)}."


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
