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


@pytest.mark.parametrize("text", ["", "   ", "\t", "\u00a0", "\u200b", "\ufeff "])
@pytest.mark.parametrize("column", ["title", "closed_on", "level", "cost", "divisions", "prescribed_days"])
def test_a_cell_of_blanks_is_blank_and_not_unread(cell, column, text):
    assert cell("activities", column, text) == (None, None)


@pytest.mark.parametrize(
    "text", ["2024-05-03", " 2024-05-03 ", "2024-05-03 17:00", "2024-05-03T23:59:59Z", "2024-05-03T10:00:00.000+01:00"]
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


@pytest.mark.parametrize(("text", "number"), [("12", 12), ("12.0", 12), ("0", 0), ("007", 7)])
def test_a_whole_number(cell, text, number):
    assert cell("activities", "prescribed_days", text) == (number, None)


@pytest.mark.parametrize("text", ["-1", "12.5", "1,200", "1e3", "abc", "12 days", "12.", "+3", "１２", "9" * 30])
def test_whatever_else_is_no_whole_number(cell, text):
    assert cell("activities", "prescribed_days", text) == (None, text)


@pytest.mark.parametrize(("text", "score"), [("1", 1), ("6", 6), ("0", None), ("7", None)])
def test_a_number_outside_its_limits_is_unread(cell, text, score):
    assert cell("judgements", "score", text) == ((score, None) if score else (None, text))


@pytest.mark.parametrize(("text", "pounds"), [("12", 12.0), ("12.5", 12.5), ("12.345", 12.35), ("0.00", 0.0)])
def test_pounds_have_two_decimals(cell, text, pounds):
    assert cell("activities", "cost", text) == (pounds, None)


@pytest.mark.parametrize("text", ["-1.00", "£12", "1,200.00", "about 12", "NaN", "inf"])
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


@pytest.mark.parametrize(("text", "quarter"), [("2024-Q2", "2024-Q2"), ("2024-q4", "2024-Q4")])
def test_a_quarter(cell, text, quarter):
    assert cell("service_feedback", "quarter", text) == (quarter, None)


@pytest.mark.parametrize("text", ["2024Q2", "Q2 2024", "2024-Q5", "2024-2"])
def test_whatever_else_is_no_quarter(cell, text):
    assert cell("service_feedback", "quarter", text) == (None, text)


@pytest.mark.parametrize(
    ("text", "year"), [("2024-25", "2024-25"), ("2024/25", "2024-25"), ("2024-2025", "2024-25"), ("2024", "2024")]
)
def test_a_year_has_one_name(cell, text, year):
    assert cell("forward_plan", "financial_year", text) == (year, None)


@pytest.mark.parametrize("text", ["2024-26", "24-25", "next year"])
def test_whatever_else_is_no_year(cell, text):
    assert cell("forward_plan", "financial_year", text) == (None, text)


@pytest.mark.parametrize("text", ["0012", "A-1/7", "12.0", "a1", "=A1"])
def test_an_id_stands_as_it_was_written(cell, text):
    assert cell("activities", "activity_id", f" {text}\u00a0") == (text, None)


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "Err:508"])
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
