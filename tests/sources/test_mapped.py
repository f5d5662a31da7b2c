from __future__ import annotations

from datetime import date

import pytest

from heard.errors import RecordsError
from heard.model.mapping import Always, From

EXPORT = (
    "Org ,Number,Title (EN),Titre,Opened,Kind,Scope\n"
    "tc,1,Rail,Le rail,2024-05-03,consult,Y\n"
    "tc,2,,La mer,2024-05-04,link,N\n"
    "ec,1,Air,,2024-05-05,consult,N/A\n"
)


@pytest.fixture
def mapped(write, read, mapping):
    def _mapped(columns, content=EXPORT, **rest):
        write("export.csv", content)
        return read(mapping(columns, file="export.csv", **rest))["activities"]

    return _mapped


def test_columns_are_found_by_their_names_trimmed_and_in_any_case(mapped):
    supplied = mapped({"activity_id": "number", "title": "TITLE (en)", "service": "Org"})
    assert supplied.rows["service"].tolist() == ["tc", "tc", "ec"]
    assert supplied.rows["row"].tolist() == [2, 3, 4]


def test_columns_joined_make_an_id(mapped):
    rows = mapped({"activity_id": From(("Org", "Number"), joined_with="/")}).rows
    assert rows["activity_id"].tolist() == ["tc/1", "tc/2", "ec/1"]


def test_a_blank_part_is_left_out_of_a_join_and_nothing_joined_is_blank(mapped):
    content = "Org,Number\ntc,1\n,2\nx,\n , \n"
    rows = mapped({"activity_id": From(("Org", "Number"), joined_with="/"), "service": "Org"}, content + ",,\n").rows
    assert rows["activity_id"].tolist() == ["tc/1", "2", "x"]


def test_of_several_columns_the_first_that_is_filled_is_taken(mapped):
    rows = mapped({"activity_id": "Number", "title": From(("Title (EN)", "Titre"))}).rows
    assert rows["title"].tolist() == ["Rail", "La mer", "Air"]


def test_one_of_several_columns_is_enough(mapped):
    rows = mapped({"activity_id": "Number", "url": From(("participation_url", "Org"))}).rows
    assert rows["url"].tolist() == ["tc", "tc", "ec"]


def test_a_constant_stands_in_every_row(mapped):
    rows = mapped({"activity_id": "Number", "level": Always("Engage")}).rows
    assert rows["level"].tolist() == ["engage"] * 3


def test_their_words_become_ours_and_what_they_call_blank_is_blank(mapped):
    rows = mapped(
        {"activity_id": "Number", "in_scope": "Scope"}, words={"in_scope": {"y": "yes", "N": "no", "n/a": ""}}
    ).rows
    assert rows["in_scope"].fillna("").tolist() == ["yes", "no", ""]
    assert "in_scope.unread" not in rows


def test_the_items_of_a_list_are_reworded_one_by_one(write, read, mapping):
    write("docs.csv", "Activity,Doc,As\nA1,Leaflet,Printed; Grand format;Fax\n")
    columns = {"activity_id": "Activity", "document": "Doc", "formats": "As"}
    words = {"formats": {"printed": "paper", "grand format": "large print"}}
    rows = read(mapping(columns, table="materials", file="docs.csv", words=words))["materials"].rows
    assert (rows["formats"][0], rows["formats.unread"][0]) == ("paper;large print", "Fax")


def test_rows_of_another_kind_are_kept_apart_and_counted(mapped):
    supplied = mapped({"activity_id": "Number"}, drop_rows_where={"Kind": ("Link", "Notice")})
    assert supplied.dropped == 1
    assert supplied.rows["row"].tolist() == [2, 4]
    assert supplied.files[0].rows == 3


def test_a_column_neither_mapped_nor_ignored_is_named(mapped):
    supplied = mapped(
        {"activity_id": "Number"}, drop_rows_where={"Kind": ("Link",)}, ignore={"titre": "French", "Org": ""}
    )
    assert supplied.extra == ("Title (EN)", "Opened", "Scope")


@pytest.mark.parametrize("source", [From(("Titel",)), From(("Titre", "Titel"), joined_with=" ")])
def test_a_mapped_column_that_the_file_lacks_is_refused(mapped, source):
    with pytest.raises(
        RecordsError, match=r"no column 'Titel', which the mapping their\.yaml names\. Did you mean 'Titre'"
    ):
        mapped({"activity_id": "Number", "title": source})


def test_a_column_to_drop_by_that_the_file_lacks_is_refused(mapped):
    with pytest.raises(RecordsError, match="no column 'type'"):
        mapped({"activity_id": "Number"}, drop_rows_where={"type": ("Link",)})


def days(mapped, *texts, form=None):
    return mapped(
        {"opened_on": From(("Opened",), written_as=(form,) if form else ())}, "Opened\n" + "\n".join(texts) + "\n"
    )


def test_days_that_can_only_be_day_first_are_read_so(mapped):
    assert days(mapped, "03/05/2024", "24/05/2024").rows["opened_on"][0] == date(2024, 5, 3)


def test_days_that_can_only_be_month_first_are_read_so(mapped):
    assert days(mapped, "03/05/2024", "5/24/2024 10:00").rows["opened_on"][0] == date(2024, 3, 5)


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (
            ["03/05/2024", "2024-05-24"],
            r"can be read in two ways in 1 row \(row 2: 03/05/2024\) and no row settles it\.",
        ),
        (
            ["24/05/2024", "05/24/2024"],
            r"1 row can only be day first \(row 2: 24/05/2024\), 1 only month first \(row 3: 05/24/2024\)",
        ),
    ],
)
def test_the_order_of_day_and_month_is_never_guessed(mapped, texts, found):
    with pytest.raises(
        RecordsError, match=f"`opened_on` .Opened.:? {found}.* Paste into the params file: `days: day first`"
    ):
        days(mapped, *texts)


def test_the_order_the_mapping_gives_is_followed(mapped):
    rows = days(mapped, "03/05/2024", "24/05/2024", form="%m/%d/%Y").rows
    assert rows["opened_on"].iloc[0] == date(2024, 3, 5)
    assert rows["opened_on.unread"].iloc[1] == "24/05/2024"


def test_a_cell_that_is_no_day_decides_no_order(mapped):
    rows = days(mapped, "24/05/2024", "to be confirmed").rows
    assert rows["opened_on"][0] == date(2024, 5, 24)
    assert rows["opened_on.unread"][1] == "to be confirmed"


def test_a_canonical_file_is_never_read_in_another_order(write, read):
    write("activities.csv", "activity_id,opened_on\nA1,24/05/2024\n")
    rows = read()["activities"].rows
    assert rows["opened_on"].isna().all()
    assert rows["opened_on.unread"][0] == "24/05/2024"


def test_a_header_of_several_rows_takes_its_names_from_the_first(mapped):
    content = "Number,Opened\nQuestion 1,Question 2\n{ImportId},{ImportId}\nA1,2024-05-03\n"
    rows = mapped({"activity_id": "Number", "opened_on": "Opened"}, content, header_rows=3).rows
    assert rows["activity_id"].tolist() == ["A1"]
    assert rows["row"].tolist() == [4]


def test_columns_of_an_export_that_repeat_are_no_matter_unless_mapped(mapped):
    content = "Number,Other (please say),Other (please say)\nA1,x,y\n"
    assert len(mapped({"activity_id": "Number"}, content).rows) == 1
    with pytest.raises(RecordsError, match="is there twice"):
        mapped({"activity_id": "Number", "title": "Other (please say)"}, content)


def test_a_row_that_does_not_say_its_kind_is_kept(mapped):
    content = "Number,Kind\n1,\n2,Link\n"
    assert mapped({"activity_id": "Number"}, content, drop_rows_where={"Kind": ("Link",)}).rows["row"].tolist() == [2]
