"""What goes with the records: the params files, the commentary and recommendations, and last year's report."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml

from heard.model.shown_before import ShownBefore, as_json
from heard.model.state import COUNTED, State
from heard.sample.council import Council, Span, pre_election, school_holidays
from heard.sample.council_years import DEFINITIONS, TRENDS, TrendWay
from heard.sample.ledger import Ledger
from heard.sample.stock import COMMITTEE, REFERENCE

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

ASKED_BEFORE, REPLIED_BEFORE = 30, 18  # days before the day of the report
UNASKED = 5
MOST_ASKED = 25_000  # activities: of more, a commentary would be longer than it may be
ASKED = "\n## {activity}\n\nasked: {asked}\n"
REPLY = """replied: {replied}

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


PEERS = Path("compare", "compare.csv")  # twelve councils invented as this one was, compared by `heard compare`


def write_papers(out: Path, council: Council, records: Path, previous: Path | None = None) -> Path:
    """Write them beside the records; the params file. `previous` is the report of the year before, if there is one."""
    period, last_year = council.period, {"previous": previous.relative_to(out).as_posix()} if previous else {}
    commentary, recommendations = f"commentary-{period.name}.md", f"recommendations-{period.name}.yaml"
    said = COMMENTARY[previous is not None] + "".join(_askings(council))
    (out / commentary).write_text(said, encoding="utf-8", newline="\n")
    _write_yaml(
        out / recommendations,
        [
            {"text": text, "owner": owner, "day": council.as_at + timedelta(days=days), "commitment": commitment}
            for text, (owner, days, commitment) in RECOMMENDATIONS
        ],
    )
    (out / PEERS).parent.mkdir(exist_ok=True)
    shutil.copyfile(REFERENCE / PEERS.name, out / PEERS)
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
            **last_year,
            "commentary": commentary,
            "recommendations": recommendations,
            "meeting_on": council.as_at + timedelta(days=18),
            "prepared_by": "Research Group",
            "school_holidays": [_span(days) for days in school_holidays(period)],
            "pre_election": [_span(days) for days in pre_election(period)],
            "peers": PEERS.as_posix(),
        },
    )
    return path


def _askings(council: Council) -> Iterator[str]:
    """Every service was asked to reply, but on the last few activities, of which nobody thought; one replied."""
    on = {"asked": ASKED_BEFORE, "replied": REPLIED_BEFORE}
    days = {what: council.as_at - timedelta(days=before) for what, before in on.items()}
    asked = council.closed[:-UNASKED][-MOST_ASKED:]
    for each in asked:
        yield ASKED.format(activity=each.id, **days) + (REPLY.format(**days) if each is asked[-1] else "")


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


EARLIER_DEFINITION = 0  # of a measure since redefined

OTHER_FILES = {
    "findings.csv": ("measure", "unit", "unit_id", "state", "reason", "source"),
    "commitments.csv": ("commitment", "text", "state", "decided_by", "reason"),
}

RESULTS = (
    "measure", "definition", "commitment", "period", "group", "units", "met", "partly", "not_met", "no_evidence",
    "not_yet_due", "not_applicable", "counted", "value", "judges", "reason",
)  # fmt: skip


def write_published(folder: Path, council: Council, ledger: Ledger, *, first: bool) -> None:
    """Write the `results.csv` of a report published then; its other files have no rows, and it told of no people.

    Its manifest lets the true report of that year take its place. In the first year a measure with a break was counted
    by its earlier definition: what has no evidence was taken as met, and so was half of what was not.
    """
    rows = []
    for measure, counts in sorted(ledger.counts.items()):
        broken = first and measure in TRENDS and TRENDS[measure].way is TrendWay.BREAK
        rows.append(_row(measure, council.period.name, _earlier(counts) if broken else counts, broken))
    _write(folder / "results.csv", RESULTS, rows)
    for name, columns in OTHER_FILES.items():
        _write(folder / name, columns, [])
    _write_json(folder / "disclosure.json", {"told": as_json(ShownBefore())})
    files = [{"file": file.name, "sha256": sha256(file.read_bytes()).hexdigest()} for file in sorted(folder.iterdir())]
    made_by = {"heard": {"version": version("heard")}, "params": {"invented": True}}
    _write_json(folder / "manifest.json", {**made_by, "published": files})


def _write_json(path: Path, content: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8", newline="\n")


def _earlier(counts: Counter[State]) -> Counter[State]:
    found = Counter(counts)
    for state, n in ((State.NO_EVIDENCE, counts[State.NO_EVIDENCE]), (State.NOT_MET, counts[State.NOT_MET] // 2)):
        found[state] -= n
        found[State.MET] += n
    return found


def _row(measure: str, period: str, counts: Counter[State], broken: bool) -> tuple[str | int, ...]:
    counted = sum(counts[state] for state in COUNTED)
    value = f"{counts[State.MET] / counted:.4f}" if counted else ""
    states = (counts[state] for state in State)
    definition = EARLIER_DEFINITION if broken else DEFINITIONS.get(measure, 1)
    return measure, definition, "", period, "all", counts.total(), *states, counted, value, "", ""


def _write(path: Path, columns: Sequence[str], rows: Sequence[Sequence[str | int]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
