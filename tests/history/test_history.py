"""Years side by side, and what is carried over from one to the next."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from heard.errors import ParamsError
from heard.history.published_reports import load_published
from heard.history.since import carried_over, changes, turns
from heard.measures import MEASURES, Columns
from heard.model.assessment import Assessment
from heard.model.period import Period
from heard.model.published import Count, Published
from heard.model.records import BECAUSE, STANDING, Checked, Records, Standing
from heard.model.result import Outcome, Result, Tally
from heard.model.state import State, Verdict
from heard.model.tables import TABLES
from heard.params import load_standards
from heard.params.shipped import STRATEGY
from heard.params.strategies import load_strategy
from heard.press.open_data import write_open_data
from heard.sources import read_records


def counted(measure: str, met: int, not_met: int, definition: int = 1) -> Result:
    ids = {State.MET: tuple(f"m{n}" for n in range(met)), State.NOT_MET: tuple(f"n{n}" for n in range(not_met))}
    return Result(measure, definition, ("LEGAL-6",), False, (), (Tally("all", ids),))


def assessed(*results: Result, verdict: Verdict = Verdict.KEPT) -> Assessment:
    return Assessment("2024-25", results, (Outcome("LEGAL-6", "Adequate time.", verdict, (), ""),))


def before(definition: int = 1, met: int = 10, of: int = 40) -> Published:
    return Published(
        "a", "2023-24", {"open_long_enough": Count(definition, met, of, of)}, {"LEGAL-6": Verdict.NOT_KEPT}, {}
    )


def test_a_change_says_whether_chance_alone_could_have_made_it() -> None:
    (large,) = changes(assessed(counted("open_long_enough", 36, 4)), before(), 20)
    (small,) = changes(assessed(counted("open_long_enough", 12, 28)), before(), 20)
    assert (large.beyond_chance, small.beyond_chance) == (True, False)


def test_what_was_defined_differently_is_not_joined() -> None:
    (change,) = changes(assessed(counted("open_long_enough", 36, 4, definition=2)), before(), 20)
    assert change.broken
    assert change.chance is None
    assert not change.beyond_chance


@pytest.mark.parametrize(("then", "now", "few"), [(20, 20, False), (19, 20, True), (20, 19, True), (1, 1, True)])
def test_a_word_about_chance_is_for_years_that_both_counted_enough(then: int, now: int, few: bool) -> None:
    (change,) = changes(assessed(counted("open_long_enough", 0, now)), before(met=then, of=then), 20)
    assert (change.few, change.chance is None, change.beyond_chance) == (few, few, not few)


def test_a_year_that_counted_nothing_is_not_compared() -> None:
    assert changes(assessed(counted("open_long_enough", 0, 0)), before(), 20) == ()


def test_a_commitment_whose_state_is_the_same_has_not_turned() -> None:
    (turn,) = turns(assessed(), before())
    assert (turn.then, turn.now) == (Verdict.NOT_KEPT, Verdict.KEPT)
    assert turns(assessed(verdict=Verdict.NOT_KEPT), before()) == ()


KEPT, NOT_KEPT, UNTOLD = Verdict.KEPT, Verdict.NOT_KEPT, Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("then", "now", "movers"),
    [
        (NOT_KEPT, KEPT, ("then",)),  # better: what held it back then
        (KEPT, NOT_KEPT, ("now", "both")),  # worse: what holds it back now
        (UNTOLD, NOT_KEPT, ("then", "now", "both")),
    ],
)
def test_what_moved_a_verdict_is_what_decided_the_worse_of_the_two(
    then: Verdict, now: Verdict, movers: tuple[str, ...]
) -> None:
    outcome = Outcome("LEGAL-6", "Adequate time.", now, ("now", "both"), "")
    earlier = Published("a", "2023-24", {}, {"LEGAL-6": then}, {}, decided_by={"LEGAL-6": ("then",)})
    (turn,) = turns(Assessment("2024-25", (), (outcome,)), earlier)
    assert turn.moved_by == movers


ACTIVITIES = "activity_id,title,opened_on,closed_on\nlate,x,2024-01-01,2024-03-20\ntime,x,2024-01-01,2024-03-20\n"
FEEDBACK = "activity_id,published_on\ntime,2024-05-01\nlate,2024-08-01\n"


def year_after(folder: Path) -> Columns:
    (folder / "activities.csv").write_text(ACTIVITIES, encoding="utf-8")
    (folder / "feedback.csv").write_text(FEEDBACK, encoding="utf-8")
    tables = {
        name: Checked(TABLES[name], supplied.rows.assign(**{STANDING: str(Standing.KEPT), BECAUSE: ""}))
        for name, supplied in read_records([folder], {}).items()
    }
    period = Period(date(2024, 4, 1), date(2025, 3, 31))
    return Columns(Records(tables), period, date(2025, 6, 1), load_standards(), (), load_strategy(STRATEGY))


def test_what_closed_in_march_and_was_not_yet_due_is_read_again_a_year_on(tmp_path: Path) -> None:
    waiting = [("feedback_on_time", "late"), ("feedback_on_time", "time"), ("feedback_on_time", "gone")]
    found = {f.unit_id: f.state for f in carried_over(year_after(tmp_path), MEASURES, waiting)}
    assert found == {"late": State.NOT_MET, "time": State.MET, "gone": State.NO_EVIDENCE}


def test_a_report_published_is_read_back_as_it_was_found(tmp_path: Path) -> None:
    result = counted("open_long_enough", 3, 1)
    write_open_data(assessed(result), tmp_path)
    published = load_published(tmp_path)
    assert published.counts == {"open_long_enough": Count(1, 3, 4, 4)}
    assert published.verdicts == {"LEGAL-6": Verdict.KEPT}
    assert published.period == "2024-25"


def test_what_was_waiting_is_remembered_by_measure_and_activity() -> None:
    states = {("feedback_on_time", "a"): State.NOT_YET_DUE, ("feedback_on_time", "b"): State.MET}
    assert Published("x", "2023-24", {}, {}, states).waiting == (("feedback_on_time", "a"),)


@pytest.mark.parametrize("spoilt", ["results.csv", "findings.csv", "commitments.csv"])
def test_a_folder_that_is_no_report_is_refused_in_one_sentence(tmp_path: Path, spoilt: str) -> None:
    write_open_data(assessed(counted("open_long_enough", 3, 1)), tmp_path)
    (tmp_path / spoilt).unlink()
    with pytest.raises(ParamsError, match=f"{spoilt}: last year's report cannot be read"):
        load_published(tmp_path)


@pytest.mark.parametrize(
    ("file", "was", "now"), [("commitments.csv", "kept", "broken"), ("results.csv", ",3,", ",three,")]
)
def test_a_report_that_was_altered_is_refused_in_one_sentence(tmp_path: Path, file: str, was: str, now: str) -> None:
    write_open_data(assessed(counted("open_long_enough", 3, 1)), tmp_path)
    path = tmp_path / file
    path.write_text(path.read_text(encoding="utf-8").replace(was, now), encoding="utf-8")
    with pytest.raises(ParamsError, match="not as heard writes it"):
        load_published(tmp_path)


@pytest.mark.parametrize(
    "text", ["", "a,b\n1,2\n", "group,period\nall\n", "measure,period,group\nx,2023-24,all\n", "\0"]
)
def test_results_that_heard_never_wrote_are_refused_in_one_sentence(tmp_path: Path, text: str) -> None:
    write_open_data(assessed(counted("open_long_enough", 3, 1)), tmp_path)
    (tmp_path / "results.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ParamsError):
        load_published(tmp_path)
