"""The days of a plan: each the last on which its measure is met, and a window for what the draft leaves out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from heard.measures.columns import Columns
from heard.model.standards import Basis
from heard.params.draft import Draft
from heard.year import Year
from heard.year.foreseen import Prospect, foresee
from heard.year.plan_days import PlanDays, PlanStep, Window

ON = date(2026, 6, 4)
ONE = "activity_id,title,opened_on\nA,Buses,2024-05-01"
OPENS, CLOSES, DECIDES = date(2026, 9, 7), date(2026, 10, 31), date(2026, 12, 17)
SIGNIFICANT = {"title": "Library hours", "significance": "significant"}
IN_ORDER = (
    "forward plan, plan agreed, impact and public interest, those affected, web page, publicity, opening, "
    "groups contacted, closing, a final proposal, results and papers, equality, decision, feedback, reasons, "
    "looking back"
)

EXPECTED = {  # the first day, the last, and the slack of the day that is drafted
    "forward plan": (None, date(2026, 8, 10), None),
    "plan agreed": (None, OPENS, 6),
    "web page": (None, OPENS, None),
    "opening": (None, date(2026, 8, 9), -29),
    "groups contacted": (None, date(2026, 10, 17), None),
    "closing": (date(2026, 11, 29), date(2026, 12, 3), -29),
    "a final proposal": (date(2026, 11, 1), DECIDES, None),
    "results and papers": (None, date(2026, 12, 9), None),
    "decision": (date(2026, 11, 14), date(2027, 10, 31), 318),
    "feedback": (None, date(2027, 1, 23), None),
    "looking back": (None, date(2027, 5, 2), None),
}


@pytest.fixture
def columns(year: Callable[..., Year]) -> Columns:
    """The records of a council of one activity, as at the day of the plans."""
    return replace(year(activities=ONE).columns, as_at=ON)


@pytest.fixture
def days(columns: Columns) -> Callable[..., PlanDays]:
    """The days of a draft with these cells."""

    def of(**cells: object) -> PlanDays:
        draft = Draft("library", {**SIGNIFICANT, **cells}, {})
        (foreseen,) = foresee([draft], columns, ON)
        return PlanDays(draft, columns, foreseen)

    return of


def test_each_step_has_its_last_day_and_the_drafts_has_its_slack(days: Callable[..., PlanDays]) -> None:
    drafted = days(opened_on=OPENS, closed_on=CLOSES, decision_planned_on=DECIDES, planned_on=date(2026, 9, 1))
    steps = {each.step: each for each in drafted.steps()}
    assert ", ".join(steps) == IN_ORDER
    found = {name: (each.not_before, each.last_on, each.slack) for name, each in steps.items()}
    assert found | EXPECTED == found
    assert all(each.how and each.basis for each in steps.values())


@pytest.mark.parametrize(
    ("given", "window"),
    [
        (
            {"decision_planned_on": DECIDES},
            Window(opens_from=date(2026, 7, 2), opens_by=date(2026, 9, 11), closes_by=date(2026, 12, 3)),
        ),
        (
            {"decision_planned_on": date(2026, 9, 25)},
            Window(closes_from=date(2026, 9, 23), decides_from=date(2026, 10, 7), short=12),
        ),
        ({"opened_on": OPENS}, Window(closes_from=date(2026, 11, 29), decides_from=date(2026, 12, 13))),
        ({"opened_on": OPENS, "closed_on": CLOSES}, Window(decides_from=date(2026, 11, 14))),
        (
            {"opened_on": OPENS, "decision_planned_on": DECIDES},
            Window(closes_from=date(2026, 11, 29), closes_by=date(2026, 12, 3)),
        ),
        (
            {"closed_on": CLOSES, "decision_planned_on": DECIDES},
            Window(opens_from=date(2026, 7, 2), opens_by=date(2026, 8, 9)),
        ),
        ({"opened_on": OPENS, "closed_on": CLOSES, "decision_planned_on": DECIDES}, None),
    ],
)
def test_what_is_left_out_is_answered_by_a_window(
    days: Callable[..., PlanDays], given: dict[str, date], window: Window | None
) -> None:
    assert days(**given).window() == window


def test_a_consultation_drawn_up_at_the_edges_of_its_window_would_be_met_and_a_day_beyond_not(
    columns: Columns, days: Callable[..., PlanDays]
) -> None:
    window = days(decision_planned_on=DECIDES).window()
    assert window and window.opens_by and window.closes_by
    fits = {"planned_on": date(2026, 6, 5), "decision_planned_on": DECIDES}
    fits |= {"opened_on": window.opens_by, "closed_on": window.closes_by}
    day = timedelta(days=1)
    beyond = ({"opened_on": window.opens_by + day}, {"closed_on": window.closes_by + day})
    drafts = [Draft("library", {**SIGNIFICANT, **fits, **change}, {}) for change in ({}, *beyond)]
    found = foresee(drafts, columns, ON, only=("open_long_enough", "decision_date_planned"))
    fell_short = [{each.measure for each in of_one if each.answer is Prospect.NOT_MET} for of_one in found]
    assert fell_short == [set(), {"open_long_enough"}, {"decision_date_planned"}]


def test_where_the_service_says_nothing_of_significance_the_longer_time_is_kept(
    days: Callable[..., PlanDays],
) -> None:
    unsaid = days(opened_on=OPENS, significance=None)
    draft = Draft("library", {"title": "Library hours", "opened_on": OPENS}, {})
    assert replace(unsaid, draft=draft).first_closing(OPENS) == date(2026, 11, 29)
    assert days(opened_on=OPENS, scale="other").first_closing(OPENS) == date(2026, 11, 29)
    assert days(opened_on=OPENS, significance="other").first_closing(OPENS) == date(2026, 10, 4)
    assert days(opened_on=OPENS, significance="other", scale="larger").first_closing(OPENS) == date(2026, 12, 6)
    assert days(opened_on=OPENS, prescribed_days=300).first_closing(OPENS) == OPENS + timedelta(days=299)


def test_one_that_is_not_significant_needs_no_notice(days: Callable[..., PlanDays]) -> None:
    assert days(decision_planned_on=DECIDES, significance="other").first_opening() == ON


def test_what_the_engine_is_not_asked_bounds_nothing(days: Callable[..., PlanDays]) -> None:
    engaged = days(opened_on=OPENS, level="engage")
    assert engaged.first_closing(OPENS) is None and engaged.window() is None
    steps = {each.step: each for each in engaged.steps()}
    assert [(steps[name].not_before, steps[name].last_on) for name in ("closing", "equality", "decision")] == [
        *3 * [(None, None)],
    ]


@pytest.mark.parametrize(
    ("not_before", "last_on", "slack"),
    [(None, None, None), (CLOSES, None, 0), (None, CLOSES, 0), (OPENS, CLOSES, 0), (None, DECIDES, 47)],
)
def test_a_day_has_slack_only_beside_a_first_or_a_last_day(
    not_before: date | None, last_on: date | None, slack: int | None
) -> None:
    assert PlanStep("closing", not_before, last_on, CLOSES, None, "").slack == slack
    assert PlanStep("closing", not_before, last_on, None, None, "").slack is None


def test_where_no_check_asks_for_a_length_no_window_is_told_and_the_opening_says_so(
    days: Callable[..., PlanDays],
) -> None:
    for closes in ({}, {"closed_on": CLOSES}):
        assert days(decision_planned_on=DECIDES, level="engage", **closes).window() is None

    def opening(**cells: object) -> str:
        return next(each.how for each in days(**cells).steps() if each.step == "opening")

    assert opening(closed_on=CLOSES, decision_planned_on=DECIDES, level="engage") == (
        "no check asks how long it is open"
    )
    assert opening(opened_on=OPENS) == "`closed_on` is not given"
    assert opening(closed_on=CLOSES, decision_planned_on=DECIDES).startswith("84 days open, first and last included")


def test_a_length_set_by_law_is_the_laws_figure_and_another_is_not(days: Callable[..., PlanDays]) -> None:
    def bases(**cells: object) -> list[Basis | None]:
        steps = {each.step: each.basis for each in days(opened_on=OPENS, closed_on=CLOSES, **cells).steps()}
        return [steps["opening"], steps["closing"]]

    assert bases(prescribed_days=70) == [Basis.LAW, Basis.LAW]
    assert Basis.LAW not in bases()


def test_the_days_of_one_in_spells_are_worked_out_as_of_one_that_is_open_throughout(
    days: Callable[..., PlanDays],
) -> None:
    whole = days(opened_on=OPENS, closed_on=CLOSES)
    spells = ({"opened_on": OPENS, "closed_on": OPENS}, {"opened_on": CLOSES, "closed_on": CLOSES})
    in_spells = replace(whole, draft=replace(whole.draft, rows={"openings": spells}))
    assert in_spells.first_closing(OPENS) == whole.first_closing(OPENS) == date(2026, 11, 29)


def test_a_final_proposal_waits_for_no_closing_of_what_the_council_does_not_run(days: Callable[..., PlanDays]) -> None:
    def how(**cells: object) -> str:
        return next(each.how for each in days(closed_on=CLOSES, **cells).steps() if each.step == "a final proposal")

    assert (how(), how(run_by="partner")) == ("after it closes on 31 October 2026", "")
