from __future__ import annotations

from datetime import date


def before_options(invented, activity) -> str:
    """What was planted, worked out again from what is in the tables."""
    follows = invented.row(activity)["follows"]
    register = {each.id: each for each in invented.council.activities}
    if follows.casefold() == "none":
        return "not met"
    if follows not in register:
        return "no evidence"
    earlier = register[follows]
    options = date.fromisoformat(invented.row(activity)["options_published_on"] or activity.opened_on.isoformat())
    early = (earlier.closed_on or earlier.opened_on) < options
    return "met" if early and earlier.level != "inform" else "not met"


def test_what_must_be_engaged_on_first_was_or_was_not(consultations) -> None:
    states = set()
    for invented, activity in consultations:
        if activity.significant or activity.transforming:
            expected = before_options(invented, activity)
        elif activity.significant is False and activity.transforming is False:
            expected = "not applicable"
        else:
            expected = "no evidence"
        assert invented.state("engaged_before_options", activity) == expected
        states.add(expected)
    assert states == {"met", "not met", "no evidence", "not applicable"}


def test_an_engagement_that_closed_on_the_day_of_the_options_came_too_late(consultations) -> None:
    gaps = set()
    for invented, activity in consultations:
        closings = {each.id: each.closed_on for each in invented.council.activities}
        options = invented.day(activity, "options_published_on")
        earlier = closings.get(invented.row(activity)["follows"])
        if options and earlier and (activity.significant or activity.transforming):
            gaps.add(((options - earlier).days, invented.state("engaged_before_options", activity)))
    assert (0, "not met") in gaps and (1, "met") in gaps


def test_what_is_final_by_opening_is_not_formative_and_by_closing_partly(consultations) -> None:
    edges = set()
    for invented, activity in consultations:
        final = invented.day(activity, "proposal_final_on")
        if final is None:
            expected = "no evidence"
        elif final <= activity.opened_on:
            expected = "not met"
        else:
            expected = "partly" if final <= activity.closing else "met"
        assert invented.state("formative", activity) == expected
        if final:
            edges |= {final == activity.opened_on and "opening", final == activity.closing and "closing"}
    assert {"opening", "closing"} <= edges
