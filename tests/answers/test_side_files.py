"""What services answered of a register that is read through a mapping: beside it on disk, and in it when it is read."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from heard.answers import form_questions as words
from heard.answers.recording_form import Recorded, read_forms, write_form
from heard.errors import RecordsError
from heard.model.how_read import WayRead
from heard.model.records import Action, Records
from heard.params import Params, load_annual
from heard.press.manifest import write_manifest
from heard.show.explain.explanation import Explanation
from heard.year.steps import assessed_year, check_year, judged_year

EXPORT = """
Ref,What about,Launch,Closes,Results out,Decided
R1,Libraries,01/05/2024,01/08/2024,,01/10/2024
R2,Fares,13/05/2024,,02/09/2024,
R3,Parks,14/05/2024,30/08/2024,,
"""
MAPPING = """
file: export.csv
days: day first
tables:
  activities: {columns: {activity_id: Ref, title: What about, opened_on: Launch, closed_on: Closes}}
  feedback: {columns: {activity_id: Ref, published_on: Results out}}
  decisions: {columns: {activity_id: Ref, decided_on: Decided}, row_when: Decided}
"""
PARAMS = """
period: {first_day: 2024-04-01, last_day: 2025-03-31}
as_at: 2025-06-01
records: records
mappings: [map.yaml]
"""


@dataclass
class Mapped:
    """A council with a mapped register, and its form."""

    folder: Path
    params: Params
    checked: dict[str, Records] = field(default_factory=dict)

    @property
    def answers(self) -> Path:
        return self.folder / "annual-2024-25-answers"

    def check(self) -> Records:
        """Its records, checked again once a file is another."""
        left_out = {"run", "form.xlsx"}
        read = [path for path in sorted(self.folder.rglob("*.*")) if not left_out & {*path.parts}]
        if (now := repr([(path, path.read_bytes()) for path in read])) not in self.checked:
            self.checked[now] = check_year(self.params, self.folder / "run")
        return self.checked[now]

    def answer(self, pages: Mapping[str, Mapping[str, object]], on: str = "2025-05-10") -> Recorded:
        file = self.folder / "form.xlsx"
        file.unlink(missing_ok=True)
        write_form(self.params, self.check(), file)
        book = load_workbook(file)
        for activity, answers in pages.items():
            for label, cell in book[activity].iter_rows(max_col=2):
                if label.value in (signed := {words.WHO: "Ann Other", words.WHEN: on} | answers):
                    cell.value = signed[label.value]
        book.save(file)
        return read_forms(self.params, self.check(), [file])

    def side(self, table: str) -> list[dict[str, str]]:
        with (self.answers / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def write_side(self, table: str, text: str) -> None:
        self.answers.mkdir(exist_ok=True)
        (self.answers / f"{table}.csv").write_text(text, encoding="utf-8")

    def notes(self, *actions: Action) -> list[str]:
        return [fault.sentence for fault in self.check().faults if fault.action in actions]


@pytest.fixture
def mapped(tmp_path: Path) -> Mapped:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "export.csv").write_text(EXPORT.lstrip(), encoding="utf-8")
    (tmp_path / "map.yaml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "annual-2024-25.yaml").write_text(PARAMS, encoding="utf-8")
    return Mapped(tmp_path, load_annual(tmp_path / "annual-2024-25.yaml"))


def test_an_answer_of_a_mapped_register_lies_beside_it_and_fills_it(mapped: Mapped) -> None:
    before = (mapped.folder / "records" / "export.csv").read_bytes()
    said = mapped.answer({"R1": {"Was it significant?": "other"}})
    assert (said.by_table, said.refused) == ((("activities", 1),), ())
    assert mapped.side("activities") == [{"activity_id": "R1", "answered_on": "2025-05-10", "significance": "other"}]
    assert (mapped.folder / "records" / "export.csv").read_bytes() == before
    rows = mapped.check().tables["activities"].kept
    assert rows["significance"].tolist()[0] == "other"
    assert rows["significance"].isna().tolist() == [False, True, True]


def test_a_form_read_twice_is_read_once(mapped: Mapped) -> None:
    mapped.answer({"R1": {"Was it significant?": "other"}})
    before = {path: path.read_bytes() for path in mapped.answers.rglob("*.csv")}
    said = read_forms(mapped.params, mapped.check(), [mapped.folder / "form.xlsx"])
    assert (said.by_table, said.refused) == ((), ())
    assert {path: path.read_bytes() for path in mapped.answers.rglob("*.csv")} == before


def test_what_the_export_has_stands_and_the_answer_is_told(mapped: Mapped) -> None:
    said = mapped.answer({"R1": {"Last day people could respond": "2024-08-15"}})
    (refused,) = said.refused
    assert "is '2024-08-15', and on record it is '2024-08-01'" in refused
    assert refused.endswith("change `closed_on` of R1 in the system that heard reads.")
    assert not mapped.answers.exists()


def test_a_cell_that_the_export_fills_later_stands_and_the_difference_is_a_warning(mapped: Mapped) -> None:
    mapped.write_side("activities", "activity_id,answered_on,closed_on\nR2,2025-05-10,2024-09-01\n")
    export = mapped.folder / "records" / "export.csv"
    assert str(mapped.check().tables["activities"].kept["closed_on"].tolist()[1]) == "2024-09-01"
    assert not any("otherwise" in each for each in mapped.notes(Action.WARN))
    export.write_text(EXPORT.lstrip().replace("13/05/2024,,", "13/05/2024,31/08/2024,"), encoding="utf-8")
    assert str(mapped.check().tables["activities"].kept["closed_on"].tolist()[1]) == "2024-08-31"
    (warned,) = [each for each in mapped.notes(Action.WARN) if "otherwise" in each]
    assert warned == (
        "`activities`: 1 cell says otherwise of `closed_on` than annual-2024-25-answers/activities.csv does, in row 3: "
        "it stands. Put one of the two right."
    )


def test_a_row_that_the_table_has_is_filled_and_a_row_that_it_lacks_comes_after(mapped: Mapped) -> None:
    decided = {"Who decided?": "committee", "What came of it?": "changed in part"}
    mapped.answer({"R1": decided, "R3": {"Has a decision been made?": "yes", "Day of the decision": "2024-12-01"}})
    rows = mapped.check().tables["decisions"].kept
    assert rows["activity_id"].tolist() == ["R1", "R3"]
    assert [str(day) for day in rows["decided_on"]] == ["2024-10-01", "2024-12-01"]
    assert rows["body_kind"].tolist()[0] == "committee"
    year = judged_year(mapped.params, mapped.check())
    (found,) = [each for each in year.results["decided_after_closing"].findings if each.unit_id == "R3"]
    assert [str(each) for each in found.source] == ["activities:4", "answers/decisions:3"]


def test_an_answer_of_no_says_what_the_register_left_open(mapped: Mapped) -> None:
    assert mapped.check().tables["feedback"].silent == {"R1", "R3"}
    said = mapped.answer({"R1": {"Have people been told?": "no"}})
    assert said.by_table == (("feedback", 1),)
    checked = mapped.check().tables["feedback"]
    assert (checked.silent, checked.rows["activity_id"].tolist()) == ({"R3"}, ["R2"])


def test_the_manifest_lists_the_side_files(mapped: Mapped) -> None:
    mapped.answer({"R1": {"Was it significant?": "other"}})
    write_manifest(mapped.params, mapped.check(), mapped.folder, datetime(2025, 6, 1, tzinfo=UTC))
    listed = json.loads((mapped.folder / "manifest.json").read_text(encoding="utf-8"))["inputs"]
    assert {"annual-2024-25-answers/activities.csv", "records/export.csv"} <= {each["file"] for each in listed}


def test_answered_cells_are_counted_and_the_readings_of_a_column_still_add_up(mapped: Mapped) -> None:
    mapped.answer({"R2": {"Last day people could respond": "2024-09-01"}, "R1": {"Was it significant?": "other"}})
    records = mapped.check()
    counted = {(each.column, each.reading): each.cells for each in records.readings if each.table == "activities"}
    assert counted["closed_on", WayRead.ANSWERED] == 1
    assert (counted["significance", WayRead.ANSWERED], counted["significance", WayRead.BLANK]) == (1, 2)
    columns = {column for column, _ in counted}
    assert {sum(cells for (name, _), cells in counted.items() if name == column) for column in columns} == {3}
    assert "`activities`: 2 cells filled from annual-2024-25-answers/activities.csv, which people answered." in (
        mapped.notes(Action.NOTE)
    )


def test_an_answer_about_no_row_on_record_is_not_read_and_told(mapped: Mapped) -> None:
    mapped.write_side("activities", "activity_id,answered_on,closed_on\nR9,2025-05-10,2024-09-01\n")
    assert mapped.check().tables["activities"].kept["activity_id"].tolist() == ["R1", "R2", "R3"]
    told = "`activities`: row 2 of annual-2024-25-answers/activities.csv is about no `activity_id` that is on record"
    assert any(told in each for each in mapped.notes(Action.WARN))


def test_a_side_file_in_another_encoding_is_not_written_over(mapped: Mapped) -> None:
    mapped.answers.mkdir()
    (mapped.answers / "activities.csv").write_bytes("activity_id,lesson\nR1,caf\u00e9\n".encode("cp1252"))
    with pytest.raises(RecordsError, match="not written in UTF-8"):
        mapped.answer({"R1": {"Was it significant?": "other"}})


def test_an_answer_that_is_none_is_told_by_its_row_in_the_side_file(mapped: Mapped) -> None:
    mapped.write_side("decisions", "activity_id,answered_on,decided_on\nR3,2025-05-10,soon\n")
    assert any("row 2 of annual-2024-25-answers/decisions.csv" in each for each in mapped.notes(Action.WARN))


def test_days_that_the_params_read_day_first_are_iso_in_a_side_file(mapped: Mapped) -> None:
    """Whatever form the export has, heard writes what was answered in one."""
    mapped.params.path.write_text(PARAMS + 'days: ["%d/%m/%Y"]\n', encoding="utf-8")
    mapped.params = load_annual(mapped.params.path)
    mapped.write_side("decisions", "activity_id,answered_on,decided_on\nR3,2025-05-10,2024-12-01\n")
    assert [str(day) for day in mapped.check().tables["decisions"].kept["decided_on"]] == ["2024-10-01", "2024-12-01"]


def test_a_register_in_a_database_has_its_answers_beside_the_params(
    tmp_path: Path, council_in: Callable[[str], Mapped]
) -> None:
    mapped = council_in("duckdb:///council.duckdb")
    said = mapped.answer({"R1": {"Was it significant?": "other"}})
    assert said.by_table == (("activities", 1),)
    assert mapped.check().tables["activities"].kept["significance"].tolist()[0] == "other"
    assert (tmp_path / "annual-2024-25-answers" / "recorded" / "answers.csv").is_file()


@pytest.fixture
def council_in(tmp_path: Path) -> Callable[[str], Mapped]:
    import duckdb

    def build(address: str) -> Mapped:
        with duckdb.connect(str(tmp_path / "council.duckdb")) as database:
            database.execute("CREATE TABLE activities (activity_id TEXT, title TEXT, opened_on DATE, closed_on DATE)")
            database.execute("INSERT INTO activities VALUES ('R1', 'Libraries', '2024-05-01', '2024-08-01')")
        params = tmp_path / "annual-2024-25.yaml"
        params.write_text(PARAMS.replace("records: records", f"records: {address}").replace("mappings: [map.yaml]", ""))
        return Mapped(tmp_path, load_annual(params))

    return build


def test_a_verdict_on_a_cell_that_a_side_file_fills_leads_to_its_row_there_and_no_other_verdict_does(
    mapped: Mapped,
) -> None:
    side = "activity_id,answered_on,closed_on,significance\nR3,2025-05-10,,other\nR2,2025-05-10,2024-09-01,\n"
    mapped.write_side("activities", side)
    year = judged_year(mapped.params, mapped.check())
    found = {each.unit_id: [*map(str, each.source)] for each in year.results["open_long_enough"].findings}
    assert found == {"R1": ["activities:2"], "R2": ["answers/activities:3", "activities:3"], "R3": ["activities:4"]}
    explained = Explanation(assessed_year(mapped.params, mapped.folder / "run"))
    said = [line.plain for line in explained.of("open_long_enough", "R2")]
    at = said.index("  answers/activities:3, in annual-2024-25-answers/activities.csv")
    assert said[at + 1 : at + 3] == ["    closed_on: 2024-09-01", "  activities:3, in export.csv"]


def test_a_fault_of_a_cell_that_a_side_file_fills_names_the_row_there(mapped: Mapped) -> None:
    mapped.write_side("activities", "activity_id,answered_on,closed_on\nR2,2025-05-10,2024-05-01\n")
    (told,) = [each for each in mapped.notes(Action.SET_ASIDE) if "closes before it opens" in each]
    assert told.startswith(
        "`activities` row 3 (`closed_on` as answered in row 2 of annual-2024-25-answers/activities.csv): closes before"
    )


def test_an_amount_leads_to_the_row_of_the_side_file_that_it_was_counted_from(mapped: Mapped) -> None:
    mapped.write_side("activities", "activity_id,answered_on,cost\nR1,2025-05-10,1200\n")
    year = assessed_year(mapped.params, mapped.folder / "run")
    line = next(line for line in year.amounts["resources"].lines if "cost" in str(line.cells[0]))
    assert [*map(str, line.source)] == ["activities:2", "answers/activities:2"]
