from __future__ import annotations

import base64
import re
from io import BytesIO
from types import SimpleNamespace

import pytest
from pypdf import PdfReader

from heard.page.blocks import (
    ANNEX,
    FOLDED,
    Block,
    Blocks,
    Figure,
    Foreign,
    Link,
    bullets,
    details,
    flow,
    group,
    heading,
    link,
    paragraph,
)
from heard.page.charts.chart import Chart
from heard.press import pdf
from heard.press.accessible import PressError
from heard.press.html import page_of
from heard.press.pdf import HeardPDF, paper

PART = flow(heading(2, "Part"))


def printed(*fragments: Blocks | str, made: SimpleNamespace) -> PdfReader:
    return PdfReader(BytesIO(paper(page_of(made.notebook(*(fragments or made.report))))))


def commitment(*parts: Block | None) -> Block:
    return group(*parts, kind="commitment", element="article")


def words(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def test_a_table_of_240_rows_is_whole_and_repeats_its_header(made: SimpleNamespace) -> None:
    reader = printed(made.cover(), PART, made.table(240), made=made)
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
    reader = printed(made.cover(), PART, made.table(100), made=made)
    assert len(reader.pages) > 2
    assert all("DRAFT: not signed off · Sample council" in page.extract_text() for page in reader.pages)
    signed = words(printed(made.cover(draft=False, sample=False), PART, made=made))
    assert "DRAFT" not in signed and "Sample council" not in signed


def test_pages_are_numbered_and_parts_are_bookmarks(made: SimpleNamespace) -> None:
    reader = printed(made=made)
    last = len(reader.pages)
    assert f"Page {last} of {last}" in reader.pages[-1].extract_text()
    titles = str([getattr(entry, "title", [getattr(each, "title", "") for each in entry]) for entry in reader.outline])
    assert "On one page" in titles and "Chapter by chapter" in titles


def test_a_short_paper_begins_below_its_head_and_one_with_a_cover_on_the_next_page(made: SimpleNamespace) -> None:
    part = flow(PART, paragraph("Words."))
    begins = [len(printed(made.cover(short=short), part, made=made).pages) for short in (True, False)]
    assert begins == [1, 2]


def test_a_link_to_another_page_becomes_words_on_paper_and_one_to_the_web_stays(made: SimpleNamespace) -> None:
    web = Link("https://council.example/", ("the Council",))
    links = flow(paragraph((Link("annual-report.html#X", ("the report",)), " and ", web)))
    reader = printed(made.cover(), PART, links, made=made)
    leads = [a.get_object().get("/A", {}).get("/URI") for page in reader.pages for a in page.get("/Annots", [])]
    assert "the report" in words(reader) and [each for each in leads if each] == ["https://council.example/"]


def test_a_link_to_a_part_that_comes_next_becomes_words_on_paper(made: SimpleNamespace) -> None:
    whole = commitment(heading(4, "Time", id="C-7"), paragraph(link("C-7a", "C-7a"), link("C-70", "C-70")))
    parts = (heading(4, "Larger", id="C-7a"), heading(4, "Support", id="C-70"))
    reader = printed(made.cover(), PART, flow(heading(3, "Chapter"), whole, parts), made=made)
    assert "C-7a C-70" in words(reader)
    links = [link for page in list(reader.pages)[1:] for link in page.get("/Annots", [])]
    assert len(links) == 1


def test_annexes_stay_on_the_web_page_and_links_to_them_become_words(made: SimpleNamespace) -> None:
    see = flow(PART, paragraph(("See ", link("grid", "the grid"), ".")))
    text = words(printed(made.cover(), see, made.annex, made=made))
    assert "the grid" in text and "Only on the web page." not in text


def test_what_is_one_step_away_on_the_screen_is_printed(made: SimpleNamespace) -> None:
    text = words(printed(made=made))
    assert "The rule, and whose word it is" in text and "On or before the day promised." in text


def test_what_typst_refuses_is_one_sentence(made: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAIN", "#this-is-nowhere")
    with pytest.raises(PressError, match=r"^the PDF: [^\n]+\. Put it right where that part is made[^\n]*$"):
        printed(made=made)


def test_words_that_mean_something_to_typst_are_printed_as_they_are(made: SimpleNamespace) -> None:
    odd = '#let x = 1 $y$ @z *bold* _it_ `raw` <label> [box] \\ ~ "q" 5% // c'
    text = words(printed(made.cover(), PART, flow(paragraph(odd)), made.table(1, named=odd), made=made))
    assert " ".join(text.split()).count("#let x = 1 $y$ @z *bold* _it_ `raw` <label> [box] \\") == 2


def test_a_cover_without_a_day_makes_no_archive_copy(made: SimpleNamespace) -> None:
    with pytest.raises(PressError, match="gives no day"):
        printed(made.cover(date=""), PART, made=made)


def test_a_picture_that_is_not_a_chart_of_ours_is_refused(made: SimpleNamespace) -> None:
    png = '<img src="data:image/png;base64,AA==" alt="a photograph">'
    with pytest.raises(PressError, match="picture 1: it is not an SVG"):
        printed(made.cover(), png, made=made)


def test_what_another_library_shows_is_on_paper_with_its_chart_and_without_links_that_lead_nowhere(
    made: SimpleNamespace,
) -> None:
    picture = base64.b64encode(made.chart.encode()).decode()
    chart = f'<img src="data:image/svg+xml;base64,{picture}" alt="two bars">'
    theirs = f'<p><a href="#table-1">Theirs</a></p><figure>{chart}<figcaption>Their chart</figcaption></figure>'
    reader = printed(made.cover(), PART, made.table(2), (Foreign(theirs),), made=made)
    assert "Theirs" in words(reader) and "Libraries" in words(reader)
    assert not [link for page in list(reader.pages)[1:] for link in page.get("/Annots", [])]


def page_with(reader: PdfReader, word: str) -> int:
    """The page on which a word stands, of those after the contents."""
    return next(number for number, page in enumerate(reader.pages) if number and word in page.extract_text())


def test_what_is_folded_on_the_web_page_alone_stands_open_on_paper(made: SimpleNamespace) -> None:
    folds = details("Closed-", paragraph("Inside-"), details("Annex-", paragraph("Never-"), kind=ANNEX), kind=FOLDED)
    text = words(printed(made.cover(), flow(PART, folds), made=made))
    assert "Inside-" in text and not re.search("Closed-|Annex-|Never-", text)


def test_a_small_table_stays_on_one_page(made: SimpleNamespace) -> None:
    tables = (made.table(14, caption=f"Part {n}", named=f"C{n}x{{}}-") for n in range(9))
    reader = printed(made.cover(), PART, *tables, made=made)
    assert len(reader.pages) > 3
    assert all(page_with(reader, f"C{n}x1-") == page_with(reader, f"C{n}x14-") for n in range(9))


def test_a_line_that_opens_a_chapter_stays_with_what_it_opens(made: SimpleNamespace) -> None:
    chapters = (
        flow(
            heading(3, f"Chapter {n}"),
            paragraph(f"Opening-{n}-"),
            commitment(heading(4, f"First-{n}-")),
            [paragraph("More.")] * (5 + n % 6),
        )
        for n in range(40)
    )
    reader = printed(made.cover(), PART, *chapters, made=made)
    assert len(reader.pages) > 3
    assert all(page_with(reader, f"Opening-{n}-") == page_with(reader, f"First-{n}-") for n in range(40))


def test_what_most_needs_attention_stays_with_the_words_above_it(made: SimpleNamespace) -> None:
    lists = (
        flow(
            paragraph(f"Attention-{n}-"),
            bullets([f"Worst-{n}-", "Next."], ordered=True, kind="attention"),
            [paragraph("More.")] * (5 + n % 6),
        )
        for n in range(40)
    )
    reader = printed(made.cover(), PART, *lists, made=made)
    assert len(reader.pages) > 3
    assert all(page_with(reader, f"Attention-{n}-") == page_with(reader, f"Worst-{n}-") for n in range(40))


ROW = commitment(paragraph("Row-"))


@pytest.mark.parametrize(
    ("above", "below", "order"),
    [
        (paragraph("Opening-"), ROW, ["Opening-", "Row-", "After-", "Chart-"]),
        (paragraph("Opening-"), None, ["Opening-", "Chart-", "After-"]),
        (None, None, ["Chart-", "After-"]),
    ],
    ids=["at the foot of the page of its rows", "where it is if it is low", "under its heading if it is all there is"],
)
def test_a_chart_stands(made: SimpleNamespace, above: Block | None, below: Block | None, order: list[str]) -> None:
    chart = Figure(Chart("Chart-", made.alt, made.chart))
    parts = flow(PART, heading(3, "When"), above, chart, below, paragraph("After-"))
    assert re.findall(r"\b\w+-(?=\n)", words(printed(made.cover(), parts, made=made))) == order


def test_the_contents_leave_no_mark_in_the_text_that_nobody_sees(made: SimpleNamespace) -> None:
    parts = (flow(heading(2, f"Part {n}"), [paragraph("More.")] * 40) for n in range(9))
    assert "\u2060" not in words(printed(made.cover(), *parts, made=made))
