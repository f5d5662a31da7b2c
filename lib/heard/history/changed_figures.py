"""What figures differ from a report published before, and which kinds of input the two manifests have otherwise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from heard.history.published_reports import MANIFEST, manifest_of, rows_in, rows_published
from heard.history.shown_before_files import PEOPLE, unaltered
from heard.maths.suppress import Symbol
from heard.model.published import Published
from heard.model.state import State

CHANGES = "changes.csv"
COLUMNS = ("file", "measure", "group", "unit_id", "column", "before", "now", "because")
RECORDS, PARAMS, STANDARDS, STRATEGY, DEFINITION, DISCLOSURE, VERSION = (
    *("records", "params", "standards", "strategy", "definition", "disclosure", "version"),
)
KINDS = (RECORDS, PARAMS, STANDARDS, STRATEGY, DEFINITION, DISCLOSURE, VERSION)
HAVE_A_KIND = ("records", "strategy", "standards", "disclosure")  # keys of a params file
COUNTS = ("units", *(state.column for state in State), "counted", "value")
OF_PEOPLE = ("people", "share", "population", "population_share", "ratio", "total")
NOT_SHOWN = ("", Symbol.CONFIDENTIAL.value)
FINDINGS, CARRIED_OVER, PRINTED = "findings.csv", "carried-over.csv", "figures.csv"
A_NUMBER, BLANK = re.compile(r"\d[\d,]*(?:\.\d+)?"), "…"
Change = tuple[str, ...]


@dataclass(frozen=True)
class _Figures:
    """The columns of a published table that are figures; and those that name a measure, a group and a unit."""

    columns: tuple[str, ...]
    measure: str = ""
    group: tuple[str, ...] = ()
    unit_id: str = ""

    def of(self, row: Mapping[str, str]) -> Iterator[tuple[tuple[str, ...], str]]:
        """Each figure of a row, with what it is of."""
        group = "=".join(row[name] for name in self.group)
        names = (row.get(self.measure, ""), group, row.get(self.unit_id, ""))
        for column in self.columns:
            yield (*names, column), row[column]


TABLES = {
    "commitments.csv": _Figures(("state",), unit_id="commitment"),
    "results.csv": _Figures(COUNTS, "measure", ("group",)),
    FINDINGS: _Figures(("state",), "measure", unit_id="unit_id"),
    CARRIED_OVER: _Figures(("state",), "measure", unit_id="unit_id"),
    PEOPLE: _Figures(OF_PEOPLE, group=("characteristic", "category")),
}


def changes_from(before: Path, now: Path, made: Mapping[str, Any], *, told_more: bool) -> list[Change]:
    """Every figure of the report being made, in `now`, that the report it replaces has otherwise, sorted.

    `made` is what the manifest will say; `told_more`, whether more was told of people since than that report knew of.
    Only files that are as heard wrote them are compared, and a count of people that is not shown now is not repeated.
    Of the numbers that are printed and stand in no other file, those are compared whose words stand in both reports. A
    report made again of the same, with the same figures, has the changes of the one it replaces.
    """
    kinds = kinds_that_differ(manifest_of(before), made, told_more=told_more) if (before / MANIFEST).is_file() else ()
    found = [
        (name, *of, then, figure, ";".join(kinds))
        for name, table in TABLES.items()
        if (written := unaltered(before, name)) is not None
        for of, then, figure in _that_differ(
            _figures(table, rows_in(written)), _figures(table, rows_published(now / name))
        )
        if name != PEOPLE or figure not in NOT_SHOWN
    ]
    if (written := unaltered(before, PRINTED)) is not None:
        pairs = _that_differ(_printed(rows_in(written)), _printed(rows_published(now / PRINTED)))
        found += [(PRINTED, *of, then, figure, ";".join(kinds)) for of, then, figure in pairs if then and figure]
    return sorted(found) if found or kinds else _changes_of(before)


def changes_since_last_year(
    last_year: Published, now: Path, before: Mapping[str, Any], made: Mapping[str, Any]
) -> list[Change]:
    """Every unit of this report, in `now`, that had another state under a measure in last year's; sorted.

    `before` and `made` are the two manifests.
    """
    because = ";".join(kinds_that_differ(before, made))
    states = {
        (row["measure"], row["unit_id"]): row["state"]
        for name in (CARRIED_OVER, FINDINGS)
        for row in rows_published(now / name)
    }
    return sorted(
        (f"{last_year.period}/{FINDINGS}", measure, "", unit_id, "state", then.value, states[measure, unit_id], because)
        for (measure, unit_id), then in last_year.states.items()
        if states.get((measure, unit_id), then.value) != then.value
    )


def kinds_that_differ(before: Mapping[str, Any], now: Mapping[str, Any], *, told_more: bool = False) -> tuple[str, ...]:
    """Every kind of input that two manifests have otherwise; nothing is apportioned to one of them."""
    pairs = zip(_by_kind(before).items(), _by_kind(now).values(), strict=True)
    differ = {kind for (kind, then), at_hand in pairs if then != at_hand}
    return tuple(kind for kind in KINDS if kind in differ or (kind == DISCLOSURE and told_more))


def figures_denied(report: Path) -> Iterator[str]:
    """Where `changes.csv` says of a figure that it is now what the report does not have; a report without has none."""
    if not (report / CHANGES).is_file():
        return
    known = {name: _figures(table, rows_published(report / name)) for name, table in TABLES.items()}
    if (report / PRINTED).is_file():
        known[PRINTED] = _printed(rows_published(report / PRINTED))
    for row in rows_published(report / CHANGES):
        of = tuple(row[name] for name in ("measure", "group", "unit_id", "column"))
        if row["file"] in known and known[row["file"]].get(of, "") != row["now"]:
            yield f"{CHANGES}: {_called(row)} is {row['now'] or 'gone'}, and {row['file']} has another figure"


def _called(row: Mapping[str, str]) -> str:
    return ", ".join(filter(None, (row["measure"], row["group"], row["unit_id"], row["column"])))


def _by_kind(manifest: Mapping[str, Any]) -> dict[str, object]:
    params: Mapping[str, Any] = manifest.get("params", {})
    inputs = [each for each in manifest.get("inputs", ()) if "sha256" in each]
    own = {str(params.get(key)): key for key in (STRATEGY, STANDARDS)}
    settings = [each for each in inputs[1:] if "table" not in each]  # after the params file itself
    return {
        RECORDS: sorted((each["table"], each["sha256"]) for each in inputs if "table" in each),
        PARAMS: [
            {key: str(said) for key, said in params.items() if key not in HAVE_A_KIND},
            sorted(each["sha256"] for each in settings if each["file"] not in own),
        ],
        STANDARDS: manifest.get("standards"),
        STRATEGY: [each["sha256"] for each in settings if own.get(each["file"]) == STRATEGY],
        DEFINITION: {name: each["definition"] for name, each in manifest.get("measures", {}).items()},
        DISCLOSURE: params.get("disclosure"),
        VERSION: [manifest.get("heard"), manifest.get("versions")],
    }


def _figures(table: _Figures, rows: Iterable[dict[str, str]]) -> dict[tuple[str, ...], str]:
    return {of: figure for row in rows for of, figure in table.of(row)}


def _printed(rows: Iterable[dict[str, str]]) -> dict[tuple[str, ...], str]:
    """The numbers that are printed and stand in no other file, each by its place and the words around it.

    Of several in the same words each has its turn, as in `figure 2`.
    """
    found: dict[tuple[str, ...], str] = {}
    turns = Counter[tuple[str, str]]()
    for row in rows:
        if not row["file"]:
            place = "#".join(filter(None, (row["page"], row["place"])))
            words = A_NUMBER.sub(BLANK, row["words"])
            turns[place, words] += 1
            found["", place, words, f"figure {turns[place, words]}"] = row["figure"]
    return found


def _that_differ(
    before: Mapping[tuple[str, ...], str], now: Mapping[tuple[str, ...], str]
) -> Iterator[tuple[tuple[str, ...], str, str]]:
    for of in {*before, *now}:
        then, figure = before.get(of, ""), now.get(of, "")
        if then != figure:
            yield of, then, figure


def _changes_of(report: Path) -> list[Change]:
    """The changes that a report has against the one it replaced itself."""
    written = unaltered(report, CHANGES)
    rows = rows_in(written) if written else []
    return [tuple(row[name] for name in COLUMNS) for row in rows if "/" not in row["file"]]
