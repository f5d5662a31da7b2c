"""Every table of a report, a sheet each, laid out as government's good practice asks (gptables)."""

from heard.press.workbook.of_review import write_evidence
from heard.press.workbook.of_year import write_workbook

__all__ = ["write_evidence", "write_workbook"]
