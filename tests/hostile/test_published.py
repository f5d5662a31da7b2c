"""Words that would be code elsewhere: in the page, the tables and the workbook they are words."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from heard.params import load_annual
from heard.params.shipped import TEMPLATES
from heard.press.annual_pack import publish_annual

from .conftest import PARAMS

WORDS = (
    '=HYPERLINK("http://evil.example/","click")',
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</style></script><svg onload=alert(1)>",
    "javascript:alert(1)",
    "[a link](javascript:alert(1))",
    "{{ 7 * 7 }} {% include 'x' %}",
    "$\\input{/etc/passwd}$ #import x",
    "&lt;b&gt; &amp;",
    "\u202eskrap\u202c \x1b[31m \x07",
    "مكتبة 😀 日本",
    "a\nb\r\nc",
    "x" * 10_000,
    "<!-- nothing ]]> --- ",
    "@SUM(1) +1 -1",
    "# Heading *bold* _u_ `code`",
)
IDS = (
    *("a b", "a/b", "a,b", "a;b", 'a"b', "a\nb", "a|b", "A1", "a1", "א\u200fב", "😀", "../x", "a:2", "all", "=1+1"),
    *(
        "@SUM(1)",
        "service=Libraries",
        "%s{x}",
        "[bold]x[/bold]",
        "<b>x</b>",
        "&amp;",
        "{{7*7}}",
        "$x^2$",
        "#set",
        "`x`",
    ),
)
OURS = TEMPLATES / "open-everything.js"
SERVICES = ("all", "service=Libraries", "<b>Parks</b>", "javascript:alert(1)")


def table(*rows: tuple[object, ...]) -> str:
    held = io.StringIO()
    csv.writer(held, lineterminator="\n").writerows(rows)
    return held.getvalue()


def council(folder: Path) -> Path:
    words, services = cycle(WORDS), cycle(SERVICES)
    of_activities = [
        (
            name,
            next(words),
            "2024-05-01",
            "2024-05-20",
            next(services),
            next(words),
            "javascript:alert(1)",
            "significant",
        )
        for name in IDS * 2
    ]
    numbered = [(f"{n}", each) for n, each in enumerate(WORDS)]
    tables = {
        "activities": table(
            ("activity_id", "title", "opened_on", "closed_on", "service", "lesson", "url", "significance"),
            *of_activities[: len(IDS)],
            *((f"{name} again", *rest) for name, *rest in of_activities[len(IDS) :]),
        ),
        "decisions": table(
            ("activity_id", "decided_on", "outcome", "what_changed", "body", "challenged"),
            *((name, "2024-10-01", "changed", next(words), next(words), "judicial review") for name in IDS),
        ),
        "feedback": table(
            ("activity_id", "published_on", "url"), *((name, "2024-12-01", "javascript:alert(1)") for name in IDS)
        ),
        "services": table(("service", "directorate"), *((each, next(words)) for each in SERVICES)),
        "boards": table(("board", "voice", "filled"), *((each, "lived experience", 3) for each in WORDS)),
        "actions": table(
            ("action_id", "agreed_on", "text", "owner", "due_on"),
            *((n, "2024-05-01", each, each, "2024-09-01") for n, each in numbered),
        ),
        "practice": table(
            ("shared_on", "lesson", "change_made", "learned_from"),
            *(("2024-05-01", each, each, "other organisation") for each in WORDS),
        ),
        "contacts": table(("contact", "value"), *((f"{n}{each}", "javascript:alert(1)") for n, each in numbered)),
        "web_listing": table(
            ("listing_id", "title", "activity_id", "url"),
            *((n, each, "", "javascript:alert(1)") for n, each in numbered),
        ),
        "key_decisions": table(
            ("decision_id", "decided_on", "reason_without"), *((n, "2024-06-01", each) for n, each in numbered)
        ),
    }
    (folder / "records").mkdir()
    for name, text in tables.items():
        (folder / "records" / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    params = folder / "annual-2024-25.yaml"
    params.write_text(PARAMS + "council: <script>x</script> & Co\ncommittee: '{{ 7 * 7 }}'\nprepared_by: <b>us</b>\n")
    return params


@pytest.fixture(scope="module")
def report(keep: Callable[..., Path]) -> Path:
    return keep("hostile", publish) / "reports" / "annual-2024-25"


def publish(folder: Path) -> None:
    publish_annual(load_annual(council(folder)), folder / "reports", lambda step: None)


@pytest.fixture(scope="module", params=["annual-report", "summary"])
def name(request: pytest.FixtureRequest) -> str:
    """Each of the two publications."""
    return str(request.param)


@pytest.fixture(scope="module")
def page(report: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((report / f"{name}.html").read_text(encoding="utf-8"), "html.parser")


def test_no_word_of_the_records_becomes_an_element(page: BeautifulSoup) -> None:
    assert page.find_all(["iframe", "object", "embed", "form", "base"]) == []
    assert [script.string for script in page.find_all("script")] == [OURS.read_text(encoding="utf-8")]
    assert [tag.name for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")] == []
    assert [image["src"][:19] for image in page.find_all("img") if not image["src"].startswith("data:image/")] == []


def test_no_address_of_the_records_becomes_a_link(page: BeautifulSoup) -> None:
    led_to = {tag[name] for tag in page.find_all(True) for name in ("href", "action", "formaction") if tag.get(name)}
    assert {
        each for each in led_to if not re.fullmatch(r"((annual-report|consultations)\.html)?(#[\w-]+)?", each)
    } == set()


def test_who_made_it_is_read_as_it_was_written(page: BeautifulSoup) -> None:
    assert "<script>x</script> & Co" in page.get_text()


@pytest.mark.parametrize("name", ["annual-report"], indirect=True)
def test_what_looks_like_code_is_read_as_it_was_written(page: BeautifulSoup) -> None:
    text = page.get_text()
    for words in ("<script>alert(1)</script>", '=HYPERLINK("http://evil.example/","click")', "{{ 7 * 7 }}", "مكتبة 😀"):
        assert words in text


def test_nothing_in_the_page_turns_text_round_or_rings_a_bell(report: Path, name: str) -> None:
    page = (report / f"{name}.html").read_text(encoding="utf-8")
    assert re.findall("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069]", page) == []


def test_the_open_data_has_every_id_as_it_was_supplied_but_for_marks_that_are_not_seen(report: Path) -> None:
    with (report / "findings.csv").open(encoding="utf-8", newline="") as lines:
        found = [row["unit_id"] for row in csv.DictReader(lines) if row["measure"] == "open_long_enough"]
    freed = [name.replace("\u200f", "") for name in IDS]
    assert sorted(found) == sorted([*freed, *(f"{name} again" for name in freed)])


def test_a_service_called_all_is_a_group_beside_all(report: Path) -> None:
    with (report / "results.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["measure"] == "open_long_enough"]
    units = {row["group"]: int(row["units"]) for row in rows if row["commitment"] == rows[0]["commitment"]}
    assert set(units) == {"all", *(f"service={each}" for each in SERVICES)}
    assert units.pop("all") == sum(units.values()) == 2 * len(IDS)


def test_the_workbook_has_no_live_formula_and_no_live_link(report: Path) -> None:
    book = openpyxl.load_workbook(report / "workbook.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert [cell.hyperlink.target for cell in cells if cell.hyperlink and cell.hyperlink.target] == []
    with ZipFile(report / "workbook.xlsx") as parts:
        assert not any(b"javascript:" in parts.read(name) for name in parts.namelist() if name.endswith(".rels"))


def test_the_pdf_has_the_words_no_link_out_and_nothing_that_runs(report: Path, name: str) -> None:
    reader = PdfReader(report / f"{name}.pdf")
    assert "<script>x</script> & Co" in " ".join(reader.pages[0].extract_text().split())
    links = [each.get_object().get("/A", {}) for one in reader.pages for each in one.get("/Annots", ())]
    assert [link["/URI"] for link in links if "/URI" in link] == []
    actions = {link["/S"] for link in links if "/S" in link}
    assert actions <= {"/GoTo"}
    root = reader.trailer["/Root"]
    assert not {"/OpenAction", "/AA"} & set(root) and not {"/JavaScript", "/EmbeddedFiles"} & set(
        root.get("/Names", {})
    )


def test_the_document_has_the_words_no_field_no_macro_and_no_link_out(report: Path) -> None:
    with ZipFile(report / "annual-report.docx") as parts:
        names = parts.namelist()
        text = "".join(parts.read(each).decode() for each in names if each.endswith(".xml"))
        relations = "".join(parts.read(each).decode() for each in names if each.endswith(".rels"))
    assert not [each for each in names if "vba" in each.casefold() or each.startswith("word/embeddings")]
    assert 'TargetMode="External"' not in relations and "javascript:" not in relations
    fields = set(re.findall(r"<w:instrText[^>]*>\s*(\w+)", text))
    assert fields <= {"PAGE", "NUMPAGES", "TOC", "PAGEREF"}
    words = "".join(BeautifulSoup(text, "html.parser").find_all(string=True))
    for each in ("<script>x</script> & Co", "<script>alert(1)</script>", '=HYPERLINK("http://evil.example/","click")'):
        assert each in words
