from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZipFile

import pypandoc
import pytest
from nbconvert.exporters import get_exporter

from heard.page.blocks import Foreign, flow, heading, link, paragraph, table
from heard.press import committee_paper, word
from heard.press.accessible import PressError
from heard.press.composing import compose
from heard.press.html import page_of
from heard.press.word import HeardDocx, paper_docx, source_documents

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
IMPLICATIONS = [
    "4.1 Resource implications",
    "4.2 Statutory, legal and risk implications",
    "4.3 Equality and diversity implications",
    "4.4 Engagement implications",
    "4.5 Localism and local member involvement",
    "4.6 Public health implications",
]
SECTIONS = ["1 Background", "2 Main issues", "3 Alignment with corporate priorities", "4 Significant implications"]
PART = flow(heading(2, "Part"))
TERMS = [
    *("To:", "Meeting date:", "From:", "Electoral divisions:", "Forward plan ref:", "Key decision:", "Outcome:"),
    *("Recommendation:", "Officer contact:", "Member contact:"),
]


@pytest.fixture
def written(made: SimpleNamespace) -> SimpleNamespace:
    """The paper of the whole report, opened."""
    return opened(paper_docx(page_of(made.notebook(*made.report)), ["The strategy", "Records: a & b"]))


def opened(paper: bytes) -> SimpleNamespace:
    with ZipFile(BytesIO(paper)) as parts:
        texts = {name: parts.read(name) for name in parts.namelist()}
    body = ET.fromstring(texts["word/document.xml"])
    paragraphs = [(style_of(found), words(found)) for found in body.iter(f"{W}p")]
    return SimpleNamespace(
        parts=texts, body=body, paragraphs=paragraphs, text="\n".join(said for _, said in paragraphs)
    )


def words(element: ET.Element) -> str:
    return "".join(found.text or "" for found in element.iter(f"{W}t"))


def style_of(paragraph: ET.Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val", "")


def tables(paper: SimpleNamespace) -> list[ET.Element]:
    return list(paper.body.iter(f"{W}tbl"))


def made_of(table: ET.Element) -> list[list[str]]:
    return [[words(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]


def test_the_headings_are_the_committees_own_in_words_own_styles(written: SimpleNamespace) -> None:
    first = [said for style, said in written.paragraphs if style == "Heading1"]
    assert first == [*SECTIONS, "5 Source documents"]
    second = [said for style, said in written.paragraphs if style == "Heading2"]
    assert second[-6:] == IMPLICATIONS and "On one page" in second
    assert ("Title", "Were people heard? 2024-25") in written.paragraphs


def test_the_header_block_says_to_whom_and_what_they_are_asked(written: SimpleNamespace) -> None:
    block = made_of(tables(written)[0])
    assert [row[0] for row in block] == TERMS
    said = dict(block)
    assert said["Meeting date:"] == "19 June 2025"
    assert said["Recommendation:"].startswith("The Committee is asked to:Ask each service what became of the 7.")
    assert written.text.count("Ask each service what became of the 7.") == 2  # here, and where the report proposes it


def test_what_only_people_know_is_a_marked_blank(written: SimpleNamespace) -> None:
    runs = [
        run for run in written.body.iter(f"{W}r") if run.find(f"{W}rPr/{W}rStyle[@{W}val='Tobewritten']") is not None
    ]
    blanks = [words(run) for run in runs]
    assert "[to be written by Finance]" in blanks and "[to be written by Democratic Services]" in blanks
    assert len(blanks) == written.text.count("[to be written by ")


def test_the_templates_own_blanks_are_told_by_their_headings() -> None:
    found = committee_paper.unwritten(committee_paper.TEMPLATE)
    assert found[:2] == ("Forward plan ref", "Key decision") and IMPLICATIONS[0] in found
    assert "4.4 Engagement implications" not in found


def test_the_reports_own_summary_and_its_sources_stand_in_their_places(written: SimpleNamespace) -> None:
    headings = [said for _, said in written.paragraphs]
    summary = headings[headings.index("4.4 Engagement implications") + 1]
    assert summary.startswith("63 consultations closed in 2024-25.")
    assert headings[-2:] == ["The strategy", "Records: a & b"]


def test_tables_repeat_their_headers_and_name_their_rows(made: SimpleNamespace) -> None:
    paper = opened(paper_docx(page_of(made.notebook(made.cover(), PART, made.table(240)))))
    table = tables(paper)[-1]
    head, *rows = table.iter(f"{W}tr")
    assert head.find(f"{W}trPr/{W}tblHeader") is not None
    assert [row[0] for row in made_of(table)[1:]] == [f"Consultation-{n}-" for n in range(1, 241)]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (head, *rows))
    look = table.find(f"{W}tblPr/{W}tblLook")
    assert look is not None and (look.get(f"{W}firstRow"), look.get(f"{W}firstColumn")) == ("1", "1")
    assert rows[0].findall(f"{W}tc")[1].find(f"{W}p/{W}pPr/{W}jc[@{W}val='right']") is not None
    assert ("TableCaption", "Rows of the register") in paper.paragraphs


def test_a_row_that_adds_up_others_is_bold_and_no_other_is(made: SimpleNamespace) -> None:
    rows = flow(table("Chapters", ("Chapter", "Promises"), [("Listening", 4), ("All", 4)], totals=[1]))
    paper = opened(paper_docx(page_of(made.notebook(*made.report, rows)), []))
    bold = {
        words(row): [run.find(f"{W}rPr/{W}b") is not None for run in row.iter(f"{W}r")]
        for row in paper.body.iter(f"{W}tr")
    }
    assert bold["All4"] == [True, True] and bold["Listening4"] == [False, False]


def test_a_chart_is_a_picture_in_dots_with_its_alt_text_in_one_paragraph_with_its_caption(
    made: SimpleNamespace, written: SimpleNamespace
) -> None:
    alts = [found.get("descr") for found in written.body.iter(f"{DRAWING}docPr")]
    assert alts == [made.alt]
    (picture,) = [name for name in written.parts if name.startswith("word/media/")]
    assert written.parts[picture].startswith(b"\x89PNG")
    styles = [style for style, _ in written.paragraphs]
    assert written.paragraphs[styles.index("ImageCaption")][1].startswith("Open for at least the promised time.")
    assert not [table for table in tables(written) if any(True for _ in table.iter(f"{DRAWING}inline"))]


def test_each_row_of_a_short_table_but_the_last_keeps_with_the_next_and_a_long_one_may_break() -> None:
    page = compose([flow(heading(1, "Paper"), *(table(f"T{n}", ("A", "B"), [("x", n)] * n) for n in (3, 20)))])
    short, long = tables_in(paper_docx(page))
    assert [keeps(row) for row in short.iter(f"{W}tr")] == [True, True, True, False]
    assert not any(keeps(row) for row in long.iter(f"{W}tr"))


def keeps(row: ET.Element) -> bool:
    """Whether every paragraph of a row stays with what follows."""
    return all(each.find(f"{W}pPr/{W}keepNext") is not None for each in row.iter(f"{W}p"))


def tables_in(docx: bytes) -> list[ET.Element]:
    with ZipFile(BytesIO(docx)) as parts:
        body = ET.fromstring(parts.read("word/document.xml"))
    return [each for each in body.iter(f"{W}tbl") if "x" in "".join(each.itertext())]


def test_every_style_of_the_paper_is_one_of_the_reference(written: SimpleNamespace) -> None:
    with ZipFile(word.REFERENCE) as reference:
        known = set(re.findall(rb'w:styleId="([^"]+)"', reference.read("word/styles.xml")))
    used = set(re.findall(rb'<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"', written.parts["word/document.xml"]))
    assert used - known == set() and {b"HeaderBlock", b"Tobewritten", b"Lede"} <= used


def test_every_page_says_draft_and_whose_records_until_it_is_signed_off(
    made: SimpleNamespace, written: SimpleNamespace
) -> None:
    assert "DRAFT: not signed off · Sample council: invented records" in written.parts["word/header1.xml"].decode()
    assert b"headerReference" in written.parts["word/document.xml"]
    signed = opened(paper_docx(page_of(made.notebook(made.cover(draft=False, sample=False), PART))))
    head = signed.parts["word/header1.xml"].decode()
    assert "DRAFT" not in head and "Sample" not in head and "{{" not in head
    assert "Were people heard? 2024-25" in head


def test_a_reference_without_a_place_for_the_notice_prints_no_draft(
    made: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pandocs = tmp_path / "reference.docx"
    pypandoc.convert_text("a", "docx", format="html", outputfile=str(pandocs))
    monkeypatch.setattr(word, "REFERENCE", pandocs)
    with pytest.raises(PressError, match=r"has no \{\{ notice \}\} at the head of its pages"):
        paper_docx(page_of(made.notebook(*made.report)))


def test_pages_are_numbered_and_the_file_names_its_language_and_its_title(written: SimpleNamespace) -> None:
    foot = written.parts["word/footer1.xml"].decode()
    assert " PAGE " in foot and " NUMPAGES " in foot
    core = written.parts["docProps/core.xml"].decode()
    assert "<dc:title>Were people heard? 2024-25</dc:title>" in core and "<dc:language>en-GB</dc:language>" in core
    assert "2025-06-19T00:00:00Z" in core
    assert b'<w:lang w:bidi="ar-SA" w:eastAsia="en-GB" w:val="en-GB"' in written.parts["word/styles.xml"]


def test_annexes_stay_on_the_web_page_and_links_to_them_become_words(made: SimpleNamespace) -> None:
    see = flow(PART, paragraph(("See ", link("grid", "the grid"), " and ", link("part", "this part"), ".")))
    paper = opened(paper_docx(page_of(made.notebook(made.cover(), see, made.annex))))
    assert "See the grid and this part." in paper.text and "Only on the web page." not in paper.text
    assert [found.get(f"{W}anchor") for found in paper.body.iter(f"{W}hyperlink")] == ["part"]


def test_facts_and_figures_become_tables(written: SimpleNamespace) -> None:
    assert [["consultations closed", "kept"], ["63", "16"]] in [made_of(table) for table in tables(written)]


def test_words_that_mean_something_to_the_template_are_printed_as_they_are(made: SimpleNamespace) -> None:
    odd = "{{ report }} <b> $x$ **bold** & [a](b)"
    (cover,) = made.cover()
    cover = replace(cover, facts=(("Meeting", odd),))
    paper = opened(paper_docx(page_of(made.notebook((cover,), flow(PART, paragraph(odd))))))
    assert paper.text.count("{{ report }} <b> $x$ **bold** & [a](b)") == 2


def test_a_report_that_asks_nothing_is_to_be_noted(made: SimpleNamespace) -> None:
    paper = opened(paper_docx(page_of(made.notebook(made.cover(), flow(PART, paragraph("Words."))))))
    assert dict(made_of(tables(paper)[0]))["Recommendation:"] == "The Committee is asked to note this report."
    assert "[to be written by the report's author: the records this paper rests on]" in paper.text


def test_a_council_writes_its_own_headings_and_a_name_nobody_knows_is_refused(
    made: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    template = tmp_path / "committee-paper.md"
    template.write_text("# {{ title }}\n\n## Our heading\n\n{{ report }}\n\n## Ours too\n\nNone.\n", encoding="utf-8")
    monkeypatch.setattr(committee_paper, "TEMPLATE", template)
    paper = opened(paper_docx(page_of(made.notebook(*made.report))))
    assert [said for style, said in paper.paragraphs if style == "Heading1"] == ["Our heading", "Ours too"]
    assert committee_paper.unwritten(committee_paper.TEMPLATE) == ()
    template.write_text("# {{ titel }}\n", encoding="utf-8")
    with pytest.raises(PressError, match=r"asks for 'titel', which heard does not know\. Did you mean 'title'\?"):
        paper_docx(page_of(made.notebook(*made.report)))


def test_what_another_library_shows_is_in_the_paper_with_widths_for_its_tables(made: SimpleNamespace) -> None:
    head = '<tr><th scope="col">A</th><th scope="col">What was said</th></tr>'
    table = f"<table><caption>Theirs</caption>{head}<tr><td>1</td><td>a line of many words</td></tr></table>"
    theirs = Foreign(f'<p><a href="#table-1">Nowhere</a></p>{table}')
    paper = opened(paper_docx(page_of(made.notebook(made.cover(), PART, (theirs,)))))
    columns = [int(column.get(f"{W}w", "0")) for column in tables(paper)[-1].iter(f"{W}gridCol")]
    assert made_of(tables(paper)[-1])[1] == ["1", "a line of many words"] and columns[1] > 2 * columns[0]
    assert "Nowhere" in paper.text and not list(paper.body.iter(f"{W}hyperlink"))


def test_a_picture_that_is_not_a_chart_of_ours_is_refused(made: SimpleNamespace) -> None:
    png = '<img src="data:image/png;base64,AA==" alt="a photograph">'
    with pytest.raises(PressError, match="picture 1: it is not an SVG"):
        paper_docx(page_of(made.notebook(made.cover(), png)))


def test_the_same_notebook_gives_the_same_bytes_by_nbconverts_own_name(made: SimpleNamespace) -> None:
    exporter = get_exporter("heard-docx")
    assert exporter is HeardDocx
    once, again = (exporter().from_notebook_node(made.notebook(*made.report)) for _ in range(2))
    assert once[0] == again[0] and once[1]["output_extension"] == ".docx"


def test_the_sources_are_the_strategy_the_records_and_where_they_are_accounted_for() -> None:
    files = [SimpleNamespace(table=name, rows=n) for name, n in (("activities", 60), ("activities", 3), ("toolkit", 1))]
    params = SimpleNamespace(strategy=SimpleNamespace(title="Strategy 2017"))
    strategy, records, manifest = source_documents(params, SimpleNamespace(files=files))  # type: ignore[arg-type]
    assert strategy == "Strategy 2017" and "manifest.json" in manifest
    assert records.startswith("The Council's records, as supplied: 2 tables, each named in workbook.xlsx")


def test_the_paper_does_not_say_how_many_responses_were_supplied() -> None:
    """Beside the number that is shown it would tell how many were set aside, which the report hides."""
    files = [SimpleNamespace(table="responses", rows=4005), SimpleNamespace(table="activities", rows=538)]
    params = SimpleNamespace(strategy=SimpleNamespace(title="Strategy 2017"))
    said = " ".join(source_documents(params, SimpleNamespace(files=files)))  # type: ignore[arg-type]
    assert "4,005" not in said and "538" not in said
