"""What goes with the records of an invented council: its params file, what is recommended, what the analyst says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from heard.sample.council import Council
from heard.sample.stock import COMMITTEE
from heard.sample.terms import Span, pre_election, school_holidays

NAME = "Fenshire County Council"
COMMENTARY = (
    """\
This is the first year in which every service kept its entries in the Consultation Database itself. Where a cell is
blank, the service was asked once and the answer did not come in time.

## PROMISE-3

Feedback is late most often where the decision was late. Highways and property have agreed to publish what people said
before the decision, and the reasons after it.
""",
    """\
Services now enter a consultation in the Database before it opens, and the Research Group no longer has to ask for it.
Where a cell is blank, the service was asked once and the answer did not come in time.

## APPROACH-5

The groups most affected are named earlier than they were. Plans for the decision come later: three directorates changed
their meeting days in the year, and some days were not set again before the consultation opened.
""",
)
REPLY = """
## {activity}

We thank everyone who took part. What people told us is with the team that plans the next one.
"""
RECOMMENDATIONS = (
    (
        "Agree that every consultation names a day for feedback before it opens.",
        ("Head of Communications", 120, "PROMISE-3"),
    ),
    (
        "Ask each directorate for its part of the forward plan by the end of January.",
        ("Research Group Manager", 240, "DELIVER-1"),
    ),
    (
        "Offer the consultation course to everyone who is to lead one this year.",
        ("Head of Organisational Development", 180, "CONSULT-7d"),
    ),
)


def write_papers(out: Path, council: Council, records: Path, *, first: bool = True) -> Path:
    """Write them beside the records; the params file. `first` says that no year was invented before it."""
    period = council.period
    commentary, recommendations = f"commentary-{period.name}.md", f"recommendations-{period.name}.yaml"
    replies = REPLY.format(activity=council.closed[-1].id) if council.closed else ""
    (out / commentary).write_text(COMMENTARY[not first] + replies, encoding="utf-8", newline="\n")
    _write_yaml(
        out / recommendations,
        [
            {"text": text, "owner": owner, "day": council.as_at + timedelta(days=days), "commitment": commitment}
            for text, (owner, days, commitment) in RECOMMENDATIONS
        ],
    )
    path = out / f"annual-{period.name}.yaml"
    _write_yaml(
        path,
        {
            "council": NAME,
            "invented": True,
            "committee": COMMITTEE,
            "period": {"first_day": period.first_day, "last_day": period.last_day},
            "as_at": council.as_at,
            "records": records.name,
            "commentary": commentary,
            "recommendations": recommendations,
            "meeting_on": council.as_at + timedelta(days=18),
            "prepared_by": "Research Group",
            "school_holidays": [_span(days) for days in school_holidays(period)],
            "pre_election": [_span(pre_election(period))],
        },
    )
    return path


def write_review(out: Path, councils: Sequence[Council]) -> Path:
    """Write the params file of the review of those years: what else it can hold is left to what heard ships with."""
    first, last = councils[0].period, councils[-1].period
    path = out / f"review-{first.name[:4]}-{last.name[-2:] if '-' in last.name else last.name}.yaml"
    years = [f"annual-{council.period.name}.yaml" for council in councils]
    _write_yaml(path, {"years": years, "as_at": councils[-1].as_at})
    return path


def _span(days: Span) -> dict[str, date]:
    return dict(zip(("first_day", "last_day"), days, strict=True))


def _write_yaml(path: Path, content: Any) -> None:
    text = yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=120)
    path.write_text(text, encoding="utf-8", newline="\n")
