"""`workbook.xlsx`: every table of the report, a sheet each, laid out as government's good practice asks (gptables)."""

from heard.press.workbook.write import write_workbook

__all__ = ["write_workbook"]
