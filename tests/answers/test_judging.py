"""The scoring file out and in: what it asks, whom it shows nothing, and what it may do to the records."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook

from heard.answers import scoring_file as words
from heard.answers.scoring import Entered, enter_scores, write_scoring_file
from heard.errors import ParamsError, RecordsError, RunError
from heard.maths.readability import read as measure
from heard.measures import columns_of
from heard.measures.judged import judged_measures
from heard.model.period import Period
from heard.model.records import BECAUSE, STANDING, Checked, Records, Standing
from heard.model.state import State, Verdict
from heard.params import Params, load_annual
from heard.sources import read_records
from heard.sources.plain_words import words_to_avoid_in
from heard.year.steps import check_year

ACTIVITIES = """
    activity_id,title,opened_on,closed_on,level,service,run_by,url,lead_id
    c1,Libraries,2024-05-01,2024-08-01,consult,Libraries,,https://www.example.org/c1,officer-7
    c2,=1+1,2024-05-01,2024-06-01,,Roads,,=HYPERLINK("x"),officer-7
    e1,Talking,2024-05-01,2024-06-01,engage,Libraries,,,officer-7
    later,Not closed in the year,2025-03-01,2025-04-01,consult,Roads,,,officer-7
    open,Still open,2024-05-01,,consult,Roads,,,officer-7
    told,Only told,2024-05-01,2024-06-01,inform,Roads,,,officer-7
    theirs,A partner's,2024-05-01,2024-06-01,consult,Roads,partner,,officer-7
    """
SELF = """
    activity_id,commitment,assessor,kind,score,evidence_url,judged_on
    c1,CONSULT-1,Zebedee,self,5,,2024-09-01
    """
PARAMS = "period: {first_day: 2024-04-01, last_day: 2025-03-31}\nas_at: 2025-06-01\nrecords: records\n"
Cells = Mapping[str, object]
TWO_SCORES: Cells = {"H2": "4 good", "I2": "https://x.org/a,b", "Assessor 2!H3": 2}


@dataclass
class Council:
    """A council of a few activities, and its scoring file."""

    params: Params
    file: Path

    @property
    def records(self) -> Records:
        """Its records as they now are, every row kept."""
        supplied = read_records(self.params.record_folders, self.params.mappings)
        kept = {STANDING: Standing.KEPT.value, BECAUSE: ""}
        return Records({name: Checked(each.table, each.rows.assign(**kept)) for name, each in supplied.items()})

    @property
    def table(self) -> Path:
        return self.params.record_folders[0] / "judgements.csv"

    def write(self, **options: Any) -> Any:
        """Its scoring file, written and opened."""
        options = {"activities": 12, "seed": 1} | options
        return load_workbook(write_scoring_file(self.params, self.records, self.file, **options))

    def fill(self, cells: Cells) -> None:
        """Fill in who the assessors are, and cells: `H2` of the first assessor's sheet, or `Assessor 2!H2`."""
        book = load_workbook(self.file)
        about = {"B": ("Ann Other", "peer", pd.Timestamp("2025-05-10")), "C": ("Bo Third", "independent", "2025-05-11")}
        rows = {row[0].value: row[0].row for row in book[words.INSTRUCTIONS].iter_rows()}
        for column, told in about.items():
            for label, value in zip((words.NAME, words.KIND, words.DAY), told, strict=True):
                book[words.INSTRUCTIONS][f"{column}{rows[label]}"] = value
        for where, value in cells.items():
            sheet, _, cell = where.rpartition("!")
            book[sheet or words.ASSESSORS[0]][cell] = value
        book.save(self.file)

    def enter(self) -> Entered:
        return enter_scores(self.params, self.records, self.file)

    @property
    def beside(self) -> Path:
        """Its side file of scores."""
        return self.params.answers / "judgements.csv"

    @property
    def entered(self) -> list[dict[str, str]]:
        with self.table.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Params:
    """The params of `make_council`, read once: the strategy takes longer to read than all the rest."""
    folder = tmp_path_factory.mktemp("usual")
    (folder / "records").mkdir()
    (folder / "params.yaml").write_text(PARAMS, encoding="utf-8")
    return load_annual(folder / "params.yaml")


@pytest.fixture
def council(make_council: Callable[..., Path], usual: Params, tmp_path: Path) -> Callable[..., Council]:
    def build(more: str = "", **tables: str) -> Council:
        path = make_council(more, **({"activities": ACTIVITIES} | tables))
        records = (tmp_path / "records").resolve()
        params = load_annual(path) if more else replace(usual, path=path, record_folders=(records,))
        return Council(params, tmp_path / "out" / "scores.xlsx")

    return build


def rows_of(book: Any, sheet: str) -> list[tuple[Any, ...]]:
    return list(book[sheet].iter_rows(values_only=True))


def texts_of(book: Any) -> Iterator[str]:
    return (str(cell) for sheet in book.sheetnames for row in rows_of(book, sheet) for cell in row if cell is not None)


# What is asked


def test_both_assessors_have_the_same_rows_in_the_same_order(council: Callable[..., Council]) -> None:
    book = council().write()
    assert book.sheetnames == ["Instructions", "Assessor 1", "Assessor 2", "Sample"]
    one, other = (rows_of(book, name) for name in words.ASSESSORS)
    assert one == other
    assert one[0] == (
        *("activity_id", "title", "opened", "closed", "url", "commitment", "what it says", "score", "evidence_url"),
    )
    assert one[1][:7] == (
        *("c1", "Libraries", pd.Timestamp("2024-05-01"), pd.Timestamp("2024-08-01"), "https://www.example.org/c1"),
        *("LISTEN-3", council().params.strategy.find("LISTEN-3").text),
    )


def test_only_what_closed_in_the_year_and_was_the_councils_own_is_asked_about(council: Callable[..., Council]) -> None:
    book = council().write(activities=100)
    assert [row[0] for row in rows_of(book, words.SAMPLE)[1:]] == ["c1", "c2", "e1"]


def test_an_activity_is_asked_about_no_promise_that_does_not_speak_of_it(council: Callable[..., Council]) -> None:
    asked = {row[0]: row[4].split("; ") for row in rows_of(council().write(), words.SAMPLE)[1:]}
    assert asked["c1"] == asked["c2"]
    assert {"CONSULT-1", "LEGAL-6"} <= set(asked["c1"]) - set(asked["e1"])
    assert {"LISTEN-4", "ENGAGE-2", "CONSULT-8"} <= set(asked["e1"]) < set(asked["c1"])
    elsewhere = {"LISTEN-1", "LISTEN-2", "LISTEN-3a", "CONSULT-7a", "CONSULT-7d", "CONSULT-9", "CONSULT-10"}
    assert not elsewhere & set(asked["c1"])
    assert {name.partition("-")[0] for name in asked["c1"]} == {"LISTEN", "ENGAGE", "CONSULT", "LEGAL"}


def test_commitments_can_be_named_in_any_case_whatever_they_speak_of(council: Callable[..., Council]) -> None:
    book = council().write(commitments=["consult-1", "CONSULT-9"])
    asked = {row[0]: row[4] for row in rows_of(book, words.SAMPLE)[1:]}
    assert asked == {"c1": "CONSULT-1; CONSULT-9", "c2": "CONSULT-1; CONSULT-9", "e1": "CONSULT-9"}


def test_a_commitment_of_no_strategy_is_refused(council: Callable[..., Council]) -> None:
    with pytest.raises(ParamsError, match=r"--commitment: .* has no 'CONSULT-11x'\. Did you mean 'CONSULT-11'\?"):
        council().write(commitments=["CONSULT-11x"])


@pytest.mark.parametrize("rows", ["a,x,2024-05-01,", "a,x,2020-05-01,2020-06-01"])
def test_with_nothing_closed_there_is_nothing_to_score(council: Callable[..., Council], rows: str) -> None:
    with pytest.raises(RecordsError, match=r"activities: no activity that closed in 2024-25 can be scored"):
        council(activities=f"activity_id,title,opened_on,closed_on\n{rows}").write()


def test_the_sample_is_drawn_by_level_and_service_and_says_so(council: Callable[..., Council]) -> None:
    many = "activity_id,title,opened_on,closed_on,level,service\n" + "\n".join(
        f"{level[0]}{n},x,2024-05-01,2024-06-01,{level},{'AB'[n % 2]}"
        for level, count in (("consult", 40), ("engage", 18), ("coproduce", 2))
        for n in range(count)
    )
    book = council(activities=many).write(activities=15, seed=3)
    drawn = [(row[2], row[3]) for row in rows_of(book, words.SAMPLE)[1:]]
    of_pair = {pair: drawn.count(pair) for pair in drawn if pair[0] != "coproduce"}
    assert of_pair == {("consult", "A"): 5, ("consult", "B"): 5, ("engage", "A"): 2, ("engage", "B"): 2}
    assert len(drawn) == 15
    assert any("15 activities were drawn by chance from the 60 that closed in 2024-25" in t for t in texts_of(book))
    assert any("seed 3" in text for text in texts_of(book))


# What it looks like


def test_the_file_is_blind(council: Callable[..., Council]) -> None:
    book = council(judgements=SELF).write()
    said = set(texts_of(book))
    assert not said & ({state.value for state in State} | {verdict.value for verdict in Verdict})
    assert not any("Zebedee" in text or "officer-7" in text for text in said)
    for name in words.ASSESSORS:
        assert {cell for row in rows_of(book, name)[1:] for cell in row[-2:]} == {None}


def test_a_score_is_picked_from_six_words_and_a_kind_from_two(council: Callable[..., Council]) -> None:
    book = council().write()
    for name in words.ASSESSORS:
        (rule,) = book[name].data_validations.dataValidation
        assert rule.formula1 == '"1 unsatisfactory,2 weak,3 satisfactory,4 good,5 very good,6 excellent"'
        assert str(rule.sqref) == f"H2:H{book[name].max_row}"
        assert (rule.type, rule.showErrorMessage) == ("list", True)
    kind, day = book[words.INSTRUCTIONS].data_validations.dataValidation
    assert (kind.formula1, day.type) == ('"peer,independent"', "date")


def test_nothing_can_be_changed_but_the_cells_to_fill(council: Callable[..., Council]) -> None:
    book = council().write()
    for sheet in book:
        assert sheet.protection.sheet
    free = {
        sheet.title: {c.coordinate for row in sheet.iter_rows() for c in row if not c.protection.locked}
        for sheet in book
    }
    assert free[words.SAMPLE] == set()
    assert len(free[words.INSTRUCTIONS]) == 6
    last = book[words.ASSESSORS[0]].max_row
    assert free[words.ASSESSORS[0]] == {f"{column}{row}" for column in "HI" for row in range(2, last + 1)}


def test_a_title_that_looks_like_a_formula_stays_text(council: Callable[..., Council]) -> None:
    book = council().write()
    (row, *_) = (row for row in book[words.ASSESSORS[0]].iter_rows() if row[0].value == "c2")
    assert [(row[n].value, row[n].data_type) for n in (1, 4)] == [("=1+1", "s"), ('=HYPERLINK("x")', "s")]


def test_a_character_no_spreadsheet_can_hold_is_left_out(council: Callable[..., Council]) -> None:
    rows = "activity_id,title,opened_on,closed_on\nc1,A\x07B,2024-05-01,2024-06-01"
    assert rows_of(council(activities=rows).write(), words.SAMPLE)[1][1] == "A B"


def test_the_instructions_are_in_plain_english(council: Callable[..., Council]) -> None:
    book = council().write()
    text = "\n\n".join(str(row[0]) for row in rows_of(book, words.INSTRUCTIONS)[1:] if row[0])
    grade = measure(text).grade
    assert grade is not None
    assert grade <= 9
    assert words_to_avoid_in(text) == ()


def test_the_same_sample_is_the_same_bytes_at_any_time(
    council: Callable[..., Council], monkeypatch: pytest.MonkeyPatch
) -> None:
    here = council()
    here.write()
    first = here.file.read_bytes()
    here.file.unlink()
    monkeypatch.setattr("time.localtime", lambda *_: (2031, 5, 5, 5, 5, 5, 0, 125, 0))
    book = here.write()
    assert here.file.read_bytes() == first
    assert (book.properties.created, book.properties.modified) == (
        pd.Timestamp("2025-06-01"),
        pd.Timestamp("2025-06-01"),
    )
    with zipfile.ZipFile(here.file) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_file_that_may_hold_scores_is_never_written_over(council: Callable[..., Council]) -> None:
    here = council()
    here.write()
    here.write()  # nothing in it yet: once more is the same as once
    here.fill({"H2": "4 good"})
    filled = here.file.read_bytes()
    with pytest.raises(RunError, match=r"scores\.xlsx: it is there already, and may hold scores"):
        here.write()
    assert here.file.read_bytes() == filled


def test_a_scoring_file_is_a_spreadsheet(council: Callable[..., Council]) -> None:
    here = council()
    here.file = here.file.with_suffix(".csv")
    with pytest.raises(RunError, match=r"Give it a name that ends in \.xlsx"):
        here.write()
    assert not here.file.exists()


# What it does to the records


@pytest.fixture(scope="module")
def blank_files() -> dict[str, bytes]:
    """The scoring files that were written already, by what the council has: they differ by nothing else (as above)."""
    return {}


@pytest.fixture
def filled(council: Callable[..., Council], blank_files: dict[str, bytes]) -> Callable[..., Council]:
    """A council with its scoring file filled in."""

    def build(more: str = "", cells: Cells = TWO_SCORES, **tables: str) -> Council:
        here = council(more, **tables)
        if (asked := repr((more, tables))) in blank_files:
            here.file.parent.mkdir()
            here.file.write_bytes(blank_files[asked])
        else:
            here.write()
            blank_files[asked] = here.file.read_bytes()
        here.fill(cells)
        return here

    return build


def test_scores_become_rows_of_a_new_table(filled: Callable[..., Council]) -> None:
    here = filled()
    entered = here.enter()
    assert here.table.read_text(encoding="utf-8") == (
        "activity_id,commitment,assessor,kind,score,evidence_url,judged_on\n"
        'c1,LISTEN-3,Ann Other,peer,4,"https://x.org/a,b",2025-05-10\n'
        "c1,LISTEN-4,Bo Third,independent,2,,2025-05-11\n"
    )
    n_cells = 2 * (load_workbook(here.file)[words.ASSESSORS[0]].max_row - 1)
    assert (entered.table, entered.added, entered.left_empty) == (here.table, 2, n_cells - 2)


def test_what_was_entered_counts_as_judged(filled: Callable[..., Council]) -> None:
    here = filled()
    here.enter()
    judged = judged_measures(columns_of(here.records, here.params))
    assert [each.id for each in judged] == ["judged_listen-3", "judged_listen-4"]


@pytest.mark.parametrize("said", [4, "4", "good", " 4 Good "])
def test_a_score_may_be_its_number_or_its_word(filled: Callable[..., Council], said: object) -> None:
    here = filled(cells={"H2": said})
    here.enter()
    assert [row["score"] for row in here.entered] == ["4"]


def test_the_same_file_read_twice_adds_nothing_twice(filled: Callable[..., Council]) -> None:
    here = filled()
    here.enter()
    once = here.table.read_bytes()
    entered = here.enter()
    assert (entered.added, entered.there_already) == (0, 2)
    assert here.table.read_bytes() == once


def test_a_score_put_right_is_added_below_and_so_is_one_put_back(filled: Callable[..., Council]) -> None:
    here = filled(cells={"H2": 4})
    for score in (4, 3, 4):
        here.fill({"H2": score})
        assert here.enter().added == 1
    assert [row["score"] for row in here.entered] == ["4", "3", "4"]


@pytest.mark.parametrize(
    "there",
    [
        b"activity_id,commitment,assessor,kind,score,evidence_url,judged_on\nc1,CONSULT-1,Z,self,5,,2024-09-01\n",
        b"activity_id,commitment,assessor,kind,score,evidence_url,judged_on\nc1,CONSULT-1,Z,self,5,,2024-09-01",
        b"\xef\xbb\xbfScore;judged on;note;Kind;assessor;commitment;activity_id;evidence_url\r\n"
        b'5;2024-09-01;"mine; ""kept""";self;Zo\xc3\xab;CONSULT-1;c1;\r\n',
        b"activity_id,commitment,assessor,kind,score,evidence_url,judged_on\n",
    ],
    ids=["plain", "no_end_of_line", "other_columns_and_separator", "header_alone"],
)
def test_what_the_table_holds_is_not_touched(filled: Callable[..., Council], there: bytes) -> None:
    here = filled()
    here.table.write_bytes(there)
    before = read_records(here.params.record_folders, {})["judgements"].rows
    here.enter()
    assert here.table.read_bytes().startswith(there)
    after = read_records(here.params.record_folders, {})["judgements"].rows
    pd.testing.assert_frame_equal(after.head(len(before)), before, check_dtype=False)
    added = after.tail(2)[["activity_id", "commitment", "assessor", "kind", "score", "judged_on"]]
    assert added.to_numpy().tolist() == [
        ["c1", "LISTEN-3", "Ann Other", "peer", 4, date(2025, 5, 10)],
        ["c1", "LISTEN-4", "Bo Third", "independent", 2, date(2025, 5, 11)],
    ]
    ends = {line.endswith(b"\r\n") for line in here.table.read_bytes().splitlines(keepends=True)}
    assert ends == {b"\r\n" in there}


def test_only_the_first_records_folder_is_added_to(filled: Callable[..., Council], tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "judgements.csv").write_text("\n".join(line.strip() for line in SELF.strip().splitlines()))
    here = filled()
    here.params = replace(here.params, record_folders=(*here.params.record_folders, tmp_path / "other"))
    here.enter()
    assert len(here.entered) == 2
    assert (tmp_path / "other" / "judgements.csv").read_text().endswith("2024-09-01")


def test_an_empty_sheet_needs_no_assessor_and_adds_nothing(council: Callable[..., Council]) -> None:
    here = council()
    here.write()
    entered = here.enter()
    assert (entered.added, here.table.exists()) == (0, False)
    assert "Added no scores" in str(entered)


def test_scores_given_after_the_report_speaks_are_added_and_said_not_to_count(filled: Callable[..., Council]) -> None:
    here = filled()
    here.params = replace(here.params, as_at=date(2025, 5, 10))
    entered = here.enter()
    assert (entered.added, entered.after_as_at) == (2, 1)
    assert "1 given after 10 May 2025, and not counted before" in str(entered)


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"H2": 7}, r"sheet 'Assessor 1', row 2: the score is '7'\. Pick a score from the list"),
        ({"H2": 0}, r"sheet 'Assessor 1', row 2: the score is '0'"),
        ({"H3": 4.5}, r"sheet 'Assessor 1', row 3: the score is '4\.5'"),
        ({"Assessor 2!H4": "fine"}, r"sheet 'Assessor 2', row 4: the score is 'fine'"),
        ({"H2": 4, "A2": "c9"}, r"sheet 'Assessor 1', row 2: 'LISTEN-3' was not asked about for 'c9'"),
        ({"H2": 4, "F2": "PROMISE-1"}, r"row 2: 'PROMISE-1' was not asked about for 'c1'"),
        ({"H2": 4, "A2": "e1", "F2": "CONSULT-1"}, r"row 2: 'CONSULT-1' was not asked about for 'e1'"),
        ({"H2": 4, "H3": 4, "F3": "listen-3"}, r"row 3: LISTEN-3 has a score for c1 already"),
        ({"H2": 4, "H1": "marks"}, r"sheet 'Assessor 1': it has no column 'score'"),
        ({"H2": 4, "Instructions!B15": None}, r"sheet 'Instructions', row 15: 'Your name' of Assessor 1 is empty"),
        ({"H2": 4, "Instructions!B16": "self"}, r"row 16: 'What you are: .* of Assessor 1 is 'self'"),
        ({"Assessor 2!H2": 4, "Instructions!C17": "in May"}, r"row 17: 'The day .* of Assessor 2 is 'in May'"),
        ({"H2": 4, "Assessor 2!H2": 5, "Instructions!C15": "ANN other"}, r"both assessors have the name 'ANN other'"),
        ({"H2": 4, "Sample!A2": "later"}, r"sheet 'Sample', row 2: the activity 'later' is none that closed"),
        ({"H2": 4, "Sample!E2": "CONSULT-99"}, r"sheet 'Sample', row 2: .* has no commitment 'CONSULT-99'"),
    ],
)
def test_what_is_wrong_is_said_with_its_sheet_and_row_and_nothing_is_written(
    filled: Callable[..., Council], cells: Cells, sentence: str
) -> None:
    here = filled(cells={"H5": 3, **cells}, judgements=SELF)
    before = here.table.read_bytes()
    with pytest.raises(RecordsError, match=sentence):
        here.enter()
    assert here.table.read_bytes() == before
    assert sorted(path.name for path in here.table.parent.iterdir()) == ["activities.csv", "judgements.csv"]


def test_a_file_of_another_kind_is_refused(council: Callable[..., Council]) -> None:
    here = council()
    with pytest.raises(RecordsError, match=r"scores\.xlsx: there is no such file"):
        here.enter()
    here.file.parent.mkdir()
    here.file.write_text("a,b")
    with pytest.raises(RecordsError, match="it cannot be opened as a spreadsheet"):
        here.enter()
    Workbook().save(here.file)
    with pytest.raises(RecordsError, match="it has no sheet 'Sample'"):
        here.enter()


def test_last_years_file_is_refused(filled: Callable[..., Council]) -> None:
    here = filled()
    here.params = replace(here.params, period=Period(date(2025, 4, 1), date(2026, 3, 31)))
    with pytest.raises(RecordsError, match="is none that closed in the year of these params"):
        here.enter()


@pytest.mark.parametrize("ending", [".xlsx", ".ods", ".parquet"])
def test_of_a_table_that_is_no_csv_file_the_scores_lie_beside_it(
    filled: Callable[..., Council], council: Callable[..., Council], ending: str
) -> None:
    here = filled(judgements=SELF)
    records = here.records
    there = here.table.with_suffix(ending)
    here.table.rename(there)
    before = there.read_bytes()
    assert enter_scores(here.params, records, here.file).table == here.beside
    assert there.read_bytes() == before
    assert not here.table.exists()


def test_of_a_table_in_another_encoding_the_scores_lie_beside_it(filled: Callable[..., Council]) -> None:
    here = filled(judgements=SELF)
    here.table.write_bytes(here.table.read_bytes().replace(b"Zebedee", "Zoë".encode("windows-1252")))
    before = here.table.read_bytes()
    assert here.enter().table == here.beside
    assert here.table.read_bytes() == before


def test_of_a_table_that_comes_through_a_mapping_the_scores_lie_beside_it_and_are_read_once(
    filled: Callable[..., Council], tmp_path: Path
) -> None:
    columns = "{activity_id: id, commitment: c, assessor: a, score: s, judged_on: d}"
    (tmp_path / "marks.yaml").write_text(f"table: judgements\nfile: marks.csv\ncolumns: {columns}\n")
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "marks.csv").write_text("id,c,a,s,d\nc1,CONSULT-1,Z,4,2024-09-01\n")
    here = filled("mappings: {judgements: marks.yaml}\n")
    said = here.enter()
    assert (said.table, said.added) == (here.beside, 2)
    assert not here.table.exists()
    with here.beside.open(encoding="utf-8", newline="") as file:
        first = next(csv.DictReader(file))
    assert (first["assessor"], first["score"], first["kind"], first["answered_on"]) == (
        *("Ann Other", "4", "peer", "2025-05-10"),
    )
    records = check_year(here.params, tmp_path / "run")
    rows = records.tables["judgements"].kept
    assert rows["assessor"].tolist() == ["Z", "Ann Other", "Bo Third"]
    assert enter_scores(here.params, records, here.file).added == 0


def test_a_table_without_a_column_for_the_kind_is_not_added_to(filled: Callable[..., Council]) -> None:
    """A blank kind is self: a peer's score would become the service's own."""
    here = filled(judgements="activity_id,commitment,assessor,score,judged_on\nc1,CONSULT-1,Z,4,2024-09-01")
    before = here.table.read_bytes()
    with pytest.raises(RecordsError, match=r"judgements\.csv: it has no column 'kind'"):
        here.enter()
    assert here.table.read_bytes() == before


def test_a_disk_that_fails_leaves_the_table_as_it_was(
    filled: Callable[..., Council], monkeypatch: pytest.MonkeyPatch
) -> None:
    here = filled(judgements=SELF)
    before = here.table.read_bytes()

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(RunError, match="cannot be written"):
        here.enter()
    assert here.table.read_bytes() == before
    assert not list(here.table.parent.glob(".*"))


def test_a_table_keeps_who_may_read_it(filled: Callable[..., Council]) -> None:
    here = filled(judgements=SELF)
    here.table.chmod(0o640)
    here.enter()
    assert here.table.stat().st_mode & 0o777 == 0o640
