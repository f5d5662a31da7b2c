"""`heard check --out`: what a check found as a page, with Great Expectations' own pages beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from heard.model.records import Records
from heard.params import Params
from heard.press.composing import compose
from heard.press.html import web_page
from heard.press.manifest import write_manifest
from heard.press.open_data import write_reconciliation
from heard.press.publish import publishing
from heard.press.staging import private_folder
from heard.show.check_page import check_page
from heard.year.reconciliation import RECONCILIATION, reconciliation
from heard.year.steps import check_year, judged_year

PAGE, DOCS = "index.html", "data-docs"


def publish_check(params: Params, place: Path, progress: Callable[[str], None]) -> Records:
    """Check the records and leave the page in the folder `place`; gives back what was checked.

    Raises the HeardError of the records where they are refused: then no page is written, and what was there stands.
    """
    started = datetime.now(UTC)
    with publishing(place) as folder, private_folder() as run_dir:
        progress("Reading and checking the records")
        records = check_year(params, run_dir, folder / DOCS)
        progress("Writing the page")
        pairs = reconciliation(params, records)
        write_reconciliation(pairs, folder / RECONCILIATION)
        page = compose([check_page(judged_year(params, records), f"{DOCS}/{PAGE}", pairs)])
        (folder / PAGE).write_text(web_page(page), encoding="utf-8", newline="\n")
        write_manifest(params, records, folder, started)
    return records
