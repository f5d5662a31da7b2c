"""What the notebooks show to work with: tables that sort, charts that can be saved, names that the Tab key finds."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from heard.errors import ParamsError, RunError, did_you_mean
from heard.model.assessment import Assessment
from heard.model.records import STANDING, Records, Standing
from heard.page.blocks import Blocks, Figure, bullets, code, flow, inside, paragraph, table
from heard.page.charts import Chart
from heard.page.output import Shown
from heard.show.open_data_rows import COMMITMENTS, FINDINGS, RESULTS, Row, commitment_rows, finding_rows, result_rows

TABLES: Mapping[str, tuple[str, Sequence[str], Callable[[Assessment], Iterable[Row]]]] = {
    "commitments": ("What became of each commitment", COMMITMENTS, commitment_rows),
    "results": ("The counts of each measure and group", RESULTS, result_rows),
    "findings": ("The state of each thing counted", FINDINGS, finding_rows),
}
MOST_ON_PAPER = 300  # rows of a table in what is exported from JupyterLab; on screen there are all
OPTIONS: Mapping[str, Any] = {  # of itables, and of the DataTables it stands on
    "connected": False,
    "column_filters": "header",
    "buttons": ["copyHtml5", "csvHtml5"],
    "layout": {
        "top2Start": "buttons",
        "topStart": "search",
        "topEnd": "pageLength",
        "bottomStart": "info",
        "bottomEnd": "paging",
    },
    "pageLength": 10,
    "maxBytes": 0,
    "showIndex": False,
    "classes": "display compact",
    "columnDefs": [{"className": "dt-left", "targets": "_all"}],
    "display_logo_when_loading": False,
}
MOST = 300  # rows of a table shown at once: more are slow to make, and nobody reads them here
KINDS = {".svg", ".png"}


@dataclass(frozen=True)
class SortableTable:
    """One table: in JupyterLab it sorts and filters, without a network; exported, it is a table like any other."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Row]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        caption = f"{self.caption} (the first {MOST_ON_PAPER})" if len(self.rows) > MOST_ON_PAPER else self.caption
        still = Shown(flow(table(caption, self.columns, self.rows[:MOST_ON_PAPER])))
        return still._repr_mimebundle_() | {"text/html": self._alive(), "text/plain": self.caption}

    def save(self, path: str | Path) -> Path:
        """Write all its rows as CSV. RunError for a name of another ending."""
        place = Path(path)
        if place.suffix.casefold() != ".csv":
            raise RunError(place, "a table is saved as .csv", "End its name in .csv")
        with place.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([self.columns, *self.rows])
        return place

    def _alive(self) -> str:
        import itables
        import pandas as pd
        from itables.javascript import generate_init_offline_itables_html
        from itables.options import dt_bundle

        options = {**OPTIONS, "table_id": f"heard-{self.columns[0]}-{len(self.columns)}"}
        shown = itables.to_html_datatable(pd.DataFrame(self.rows, columns=list(self.columns)), self.caption, **options)
        return generate_init_offline_itables_html(dt_bundle) + shown


@dataclass(frozen=True)
class RecordsView:
    """The records as the contracts judged them."""

    records: Records

    def __repr__(self) -> str:
        """What can be asked of it: what it holds would be a screen of code."""
        return "The records: ask standing() or faults(table)."

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

    def __repr__(self) -> str:
        """What can be asked of it: what it holds would be a screen of code."""
        return "The year assessed: ask commitments(), results(measure) or findings(measure)."

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


class UnknownNameError(ParamsError, AttributeError):
    """A name there is not: one sentence for a reader, and for Python an attribute that is not there."""


class Names:
    """Names of one kind: as attributes (`PROMISE_3` for `PROMISE-3`), as keys, and one after the other."""

    def __init__(self, kind: str, names: Iterable[str]) -> None:
        self._kind = kind
        self._names = {re.sub(r"\W", "_", name): name for name in names}

    def __getattr__(self, name: str) -> str:
        if name.startswith("_"):
            raise AttributeError(name)
        return self[name]

    def __getitem__(self, name: str) -> str:
        known = {key.casefold(): as_written for key, as_written in self._names.items()}
        as_written = known.get(re.sub(r"\W", "_", name.strip()).casefold())
        if as_written is None:
            where, what = f"{self._kind} {name!r}", f"there is no {self._kind} of that name"
            raise UnknownNameError(where, what, did_you_mean(name, self._names.values()))
        return as_written

    def __iter__(self) -> Iterator[str]:
        return iter(self._names.values())

    def __dir__(self) -> list[str]:
        return list(self._names)

    def _ipython_key_completions_(self) -> list[str]:
        return list(self)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return Shown(flow(bullets([code(name) for name in self])))._repr_mimebundle_()


@dataclass(frozen=True)
class SavableChart:
    """One chart, shown in the notebook; `save` writes it to a file."""

    chart: Chart

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return Shown((Figure(self.chart),))._repr_mimebundle_()

    def save(self, path: str | Path) -> Path:
        """Write the picture: sharp at any size as `….svg`, in dots as `….png`. RunError for any other ending."""
        place = Path(path)
        if place.suffix.casefold() not in KINDS:
            raise RunError(place, "a chart is saved as .svg or .png", "End its name in one of the two")
        is_svg = place.suffix.casefold() == ".svg"
        place.write_bytes(self.chart.svg.encode() if is_svg else self.chart.png())
        return place


def charts_in(pages: Iterable[Blocks]) -> dict[str, Chart]:
    """Every picture of these pages by its name, as it is published."""
    nodes = (node for page in pages for block in page for node in inside(block))
    return {_as_attribute(node.name): node.chart for node in nodes if isinstance(node, Figure)}


def _as_attribute(name: str) -> str:
    return re.sub(r"\W+", "_", name.casefold()).strip("_")
