"""A plan, published: every file in one folder, the same bytes each time, one sheet of paper however much there is."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pymupdf
import pytest
from icalendar import Calendar

from heard.errors import ParamsError
from heard.measures import MEASURES
from heard.measures.units import of_whatever_year
from heard.params import load_annual
from heard.press.plan_pack import publish_plan
from heard.press.verify import first_difference

from ..read_back import faults_of_paper  # noqa: TID252 - tests are no package that could be named

ON = date(2026, 6, 4)
DRAFT = """\
title: Library hours in March
service: Libraries
opened_on: 2026-09-07
closed_on: 2026-10-31
decision_planned_on: 2026-12-17
significance: significant
decided_by: committee
groups: 3
channels: [online survey, meeting]
formats: [standard, on request]
budget: 1200
"""
LONG = "A very long title of a consultation on everything that the Council has ever thought of doing " * 3
WORST = f"""\
title: {LONG}
service: {LONG}
opened_on: 2026-05-18
closed_on: 2026-06-04
decision_planned_on: 2026-06-05
significance: significant
scale: larger
target: all residents
follows: none
decided_by: committee
channels: [online survey]
formats: [standard]
"""
REGISTER = "activity_id,title,Notes,opened_on,closed_on,target,significance\n" + "".join(
    f"FC26-{n:04},{LONG},none,2026-05-01,2026-12-31,all residents,significant\n" for n in range(1, 9)
)
MAPPED = "Reference,Name,Starts,How big\nX-1,Bus fares,2026-05-01,Very\n"
MAPPING = """\
table: activities
file: export.csv
columns: {activity_id: Reference, title: Name, opened_on: Starts, significance: How big}
words: {significance: {Very: significant, Not very: other}}
"""
PARAMS = "period: {first_day: 2026-04-01, last_day: 2027-03-31}\ninvented: yes\n"

Publish = Callable[..., Path]


@pytest.fixture
def publish(tmp_path: Path) -> Publish:
    """Publishes the plan of a draft, or of an id, and gives back its folder."""

    def made(drafted: str = "library.yaml", text: str = DRAFT, out: str = "out", mapped: bool = False) -> Path:
        records = tmp_path / "records"
        records.mkdir(exist_ok=True)
        (records / ("export.csv" if mapped else "activities.csv")).write_text(MAPPED if mapped else REGISTER)
        (tmp_path / "mapping.yaml").write_text(MAPPING)
        more = "records: records\n" + ("mappings: {activities: mapping.yaml}\n" if mapped else "")
        (tmp_path / "annual-2026-27.yaml").write_text(PARAMS + more)
        (tmp_path / "library.yaml").write_text(text)
        params = replace(load_annual(tmp_path / "annual-2026-27.yaml"), as_at=ON)
        named = str(tmp_path / drafted) if drafted.endswith(".yaml") else drafted
        return publish_plan(params, named, tmp_path / out, lambda _: None)[0]

    return made


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_everything_is_there_holds_together_and_has_the_same_bytes_again(publish: Publish) -> None:
    folder, again = publish(), publish(out="again")
    assert folder.name == "plan-library" and first_difference(folder) == ""
    one, other = files(folder), files(again)
    assert sorted(one) == [
        *("days.csv", "manifest.json", "plan.csv", "plan.html", "plan.ics", "plan.pdf"),
        *("rows/activities.csv", "rows/forward_plan.csv"),
    ]
    assert {name for name in one if one[name] != other[name]} <= {"manifest.json"}
    inputs = json.loads(one["manifest.json"])["inputs"]
    assert any(each["file"] == "library.yaml" and len(each["sha256"]) == 64 for each in inputs)


OF_ACTIVITIES = sorted(measure.id for measure in MEASURES if of_whatever_year(measure.units))


def test_each_measure_has_its_line_shortfalls_first_and_each_step_its_own(publish: Publish) -> None:
    folder = publish()
    found, steps = rows(folder / "plan.csv"), rows(folder / "days.csv")
    assert [*found[0]] == ["measure", "commitment", "answer", "reason", "due_on", "would_take"]
    assert (
        sorted(each["measure"] for each in found) == OF_ACTIVITIES
        and found[0]["measure"] == "open_long_enough"
        and found[0]["answer"] == "not met"
    )
    by_answer = {each["answer"]: bool(each["due_on"]) for each in found}
    assert by_answer == {"not met": True, "to do by": True, "not decided": False, "would be met": False}
    assert [*steps[0]] == ["step", "not_before", "last_on", "drafted_on", "slack", "basis", "how"]
    closing = next(each for each in steps if each["step"] == "closing")
    assert [closing[name] for name in ("not_before", "last_on", "drafted_on", "slack")] == [
        *("2026-11-29", "2026-12-03", "2026-10-31", "-29"),
    ]
    assert len(steps) == 16


def test_the_rows_to_paste_have_the_councils_own_headings_in_its_order(publish: Publish) -> None:
    folder = publish()
    (row,) = rows(folder / "rows" / "activities.csv")
    assert [*row] == ["activity_id", "title", "Notes", "opened_on", "closed_on", "target", "significance"]
    assert row["title"] == "Library hours in March" and row["significance"] == "significant"
    assert row["activity_id"] == row["Notes"] == row["target"] == ""
    (entry,) = rows(folder / "rows" / "forward_plan.csv")  # of which the council has no file
    assert (entry["added_on"], entry["planned_open_on"]) == (str(ON), "2026-09-07")
    assert (entry["entry_id"], entry["financial_year"]) == ("", "2026-27")


def test_of_a_mapped_file_they_have_its_headings_and_its_words(publish: Publish) -> None:
    (row,) = rows(publish(mapped=True) / "rows" / "activities.csv")
    assert row == {
        "Reference": "",
        "Name": "Library hours in March",
        "Starts": "2026-09-07",
        "How big": "Very",
    }


def test_the_dates_are_named_as_what_is_owed_is_and_nothing_passed_is_among_them(publish: Publish) -> None:
    calendar = Calendar.from_ical((publish() / "plan.ics").read_bytes())
    days = {str(each["uid"]): each["dtstart"].dt for each in calendar.walk("VEVENT")}
    assert days["on_the_forward_plan/library"] == date(2026, 8, 10)
    assert days["opened_on/library"] == date(2026, 9, 7)
    assert "open_long_enough/library" not in days and min(days.values()) >= ON
    of_id = Calendar.from_ical((publish("FC26-0001") / "plan.ics").read_bytes())
    assert "feedback_on_time/FC26-0001" in {str(each["uid"]) for each in of_id.walk("VEVENT")}


@pytest.mark.parametrize("text", [DRAFT, WORST, "title: Hours\ndecision_planned_on: 2026-07-17\n"])
def test_on_paper_it_is_one_sheet_of_a4_however_much_there_is_to_say(publish: Publish, text: str) -> None:
    plan = publish(text=text) / "plan.pdf"
    assert faults_of_paper(plan) == []
    with pymupdf.open(plan) as pdf:
        (page,) = pdf
        assert (round(page.rect.width), round(page.rect.height)) == (595, 842)
        assert "lawful, fair or enough" in " ".join(page.get_text().split())


def test_an_activity_of_the_register_has_a_folder_of_its_own(publish: Publish) -> None:
    folder = publish("FC26-0001")
    answers = {each["measure"]: each["answer"] for each in rows(folder / "plan.csv")}
    assert folder.name == "plan-FC26-0001" and answers["on_the_forward_plan"] == "too late"


def test_what_is_refused_leaves_what_was_published_as_it_was(publish: Publish) -> None:
    folder = publish()
    before = files(folder)
    with pytest.raises(ParamsError):
        publish(text="title: Hours\nopened_on: soon\n")
    assert files(folder) == before
