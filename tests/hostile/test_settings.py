"""Params, mappings, standards and strategies as they are mistyped: one sentence each, before anything runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from heard.params.shipped import STRATEGY

from .conftest import PARAMS, REGISTER, Council, Files, Heard

SPAN = "period: {first_day: 2024-04-01, last_day: 2025-03-31}\n"

PARAMS_REFUSED: dict[str, tuple[str | bytes, str]] = {
    "nothing": ("", "holds nothing, not keys and values"),
    "words": ("hello", "holds 'hello', not keys and values"),
    "a list": ("- a\n- b\n", "holds a list, not keys and values"),
    "two documents": (PARAMS + "---\n" + PARAMS, "line 4 cannot be read as YAML"),
    "bytes": (b"\0\x01\xff", "it is not text in UTF-8. Save it as text"),
    "another encoding": (PARAMS.encode("utf-16"), "it is not text in UTF-8. Save it as text"),
    "a tab": (PARAMS + "disclosure:\n\tthreshold: 5\n", "line 5 has a tab where only spaces can stand. Put spaces in"),
    "a key twice": (PARAMS + "records: more\n", "line 4: 'records' is given twice. Keep one of the two"),
    "a key twice, deeper": (PARAMS + "disclosure: {threshold: 5, threshold: 1}\n", "'threshold' is given twice"),
    "an anchor that is not there": (SPAN + "records: *nope\n", "line 2 cannot be read as YAML (found undefined alias"),
    "an anchor in itself": ("period: &p [*p]\nrecords: records\n", "period: holds a list, not keys and values"),
    "anchors upon anchors": ("a: &a [x, x]\nb: &b [*a, *a]\n", "the key 'a' is not known"),
    "code": (PARAMS + "council: !!python/object/apply:os.system [ls]\n", "os.system is a tag, which heard does not"),
    "a list as a key": (PARAMS + "? [a, b]\n: c\n", "line 4: a list stands where a key should"),
    "lists without end": (PARAMS + "council: " + "[" * 5_000, "more lists within lists than can be followed"),
    "a file of another size": (PARAMS + "# " + "x" * 1_000_000, "it has more than 1,000,000 bytes. Name the file that"),
    "a time for a number": (PARAMS + "disclosure: {threshold: 1:30}\n", "'threshold' is '1:30', not a whole number"),
    "a number without end": (PARAMS + f"disclosure: {{threshold: {'9' * 5_000}}}\n", "9…', not a whole number"),
    "a day in British": (PARAMS.replace("2025-06-01", "01/06/2025"), "'as_at' is '01/06/2025', not a day. Write it as"),
    "a day of no calendar": (PARAMS.replace("06-01", "06-31"), "line 2: no calendar has the day 2025-06-31"),
    "a day of another age": (
        PARAMS.replace("2025-06-01", "9999-06-01"),
        "'as_at' is 9999-06-01, a day outside 1900 to",
    ),
    "thirteen months": (
        PARAMS.replace("2025-03-31", "2025-04-30"),
        "the period from 2024-04-01 is then not twelve mon",
    ),
    "a year of another age": (PARAMS.replace("2024-04-01", "0001-04-01"), "a day outside 1900 to 2100"),
    "a year from a leap day": (
        "period: {first_day: 2024-02-29, last_day: 2025-02-27}\nrecords: records\n",
        "'first_day' is 2024-02-29, a day that most years lack. Begin on another day",
    ),
    "no folder": (SPAN + "records: ''\n", "'records' names no folder. Name the folder that holds the tables"),
    "a number for a folder": (SPAN + "records: 5\n", "'records' is 5, and not words. Write words, or a list of them"),
    "a folder twice": (SPAN + "records: [records, ./records]\n", "'records' names the same folder twice"),
    "a file for a folder": (
        SPAN + "records: annual-2024-25.yaml\n",
        "it is a file, not a folder. Name the folder that holds the tables",
    ),
    "a name no folder can have": (SPAN + f"records: {'x' * 5_000}\n", "which is not there. Name the folder"),
    "a name with a NUL": (SPAN + 'records: "a\\0b"\n', "which is not there. Name the folder"),
    "a database with its password": (
        SPAN + "records: postgresql://me:secret@host/db\n",
        "has a password in clear in its postgresql:// address. Write ${HEARD_DB_PASSWORD} in its place",
    ),
    "a strategy that is a folder": (PARAMS + "strategy: records\n", "'strategy' names records, and there is no such f"),
    "a strategy that is the params": (
        PARAMS + "strategy: annual-2024-25.yaml\n",
        "the key 'period' is not known. Known",
    ),
    "days out of order": (
        PARAMS + "school_holidays: [{first_day: 2024-09-03, last_day: 2024-07-24}]\n",
        "'last_day' is 2024-07-24, before the first day, 2024-09-03. Swap the two days",
    ),
    "last year's report that is none": (
        PARAMS + "previous: records\n",
        "last year's report cannot be read. Name a fold",
    ),
}


@pytest.mark.parametrize(("params", "sentence"), PARAMS_REFUSED.values(), ids=PARAMS_REFUSED)
def test_a_params_file_that_cannot_be_followed_is_refused_in_one_sentence(
    params: str | bytes, sentence: str, check: Heard
) -> None:
    said = check({"activities.csv": REGISTER}, params=params)
    assert said.code == 2
    assert sentence in said.sentence
    assert "secret" not in said.sentence


def test_anchors_that_hold_are_followed(check: Heard) -> None:
    params = "period: &year {first_day: 2024-04-01, last_day: 2025-03-31}\nrecords: records\nschool_holidays: "
    assert check({"activities.csv": REGISTER}, params=params + "[*year, {<<: *year, last_day: 2024-05-01}]\n").code == 0


@pytest.mark.parametrize("path", ["nowhere.yaml", "", "/dev/null/x.yaml", "/dev/zero", "x" * 400])
def test_a_params_file_that_is_none_is_refused_in_one_sentence(path: str, heard: Heard) -> None:
    said = heard("check", path)
    assert said.code == 2
    assert said.sentence


MAPPING = "table: activities\nfile: export.csv\ncolumns: {activity_id: ID, title: Name, opened_on: From}\n"
EXPORT = "ID,Name,From\nA1,Parks,2024-05-01\n"
MAPPINGS_REFUSED: dict[str, tuple[str, str]] = {
    "nothing": ("", "holds nothing, not keys and values"),
    "an unknown key": (MAPPING + "colums: {}\n", "the key 'colums' is not known. Did you mean 'columns'?"),
    "an unknown table": (MAPPING.replace("activities", "activites"), "Did you mean 'activities'?"),
    "an unknown column": (MAPPING.replace("title", "titel"), "the key 'titel' is not known. Did you mean 'title'?"),
    "a column the file lacks": (MAPPING.replace("Name", "Nmae"), "it has no column 'Nmae', which the mapping m.yaml"),
    "a file that is not there": (
        MAPPING.replace("export", "exprot"),
        "there is no exprot.csv, which the mapping m.yaml",
    ),
    "a name no file can have": (MAPPING.replace("export", "x" * 400), "which the mapping m.yaml names. Put it there"),
    "a file heard does not read": (
        MAPPING.replace("export.csv", "../m.yaml"),
        "heard does not read files that end in .y",
    ),
    "a file without an ending": (MAPPING.replace("export.csv", "../ending"), "its name has no ending such as .csv"),
    "a form that tells no day": (
        MAPPING.replace("opened_on: From", "opened_on: {from: From, as: '%Y'}"),
        "'as' is '%Y', which does not say which day it is",
    ),
    "an unknown word": (
        MAPPING.replace("title: Name", "title: Name, level: Name") + "words: {level: {Parks: consutl}}\n",
        "'Parks' is 'consutl', not a word of 'level'. Did you mean 'consult'?",
    ),
    "rows of another kind by a column the file lacks": (MAPPING + "drop_rows_where: {Kind: [x]}\n", "no column 'Kind'"),
    "every row of another kind": (MAPPING + "drop_rows_where: {Name: [parks]}\n", "leaves out all 1. Leave out fewer"),
    "a list as a key": (MAPPING + "? [a]\n: b\n", "line 4: a list stands where a key should"),
    "a column twice": (MAPPING.replace("title: Name", "title: Name, title: ID"), "line 3: 'title' is given twice"),
    "a query and a file": (MAPPING + "query: select 1\n", "'query' is given along with 'file'. Keep one of the two"),
    "a query of a folder": (
        MAPPING.replace("file: export.csv", "query: select 1"),
        "there is no database here to answer the query that the mapping m.yaml gives",
    ),
}


@pytest.mark.parametrize(("mapping", "sentence"), MAPPINGS_REFUSED.values(), ids=MAPPINGS_REFUSED)
def test_a_mapping_that_cannot_be_followed_is_refused_in_one_sentence(
    mapping: str, sentence: str, check: Heard
) -> None:
    files = {"export.csv": EXPORT, "../m.yaml": mapping, "../ending": EXPORT}
    said = check(files, "mappings: {activities: m.yaml}\n")
    assert said.code == 2
    assert sentence in said.sentence


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ("03/05/2024", "(row 2: 03/05/2024) and no row settles it"),
        ("13/05/2024\nA2,Lakes,05/13/2024", "1 only month first (row 3: 05/13/2024)"),
    ],
)
def test_the_order_of_day_and_month_is_never_guessed(days: str, found: str, check: Heard) -> None:
    said = check(
        {"export.csv": f"ID,Name,From\nA1,Parks,{days}\n", "../m.yaml": MAPPING}, "mappings: {activities: m.yaml}"
    )
    assert said.code == 2
    do = "Paste into annual-2024-25.yaml: `days: day first` (or `month first`)."
    assert "`opened_on` (From)" in said.sentence and f"{found}. {do}" in said.sentence


STANDARDS_REFUSED = {
    "minimum_dys: 5": "the key 'minimum_dys' is not known. Did you mean 'minimum_days'?",
    "minimum_days: twelve": "'minimum_days' is 'twelve', not a whole number. Write it in figures, such as 28",
    "minimum_days: -5": "'minimum_days' is -5. Write a whole number, 0 or more",
    "feedback_days: 1000000000": "'feedback_days' is 1000000000. Write a whole number, from 0 to 36,525",
    "stage_years: 5000": "'stage_years' is 5000. Write a whole number, from 0 to 100",
    "ratio_flag: .nan": "'ratio_flag' is nan, not a share. Write a number from 0 to 1",
    "": "holds nothing, not keys and values",
}


@pytest.mark.parametrize(("standards", "sentence"), STANDARDS_REFUSED.items())
def test_standards_that_cannot_be_are_refused_in_one_sentence(standards: str, sentence: str, check: Heard) -> None:
    said = check({"activities.csv": REGISTER, "../s.yaml": standards}, "standards: s.yaml\n")
    assert said.code == 2
    assert sentence in said.sentence


STRATEGIES_REFUSED = {
    "nothing": (None, "", "holds nothing, not keys and values"),
    "an unknown strength": ("strength: should", "strength: shoud", "'strength' is 'shoud'. Did you mean 'should'?"),
    "an id twice": ("id: PROMISE-2", "id: PROMISE-1", "the id PROMISE-1 is there twice"),
    "an id that is a list": ("id: PROMISE-2", "id: [PROMISE-2]", "item 2: 'id' is a list, not words"),
    "an unknown chapter": ("id: PROMISE-2", "id: NOPE-2", "NOPE-2 has no chapter. Known are PROMISE"),
    "a source that is not there": ("source: strategy-2017.txt", "source: gone.txt", "and there is no such file"),
    "a number for a measure": ("measured_by: [", "measured_by: [3, ", "'measured_by' has 3 in its list, and not words"),
    "a misspelt measure": (
        " feedback_on_time, told",
        " feedbak_on_time, told",
        "no such measure. Did you mean 'feedback_on_time'?",
    ),
    "a sentence altered": ("Know how their feedback", "Guess how their feedback", "is not a sentence of strategy-2017"),
}


@pytest.mark.parametrize(("was", "now", "sentence"), STRATEGIES_REFUSED.values(), ids=STRATEGIES_REFUSED)
def test_a_strategy_that_cannot_be_followed_is_refused_in_one_sentence(
    was: str | None, now: str, sentence: str, check: Heard
) -> None:
    shipped = STRATEGY.read_text(encoding="utf-8")
    assert was is None or was in shipped
    source = STRATEGY.with_suffix(".txt").read_text(encoding="utf-8")
    altered = now if was is None else shipped.replace(was, now, 1)
    files: Files = {"activities.csv": REGISTER, "../s.yaml": altered, "../strategy-2017.txt": source}
    said = check(files, "strategy: s.yaml\n")
    assert said.code == 2
    assert sentence in said.sentence


def test_last_years_report_of_another_year_or_in_pieces_is_refused(heard: Heard, council: Council) -> None:
    results = "measure,definition,period,group,units,met,counted\nopen_long_enough,1,{},all,4,3,4\n"
    before: Files = {
        "activities.csv": REGISTER,
        "../before/results.csv": results.format("2023-24"),
        "../before/findings.csv": "measure,unit_id,state\nfeedback_on_time,A0,not yet due\n",
        "../before/commitments.csv": "commitment,state\nPROMISE-1,kept\n",
    }
    assert heard("check", council(before, "previous: before\n")).code == 0
    for name, spoilt, sentence in (
        (
            "results.csv",
            results.format("2022-23"),
            "names the report of 2022-23, and the year before this one is 2023-24",
        ),
        ("results.csv", "a,b\n1,2\n", "it holds no results. Name the folder of a report heard published"),
        (
            "findings.csv",
            "measure,unit_id,state\nx,A0,perhaps\n",
            "it is not as heard writes it. Publish that year again",
        ),
        ("commitments.csv", b"\xff\0", "last year's report cannot be read"),
    ):
        said = heard("check", council({**before, f"../before/{name}": spoilt}, "previous: before\n"))
        assert said.code == 2
        assert sentence in said.sentence


def test_a_device_in_the_place_of_a_strategy_is_no_file(heard: Heard, council: Council) -> None:
    path = council({"activities.csv": REGISTER}, "strategy: s.yaml\n")
    (path.parent / "s.yaml").symlink_to(Path("/dev/zero"))
    assert "and there is no such file" in heard("check", path).sentence
