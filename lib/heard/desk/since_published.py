"""What has changed since a year was published: the verdicts and the cases that are otherwise now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from heard.english import some
from heard.history.published_reports import rows_published
from heard.page.blocks import Blocks, code, flow, paragraph, table, words
from heard.year import Year

VERDICTS, CASES = "commitments.csv", "findings.csv"
MOST = 300  # cases shown at once: more are slow to show, and nobody reads them here
GONE = "–"  # what was not there then, or is not now

Change = tuple[str, str, str, str, str]


def since_published(year: Year, report: Path) -> Blocks:
    """Each promise with another verdict and each case with another state than in `report`, a published folder."""
    place = code(f"{report.parent.name}/{report.name}")
    if not all((report / name).is_file() for name in (VERDICTS, CASES)):
        return flow(paragraph(words("No report of this year is in ", place, " yet: nothing to compare with.")))
    verdicts, cases = list(_verdicts(year, report)), list(_cases(year, report))
    if not verdicts and not cases:
        return flow(paragraph(words("Nothing has changed since the report in ", place, ".")))
    found = f"{some(len(verdicts), 'commitments')} and {some(len(cases), 'cases')} are otherwise than in the report in "
    return flow(
        paragraph(words(found, place, ".")),
        table("Commitments with another verdict", ("Commitment", "What it says", "Published", "Now"), verdicts),
        table("Cases with another state", ("Name", "Id", "Measure", "Published", "Now"), cases[:MOST]),
        paragraph(f"The first {MOST} are shown." if len(cases) > MOST else ""),
    )


def _verdicts(year: Year, report: Path) -> Iterator[tuple[str, str, str, str]]:
    then = {row["commitment"]: row["state"] for row in rows_published(report / VERDICTS)}
    titles = {each.id: each.title for each in year.params.strategy.commitments}
    now = {name: str(outcome.verdict) for name, outcome in year.outcomes.items()}
    for name in dict.fromkeys((*now, *then)):
        if then.get(name, GONE) != now.get(name, GONE):
            yield name, titles.get(name, ""), then.get(name, GONE), now.get(name, GONE)


def _cases(year: Year, report: Path) -> Iterator[Change]:
    then = {(row["measure"], row["unit"], row["unit_id"]): row["state"] for row in rows_published(report / CASES)}
    now = {
        (each.measure, each.unit, each.unit_id): str(each.state)
        for result in year.results.values()
        for each in result.findings
    }
    for key in dict.fromkeys((*now, *then)):
        if then.get(key, GONE) != now.get(key, GONE):
            measure, unit, unit_id = key
            yield year.name(unit, unit_id), unit_id, measure, then.get(key, GONE), now.get(key, GONE)
