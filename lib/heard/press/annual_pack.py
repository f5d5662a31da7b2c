"""The annual report, from a params file to a published folder: complete, or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from heard.history.changed_figures import Change, changes_from, changes_since_last_year
from heard.history.published_reports import manifest_of
from heard.history.published_site import told_by_site
from heard.history.shown_before_files import keep_told, told_in, told_under
from heard.model.shown_before import ShownBefore
from heard.params import Params
from heard.params.files_read import reading, write_frozen
from heard.press.beside import beside
from heard.press.committee_paper import check_sign_off, template_of
from heard.press.composing import Page
from heard.press.datapackage import write_datapackage
from heard.press.disclosure import write_disclosure
from heard.press.fingerprint import fingerprint
from heard.press.html import page_of, web_page
from heard.press.lines import lines_of
from heard.press.manifest import finish_manifest, made_from
from heard.press.notebooks import run_notebook
from heard.press.numbers_printed import write_numbers_printed
from heard.press.open_data import (
    OPEN_DATA,
    write_carried_over,
    write_changes,
    write_people,
    write_readings,
    write_reconciliation,
    write_set_aside,
)
from heard.press.pdf import paper
from heard.press.place import refuse_another_councils, refuse_to_replace_a_real_one
from heard.press.publish import publishing, refuse_to_replace_inputs
from heard.press.templates import read_templates
from heard.press.verify import seal
from heard.press.word import paper_docx, source_documents
from heard.press.workbook import workbook_of, write_book
from heard.show.marks import CONSULTATIONS
from heard.sources.checked import freeze
from heard.year import Year
from heard.year.commentary import read_commentary
from heard.year.reconciliation import RECONCILIATION, reconciliation
from heard.year.steps import assessed_year, check_year

NOTEBOOKS = (
    "01_check_the_records",
    "02_assess_the_year",
    "10_annual_report",
    "11_summary_for_members",
    "12_find_a_consultation",
)
CHECK, ASSESS, REPORT, SUMMARY, FIND = NOTEBOOKS


def publish_annual(
    params: Params, out: Path, progress: Callable[[str], None], *, replace: bool = False, workers: int = 1
) -> Path:
    """Publish the year in `out/<name of the params file>/`, and give back that folder; `progress` is told each step.

    To `replace` is to put the report that is there aside, whatever lies in its folder. With two `workers` the workbook
    is laid out in a process of its own, beside the other formats. Raises the HeardError of the
    step that refused; what was published before then stands as it was.
    """
    with reading(params.read):
        read_templates()
        return _publish(params, out, progress, replace, workers)


def _publish(params: Params, out: Path, progress: Callable[[str], None], replace: bool, workers: int) -> Path:
    _refuse_what_may_not_be(params, out / params.name)
    started, made_of = datetime.now(UTC), fingerprint(params)
    with publishing(out / params.name, replace=replace) as report, beside(write_book, workers) as lay_out:
        run_dir, notebooks = report / ".run", report / "internal" / "notebooks"
        told = _told_before(params, out, progress)
        keep_told(told, run_dir)
        write_frozen(params.path, params.read, run_dir)
        given = {"params_file": str(params.path), "run_dir": str(run_dir)}
        progress("Checking the records")
        read_commentary(params, check_year(params, run_dir))  # what cannot stand is refused before a notebook runs
        freeze(run_dir)
        run_notebook(CHECK, given, notebooks, opened=params)
        progress("Assessing the year")
        year = assessed_year(params, run_dir)
        run_notebook(ASSESS, given, notebooks, opened=year)
        progress("Writing the report")
        page = page_of(run_notebook(REPORT, given, notebooks, opened=year))
        workbook = lay_out(*workbook_of(year, page), report / "workbook.xlsx")
        progress("Writing the summary for members")
        summary = page_of(run_notebook(SUMMARY, given, notebooks, opened=year))
        progress("Writing the page on which each consultation is found")
        every = page_of(run_notebook(FIND, given, notebooks, opened=year))
        progress("Setting the PDFs")
        _write_page(page, report / "annual-report")
        _write_page(summary, report / "summary")
        (report / CONSULTATIONS).write_text(web_page(every), encoding="utf-8", newline="\n")
        progress("Writing the committee paper and the workbook")
        (report / "annual-report.docx").write_bytes(_committee_paper(page, year))
        workbook()
        progress("Publishing")
        made = made_from(params, year.records)
        _write_open_data(year, run_dir, report)
        pages = {"annual-report.html": page, "summary.html": summary, CONSULTATIONS: every}
        write_numbers_printed({name: lines_of(each) for name, each in pages.items()}, report)
        write_changes(_changes(year, made, out / params.name, report, told), report)
        write_datapackage(report, params)
        _write_for_the_analyst(year, report / "internal")
        shutil.rmtree(run_dir)
        finish_manifest(params, made, report, started, made_of, out / params.name)
        seal(report)
    return out / params.name


def _refuse_what_may_not_be(params: Params, report: Path) -> None:
    """A report is not made without its sign-off, nor in the place of what it must not replace."""
    check_sign_off(params)
    refuse_to_replace_inputs(params, report)
    refuse_to_replace_a_real_one(params, report)
    refuse_another_councils(params.council, report)


def _committee_paper(page: Page, year: Year) -> bytes:
    """The page in the council's own committee paper, which names the documents it rests on."""
    return paper_docx(page, source_documents(year.params, year.records), template_of(year.params))


def _write_open_data(year: Year, run_dir: Path, report: Path) -> None:
    for name in OPEN_DATA:
        shutil.copyfile(run_dir / name, report / name)
    write_people(year.assessment.people, report)
    write_disclosure(year.assessment.people, year.params, report)
    write_carried_over(year.carried_over, report)


def _write_for_the_analyst(year: Year, folder: Path) -> None:
    write_set_aside(year.records, folder / "set-aside.csv")
    write_readings(year.records, folder / "readings.csv")
    write_reconciliation(reconciliation(year.params, year.records), folder / RECONCILIATION)


def _changes(year: Year, made: Mapping[str, Any], place: Path, report: Path, told: ShownBefore) -> Iterator[Change]:
    """What figures of the report differ from those of the one in its `place`, and from those of last year's."""
    knew, _ = told_in([place])
    yield from changes_from(place, report, made, told_more=not knew.holds(told))
    if year.before and (previous := year.params.previous):
        yield from changes_since_last_year(year.before, report, manifest_of(previous), made)


def _told_before(params: Params, out: Path, progress: Callable[[str], None]) -> ShownBefore:
    """What the report that this one replaces told of people; what cannot be known of it, or of last year's, is said."""
    told, unknown = told_under(params.name, out)
    told = told.and_then(told_by_site(out, params.period))
    last_year = told_in([params.previous])[1] if params.previous else ()
    for sentence in (*unknown, *last_year):
        progress(sentence)
    return told


def _write_page(page: Page, place: Path) -> None:
    """A page for the web and for paper, written to `place` with their own endings."""
    place.with_suffix(".html").write_text(web_page(page), encoding="utf-8", newline="\n")
    place.with_suffix(".pdf").write_bytes(paper(page))
