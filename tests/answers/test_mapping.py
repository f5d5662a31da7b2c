"""`heard map`: a register as a council keeps it, from the file to a mapping that loads and reads."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
import yaml
from typer.testing import CliRunner, Result

from heard.answers.column_names import name_score
from heard.cli.app import app
from heard.contracts.spellings import perhaps_one_name
from heard.errors import HeardError, RunError
from heard.params import Params, load_annual
from heard.params.mappings import load_mappings

HEADER = ["Ref", "Title of consultation", "Lead service", "Launch date", "Closing date", "Committee date", "Type"]
SERVICES = ("Place & Economy", "Place and Economy", "Highways", "Highways Service", "Libraries")


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A workbook with a title above the names, days in several forms, a total at the foot, and sheets beside."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Register"
    sheet.append(["Consultation register 2024-25"])
    sheet.append([])
    sheet.append(HEADER)
    for n in range(1, 41):
        opened = f"{n % 27 + 1:02}/05/2024" if n % 2 else f"{n % 27 + 1} May 2024"
        closed = "31/06/2024" if n == 9 else f"{n % 27 + 1} July 2024"
        committee = f"{n % 27 + 1} September 2024" if n % 4 else ""
        kind = "Survey" if n % 3 else "Drop-in"
        sheet.append(
            [f"C{n}", f"Shall the council change matter number {n}?", SERVICES[n % 5], opened, closed, committee, kind]
        )
    sheet.append(["Total", "40 consultations"])
    book.create_sheet("Lists").append(["Survey", "Drop-in"])
    hidden = book.create_sheet("Old copy")
    hidden.append(HEADER)
    hidden.sheet_state = "hidden"
    (tmp_path / "records").mkdir()
    path = tmp_path / "records" / "register.xlsx"
    book.save(path)
    return path


@pytest.fixture
def params(tmp_path: Path, register: Path) -> Path:
    path = tmp_path / "annual-2024-25.yaml"
    path.write_text(
        "# Ours.\nperiod: {first_day: 2024-04-01, last_day: 2025-03-31}  # the year\nrecords: records\n",
        encoding="utf-8",
    )
    return path


def heard(*words: object) -> Result:
    return CliRunner().invoke(app, [*map(str, words)])


def test_a_register_is_proposed_with_a_reason_for_each_column(register: Path) -> None:
    result = heard("map", register)
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert lines[0] == (
        "register.xlsx, sheet Register. Not read: Lists, Old copy (hidden). Names in row 3, 1 row above. "
        "41 rows. Row 44 looks like a total."
    )
    placed = {line.split("  ")[0]: line for line in lines[2:9]}
    assert "Ref" in placed["activity_id"] and "Title of consultation" in placed["title"]
    assert "Launch date" in placed["opened_on"] and "sure" in placed["opened_on"]
    assert "Closing date" in placed["closed_on"] and "Lead service" in placed["service"]
    assert "Committee date: a day after closing in 100% of" in result.output
    assert "Type: Survey (27), Drop-in (13) are no words of `level`" in result.output
    assert "Place & Economy | Place and Economy" in result.output and "Highways | Highways Service" in result.output
    assert "1 unread (row 12: 31/06/2024)" in result.output
    assert "Then: 40 rows read, 1 dropped." in result.output


def test_what_is_written_loads_and_equal_choices_are_equal_bytes(register: Path, tmp_path: Path) -> None:
    places = [tmp_path / "one.yaml", tmp_path / "two.yaml"]
    for place in places:
        assert heard("map", register, "--to", place).exit_code == 1
    assert places[0].read_bytes() == places[1].read_bytes()
    (mapping,) = load_mappings(places[0])
    assert mapping.drop_rows_where == {"Ref": ("Total",)}
    assert mapping.ignore["Committee date"].startswith("to settle: ")


def test_nothing_is_written_over(register: Path, tmp_path: Path) -> None:
    (tmp_path / "there.yaml").write_text("mine\n", encoding="utf-8")
    result = heard("map", register, "--to", tmp_path / "there.yaml")
    assert isinstance(result.exception, HeardError) and result.exception.exit_code == 3
    assert (tmp_path / "there.yaml").read_text(encoding="utf-8") == "mine\n"


def test_what_is_settled_has_its_place_and_is_asked_no_more(register: Path, tmp_path: Path) -> None:
    settings = [
        "columns.decision_planned_on=Committee date",
        "words.level.Survey=consult",
        "words.level.Drop-in=engage",
    ]
    flags = [word for each in settings for word in ("--set", each)]
    result = heard("map", register, *flags, "--to", tmp_path / "their.yaml")
    assert "Committee date: a day" not in result.output and "are no words of" not in result.output
    (mapping,) = load_mappings(tmp_path / "their.yaml")
    assert {"decision_planned_on", "level"} <= {*mapping.columns} and mapping.ignore == {}


def test_a_setting_that_heard_does_not_know_is_refused(register: Path) -> None:
    error = heard("map", register, "--set", "columns.closed=Closing date").exception
    assert isinstance(error, HeardError) and error.exit_code == 2
    error = heard("map", register, "--set", "Closing date").exception
    assert "is no setting" in str(error)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("nowhere.xlsx",), "nowhere.xlsx: there is no such file. Check its name and the folder it is in."),
        (("FILE", "--set", "url=Ref"), "--set: 'url' is no key of a mapping. Did you mean 'columns.url'?"),
        (("FILE", "--set", "dais=day first"), "--set: 'dais' is no key of a mapping. Did you mean 'days'?"),
        (
            ("FILE", "--set", "columns.title=[Ref"),
            "--set: '[Ref' cannot be read. Put it in quotation marks of its own.",
        ),
        (
            ("FILE", "--set", "header_rows=many"),
            "--set: 'header_rows' is 'many'. Write a whole number from 1 to 9.",
        ),
        (
            ("FILE", "--set", "drop_rows_where.Reff=Total"),
            "FILE: it has no column 'Reff', which the mapping register.yaml names. Did you mean 'Ref'?",
        ),
    ],
)
def test_what_is_mistyped_is_told_in_one_sentence(register: Path, words: tuple[str, ...], sentence: str) -> None:
    error = heard("map", *(register if word == "FILE" else word for word in words)).exception
    assert isinstance(error, HeardError)
    assert (error.exit_code, str(error)) == (2, sentence.replace("FILE", str(register)))


def test_a_sheet_of_a_file_that_has_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_text("Ref,Title,Opened,Closed\n1,Hours,2024-05-01,2024-06-01\n", encoding="utf-8")
    error = heard("map", tmp_path / "export.csv", "--sheet", "Q1").exception
    assert isinstance(error, HeardError) and "it has no sheets, and 'Q1' is named as one" in str(error)


def test_the_mapping_is_put_beside_the_params_and_its_line_into_them(register: Path, params: Path) -> None:
    result = heard("map", register, "--into", params)
    assert result.exit_code == 1
    told = r"Then: annual-2024-25\.yaml: 39 activities kept, 1 row set aside; 39 closed in 2024-25; \d+ of \d+ checks"
    assert re.search(told, result.output)
    text = params.read_text(encoding="utf-8")
    assert text.startswith("# Ours.\n") and "# the year" in text
    year = load_annual(params)
    assert [mapping.file for mapping in year.mappings["activities"]] == [("register.xlsx",)]
    checked = heard("check", params)
    assert checked.exit_code == 1
    assert "register.yaml leaves to be settled what becomes of 'Committee date', 'Type'." in checked.output
    assert "since register.yaml was written" not in checked.output
    book = openpyxl.load_workbook(register)
    book["Register"]["H3"] = "Budget"
    book.save(register)
    assert "since register.yaml was written: The column 'Budget' is new." in heard("check", params).output


def test_what_the_records_tell_is_worked_out_where_what_a_killed_run_leaves_is_cleared_away(
    register: Path, params: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopping(year: Params, run_dir: Path) -> None:
        raise RunError(run_dir, year.name, "Stop")

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("heard.answers.mapping_records.assessed_year", stopping)
    error = heard("map", register, "--into", params).exception
    assert isinstance(error, RunError)
    assert Path(error.where).parent == tmp_path / "cache" / "heard" / "building"


def test_a_table_that_is_mapped_already_gets_a_list(register: Path, params: Path) -> None:
    (params.parent / "web.yaml").write_text("table: activities\ncolumns: {activity_id: Ref}\n", encoding="utf-8")
    with params.open("a", encoding="utf-8") as file:
        file.write("mappings: {activities: web.yaml}\n")
    heard("map", register, "--into", params)
    assert yaml.safe_load(params.read_text(encoding="utf-8"))["mappings"] == {
        "activities": ["web.yaml", "mappings/register.yaml"]
    }


def test_without_an_opening_day_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "few.csv").write_text("Ref,Title,Owner\n1,Shall we,Parks\n2,Shall you,Roads\n", encoding="utf-8")
    error = heard("map", tmp_path / "few.csv", "--to", tmp_path / "their.yaml").exception
    assert isinstance(error, HeardError) and error.exit_code == 2
    assert "no column holds an opening day, and without one nothing can be said of an activity" in str(error)
    assert not (tmp_path / "their.yaml").exists()


def test_again_on_the_same_file_nothing_has_changed(register: Path, tmp_path: Path) -> None:
    place = tmp_path / "their.yaml"
    heard("map", register, "--to", place)
    before = place.read_bytes()
    result = heard("map", register, "--again", place)
    assert (result.output, result.exit_code, place.read_bytes()) == ("Nothing has changed.\n", 0, before)


def test_again_a_column_that_is_called_anew_is_refused_with_the_guess_and_kept_as_an_alternative(
    register: Path, tmp_path: Path
) -> None:
    place = tmp_path / "their.yaml"
    heard("map", register, "--to", place)
    book = openpyxl.load_workbook(register)
    book["Register"]["E3"] = "Closing day"
    book["Register"]["H3"] = "Budget"
    book.save(register)
    error = heard("map", register, "--again", place).exception
    assert isinstance(error, HeardError) and error.exit_code == 2
    assert "no column 'Closing date'" in str(error) and "If it is called 'Closing day' now" in str(error)
    before = place.read_text(encoding="utf-8").splitlines()
    result = heard("map", register, "--again", place, "--to", place)
    assert "The column 'Budget' is new." in result.output
    (mapping,) = load_mappings(place)
    assert mapping.named[:6].count("Closing day") == 1 and "Closing date" in mapping.named
    after = place.read_text(encoding="utf-8").splitlines()
    assert len(before) == len(after)
    assert [line.split(":")[0].strip() for a, line in zip(before, after, strict=True) if a != line] == [
        "closed_on",
        "seen",
    ]


def test_days_that_no_row_settles_are_asked_about_with_the_line_that_settles_them(tmp_path: Path) -> None:
    rows = "".join(f"{n},Shall we change matter {n},0{n}/05/2024,0{n}/07/2024\n" for n in range(1, 9))
    (tmp_path / "few.csv").write_text("Ref,Title,Opened,Closed\n" + rows, encoding="utf-8")
    result = heard("map", tmp_path / "few.csv")
    assert "--set 'days=day first'" in result.output and result.exit_code == 1
    assert heard("map", tmp_path / "few.csv", "--set", "days=day first").exit_code == 0


def test_of_responses_no_text_and_nobody_is_shown(tmp_path: Path) -> None:
    rows = "response_id,activity_id,received_on,comment,Name\n1,C1,2024-05-03,My own words,Jo Bloggs\n"
    (tmp_path / "responses.csv").write_text(rows, encoding="utf-8")
    result = heard("map", tmp_path / "responses.csv")
    assert result.exit_code == 0
    assert "My own words" not in result.output and "Bloggs" not in result.output


@pytest.mark.parametrize(
    ("ours", "theirs", "score"),
    [
        *(("opened_on", "Launch date", 1), ("opened_on", "Date", 0.5), ("opened_on", "Closing date", -0.1)),
        *(("closed_on", "Date de clôture", 1), ("opened_on", "startDate", 1), ("activity_id", "Ref", 1)),
        *(("activity_id", "Refurbishment", 0), ("service", "Lead service", 1), ("title", "Title of consultation", 1)),
    ],
)
def test_a_name_speaks_for_a_column_in_several_languages(ours: str, theirs: str, score: float) -> None:
    assert name_score(ours, theirs) == pytest.approx(score)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Place & Economy", "Place and Economy", True),
        ("Highways", "Highways Service", True),
        ("Adult Social Care", "ASC", True),
        ("Enviroment", "Environment", True),
        ("Ward 1", "Ward 2", False),
        ("Parks", "Roads", False),
        ("Ministry of Justice of the Republic", "Ministry of Finance of the Republic", False),
        ("Ministry of Culture of the Republic", "Ministry of Agriculture of the Republic", False),
        ("Ministry of Education of the Republic", "Ministry of Educaton of the Republic", True),
        ("Highwaysdept", "Highways dept", True),
    ],
)
def test_names_that_may_be_one_are_listed(one: str, other: str, alike: bool) -> None:
    assert bool(perhaps_one_name({one: 3, other: 2})) == alike


def test_a_day_that_its_name_speaks_against_is_not_made_the_opening(tmp_path: Path) -> None:
    rows = "".join(f"{n},Shall we change matter {n},2024-05-{n:02}\n" for n in range(1, 9))
    (tmp_path / "few.csv").write_text("Ref,Title,Last modified\n" + rows, encoding="utf-8")
    error = heard("map", tmp_path / "few.csv").exception
    assert isinstance(error, HeardError) and "Nearest: Last modified" in str(error)


def test_of_several_days_the_one_that_is_named_settles_which_is_the_opening(tmp_path: Path) -> None:
    rows = "".join(f"{n},Matter {n} of the council,{n} May 2016,{n} May 2016\n" for n in range(1, 21))
    path = tmp_path / "collection.csv"
    path.write_text("id,title,public_timestamp,date\n" + rows, encoding="utf-8")
    assert isinstance(heard("map", path).exception, HeardError)
    result = heard("map", path, "--set", "columns.opened_on=date", "--to", tmp_path / "map.yaml")
    assert (result.exit_code, "To settle" in result.output) == (0, False)
    (mapping,) = load_mappings(tmp_path / "map.yaml")
    assert mapping.ignore == {"public_timestamp": "no place for it yet"}


def test_a_survey_of_one_consultation_is_mapped_before_its_register_is_there(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    survey = tmp_path / "records" / "survey.csv"
    survey.write_text("Record Id,Data  Source\n1,Staff Survey\n2,Letter\n", encoding="utf-8")
    params = tmp_path / "annual-2024-25.yaml"
    params.write_text("period: {first_day: 2024-04-01, last_day: 2025-03-31}\nrecords: records\n", encoding="utf-8")
    error = heard("map", survey, "--table", "responses").exception
    assert str(error).endswith("or give one for all: --set 'columns.activity_id.value=…'.")
    words = ("--table", "responses", "--set", "columns.activity_id.value=C1", "--into", params)
    result = heard("map", survey, *words)
    assert result.exit_code == 0 and "there is no table `activities`" in result.output.splitlines()[-1]
    assert load_annual(params).mappings["responses"]
    (tmp_path / "records" / "activities.csv").write_text(
        "activity_id,title,opened_on\nC1,Parks,2024-05-01\n", encoding="utf-8"
    )
    assert "Read 3 rows of 2 tables" in heard("check", params).output


def test_a_page_a_file_is_read_as_one_register(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    for n in (1, 2):
        page = (
            f'{{"content_id": "p{n}", "title": "Page {n} of a council", "updated_at": "2024-06-0{n}", '
            f'"details": {{"opening_date": "2024-05-0{n}T09:00:00+01:00", "closing_date": "2024-07-0{n}"}}, '
            f'"links": {{"organisations": {{"title": "Parks and Roads", "api_path": "/api/parks"}}, '
            f'"government": {{"started_on": "2015-05-08", "api_url": "https://example.org/api/{n}"}}}}}}'
        )
        (tmp_path / "records" / f"page-{n}.json").write_text(page, encoding="utf-8")
    params = tmp_path / "annual-2024-25.yaml"
    params.write_text("period: {first_day: 2024-04-01, last_day: 2025-03-31}\nrecords: records\n", encoding="utf-8")
    result = heard("map", tmp_path / "records" / "page-1.json", "--set", "file=*.json", "--into", params)
    assert result.exit_code == 0, result.output
    assert "2 activities kept, no rows set aside; 2 closed in 2024-25" in result.output
    (mapping,) = load_annual(params).mappings["activities"]
    assert [mapping.columns[name].columns[0] for name in ("opened_on", "closed_on", "service")] == [
        "details/opening_date",
        "details/closing_date",
        "links/organisations/title",
    ]
    assert "url" not in mapping.columns


def test_a_column_of_yes_and_no_that_may_say_that_people_were_told_is_asked_about_and_read_once_settled(
    tmp_path: Path,
) -> None:
    rows = "".join(f"{n},Shall we change matter {n},2024-05-{n:02},{n % 2},Y,Y\n" for n in range(1, 9))
    path = tmp_path / "register.csv"
    path.write_text("Ref,Title,Opened,Reply (1/0),Report online,Response rate met\n" + rows, encoding="utf-8")
    result = heard("map", path)
    assert result.exit_code == 1
    assert "Reply (1/0), Report online: yes or no. Does a yes in one of them mean that people were" in result.output
    result = heard("map", path, "--set", "ignore.Response rate met=no matter")
    assert "To settle" in result.output and "fed_back     " not in result.output
    result = heard("map", path, "--set", "columns.fed_back=Reply (1/0)", "--to", tmp_path / "map.yaml")
    assert (result.exit_code, "To settle" in result.output) == (0, False)
    (mapping,) = load_mappings(tmp_path / "map.yaml")
    assert mapping.words["fed_back"] == {"1": "yes", "0": "no"}
    assert mapping.ignore["Report online"] == "no place for it yet"


def test_the_number_that_a_database_gives_a_row_is_not_taken_for_the_id_of_a_consultation(tmp_path: Path) -> None:
    rows = "".join(f"{n},Matter {n} of the council,2024-05-{n:02},P{n}\n" for n in range(1, 9))
    path = tmp_path / "register.csv"
    path.write_text("_id,Title,Opened,POLL_ID\n" + rows, encoding="utf-8")
    assert "activity_id  POLL_ID" in heard("map", path).output


def test_a_meeting_of_a_board_is_known_for_one(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_text("board,meeting_date,venue\nCarers,23 May 2017,Town hall\n", encoding="utf-8")
    result = heard("map", path)
    assert result.exit_code == 0 and "met_on      meeting_date" in result.output


@pytest.mark.parametrize(
    ("column", "now", "gone"), [("E3", "Consultees had until", "Closing date"), ("G3", "Wie", "Type")]
)
def test_again_a_column_whose_name_is_unlike_is_known_by_what_stands_in_it(
    register: Path, tmp_path: Path, column: str, now: str, gone: str
) -> None:
    place = tmp_path / "their.yaml"
    heard("map", register, "--set", "words.level.Survey=consult", "--set", "words.level.Drop-in=engage", "--to", place)
    book = openpyxl.load_workbook(register)
    book["Register"][column] = now
    book.save(register)
    error = heard("map", register, "--again", place).exception
    assert isinstance(error, HeardError) and f"no column {gone!r}" in str(error) and f"called {now!r} now" in str(error)


def test_again_a_new_word_in_a_column_that_a_person_gave_its_place_is_told(register: Path, tmp_path: Path) -> None:
    place = tmp_path / "their.yaml"
    heard("map", register, "--set", "words.level.Survey=consult", "--set", "words.level.Drop-in=engage", "--to", place)
    book = openpyxl.load_workbook(register)
    book["Register"]["G5"] = "Letter"
    book.save(register)
    assert "'Type' has words that it had not: Letter." in heard("map", register, "--again", place).output


def test_of_a_few_names_one_may_be_there_twice_and_both_are_called_by_their_letters(tmp_path: Path) -> None:
    rows = "".join(f"C{n},Matter {n} of the council,2024-05-{n:02},2024-07-{n:02},x,y\n" for n in range(1, 9))
    path = tmp_path / "register.csv"
    path.write_text("Ref,Title,Opened,Closed,Notes,Notes\n" + rows, encoding="utf-8")
    result = heard("map", path, "--to", tmp_path / "map.yaml")
    assert result.exit_code == 0 and "8 rows read" in result.output
    (mapping,) = load_mappings(tmp_path / "map.yaml")
    assert {*mapping.ignore} == {"column E", "column F"}
