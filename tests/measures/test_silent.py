"""Where a register says nothing of what followed, whether it happened is not known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from heard.measures import MEASURES, Columns, judge
from heard.model.state import State

REGISTER = "activity_id,title,opened_on,closed_on\nA,P,2024-05-01,2024-06-01\nB,P,2024-05-01,2024-06-01\n"
FEEDBACK = "activity_id,published_on\nA,2024-07-01\n"


@pytest.mark.parametrize(
    ("silent", "state"), [((), State.NOT_MET), (("B",), State.NO_EVIDENCE), (("A",), State.NOT_MET)]
)
def test_what_a_register_leaves_open_is_no_evidence(
    year: Callable[..., Columns], silent: tuple[str, ...], state: State
) -> None:
    columns = year({"activities": REGISTER, "feedback": FEEDBACK})
    told = replace(columns.records.tables["feedback"], silent=frozenset(silent))
    columns = replace(columns, records=replace(columns.records, tables={**columns.records.tables, "feedback": told}))
    measure = next(measure for measure in MEASURES if measure.id == "feedback_on_time")
    states = {finding.unit_id: finding.state for finding in judge(measure, columns).findings}
    assert states == {"A": State.MET, "B": state}
