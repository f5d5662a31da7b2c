from __future__ import annotations

import re


def test_some_costs_are_recorded_in_pounds_and_pence(councils) -> None:
    for invented in councils:
        costs = {row.get("cost", "") for row in invented.rows("activities")}
        assert "" in costs
        assert all(re.fullmatch(r"\d+\.\d\d", cost) for cost in costs - {""})
