"""The three-yearly review, from a params file to a published folder: complete, or not at all."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from heard.history.published_reports import KEPT, MANIFEST, OF_PEOPLE, published_in
from heard.params.files_read import reading, write_frozen
from heard.params.review_params import ReviewParams
from heard.params.shipped import TEMPLATES
from heard.press.composing import Page, compose
from heard.press.html import page_of, web_page
from heard.press.lines import lines_of
from heard.press.manifest import write_review_manifest
from heard.press.notebooks import run_notebook
from heard.press.numbers_printed import write_numbers_printed
from heard.press.open_data import OPEN_DATA, write_csv, write_set_aside
from heard.press.pdf import paper
from heard.press.place import refuse_another_councils
from heard.press.publish import publishing
from heard.press.templates import read_templates
from heard.press.verify import seal
from heard.press.word import paper_docx
from heard.press.workbook import write_evidence
from heard.show.marks import CONTRADICTIONS, EVIDENCE, REVIEW, SHEETS, STANDARDS
from heard.show.open_data_rows import RESULTS, result_rows
from heard.show.review.annexes import annex_of_contradictions, annex_of_standards
from heard.show.review.workshop_sheets import workshop_sheets
from heard.year.steps import assessed_review
from heard.year.years import Review

# What a review reads of a report.
PUBLISHED = (*OPEN_DATA, *OF_PEOPLE, MANIFEST)
NOTEBOOK = "20_strategy_review"
PAPER = TEMPLATES / "review-paper.md"

WORKSHOP_PAPER = TEMPLATES / "workshop-paper.md"
BODY = "word/document.xml"
UPRIGHT = re.compile(r'<w:pgSz w:h="(\d+)" w:w="(\d+)" />')
ON_ITS_SIDE = r'<w:pgSz w:w="\1" w:h="\2" w:orient="landscape" />'
RULED = '<w:tblBorders><w:insideV w:val="single" w:sz="4" w:space="0" w:color="999999" /></w:tblBorders>'
LAYOUT = '<w:tblLayout w:type="fixed" />'
APART = '<w:tblCellMar><w:left w:w="85" w:type="dxa" /><w:right w:w="85" w:type="dxa" /></w:tblCellMar>'


def publish_review(params: ReviewParams, out: Path, progress: Callable[[str], None]) -> Path:
    """Publish the review in `out/<name of the params file>/`, and give back that folder; `progress` is told each step.

    What was published of each year is looked for in `out` too. Raises the HeardError of the step that refused; what
    was published before then stands as it was.
    """
    with reading(params.read):
        read_templates()
        return _publish(params, out, progress)


def _publish(params: ReviewParams, out: Path, progress: Callable[[str], None]) -> Path:
    refuse_another_councils(params.council, out / params.name)
    started = datetime.now(UTC)
    with publishing(out / params.name) as report:
        run_dir = report / ".run"
        write_frozen(params.path, params.read, run_dir)
        keep_published(params, out, run_dir)
        progress("Checking and judging each year anew")
        review = assessed_review(params, run_dir, published_in(run_dir))
        progress("Writing the review")
        given = {"params_file": str(params.path), "run_dir": str(run_dir)}
        page = page_of(run_notebook(NOTEBOOK, given, report / "internal" / "notebooks", opened=review))
        (report / REVIEW).write_text(web_page(page), encoding="utf-8", newline="\n")
        progress("Setting the PDF")
        (report / "strategy-review.pdf").write_bytes(paper(page))
        progress("Writing the committee paper and the workbook")
        (report / "strategy-review.docx").write_bytes(paper_docx(page, _sources(review), PAPER))
        write_evidence(review, report / EVIDENCE, page)
        progress("Writing the annexes, and the sheets for a workshop")
        sheets = commitments(review)
        beside = {SHEETS: sheets, **dict(annexes(review))}
        for name, each in beside.items():
            (report / name).write_text(web_page(each), encoding="utf-8", newline="\n")
        (report / "commitments.docx").write_bytes(commitments_docx(sheets))
        progress("Publishing")
        rows = sorted(row for _, seen in review.seen for row in result_rows(seen.assessment))
        write_csv(report / "results.csv", RESULTS, rows)
        write_numbers_printed({name: lines_of(each) for name, each in {REVIEW: page, **beside}.items()}, report)
        for year, seen in review.seen:
            write_set_aside(seen.records, report / "internal" / f"set-aside-{year.name}.csv")
        shutil.rmtree(run_dir)
        write_review_manifest(review, report, started)
        seal(report)
    return out / params.name


def keep_published(params: ReviewParams, reports: Path, run_dir: Path) -> None:
    """Keep in the run folder what `reports` has of each year, so that a run reads one state of it throughout."""
    kept = run_dir / KEPT
    kept.mkdir(parents=True, exist_ok=True)
    for given in params.years:
        for file in (reports / given.run / name for name in PUBLISHED):
            if file.is_file():
                (kept / given.run).mkdir(exist_ok=True)
                shutil.copyfile(file, kept / given.run / file.name)


def _sources(review: Review) -> tuple[str, ...]:
    """What the paper rests on: both texts, each year's records, and where each file is listed."""
    params = review.params
    texts = [params.strategy.title, *([params.earlier.title] if params.earlier else [])]
    years = (
        f"The Council's records of {year.name}, as supplied: {len(seen.records.tables)} tables"
        for year, seen in review.seen
    )
    listed = "Each file with its fingerprint, every setting and definition: manifest.json, published with this paper"
    return (*texts, *years, listed)


def annexes(review: Review) -> Iterator[tuple[str, Page]]:
    """The pages beside the review, each with its file, though no notebook shows them."""
    yield CONTRADICTIONS, compose([annex_of_contradictions(review)])
    yield STANDARDS, compose([annex_of_standards(review)])


def commitments(review: Review) -> Page:
    """The sheets as one page, though no notebook shows them."""
    return compose([workshop_sheets(review)])


def commitments_docx(page: Page) -> bytes:
    """The sheets in Word, on their side, with an empty cell for each sentence of the next version."""
    return _on_its_side(paper_docx(page, template=WORKSHOP_PAPER))


def _on_its_side(paper: bytes) -> bytes:
    """The same file with its pages turned, since five columns want the longer edge, and a rule between the columns."""
    turned = BytesIO()
    with ZipFile(BytesIO(paper)) as parts, ZipFile(turned, "w") as made:
        for part in parts.infolist():
            content = parts.read(part)
            made.writestr(part, _turned(content.decode()) if part.filename == BODY else content)
    return turned.getvalue()


def _turned(body: str) -> str:
    return UPRIGHT.sub(ON_ITS_SIDE, body).replace(LAYOUT, RULED + LAYOUT + APART)
