"""What the commands say in a terminal: steps as they are taken, what a check found, and why a unit has its state."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import attrgetter

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from heard.model.reconciled import Pair
from heard.model.records import Records
from heard.show.check_page import counts_of, found_in, not_read
from heard.show.parts import heading, parts_read
from heard.show.to_settle import how_to_settle, to_settle, unsettled

MOST_OF_A_RULE = 20  # more sentences of one kind than this are a pattern, and are counted


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


def show_to_settle(pairs: Sequence[Pair], folder: str, *, every: bool = False) -> Iterator[Text]:
    """What may be one and stands as two, kind by kind, 20 of each unless `every` is true; and how to settle it."""
    for title, lines in to_settle(pairs):
        yield from (Text(), heading(title))
        shown = lines if every else lines[:MOST_OF_A_RULE]
        yield from (Text(f"  {line}") for line in shown)
        if len(shown) < len(lines):
            yield Text(f"  and {len(lines) - len(shown):,} more: `heard check` with --all shows every one")
    if unsettled(pairs):
        yield from (Text(), Text(how_to_settle(pairs, folder)))


def show_check(records: Records, *, every: bool = False) -> Iterator[Text]:
    """How the records were read, and what the contracts found, the most serious first; counts; what was not supplied.

    Of one rule in one table 20 sentences are shown and the rest counted, unless `every` is true.
    """
    for title, lines in parts_read(records):
        yield from (heading(title), *(Text(f"  {line}") for line in lines), Text())
    for title, faults in found_in(records):
        yield heading(title)
        for rule, alike in groupby(faults, key=attrgetter("id")):
            of_rule = list(alike)
            shown = of_rule if every else of_rule[:MOST_OF_A_RULE]
            yield from (Text(f"- {fault.sentence} [{rule}]") for fault in shown)
            if len(shown) < len(of_rule):
                yield Text(
                    f"  and {len(of_rule) - len(shown):,} more of {rule}: `heard check` with --all shows every one"
                )
        yield Text()
    yield heading(counts_of(records))
    yield from map(Text, not_read(records))
