from __future__ import annotations

import re
from pathlib import Path

import pytest

from heard.assess import assess_year
from heard.params import load_annual
from heard.press.open_data import write_open_data
from heard.show.report.last_year import carried_over
from heard.show.report.since_last_year import measure_by_measure, what_changed

N = 40


def register(year: int, long: int, n: int = N) -> str:
    """A register of one year, in which so many of the consultations were open long enough."""
    rows = [f"{year}-{n},Title {n},{year}-05-01,{year}-{'08' if n < long else '05'}-10,significant" for n in range(n)]
    return "\n".join(["activity_id,title,opened_on,closed_on,significance", *rows])


@pytest.fixture
def two_years(year, tmp_path: Path):
    """This year, and in `then/` last year's report: so many open long enough then, and now."""

    def build(then: int, now: int, edit=lambda text: text, n: int = N, verdicts="", **tables: str):
        before = year(activities=register(2023, then, n))
        period = "period: {first_day: 2023-04-01, last_day: 2024-03-31}\nas_at: 2024-06-01\nrecords: records\n"
        (tmp_path / "before.yaml").write_text(period, encoding="utf-8")
        params = load_annual(tmp_path / "before.yaml")
        write_open_data(assess_year(before.records, params), tmp_path / "then")
        results = tmp_path / "then" / "results.csv"
        results.write_text(edit(results.read_text(encoding="utf-8")), encoding="utf-8")
        published = tmp_path / "then" / "commitments.csv"
        header, *rows = published.read_text(encoding="utf-8").splitlines(keepends=True)
        published.write_text("".join([header, *(row for row in rows if row.startswith(verdicts))]), encoding="utf-8")
        return year("previous: then\n", activities=register(2024, now, n), **tables)

    return build


def test_a_verdict_that_rests_on_more_than_chance_comes_first_and_alone_is_called_better_or_worse(two_years, text):
    told = text(what_changed(two_years(5, 40)))
    assert "2 promises have another verdict by more than chance: " in told
    assert "Time and resources, 5 of 40 in 2023-24 and 40 of 40 in 2024-25: better." in told
    told = text(what_changed(two_years(40, 5)))
    assert "40 of 40 in 2023-24 and 5 of 40 in 2024-25: worse." in told


def test_a_verdict_that_chance_could_turn_is_counted_and_not_called_better(two_years, text):
    told = text(what_changed(two_years(37, 34)))
    assert "No promise has another verdict by more than chance." in told
    assert re.search(r"\d crossed a line by no more than chance can move them", told)
    assert "better" not in told and "worse" not in told


def test_a_check_that_moved_and_turned_no_verdict_is_named_with_its_counts(two_years, text):
    now = two_years(22, 34)
    told = text(what_changed(now))
    assert "moved by more than chance and changed no verdict: Open long enough (22 of 40, then 34 of 40)." in told
    assert text(what_changed(now, in_short=True)).endswith("moved by more than chance and changed no verdict.")


def test_what_is_measured_in_another_way_is_not_called_better_or_worse(two_years, text):
    told = text(
        what_changed(two_years(5, 40, edit=lambda csv: csv.replace("open_long_enough,2", "open_long_enough,9")))
    )
    assert "crossed a line since we measure in another way." in told
    assert "better" not in told and "worse" not in told


def test_the_chapter_has_every_check_of_both_years_and_says_that_chance_is_no_sampling(two_years, text):
    told = text(measure_by_measure(two_years(20, 22)))
    assert "Open long enough 20 of 40 22 of 40 No more than chance alone could do." in told
    assert "not about samples" in told


def test_of_too_few_cases_the_facts_are_told_and_no_word_about_chance(two_years, text):
    told = text(measure_by_measure(two_years(2, 1, n=2)))
    assert "Open long enough 2 of 2 1 of 2 Too few for a word about chance: the counts alone." in told
    assert "No check counted 20 or more in both years" in told and "chance alone" not in told


def test_a_verdict_that_changed_is_told_with_what_moved_it(two_years, text):
    now = two_years(5, 40)
    assert "Open long enough: 5 of 40, then 40 of 40, by more than chance." in text(measure_by_measure(now))


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("nothing", "That report gave no verdicts to compare."),
        ("PROMISE-6,", "51 promises had no verdict then. Every promise that had one came to the verdict it had then."),
    ],
)
def test_a_verdict_that_last_years_report_lacks_is_not_said_to_be_the_same(two_years, text, kept, said):
    told = text(what_changed(two_years(5, 40, verdicts=kept)))
    assert said in told and "Every promise came to" not in told


def test_without_last_years_report_the_year_stands_alone(year, text):
    assessed = year(activities=register(2024, 9))
    assert "No earlier report was given" in text(what_changed(assessed))
    assert not [*measure_by_measure(assessed)] and not [*carried_over(assessed)]


def test_where_nothing_waited_nothing_is_carried_over(two_years, text):
    assert "Nothing was still to come in the report of 2023-24." in text(carried_over(two_years(20, 22)))


def test_what_was_not_due_then_is_looked_at_again_and_what_is_gone_is_no_evidence(two_years, text, tmp_path):
    assessed = two_years(20, 22, feedback="activity_id,published_on\n2024-1,2024-09-01")
    with (tmp_path / "then" / "findings.csv").open("a", encoding="utf-8") as file:
        for activity in ("2024-1", "2024-2", "gone"):
            file.write(f"feedback_on_time,activity,{activity},not yet due,,\n")
    told = text(carried_over(assessed))
    assert (
        "3 cases were not due yet in 2023-24." in told
        and "1 met, 1 not met and 1 no evidence" in told
        and "in none of this year's counts" in told
    )
    assert "Feedback given in time 3 1 1 1" in told
    assert "gone Feedback given in time No evidence" in told and "no longer in the register" in told
