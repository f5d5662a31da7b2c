from __future__ import annotations

import re
from io import BytesIO
from types import SimpleNamespace

import pytest
from pypdf import PdfReader

from heard.press.accessible import PressError
from heard.press.html import publishable
from heard.press.pdf import HeardPDF, paper


def printed(*fragments: str, made: SimpleNamespace) -> PdfReader:
    return PdfReader(BytesIO(paper(*publishable(made.notebook(*(fragments or made.report))))))


def words(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def test_a_table_of_240_rows_is_whole_and_repeats_its_header(made: SimpleNamespace) -> None:
    reader = printed(made.cover(), "<h2>Part</h2>", made.table(240), made=made)
    found = [int(row) for row in re.findall(r"Consultation-(\d+)-", words(reader))]
    assert found == list(range(1, 241))
    pages = [page.extract_text() for page in reader.pages]
    assert all("Column 2" in page for page in pages if "Consultation-" in page)


def test_the_file_says_it_is_pdf_ua_1_and_pdf_a_2a(made: SimpleNamespace) -> None:
    reader = printed(made=made)
    xmp = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<pdfaid:part>2</pdfaid:part>" in xmp and "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert reader.trailer["/Root"]["/Lang"] == "en-GB" and reader.metadata is not None
    assert reader.metadata.title == "Were people heard? 2024-25"


def alt_texts(element: object) -> list[str]:
    found = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(found, list):
        return [text for child in found for text in alt_texts(child)]
    if not isinstance(found, dict):
        return []
    return ([str(found["/Alt"])] if "/Alt" in found else []) + alt_texts(found.get("/K", []))


def test_a_chart_keeps_its_alt_text_and_its_caption(made: SimpleNamespace) -> None:
    reader = printed(made=made)
    assert made.alt in alt_texts(reader.trailer["/Root"]["/StructTreeRoot"])
    assert "Open for at least the promised time." in words(reader)


def test_the_same_notebook_gives_the_same_bytes(made: SimpleNamespace) -> None:
    once, again = (HeardPDF().from_notebook_node(made.notebook(*made.report))[0] for _ in range(2))
    assert once == again and once.startswith(b"%PDF-")


def test_every_page_says_draft_and_whose_records_until_it_is_signed_off(made: SimpleNamespace) -> None:
    reader = printed(made.cover(), "<h2>Part</h2>", made.table(100), made=made)
    assert len(reader.pages) > 2
    assert all("DRAFT: not signed off · Sample council" in page.extract_text() for page in reader.pages)
    signed = words(printed(made.cover(draft="no", sample="no"), "<h2>Part</h2>", made=made))
    assert "DRAFT" not in signed and "Sample council" not in signed


def test_pages_are_numbered_and_parts_are_bookmarks(made: SimpleNamespace) -> None:
    reader = printed(made=made)
    last = len(reader.pages)
    assert f"Page {last} of {last}" in reader.pages[-1].extract_text()
    titles = str([getattr(entry, "title", [getattr(each, "title", "") for each in entry]) for entry in reader.outline])
    assert "On one page" in titles and "Chapter by chapter" in titles


def test_a_short_paper_begins_below_its_head_and_one_with_a_cover_on_the_next_page(made: SimpleNamespace) -> None:
    head = made.cover().replace('class="cover"', 'class="cover" data-short="yes"')
    begins = [len(printed(cover, "<h2>Part</h2><p>Words.</p>", made=made).pages) for cover in (head, made.cover())]
    assert begins == [1, 2]


def test_a_link_to_another_page_becomes_words_on_paper_and_one_to_the_web_stays(made: SimpleNamespace) -> None:
    links = (
        '<p><a href="annual-report.html#X">the report</a> and <a href="https://council.example/">the Council</a></p>'
    )
    reader = printed(made.cover(), "<h2>Part</h2>", links, made=made)
    leads = [a.get_object().get("/A", {}).get("/URI") for page in reader.pages for a in page.get("/Annots", [])]
    assert "the report" in words(reader) and [each for each in leads if each] == ["https://council.example/"]


def test_a_link_to_a_part_that_comes_next_becomes_words_on_paper(made: SimpleNamespace) -> None:
    whole = '<article class="commitment"><h4 id="C-7">Time</h4><p><a href="#C-7a">C-7a</a> <a href="#C-70">C-70</a></p>'
    parts = '</article><h4 id="C-7a">Larger</h4><h4 id="C-70">Support</h4>'
    reader = printed(made.cover(), "<h2>Part</h2><h3>Chapter</h3>", whole + parts, made=made)
    assert "C-7a C-70" in words(reader)
    links = [link for page in list(reader.pages)[1:] for link in page.get("/Annots", [])]
    assert len(links) == 1


def test_annexes_stay_on_the_web_page_and_links_to_them_become_words(made: SimpleNamespace) -> None:
    text = words(printed(made.cover(), '<h2>Part</h2><p>See <a href="#grid">the grid</a>.</p>', made.annex, made=made))
    assert "the grid" in text and "Only on the web page." not in text


def test_what_is_one_step_away_on_the_screen_is_printed(made: SimpleNamespace) -> None:
    text = words(printed(made=made))
    assert "The rule, and whose word it is" in text and "On or before the day promised." in text


def test_words_that_mean_something_to_typst_are_printed_as_they_are(made: SimpleNamespace) -> None:
    odd = '#let x = 1 $y$ @z *bold* _it_ `raw` <label> [box] \\ ~ "q" 5% // c'
    escaped = odd.replace("<", "&lt;").replace(">", "&gt;")
    table = made.table(1).replace("Consultation-1-", escaped)
    text = words(printed(made.cover(), f"<h2>Part</h2><p>{escaped}</p>", table, made=made))
    assert " ".join(text.split()).count("#let x = 1 $y$ @z *bold* _it_ `raw` <label> [box] \\") == 2


def test_a_cover_without_a_day_makes_no_archive_copy(made: SimpleNamespace) -> None:
    with pytest.raises(PressError, match="no data-date"):
        printed(made.cover(date=""), "<h2>Part</h2>", made=made)


def test_a_picture_that_is_not_a_chart_of_ours_is_refused(made: SimpleNamespace) -> None:
    png = '<img src="data:image/png;base64,AA==" alt="a photograph">'
    with pytest.raises(PressError, match="picture 1: it is not an SVG"):
        printed(made.cover(), png, made=made)


def page_of(reader: PdfReader, word: str) -> int:
    """The page on which a word stands, of those after the contents."""
    return next(number for number, page in enumerate(reader.pages) if number and word in page.extract_text())


def test_a_small_table_stays_on_one_page(made: SimpleNamespace) -> None:
    tables = (made.table(14, caption=f"Part {n}").replace("Consultation-", f"C{n}x") for n in range(9))
    reader = printed(made.cover(), "<h2>Part</h2>", *tables, made=made)
    assert len(reader.pages) > 3
    assert all(page_of(reader, f"C{n}x1-") == page_of(reader, f"C{n}x14-") for n in range(9))


def test_a_line_that_opens_a_chapter_stays_with_what_it_opens(made: SimpleNamespace) -> None:
    chapters = (
        f"<h3>Chapter {n}</h3><p>Opening-{n}-</p><article class='commitment'><h4>First-{n}-</h4></article>"
        + "<p>More.</p>" * (5 + n % 6)
        for n in range(40)
    )
    reader = printed(made.cover(), "<h2>Part</h2>", *chapters, made=made)
    assert len(reader.pages) > 3
    assert all(page_of(reader, f"Opening-{n}-") == page_of(reader, f"First-{n}-") for n in range(40))


def test_what_most_needs_attention_stays_with_the_words_above_it(made: SimpleNamespace) -> None:
    lists = (
        f"<p>Attention-{n}-</p><ol class='attention'><li>Worst-{n}-</li><li>Next.</li></ol>"
        + "<p>More.</p>" * (5 + n % 6)
        for n in range(40)
    )
    reader = printed(made.cover(), "<h2>Part</h2>", *lists, made=made)
    assert len(reader.pages) > 3
    assert all(page_of(reader, f"Attention-{n}-") == page_of(reader, f"Worst-{n}-") for n in range(40))


ROW = "<article class='commitment'><p>Row-</p></article>"


@pytest.mark.parametrize(
    ("above", "below", "order"),
    [
        ("<p>Opening-</p>", ROW, ["Opening-", "Row-", "After-", "Chart-"]),
        ("<p>Opening-</p>", "", ["Opening-", "Chart-", "After-"]),
        ("", "", ["Chart-", "After-"]),
    ],
    ids=["at the foot of the page of its rows", "where it is if it is low", "under its heading if it is all there is"],
)
def test_a_chart_stands(made: SimpleNamespace, above: str, below: str, order: list[str]) -> None:
    chart = made.figure[made.figure.index("<figure>") :].replace("Open for at least the promised time.", "Chart-")
    parts = ("<h2>Part</h2><h3>When</h3>", above, chart, below, "<p>After-</p>")
    assert re.findall(r"\b\w+-(?=\n)", words(printed(made.cover(), "".join(parts), made=made))) == order


def test_the_contents_leave_no_mark_in_the_text_that_nobody_sees(made: SimpleNamespace) -> None:
    parts = (f"<h2>Part {n}</h2>" + "<p>More.</p>" * 40 for n in range(9))
    assert "\u2060" not in words(printed(made.cover(), *parts, made=made))
