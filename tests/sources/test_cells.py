from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from heard.model.tables import TABLES

HEADERS = {"activities": "activity_id,title,opened_on", "materials": "activity_id,document"}


@pytest.fixture
def cell(write, read):
    """What one cell of a table is read as, and what of it was left unread."""

    def _cell(table: str, column: str, text: str) -> tuple[object, object]:
        write(f"{table}.csv", f'spare,{column}\nx,"{text}"\n')
        rows = read()[table].rows
        value = rows[column][0]
        unread = rows.get(f"{column}.unread", pd.Series([None]))[0]
        return (None if pd.isna(value) else value), (None if pd.isna(unread) else unread)

    return _cell


def test_a_table_has_only_columns_it_knows():
    assert "spare" not in TABLES["activities"].columns


@pytest.mark.parametrize(
    "text", ["", "   ", "\t", "\u00a0", "\u200b", "\ufeff ", "\u3000", "\u2060\u2002\u00ad", "\u200e"]
)
@pytest.mark.parametrize("column", ["title", "closed_on", "level", "cost", "divisions", "prescribed_days"])
def test_a_cell_of_blanks_is_blank_and_not_unread(cell, column, text):
    assert cell("activities", column, text) == (None, None)


@pytest.mark.parametrize(
    "text", ["2024-05-03", " 2024-05-03 ", "2024-05-03 17:00", "2024-05-03T22:59:59Z", "2024-05-03T10:00:00.000+01:00"]
)
def test_a_day_is_iso_perhaps_with_a_time(cell, text):
    assert cell("activities", "closed_on", text) == (date(2024, 5, 3), None)


@pytest.mark.parametrize("text", ["2000-01-01", "2100-12-31"])
def test_the_first_and_the_last_day_of_the_range_are_days(cell, text):
    assert cell("activities", "closed_on", text) == (date.fromisoformat(text), None)


@pytest.mark.parametrize(
    "text",
    [
        *("1999-12-31", "2101-01-01", "2024-02-30", "24-05-03", "03/05/2024", "3 May 2024", "2024-5-3", "20240503"),
        *("45415", "soon", "2024-05-03 or later", "2024-05", "٢٠٢٤-٠٥-٠٣"),
    ],
)
def test_whatever_else_is_no_day_and_is_noted(cell, text):
    assert cell("activities", "closed_on", text) == (None, text)


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), ("12.0", 12), ("0", 0), ("007", 7), ("1,200", 1200), ("£1,234,567.00", 1_234_567)]
)
def test_a_whole_number(cell, text, number):
    assert cell("activities", "prescribed_days", text) == (number, None)


@pytest.mark.parametrize(
    "text",
    ["-1", "12.5", "12,00", "1,2", ",200", "1,2000", "1e3", "abc", "12 days", "12.", "+3", "１２", "9" * 30, "-£5"],
)
def test_whatever_else_is_no_whole_number(cell, text):
    assert cell("activities", "prescribed_days", text) == (None, text)


@pytest.mark.parametrize(("text", "score"), [("1", 1), ("6", 6), ("0", None), ("7", None)])
def test_a_number_outside_its_limits_is_unread(cell, text, score):
    assert cell("judgements", "score", text) == ((score, None) if score else (None, text))


@pytest.mark.parametrize(
    ("text", "pounds"),
    [("12", 12.0), ("12.5", 12.5), ("12.345", 12.35), ("0.00", 0.0), ("£12", 12.0), ("£ 1,204.50", 1204.5)],
)
def test_pounds_have_two_decimals(cell, text, pounds):
    assert cell("activities", "cost", text) == (pounds, None)


@pytest.mark.parametrize("text", ["-1.00", "£", "1,20.00", "12,34", "about 12", "€12", "inf"])
def test_whatever_else_is_no_sum_of_pounds(cell, text):
    assert cell("activities", "cost", text) == (None, text)


@pytest.mark.parametrize("text", ["on behalf of council", " On Behalf Of Council ", "on behalf\u00a0of council"])
def test_a_word_is_stored_in_lower_case(cell, text):
    assert cell("activities", "run_by", text) == ("on behalf of council", None)


@pytest.mark.parametrize(
    ("column", "text"), [("level", "involve"), ("in_scope", "y"), ("in_scope", "true"), ("target", "all")]
)
def test_a_word_outside_its_list_is_blank_and_noted(cell, column, text):
    assert cell("activities", column, text) == (None, text)


@pytest.mark.parametrize(("text", "answer"), [("YES", "yes"), ("No", "no")])
def test_yes_and_no_in_any_case(cell, text, answer):
    assert cell("activities", "in_scope", text) == (answer, None)


@pytest.mark.parametrize(
    ("text", "kept", "dropped"),
    [
        ("paper", "paper", None),
        (" Paper ;; Large Print;", "paper;large print", None),
        ("paper; PDF ;braille", "paper;braille", "PDF"),
        ("pdf;word", None, "pdf;word"),
        (" ; ", None, None),
        ("paper;Paper", "paper", None),
    ],
)
def test_an_unlisted_item_of_a_list_is_dropped_and_noted(cell, text, kept, dropped):
    assert cell("materials", "formats", text) == (kept, dropped)


def test_a_list_of_names_keeps_them_as_they_were_written(cell):
    assert cell("activities", "divisions", " March North;;  St Ives ") == ("March North;St Ives", None)


@pytest.mark.parametrize(("text", "quarter"), [("2024-Q2", "2024-Q2"), ("2024-q4", "2024-Q4"), ("2024–Q3", "2024-Q3")])
def test_a_quarter(cell, text, quarter):
    assert cell("service_feedback", "quarter", text) == (quarter, None)


@pytest.mark.parametrize("text", ["2024Q2", "Q2 2024", "2024-Q5", "2024-2"])
def test_whatever_else_is_no_quarter(cell, text):
    assert cell("service_feedback", "quarter", text) == (None, text)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        *(("2024-25", "2024-25"), ("2024/25", "2024-25"), ("2024-2025", "2024-25"), ("2024", "2024")),
        *(("2024–25", "2024-25"), ("2024—2025", "2024-25"), ("2024−25", "2024-25")),
    ],
)
def test_a_year_has_one_name(cell, text, year):
    assert cell("forward_plan", "financial_year", text) == (year, None)


@pytest.mark.parametrize("text", ["2024-26", "24-25", "next year"])
def test_whatever_else_is_no_year(cell, text):
    assert cell("forward_plan", "financial_year", text) == (None, text)


@pytest.mark.parametrize("text", ["0012", "A-1/7", "12.0", "a1", "=A1"])
def test_an_id_stands_as_it_was_written(cell, text):
    assert cell("activities", "activity_id", f" {text}\u00a0") == (text, None)


@pytest.mark.parametrize("error", ["#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "Err:508"])
def test_a_formula_that_failed_is_neither_words_nor_blank(write, read, error):
    write("activities.csv", f"activity_id,title,opened_on,lesson,divisions\nA1,x,2024-05-01,{error},Ely;{error}\n")
    rows = read()["activities"].rows
    assert rows["lesson"].isna().tolist() == [True]
    assert rows["lesson.unread"].tolist() == [error]
    assert (rows["divisions"][0], rows["divisions.unread"][0]) == ("Ely", error)


@pytest.mark.parametrize("title", ["#1 priority!", "#NOT an error", "Err: 508", "N/A"])
def test_words_that_only_look_like_a_failed_formula_stand(write, read, title):
    write("activities.csv", f"activity_id,title,opened_on\nA1,{title},2024-05-01\n")
    assert read()["activities"].rows["title"].tolist() == [title]


WORDS = (
    "null",
    "NaN",
    "None",
    "N/A",
    "na",
    "#n/a",
    "Nil",
    "TBC",
    "tba",
    "?",
    "-",
    "–",
    "—",
    "−",
    "Not  known",
    "unknown",
)


@pytest.mark.parametrize("text", [*WORDS, " n/a\u200b ", "Not\u00a0recorded"])
@pytest.mark.parametrize(
    "column", ["closed_on", "level", "cost", "divisions", "short_time_reason", "service", "lead_id"]
)
def test_a_word_for_nothing_is_blank_and_not_unread(cell, column, text):
    assert cell("activities", column, text) == (None, None)


@pytest.mark.parametrize("text", ["N/A to tenants", "none of us", "--", "0", "no", "TBC.", "nothing"])
def test_words_that_say_something_stand(cell, text):
    assert cell("activities", "short_time_reason", text) == (text, None)


@pytest.mark.parametrize(
    ("table", "column"), [("activities", "title"), ("activities", "follows"), ("population", "category")]
)
def test_where_any_word_may_be_the_answer_it_stands(cell, table, column):
    assert cell(table, column, "None") == ("None", None)


def test_a_word_that_the_column_lists_is_an_answer(cell):
    assert cell("decisions", "challenged", "None") == ("none", None)
    assert cell("key_decisions", "expectation", "NONE") == ("none", None)
    assert cell("key_decisions", "expectation", "tbc") == (None, None)


def test_an_item_for_nothing_is_left_out_of_a_list(cell):
    assert cell("activities", "divisions", "Ely; n/a ;March") == ("Ely;March", None)
    assert cell("activities", "divisions", "TBC; ?") == (None, None)


def test_how_often_a_word_for_nothing_stood_there_is_counted_by_column(write, read):
    lines = "A1,x,2024-05-01,n/a,Ely; n/a\nA2,x,2024-05-01,N/A,TBC\nA3,x,2024-05-01,-,Ely\n"
    write("activities.csv", f"activity_id,title,opened_on,lesson,divisions\n{lines}")
    assert read()["activities"].nothing == {"divisions": {"n/a": 1, "tbc": 1}, "lesson": {"n/a": 2, "-": 1}}


def test_what_people_would_not_say_is_no_answer_of_theirs(write, read):
    write("activities.csv", "activity_id,title,opened_on\nA1,x,2024-05-01\n")
    answers = ("Prefer not to say", "refused", "No answer", "None", "Muslim")
    write(
        "responses.csv", "response_id,activity_id,religion\n" + "".join(f"{n},A1,{a}\n" for n, a in enumerate(answers))
    )
    assert read()["responses"].rows["religion"].dropna().tolist() == ["Muslim"]


def test_a_word_that_the_population_counts_is_an_answer(write, read):
    write("activities.csv", "activity_id,title,opened_on\nA1,x,2024-05-01\n")
    write("population.csv", "characteristic,category,people\nReligion,None,4\nreligion,Prefer\u00a0not to say,1\n")
    write(
        "responses.csv",
        "response_id,activity_id,religion,sex\n1,A1,NONE,None\n2,A1,prefer not to say,n/a\n3,A1,n/a,F\n",
    )
    rows = read()["responses"].rows
    assert rows["religion"].fillna("").tolist() == ["NONE", "prefer not to say", ""]
    assert rows["sex"].fillna("").tolist() == ["", "", "F"]
