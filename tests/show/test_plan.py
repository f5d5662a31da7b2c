"""What a plan says: which days fit, the one change that mends most, and what else there is on its days."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from heard.page.blocks import flow
from heard.page.to_html import html_of
from heard.params.draft import Draft
from heard.show.plan_page import PlanPage
from heard.show.plan_rows import activity_to_paste, columns_to_paste
from heard.show.plan_words import calendar_in_words, change_in_words, window_in_words
from heard.year import Year
from heard.year.plan import Plan, plan_of

ON = date(2026, 6, 4)
OPENS, CLOSES, DECIDES = date(2026, 9, 7), date(2026, 10, 31), date(2026, 12, 17)
SIGNIFICANT = {"title": "Library hours in March", "service": "Libraries", "significance": "significant"}
DAYS = {"opened_on": OPENS, "closed_on": CLOSES, "decision_planned_on": DECIDES}
ROWS = {
    "channels": ({"channel": "online survey"}, {"channel": "meeting"}),
    "materials": ({"document": "draft", "formats": "standard;on request"},),
    "affected_groups": ({"group": "People who are deaf"},),
    "decisions": ({"body_kind": "committee"},),
}
HOLIDAYS = (
    "school_holidays: [{first_day: 2026-07-22, last_day: 2026-09-10}]\n"
    "pre_election: [{first_day: 2026-10-30, last_day: 2026-11-20}]\n"
)
REGISTER = """
    activity_id,title,opened_on,closed_on,target,divisions,withdrawn_on
    A1,Bus fares,2026-08-03,2026-09-30,all residents,Ely;Soham,
    A2,Paths,2026-09-21,,all residents,,
    A3,Elsewhere,2026-09-21,2026-10-05,all residents,March,
    A4,Staff rota,2026-09-21,2026-10-05,specific group,,
    A5,Given up,2026-09-21,2026-10-05,all residents,,2025-05-01
    A6,In spells,2026-08-01,2026-12-31,all residents,,
    A7,Long over,2024-08-01,2024-12-31,all residents,,"""
OPENINGS = "activity_id,opened_on,closed_on\nA6,2026-08-01,2026-08-31\nA6,2026-12-01,2026-12-31"
FORWARD = """
    entry_id,financial_year,title,added_on,planned_open_on,activity_id
    F1,2026-27,Parking,2025-05-01,2026-09-14,
    F2,2026-27,Bus fares,2025-05-01,2026-09-14,A1
    F3,2026-27,Far off,2025-05-01,2027-01-14,"""

MakePlan = Callable[..., Plan]


@pytest.fixture(scope="module")
def plans() -> dict[str, Plan]:
    """What was planned already, by its cells and rows: no test changes one."""
    return {}


@pytest.fixture
def plan(year: Callable[..., Year], plans: dict[str, Plan]) -> MakePlan:
    """The plan of a draft with these cells, in a council with a full calendar."""

    def make(rows: dict = ROWS, **cells: object) -> Plan:
        if (asked := repr((rows, cells))) not in plans:
            found = year(HOLIDAYS, activities=REGISTER, openings=OPENINGS, forward_plan=FORWARD)
            draft = Draft("library", {**SIGNIFICANT, **cells}, rows)
            plans[asked] = plan_of(replace(found.params, as_at=ON), found.records, draft)
        return plans[asked]

    return make


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (
            {"decision_planned_on": DECIDES},
            "To be decided on 17 December 2026, a significant consultation closes by 3 December and opens by "
            "11 September. With four weeks' notice from today it can open from 2 July.",
        ),
        (
            {"decision_planned_on": date(2026, 9, 25)},
            "It does not fit, by 12 days: decide on or after 7 October 2026.",
        ),
        (
            {"closed_on": date(2026, 7, 31), "decision_planned_on": DECIDES},
            "It does not fit, by 54 days: close on or after 23 September 2026.",
        ),
        (
            {"opened_on": OPENS},
            "Opened on 7 September 2026, a significant consultation closes on or after 29 November and is decided on "
            "or after 13 December.",
        ),
        (
            {"opened_on": OPENS, "decision_planned_on": DECIDES},
            "To be decided on 17 December 2026 and opened on 7 September, a significant consultation closes from "
            "29 November to 3 December.",
        ),
        (
            {"decision_planned_on": date(2027, 1, 12), "significance": "other"},
            "To be decided on 12 January 2027, a consultation closes by 29 December 2026 and opens by 2 December 2026. "
            "It can open from today.",
        ),
        (DAYS, ""),
    ],
)
def test_what_is_left_out_is_answered_in_a_sentence(plan: MakePlan, cells: dict[str, object], sentence: str) -> None:
    assert window_in_words(plan(**cells)) == sentence


def changed(found: Plan) -> str:
    return change_in_words(found.change, falls_short=found.falls_short)


def test_the_one_change_is_told_with_what_it_mends_and_what_it_leaves(plan: MakePlan) -> None:
    sentence = "Close 29 days later, on 29 November 2026: open long enough. The decision still follows 18 days after"
    assert changed(plan(**DAYS)) == f"{sentence} closing."


def test_a_change_that_would_take_from_the_decision_its_time_is_not_offered(plan: MakePlan) -> None:
    found = plan(**DAYS | {"decision_planned_on": date(2026, 12, 12)})
    assert changed(found) == "Open 29 days earlier, on 9 August 2026: open long enough."
    soon = {"opened_on": date(2026, 6, 8), "closed_on": date(2026, 8, 1), "decision_planned_on": date(2026, 9, 12)}
    stuck = plan(**soon, scale="larger")  # closing 36 days later would mend two things, and break a third
    assert stuck.change is None and stuck.falls_short


def test_a_way_and_a_format_are_offered_and_a_label_a_reason_or_a_law_never(plan: MakePlan) -> None:
    one_way = {**ROWS, "channels": ({"channel": "online survey"},)}
    long_enough = DAYS | {"closed_on": date(2026, 11, 30)}
    assert changed(plan(one_way, **long_enough)) == "Add one more way, postal survey: more than one way to take part."
    standard = {**ROWS, "materials": ({"document": "draft", "formats": "standard"},)}
    assert changed(plan(standard, **long_enough)) == "Offer one more format, large print: offered in other formats."
    stuck = plan(opened_on=OPENS, closed_on=CLOSES, prescribed_days=400)
    assert changed(stuck) == "No single change of a day, a way or a format would mend more than it breaks."
    assert changed(plan(**long_enough)).startswith("Nothing falls short that a change")


def test_its_days_are_held_beside_the_calendar_and_not_judged(plan: MakePlan) -> None:
    target = {"target": "all residents", "divisions": "Ely"}
    assert [*calendar_in_words(plan(**DAYS, **target))] == [
        "It closes on 31 October 2026, a Saturday.",
        "4 of 55 days open are in school holidays; 51 days not counted: the params name none after 10 September 2026.",
        "2 of 55 days open are in the time before an election.",
        "Open on no bank holidays.",
        "2 other activities for all residents open meanwhile, 2 at most on one day, 21 September 2026: Bus fares; "
        "Paths.",
        "On the forward plan, 1 other entry to open meanwhile, for whom is not on record: Parking.",
    ]


def test_what_is_on_a_day_off_and_what_the_params_do_not_name_is_said(
    plan: MakePlan, year: Callable[..., Year]
) -> None:
    days = {"opened_on": date(2026, 8, 31), "closed_on": CLOSES, "decision_planned_on": date(2026, 12, 25)}
    said = [*calendar_in_words(plan(**days))]
    assert said[0] == "It opens on 31 August 2026, a bank holiday."
    assert "It is to be decided on 25 December 2026, a bank holiday." in said
    assert "Open on 1 bank holiday: 31 August 2026." in said
    assert "Other activities for the same people: not counted: the draft names no `target`." in said
    later = DAYS | {"opened_on": date(2026, 9, 14)}
    assert any(
        "school holidays: not counted: the params name none after 10 September 2026." in each
        for each in calendar_in_words(plan(**later))
    )
    without = year(activities=REGISTER)
    bare = plan_of(replace(without.params, as_at=ON), without.records, Draft("library", {**SIGNIFICANT, **DAYS}, ROWS))
    assert any("school holidays: not counted: the params name none." in each for each in calendar_in_words(bare))


def words(pieces: object, text: Callable[[object], str]) -> str:
    return text(html_of(flow(pieces)))  # type: ignore[arg-type]


def test_the_page_has_its_parts_in_order_and_ends_with_what_it_is_not(
    plan: MakePlan, text: Callable[[object], str]
) -> None:
    said = words(PlanPage(plan(**DAYS)).blocks(), text)
    parts = ["The days", "What the strategy would find", "The calendar", "Still undecided", "The one change that mends"]
    places = [said.index(part) for part in parts]
    assert places == sorted(places)
    assert said.endswith(
        "These are the strategy's rules and the days you gave. They do not show that a consultation is lawful, fair or "
        "enough."
    )
    assert "Open long enough: not met. Significant, open for less than 84 days, and no reason on record." in said
    assert "29 days too early" in said and "By 7 September 2026: the money planned for each activity (budget)," in said


def test_where_the_other_days_leave_a_step_none_it_says_so(plan: MakePlan, text: Callable[[object], str]) -> None:
    tight = DAYS | {"closed_on": date(2026, 9, 20), "decision_planned_on": date(2026, 10, 1)}
    said = words(PlanPage(plan(**tight)).blocks(), text)
    assert "No day fits for closing: not before 29 November 2026, and by 17 September 2026." in said
    fits = {"opened_on": date(2026, 9, 7), "closed_on": date(2026, 12, 7), "decision_planned_on": date(2027, 1, 18)}
    assert "No day fits" not in words(PlanPage(plan(**fits)).blocks(), text)


def pages(plan: MakePlan) -> Iterator[PlanPage]:
    for found in (plan(**DAYS, lead_id="E-20110"), plan(decision_planned_on=DECIDES)):
        yield from (PlanPage(found), PlanPage(found, on_a_sheet=True))


def test_no_page_says_safe_gives_a_score_or_names_a_person_or_a_group(
    plan: MakePlan, text: Callable[[object], str]
) -> None:
    for page in pages(plan):
        said = words(page.blocks(), text).casefold()
        assert not any(word in said for word in ("safe", "approved", "%", "e-20110", "deaf", "e20110"))


def test_what_was_first_announced_stands_where_an_open_one_would_close_later(plan: MakePlan) -> None:
    """Its groups had until the first closing day: a later one does not bring their day back."""
    opened = {"opened_on": date(2026, 5, 11), "closed_on": date(2026, 6, 12), "decision_planned_on": DECIDES}
    found = plan(**opened).change
    assert found and found.changed == "closed_on" and "Those likely to be affected contacted in time" not in found.mends


def test_the_row_to_paste_leaves_its_ids_to_be_filled_and_names_nobody(plan: MakePlan) -> None:
    found = replace(plan(**DAYS, lead_id="E-20110", activity_id="FC26-0001"), own_columns={})
    row = dict(
        zip((each.heading for each in columns_to_paste(found, "activities")), activity_to_paste(found), strict=True)
    )
    assert row["activity_id"] == row["lead_id"] == "" and row["title"] == "Library hours in March"
