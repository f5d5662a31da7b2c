"""The laws that tie what is owed to the measures: each day exact, and a year lived through misses nothing."""

from __future__ import annotations

import csv
import io
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.contracts.standing import standings
from heard.measures import MEASURES, judge, measures_of
from heard.model.address import Address
from heard.model.obligation import OPEN, Obligation, Standing
from heard.model.records import STANDING, Checked, Records
from heard.model.records import Standing as RowStanding
from heard.model.result import Finding
from heard.model.standards import Basis
from heard.model.state import State
from heard.model.tables import TABLES
from heard.model.workdays import is_working_day
from heard.params import Params, load_annual
from heard.year import Year
from heard.year.owed import owed

from ..measures.conftest import typed_rows  # noqa: TID252 - tests are no package that could be named

DAY = timedelta(days=1)
FIRST, LAST = date(2023, 6, 1), date(2026, 12, 31)  # days on which what is drawn here opens
LATER = (date(2030, 1, 1), date(2031, 7, 1))  # when the year is looked back on
PARAMS = "period: {first_day: 2024-04-01, last_day: 2025-03-31}\nas_at: 2025-06-01\nrecords: records\n"

Row = Mapping[str, Any]
Council = Mapping[str, Sequence[Row]]
ByMeasure = Mapping[str, date]
Write = Callable[[Row, ByMeasure], Council]


@cache
def params() -> Params:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "records").mkdir()
        (Path(folder) / "records" / "activities.csv").write_text("activity_id,title,opened_on\nA,A,2024-05-01\n")
        path = Path(folder) / "annual-2024-25.yaml"
        path.write_text(PARAMS, encoding="utf-8")
        return load_annual(path)


def year_of(tables: Council, on: date) -> Year:
    """The year of some rows, as they stand on a day: of that which nobody judged here there is nothing."""
    checked = {}
    for name, rows in tables.items():
        text = io.StringIO()
        writer = csv.DictWriter(text, list(dict.fromkeys(column for row in rows for column in row)))
        writer.writeheader()
        writer.writerows(rows)
        typed = typed_rows(name, text.getvalue(), Path())
        standing = standings(TABLES[name], typed, (typed["row"] < 0).to_numpy(dtype=bool), on).standing
        checked[name] = Checked(TABLES[name], typed.assign(**{STANDING: standing, "because": ""}))
    return Year(replace(params(), as_at=on), Records(checked), None)  # type: ignore[arg-type]


def states(measure: str, tables: Council, on: date) -> dict[str, State]:
    """What the engine says of every unit under which something is owed, whether it has closed or not."""
    (alone,) = (each for each in MEASURES if each.id == measure)
    assert alone.owes is not None and alone.owes.units is not None
    wider = replace(alone, units=alone.owes.units, shortfall=None)
    return {each.unit_id: each.state for each in judge(wider, year_of(tables, on).columns).findings}


def in_register(*measures: str, **more: str) -> Write:
    """The day of the first of some measures stands in the register, in these columns; `{day}` is that day."""

    def write(activity: Row, due: ByMeasure) -> Council:
        cells = {column: words.format(day=due[measures[0]]) for column, words in more.items()}
        return {"activities": [{**activity, **cells}]}

    return write


def in_table(table: str, *measures: str, **cells: str) -> Write:
    """A row of another table has it."""

    def write(activity: Row, due: ByMeasure) -> Council:
        row = {column: words.format(day=due[measures[0]], **activity) for column, words in cells.items()}
        return {"activities": [activity], table: [{"activity_id": activity["activity_id"], **row}]}

    return write


def in_decision(measure: str) -> Write:
    """The decision has it: the report it was taken by was published on that day."""

    def write(activity: Row, due: ByMeasure) -> Council:
        decided = {**decision(activity), "report_published_on": due[measure]}
        return {"activities": [activity], "decisions": [decided]}

    return write


def decision(activity: Row) -> Row:
    on = activity["closed_on"] + timedelta(days=activity["gap"])
    return {"activity_id": activity["activity_id"], "body_kind": "committee", "body": "Cabinet", "decided_on": on}


WRITES: Mapping[str, Write] = {
    name: write(name, **cells)
    for name, write, cells in (
        ("impact_considered_first", in_register, {"impact_considered_on": "{day}"}),
        ("affected_identified_first", in_register, {"affected_listed_on": "{day}"}),
        ("public_interest_considered", in_register, {"public_interest_considered_on": "{day}"}),
        ("planned_with_others", in_register, {"planned_on": "{day}", "shared_with": "Healthwatch"}),
        ("decision_date_planned", in_register, {"planned_on": "{day}", "decision_planned_on": "2028-06-01"}),
        ("resources_planned", in_register, {"planned_on": "{day}", "budget": "100", "staff_days_planned": "3"}),
        ("recorded_fully_and_soon", in_register, {"recorded_on": "{day}"}),
        ("listed_from_the_start", in_register, {"listed_on": "{day}"}),
        ("equality_before_decision", in_register, {"equality_done_on": "{day}", "equality_needed": "yes"}),
        ("evaluated_with_a_lesson", in_register, {"evaluated_on": "{day}", "lesson": "Ask sooner"}),
    )
} | {
    "publicised_from_the_start": in_table(
        "publicity", "publicised_from_the_start", published_on="{day}", route="press"
    ),
    "on_the_forward_plan": in_table(
        "forward_plan", "on_the_forward_plan", entry_id="E-{activity_id}", added_on="{day}", title="{title}",
        financial_year="2024-25",
    ),
    "affected_contacted": in_table("affected_groups", "affected_contacted", group="Carers", contacted_on="{day}"),
    "feedback_on_time": in_table("feedback", "feedback_on_time", published_on="{day}"),
    "told_those_who_took_part": in_table(
        "feedback", "told_those_who_took_part", published_on="{day}", sent_to_participants="yes"
    ),
    "feedback_says_why": in_table("feedback", "feedback_says_why", published_on="{day}", includes_reasons="yes"),
    "decided_after_closing": in_table("decisions", "decided_after_closing", decided_on="{day}", body_kind="committee"),
    "results_seen_before_deciding": in_decision("results_seen_before_deciding"),
    "papers_in_time": in_decision("papers_in_time"),
}  # fmt: skip
ASKS_WHAT_IS_THERE = {
    "told_those_who_took_part",
    "feedback_says_why",
    "decided_after_closing",
}  # by *as at*, on whatever day
HANGS_ON_A_DECISION = {
    "feedback_says_why",
    "equality_before_decision",
    "results_seen_before_deciding",
    "papers_in_time",
}


@st.composite
def activities(draw: st.DrawFn) -> list[Row]:
    """Consultations of all lengths, each on days of its own; 29 February and Christmas among them now and then."""
    edges = st.sampled_from(
        [date(2024, 2, 28), date(2024, 2, 29), date(2024, 12, 24), date(2025, 4, 17), date(2024, 1, 1)]
    )
    days = draw(st.lists(st.dates(FIRST, LAST) | edges, min_size=1, max_size=12))
    rows = []
    for n, opened_on in enumerate(days):
        closed_on = opened_on + timedelta(days=draw(st.integers(0, 200)))
        promised = draw(st.none() | st.integers(1, 200))
        cells = {
            "activity_id": f"A{n}", "title": f"Title {n}", "opened_on": opened_on, "closed_on": closed_on,
            "level": "consult", "service": "Libraries", "purpose": "strategic planning", "significance": "significant",
            "promised_feedback_on": closed_on + timedelta(days=promised) if promised else "",
            "gap": draw(st.integers(20, 300)),
        }  # fmt: skip
        rows.append(cells)
    return rows


def together(councils: Sequence[Council]) -> Council:
    """The rows of all of them, table by table; what a test alone knows of an activity left out."""
    tables: dict[str, list[Row]] = {}
    for council in councils:
        for name, rows in council.items():
            tables.setdefault(name, []).extend({k: v for k, v in row.items() if k != "gap"} for row in rows)
    return tables


def written(measure: str, rows: Sequence[Row], due: Mapping[str, date], days_late: int) -> Council:
    """The records in which each activity that has a day has it done then, or so many days later."""
    return together(
        [
            WRITES[measure](row, {measure: due[row["activity_id"]] + days_late * DAY})
            for row in rows
            if row["activity_id"] in due
        ]
    )


def owed_under(measure: str, tables: Council, on: date) -> dict[str, Obligation]:
    """What is owed on a day under one measure alone, by unit."""
    (alone,) = (each for each in MEASURES if each.id == measure)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("heard.year.owed.measures_of", lambda columns: (alone,))
        return {each.unit_id: each for each in owed(year_of(tables, on), on)}


@pytest.mark.parametrize("measure", WRITES)
@settings(max_examples=settings().max_examples // 6)  # each is a council, judged on many days
@given(rows=activities())
def test_what_is_done_on_its_day_is_met_for_good_and_a_day_later_never(measure: str, rows: list[Row]) -> None:
    decisions = {"decisions": [decision(row) for row in rows]} if measure in HANGS_ON_A_DECISION else {}
    bare = owed_under(measure, together([{"activities": rows, **decisions}]), LATER[0])
    due = {id: each.due_on for id, each in bare.items() if each.due_on}
    if not due:
        return
    on_time, too_late = ({**decisions, **written(measure, rows, due, late)} for late in (0, 1))
    for on in LATER:
        assert states(measure, on_time, on) == dict.fromkeys(due, State.MET)
    met_late = {id for id, state in states(measure, too_late, LATER[0]).items() if state is State.MET}
    days_off = {id for id, day in due.items() if measure == "papers_in_time" and not is_working_day(day + DAY)}
    assert measure in ASKS_WHAT_IS_THERE or met_late <= days_off
    for on in {*due.values()} if measure not in HANGS_ON_A_DECISION else ():  # which is still to come on that day
        then = owed_under(measure, on_time, on)
        assert {then[id].state for id, day in due.items() if day == on} == {Standing.SETTLED}


def known_on(year: Year, on: date) -> Year:
    """The year as its records stood on an earlier day: rows of later days have not come."""
    tables = {}
    for name, checked in year.records.tables.items():
        kept = (checked.rows[STANDING] == RowStanding.KEPT).to_numpy(dtype=bool)
        then = standings(checked.table, checked.rows, ~kept, on).standing
        tables[name] = replace(
            checked, rows=checked.rows.assign(**{STANDING: then.where(kept, checked.rows[STANDING])})
        )
    return replace(year, params=replace(year.params, as_at=on), records=replace(year.records, tables=tables))


@pytest.fixture(scope="module")
def walk(year_of_sample: Year, size: Callable[[int, int], int]) -> Mapping[date, Mapping[str, Obligation]]:
    """What was owed on the days from April to June on which most fell due, and on the last of June, by its id.

    At full size on every day on which something fell due.
    """
    first, last = date(2025, 4, 1), date(2025, 6, 30)
    at_the_end = owed(known_on(year_of_sample, last), last)
    due = Counter(each.due_on for each in at_the_end if each.due_on and first <= each.due_on < last)
    days = sorted(day for day, _ in due.most_common(size(3, 91)))
    walked = {day: {each.id: each for each in owed(known_on(year_of_sample, day), day)} for day in days}
    return walked | {last: {each.id: each for each in at_the_end}}


@pytest.fixture(scope="module")
def report(year_of_sample: Year, walk: Mapping[date, object]) -> Mapping[tuple[str, str], Finding]:
    """What the annual report would find on the last day walked, by measure and unit."""
    last = max(walk)
    columns = known_on(year_of_sample, last).columns
    results = (judge(measure, columns) for measure in measures_of(columns))
    return {(result.measure, each.unit_id): each for result in results for each in result.findings}


@pytest.mark.proof
def test_what_was_settled_on_its_day_is_never_not_met(
    walk: Mapping[date, Mapping[str, Obligation]],
    report: Mapping[tuple[str, str], Finding],
    proved: Callable[[str], None],
) -> None:
    """But for a day that hung on a plan: the decision may come sooner."""
    settled = [
        each
        for day, rows in walk.items()
        for each in rows.values()
        if each.state is Standing.SETTLED and each.due_on and each.due_on <= day
        if each.basis is not Basis.PLANNED and not each.unit_part
    ]
    found = [
        (each.id, report[each.measure, each.unit_id].state)
        for each in settled
        if (each.measure, each.unit_id) in report
    ]
    assert [id for id, state in found if state is State.NOT_MET] == [] and len(found) > 1_000
    proved(
        f"A sample council read on {len(walk)} days from April to June: {len(found):,} times settled, never not met."
    )


@pytest.mark.proof
def test_nothing_that_was_left_is_missed_by_the_report(
    walk: Mapping[date, Mapping[str, Obligation]], report: Mapping[tuple[str, str], Finding]
) -> None:
    allowed = {
        Standing.LATE: {State.NOT_MET, State.PARTLY},
        Standing.MISSED: {State.NOT_MET, State.PARTLY},
        Standing.NOT_ON_RECORD: {State.NO_EVIDENCE},
    }
    left = [each for each in walk[max(walk)].values() if each.state in allowed and not each.unit_part]
    seen = [each for each in left if (each.measure, each.unit_id) in report]
    wrong = [
        (each.id, each.state) for each in seen if report[each.measure, each.unit_id].state not in allowed[each.state]
    ]
    assert wrong == [] and {each.state for each in seen} == {*allowed}


@pytest.mark.proof
def test_what_the_report_finds_not_met_stood_open_on_its_day_unless_a_row_of_it_came_later(
    year_of_sample: Year,
    walk: Mapping[date, Mapping[str, Obligation]],
    report: Mapping[tuple[str, str], Finding],
    proved: Callable[[str], None],
) -> None:
    """The row may be that of the decision: until it is there, the day hangs on the planned one."""
    fell_short = {key for key, each in report.items() if each.state in (State.NOT_MET, State.PARTLY)}
    stood = []
    for day, rows in walk.items():
        for each in walk[max(walk)].values():
            if each.due_on == day and (each.measure, each.unit_id) in fell_short:
                came_later = any(
                    not was_there(year_of_sample, address, day) for address in report[each.measure, each.unit_id].source
                )
                then = rows.get(each.id)
                was_open = then is not None and (then.state in OPEN or then.basis is Basis.PLANNED)
                stood.append((each.id, came_later or was_open))
    assert [id for id, is_open in stood if not is_open] == [] and len(stood) > 5
    proved(f"Of {len(walk)} days, {len(stood)} that the report found not met stood open, or a row of them came later.")


def was_there(year: Year, address: Address, on: date) -> bool:
    """Whether a row counted on an earlier day."""
    rows = known_on(year, on).records.tables[address.table].rows
    (standing,) = rows.loc[(rows["row"] == address.row) & (rows["part"] == address.part), STANDING]
    return bool(standing == RowStanding.KEPT)


def test_with_unchanged_records_no_later_day_opens_what_has_passed(year_of_sample: Year) -> None:
    on = date(2024, 11, 1)
    year = known_on(year_of_sample, on)
    passed = {each.id: each for each in owed(year, on) if each.due_on and each.due_on < on}
    for later in (on + DAY, on + 60 * DAY, on + 400 * DAY):
        again = {each.id: each for each in owed(year, later)}
        reopened = [id for id, each in passed.items() if id in again and again[id].state in OPEN]
        assert reopened == [] and len(passed) > 100


def test_what_is_owed_is_what_was_planted(year_of_sample: Year) -> None:
    """`truth-owed.csv` of the sample council was written without a measure being called."""
    params = year_of_sample.params
    found = {each.id: (str(each.due_on or ""), each.state.value) for each in owed(year_of_sample, params.as_at)}
    with (params.path.parent / "truth-owed.csv").open(encoding="utf-8", newline="") as file:
        planted = {row["obligation"]: (row["due_on"], row["state"]) for row in csv.DictReader(file)}
    assert {id: (found.get(id), row) for id, row in planted.items() if found.get(id) != row} == {}
    assert {state for _, state in planted.values()} == {*Standing}
