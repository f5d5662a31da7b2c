"""The year in a notebook: what can be asked of it, charts that can be saved, and tables that sort and filter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from heard.desk.explorer import Explorer
from heard.errors import ParamsError, RunError, did_you_mean
from heard.model.result import Assessment
from heard.page.charts import Chart
from heard.page.html import table
from heard.press.html import PUBLISHED
from heard.press.open_data import COMMITMENTS, FINDINGS, RESULTS, Row, commitment_rows, finding_rows, result_rows

ROWS: Mapping[str, tuple[str, Sequence[str], Callable[[Assessment], list[Row]]]] = {
    "commitments": ("What became of each commitment", COMMITMENTS, commitment_rows),
    "results": ("The counts of each measure and group", RESULTS, result_rows),
    "findings": ("The state of each thing counted", FINDINGS, finding_rows),
}
MOST_ON_PAPER = 300  # rows of a table in what is exported from JupyterLab; on screen there are all
OPTIONS: Mapping[str, Any] = {  # of itables, and of the DataTables it stands on
    "connected": False,
    "column_filters": "header",
    "layout": {"topStart": "search", "topEnd": "pageLength", "bottomStart": "info", "bottomEnd": "paging"},
    "pageLength": 10,
    "maxBytes": 0,
    "showIndex": False,
    "classes": "display compact",
    "columnDefs": [{"className": "dt-left", "targets": "_all"}],
    "display_logo_when_loading": False,
}
KINDS = {".svg", ".png"}


@dataclass(frozen=True)
class Picture:
    """One chart, shown in the notebook; `save` writes it to a file."""

    chart: Chart

    def _repr_html_(self) -> str:
        return self.chart.figure()

    def save(self, path: str | Path) -> Path:
        """Write the picture: sharp at any size as `….svg`, in dots as `….png`. RunError for any other ending."""
        place = Path(path)
        if place.suffix.casefold() not in KINDS:
            raise RunError(place, "a chart is saved as .svg or .png", "End its name in one of the two")
        is_svg = place.suffix.casefold() == ".svg"
        place.write_bytes(self.chart.svg.encode() if is_svg else self.chart.png())
        return place


@dataclass(frozen=True)
class Sheet:
    """One table: in JupyterLab it sorts and filters, without a network; exported, it is a table like any other."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Row]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        caption = f"{self.caption} (the first {MOST_ON_PAPER})" if len(self.rows) > MOST_ON_PAPER else self.caption
        still = table(caption, self.columns, self.rows[:MOST_ON_PAPER])
        return {"text/html": self._alive(), PUBLISHED: str(still), "text/plain": self.caption}

    def _alive(self) -> str:
        import itables
        import pandas as pd
        from itables.javascript import generate_init_offline_itables_html
        from itables.options import dt_bundle

        options = {**OPTIONS, "table_id": f"heard-{self.columns[0]}-{len(self.columns)}"}
        shown = itables.to_html_datatable(pd.DataFrame(self.rows, columns=list(self.columns)), self.caption, **options)
        return generate_init_offline_itables_html(dt_bundle) + shown


class YearView(Explorer):
    """One year, to be read, asked and shown: `show.why(…)`, `show.chart(…)`, `show.table(…)`."""

    def chart(self, name: str) -> Picture:
        """One chart of the report, by its name in `show.charts`: `show.chart("calendar").save("calendar.png")`."""
        return Picture(self.find_chart(name))

    def table(self, name: str) -> Sheet:
        """The open data as a table that sorts and filters: `commitments`, `results` or `findings`."""
        if name not in ROWS:
            raise ParamsError(f"table {name!r}", "there is none of that name", did_you_mean(name, ROWS))
        caption, columns, rows = ROWS[name]
        return Sheet(caption, columns, rows(self.year.assessment))
