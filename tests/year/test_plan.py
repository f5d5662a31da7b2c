"""A planned activity held to the measures: by the engine what it can tell, by the obligation's day what is to come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from heard.errors import ParamsError
from heard.measures import MEASURES
from heard.measures.units import of_whatever_year
from heard.params.draft import Draft
from heard.year import Year
from heard.year.foreseen import Foreseen, Prospect, foresee
from heard.year.plan import Plan, plan_of, registered

ON = date(2025, 6, 1)
REGISTER = """
    activity_id,title,opened_on,closed_on,level,service,significance,withdrawn_on
    past,What people value,2025-01-06,2025-04-04,engage,Libraries,,
    news,New bins,2025-01-06,2025-04-04,inform,Waste,,
    open,Open now,2025-05-19,2025-08-29,consult,Libraries,significant,
    given,Given up,2025-05-01,2025-08-29,consult,Libraries,,2025-05-20
    aside,No day,,2025-08-29,consult,Libraries,,"""
LISTED = "listing_id,title,activity_id,seen_on\nW1,Open now,open,2025-05-19"
CELLS = {
    "title": "Library hours",
    "service": "Libraries",
    "significance": "significant",
    "opened_on": date(2025, 9, 8),
    "closed_on": date(2025, 11, 1),
    "decision_planned_on": date(2025, 12, 18),
}
ROWS = {
    "channels": ({"channel": "online survey"}, {"channel": "meeting"}),
    "materials": ({"document": "draft", "formats": "standard;on request"},),
    "affected_groups": ({"group": "group 1"}, {"group": "group 2"}, {"group": "group 3"}),
    "decisions": ({"body_kind": "committee"},),
}
DRAFT = Draft("library", CELLS, ROWS)


@pytest.fixture
def foreseen(year: Callable[..., Year]) -> Callable[..., dict[str, Foreseen]]:
    """What each measure would find of the draft with some cells changed (None: taken out), by its id."""

    def look(rows: dict = ROWS, on: date = ON, **changes: object) -> dict[str, Foreseen]:
        cells = {key: value for key, value in {**CELLS, **changes}.items() if value is not None}
        (found,) = foresee([Draft("library", cells, rows)], year(activities=REGISTER).columns, on)
        return {each.measure: each for each in found}

    return look


def test_each_measure_of_activities_gets_one_answer(foreseen: Callable[..., dict[str, Foreseen]]) -> None:
    of_activities = {measure.id for measure in MEASURES if of_whatever_year(measure.units)}
    assert foreseen().keys() == of_activities >= {"open_long_enough", "fed_back_on_record"}


def test_what_is_owed_is_owed_of_the_same_units() -> None:
    for measure in MEASURES:
        if measure.owes and (units := of_whatever_year(measure.units)):
            assert measure.owes.units is units, measure.id


@pytest.mark.parametrize(
    ("measure", "answer", "due_on"),
    [
        ("open_long_enough", Prospect.NOT_MET, date(2025, 11, 1)),
        ("ways_to_take_part", Prospect.MET, date(2025, 11, 1)),
        ("offered_in_other_formats", Prospect.MET, date(2025, 11, 1)),
        ("decided_after_closing", Prospect.MET, date(2026, 11, 1)),
        ("considered_by_a_body", Prospect.MET, None),
        ("on_the_forward_plan", Prospect.TO_DO, date(2025, 8, 11)),
        ("listed_from_the_start", Prospect.TO_DO, date(2025, 9, 8)),
        ("affected_contacted", Prospect.TO_DO, date(2025, 10, 18)),
        ("results_seen_before_deciding", Prospect.TO_DO, date(2025, 12, 17)),
        ("papers_in_time", Prospect.TO_DO, date(2025, 12, 10)),
        ("feedback_on_time", Prospect.TO_DO, date(2026, 1, 24)),
        ("formative", Prospect.NOT_DECIDED, None),
    ],
)
def test_the_draft_is_judged_as_a_row_and_what_is_to_come_has_its_day(
    foreseen: Callable[..., dict[str, Foreseen]], measure: str, answer: Prospect, due_on: date | None
) -> None:
    found = foreseen()[measure]
    assert (found.answer, found.due_on) == (answer, due_on)


def test_a_day_that_has_passed_is_too_late(foreseen: Callable[..., dict[str, Foreseen]]) -> None:
    last = date(2025, 8, 11)
    assert foreseen(on=last)["on_the_forward_plan"].answer is Prospect.TO_DO
    assert foreseen(on=last + timedelta(days=1))["on_the_forward_plan"].answer is Prospect.TOO_LATE


@pytest.mark.parametrize(
    ("column", "measure"),
    [
        ("impact_considered_on", "impact_considered_first"),
        ("affected_listed_on", "affected_identified_first"),
        ("public_interest_considered_on", "public_interest_considered"),
        ("planned_on", "decision_date_planned"),
    ],
)
def test_done_on_its_last_day_it_would_be_met_and_a_day_later_not(
    foreseen: Callable[..., dict[str, Foreseen]], column: str, measure: str
) -> None:
    last = foreseen()[measure].due_on
    assert last
    assert foreseen(**{column: last})[measure].answer is Prospect.MET
    assert foreseen(**{column: last + timedelta(days=1)})[measure].answer is Prospect.NOT_MET


def test_what_the_draft_leaves_open_is_named_by_its_key(foreseen: Callable[..., dict[str, Foreseen]]) -> None:
    rows = {table: theirs for table, theirs in ROWS.items() if table != "decisions"}
    assert foreseen(rows)["considered_by_a_body"].reason == "`decided_by` is not given"
    rows = {table: theirs for table, theirs in ROWS.items() if table != "materials"}
    assert foreseen(rows)["offered_in_other_formats"].undecided == ("formats",)
    without = foreseen(decision_planned_on=None)
    assert without["feedback_says_why"].answer is Prospect.NOT_DECIDED
    assert without["feedback_says_why"].reason == "`decision_planned_on` is not given"
    assert foreseen(closed_on=None)["feedback_on_time"].reason == "`closed_on` is not given"


def test_what_is_not_the_councils_own_consultation_is_asked_less(
    foreseen: Callable[..., dict[str, Foreseen]],
) -> None:
    engaged = foreseen(level="engage")
    assert engaged["open_long_enough"].answer is Prospect.NOT_APPLICABLE
    assert engaged["feedback_on_time"].answer is Prospect.TO_DO
    assert {each.answer for each in foreseen(run_by="partner").values()} == {Prospect.NOT_APPLICABLE}


def test_another_label_or_another_law_is_never_what_it_would_take(
    foreseen: Callable[..., dict[str, Foreseen]],
) -> None:
    assert foreseen()["open_long_enough"].would_take == "open for 84 days or more"
    short = foreseen(significance="other", closed_on=date(2025, 9, 20))["open_long_enough"]
    assert short.would_take == "open for 84 days or more; or open for 28 days or more, and not significant"
    prescribed = foreseen(prescribed_days=70)["open_long_enough"]
    assert prescribed.would_take.startswith("open for the length on record as set by law, or longer")


@pytest.mark.parametrize(
    ("follows", "answer"),
    [
        ("past", Prospect.MET),
        ("news", Prospect.NOT_MET),  # which gave information alone, though the draft names no level
        ("open", Prospect.MET),
        ("nowhere", Prospect.TO_DO),
        ("none", Prospect.NOT_MET),
    ],
)
def test_what_it_follows_is_looked_up_in_the_register(
    foreseen: Callable[..., dict[str, Foreseen]], follows: str, answer: Prospect
) -> None:
    assert foreseen(follows=follows)["engaged_before_options"].answer is answer


def test_several_drafts_at_once_are_found_as_each_by_itself(year: Callable[..., Year]) -> None:
    columns = year(activities=REGISTER).columns
    later = replace(DRAFT, cells={**CELLS, "closed_on": date(2025, 11, 30)})
    both = foresee([DRAFT, later], columns, ON)
    assert both == (*foresee([DRAFT], columns, ON), *foresee([later], columns, ON)) and both[0] != both[1]


def planned(year: Year, draft: Draft) -> Plan:
    return plan_of(year.params, year.records, draft)


def test_an_activity_of_the_register_is_taken_likewise(year: Callable[..., Year]) -> None:
    found = year(activities=REGISTER, web_listing=LISTED)
    draft = registered(found.params, found.records, "open")
    assert draft.cells["significance"] == "significant" and "withdrawn_on" not in draft.cells
    plan = planned(found, draft)
    answers = {each.measure: each.answer for each in plan.foreseen}
    assert answers["listed_from_the_start"] is Prospect.MET and answers["open_long_enough"] is Prospect.MET
    assert answers["on_the_forward_plan"] is Prospect.TOO_LATE and plan.falls_short


@pytest.mark.parametrize(
    ("activity_id", "sentence"),
    [
        ("past", "past closed on 4 April 2025. `heard profiles` has its page."),
        ("given", "given was withdrawn on 20 May 2025. Nothing of it is to come."),
        ("aside", "the row of 'aside' in the register is set aside. `heard check` says why."),
        ("opens", "no activity of the register has the id 'opens'. Did you mean 'open'?"),
    ],
)
def test_an_activity_of_which_nothing_is_to_come_is_refused(
    year: Callable[..., Year], activity_id: str, sentence: str
) -> None:
    found = year(activities=REGISTER)
    with pytest.raises(ParamsError) as error:
        registered(found.params, found.records, activity_id)
    assert str(error.value).endswith(sentence)


def test_a_plan_falls_short_where_something_is_not_met_in_part_or_too_late(year: Callable[..., Year]) -> None:
    found = year(activities=REGISTER)
    plan = planned(found, DRAFT)
    assert plan.falls_short and plan.of(Prospect.NOT_MET)

    def judged(**changes: object) -> Plan:
        (foreseen,) = foresee([replace(DRAFT, cells={**CELLS, **changes})], found.columns, ON)
        return replace(plan, foreseen=foreseen)

    assert not judged(closed_on=date(2025, 11, 30)).falls_short
    in_part = judged(short_time_reason="the grant ends")
    assert in_part.of(Prospect.IN_PART) and not in_part.of(Prospect.NOT_MET) and in_part.falls_short


def test_an_activity_that_closes_today_is_taken_as_a_plan(year: Callable[..., Year]) -> None:
    found = year(activities="activity_id,title,opened_on,closed_on\ntoday,Libraries,2025-05-01,2025-06-01\n")
    assert registered(found.params, found.records, "today").day("closed_on") == date(2025, 6, 1)


def test_where_no_measure_is_asked_each_draft_has_no_answer(year: Callable[..., Year]) -> None:
    assert foresee([DRAFT, DRAFT], year(activities=REGISTER).columns, ON, only={"none of them"}) == ((), ())


def test_a_decision_on_record_is_not_taken_again_on_the_day_that_was_planned(
    foreseen: Callable[..., dict[str, Foreseen]],
) -> None:
    taken = {"body_kind": "committee", "decided_on": date(2025, 10, 1)}  # before it closes
    for others in ((), ({"body_kind": "cabinet"},)):
        rows = ROWS | {"decisions": (taken, *others)}
        assert foreseen(rows)["decided_after_closing"].answer is Prospect.NOT_MET


def test_what_would_be_met_takes_nothing_and_what_is_given_is_not_asked_again(
    foreseen: Callable[..., dict[str, Foreseen]],
) -> None:
    found = foreseen()
    assert found["ways_to_take_part"].would_take == "" and found["open_long_enough"].would_take
    assert not {key for each in found.values() for key in each.undecided} & {*CELLS, "channels", "formats", "groups"}
