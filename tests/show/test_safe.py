from __future__ import annotations

from dataclasses import replace

from heard.model.result import Sensitivity
from heard.model.state import Verdict
from heard.show.report.safe import safe_verdicts
from heard.year import Year

KEPT, NOT_KEPT = Verdict.KEPT, Verdict.NOT_KEPT
ACTIVITIES = "activity_id,title,opened_on,closed_on\nA,Bus,2024-05-01,2024-08-01"
SAFE = Sensitivity("PROMISE-2", KEPT, (KEPT, KEPT), (KEPT, KEPT))
LOOSE = Sensitivity("PROMISE-3", KEPT, (KEPT, NOT_KEPT), (KEPT, KEPT))


def told(year, text, *found):
    assessed = year(activities=ACTIVITIES)
    return text(
        safe_verdicts(Year(assessed.params, assessed.records, replace(assessed.assessment, sensitivities=found)))
    )


def test_safe_verdicts_are_counted_and_the_others_are_named_with_what_they_could_have_been(year, text):
    said = told(year, text, SAFE, LOOSE)
    assert "2 promises can be judged, given the records." in said
    assert "1 verdict is safe. The other 1 hangs on it: 1 on rows set aside, 0 on gaps" in said
    assert "PROMISE-3 kept the same not kept the same the same" in said and "PROMISE-2" not in said


def test_verdicts_that_hang_on_both_are_counted_so_that_the_two_counts_add_up(year, text):
    both = Sensitivity("LISTEN-1", KEPT, (KEPT, NOT_KEPT), (KEPT, NOT_KEPT))
    said = told(year, text, SAFE, LOOSE, both)
    assert "2 on rows set aside, 1 on gaps in the record. 1 of them hangs on both." in said
    assert "on both" not in told(year, text, SAFE, LOOSE)


def test_what_no_measure_judges_is_not_called_safe(year, text):
    bare = Sensitivity("PROMISE-4", Verdict.NOT_MEASURED, (Verdict.NOT_MEASURED,) * 2, (Verdict.NOT_MEASURED,) * 2)
    said = told(year, text, SAFE, bare, LOOSE)
    assert "2 promises can be judged" in said and "1 verdict is safe" in said


def test_where_nothing_could_change_a_verdict_that_is_all_there_is_to_say(year, text):
    assert told(year, text, SAFE) == "Nothing that is missing could change a verdict."
