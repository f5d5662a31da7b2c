"""heard: were people heard? A council's own records, held against its own promises.

Here are the few names that a notebook needs. What they need is imported when they are called, so that most commands,
which do without, stay quick; and here, above all floors, the desk is given what press publishes with.
"""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from heard.answers.mapping_fields import MappingFields
    from heard.desk.opened_year import OpenedYear
    from heard.desk.views import AssessmentView, RecordsView
    from heard.desk.welcome import Desk
    from heard.show.owed_page import OwedPage
    from heard.show.profile.quality import Profile
    from heard.show.review.pack import ReviewPack
    from heard.show.site.site_pages import SitePages

# jsonschema, which nbformat and Great Expectations bring, would build a grammar of web addresses as it is imported, for
# two seconds: half of what a command needs to start. Nothing here asks for that check, and jsonschema does without. It
# has no switch for it, and no one import to put this at: many libraries bring it. Who imports heard finds the package
# absent in that process, and an `iri` of a schema unchecked; who needs either imports rfc3987_syntax before heard.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # None means: cannot be imported

# Python looks for cycles among what was made after every 700 new objects, and again and again among the million that
# pandas, matplotlib and Great Expectations leave there for good: a fifth of the time of a run. It frees little.
gc.set_threshold(50_000)

__all__ = [
    "open_assessment",
    "open_desk",
    "open_mapping",
    "open_owed",
    "open_profile",
    "open_records",
    "open_review",
    "open_site",
    "open_year",
]


def open_desk(params_file: str, run_dir: str) -> Desk:
    """The desk of `00_start_here`: a year to choose, check, report on and read; as `open_year` otherwise.

    The year is kept in mind for the notebooks that name none, unless there is a `run_dir`. Where `params_file` is
    empty it is the one chosen last, else the first of real records, else that of the sample council, invented if need
    be. No `run_dir`: heard's reports/.
    """
    from heard.desk import opening
    from heard.press.annual_pack import publish_annual

    return opening.open_desk(params_file, run_dir, publish_annual)


def open_mapping(params_file: str, run_dir: str, file: str) -> MappingFields:
    """What heard proposes for a `file` of the records, to be settled in fields and written; otherwise as `open_year`.

    Empty: the first file of the records, the others to be chosen from. Run by papermill it writes nothing.
    """
    from heard.answers.mapping_fields import MappingFields
    from heard.desk import opening
    from heard.page.output import is_at_work

    return MappingFields(opening.open_params(params_file, run_dir), file, with_fields=is_at_work())


def open_records(params_file: str, run_dir: str) -> RecordsView:
    """The year's records, checked anew and left in `run_dir`; as `open_year` otherwise."""
    from heard.desk import opening

    return opening.open_records(params_file, run_dir)


def open_assessment(params_file: str, run_dir: str) -> AssessmentView:
    """The year assessed, its open data left in `run_dir`; as `open_year` otherwise."""
    from heard.desk import opening
    from heard.press.open_data import write_open_data

    return opening.open_assessment(params_file, run_dir, write_open_data)


def open_year(params_file: str, run_dir: str) -> OpenedYear:
    """The year as a reader sees it, to be asked why, from the records in `run_dir`: checked first where they were not.

    `params_file` is looked for where the notebook runs, then in heard's checkout or where `heard lab` was called;
    empty, it is the one chosen in `00_start_here`. No `run_dir` is `reports/lab/` there.
    Raises ParamsError for a parameter that is unknown, or not text, and for a file that is not there.
    """
    from heard.desk import opening

    return opening.open_year(params_file, run_dir)


def open_review(params_file: str, run_dir: str) -> ReviewPack:
    """The three-yearly review as a reader sees it, its years judged anew; as `open_year` otherwise, and none is chosen.

    What was published of each year is read from the run folder, where a run has kept it, else from heard's reports/.
    """
    from heard.desk import opening

    return opening.open_review(params_file, run_dir)


def open_profile(params_file: str, run_dir: str, activity_id: str) -> Profile:
    """One closed activity of the year, for the service that ran it; otherwise as `open_year`."""
    from heard.desk import opening

    return opening.open_profile(params_file, run_dir, activity_id)


def open_site(params_file: str, run_dir: str, on: str) -> SitePages:
    """The public pages of the day `on` (as 2025-06-01; empty: today); otherwise as `open_year`.

    What the site in heard's reports/ told is remembered, as `heard site` would.
    """
    from heard.desk import opening

    return opening.open_site(params_file, run_dir, on)


def open_owed(params_file: str, run_dir: str, on: str, service: str) -> OwedPage:
    """What is owed to the public on the day `on` (as 2026-06-04; empty: today), by the `service` named, or by all.

    Otherwise as `open_year`. Raises ParamsError for a day before the year began, and for a service that is none.
    """
    from heard.desk import opening

    return opening.open_owed(params_file, run_dir, on, service)
