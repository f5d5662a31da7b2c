"""The open data in a notebook: in JupyterLab a table that sorts and filters, and when exported one like any other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from heard.model.result import Assessment
from heard.page.blocks import flow, table
from heard.page.output import Shown
from heard.show.open_data_rows import COMMITMENTS, FINDINGS, RESULTS, Row, commitment_rows, finding_rows, result_rows

TABLES: Mapping[str, tuple[str, Sequence[str], Callable[[Assessment], list[Row]]]] = {
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

    def _alive(self) -> str:
        import itables
        import pandas as pd
        from itables.javascript import generate_init_offline_itables_html
        from itables.options import dt_bundle

        options = {**OPTIONS, "table_id": f"heard-{self.columns[0]}-{len(self.columns)}"}
        shown = itables.to_html_datatable(pd.DataFrame(self.rows, columns=list(self.columns)), self.caption, **options)
        return generate_init_offline_itables_html(dt_bundle) + shown
