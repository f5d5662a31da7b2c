"""The recording form out and in: what it asks, what it may do to the records, and what it may not."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook

from heard.answers import form_questions as words
from heard.answers.canonical_file import write_together
from heard.answers.recording_form import Recorded, read_forms, write_form
from heard.assess import assess_year
from heard.errors import RecordsError, RunError
from heard.model.records import BECAUSE, STANDING, Checked, Records, Standing
from heard.model.state import State, Verdict
from heard.params import Params, load_annual
from heard.sample import write_sample
from heard.sources import read_records
from heard.year.steps import check_year

ACTIVITIES = """
    activity_id,title,opened_on,closed_on,colour
    A1,Libraries,2024-05-01,2024-08-01,blue
    a/1,"Fares, and
    routes",2024-05-01,2024-06-01,
    open,Still open,2024-06-01,,
    later,Closed after the year,2024-12-01,2025-04-01,
    """
PARAMS = "period: {first_day: 2024-04-01, last_day: 2025-03-31}\nas_at: 2025-06-01\nrecords: records\n"
TOLD = (Verdict.KEPT, Verdict.PARTLY_KEPT, Verdict.NOT_KEPT)
Cells = Mapping[str, object]
EVERYTHING: Cells = {
    "How far did it go?": "consult",
    "Service that ran it": "Libraries",
    "What was it for?": "transformation",
    "Was it significant?": "significant",
    "Earlier engagement it builds on": "none",
    "Day the impact was considered": pd.Timestamp(2024, 4, 2),
    "Did equality have to be looked at?": "yes",
    "Day equality was looked at": "2024-08-20",
    "Day the proposal became final": "2024-09-01",
    "Day by which feedback was promised": "2024-10-31",
    "Were people asked what they value most?": "yes",
    "What they value most, in one sentence": "A quiet place to read.",
    "Was its last day moved, or was it given up?": "no",
    "Is it entered there?": "yes",
    "Day it was entered": "2024-05-03",
    "One way": "online survey",
    "Another way": "meeting",
    "Did it say what was proposed?": "yes",
    "Did it say why?": "yes",
    "Did it say what else could be done?": "no",
    "Did it say how long people had?": "yes",
    "Did it say what people were asked to do?": "yes",
    "Did it say what difference an answer could make?": "no",
    "The group most likely to be affected": "Carers",
    "Day the group was contacted": "2024-05-02",
    "Did it say how people would hear back?": "yes",
    "Did it say who decides, and how?": "yes",
    "Did it say what could not change?": "no",
    "Has a decision been made?": "yes",
    "Day of the decision": "2024-10-01",
    "Who decided?": "committee",
    "Day the report to them was published": "2024-09-20",
    "What came of it?": "changed in part",
    "What changed, in one sentence": "The mobile library stays.",
    "Have people been told?": "yes",
    "Day they were told": "2024-10-10",
    "Were they told why?": "yes",
    "Was it sent to those who took part?": "yes",
    "Have you looked back on how it went?": "yes",
    "Day you looked back on it": "2024-11-01",
    "What you learned, in one sentence": "Ask earlier in the day.",
}


@dataclass
class Form:
    """A council, and its form."""

    params: Params
    file: Path

    @property
    def records(self) -> Records:
        """Its records as they now are, every row kept."""
        supplied = read_records(self.params.record_folders, self.params.mappings)
        kept = {STANDING: Standing.KEPT.value, BECAUSE: ""}
        return Records({name: Checked(each.table, each.rows.assign(**kept)) for name, each in supplied.items()})

    @property
    def files(self) -> list[Path]:
        """The file of each service."""
        return sorted(self.file.parent.glob(f"{self.file.stem}-*.xlsx")) or [self.file]

    def write(self) -> Any:
        """Write the form, and open its first file."""
        return load_workbook(next(iter(write_form(self.params, self.records, self.file).files)))

    def fill(self, pages: Mapping[str, Cells], *, by: str = "Ann Other", on: object = "2025-05-10") -> None:
        """Answer questions on the pages of some activities, and sign each."""
        for file in self.files:
            book = load_workbook(file)
            for sheet in book.worksheets[1:]:
                rows = {label.value: answer for label, answer in sheet.iter_rows(max_col=2)}
                answers = pages.get(rows[words.REGISTER_ID].value, {})
                for question, value in ({words.WHO: by, words.WHEN: on} | answers if answers else {}).items():
                    rows[question].value = value
            book.save(file)

    def read(self, *more: Path) -> Recorded:
        return read_forms(self.params, self.records, (*self.files, *more))

    def answered(self, pages: Mapping[str, Cells]) -> Recorded:
        """The form written, filled in and read."""
        self.write()
        self.fill(pages)
        return self.read()

    def table(self, name: str) -> list[dict[str, str]]:
        with (self.params.record_folders[0] / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def assessed(self) -> tuple[int, int]:
        """How many findings say that nothing can be told of an activity, and how many commitments have a verdict."""
        assessment = assess_year(self.records, self.params)
        found = (each for result in assessment.results for each in result.findings if each.unit == "activity")
        unknown = sum(finding.state is State.NO_EVIDENCE for finding in found)
        return unknown, sum(outcome.verdict in TOLD for outcome in assessment.outcomes)


@dataclass
class Real(Form):
    """A council whose records go through their contracts, again once a table is another."""

    checked: dict[str, Records] = field(default_factory=dict)

    @property
    def records(self) -> Records:
        folder = self.file.parent
        tables = {str(path): path.read_bytes() for path in sorted(folder.rglob("*.csv")) if "run" not in path.parts}
        if (now := repr(tables)) not in self.checked:
            self.checked[now] = check_year(self.params, folder / "run")
        return self.checked[now]


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Params:
    """The params of `make_council`, read once: the strategy takes longer to read than all the rest."""
    folder = tmp_path_factory.mktemp("usual")
    (folder / "records").mkdir()
    (folder / "params.yaml").write_text(PARAMS, encoding="utf-8")
    return load_annual(folder / "params.yaml")


@pytest.fixture
def form(make_council: Callable[..., Path], usual: Params, tmp_path: Path) -> Callable[..., Form]:
    def build(**tables: str) -> Form:
        path = make_council(**({"activities": ACTIVITIES} | tables))
        return Form(replace(usual, path=path, record_folders=(tmp_path / "records",)), tmp_path / "form.xlsx")

    return build


def blanks_of(sheet: Any) -> tuple[str, Cells]:
    """The activity of a page, and an answer for each cell that is empty."""
    answers = {label.value: answer.value for label, answer in sheet.iter_rows(max_col=2)}
    blank = {label: EVERYTHING[label] for label in EVERYTHING if label in answers and answers[label] is None}
    return str(answers[words.REGISTER_ID]), blank


def answers_of(book: Any, sheet: str) -> dict[str, object]:
    return {label: answer for label, answer in book[sheet].iter_rows(max_col=2, values_only=True) if label}


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# What goes out


def test_each_consultation_of_the_year_has_a_page_and_no_other_has(form: Callable[..., Form]) -> None:
    book = form().write()
    assert book.sheetnames == ["Start here", "A1", "a-1", "open"]
    rows = list(book["Start here"].iter_rows(values_only=True))
    assert [row[:2] for row in rows[rows.index(words.PAGES) + 1 :]] == [("A1", "A1"), ("a-1", "a/1"), ("open", "open")]


def test_what_is_on_record_is_there_already(form: Callable[..., Form]) -> None:
    answers = answers_of(form(decisions="activity_id,decided_on,body_kind\nA1,2024-10-01,committee").write(), "A1")
    assert answers["Last day people could respond"] == pd.Timestamp(2024, 8, 1)
    assert (answers["Has a decision been made?"], answers["Who decided?"]) == ("yes", "committee")
    assert answers["Have people been told?"] is None


def test_a_page_is_short_enough_for_ten_minutes(form: Callable[..., Form]) -> None:
    council = form(activities=ACTIVITIES.replace("closed_on,colour", "closed_on,level").replace(",blue", ",engage"))
    pages = {page.activity_id: page for page in words.pages_of(council.params, council.records)}
    assert (pages["a/1"].n_asked - pages["a/1"].n_known, pages["A1"].n_asked - pages["A1"].n_known) == (27, 13)


def test_each_service_has_a_file_of_its_own(form: Callable[..., Form], tmp_path: Path) -> None:
    council = form(
        activities="""
        activity_id,title,opened_on,closed_on,service
        A1,Libraries,2024-05-01,2024-08-01,Libraries
        A2,Branches,2024-05-01,2024-08-01,Libraries
        B1,Fares,2024-05-01,2024-06-01,Roads & paths
        C1,Whose,2024-05-01,2024-06-01,
        D1,Whose else,2024-05-01,2024-06-01,No service
        """
    )
    files = write_form(council.params, council.records, council.file).files
    assert {path.name: pages for path, pages in files.items()} == {
        "form-no-service.xlsx": 1, "form-libraries.xlsx": 2, "form-no-service-2.xlsx": 1, "form-roads-paths.xlsx": 1,
    }  # fmt: skip
    assert load_workbook(council.file.with_name("form-libraries.xlsx")).sheetnames == ["Start here", "A1", "A2"]
    assert not council.file.exists()


def test_a_day_on_which_no_group_is_named_is_refused(form: Callable[..., Form]) -> None:
    said = form().answered({"A1": {"Day the group was contacted": "2024-05-02"}})
    assert ["'The group most likely to be affected' has no answer" in each for each in said.refused] == [True]


def test_words_are_picked_from_a_list_and_days_are_held_to_the_calendar(form: Callable[..., Form]) -> None:
    sheet = form().write()["A1"]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    cells = {label.value: answer.coordinate for label, answer in sheet.iter_rows(max_col=2)}
    assert rules[cells["Who decided?"]].formula1 == '"committee,project board,officer"'
    assert rules[cells["Were they told why?"]].formula1 == '"yes,no"'
    assert rules[cells["Day of the decision"]].type == "date"
    assert sheet.protection.sheet
    assert not sheet[cells["Who decided?"]].protection.locked


def test_the_same_records_give_the_same_bytes(form: Callable[..., Form]) -> None:
    council = form()
    council.write()
    before = council.file.read_bytes()
    council.write()
    assert council.file.read_bytes() == before


def test_a_form_that_may_hold_answers_is_not_written_over(form: Callable[..., Form]) -> None:
    council = form()
    council.write()
    council.fill({"A1": {"Was it significant?": "other"}})
    with pytest.raises(RunError, match="may hold answers"):
        council.write()


def test_a_form_is_written_as_a_spreadsheet_alone(form: Callable[..., Form], tmp_path: Path) -> None:
    council = form()
    with pytest.raises(RunError, match=r"a recording form is a spreadsheet\. .* ends in \.xlsx"):
        write_form(council.params, council.records, tmp_path / "form.ods")


def test_a_title_that_looks_like_a_formula_is_text(form: Callable[..., Form]) -> None:
    book = form(activities=ACTIVITIES + "x,=1+1,2024-05-01,2024-06-01,").write()
    assert (book["x"]["A1"].value, book["x"]["A1"].data_type) == ("=1+1", "s")


def test_a_year_without_a_consultation_has_no_form(form: Callable[..., Form]) -> None:
    council = form(activities="activity_id,title,opened_on,closed_on\nx,Old,2019-01-01,2019-02-01")
    with pytest.raises(RecordsError, match="no activity of the council's own opened or closed in 2024-25"):
        council.write()


def test_what_is_answered_of_a_table_that_is_no_csv_file_goes_beside_it(
    form: Callable[..., Form], tmp_path: Path
) -> None:
    council = form()
    book = Workbook()
    book.active.append(["activity_id", "published_on"])
    book.save(tmp_path / "records" / "feedback.xlsx")
    before = (tmp_path / "records" / "feedback.xlsx").read_bytes()
    told = {"Have people been told?": "yes", "Day they were told": "2024-10-10"}
    said = council.answered({"A1": told})
    assert (said.by_table, said.refused) == ((("feedback", 1),), ())
    side = tmp_path / "annual-2024-25-answers" / "feedback.csv"
    assert side.read_text(encoding="utf-8") == "activity_id,published_on,answered_on\nA1,2024-10-10,2025-05-10\n"
    assert (tmp_path / "records" / "feedback.xlsx").read_bytes() == before


# What comes in


def test_a_full_page_goes_into_the_tables_and_verdicts_rise(form: Callable[..., Form]) -> None:
    council = form()
    assert council.assessed()[1] == 0
    said = council.answered(dict.fromkeys(("A1", "a/1", "open"), EVERYTHING))
    assert said.refused == ()
    assert council.assessed()[1] >= 15
    assert [row["channel"] for row in council.table("channels") if row["activity_id"] == "A1"] == [
        "online survey",
        "meeting",
    ]
    (decision, *_) = council.table("decisions")
    assert (decision["activity_id"], decision["body_kind"], decision["decided_on"]) == ("A1", "committee", "2024-10-01")
    (document, *_) = council.table("materials")
    assert (document["document"], document["says_why"], document["gives_alternatives"]) == (
        "Main document",
        "yes",
        "no",
    )


def test_the_sample_without_two_tables_gains_verdicts_and_loses_nothing(usual: Params, tmp_path: Path) -> None:
    write_sample(tmp_path / "sample", activities=5, responses=0)
    records = tmp_path / "sample" / "records"
    council = Real(replace(usual, path=tmp_path / "annual.yaml", record_folders=(records,)), tmp_path / "form.xlsx")
    for lost in ("decisions", "materials"):
        (records / f"{lost}.csv").unlink()
    unknown, told = council.assessed()
    before = council.table("activities"), council.table("feedback")
    council.write()
    sheets = [sheet for file in council.files for sheet in load_workbook(file).worksheets[1:]]
    council.fill(dict(map(blanks_of, sheets)))
    council.read()
    still_unknown, told_now = council.assessed()
    assert (still_unknown < unknown / 2, told_now > told) == (True, True)
    after = council.table("activities"), council.table("feedback")
    for rows, now in zip(before, after, strict=True):
        assert [{k: v for k, v in row.items() if v} for row in rows] == [
            {k: v for k, v in new.items() if row.get(k)} for row, new in zip(rows, now, strict=False)
        ]


def test_what_stood_in_the_tables_stands_there_still(form: Callable[..., Form]) -> None:
    council = form()
    before = council.table("activities")
    council.answered({"A1": {"Was it significant?": "other"}, "open": {"Last day people could respond": "2025-03-01"}})
    after = council.table("activities")
    kept = [{name: row[name] for name in before[0]} for row in after]
    assert kept[2].pop("closed_on") == "2025-03-01"
    before[2].pop("closed_on")
    assert kept == before
    assert [row["significance"] for row in after] == ["other", "", "", ""]


def test_who_said_what_and_when_is_kept_where_it_is_taken_for_no_table(form: Callable[..., Form]) -> None:
    council = form()
    council.answered({"A1": {"Was it significant?": "other"}})
    kept = council.table("recorded/answers")
    assert [tuple(row.values()) for row in kept] == [
        ("A1", "activities", "significance", "other", "Ann Other", "2025-05-10", "form.xlsx")
    ]
    assert not any("not read" in fault.sentence for fault in council.records.faults)


def test_a_no_is_kept_too_and_once(form: Callable[..., Form]) -> None:
    council = form(feedback="activity_id,published_on\na/1,2024-09-01")
    said = [council.answered({"A1": {"Have people been told?": "no"}}), council.read()]
    assert [row["answer"] for row in council.table("recorded/answers")] == ["no"]
    assert [each.by_table for each in said] == [(("feedback", 1),), ()]
    assert [row["activity_id"] for row in council.table("feedback")] == ["a/1"]


def test_a_way_that_two_forms_name_is_one_way(form: Callable[..., Form], tmp_path: Path) -> None:
    council, second = form(), tmp_path / "second.xlsx"
    council.write()
    council.fill({"A1": {"One way": "talk", "Another way": "meeting"}})
    second.write_bytes(council.file.read_bytes())
    assert council.read(second).refused == ()
    assert [row["channel"] for row in council.table("channels")] == ["talk", "meeting"]


def test_a_form_read_twice_is_read_once(form: Callable[..., Form]) -> None:
    council = form()
    council.answered(dict.fromkeys(("A1", "a/1", "open"), EVERYTHING))
    before = bytes_in(council.params.record_folders[0])
    said = council.read()
    assert (said.by_table, said.refused) == ((), ())
    assert bytes_in(council.params.record_folders[0]) == before


def test_what_is_on_record_is_not_written_over_and_the_two_are_shown(form: Callable[..., Form]) -> None:
    council = form()
    before = council.params.record_folders[0] / "activities.csv"
    text = before.read_bytes()
    said = council.answered({"A1": {"Last day people could respond": "2024-08-15"}})
    assert before.read_bytes() == text
    (refused,) = said.refused
    assert refused.startswith(f"{council.file}, sheet 'A1', cell B7: 'Last day people could respond' is '2024-08-15', ")
    assert "on record it is '2024-08-01'" in refused
    assert refused.endswith(f"change `closed_on` in row 2 of {before}.")


def test_two_forms_that_differ_are_both_shown(form: Callable[..., Form], tmp_path: Path) -> None:
    council = form()
    council.answered({"A1": {"Was it significant?": "other"}})
    second = Form(council.params, tmp_path / "second.xlsx")
    council.file.rename(tmp_path / "first.xlsx")
    second.write()
    second.fill({"A1": {"Was it significant?": "significant"}})
    (refused,) = second.read().refused
    assert "second.xlsx, sheet 'A1'" in refused
    assert council.table("activities")[0]["significance"] == "other"


@pytest.mark.parametrize(
    ("question", "value", "why"),
    [
        ("Day of the decision", "soon", "it holds 'soon'. Write a day"),
        ("Day of the decision", "03/04/2025", "it holds '03/04/2025'. Write a day"),
        ("Who decided?", "the mayor", "it holds 'the mayor'. Pick one of committee, project board, officer."),
        ("Were they told why?", "perhaps", "Pick one of yes, no."),
        ("What changed, in one sentence", '=HYPERLINK("x")', "it holds a formula"),
        ("Day of the decision", "=TODAY()", "it holds a formula"),
        ("What changed, in one sentence", "+1", "it begins with '+', which a spreadsheet takes for a formula"),
    ],
)
def test_what_is_no_answer_is_refused_with_its_cell_and_the_rest_taken(
    form: Callable[..., Form], question: str, value: str, why: str
) -> None:
    council = form()
    (refused,) = council.answered({"A1": {"Was it significant?": "other", question: value}}).refused
    assert f"{council.file}, sheet 'A1', cell B" in refused
    assert why in refused
    assert council.table("activities")[0]["significance"] == "other"


@pytest.mark.parametrize(("by", "on"), [("", "2025-05-10"), ("Ann", ""), ("Ann", "today"), ("=1", "2025-05-10")])
def test_a_page_that_nobody_signed_is_not_taken(form: Callable[..., Form], by: str, on: str) -> None:
    council = form()
    council.write()
    council.fill({"A1": {"Was it significant?": "other"}}, by=by, on=on)
    said = council.read()
    assert (len(said.refused), said.by_table) == (1, ())


@pytest.mark.parametrize(
    ("question", "table"), [("Have people been told?", "feedback"), ("Has a decision been made?", "decisions")]
)
def test_a_table_in_which_no_row_says_no_begins_when_everyone_was_asked(
    form: Callable[..., Form], question: str, table: str
) -> None:
    council = form()
    (refused,) = council.answered({"A1": {question: "no"}, "a/1": {question: "no"}}).refused
    assert f"`{table}` is not on record yet, and 1 activity has no answer to {question!r} (open)" in refused
    assert not (council.params.record_folders[0] / f"{table}.csv").exists()
    council.fill({"open": {question: "no"}})
    assert council.read().refused == ()
    assert council.table(table) == []


def test_nobody_who_was_not_asked_is_counted_as_late(form: Callable[..., Form]) -> None:
    council = form()
    council.answered({"A1": {"Have people been told?": "yes", "Day they were told": "2024-09-01"}})
    results = {result.measure: result for result in assess_year(council.records, council.params).results}
    assert results["feedback_on_time"].all.n(State.NOT_MET) == 0


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({"Has a decision been made?": "no", "Who decided?": "officer"}, "says no, and 'Who decided?' has an answer"),
        ({"Has a decision been made?": "yes"}, "'Day of the decision' has no answer"),
        ({"Who decided?": "officer"}, "'Day of the decision' has no answer"),
    ],
)
def test_a_yes_needs_its_day_and_a_no_has_none(form: Callable[..., Form], answers: Cells, why: str) -> None:
    council = form(decisions="activity_id,decided_on\na/1,2024-10-01")
    (refused,) = council.answered({"A1": answers}).refused
    assert why in refused
    assert [row["activity_id"] for row in council.table("decisions")] == ["a/1"]


def test_a_row_that_is_there_is_filled_up_and_not_repeated(form: Callable[..., Form]) -> None:
    council = form(decisions="activity_id,decided_on\nA1,2024-10-01")
    assert council.answered({"A1": {"Who decided?": "officer"}}).refused == ()
    assert council.table("decisions") == [{"activity_id": "A1", "decided_on": "2024-10-01", "body_kind": "officer"}]


def test_of_several_decisions_none_is_asked_about(form: Callable[..., Form]) -> None:
    council = form(decisions="activity_id,decided_on\nA1,2024-10-01\nA1,2024-11-01")
    assert "Who decided?" not in answers_of(council.write(), "A1")


def test_an_answer_goes_to_the_folder_that_has_the_activity(make_council: Callable[..., Path], tmp_path: Path) -> None:
    path = make_council(activities=ACTIVITIES)
    (tmp_path / "new").mkdir()
    path.write_text(path.read_text(encoding="utf-8").replace("records: records", "records: [new, records]"), "utf-8")
    council = Form(load_annual(path), tmp_path / "form.xlsx")
    council.answered({"A1": {"Was it significant?": "other", "One way": "talk"}})
    assert (tmp_path / "records" / "activities.csv").read_text(encoding="utf-8").count("other") == 1
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["channels.csv", "recorded"]
    assert sorted(path.name for path in (tmp_path / "records").iterdir()) == ["activities.csv"]


@pytest.mark.parametrize("change", ["no sheet", "another year", "no form", "missing"])
def test_a_file_that_is_no_form_of_this_year_is_refused_whole(form: Callable[..., Form], change: str) -> None:
    council = form()
    book = council.write()
    match change:
        case "no sheet":
            del book["Start here"]
        case "another year":
            book["A1"]["B2"] = "B9"
    book.save(council.file)
    if change == "no form":
        council.file.write_text("activity_id\nA1\n", encoding="utf-8")
    if change == "missing":
        council.file.unlink()
    before = bytes_in(council.params.record_folders[0])
    with pytest.raises(RecordsError, match=r"form\.xlsx"):
        council.read()
    assert bytes_in(council.params.record_folders[0]) == before


def test_all_files_are_written_or_none(tmp_path: Path) -> None:
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_bytes(b"before")
    second.mkdir()
    with pytest.raises(RunError, match=r"second\.csv: it cannot be written"):
        write_together({first: b"after", second: b"after"})
    assert first.read_bytes() == b"before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first.csv", "second.csv"]


def test_marks_separators_and_ends_of_line_are_kept(form: Callable[..., Form]) -> None:
    council = form()
    path = council.params.record_folders[0] / "activities.csv"
    mark, header, row = b"\xef\xbb\xbf", b"activity_id;title;opened_on;closed_on", b"A1;Libraries;2024-05-01;2024-08-01"
    path.write_bytes(mark + header + b"\r\n" + row + b"\r\n")
    council.answered({"A1": {"Was it significant?": "other"}})
    assert path.read_bytes() == mark + header + b";significance\r\n" + row + b";other\r\n"


def test_a_day_is_written_as_a_day(form: Callable[..., Form]) -> None:
    council = form()
    council.answered({"A1": {"Day the impact was considered": date(2024, 4, 2)}})
    assert council.table("activities")[0]["impact_considered_on"] == "2024-04-02"


# What applies


def test_what_became_of_it_otherwise_than_announced_is_asked_after_a_yes(form: Callable[..., Form]) -> None:
    council = form()
    moved = {"Was its last day moved, or was it given up?": "yes", "Last day as it was first announced": "2024-07-01"}
    assert council.answered({"A1": moved}).refused == ()
    assert [row["first_closed_on"] for row in council.table("activities")] == ["2024-07-01", "", "", ""]


def test_a_last_day_that_was_not_moved_leaves_nothing_but_who_said_so(form: Callable[..., Form]) -> None:
    council = form()
    before = council.table("activities")
    council.answered({"A1": {"Was its last day moved, or was it given up?": "no"}})
    assert council.table("activities") == before
    assert [row["column"] for row in council.table("recorded/answers")] == ["first_closed_on"]


def test_a_yes_without_either_day_is_refused(form: Callable[..., Form]) -> None:
    (refused,) = form().answered({"A1": {"Was its last day moved, or was it given up?": "yes"}}).refused
    assert "'Last day as it was first announced' or 'Day it was given up' has no answer" in refused


def test_one_that_was_withdrawn_is_asked_why_and_no_more(form: Callable[..., Form]) -> None:
    council = form(
        activities="""
        activity_id,title,opened_on,closed_on,withdrawn_on
        A1,Libraries,2024-05-01,2024-08-01,2024-06-01
        A2,Fares,2022-05-01,2022-08-01,2022-06-01
        """
    )
    (page,) = words.pages_of(council.params, council.records)
    assert [part.title for part in page.parts] == ["Whether it ran as announced"]
    assert (page.n_asked, page.n_known) == (2, 1)
    assert council.answered({"A1": {"Why it was given up, in one sentence": "The grant ended."}}).refused == ()
    assert council.table("activities")[0]["withdrawn_because"] == "The grant ended."


def test_people_told_on_a_day_that_nobody_knows_are_on_record_as_told(form: Callable[..., Form]) -> None:
    council = form(feedback="activity_id,published_on\na/1,2024-09-01")
    assert council.answered({"A1": {"Have people been told?": "yes"}}).refused == ()
    assert [row["fed_back"] for row in council.table("activities")] == ["yes", "", "", ""]
    assert [row["activity_id"] for row in council.table("feedback")] == ["a/1"]
    council.file.unlink()
    assert answers_of(council.write(), "A1")["Have people been told?"] == "yes"
    assert council.answered({"A1": {"Have people been told?": "no"}}).refused[0].endswith("Put one of the two right.")


def test_an_expectation_is_asked_of_a_decision_that_is_on_the_list(form: Callable[..., Form]) -> None:
    council = form(key_decisions="decision_id,decided_on,activity_id\nK1,2024-10-01,A1\nK2,2024-10-01,")
    asks = "Could people expect to be asked?"
    book = council.write()
    assert [asks in answers_of(book, sheet) for sheet in ("A1", "a-1", "open")] == [True, False, False]
    council.fill({"A1": {asks: "practice"}})
    assert council.read().refused == ()
    assert [row["expectation"] for row in council.table("key_decisions")] == ["practice", ""]


def test_what_people_value_is_counted_as_a_question_where_they_were_asked(form: Callable[..., Form]) -> None:
    council = form(
        activities="""
        activity_id,title,opened_on,closed_on,asked_what_matters
        A1,Libraries,2024-05-01,2024-08-01,yes
        A2,Fares,2024-05-01,2024-06-01,no
        """
    )
    asked, not_asked = words.pages_of(council.params, council.records)
    assert asked.n_asked == not_asked.n_asked + 1
