from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from heard.errors import RecordsError
from heard.sources import read_records

THREE = "activity_id,title,opened_on\nA1,Library hours,2024-05-01\n"
BOARDS = "board,voice,filled\nCarers,lived experience,{}\n"


def test_one_csv_of_three_columns_is_a_register(write, read):
    write("activities.csv", THREE)
    supplied = read()
    assert list(supplied) == ["activities"]
    assert supplied["activities"].rows["title"].tolist() == ["Library hours"]


@pytest.mark.parametrize("name", ["Activities.CSV", "ACTIVITIES.csv"])
def test_a_files_name_may_be_in_any_case(write, read, name):
    write(name, THREE)
    assert "activities" in read()


def test_a_file_that_is_saved_while_it_is_read_is_refused(write, read, monkeypatch):
    write("activities.csv", THREE)
    states = iter(range(9))
    monkeypatch.setattr("heard.sources.file_parts._state", lambda _: (next(states), 0, 0))
    with pytest.raises(RecordsError, match=r"somebody saved it while it was read\. Run again once it is finished"):
        read()


def test_two_files_of_one_table_are_refused_by_name(write, read, tmp_path):
    write("activities.csv", THREE)
    write("Activities.xlsx", b"whatever")
    with pytest.raises(RecordsError, match=r"Activities\.xlsx and activities\.csv are both the table 'activities'"):
        read()


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(RecordsError, match="there is no such folder"):
        read_records([tmp_path / "nowhere"], {})


def test_a_file_in_the_place_of_a_folder_is_refused(write):
    with pytest.raises(RecordsError, match="it is a file, not a folder"):
        read_records([write("records", "x")], {})


def test_what_is_no_table_is_left_alone(write, read):
    write("activities.csv", THREE)
    write("notes.docx", b"PK")
    write("~$activities.xlsx", b"lock")
    write("activities/inner.csv", "x")
    assert list(read()) == ["activities"]


def test_tables_come_in_the_order_of_the_model(write, read):
    write("activities.csv", THREE)
    write("actions.csv", "action_id,agreed_on,text\n")
    write("materials.csv", "activity_id,document\n")
    assert list(read()) == ["activities", "materials", "actions"]


def test_boards_come_from_the_first_folder_that_has_them(write, tmp_path):
    write("now/activities.csv", THREE)
    write("before/activities.csv", THREE.replace("A1", "A0"))
    write("before/boards.csv", BOARDS.format(3))
    write("long_ago/boards.csv", BOARDS.format(9))
    supplied = read_records([tmp_path / name for name in ("now", "before", "long_ago")], {})
    assert supplied["boards"].rows["filled"].tolist() == [3]
    assert supplied["boards"].rows["part"].tolist() == [0]
    assert supplied["boards"].files[0].folder == 1


def test_other_tables_come_from_every_folder_in_order(write, tmp_path):
    write("now/activities.csv", THREE)
    write("before/activities.csv", "activity_id,title,opened_on,service\nA0,Parks,2023-05-01,Parks\n")
    rows = read_records([tmp_path / "now", tmp_path / "before"], {})["activities"].rows
    assert rows["activity_id"].tolist() == ["A1", "A0"]
    assert rows["part"].tolist() == [1, 2]
    assert rows["row"].tolist() == [2, 2]
    assert rows["service"].isna().tolist() == [True, False]


def test_each_file_is_named_counted_and_hashed(write, read):
    path = write("activities.csv", THREE)
    (file,) = read()["activities"].files
    assert (file.table, file.name, file.folder, file.rows) == ("activities", "activities.csv", 0, 1)
    assert file.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_file_that_may_not_be_opened_is_refused(write, read, monkeypatch):
    write("activities.csv", THREE)

    def locked(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("heard.sources.file_parts.sha256_of", locked)
    with pytest.raises(RecordsError, match=r"it cannot be opened \(Permission denied\)"):
        read()


def test_a_mapped_file_that_no_folder_has_is_refused(write, read, mapping):
    write("activities.csv", THREE)
    with pytest.raises(RecordsError, match=r"there is no export\.csv, which the mapping their\.yaml names"):
        read(mapping({"activity_id": "ID"}, file="export.csv"))


def test_a_mapped_file_may_lie_deeper_and_in_any_case(write, read, mapping):
    write("exports/Export.CSV", "ID\nA1\n")
    supplied = read(mapping({"activity_id": "ID"}, file="exports/export.csv"))["activities"]
    assert supplied.rows["activity_id"].tolist() == ["A1"]
    assert supplied.files[0].name == "exports/Export.CSV"


def test_a_mapped_file_and_a_canonical_one_are_two_of_one_table(write, read, mapping):
    write("activities.csv", THREE)
    write("export.csv", "ID\nA1\n")
    with pytest.raises(RecordsError, match="both the table"):
        read(mapping({"activity_id": "ID"}, file="export.csv"))


def test_a_mapping_without_a_file_is_of_the_canonical_one(write, read, mapping):
    write("activities.csv", "ID\nA1\n")
    assert read(mapping({"activity_id": "ID"}))["activities"].rows["activity_id"].tolist() == ["A1"]


def test_a_mapped_file_of_an_unknown_kind_is_refused(write, read, mapping):
    write("export.docx", b"PK")
    with pytest.raises(RecordsError, match=r"heard does not read files that end in \.docx"):
        read(mapping({"activity_id": "ID"}, file="export.docx"))


def test_a_file_is_read_where_it_is_not_where_it_points(write, read, tmp_path: Path):
    write("elsewhere/real.csv", THREE)
    (tmp_path / "activities.csv").symlink_to(tmp_path / "elsewhere" / "real.csv")
    assert read()["activities"].files[0].name == "activities.csv"


def test_a_folder_that_may_not_be_opened_is_refused(tmp_path, monkeypatch):
    def locked(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", locked)
    with pytest.raises(RecordsError, match=r"it cannot be opened \(Permission denied\)"):
        read_records([tmp_path], {})


def test_a_mapped_file_may_bear_the_name_of_its_table(write, read, mapping):
    write("activities.csv", "ID\nA1\n")
    supplied = read(mapping({"activity_id": "ID"}, file="activities.csv"))["activities"]
    assert supplied.rows["activity_id"].tolist() == ["A1"]


def strays(supplied) -> tuple[str, ...]:
    return supplied["activities"].strays


def test_a_misspelt_table_is_named_and_what_was_meant(write, read):
    write("activities.csv", THREE)
    write("feedbak.csv", "activity_id,published_on\n")
    assert strays(read()) == (
        "`feedbak.csv` is not read, because heard knows no table of that name. Did you mean 'feedback'?",
    )


def test_a_table_saved_as_another_kind_of_file_is_named(write, read):
    write("activities.csv", THREE)
    write("Feedback.xls", b"\xd0\xcf\x11\xe0")
    (sentence,) = strays(read())
    assert "`Feedback.xls` is not read, because the name of a table ends in .csv, .xlsx, .ods or .parquet" in sentence


def test_of_several_folders_a_stray_says_which(write, tmp_path):
    write("now/activities.csv", THREE)
    write("before/zebra.xlsx", b"PK")
    (sentence,) = strays(read_records([tmp_path / "now", tmp_path / "before"], {}))
    assert sentence == (
        "`zebra.xlsx` in folder 2 is not read, because heard knows no table of that name. "
        "Map it, or leave it out of the folder."
    )


def test_what_a_computer_leaves_beside_a_table_is_no_stray(write, read, mapping):
    write("export.csv", "ID\nA1\n")
    for name in ("~$export.xlsx", "._export.csv", ".DS_Store", "leaflet.txt", "notes.docx", "deeper/other.csv"):
        write(name, "x")
    assert strays(read(mapping({"activity_id": "ID"}, file="export.csv"))) == ()


def test_a_folder_whose_register_is_misspelt_is_refused_by_its_name(write, read):
    write("zebra.csv", "x\n")
    write("activites.csv", THREE)
    with pytest.raises(RecordsError, match=r"no table `activities`, and `activites\.csv` is not read.*Did you mean"):
        read()


def test_a_link_that_leads_nowhere_is_no_table_left_out(write, read, tmp_path):
    write("activities.csv", THREE)
    (tmp_path / "feedback.csv").symlink_to(tmp_path / "gone.csv")
    with pytest.raises(RecordsError, match=r"feedback\.csv: it cannot be opened"):
        read()


def test_a_name_no_file_can_have_is_not_there(write, read, mapping):
    write("activities.csv", THREE)
    with pytest.raises(RecordsError, match=r"which the mapping their\.yaml names"):
        read(mapping({"activity_id": "ID"}, file="x" * 300))


def test_a_bold_column_that_one_folder_lacks_is_no_blank(write, tmp_path):
    write("now/activities.csv", THREE)
    write("before/activities.csv", "activity_id,title\nA0,Parks\n")
    with pytest.raises(RecordsError, match=r"before/activities\.csv: it has no column `opened_on`, which `activities`"):
        read_records([tmp_path / "now", tmp_path / "before"], {})
