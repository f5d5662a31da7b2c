"""`heard plan`: one consultation before it opens, as a page, a sheet of paper, tables, dates, and rows to paste."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from heard.model.records import Records
from heard.params import Params
from heard.params.draft import Draft, load_draft
from heard.params.files_read import content_of, reading
from heard.press.calendar_file import DayToKeep, calendar_file
from heard.press.composing import compose
from heard.press.html import web_page
from heard.press.manifest import finish_manifest, made_from
from heard.press.open_data import write_csv
from heard.press.pdf import paper
from heard.press.place import refuse_another_councils, refuse_to_replace_a_real_one
from heard.press.publish import publishing, refuse_to_replace_inputs
from heard.press.staging import private_folder
from heard.press.templates import read_templates
from heard.show.plan_page import TABLE, PlanPage
from heard.show.plan_rows import (
    FORESEEN,
    STEPS,
    activity_to_paste,
    columns_to_paste,
    entry_to_paste,
    foreseen_rows,
    step_rows,
)
from heard.year.foreseen import Prospect
from heard.year.plan import Plan, plan_of, registered
from heard.year.plan_calendar import DECISIVE
from heard.year.steps import check_year

UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
ENDINGS = (".yaml", ".yml")
ROWS = {"activities": activity_to_paste, "forward_plan": entry_to_paste}


def place_of_plan(drafted: str, out: Path) -> Path:
    """`plan-library` of `library.yaml`, `plan-FC24-0012` of an id."""
    name = Path(drafted).stem if drafted.endswith(ENDINGS) else UNSAFE.sub("-", drafted)
    return out / f"plan-{name}"


def publish_plan(params: Params, drafted: str, out: Path, progress: Callable[[str], None]) -> tuple[Path, Plan]:
    """Publish the plan of a draft's file, or of an id in the register, in `out`; gives back its folder, and the plan.

    The records are read as at the day of the params. Raises the HeardError of the step that refused; what was
    published before then stands as it was.
    """
    with reading(params.read):
        read_templates()
        draft = load_draft(Path(drafted)) if drafted.endswith(ENDINGS) else None
        return _publish(params, draft, drafted, out, progress)


def _publish(
    params: Params, draft: Draft | None, drafted: str, out: Path, progress: Callable[[str], None]
) -> tuple[Path, Plan]:
    started, place = datetime.now(UTC), place_of_plan(drafted, out)
    refuse_to_replace_inputs(params, place)
    refuse_to_replace_a_real_one(params, place)
    refuse_another_councils(params.council, place)
    with publishing(place) as folder, private_folder() as run_dir:
        progress("Reading and checking the records")
        records = check_year(params, run_dir)
        progress("Working the days back")
        plan = plan_of(params, records, draft or registered(params, records, drafted))
        progress("Writing the page")
        _write_text(folder / "plan.html", web_page(compose((PlanPage(plan).blocks(),))))
        (folder / "plan.pdf").write_bytes(paper(compose((PlanPage(plan, on_a_sheet=True).blocks(),))))
        write_csv(folder / TABLE, FORESEEN, foreseen_rows(plan))
        write_csv(folder / "days.csv", STEPS, step_rows(plan))
        (folder / "plan.ics").write_bytes(calendar_file(f"A plan: {plan.draft.title}", _days(plan), plan.on))
        for table, row in ROWS.items():
            headings = [own.heading for own in columns_to_paste(plan, table)]
            (folder / "rows").mkdir(exist_ok=True)
            write_csv(folder / "rows" / f"{table}.csv", headings, [row(plan)])
        progress("Publishing")
        finish_manifest(params, _made_from(params, records, drafted), folder, started)
    return place, plan


def _days(plan: Plan) -> Iterator[DayToKeep]:
    """The days that the draft gives, and what is still to be done on its last day, called as what is owed is."""
    name, title = plan.draft.name, " ".join(plan.draft.title.split())
    for column, does in DECISIVE.items():
        when = plan.draft.day(column)
        if when and when >= plan.on:
            yield DayToKeep(f"{column}/{name}", when, f"{title} {does}")
    for each in sorted(plan.of(Prospect.TO_DO), key=lambda each: (each.due_on or date.max, each.measure)):
        if each.due_on:
            yield DayToKeep(
                f"{each.measure}/{name}", each.due_on, f"{title}: {each.task}", f"The last day: {each.how}."
            )


def _made_from(params: Params, records: Records, drafted: str) -> dict[str, Any]:
    """What the year is made from, and the draft."""
    made, path = made_from(params, records), Path(drafted)
    if not drafted.endswith(ENDINGS):
        return made
    draft = {"file": path.name, "sha256": hashlib.sha256(content_of(path)).hexdigest()}
    return made | {"inputs": [*made["inputs"], draft]}


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
