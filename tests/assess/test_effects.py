"""What the rows set aside could change: the units they name, and those they could have been."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from heard.assess.effects import OWN_TABLE, effect
from heard.assess.possible import possible
from heard.measures import MEASURES
from heard.model.period import Period
from heard.model.records import BECAUSE, PART, ROW, STANDING, Checked, Records, Standing
from heard.model.result import Finding, Result, tally
from heard.model.state import State
from heard.model.tables import DAYS, TABLES

MEASURE = {measure.id: measure for measure in MEASURES}
PERIOD = Period(date(2024, 4, 1), date(2025, 3, 31))
Row = Mapping[str, str | None]


def checked(table: str, aside: list[Row], kept: list[Row], standing: Standing = Standing.SET_ASIDE) -> Checked:
    frame = pd.DataFrame([*kept, *aside], dtype="string")
    for column in frame.columns.intersection(TABLES[table].of_kind(*DAYS)):
        frame[column] = pd.to_datetime(frame[column]).astype("date32[pyarrow]")
    standings = [*(Standing.KEPT for _ in kept), *(standing for _ in aside)]
    rows = range(2, 2 + len(frame))
    return Checked(TABLES[table], frame.assign(**{ROW: rows, PART: 0, STANDING: standings, BECAUSE: ""}))


def result(measure: str, unit: str, ids: list[str], *tables: str) -> Result:
    findings = tuple(Finding(measure, unit, id, State.NO_EVIDENCE, "") for id in ids)
    return Result(measure, 1, (), False, findings, (tally("all", findings),), unit, tables)


def touched(result: Result, *tables: Checked) -> tuple[int, tuple[str, ...], list[str]]:
    """(units that could change, those of them that have a state, the rows)."""
    asks_of = MEASURE[result.measure].asks_of if result.measure in MEASURE else None
    found = effect(result, Records({each.table.name: each for each in tables}), PERIOD, asks_of=asks_of)
    return found.units, found.ids, [str(row) for row in found.rows]


FED_BACK = result("feedback_on_time", "activity", ["a", "b"], "activities", "feedback")


def test_a_row_set_aside_could_change_the_unit_it_names() -> None:
    rows = checked("feedback", [{"activity_id": "a"}], [{"activity_id": "b"}])
    assert touched(FED_BACK, rows) == (1, ("a",), ["feedback:3"])


def test_two_rows_of_one_unit_could_change_one_unit() -> None:
    rows = checked("feedback", [{"activity_id": "a"}, {"activity_id": "a"}], [])
    assert touched(FED_BACK, rows) == (1, ("a",), ["feedback:2", "feedback:3"])


@pytest.mark.parametrize("named", ["z", "A", ""])
def test_a_row_that_names_no_unit_changes_nothing(named: str) -> None:
    rows = checked("feedback", [{"activity_id": named} if named else {}], [{"activity_id": "b"}])
    assert touched(FED_BACK, rows) == (0, (), [])


def test_a_table_the_measure_does_not_read_changes_nothing() -> None:
    rows = checked("materials", [{"activity_id": "a"}], [])
    assert touched(FED_BACK, rows) == (0, (), [])


def test_ids_that_differ_in_case_are_two_and_names_are_one() -> None:
    rows = checked("feedback", [{"activity_id": "a"}], [])
    assert touched(result("m", "activity", ["a", "A"], "feedback"), rows) == (1, ("a",), ["feedback:2"])
    rows = checked("board_meetings", [{"board": "OLDER people"}], [])
    assert touched(result("m", "board", ["Older People"], "board_meetings"), rows)[1] == ("Older People",)


@pytest.mark.parametrize(
    ("opened", "closed", "units"),
    [
        ("2024-05-03", "2024-04-02", 1),
        (None, "2024-07-31", 1),
        ("2024-05-01", None, 1),
        ("2025-05-01", None, 0),
        ("2023-05-01", "2024-04-01", 1),
        ("2025-03-31", "2025-06-01", 0),
        ("2023-05-03", "2023-04-02", 0),
        ("2024-05-03", "2023-04-02", 0),
        ("2025-04-03", "2025-04-02", 0),
    ],
)
def test_an_activity_set_aside_could_have_been_a_unit_where_its_closing_day_lies_in_the_period_or_cannot_be_read(
    opened: str | None, closed: str | None, units: int
) -> None:
    rows = checked("activities", [{"activity_id": "z", "opened_on": opened, "closed_on": closed}], [])
    found = effect(FED_BACK, Records({"activities": rows}), PERIOD, possible(MEASURE["feedback_on_time"]))
    assert (found.units, [str(row) for row in found.rows]) == (units, ["activities:2"] * units)


@pytest.mark.parametrize(
    ("measure", "table", "row", "units"),
    [
        ("feedback_says_why", "activities", {"level": "coproduce", "closed_on": "2024-07-31"}, 0),
        ("feedback_on_time", "activities", {"level": "coproduce", "closed_on": "2024-07-31"}, 1),
        ("feedback_says_why", "activities", {"level": None, "closed_on": "2024-07-31"}, 1),
        ("feedback_on_time", "activities", {"level": "inform", "closed_on": "2024-07-31"}, 0),
        ("feedback_on_time", "activities", {"level": None, "level.unread": "chat", "closed_on": "2024-07-31"}, 1),
        ("feedback_on_time", "activities", {"run_by": "partner", "closed_on": "2024-07-31"}, 0),
        ("feedback_on_time", "activities", {"in_scope": "no", "closed_on": "2024-07-31"}, 0),
        ("on_the_forward_plan", "activities", {"opened_on": "2024-05-01", "closed_on": "2023-05-01"}, 1),
        ("on_the_forward_plan", "activities", {"opened_on": "2023-05-01", "closed_on": "2024-05-01"}, 0),
        ("decisions_had_a_say", "key_decisions", {"decided_on": "2023-05-01"}, 0),
        ("decisions_had_a_say", "key_decisions", {"decided_on": None}, 1),
        ("advocates_heard", "advocacy", {"raised_on": "2025-04-01"}, 0),
        ("listed_is_registered", "web_listing", {"opened_on": "2023-05-01", "closed_on": "2023-08-01"}, 0),
        ("listed_is_registered", "web_listing", {"opened_on": "2023-05-01", "closed_on": None}, 1),
        ("actions_done", "actions", {"due_on": "2025-04-01"}, 0),
        ("actions_done", "actions", {"due_on": None, "agreed_on": "2024-05-01"}, 0),
        ("actions_done", "actions", {"due_on": None, "due_on.unread": "soon", "agreed_on": "2024-05-01"}, 1),
        ("actions_done", "actions", {"due_on": None, "agreed_on": "2024-04-01"}, 0),
        ("actions_done", "actions", {"due_on": None, "agreed_on": "2024-03-31"}, 1),
        ("actions_done", "actions", {"due_on": None, "agreed_on": None, "done_on": None}, 1),
        ("actions_done", "actions", {"due_on": None, "agreed_on": "2024-03-31", "done_on": "2024-03-31"}, 0),
        ("actions_done", "actions", {"due_on": None, "agreed_on": "2024-03-31", "done_on": "2024-04-01"}, 1),
        ("actions_done", "actions", {"due_on": None, "agreed_on": "2024-03-31", "done_on": "2024-05-01"}, 1),
    ],
)
def test_a_row_counts_only_if_its_readable_cells_leave_it_possible_that_it_is_a_unit(
    measure: str, table: str, row: Row, units: int
) -> None:
    unit = next(unit for unit, own in OWN_TABLE.items() if own == table)
    records = Records({table: checked(table, [{TABLES[table].key[0]: "z", **row}], [])})
    assert effect(result(measure, unit, [], table), records, PERIOD, possible(MEASURE[measure])).units == units


def test_a_row_that_says_it_is_no_consultation_cannot_have_been_the_one_kept() -> None:
    kept = {"activity_id": "a", "opened_on": "2024-05-01", "closed_on": "2024-07-31", "level": "consult"}
    rows = checked("activities", [{**kept, "level": "coproduce"}], [kept], Standing.REPEATS)
    asked = result("feedback_says_why", "activity", ["a"], "activities")
    assert effect(asked, Records({"activities": rows}), PERIOD, possible(MEASURE["feedback_says_why"])).units == 0


def test_what_is_not_ours_changes_no_service() -> None:
    rows = checked("activities", [{"activity_id": "z", "service": "Roads", "level": "inform"}], [])
    assert touched(result("asked_at_every_stage", "service", ["Roads"], "activities"), rows) == (0, (), [])


def test_a_row_that_repeats_an_activity_could_have_been_the_one_kept() -> None:
    row = {"activity_id": "a", "opened_on": "2024-05-01", "closed_on": "2024-07-31"}
    assert touched(FED_BACK, checked("activities", [row], [row], Standing.REPEATS)) == (1, ("a",), ["activities:3"])


@pytest.mark.parametrize(
    ("unit", "table", "row"),
    [
        ("decision", "key_decisions", {"decision_id": "d"}),
        ("listing", "web_listing", {"listing_id": "l"}),
        ("issue", "advocacy", {"issue_id": "i"}),
        ("contact", "contacts", {"contact": "c"}),
        ("action", "actions", {"action_id": "x"}),
        ("service", "services", {"service": "s"}),
        ("board", "boards", {"board": "b"}),
    ],
)
def test_a_row_set_aside_could_have_been_a_unit(unit: str, table: str, row: Row) -> None:
    assert touched(result("m", unit, ["another"], table), checked(table, [row], [])) == (1, (), [f"{table}:2"])


def test_a_seat_set_aside_could_change_its_board() -> None:
    rows = checked("boards", [{"board": "B"}], [{"board": "b"}])
    assert touched(result("m", "board", ["b"], "boards"), rows) == (1, ("b",), ["boards:3"])


@pytest.mark.parametrize(("kind", "document"), [("strategy review", "strategy"), ("commitment review", "commitment")])
def test_a_review_set_aside_could_change_its_document(kind: str, document: str) -> None:
    reviewed = result("reviewed_in_three_years", "document", ["strategy", "commitment"], "committee")
    assert touched(reviewed, checked("committee", [{"kind": kind}], [])) == (1, (document,), ["committee:2"])
    assert touched(reviewed, checked("committee", [{"kind": "monitoring"}], [])) == (0, (), [])


def test_every_row_set_aside_could_change_the_year() -> None:
    rows = checked("practice", [{"lesson": "x"}, {"lesson": "y"}], [])
    assert touched(result("m", "year", ["2024-25"], "practice"), rows) == (
        1,
        ("2024-25",),
        ["practice:2", "practice:3"],
    )


def test_an_activity_set_aside_years_ago_could_have_been_a_stage_of_its_service() -> None:
    old = {"activity_id": "z", "service": "Roads", "opened_on": "2022-05-03", "closed_on": "2022-05-02"}
    asked = result("asked_at_every_stage", "service", ["roads", "Libraries"], "activities")
    assert touched(asked, checked("activities", [old], [])) == (1, ("roads",), ["activities:2"])


def test_an_activity_set_aside_could_change_what_names_it() -> None:
    old = {"activity_id": "z", "opened_on": "2020-05-03", "closed_on": "2020-05-02"}
    follower = {"activity_id": "a", "opened_on": "2024-05-01", "closed_on": "2024-07-31", "follows": "z"}
    activities = checked("activities", [old], [follower])
    follows = result("engaged_before_options", "activity", ["a"], "activities")
    asked = MEASURE["engaged_before_options"]
    found = effect(follows, Records({"activities": activities}), PERIOD, possible(asked), asked.asks_of)
    assert (found.units, found.ids) == (1, ("a",))
    decisions = checked("key_decisions", [], [{"decision_id": "d", "activity_id": "z"}])
    say = result("decisions_had_a_say", "decision", ["d"], "activities", "key_decisions")
    assert touched(say, activities, decisions) == (1, ("d",), ["activities:3"])
    told = checked("feedback", [{"activity_id": "z"}], [{"activity_id": "y"}])
    assert touched(replace(say, tables=("feedback",)), told, decisions) == (1, ("d",), ["feedback:3"])
    of_itself = possible(MEASURE["feedback_on_time"])
    assert effect(FED_BACK, Records({"activities": activities}), PERIOD, of_itself).units == 0
    of_the_year = result("engaged_before_options", "year", ["2024-25"], "activities")
    assert touched(of_the_year, activities) == (1, ("2024-25",), ["activities:3"])
