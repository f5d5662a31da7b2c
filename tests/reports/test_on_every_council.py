"""What a report keeps to, whichever council it is of: the sample, each of three years, and one with a single table."""

from __future__ import annotations

import base64
import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from pypdf import PdfReader

from heard.model.tables import TABLES
from heard.show.concerns import NO_ANSWER

from ..read_back import page_of, sheets_of  # noqa: TID252 - tests are no package that could be named
from ..seen import VISION, alike, smallest_letters, width_of  # noqa: TID252

THREE_YEARS = ("2022-23", "2023-24", "2024-25")
EVERY = pytest.mark.parametrize("council", ["sample", *THREE_YEARS, "one CSV"])
MOST_PAGES = {"annual-report.pdf": 16, "summary.pdf": 2}
PAGES = ("annual-report.html", "summary.html", "consultations.html")
ON_PAPER, ON_PHONE = (482.0, 8.0), (264.0, 9.0)  # points: how wide, and the smallest letters, 12 pixels on a phone
SVG = "data:image/svg+xml;base64,"
RUNNING = "p, li, dd, h1, h2, h3, h4, summary, figcaption"
FILES = re.compile(r"\b[\w-]+\.(?:csv|xlsx|json|html|pdf|docx|md|yaml)\b")
RAW = re.compile(rf"\b[a-z]+_[a-z_]+\b|\b(?:{'|'.join(TABLES)})\.[a-z]+\b")
LAWS_WORDS = re.compile(
    r"\b(breach\w*|broke|prescribed by law|unlawful\w*|predetermin\w*|in time for the law)\b", re.IGNORECASE
)
COUNTS = re.compile(r"\b(\d[\d,]*) of (\d[\d,]*)\b")
TWO_YEARS = re.compile(r"(\d+) of (\d+)(?: in [\d-]+ and |, then )(\d+) of (\d+)")
LEAST = 20  # counted in both years, for a word about chance
MOST_ALOUD = 450  # words: three minutes
NO_ACTIONS = "No record says what last year's report asked for."
QUESTIONS = re.compile(r"asked (\d+) questions of the year")


@pytest.fixture
def folder(councils: dict[str, Path], council: str) -> Path:
    return councils[council]


def words_of(piece: Tag) -> str:
    return " ".join(piece.get_text(" ").split())


def on_paper(folder: Path, name: str) -> str:
    return " ".join(" ".join(sheets_of(folder / name)).split())


def pictures(page: BeautifulSoup) -> Iterator[tuple[str, str]]:
    """Each picture as it is on paper and at a desk, and as a phone has it; the grid is of the web page alone."""
    for image in page.select("picture"):
        wide, narrow = image.select_one("img")["src"], image.select_one("source")["srcset"]
        yield tuple(base64.b64decode(str(each).removeprefix(SVG)).decode() for each in (wide, narrow))


@EVERY
def test_a_report_has_at_most_sixteen_pages_and_its_summary_two(folder: Path) -> None:
    for name, most in MOST_PAGES.items():
        assert 0 < len(PdfReader(folder / name).pages) <= most, name


@EVERY
def test_each_picture_is_as_wide_as_the_text_and_its_words_can_be_read_on_paper_and_phone(folder: Path) -> None:
    drawn = [pair for name in PAGES for pair in pictures(page_of(folder / name))]
    for pair in drawn:
        for svg, (width, letters) in zip(pair, (ON_PAPER, ON_PHONE), strict=True):
            assert width_of(svg) == width and round(smallest_letters(svg), 2) >= letters
    assert all(
        "<picture" not in str(figure) or figure.img["alt"] for figure in page_of(folder / PAGES[0]).select("figure")
    )


@pytest.mark.parametrize("vision", VISION)
@EVERY
def test_the_fills_of_each_picture_are_told_apart_in_grey_and_by_the_colour_blind(folder: Path, vision: str) -> None:
    for svg in (svg for name in PAGES for pair in pictures(page_of(folder / name)) for svg in pair):
        assert list(alike(svg, vision)) == []


@EVERY
def test_no_name_of_a_table_or_a_column_is_in_running_text(folder: Path) -> None:
    for name in PAGES:
        page = BeautifulSoup(str(page_of(folder / name)), "html.parser")
        for raw in page.select("blockquote, cite, q, script, table, details.in-full, .in-full"):
            raw.decompose()
        said = (FILES.sub("", words_of(piece)) for piece in page.select(RUNNING))
        assert [(found[0], words[:80]) for words in said if (found := RAW.search(words))] == [], name


@EVERY
def test_no_word_of_chance_stands_beside_a_count_under_twenty(folder: Path) -> None:
    for name in ("annual-report.html", "summary.html"):
        for piece in page_of(folder / name).select("main p, main li, main tbody tr"):
            said = words_of(piece)
            if piece.name == "tr":
                beside = COUNTS.findall(said) if "chance" in said and "Too few" not in said else []
            else:
                beside = [pair for found in TWO_YEARS.findall(said) for pair in (found[:2], found[2:])]
            assert all(int(of.replace(",", "")) >= LEAST for _, of in beside), said


@EVERY
def test_none_of_the_words_is_said_that_would_judge_what_is_lawful(folder: Path) -> None:
    for name in PAGES:
        page = BeautifulSoup(str(page_of(folder / name)), "html.parser")
        for quoted in page.select("blockquote, cite, q, script, style"):
            quoted.decompose()
        assert LAWS_WORDS.findall(page.get_text(" ")) == []
    assert LAWS_WORDS.findall(on_paper(folder, "summary.pdf")) == []


@EVERY
def test_each_concern_stands_beside_what_is_proposed_or_the_sentence_and_nothing_proposed_is_lost(folder: Path) -> None:
    page = page_of(folder / "annual-report.html")
    rows = page.select("table.attention tbody tr")
    assert 0 < len(rows) <= 3
    for row in rows:
        answer = row.select_one("td")
        assert answer.select(".asks") or words_of(answer) == NO_ANSWER
    asks = " ".join(words_of(each) for each in page.select("table.attention td, ul.asks"))
    params = next((folder.parent.parent / "sample").glob(f"{folder.name}.yaml"), None)
    given = yaml.safe_load(params.read_text(encoding="utf-8")).get("recommendations") if params else None
    recommended = yaml.safe_load((params.parent / given).read_text(encoding="utf-8")) if given else []
    assert all(f"{each['text']}" in asks and f"Owner: {each['owner']}." in asks for each in recommended)
    assert bool(recommended) == (params is not None)


@EVERY
def test_every_action_of_last_year_is_told_in_its_own_words_on_the_page_of_what_is_asked(
    folder: Path, council: str
) -> None:
    told = page_of(folder / "annual-report.html").select("table.close tbody tr")
    sample = folder.parent.parent / "sample"
    if not sample.is_dir():
        assert told == [] and NO_ACTIONS in on_paper(folder, "annual-report.pdf")
        return
    of_year = sample / f"records-{folder.name.removeprefix('annual-')}"
    records = of_year if of_year.is_dir() else sample / "records"
    with (records / "actions.csv").open(encoding="utf-8", newline="") as file:
        texts = {row["action_id"]: row["text"] for row in csv.DictReader(file)}
    said = {words_of(row.th) for row in told}
    assert len(said) == len(told) == 10 and said <= {*texts.values()}
    there = "".join(sheets_of(folder / "annual-report.pdf")[1].split())
    if council in THREE_YEARS[1:]:  # what changed since the year before may take the room of the second page
        there += "".join(sheets_of(folder / "annual-report.pdf")[2].split())
    assert [words for words in said if "".join(words.split()) not in there] == []


@EVERY
def test_no_row_is_of_noughts_alone(folder: Path) -> None:
    for name in PAGES:
        for row in page_of(folder / name).select("main tbody tr"):
            numbers = [words_of(cell) for cell in row.select("td.number")]
            assert not numbers[1:] or {*numbers} != {"0"}, words_of(row)


@EVERY
def test_every_link_lands_and_every_name_is_one(folder: Path) -> None:
    places = {name: {str(each["id"]) for each in page_of(folder / name).select("[id]")} for name in PAGES}
    for name in PAGES:
        for link in page_of(folder / name).select("a[href]"):
            file, _, place = str(link["href"]).partition("#")
            if not file or file in places:
                assert not place or place in places[file or name], link
    titles = {words_of(each) for each in page_of(folder / PAGES[2]).select("details.activity > summary cite")}
    alone = [
        cite
        for cite in page_of(folder / PAGES[0]).select("main cite")
        if words_of(cite) in titles and not cite.find_parent("a") and not cite.find_parent("blockquote")
    ]
    assert alone == []


@EVERY
def test_the_report_reads_at_grade_nine_and_the_summary_is_read_aloud_in_three_minutes(folder: Path) -> None:
    grade = re.search(r"reading grade of (\d+\.\d)", words_of(page_of(folder / "annual-report.html").main))
    assert grade and float(grade[1]) <= 9
    page = BeautifulSoup(str(page_of(folder / "summary.html").main), "html.parser")
    for left_out in page.select("figure, .annex, h2, table, .sheet"):
        left_out.decompose()
    assert len(words_of(page).split()) <= MOST_ALOUD


@EVERY
def test_how_many_checks_were_asked_is_one_number_and_said_once(folder: Path) -> None:
    said = {name: QUESTIONS.findall(words_of(page_of(folder / name).main)) for name in PAGES[:2]}
    said["annual-report.pdf"] = QUESTIONS.findall(on_paper(folder, "annual-report.pdf"))
    assert len(said["annual-report.html"]) == 1 and said["summary.html"] == []
    assert said["annual-report.pdf"] == said["annual-report.html"]
