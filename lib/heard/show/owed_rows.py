"""The rows of `owed.csv`: an obligation each, by its last day."""

from __future__ import annotations

from collections.abc import Iterator

from heard.model.obligation import Obligation
from heard.show.open_data_rows import Row
from heard.year.owed import Owed

OWED = (
    "obligation", "measure", "commitment", "unit", "unit_id", "title", "owed_by", "due_on", "state", "days", "done_on",
    "task", "how", "basis", "settled_by", "found", "sentence", "source",
)  # fmt: skip


def owed_rows(owed: Owed) -> Iterator[Row]:
    """One row per obligation; days are ISO 8601, and what there is not is empty."""
    return map(_row, owed.obligations)


def _row(each: Obligation) -> Row:
    return (
        each.id,
        each.measure,
        ";".join(each.commitments),
        each.unit,
        each.unit_id,
        each.title,
        each.owed_by,
        str(each.due_on or ""),
        each.state.value,
        "" if each.days is None else str(each.days),
        str(each.done_on or ""),
        each.task,
        each.how,
        each.basis.value,
        each.settled_by,
        each.found,
        each.sentence,
        ";".join(map(str, each.source)),
    )
