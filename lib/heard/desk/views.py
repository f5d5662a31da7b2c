"""What the first two notebooks show the analyst: the faults and standings of the rows, and the assessment as tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from heard.model.records import STANDING, Records, Standing
from heard.model.result import Assessment
from heard.page.blocks import flow, paragraph, table
from heard.page.output import Shown
from heard.show.open_data_rows import COMMITMENTS, FINDINGS, RESULTS, commitment_rows, finding_rows, result_rows

MOST = 300  # rows of a table shown at once: more are slow to make, and nobody reads them here


@dataclass(frozen=True)
class RecordsView:
    """The records as the contracts judged them."""

    records: Records

    def standing(self) -> Shown:
        """How many rows each table has, and what became of them."""
        rows: list[tuple[str | int, ...]] = [
            (name, *self._counts(name), self.records.dropped.get(name, 0)) for name in self.records.tables
        ]
        columns = ("table", "rows", *(standing.value for standing in Standing), "not of this kind")
        return _shown("What became of the rows of each table", columns, rows, "No table was supplied.")

    def faults(self, table: str = "") -> Shown:
        """Each fault found, as its sentence; of one table where it is named."""
        faults = [fault for fault in self.records.faults if table in ("", fault.table)]
        rows = [(fault.table, _row(fault.row), fault.id, fault.action.value, fault.sentence) for fault in faults]
        columns = ("table", "row", "rule", "action", "what was found")
        return _shown("What was found in the records", columns, rows, "Nothing was found that needs a look.")

    def _counts(self, name: str) -> tuple[int, ...]:
        standings = self.records.tables[name].rows[STANDING]
        return (len(standings), *(int((standings == standing).sum()) for standing in Standing))


@dataclass(frozen=True)
class AssessmentView:
    """The year assessed, as its open data says it."""

    assessment: Assessment

    def commitments(self) -> Shown:
        """What became of each commitment, and why."""
        return _shown("Each commitment", COMMITMENTS, commitment_rows(self.assessment), "The strategy has none.")

    def results(self, measure: str = "") -> Shown:
        """The counts of each measure; of one where it is named."""
        rows = [row for row in result_rows(self.assessment) if measure in ("", row[0])]
        return _shown("Each measure and group", RESULTS, rows, f"No measure is called {measure}.")

    def findings(self, measure: str = "") -> Shown:
        """The state of each unit; of one measure where it is named."""
        rows = [row for row in finding_rows(self.assessment) if measure in ("", row[0])]
        return _shown("Each measure and unit", FINDINGS, rows, f"No measure called {measure} has a unit.")


def _shown(caption: str, columns: Sequence[str], rows: Sequence[Sequence[str | int]], if_none: str) -> Shown:
    left = len(rows) - MOST
    more = (
        f"{left:,} more are not shown here: name one of them in the call, or look in the run folder."
        if left > 0
        else ""
    )
    return Shown(flow(table(caption, columns, rows[:MOST]) or paragraph(if_none), paragraph(more)))


def _row(row: int | None) -> str:
    return "" if row is None else str(row)
