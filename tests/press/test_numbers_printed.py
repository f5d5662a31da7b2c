"""Every number that a page prints has its address, and every format prints the same numbers."""

from __future__ import annotations

import csv
import re
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.history.published_reports import rows_published
from heard.model.result import Result, tally
from heard.page.blocks import Block, Details, Group, Heading, Items, Para, Quote, Span, Table, Terms, flow, table
from heard.press.composing import Page, compose
from heard.press.html import web_page
from heard.press.lines import lines_of, lines_of_html, numbers_in, numbers_of, words_of_formats
from heard.press.numbers_printed import FIGURES, numbers_denied, write_numbers_printed
from heard.show.origins import from_result, told_of

RESULT = Result("feedback_on_time", 1, ("PROMISE-3",), False, (), (tally("all", ()),), "activity")
PAGES = ("annual-report.html", "consultations.html", "summary.html")


@pytest.fixture
def report(small_report: Path, tmp_path: Path) -> Path:
    """A published report that a test may tamper with."""
    return Path(shutil.copytree(small_report, tmp_path / "report", ignore=shutil.ignore_patterns("internal")))


def denied(report: Path, *, with_papers: bool = False) -> list[str]:
    return list(numbers_denied(report, dict(words_of_formats(report, with_papers=with_papers))))


def rewrite(report: Path, change: Callable[[list[dict[str, str]]], None]) -> None:
    rows = rows_published(report / FIGURES)
    change(rows)
    with (report / FIGURES).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_every_format_prints_the_numbers_of_the_file(report: Path) -> None:
    assert denied(report, with_papers=True) == []
    rows = rows_published(report / FIGURES)
    assert Counter(row["page"] for row in rows).keys() == {*PAGES}
    assert len(rows) > 2000 and len({(row["page"], row["n"]) for row in rows}) == len(rows)


def test_a_number_of_a_check_leads_to_its_cell_and_one_that_has_none_stands_there_alone(report: Path) -> None:
    rows = rows_published(report / FIGURES)
    of_all = (row for row in rows_published(report / "results.csv") if row["group"] == "all")
    counts = next(row for row in of_all if row["measure"] == "feedback_on_time")
    here = [row for row in rows if row["row"].startswith("feedback_on_time;") and "fed back" in row["words"]]
    told = {row["column"]: row["figure"] for row in here}
    assert (told["met"], told["counted"]) == (counts["met"], counts["counted"])
    assert {row["file"] for row in rows} == {"", "commitments.csv", "people.csv", "results.csv"}
    assert sum(bool(row["file"]) for row in rows) > 900


def test_what_a_table_counts_of_a_check_is_its_cell_by_construction(report: Path) -> None:
    rows = [row for row in rows_published(report / FIGURES) if row["words"].startswith("Every promise, its verdict")]
    how_far = [row for row in rows if ", How far, " in row["words"]]
    assert len(how_far) > 100 and {row["column"] for row in how_far} == {"met", "counted"}
    of_people = [row for row in rows_published(report / FIGURES) if row["file"] == "people.csv"]
    assert {"people", "share", "population_share", "ratio", "total"} == {row["column"] for row in of_people}


@pytest.mark.parametrize(
    "block",
    [
        table("Some", ("Check", "Met"), [("One", from_result(7_777, RESULT, "2024-25", "met"))]),
        Para((told_of(RESULT, "2024-25", "7,777 did it", "met"), " of 3")),
    ],
)
def test_a_number_that_a_block_says_is_a_cell_of_another_figure_is_told(report: Path, block: Block) -> None:
    page = page_of(block)
    (report / "commitments.csv").unlink()  # as in a review: no promises are to be counted
    write_numbers_printed({"annual-report.html": lines_of(page)}, report)
    (report / "annual-report.html").write_text(web_page(page), encoding="utf-8")
    told = list(numbers_denied(report, {}))
    assert len(told) == 1 and re.search(r"is 7777, and results\.csv has another$", told[0])


def test_the_numbers_of_a_review_are_held_to_its_counts_and_its_papers_to_its_pages(
    reviews: dict[str, Path], tmp_path: Path
) -> None:
    review = Path(shutil.copytree(reviews["sample"], tmp_path / "review", ignore=shutil.ignore_patterns("internal")))
    rows = rows_published(review / FIGURES)
    assert {row["page"] for row in rows} == {each.name for each in review.glob("*.html")}
    of_years = {row["row"].split(";")[2] for row in rows if row["file"] == "results.csv"}
    assert of_years == {"2022-23", "2023-24", "2024-25"} and sum(bool(row["file"]) for row in rows) > 500
    assert denied(review, with_papers=True) == []
    page = review / "strategy-review.html"
    number = next(row["figure"] for row in rows if row["page"] == page.name and int(float(row["figure"])) > 99)
    page.write_text(page.read_text(encoding="utf-8").replace(f"{int(number):,}", "98765"), encoding="utf-8")
    assert any(said.startswith(page.name) for said in denied(review))


@pytest.mark.proof
def test_each_number_of_a_page_that_is_altered_is_told(
    report: Path, size: Callable[[int, int], int], proved: Callable[[str], None]
) -> None:
    altered = 0
    for name in PAGES:
        was = (report / name).read_text(encoding="utf-8")
        places = list(re.finditer(r">[^<]*<", was[was.index("<main") :]))
        lines = {line for line in lines_of_html(was) if next(numbers_in(line), None)}
        found = [place for place in places if place[0][1:-1] in {escape(line, quote=False) for line in lines}]
        for place in found[:: max(1, len(found) // size(8, 400))]:
            text = place[0]
            at, figure = next(numbers_in(text[1:-1]))
            begin = was.index("<main") + place.start() + 1 + at
            more = f"{was[:begin]}{int(float(figure)) + 1}{was[begin + len(figure) :]}"
            (report / name).write_text(more, encoding="utf-8")
            assert any(name in sentence for sentence in denied(report)), text
            altered += 1
        (report / name).write_text(was, encoding="utf-8")
    assert altered > 12 and denied(report) == []
    proved(f"Numbers of pages altered by one: {altered:,} of {altered:,} told.")


@pytest.mark.parametrize("name", ["annual-report.pdf", "annual-report.docx"])
def test_a_number_that_a_paper_does_not_print_is_told_with_its_words(report: Path, name: str) -> None:
    words = dict(words_of_formats(report, with_papers=True))
    row = next(row for row in rows_published(report / FIGURES) if row["on_paper"] == "yes" and len(row["figure"]) > 2)
    printed = f"{int(row['figure']):,}"
    words[name] = re.sub(rf"(?<![\d,]){printed}(?![\d,])", "1", words[name])
    (found,) = numbers_denied(report, words)
    assert found.startswith(f"{name} does not print {row['figure']} as often as figures.csv ('")


def test_a_number_that_is_not_what_its_cell_says_is_told(report: Path) -> None:
    def change(rows: list[dict[str, str]]) -> None:
        row = next(row for row in rows if row["column"] == "met")
        row["row"] = f"{row['row']}x"

    rewrite(report, change)
    (found,) = denied(report)
    assert re.fullmatch(r"figures\.csv: number \d+ of annual-report\.html is \d+, and results\.csv has another", found)


def test_a_report_of_before_denies_nothing(report: Path) -> None:
    (report / FIGURES).unlink()
    assert denied(report) == []


def test_days_years_ids_and_what_is_quoted_are_no_numbers() -> None:
    words = "1,234 of 2.5 by 3 May 2024, in 2024-25, PROMISE-3: 75%, 24/7, A12"
    assert [figure for _, figure in numbers_in(words)] == ["1234", "2.5", "75"]
    said = Para(("5 of ", Span("title", ("7 ways",)), " and 9"))
    assert numbers_of(line.words for line in lines_of(page_of(said, Quote((Para(("3",)),), "A")))) == Counter("59")


def page_of(*blocks: Block) -> Page:
    """A page as it is composed, of any blocks."""
    return replace(compose((flow(Heading(1, ("A title",))),)), fragments=(blocks,))


TEXTS = st.text("a1 2,.<&-—½\u00a0'\"/%", max_size=12)
SPANS = st.builds(Span, st.sampled_from(("strong", "title", "quoted", "n")), st.tuples(TEXTS))
WORDS = st.lists(TEXTS | SPANS, max_size=3).map(tuple)
ROWS = st.lists(st.tuples(WORDS, st.integers(0, 9999)), max_size=3).map(tuple)
BLOCKS = st.recursive(
    st.one_of(
        st.builds(Para, WORDS),
        st.builds(Items, st.lists(WORDS, min_size=1, max_size=3).map(tuple)),
        st.builds(Terms, st.lists(st.tuples(TEXTS, WORDS), max_size=2).map(tuple)),
        st.builds(Table, st.just("Some 3 rows"), st.just(("Name", "5")), ROWS),
        st.builds(Quote, st.tuples(st.builds(Para, WORDS)), st.just("A. Clerk")),
    ),
    lambda inner: st.one_of(
        st.builds(Details, WORDS, st.lists(inner, max_size=3).map(tuple), st.sampled_from(("", "annex", "folded"))),
        st.builds(Group, st.lists(inner, max_size=3).map(tuple), st.sampled_from(("", "hidden"))),
    ),
    max_leaves=6,
)


@given(st.lists(BLOCKS, max_size=4))
def test_any_page_has_the_numbers_of_its_blocks_and_no_other(blocks: list[Block]) -> None:
    page = page_of(*blocks)
    assert numbers_of(lines_of_html(web_page(page))) == numbers_of(line.words for line in lines_of(page))
