from __future__ import annotations

from dataclasses import replace

from heard.model.result import Least, Sensitivity
from heard.model.state import State, Verdict
from heard.show.report.hanging_verdicts import safe_verdicts
from heard.year import Year

KEPT, NOT_KEPT = Verdict.KEPT, Verdict.NOT_KEPT
LEAST = Least(2, ("feedback_on_time",), State.NOT_MET, NOT_KEPT)
ACTIVITIES = "activity_id,title,opened_on,closed_on\nA,Bus,2024-05-01,2024-08-01"


def sensitivity(commitment, *loose, verdict=KEPT):
    """Loose in the ways that are named, `aside` or `missing`; in both at once wherever any is named."""
    ways = {way: (verdict, NOT_KEPT if way in loose else verdict) for way in ("aside", "missing")}
    together = (verdict, NOT_KEPT if loose else verdict)
    return Sensitivity(commitment, verdict, **ways, together=together, least=LEAST if loose else None)


SAFE = sensitivity("PROMISE-2")
LOOSE = sensitivity("PROMISE-3", "aside")


def told(year, text, *found):
    assessed = year(activities=ACTIVITIES)
    verdicts = {each.commitment: each.verdict for each in found}
    outcomes = tuple(
        replace(each, verdict=verdicts.get(each.commitment, Verdict.NOT_MEASURED))
        for each in assessed.assessment.outcomes
    )
    assessment = replace(assessed.assessment, sensitivities=found, outcomes=outcomes)
    return text(safe_verdicts(Year(assessed.params, assessed.records, assessment)))


def test_safe_verdicts_are_counted_and_of_the_others_the_least_that_would_change_them_is_named(year, text):
    said = told(year, text, SAFE, LOOSE)
    assert "2 promises could be judged." in said
    assert "1 verdict is safe. What is missing could change 1: 1 with the rows set aside alone." in said
    least = "2 cases of “Feedback given in time”, were they not met: not kept"
    assert f"PROMISE-3 kept the same not kept {least}" in said and "PROMISE-2" not in said


def test_verdicts_are_counted_once_by_what_they_hang_on_so_that_the_counts_add_up(year, text):
    either = sensitivity("LISTEN-1", "aside", "missing")
    both = sensitivity("ENGAGE-1", "both")
    said = told(year, text, SAFE, LOOSE, either, both)
    counts = "1 with the rows set aside alone, 1 with either and 1 only with both at once."
    assert f"1 verdict is safe. What is missing could change 3: {counts}" in said


def test_where_none_is_safe_or_all_are_it_is_said_of_each(year, text):
    missing = sensitivity("LISTEN-1", "missing")
    assert "Each of them is not safe. What is missing could change 2: 1 with" in told(year, text, LOOSE, missing)
    assert "The one is not safe. What is missing could change 1: 1 with the gaps" in told(year, text, missing)


def test_what_no_measure_judges_is_not_called_safe(year, text):
    bare = sensitivity("PROMISE-4", verdict=Verdict.NOT_MEASURED)
    said = told(year, text, SAFE, bare, LOOSE)
    assert "2 promises could be judged" in said and "1 verdict is safe" in said


def test_what_cannot_be_told_is_not_counted_as_judged(year, text):
    said = told(year, text, SAFE, LOOSE, sensitivity("LISTEN-1", "missing", verdict=Verdict.CANNOT_TELL))
    assert "2 promises could be judged" in said and "LISTEN-1 cannot tell" in said


def test_where_nothing_could_change_a_verdict_that_is_all_there_is_to_say(year, text):
    assert told(year, text, SAFE) == "Nothing that is missing could change a verdict."
