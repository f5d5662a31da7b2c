"""The notebook of the review: its parts in the order of the specification."""

from __future__ import annotations

import nbformat

from heard.params.shipped import NOTEBOOKS

PARTS = (
    *("cover", "one_page", "three_years", "clocks", "sentences", "contradictions", "never_evidenced", "outside"),
    "method",
)


def test_the_review_stands_in_the_order_of_its_specification() -> None:
    notebook = nbformat.read(NOTEBOOKS / "20_strategy_review.ipynb", as_version=4)
    calls = [cell.source for cell in notebook.cells if cell.cell_type == "code"][2:]
    assert calls == [f"show.{part}()" for part in PARTS]
