"""What each key of a mapping does to the file it is of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from heard.errors import ParamsError, RecordsError
from heard.model.records import Supplied
from heard.params.mappings import load_mappings
from heard.sources import read_records

READ = "columns: {activity_id: Ref, title: Title, opened_on: Opened}\n"
HEADER = "Ref,Title,Opened\n"


@pytest.fixture
def by(tmp_path: Path) -> Callable[..., dict[str, Supplied]]:
    """Read files of the records folder by mappings, each given as its text."""

    def _by(*texts: str, **files: str) -> dict[str, Supplied]:
        for name, content in files.items():
            (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8")
        mappings = []
        for n, text in enumerate(texts):
            (tmp_path / f"their{n}.yaml").write_text(text, encoding="utf-8")
            mappings += load_mappings(tmp_path / f"their{n}.yaml")
        by_table = {each.table: tuple(m for m in mappings if m.table == each.table) for each in mappings}
        return read_records([tmp_path], by_table, params="annual-2024-25.yaml")

    return _by


def activities(text: str = "") -> str:
    return f"table: activities\nfile: register.csv\n{READ}{text}"


def column(supplied: dict[str, Supplied], name: str, table: str = "activities") -> list[object]:
    return supplied[table].rows[name].astype("string").fillna("").tolist()


def test_titles_notes_totals_and_blank_rows_are_known_for_what_they_are(by):
    rows = f"Consultations 2024\nKept by the clerk\n\n{HEADER}1,Parks,2024-05-03\n\n{HEADER}2,Roads,2024-06-01\n"
    supplied = by(activities("drop_rows_where: {Ref: [Total]}"), register=rows + "Total,2,\n,,\n")
    (part,) = supplied["activities"].parts
    assert column(supplied, "activity_id") == ["1", "2"] and column(supplied, "row") == ["5", "8"]
    assert part.above == ("Consultations 2024", "Kept by the clerk")
    assert (part.rows, part.read, part.dropped, part.headings, part.blank) == (6, 2, 1, 1, 2)


def test_of_a_file_without_all_the_names_the_row_that_has_most_is_that_of_the_names(by):
    with pytest.raises(RecordsError, match=r"no column 'Opened', which the mapping their0\.yaml names"):
        by(activities(), register="Title\nRef,Title,Openned\n1,Parks,2024-05-03\n")


def test_the_names_are_looked_for_in_thirty_rows(by):
    assert column(by(activities(), register="x,,\n" * 29 + HEADER + "1,Parks,2024-05-03\n"), "row") == ["31"]
    with pytest.raises(RecordsError, match="no column 'Ref'"):
        by(activities(), register="x,,\n" * 30 + HEADER + "1,Parks,2024-05-03\n")


def test_a_row_of_answers_is_no_row_of_headings_however_many_are_allowed(by):
    one = by(activities("header_rows: 3"), register=HEADER + "1,Parks,2024-05-03\n2,Roads,soon\n3,Pools,2024-06-01\n")
    assert column(one, "activity_id") == ["1", "3"]  # what stands in row 3 among days is no day
    assert one["activities"].parts[0].headings == 1
    all_three = by(activities("header_rows: 3"), register=HEADER + "1,Parks,2024-05-03\n2,Roads,\n3,Pools,2024-06-01\n")
    assert column(all_three, "activity_id") == ["1", "2", "3"]


def test_several_files_are_parts_of_one_table_in_the_order_of_their_names(by):
    files = {f"web_{n}": HEADER + f"{n},Parks,2024-05-0{n}\n" for n in (2, 1)}
    supplied = by(
        f"table: activities\nfile: [web_*.csv, paper.csv]\n{READ}", **files, paper=HEADER + "3,Roads,2024-05-03\n"
    )
    assert column(supplied, "activity_id") == ["1", "2", "3"]
    assert [(part.part, part.file) for part in supplied["activities"].parts] == [
        *((1, "web_1.csv"), (2, "web_2.csv"), (3, "paper.csv"))
    ]
    assert column(supplied, "part") == ["1", "2", "3"] and column(supplied, "row") == ["2", "2", "2"]


def test_a_pattern_that_fits_no_file_is_refused(by):
    with pytest.raises(RecordsError, match=r"there is no web_\*\.csv, which the mapping their0\.yaml names"):
        by(f"table: activities\nfile: web_*.csv\n{READ}", register=HEADER)


def test_a_blank_takes_the_cell_above_but_not_past_a_blank_row_or_a_dropped_one(by):
    text = "fill_down: [Ref]\ndrop_rows_where: {Title: [Notes]}\n"
    rows = "1,Parks,2024-05-03\n,Roads,2024-05-04\nX,Notes,\n,Lanes,2024-05-05\n,,\n,Pools,2024-06-01\n"
    assert column(by(activities(text), register=HEADER + rows), "activity_id") == ["1", "1", "1", ""]


def test_a_blank_cell_may_mark_rows_to_drop(by):
    for words in ('[Total, ""]', "['', Total]"):
        supplied = by(
            activities(f"drop_rows_where: {{Ref: {words}}}"), register=HEADER + "1,P,2024-05-03\n,as of May,\n"
        )
        assert (column(supplied, "activity_id"), supplied["activities"].dropped) == (["1"], 1)


def test_days_of_several_forms_stand_side_by_side_and_an_impossible_one_is_set_aside_alone(by):
    days = ["02/08/24", "2 Aug 2024", "18.08.2024.", "45506", "31/06/2024", "2024-08-02"]
    text = activities().replace("opened_on: Opened", "opened_on: {from: Opened, as: [day first, spreadsheet number]}")
    supplied = by(text, register=HEADER + "".join(f"{n},P,{day}\n" for n, day in enumerate(days)))
    assert column(supplied, "opened_on") == [*["2024-08-02"] * 2, "2024-08-18", "2024-08-02", "", "2024-08-02"]
    assert column(supplied, "opened_on.unread") == ["", "", "", "", "31/06/2024", ""]


def test_an_impossible_day_does_not_make_a_register_of_two_orders(by):
    supplied = by(activities(), register=HEADER + "1,P,31/06/2024\n2,P,24/05/2024\n3,P,03/05/2024\n")
    assert column(supplied, "opened_on") == ["", "2024-05-24", "2024-05-03"]


def test_where_no_day_settles_the_order_the_line_to_paste_is_told(by):
    with pytest.raises(RecordsError) as refused:
        by(activities(), register=HEADER + "1,P,01/05/2024\n2,P,02/05/2024\n")
    assert str(refused.value).endswith(
        "`opened_on` (Opened) can be read in two ways in 2 rows (row 2: 01/05/2024) and no row settles it. "
        "Paste into annual-2024-25.yaml: `days: day first` (or `month first`)."
    )


def test_what_a_canonical_file_leaves_open_the_params_may_say(tmp_path):
    (tmp_path / "activities.csv").write_text("activity_id,title,opened_on\nA,P,03/05/2024\n", encoding="utf-8")
    rows = read_records([tmp_path], {}, days=("day first",))["activities"].rows
    assert rows["opened_on"].tolist() == [date(2024, 5, 3)]


def test_a_wide_register_is_several_tables(by):
    text = """
file: register.csv
tables:
  activities: {columns: {activity_id: Ref, title: Title, opened_on: Opened}}
  feedback:
    row_when: {Out?: [Yes, Y]}
    columns: {activity_id: Ref, published_on: Published}
  channels:
    unfold: {columns: {Online: online survey, Paper: postal survey}, word_to: channel, cell_to: contributions}
    columns: {activity_id: Ref}
"""
    rows = "1,P,2024-05-03,yes,2024-08-01,12,0,http://x\n2,P,2024-05-03,No,,,N/A,\n"
    supplied = by(text, register=f"{HEADER.strip()},Out?,Published,Online,Paper,url\n{rows}")
    assert column(supplied, "url") == ["http://x", ""]  # read as it stands, into the first table that has it
    assert "url" not in supplied["feedback"].rows and supplied["activities"].extra == ()
    assert column(supplied, "activity_id", "feedback") == ["1"]
    channels = supplied["channels"].rows[["row", "channel", "contributions"]].to_numpy().tolist()
    assert channels == [[2, "online survey", 12], [2, "postal survey", 0]]


def test_without_a_place_for_its_cell_a_column_unfolded_makes_no_row_of_nought_or_no(by):
    text = """
table: channels
file: register.csv
unfold: {columns: {Online: online survey, Paper: postal survey, Talk: talk}, word_to: channel}
columns: {activity_id: Ref}
"""
    assert column(
        by(text, activities=HEADER, register="Ref,Online,Paper,Talk\n1,yes,0,No\n"), "channel", "channels"
    ) == ["online survey"]


def test_a_column_without_a_name_or_with_one_that_is_there_twice_is_called_by_its_letter(by):
    text = "table: activities\nfile: register.csv\ncolumns: {activity_id: Ref, title: column C, opened_on: column D}\n"
    supplied = by(text, register="Ref,Title,Title,\n1,x,Parks,2024-05-03\n")
    assert column(supplied, "title") == ["Parks"] and column(supplied, "opened_on") == ["2024-05-03"]
    with pytest.raises(RecordsError, match=r"'title' is there twice.*`column B` and `column C`"):
        by(text.replace("title: column C", "title: Title"), register="Ref,Title,Title,\n1,x,Parks,2024-05-03\n")


def test_a_row_in_which_all_that_is_joined_is_blank_stays_a_row(by):
    text = activities().replace("activity_id: Ref", "activity_id: {join: [Ref, Title], with: '/'}")
    assert column(by(text, register=HEADER + ",,2024-05-03\n1,P,2024-05-03\n"), "activity_id") == ["", "1/P"]


def test_a_part_that_is_not_there_is_blank(by):
    text = activities().replace("opened_on: Opened", "opened_on: {from: Opened, split_at: ' to ', part: 2}")
    assert column(by(text, register=HEADER + "1,P,3 May 2024\n2,P,3 to 30 May 2024\n"), "opened_on") == [
        "",
        "2024-05-30",
    ]


def test_several_mappings_of_one_table_are_read_as_one_in_order(by):
    paper = activities().replace("register.csv", "paper.csv")
    supplied = by(activities(), paper, register=HEADER + "1,Web,2024-05-03\n", paper=HEADER + "1,Paper,2024-05-03\n")
    assert column(supplied, "title") == ["Web", "Paper"]
    assert [file.layer for file in supplied["activities"].files] == [(0, 0), (0, 1)]


def test_a_canonical_file_may_have_a_mapping_of_words_alone(by):
    rows = "activity_id,title,opened_on,level\nA,P,2024-05-03,Survey\nB,P,2024-05-03,Other\n"
    supplied = by('table: activities\nwords: {level: {Survey: consult, Other: ""}}\n', activities=rows)
    assert column(supplied, "level") == ["consult", ""]


def test_the_readings_of_a_column_add_up_to_its_rows(by):
    text = activities("days: day first\n").replace(
        "title: Title", "title: {join: [Title, Sub], with: ': '}, level: Type"
    )
    days = ["02/08/24", "2 Aug 2024", "2/8/2024", "31/06/2024", "", "TBC", "9am 2 Aug 2024", "2024-08-02", "2024/8/2"]
    rows = "".join(f"{n},P,{day},{'more' if n else ''},{'Survey' if n else 'consult'}\n" for n, day in enumerate(days))
    supplied = by(text + "words: {level: {Survey: consult}}\n", register="Ref,Title,Opened,Sub,Type\n" + rows)[
        "activities"
    ]
    found = {(each.column, str(each.reading)): each.cells for each in supplied.readings}
    assert {reading: cells for (name, reading), cells in found.items() if name == "opened_on"} == {
        "blank": 1,
        "word for nothing": 1,
        "unread": 1,
        "moment": 1,
        "two-digit year": 1,
        "month in words": 1,
        "day first": 1,
        "year first": 1,
        "as written": 1,
    }
    assert (found["title", "joined"], found["title", "as written"]) == (8, 1)
    assert (found["level", "our word"], found["level", "as written"]) == (8, 1)
    for name in ("activity_id", "title", "opened_on", "level"):
        assert sum(each.cells for each in supplied.readings if each.column == name) == supplied.parts[0].read
    first = next(each for each in supplied.readings if each.reading == "unread")
    assert (first.first_row, first.example, first.from_column) == (5, "31/06/2024", "Opened")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("table: activities\ntables: {feedback: {}}\n", "'table' is given along with 'tables'"),
        ("columns: {title: T}\n", "the key 'table' is missing"),
        ("tables: {feedback: {}}\ncolumns: {title: T}\n", "'columns' stands beside 'tables'"),
        ("tables: {feedbak: {}}\n", "is 'feedbak', not a table"),
        (activities("language: xx\n"), "'language' is 'xx', which is the code of none"),
        (activities("days: whenever\n"), "'days' is 'whenever', which does not say which day it is"),
        (activities("words: {level: {'': consult}}\n"), "is a blank cell, which is no word"),
        (activities("row_when: {Out?: []}\n"), "gives no word of 'Out?'"),
        (activities("unfold: {columns: {A: consult}, word_to: levle}\n"), "is 'levle', not a column of 'activities'"),
        ("table: activities\ncolumns: {title: {from: T, split_at: '-', part: 0}}\n", "'part' is '0'"),
        ("table: activities\ncolumns: {title: {from: T, part: 1}}\n", "'part' is given without 'split_at'"),
        ("table: activities\ncolumns: {title: {from: T, split_at: '-'}}\n", "'split_at' is given without 'part'"),
    ],
)
def test_what_a_mapping_cannot_mean_is_refused(by, text, found):
    with pytest.raises(ParamsError) as refused:
        by(text, register=HEADER)
    assert found in str(refused.value)


@pytest.mark.parametrize("text", ["row_when: Out\n", "fill_down: [Out]\n", "drop_rows_where: {Out: [x]}\n"])
def test_a_column_that_a_key_names_must_be_there(by, text):
    with pytest.raises(RecordsError, match=r"no column 'Out', which the mapping their0\.yaml names"):
        by(activities(text), register=HEADER)


SILENT = """
file: register.csv
tables:
  activities: {columns: {activity_id: Ref, title: Title, opened_on: Opened}}
  feedback: {columns: {activity_id: Ref, published_on: Published}}
"""


def test_a_blank_in_a_register_says_nothing_unless_the_mapping_says_what_it_means(by):
    rows = "Ref,Title,Opened,Published\n1,P,2024-05-03,2024-08-01\n2,P,2024-05-03,\n3,P,2024-05-03,soon\n"
    feedback = by(SILENT, register=rows)["feedback"]
    assert feedback.silent == ("2",)
    assert feedback.rows["activity_id"].tolist() == ["1", "3"]  # what cannot be read is not silence
    asked = SILENT.replace(
        "{columns: {activity_id: Ref, published_on", "{row_when: Published, columns: {activity_id: Ref, published_on"
    )
    feedback = by(asked, register=rows)["feedback"]
    assert (feedback.silent, feedback.rows["activity_id"].tolist()) == ((), ["1", "3"])
