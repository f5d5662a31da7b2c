from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from heard.errors import ParamsError
from heard.model.mapping import Always, From, MappingFile
from heard.params.mappings import load_mappings
from heard.sources import read_records

SHIPPED = Path(__file__).parents[2] / "params" / "mappings"

WHOLE = """
table: activities
file: exports/register.xlsx
sheet: Data
header_rows: 2
columns:
  activity_id: {join: [Org, Number], with: "/"}
  title: {from: [Title, Titre]}
  opened_on: {from: Opened, as: "%d/%m/%Y"}
  closed_on: {from: Closed, as: 24 July 2025}
  level: {value: engage}
  in_scope: Scope
words:
  in_scope: {yes: yes, no: no, n/a: ""}
drop_rows_where: {Kind: [Link, Notice], State: Withdrawn}
ignore: {Notes: free text, Spare: }
"""


@pytest.fixture
def load(tmp_path: Path) -> Callable[[str], MappingFile]:
    def _load(text: str) -> MappingFile:
        path = tmp_path / "their.yaml"
        path.write_text(text, encoding="utf-8")
        (mapping,) = load_mappings(path)
        return mapping

    return _load


def test_a_mapping_is_read_as_it_is_written(load):
    mapping = load(WHOLE)
    assert (mapping.table, mapping.file, mapping.sheet, mapping.header_rows) == (
        "activities", ("exports/register.xlsx",), ("Data",), 2,
    )  # fmt: skip
    assert mapping.columns == {
        "activity_id": From(("Org", "Number"), joined_with="/"),
        "title": From(("Title", "Titre")),
        "opened_on": From(("Opened",), written_as=("%d/%m/%Y",)),
        "closed_on": From(("Closed",), written_as=("24 July 2025",)),
        "level": Always("engage"),
        "in_scope": From(("Scope",)),
    }
    assert mapping.drop_rows_where == {"Kind": ("Link", "Notice"), "State": ("Withdrawn",)}
    assert mapping.ignore == {"Notes": "free text", "Spare": ""}


def test_yes_and_no_in_a_mapping_are_words(load):
    assert load(WHOLE).words == {"in_scope": {"yes": "yes", "no": "no", "n/a": ""}}


def test_the_keys_that_say_nothing_may_be_blank(load):
    mapping = load("table: activities\ncolumns: {activity_id: ID}\nwords:\ndrop_rows_where: {}\nsheet:\n")
    assert (mapping.file, mapping.sheet, mapping.header_rows, mapping.words) == ((), (), 1, {})


def test_a_query_is_kept_as_it_is_written_less_its_semicolon(load):
    assert load(REST + "query: |\n  SELECT ID, Scope, Opened\n  FROM register;\n").query == (
        "SELECT ID, Scope, Opened\nFROM register"
    )
    assert load(REST).query is None


REST = "table: activities\ncolumns: {activity_id: ID, in_scope: Scope, opened_on: Opened}\n"


@pytest.mark.parametrize(
    ("text", "found", "do"),
    [
        (REST + "colums: {}", "the key 'colums' is not known", "Did you mean 'columns'"),
        ("table: activites\ncolumns: {title: T}", "is 'activites', not a table", "Did you mean 'activities'"),
        ("table: activities\ncolumns: {titel: T}", "the key 'titel' is not known", "Did you mean 'title'"),
        ("columns: {title: T}", "the key 'table' is missing", "Add a line"),
        ("table: activities\ncolumns: {title: }", "'title' is blank", "Name a column"),
        ("table: activities\ncolumns: {title: {form: T}}", "the key 'form' is not known", "Did you mean 'from'"),
        ("table: activities\ncolumns: {title: {as: T}}", "has none of from, join and value", "Write {from"),
        ("table: activities\ncolumns: {title: {from: T, value: x}}", "has from and value of", "Write {from"),
        ("table: activities\ncolumns: {title: {value: x, as: '%d'}}", "the key 'as' is not known", "Known are value"),
        ("table: activities\ncolumns: {title: {from: []}}", "'title' is blank", "Name a column"),
        ("table: activities\ncolumns: {title: {value: }}", "'value' is blank", "Write what stands"),
        ("table: activities\ncolumns: {level: {value: ingage}}", "not a word of 'level'", "Did you mean 'engage'"),
        ("table: activities\ncolumns: {title: {join: [A, B], with: [x]}}", "'with' is not words", "Write what stands"),
        ("table: activities\ncolumns: {title: {from: T, as: '%d/%m/%Y'}}", "'title' holds none", "Take it out"),
        ("table: activities\ncolumns: {opened_on: {from: O, as: '%d/%m'}}", "does not say which day", "Write it as"),
        ("table: activities\ncolumns: {opened_on: {from: O, as: british}}", "does not say which day", "Write it as"),
        (REST + "words: {levle: {A: consult}}", "the key 'levle' is not known", "Did you mean 'level'"),
        (REST + "words: {in_scope: {J: ye}}", "is 'ye', not a word of 'in_scope'", "Did you mean 'yes'"),
        (REST + "header_rows: 0", "'header_rows' is '0'", "Write a whole number"),
        (REST + "header_rows: two", "'header_rows' is 'two'", "Write a whole number"),
        (REST + "file: a.csv\nquery: select 1", "'query' is given along with 'file'", "Keep one of the two"),
        (REST + "sheet: Data\nquery: select 1", "'query' is given along with 'sheet'", "Keep one of the two"),
        (REST + "header_rows: 2\nquery: select 1", "'query' is given along with 'header_rows'", "Keep one of the two"),
        (REST + "query: [select 1]", "'query' is a list, not words", "Write words"),
        (REST + "table: channels", "'table' is given twice", "Keep one of the two"),
        ("table: [activities", "cannot be read as YAML", "Put it right there"),
        ("activities", "holds 'activities', not keys and values", "Write each as"),
    ],
)
def test_what_a_mapping_should_not_say_is_refused_in_one_sentence(load, text, found, do):
    with pytest.raises(ParamsError) as refused:
        load(text)
    assert found in refused.value.found
    assert do in refused.value.do


@pytest.mark.parametrize("source", ["Email", "{from: Your name}", "{join: [IP address, ID], with: '/'}"])
def test_a_column_that_names_a_person_cannot_be_mapped_in_responses(load, source):
    with pytest.raises(ParamsError, match="which says who answered and is never stored"):
        load(f"table: responses\ncolumns: {{response_id: {source}}}")
    assert load(f"table: contacts\ncolumns: {{value: {source}}}").table == "contacts"


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_shipped_mapping_loads_and_maps_what_its_table_requires(path):
    (mapping,) = load_mappings(path)
    assert mapping.file
    assert "activity_id" in mapping.columns


def test_the_canadian_register_is_read_without_python(tmp_path):
    (tmp_path / "consultations.csv").write_text(
        "registration_number,partner_departments,subjects,title_en,title_fr,description_en,description_fr,start_date,"
        "end_date,status,profile_page_en,profile_page_fr,report_available_online,report_link_en,report_link_fr,"
        "owner_org,owner_org_title\n"
        "C-1,,CM,Share your views,Donnez votre avis,,,2018-05-01,2018-06-01,C,,,Y,,,tc,Transport | Transports\n"
        "C-1,,CM,Share your views,Donnez votre avis,,,2018-06-02,2018-06-01,O,,,N,,,ec,Environment | Environnement\n",
        encoding="utf-8",
    )
    supplied = read_records([tmp_path], {"activities": load_mappings(SHIPPED / "canada.yaml")})["activities"]
    assert supplied.rows["activity_id"].tolist() == ["tc/C-1", "ec/C-1"]
    assert supplied.rows["closed_on"].tolist() == [date(2018, 6, 1)] * 2
    assert (supplied.extra, supplied.dropped) == ((), 0)


def test_the_uzbek_register_is_read_without_python(tmp_path):
    workbook = openpyxl.Workbook()
    header = ["Regulation Title", "ID", "Developer", "Type of Regulation", "Date of Posting", "End of Posting "]
    workbook.active.append([*header, "Number of Comments", "Sphere", "Regulation URL"])
    closing = "2023-05-22 22:14:51"
    workbook.active.append(
        ["Қарор", 98472, "Central Bank", "Law", date(2023, 5, 7), closing, 12, "Banking", "https://…"]
    )
    workbook.save(tmp_path / "2019-2024.13.March.2026.xlsx")
    supplied = read_records([tmp_path], {"activities": load_mappings(SHIPPED / "uzbekistan.yaml")})["activities"]
    assert supplied.rows.loc[0, ["activity_id", "service"]].tolist() == ["98472", "Central Bank"]
    assert supplied.rows.loc[0, ["opened_on", "closed_on"]].tolist() == [date(2023, 5, 7), date(2023, 5, 22)]
    assert supplied.extra == ()


@pytest.mark.parametrize("spelling", ["resultdate", "resultsdate"])
def test_citizen_space_is_read_in_either_spelling(tmp_path, spelling):
    one = {"id": "parks", "dept": "places", "title": "Parks", "startdate": "2024/08/30", "enddate": "2024/12/31"}
    one |= {
        "department": "Places",
        "url": "https://…",
        "type": "QuickConsult",
        spelling: "2025/02/01",
        "status": "closed",
    }
    link = one | {"id": "elsewhere", "type": "Link"}
    one["feedbackdate"] = link["feedbackdate"] = ""
    (tmp_path / "citizen-space.json").write_text(json.dumps([one, link]), encoding="utf-8")
    supplied = read_records([tmp_path], {"activities": load_mappings(SHIPPED / "citizen-space.yaml")})["activities"]
    assert supplied.rows["activity_id"].tolist() == ["places/parks"]
    assert supplied.rows["promised_feedback_on"].tolist() == [date(2025, 2, 1)]
    assert (supplied.dropped, supplied.extra) == (1, ())


def test_decidim_is_read_with_its_semicolons(tmp_path):
    (tmp_path / "participatory_processes.csv").write_text(
        "id;title/en;slug;url;start_date;end_date\n7;Parks;parks;https://…;2024-05-01;2024-06-01\n", encoding="utf-8"
    )
    supplied = read_records([tmp_path], {"activities": load_mappings(SHIPPED / "decidim.yaml")})["activities"]
    assert supplied.rows.loc[0, ["activity_id", "closed_on"]].tolist() == ["7", date(2024, 6, 1)]
    assert supplied.extra == ()


def test_qualtrics_is_read_below_its_three_header_rows(tmp_path):
    (tmp_path / "qualtrics.csv").write_text(
        "StartDate,Status,IPAddress,Finished,RecordedDate,ResponseId,RecipientEmail\n"
        "Start Date,Response Type,IP Address,Finished,Recorded Date,Response ID,Recipient Email\n"
        '"{""ImportId"":""startDate""}","{""ImportId"":""status""}",,,"{""ImportId"":""recordedDate""}",,\n'
        "2024-05-01 10:00:00,IP Address,192.0.2.1,True,2024-05-01 10:09:00,R_1,jo@example.org\n"
        "2024-05-01 10:00:00,Survey Preview,192.0.2.1,True,2024-05-01 10:09:00,R_2,\n",
        encoding="utf-8",
    )
    supplied = read_records([tmp_path], {"responses": load_mappings(SHIPPED / "qualtrics.yaml")})["responses"]
    assert supplied.rows.loc[0, ["response_id", "complete", "row"]].tolist() == ["R_1", "yes", 4]
    assert (len(supplied.rows), supplied.dropped, supplied.extra) == (1, 1, ())


def test_microsoft_forms_is_read_with_american_days(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active.append(["ID", "Start time", "Completion time", "Email", "Name", "What do you think?"])
    workbook.active.append([1, "5/3/2024 10:01:00", "5/3/2024 10:09:00", "anonymous", "Jo Bloggs", "Keep it"])
    workbook.save(tmp_path / "forms.xlsx")
    supplied = read_records([tmp_path], {"responses": load_mappings(SHIPPED / "microsoft-forms.yaml")})["responses"]
    assert supplied.rows.loc[0, ["response_id", "received_on", "complete"]].tolist() == ["1", date(2024, 5, 3), "yes"]
    assert supplied.extra == ("What do you think?",)
