from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from heard.assess import assess_year
from heard.page.blocks import Mark, details, flow, heading, paragraph, strong, table, title
from heard.params import load_annual
from heard.press.composing import compose
from heard.press.open_data import write_open_data
from heard.press.workbook import write_workbook
from heard.press.workbook.found import PROMISES, every_activity, every_case
from heard.press.workbook.of_year import AS_THERE, SHEETS
from heard.press.workbook.sheet import LINE, NO_ROW, ROOM, Row, Sheet, stacked
from heard.year import Year
from heard.year.steps import checked_year

from ..read_back import tables_in  # noqa: TID252 - tests are no package that could be named

PARAMS = """council: "=Council [a](http://a.example) & sons"
period: {first_day: 2024-04-01, last_day: 2025-03-31}
as_at: 2025-06-01
records: records
invented: true
"""
TITLES = {
    "A01": '=HYPERLINK("http://evil.example","press")',
    "A02": "[press](http://evil.example) and [again](http://evil.example)",
    "A03": "http://evil.example",
    "A04": "Ўзбекистон",
    "A05": "<r><t>not a piece of the file</t></r>",
    "A06": "$$note$$",
    "A07": "+44 20",
}
ODD = {**TITLES, **{f"A{n}": f"Activity {n}" for n in range(10, 34)}}
POPULATION = "characteristic,category,people\nreligion,Sikh,10\nreligion,Christian,990"
DECISIONS = "activity_id,decided_on\nA10,2024-09-01\nA11,2024-07-01"
FEEDBACK = "activity_id,published_on\nA01,2024-08-20\nA02,2025-05-01"
PAGE = compose(
    [
        flow(
            heading(1, "The year"),
            details(
                "By service",
                table(
                    "By service",
                    ("Service", "● Kept", "How"),
                    [
                        ("Libraries", 1234, Mark("kept", "●", "kept")),
                        (strong("Trans", "port"), "–", ("9", " of ", "12")),
                        ("Less", -12, paragraph("by", title("bus"))),
                    ],
                ),
            ),
            table("All", ("A",), [("x",)], kind="grid"),
        )
    ]
)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """A council whose words are not what they seem, its year, and the workbook of it."""
    council = tmp_path_factory.mktemp("council")
    lines = ["activity_id,title,opened_on,closed_on,service,target"]
    lines += [
        f'{key},"{title.replace(chr(34), chr(34) * 2)}",2024-05-01,2024-08-01,Libraries,all residents'
        for key, title in ODD.items()
    ]
    lines += ["A99,Closed before it opened,2024-05-01,2024-04-01,Libraries,"]
    people = [f"r{n},A10,{'Sikh' if n < 3 else 'Christian'}" for n in range(90)]
    tables = {
        "activities": "\n".join(lines),
        "feedback": FEEDBACK,
        "decisions": DECISIONS,
        "population": POPULATION,
        "responses": "\n".join(["response_id,activity_id,religion", *people]),
    }
    (council / "records").mkdir()
    for name, text in tables.items():
        (council / "records" / f"{name}.csv").write_text(text + "\n", encoding="utf-8")
    (council / "annual-2024-25.yaml").write_text(PARAMS, encoding="utf-8")
    params = load_annual(council / "annual-2024-25.yaml")
    records = checked_year(params, council / "run")
    assessment = assess_year(records, params)
    path = council / "workbook.xlsx"
    year = Year(params, records, assessment)
    write_workbook(year, path, PAGE)
    return SimpleNamespace(year=year, params=params, records=records, assessment=assessment, path=path, folder=council)


@pytest.fixture(scope="module")
def book(year: SimpleNamespace) -> Workbook:
    return load_workbook(year.path)


def rows(book: Workbook, label: str) -> list[dict[str, Any]]:
    """The rows of a sheet's one table, by their columns; the note of a column is left off."""
    sheet = book[label]
    (table,) = sheet.tables.values()
    header, *found = sheet[table.ref]
    names = [str(cell.value).partition("\n")[0] for cell in header]
    return [dict(zip(names, (cell.value for cell in row), strict=True)) for row in found]


def small(path: Path, name: str) -> list[dict[str, Any]]:
    """The rows of a small table that stands on a sheet with others, by their columns."""
    header, *found = tables_in(path)[name]
    return [dict(zip(map(str, header), row, strict=True)) for row in found]


def test_words_of_the_council_are_never_a_formula_a_link_or_a_piece_of_the_file(
    year: SimpleNamespace, book: Workbook
) -> None:
    shown = {row["activity"]: row["title"].rstrip() for row in rows(book, "Activities")}
    assert {key: shown[key] for key in TITLES} == TITLES
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    links = [cell.hyperlink for cell in cells if cell.hyperlink]
    assert links and all(link.location and not link.target for link in links)
    with zipfile.ZipFile(year.path) as parts:
        assert not [name for name in parts.namelist() if "evil" in parts.read(name).decode() and "rels" in name]
    assert book["Promises"]["A2"].value.startswith("=Council [a](http://a.example) & sons, 2024-25")


def test_no_cell_of_a_table_is_blank_and_none_is_merged(book: Workbook) -> None:
    for sheet in book:
        assert not sheet.merged_cells.ranges
        for each in sheet.tables.values():
            assert [cell.coordinate for row in sheet[each.ref] for cell in row if cell.value in (None, "")] == []


def test_there_are_sixteen_sheets_each_with_one_table_and_each_says_whose_it_is(book: Workbook) -> None:
    assert tuple(book.sheetnames) == ("Cover", "Contents", "Notes", *SHEETS) and len(book.sheetnames) == 16
    assert [len(sheet.tables) for sheet in book if sheet.title != "Cover"] == [1] * (len(book.sheetnames) - 1)
    about = "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows(max_row=3) for cell in row)
    labelled = len(book.sheetnames) - 1  # the notes have no place for it
    assert about.count("DRAFT: not signed off. Sample council: invented records.") == labelled


def test_names_and_the_first_column_stay_in_view_and_every_column_has_a_filter_and_none_is_set(book: Workbook) -> None:
    for sheet in book.worksheets[1:]:
        (table,) = sheet.tables.values()
        first = sheet[table.ref][0][0]
        assert sheet.freeze_panes == f"B{first.row + 1}", sheet.title
        assert table.autoFilter.ref == table.ref and not table.autoFilter.filterColumn


def test_no_column_is_wider_than_sixty_letters_and_what_is_longer_wraps(book: Workbook) -> None:
    for sheet in book.worksheets[3:]:
        assert all(each.width <= 60 * ROOM + 1 for each in sheet.column_dimensions.values()), sheet.title
        (table,) = sheet.tables.values()
        long = [cell for row in sheet[table.ref] for cell in row if len(str(cell.value)) > 70]
        assert all(cell.alignment.wrap_text and sheet.row_dimensions[cell.row].height > LINE for cell in long)


def test_the_contents_lead_to_every_sheet_and_say_how_many_rows_it_has(book: Workbook) -> None:
    for listed, name in zip(rows(book, "Contents"), book.sheetnames[3:], strict=True):
        n = len([row for row in rows(book, name) if next(iter(row.values())) != NO_ROW])
        said = f"{n:,} row{'s' * (n != 1)}" if n else "No rows"
        assert listed["Sheet name"] == name and f"\n{said}." in listed["Table description"]
    links = [cell.hyperlink.location for row in book["Contents"].iter_rows() for cell in row if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in book.sheetnames[3:]]


def test_promises_has_the_columns_that_say_how_far_each_was_kept(year: SimpleNamespace, book: Workbook) -> None:
    found = {row["commitment"]: row for row in rows(book, "Promises")}
    assert tuple(found["CONSULT-2"]) == PROMISES
    assert list(found) == [each.id for each in year.params.strategy.commitments]
    kept = found["PROMISE-3"]
    assert (kept["short"], kept["strength"], kept["chapter"]) == (
        "Know how it was used",
        "will",
        "Promises to the public",
    )
    assert kept["counted"] == kept["met"] + kept["in_part"] + kept["fell_short"]
    assert kept["share"] == pytest.approx(kept["met"] / kept["counted"], abs=1e-4)
    assert kept["weakest_check"] in {row["measure"] for row in rows(book, "Checks")}


def test_every_note_is_there_and_is_called_by_a_column(book: Workbook) -> None:
    numbers = [f"[note {row['Note number']}]" for row in rows(book, "Notes")]
    called = {str(cell.value).partition("\n")[2] for sheet in book for row in sheet.iter_rows() for cell in row}
    assert set(numbers) == {call for call in called if call.startswith("[note")} and numbers


def test_its_results_are_those_of_the_open_data(year: SimpleNamespace, book: Workbook, tmp_path: Path) -> None:
    write_open_data(year.assessment, tmp_path)
    with (tmp_path / "results.csv").open(encoding="utf-8", newline="") as file:
        published = list(csv.DictReader(file))
    shown = [*rows(book, "Checks"), *rows(book, "By service")]
    key = ("measure", "commitment", "group")
    by_key = {tuple(row[name] for name in key): row for row in shown}
    assert len(by_key) == len(shown) == len(published) > 50
    for theirs in published:
        mine = by_key[tuple(theirs[name] for name in key)]
        assert str(mine["met"]) == theirs["met"] and mine["units"] == int(theirs["units"])
        assert mine["value"] == (float(theirs["value"]) if theirs["value"] else "[z]")


def test_every_case_is_there_with_its_state_and_its_name(year: SimpleNamespace, book: Workbook, tmp_path: Path) -> None:
    write_open_data(year.assessment, tmp_path)
    with (tmp_path / "findings.csv").open(encoding="utf-8", newline="") as file:
        published = [(row["measure"], row["unit_id"], row["state"]) for row in csv.DictReader(file)]
    shown = rows(book, "Every case")
    assert [(row["measure"], row["unit_id"], row["state"]) for row in shown] == published
    assert {row["name"].rstrip() for row in shown if row["unit_id"] == "A02"} == {TITLES["A02"]}


def test_of_very_many_cases_those_that_fell_short_stand_there_and_how_many_there_are_is_said(
    year: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = every_case(year.year)
    assert not every.basis
    fell_short = [row for row in every.rows if row[4] == "not met"]
    monkeypatch.setattr("heard.press.workbook.sheet.MOST_CELLS", (len(fell_short) + 1) * len(every.columns))
    few = every_case(year.year)
    assert [row for row in few.rows if row[4] == "not met"] == fell_short
    assert len(few.rows) == len(fell_short) + 1 and [row for row in every.rows if row in few.rows] == [*few.rows]
    assert few.basis.startswith(f"Of {len(every.rows):,} in all, ") and "findings.csv has every case" in few.basis


def test_of_very_many_activities_those_that_fell_short_of_most_stand_there(
    year: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def short_of(row: Row) -> int:
        return sum(cell in ("not met", "otherwise on record") for cell in row)

    every = every_activity(year.year)
    monkeypatch.setattr("heard.press.workbook.sheet.MOST_CELLS", 3 * len(every.columns))
    few = every_activity(year.year)
    worst = sorted(map(short_of, every.rows), reverse=True)[:3]
    assert sorted(map(short_of, few.rows), reverse=True) == worst and len({*map(short_of, every.rows)}) > 1
    assert few.basis.startswith(f"Of {len(every.rows):,} in all, ") and every.basis in few.basis


def test_a_long_table_among_others_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    long, short = (Sheet(name, "", ("line", "n"), tuple((f"{n}", n) for n in range(size)))
                   for name, size in (("Long", 5), ("Short", 2)))  # fmt: skip
    monkeypatch.setattr("heard.press.workbook.sheet.MOST_LINES", 3)
    rows = stacked("All", "", (long, short)).rows
    assert [(row[0], row[3]) for row in rows] == [*(("Long", n) for n in "012"), *(("Short", n) for n in "01")]
    assert {row[0]: row[-1] for row in rows} == {"Long": "The first 3 of 5 stand here.", "Short": ""}


def test_every_activity_stands_beside_every_measure_of_it_and_may_be_filtered(
    year: SimpleNamespace, book: Workbook
) -> None:
    grid = {row["activity"]: row for row in rows(book, "Activities")}
    assert len(grid) == len(ODD) and "A99" not in grid
    column = next(name for name in grid["A01"] if name.endswith("(feedback_on_time)"))
    assert (grid["A01"][column], grid["A10"][column]) == ("met", "not met")
    formative = next(name for name in grid["A01"] if name.endswith("(formative)"))
    assert grid["A01"][formative] == "no evidence"
    (table,) = book["Activities"].tables.values()
    assert table.autoFilter is not None and table.autoFilter.ref == table.ref


def test_the_chapter_on_law_speaks_of_single_consultations_as_on_record(book: Workbook) -> None:
    grid = rows(book, "Activities")
    column = next(name for name in grid[0] if name.endswith("(decided_after_closing)"))
    found = {row["activity"]: row[column] for row in grid}
    assert (found["A10"], found["A11"], found["A12"]) == ("on record", "otherwise on record", "not yet due")


def test_hidden_counts_of_people_are_hidden_here_too(book: Workbook) -> None:
    people = {row["category"]: row for row in rows(book, "People")}
    assert (people["Sikh"]["people"], people["Sikh"]["share"]) == ("[c]", "[c]")
    assert "[c] hidden, so that nobody can be recognised" in [cell.value for cell in book["People"]["A"]]


def test_the_tables_of_the_page_are_there_as_they_stand_on_the_sheet_that_they_name(year: SimpleNamespace) -> None:
    name = f"By service {AS_THERE}"
    assert [list(row.values()) for row in small(year.path, name)] == [
        ["Libraries", 1234, "● kept"],
        ["Transport", "[z]", "9 of 12"],
        ["Less", -12, "by bus"],
    ]
    assert list(small(year.path, name)[0]) == ["Service", "● Kept", "How"]
    assert f"All {AS_THERE}" not in tables_in(year.path)


def test_a_table_without_rows_is_named_and_says_so(book: Workbook) -> None:
    lines = {row["table"]: row["line"] for row in rows(book, "Decisions and feedback")}
    assert lines["Issues answered"] == NO_ROW


def test_rows_set_aside_are_counted_by_the_rule_they_broke(year: SimpleNamespace) -> None:
    row, *_ = small(year.path, "Set aside")
    assert (row["table"], row["rule"], row["rows"]) == ("activities", "ACT-08", 1) and len(row["why"]) > 20


def test_each_measure_has_its_rule_and_each_figure_says_whose_it_is(book: Workbook) -> None:
    measures = {row["measure"]: row for row in rows(book, "Checks")}
    assert "minimum_days" in measures["open_long_enough"]["figures"] and "→" in measures["open_long_enough"]["rule"]
    figures = {row["figure"]: row for row in rows(book, "Figures")}
    assert (figures["minimum_days"]["value"], figures["minimum_days"]["whose"]) == (28, "the strategy's")
    assert "feedback_on_time" in figures["feedback_days"]["measures"]


def test_the_same_year_gives_the_same_bytes(year: SimpleNamespace, tmp_path: Path) -> None:
    again = tmp_path / "again.xlsx"
    write_workbook(year.year, again, PAGE)
    assert again.read_bytes() == year.path.read_bytes()


def test_beside_last_years_report_it_says_what_changed_and_what_was_carried_over(
    year: SimpleNamespace, tmp_path: Path
) -> None:
    before = tmp_path / "annual-2023-24"
    write_open_data(year.assessment, before)
    text = (before / "findings.csv").read_text(encoding="utf-8")
    this = "feedback_on_time,activity,A10,not met,"
    assert this in text
    (before / "findings.csv").write_text(text.replace(this, this.replace("not met", "not yet due")), encoding="utf-8")
    path = tmp_path / "workbook.xlsx"
    write_workbook(Year(replace(year.params, previous=before), year.records, year.assessment), path)
    over = [row for row in small(path, "Carried over") if row["measure"] == "feedback_on_time"]
    assert [(row["unit_id"], row["state"]) for row in over] == [("A10", "not met")]
    changed = {row["measure"]: row for row in small(path, "Changes")}["feedback_on_time"]
    assert (changed["met then"], changed["met now"], changed["redefined"]) == (1, 1, "no")
    assert changed["least"] < 0 < changed["most"]


def test_one_file_of_three_columns_makes_a_workbook(make_council: Callable[..., Path], tmp_path: Path) -> None:
    params = load_annual(make_council(activities="activity_id,title,opened_on\nA1,Library hours,2024-05-01"))
    records = checked_year(params, tmp_path / "run")
    write_workbook(Year(params, records, assess_year(records, params)), tmp_path / "workbook.xlsx")
    book = load_workbook(tmp_path / "workbook.xlsx")
    assert tuple(book.sheetnames[3:]) == SHEETS and rows(book, "People")[0]["characteristic"] == NO_ROW
    assert {row["state"] for row in rows(book, "Every case") if row["unit"] != "activity"} == {"no evidence"}
