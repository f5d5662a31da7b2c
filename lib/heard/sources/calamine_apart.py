"""Reads a workbook in a process of its own: run as a program, so that a sheet that fills the memory ends that alone.

It prints, pickled, what it read: the sheets of the workbook `argv[1]`, or with `argv[2]` the rows of that sheet, as
many as `argv[3]` says. It imports nothing of heard's.
"""

from __future__ import annotations

import pickle
import sys

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

MOST_MEMORY = 2_000_000_000  # bytes


Sheet = tuple[str, bool, bool]  # its name, whether it is one of cells, and whether it is seen


def sheets_of(workbook: CalamineWorkbook) -> list[Sheet]:
    """The sheets of a workbook, in its order."""
    return [
        (each.name, each.typ == SheetTypeEnum.WorkSheet, each.visible == SheetVisibleEnum.Visible)
        for each in workbook.sheets_metadata
    ]


def limit_memory() -> None:
    """From here on the process is refused more memory; where the system has no such limit, it goes on without."""
    try:
        import resource
    except ImportError:  # on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def main() -> None:
    """Print what was asked for; None for a file that is no workbook."""
    limit_memory()
    path, *of_sheet = sys.argv[1:]
    read: object
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            if of_sheet:
                name, n_rows = of_sheet
                sheet = workbook.get_sheet_by_name(name)
                read = sheet.to_python(skip_empty_area=False, nrows=int(n_rows) or None)
            else:
                read = sheets_of(workbook)
    except (CalamineError, OSError):
        read = None
    sys.stdout.buffer.write(pickle.dumps(read))


if __name__ == "__main__":
    main()
