"""Whether a published report is what it says: its files against its manifest, and its figures against one another."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from heard.errors import FaultError, PlaceError
from heard.history.changed_figures import figures_denied
from heard.history.published_reports import MANIFEST, manifest_of, rows_in, rows_published
from heard.measures import MEASURES
from heard.measures.units import leads
from heard.model.state import COUNTED, JUDGED, State, Verdict
from heard.params.files_read import as_read
from heard.press.formats import figures_denied_by_formats
from heard.press.lines import words_of_papers
from heard.press.manifest import statement_of, write_statement
from heard.press.numbers_printed import numbers_denied
from heard.press.place import MARK, STATEMENT, theirs

OF_PERSONS = {measure.id for measure in MEASURES if measure.units is leads}  # who are never rows of any output
Row = Mapping[str, str]


def first_difference(report: Path, *, with_papers: bool = True) -> str:
    """What a stranger can find wrong with a report, the first of it; "" where it holds together.

    Its files are held against the manifest, its statement against both, `results.csv` against `findings.csv`, the
    verdicts of `commitments.csv` against the counts, and `changes.csv`, the pages, the Word paper, the workbook and,
    `with_papers`, the PDFs against all of them. Raises PlaceError where there is no report that heard wrote.
    """
    manifest = manifest_of(report)
    if MARK not in manifest:
        raise PlaceError(report, "is not a report that heard wrote", "Name the folder of one")
    try:
        return next(
            chain(_files(report, manifest), _statement(report, manifest), _figures(report, manifest, with_papers)), ""
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        return f"{MANIFEST} is not as heard writes it ({type(error).__name__})"


def seal(report: Path) -> None:
    """Write `statement.json` to a report that is whole, and hold it against itself before it takes its place.

    The PDFs are set from what the pages say, and take longer to read than to set (3.2 of the 3.4 seconds that reading
    all formats of a council of 30 activities takes): `heard verify` reads them. Raises FaultError where it would
    contradict itself.
    """
    write_statement(report)
    if found := first_difference(report, with_papers=False):
        raise FaultError("the report", f"it would contradict itself: {found}", "This is a fault in heard")


def _files(report: Path, manifest: Mapping[str, Any]) -> Iterator[str]:
    for each in manifest["published"]:
        if not (report / each["file"]).is_file():
            yield f"{each['file']} is gone"
    if found := theirs(report):
        yield found


def _statement(report: Path, manifest: Mapping[str, Any]) -> Iterator[str]:
    if (report / STATEMENT).is_file():
        written = json.loads((report / STATEMENT).read_text(encoding="utf-8"))
        if written != statement_of(manifest):
            yield f"{STATEMENT} says another thing than {MANIFEST}"


def _figures(report: Path, manifest: Mapping[str, Any], with_papers: bool) -> Iterator[str]:
    if not (report / "findings.csv").is_file():
        if (report / "results.csv").is_file():
            yield from sums_that_differ(rows_published(report / "results.csv"))
        yield from numbers_denied(report, dict(words_of_papers(report, with_pdfs=with_papers)))
        return
    results, commitments = rows_published(report / "results.csv"), rows_published(report / "commitments.csv")
    of_all = [row for row in results if row["group"] == "all"]
    yield from sums_that_differ(results)
    yield from _counts(of_all, rows_in(as_read(report / "findings.csv")))
    yield from verdicts_that_differ(commitments, of_all, int(manifest["standards"]["kept_at"]))
    yield from figures_denied(report)
    yield from figures_denied_by_formats(report, with_papers=with_papers)


def sums_that_differ(results: Iterable[Row]) -> Iterator[str]:
    """Where the six states of a measure do not add up to its units, or its value is not its share."""
    for row in results:
        states = sum(int(row[state.column]) for state in State)
        judged = sum(int(row[state.column]) for state in COUNTED)
        if (states, judged) != (int(row["units"]), int(row["counted"])):
            yield f"results.csv: the states of {row['measure']}, {row['group']}, do not add up"
        if row["value"] and (not judged or abs(float(row["value"]) - int(row["met"]) / judged) > 0.00006):
            yield f"results.csv: the value of {row['measure']}, {row['group']}, is not its share"


def _counts(of_all: Sequence[Row], findings: Iterable[Row]) -> Iterator[str]:
    """Where the counts of a measure are not those of its findings."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for finding in findings:
        found[finding["measure"]][finding["state"]] += 1
    for row in of_all:
        for state in State:
            counted = row[state.column]
            if row["measure"] not in OF_PERSONS and int(counted) != found[row["measure"]][state.value]:
                yield f"results.csv: {row['measure']} has {counted} {state.value}, and findings.csv another number"


def verdicts_that_differ(commitments: Iterable[Row], of_all: Sequence[Row], kept_at: int) -> Iterator[str]:
    """Where the counts of the measures, group *all*, do not make the verdict that a commitment has."""
    for commitment in commitments:
        id, state = commitment["commitment"], commitment["state"]
        serving = {row["measure"]: row for row in of_all if row["judges"] == "yes" and _is_of(row["commitment"], id)}
        verdict = _verdict(list(serving.values()), kept_at)
        if verdict is None and state in JUDGED:
            yield f"commitments.csv: {id} is {state}, and nothing judges it"
        elif verdict is not None and state != verdict:
            yield f"commitments.csv: {id} is {state}, and its counts make it {verdict}"


def _is_of(name: str, commitment: str) -> bool:
    """Whether it is the commitment, or a lettered part of it."""
    part = name.removeprefix(commitment)
    return name == commitment or (name.startswith(commitment) and len(part) == 1 and part.isalpha() and part.islower())


def _verdict(serving: list[Row], kept_at: int) -> Verdict | None:
    """A verdict worked out again, from the counts alone; None where nothing judges."""
    counts = [{name: int(row[name]) for name in ("met", "not_met", "no_evidence", "counted")} for row in serving]
    if not counts:
        return None
    if any(2 * each["not_met"] > each["counted"] for each in counts):
        return Verdict.NOT_KEPT
    if all(100 * each["met"] >= kept_at * (each["counted"] + each["no_evidence"]) for each in counts):
        return Verdict.KEPT
    is_short = any(100 * each["met"] < kept_at * each["counted"] for each in counts)
    return Verdict.PARTLY_KEPT if is_short else Verdict.CANNOT_TELL
