"""The workbook itself: cover, contents, notes, then a sheet for each table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path

import pandas as pd
from gptables import Cover, GPTable, produce_workbook
from gptables.core.gptable import FormatList

from heard.maths.suppress import Symbol
from heard.model.records import Records
from heard.model.result import Assessment
from heard.params import Params
from heard.press.workbook.described import amounts, of_people
from heard.press.workbook.fit import fit, fit_table, print_on_a4
from heard.press.workbook.found import since_last_year, what_was_found
from heard.press.workbook.method import how_it_was_judged
from heard.press.workbook.page import tables_of
from heard.press.workbook.sheet import Cell, Sheet, marked
from heard.show.facts import Facts
from heard.show.sentences import day

SYMBOLS = {
    Symbol.CONFIDENTIAL: "[c] hidden, so that nobody can be recognised",
    Symbol.NOT_AVAILABLE: "[x] not recorded",
    Symbol.NOT_APPLICABLE: "[z] does not apply, or there is nothing to say",
    Symbol.LOW_RELIABILITY: "[u] of low reliability",
}
AS_WRITTEN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
COVER, CONTENTS, NOTES = 110, (26, 100), (14, 110)  # widths, in characters
TITLE = "Were people heard? The tables, {}"


def write_workbook(params: Params, records: Records, assessment: Assessment, path: Path, html: str = "") -> None:
    """Write the workbook of the year to `path`: the same bytes for the same year.

    With `html`, the published page, its tables are there too. A table with no row is named and not laid out.
    """
    sheets = list(_sheets(Facts(params, records, assessment), html))
    empty = [sheet for sheet in sheets if not sheet.rows]
    there = [*(sheet for sheet in sheets if sheet.rows), *([_left_out(empty)] if empty else [])]
    notes = list(dict.fromkeys(note for sheet in there for note in sheet.notes.values()))
    title, notice = TITLE.format(params.period.name), _notice(params)
    parts, tables = _cover(params, notice), {sheet.label: _laid_out(sheet, notice) for sheet in there}
    workbook = produce_workbook(
        str(path),
        tables,
        cover=Cover(title, *(list(map(_as_it_is, part)) for part in parts), width=COVER),
        contentsheet_options={"subtitles": [_as_it_is(notice)]},
        notes_table=pd.DataFrame({"reference": [note.name for note in notes], "Note": list(map(str, notes))}),
        auto_width=False,
        workbook_options=AS_WRITTEN,
    )
    made = datetime.combine(params.meeting_on or params.as_at, time())
    workbook.set_properties({"title": title, "author": params.council, "comments": notice, "created": made})
    print_on_a4(workbook, notice)
    cover, contents, noted, *pages = workbook.worksheets()
    fit(cover, 1, [(line,) for part in parts for line in ("", *part)], (COVER,))
    fit(contents, 0, (), CONTENTS)
    fit(noted, 3, [("", note) for note in notes], NOTES)
    for page, sheet in zip(pages, there, strict=True):
        fit_table(page, sheet, tables[sheet.label].data_range[0])
    workbook.close()


def _sheets(facts: Facts, html: str) -> Iterator[Sheet]:
    yield from what_was_found(facts)
    yield from since_last_year(facts)
    yield from of_people(facts.assessment.people)
    yield from amounts(facts)
    yield from how_it_was_judged(facts)
    yield from tables_of(html)


def _left_out(empty: list[Sheet]) -> Sheet:
    """The tables that have no row, so that nobody looks for them in vain."""
    rows = tuple((sheet.title, sheet.basis) for sheet in empty)
    return Sheet("Without rows", "Tables left out because they have no row", ("table", "what is known of it"), rows)


def _laid_out(sheet: Sheet, notice: str) -> GPTable:
    cells = [list(map(_written, row)) for row in sheet.rows]
    return GPTable(
        table=pd.DataFrame(cells, columns=list(sheet.columns), dtype=object),
        table_name=re.sub(r"\W+", "_", sheet.label),
        title=_as_it_is(sheet.title),
        subtitles=[_as_it_is(notice)],
        scope=_as_it_is(sheet.basis) if sheet.basis else None,
        legend=[SYMBOLS[symbol] for symbol in sheet.symbols],
        table_notes={column: f"$${note.name}$$" for column, note in sheet.notes.items()},
        additional_formatting=[_format(sheet, place) for place in range(len(sheet.columns))],
    )


def _format(sheet: Sheet, place: int) -> dict[str, dict[str, object]]:
    """How a column is set: numbers to the right, symbols among them included, and whole numbers by thousands."""
    numbers = [row[place] for row in sheet.rows if isinstance(row[place], int | float)]
    whole = numbers and all(isinstance(number, int) for number in numbers)
    number = "0.0%" if sheet.columns[place] in sheet.shares else "#,##0" if whole else "General"
    side = {"align": "right", "indent": 1} if numbers else {"align": "left"}
    return {"column": {"columns": [place], "format": {"valign": "top", "num_format": number, **side}}}


def _as_it_is(text: str) -> list[object]:
    """Text in no format: gptables takes it as it is, where a plain string could be read as a link or as a note."""
    return [{}, f"{text} " if text.startswith("<r>") else text]  # XlsxWriter takes <r>…</r> for a piece of its own file


def _written(cell: Cell) -> object:
    found = marked(cell)
    return FormatList(_as_it_is(found)) if isinstance(found, str) and not isinstance(found, Symbol) else found


def _notice(params: Params) -> str:
    """What stands on every sheet: whose figures they are, of which days, and what they are not."""
    about = f"{params.council}, {params.period.name}, as at {day(params.as_at)}."
    draft = "" if params.signed_off_by else "DRAFT: not signed off."
    sample = "Sample council: invented records." if params.sample else ""
    return " ".join(filter(None, (about, draft, sample)))


def _cover(params: Params, notice: str) -> tuple[list[str], list[str], list[str]]:
    """What the cover says: of the workbook, of its figures, and whom to ask."""
    days = f"{day(params.period.first_day)} to {day(params.period.last_day)}"
    intro = [
        notice,
        f"The tables of the annual report on engagement and consultation, {days}, and what stands behind them.",
        f"The Council's own records are held against its own promises: {params.strategy.title}.",
    ]
    about = [
        "Each sheet has one table. No cell is blank: a symbol in square brackets says why a figure is not there.",
        "A measure has the same id in every table. It leads on to findings.csv, and from there to the rows.",
        "This is evidence. It does not say whether any consultation was lawful.",
    ]
    return intro, about, [params.prepared_by or "Nobody is named."]
