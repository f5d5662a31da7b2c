"""The laws of a plan, on drafts that nobody chose: one answer each, exact days, and a change that only mends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heard.measures import MEASURES
from heard.measures.columns import Columns
from heard.measures.units import of_whatever_year
from heard.params.draft import FORMATS, WAYS, Draft
from heard.year import Year
from heard.year.foreseen import FALLS_SHORT, LABELS, Foreseen, Prospect, foresee
from heard.year.plan_change import CLOSING_BY, DECISION_BY, OPENING_BY, PlanChange, best_change
from heard.year.plan_days import PlanDays

ON = date(2025, 6, 1)
REGISTER = "activity_id,title,opened_on,closed_on,level\nE1,What people value,2025-01-06,2025-04-04,engage"
DAY = st.integers(-60, 300).map(lambda days: ON + timedelta(days))
MAYBE = {
    "level": st.sampled_from(["consult", "engage", "coproduce"]),
    "significance": st.sampled_from(["significant", "other"]),
    "scale": st.sampled_from(["larger", "other"]),
    "purpose": st.sampled_from(["transformation", "operational planning"]),
    "target": st.sampled_from(["all residents", "specific group"]),
    "follows": st.sampled_from(["E1", "none", "NOWHERE"]),
    "equality_needed": st.sampled_from(["yes", "no"]),
    "short_time_reason": st.just("the grant ends"),
    "prescribed_days": st.integers(1, 120),
    "decision_planned_on": DAY,
    "planned_on": DAY,
    "impact_considered_on": DAY,
    "affected_listed_on": DAY,
    "listed_on": DAY,
    "proposal_final_on": DAY,
    "equality_done_on": DAY,
    "promised_feedback_on": DAY,
    "budget": st.just(1200.0),
}
# Done on its last day, a thing is met: the column of the register that has its day.
DONE = {
    "impact_considered_first": "impact_considered_on",
    "affected_identified_first": "affected_listed_on",
    "public_interest_considered": "public_interest_considered_on",
    "listed_from_the_start": "listed_on",
}
CASES = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    opens, length = draw(DAY), draw(st.integers(0, 150))
    cells = draw(st.fixed_dictionaries({"title": st.just("Hours"), "opened_on": st.just(opens)}, optional=MAYBE))
    if draw(st.booleans()):
        cells["closed_on"] = opens + timedelta(length)
    ways = draw(st.lists(st.sampled_from(WAYS.words), max_size=3, unique=True))
    formats = draw(st.lists(st.sampled_from(FORMATS.words), max_size=2, unique=True))
    body = draw(st.sampled_from(["", "committee", "officer"]))
    rows = {
        "channels": tuple({"channel": way} for way in ways),
        "materials": ({"document": "draft", "formats": ";".join(formats)},) if formats else (),
        "decisions": ({"body_kind": body},) if body else (),
    }
    return Draft("hours", cells, {table: theirs for table, theirs in rows.items() if theirs})


@pytest.fixture
def columns(year: Callable[..., Year]) -> Columns:
    return replace(year(activities=REGISTER).columns, as_at=ON)


def of(draft: Draft, columns: Columns, *only: str) -> dict[str, Foreseen]:
    (found,) = foresee([draft], columns, ON, only=only)
    return {each.measure: each for each in found}


OF_ACTIVITIES = {measure.id for measure in MEASURES if of_whatever_year(measure.units)}


@CASES
@given(draft=drafts())
def test_every_measure_gives_one_answer_with_its_reason_and_its_day(draft: Draft, columns: Columns) -> None:
    found = of(draft, columns)
    assert found.keys() == OF_ACTIVITIES and all(each.reason for each in found.values())
    for each in found.values():
        if each.answer in (Prospect.TO_DO, Prospect.TOO_LATE):
            assert each.due_on and (each.due_on >= ON) is (each.answer is Prospect.TO_DO)
        if each.answer is Prospect.NOT_DECIDED:
            assert each.due_on is None and "`" in each.reason


@CASES
@given(draft=drafts(), measure=st.sampled_from(sorted(DONE)))
def test_what_is_to_do_is_met_on_its_last_day_and_not_the_day_after(
    draft: Draft, measure: str, columns: Columns
) -> None:
    found = of(draft, columns, measure)[measure]
    if found.answer not in (Prospect.TO_DO, Prospect.TOO_LATE):
        return
    assert found.due_on
    for late, met in ((0, True), (1, False)):
        done = replace(draft, cells={**draft.cells, DONE[measure]: found.due_on + timedelta(late)})
        assert (of(done, columns, measure)[measure].answer is Prospect.MET) is met


def agreed(draft: Draft) -> Draft:
    return replace(draft, cells={"planned_on": draft.cells["opened_on"], **draft.cells})


def changed(draft: Draft, change: PlanChange) -> Draft:
    if isinstance(change.to, date):
        first = (
            draft.cells.get("closed_on") if change.changed == "closed_on" and draft.cells["opened_on"] < ON else None
        )
        told = {"first_closed_on": first} if first else {}
        return replace(draft, cells={**told, **draft.cells, change.changed: change.to})
    if change.changed == "channel":
        return replace(draft, rows={**draft.rows, "channels": (*draft.rows["channels"], {"channel": change.to})})
    (paper,) = draft.rows["materials"]
    return replace(draft, rows={**draft.rows, "materials": ({**paper, "formats": f"{paper['formats']};{change.to}"},)})


@CASES
@given(draft=drafts())
def test_a_change_makes_nothing_worse_mends_something_and_alters_one_thing_alone(
    draft: Draft, columns: Columns
) -> None:
    change = best_change(draft, columns, ON)
    if change is None:
        return
    assert change.changed not in (*LABELS, "short_time_reason", "prescribed_days", "statutory_basis")
    assert abs(change.moved) <= {"opened_on": OPENING_BY, "closed_on": CLOSING_BY}.get(change.changed, DECISION_BY)
    before, after = of(agreed(draft), columns), of(agreed(changed(draft, change)), columns)
    good = (Prospect.MET, Prospect.NOT_APPLICABLE)
    for measure, was in before.items():
        now = after[measure].answer
        assert not (was.answer in good and now not in good), measure
        assert not (was.answer not in FALLS_SHORT and now in FALLS_SHORT), measure
    assert sum(each.answer in FALLS_SHORT for each in after.values()) < sum(
        each.answer in FALLS_SHORT for each in before.values()
    ) or sum(each.answer is Prospect.IN_PART for each in after.values()) > sum(
        each.answer is Prospect.IN_PART for each in before.values()
    )
    titles = {measure.title for measure in MEASURES}
    assert change.mends and titles.issuperset(change.mends)


@CASES
@given(draft=drafts())
def test_at_the_edges_of_its_days_a_plan_is_met_and_a_day_beyond_it_is_not(draft: Draft, columns: Columns) -> None:
    days = PlanDays(draft, columns, ())
    opens = draft.cells["opened_on"]
    length = ("open_long_enough", "open_three_months_if_larger")
    closes = days.first_closing(opens)
    if closes is None:
        assert draft.cells.get("level") in ("engage", "coproduce")
        return

    def short(last: date) -> list[str]:
        tried = of(replace(draft, cells={**draft.cells, "closed_on": last}), columns, *length)
        return [name for name in length if tried[name].answer in (Prospect.NOT_MET, Prospect.IN_PART)]

    assert short(closes) == []
    if closes > opens:
        before = of(replace(draft, cells={**draft.cells, "closed_on": closes - timedelta(1)}), columns, *length)
        at = of(replace(draft, cells={**draft.cells, "closed_on": closes}), columns, *length)
        assert any(before[name].answer is not at[name].answer for name in length)
