"""`heard owed`: what is due to the public on a day, as a page, a table, a calendar file, and a set for each service."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from heard.english import some
from heard.model.obligation import OPEN, Standing
from heard.model.public_page import names_of_services
from heard.params import Params
from heard.params.files_read import reading, write_frozen
from heard.press.calendar_file import DayToKeep, calendar_file
from heard.press.composing import compose
from heard.press.html import page_of, web_page
from heard.press.manifest import write_manifest
from heard.press.notebooks import run_notebook
from heard.press.open_data import write_csv
from heard.press.place import refuse_another_councils, refuse_to_replace_a_real_one
from heard.press.publish import publishing, refuse_to_replace_inputs
from heard.press.templates import read_templates
from heard.show.owed_page import TABLE, TITLE, OwedPage
from heard.show.owed_rows import OWED, owed_rows
from heard.show.owed_words import mail, one_line, worked_out
from heard.year.owed import Owed, owed_on, refuse_before_the_period
from heard.year.steps import year_read_on

NOTEBOOK = "50_promises_due"
SERVICES = "services"


def place_of_owed(params: Params, out: Path) -> Path:
    """`owed-2026-27` of `annual-2026-27.yaml`."""
    return out / f"owed-{params.name.removeprefix('annual-')}"


def publish_owed(
    params: Params, on: date, out: Path, progress: Callable[[str], None], service: str = ""
) -> tuple[Path, Owed]:
    """Publish what is owed on a day in `out/owed-<year>/`; gives back that folder, and what is owed.

    With a `service` only what it owes. `progress` is told each step. Raises the HeardError of the step that refused;
    what was published before then stands as it was.
    """
    with reading(params.read):
        read_templates()
        return _publish(params, on, out, progress, service)


def _publish(params: Params, on: date, out: Path, progress: Callable[[str], None], service: str) -> tuple[Path, Owed]:
    started, place = datetime.now(UTC), place_of_owed(params, out)
    refuse_before_the_period(params, on)
    refuse_to_replace_inputs(params, place)
    refuse_to_replace_a_real_one(params, place)
    refuse_another_councils(params.council, place)
    with publishing(place) as folder:
        run_dir = folder / ".run"
        write_frozen(params.path, params.read, run_dir)
        progress("Reading and checking the records")
        year = year_read_on(params, on, run_dir)
        progress("Working out what is owed")
        owed = owed_on(year, on, service)
        given = {"params_file": str(params.path), "run_dir": str(run_dir), "on": str(on), "service": owed.service}
        page = page_of(run_notebook(NOTEBOOK, given, run_dir, opened=owed))
        _write_text(folder / "owed.html", web_page(page))
        write_csv(folder / TABLE, OWED, owed_rows(owed))
        (folder / "owed.ics").write_bytes(_calendar(owed))
        names = names_of_services([owed.service] if owed.service else owed.services)
        progress(f"Writing the pages of {some(len(names), 'services')}")
        for name, stem in names.items():
            _write_service(owed.of(name), folder / SERVICES / f"service-{stem}")
        shutil.rmtree(run_dir)
        progress("Publishing")
        write_manifest(params, year.records, folder, started)
    return place, owed


def _write_service(owed: Owed, place: Path) -> None:
    """The page of a service, its calendar file and its mail, written to `place` with their own endings."""
    place.parent.mkdir(exist_ok=True)
    page = place.with_name(f"{place.name}.html")
    _write_text(page, web_page(compose(OwedPage(owed).blocks())))
    place.with_name(f"{place.name}.ics").write_bytes(_calendar(owed))
    _write_text(place.with_name(f"{place.name}.txt"), "\n".join(mail(owed, page.name)) + "\n")


def _calendar(owed: Owed) -> bytes:
    """What can still be done in time, and what is late; what is settled is gone from it."""
    whose = owed.service or owed.params.council
    return calendar_file(f"{TITLE}: {whose}", _days(owed), owed.on)


def _days(owed: Owed) -> Iterator[DayToKeep]:
    for each in owed.that_are(Standing.LATE, *OPEN):
        if each.due_on is not None:
            said = f"{each.owed_by}\n{worked_out(each)}\nWhat tells it: {each.settled_by.replace(';', ', ')}"
            yield DayToKeep(each.id, each.due_on, f"{one_line(each.title)}: {each.task}", said)


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
