"""`datapackage.json`: what every column of the published tables holds, as a Frictionless Data Package (version 1)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from heard.model.people import DID_NOT_SAY
from heard.model.state import State, Verdict
from heard.params import Params

FILE = "datapackage.json"
SAMPLE = "Sample council: invented records. "
LICENCE = {"name": "notspecified", "title": "[to be chosen by the Council, such as the Open Government Licence v3.0]"}
UNITS = tuple("action activity board contact decision document entry issue listing service year".split())
YES_NO = ("yes", "no")
HIDDEN = "[c]"


@dataclass(frozen=True)
class Field:
    """One column: its type, what it holds in plain words, and what bounds it."""

    type: str
    says: str
    one_of: Sequence[str] = ()
    required: bool = True
    bounds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Resource:
    """One published file: what it is, what a row is known by, and its columns in order."""

    title: str
    says: str
    key: tuple[str, ...]
    columns: Mapping[str, Field]
    missing: tuple[str, ...] = ("",)


def _text(says: str, one_of: Sequence[str] = (), *, required: bool = True) -> Field:
    return Field("string", says, one_of, required)


def _count(says: str, *, least: int = 0, required: bool = True) -> Field:
    return Field("integer", says, required=required, bounds={"minimum": least})


def _share(says: str) -> Field:
    return Field("number", f"{says} (0 to 1, four places)", required=False, bounds={"minimum": 0, "maximum": 1})


MEASURE = _text("The measure, by its id; the workbook and the web page have its title and its rule")
FINDINGS = {
    "measure": MEASURE,
    "unit": _text("What was asked: an activity, a service, a decision, the year, and so on", UNITS),
    "unit_id": _text("Its key in the records; of the year, the period's name"),
    "state": _text("What was found of it", [state.value for state in State]),
    "reason": _text("Why it has that state, in words", required=False),
    "source": _text("The rows that decided, table:row, ; between; the header is row 1", required=False),
}
KEY_OF_FINDINGS = ("measure", "unit", "unit_id")
TABLES: Mapping[str, Resource] = {
    "commitments": Resource(
        "What became of each commitment",
        "One row for each id of the strategy, lettered parts included, measured or not.",
        ("commitment",),
        {
            "commitment": _text("The id of the commitment: chapter, number, and a letter where it is a part"),
            "text": _text("The words of the strategy"),
            "state": _text("What became of it", [verdict.value for verdict in Verdict]),
            "decided_by": _text("The measures that decided, ; between; empty where none did", required=False),
            "reason": _text("Why, in words", required=False),
        },
    ),
    "results": Resource(
        "The counts of each measure",
        "One row for each measure, commitment it serves, and group. The six states add up to the units.",
        ("measure", "commitment", "group"),
        {
            "measure": MEASURE,
            "definition": _count("Raised when the meaning of the measure changes", least=1),
            "commitment": _text("The commitment it serves; a measure that serves two has a row for each"),
            "period": _text("The twelve months, such as 2024-25"),
            "group": _text("all, or service= and the name of a service"),
            "units": _count("How many it was asked of: the six states added up"),
            **{state.column: _count(f"How many are {state.value}") for state in State},
            "counted": _count("met, partly and not_met added up"),
            "value": _share("met out of counted; empty where nothing was counted"),
            "judges": _text("Whether it can judge the commitment", YES_NO),
            "reason": _text("Why there is nothing to count, where that is so", required=False),
        },
    ),
    "findings": Resource(
        "The state of each unit under each measure",
        "One row for each measure and unit. Persons are counted in the results and are never a row.",
        KEY_OF_FINDINGS,
        FINDINGS,
    ),
    "carried-over": Resource(
        "What was not yet due a year ago",
        "One row for each measure and activity that last year's report called not yet due, as it stands now. "
        "It is in no count of this year. Without a report of last year there are no rows.",
        KEY_OF_FINDINGS,
        FINDINGS,
    ),
    "people": Resource(
        "Who took part, beside who lives here",
        "People who responded to activities for all residents, after disclosure control. "
        f"{HIDDEN}: hidden, so that nobody can be recognised, or because it would give away what is hidden.",
        ("characteristic", "category"),
        {
            "characteristic": _text("What people were asked about themselves; of capacity, as what they answered"),
            "category": _text(f"What they answered; {DID_NOT_SAY} for those who did not"),
            "people": _count("How many took part; one person may respond to several activities", required=False),
            "share": _share(
                "Their share of those who gave a category of the population; of those who did not say, of everyone"
            ),
            "population": _count("How many live here", required=False),
            "population_share": _share("Their share of the population"),
            "ratio": Field("number", "share over population_share", required=False, bounds={"minimum": 0}),
            "flagged": _text("Whether the ratio is low enough for a look", YES_NO, required=False),
            "total": _count("Everyone who took part, those who did not say included", required=False),
            "source": _text("Where the population is from", required=False),
        },
        ("", HIDDEN),
    ),
    "changes": Resource(
        "What differs from an earlier report",
        "One row for each figure that the report of this name had otherwise before, and for each unit whose state was "
        "another in last year's report. Why is told of all of them together: nothing is apportioned.",
        ("file", "measure", "group", "unit_id", "column"),
        {
            "file": _text("The published file that has the figure; of last year's report, with its year before it"),
            "measure": _text("The measure, where the figure is of one", required=False),
            "group": _text("all, a service, a group of people such as sex=Female, or a page and place", required=False),
            "unit_id": _text("The unit or the commitment, or the words around a printed number", required=False),
            "column": _text("The column that has the figure"),
            "before": _text("What it was; empty where it did not stand", required=False),
            "now": _text("What it is; empty where it no longer stands", required=False),
            "because": _text("Every kind of input that differs, ; between", required=False),
        },
    ),
    "figures": Resource(
        "The address of every number that is printed",
        "One row for each number on a page, in the order of the page; not days, years, ids, nor what is quoted. A "
        "number that names no cell of another file has its home here.",
        ("page", "n"),
        {
            "page": _text("The web page that prints it; its PDF and its Word paper print the same"),
            "n": _count("Which number of the page it is", least=1),
            "place": _text("The id of the heading above it, to which a link can lead", required=False),
            "words": _text("The sentence in which it stands; in a table what the table, row and column are called"),
            "figure": Field("number", "The number, without commas; of a percentage, the per cent"),
            "on_paper": _text("Whether the PDF and the Word paper print it too", YES_NO),
            "file": _text("The published file that has it, where it is a cell of one", required=False),
            "row": _text("The key of its row there, ; between", required=False),
            "column": _text("Its column there", required=False),
        },
    ),
}


COMPARISON = Resource(
    "What is usual among councils",
    "One row for each measure that ten councils or more count in one definition, twenty cases or more each.",
    ("measure", "definition"),
    {
        "measure": MEASURE,
        "definition": _count("The definition that all of them count by", least=1),
        "councils": _count("How many count it so", least=10),
        "least": _share("The least share that was met"),
        "quarter": _share("A quarter of the councils lie below"),
        "middle": _share("Half of the councils lie below"),
        "three_quarters": _share("A quarter of the councils lie above"),
        "most": _share("The largest share that was met"),
        **{state.column: _count(f"How many cases of all of them are {state.value}") for state in State},
    },
)


def write_datapackage_of_comparison(folder: Path) -> None:
    """Write `datapackage.json` to `folder`, describing its `compare.csv`."""
    package = {
        "profile": "tabular-data-package",
        "name": "compare",
        "title": COMPARISON.title,
        "description": "From what councils published of themselves; no council is named and none is ranked.",
        "licenses": [LICENCE],
        "resources": [_resource("compare", COMPARISON)],
    }
    text = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
    (folder / FILE).write_text(text, encoding="utf-8", newline="\n")


def write_datapackage(folder: Path, params: Params) -> None:
    """Write `datapackage.json` to `folder`, describing the tables in it. KeyError for one that heard does not know."""
    period = params.period
    days = f"{period.first_day} to {period.last_day}, as at {params.as_at}"
    about = f"{params.council}'s own records, held against {params.strategy.title}: {days}."
    write_package(folder, TABLES, params, params.name, f"Were people heard? {period.name}, {params.council}", about)


def write_package(
    folder: Path, tables: Mapping[str, Resource], params: Params, name: str, title: str, about: str
) -> None:
    """Write `datapackage.json` to `folder`, which describes each table in it. KeyError for one not among `tables`."""
    package = {
        "profile": "tabular-data-package",
        "name": re.sub(r"[^a-z0-9._-]+", "-", name.casefold()),
        "title": title,
        "description": f"{SAMPLE if params.sample else ''}{about}",
        "licenses": [LICENCE],
        "sources": [{"title": f"Records of {params.council}"}],
        "resources": [_resource(path.stem, tables[path.stem]) for path in sorted(folder.glob("*.csv"))],
    }
    text = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
    (folder / FILE).write_text(text, encoding="utf-8", newline="\n")


def _resource(name: str, table: Resource) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "title": table.title,
        "description": table.says,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {
            "fields": [_field(name, column) for name, column in table.columns.items()],
            "primaryKey": list(table.key),
            "missingValues": list(table.missing),
        },
    }


def _field(name: str, column: Field) -> dict[str, Any]:
    words = {"enum": list(column.one_of)} if column.one_of else {}
    constraints = {"required": column.required, **column.bounds, **words}
    return {"name": name, "type": column.type, "description": f"{column.says}.", "constraints": constraints}
