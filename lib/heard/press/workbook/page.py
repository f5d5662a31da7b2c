"""The tables of the published page, as they stand there, so that none is missing from the workbook."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from heard.press.workbook.sheet import Cell, Row, Sheet

MINUS = "\N{MINUS SIGN}"
HERE_ALREADY = ("grid",)  # the page cuts what the workbook has whole


def tables_of(html: str) -> Iterator[Sheet]:
    """A sheet for each table of the page, in order."""
    tables = [table for table in BeautifulSoup(html, "html.parser").find_all("table") if not _is_here(table)]
    for number, table in enumerate(tables, start=1):
        caption, head, body = (_part(table, name) for name in ("caption", "thead", "tbody"))
        columns = tuple(_words(cell) for cell in head.find_all("th"))
        rows = tuple(_row(row) for row in body.find_all("tr"))
        yield Sheet(f"Report {number}", _words(caption), columns, rows, basis="As it stands in the report.")


def _is_here(table: Tag) -> bool:
    return any(name in HERE_ALREADY for name in table.get_attribute_list("class"))


def _part(table: Tag, name: str) -> Tag:
    part = table.find(name)
    assert isinstance(part, Tag), f"a table of the report has no {name}"
    return part


def _row(row: Tag) -> Row:
    return tuple(_cell(cell) for cell in row.find_all(("th", "td")))


def _cell(cell: Tag) -> Cell:
    words = _words(cell)
    figure = words.replace(",", "").replace(MINUS, "-")
    if "number" in cell.get_attribute_list("class") and figure.removeprefix("-").isdigit():
        return int(figure)
    return "" if words == "–" else words


def _words(element: Tag) -> str:
    return " ".join(element.get_text(" ", strip=True).split())
