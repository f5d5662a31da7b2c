"""Every table of a report, a sheet each, laid out as government's good practice asks (gptables)."""

from heard.press.workbook.of_review import write_evidence
from heard.press.workbook.of_year import workbook_of, write_workbook
from heard.press.workbook.sheet import write_book

__all__ = ["workbook_of", "write_book", "write_evidence", "write_workbook"]
