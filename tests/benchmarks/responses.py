"""A million answers read, checked and counted, beside DuckDB's counts: `python tests/benchmarks/responses.py [ROWS]`.

Each in a process of its own, the imports included. DuckDB counts the same columns of the same file and checks nothing;
pandas, which is asked up to a million rows, keeps every cell as text and looks at none of them.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa
from measuring import Cost, in_a_process, show
from pyarrow import csv

ACTIVITIES = 100
PIECE = 1_000_000  # answers made at a time
WORDS = {
    "channel": ["online survey", "postal survey", "meeting"],
    "complete": ["yes", "no", ""],
    "capacity": ["resident", "service user", "staff", ""],
    "district": ["Cambridge", "East Cambridgeshire", "Fenland", "Huntingdonshire", "South Cambridgeshire", ""],
    "sex": ["Female", "Male", ""],
    "ethnic_group": ["White", "Asian", "Black", "Mixed", ""],
    "disability": ["Yes", "No", ""],
    "religion": ["None", "Christian", "Muslim", ""],
    "understood_how_long": ["1", "2", "3", "4", "5", ""],
    "understood_how_feedback": ["1", "2", "3", "4", "5", ""],
}
COUNTS = (*WORDS, "age")
DUCKDB = """
import duckdb
counted = {names!r}
sets = ", ".join(f"(activity_id, {{name}})" for name in counted)
rows = f"read_csv({file!r}, all_varchar = true) GROUP BY GROUPING SETS ({{sets}})"
duckdb.sql(f"SELECT activity_id, {{', '.join(counted)}}, count(*) FROM {{rows}}").fetchall()
"""
PANDAS = "import pandas; pandas.read_csv({file!r}, dtype=str, keep_default_na=False)"
MOST_FOR_PANDAS = 1_000_000
HEARD = """
import sys, tempfile
from pathlib import Path
from heard.params import load_annual
from heard.year.steps import check_year
records = check_year(load_annual(Path({params!r})), Path(tempfile.mkdtemp()))
assert sum(records.counts["people"]["people"]) == {rows} * 7, "every answer is counted under each of seven"
"""

UNCHANGED = f"""
import os
os.environ.pop("HEARD_ANEW")
{HEARD}
assert "great_expectations" not in sys.modules, "what was checked is kept"
"""


def main() -> None:
    """The file is written once and read by each."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as name:
        params = write_council(Path(name), rows)
        file = str(params.parent / "records" / "responses.csv")
        size = Path(file).stat().st_size / 1e6
        costs = {
            "DuckDB: the same counts": in_a_process(DUCKDB.format(names=COUNTS, file=file)),
            "heard: read, checked, counted": in_a_process(HEARD.format(params=str(params), rows=rows)),
            "heard: the same file again": checked_again(str(params), rows),
            "heard's imports alone": in_a_process("import heard.year.steps, heard.contracts.expectations, pandas"),
        }
        if rows <= MOST_FOR_PANDAS:
            costs["pandas: a bare read as text"] = in_a_process(PANDAS.format(file=file))
    base = costs["DuckDB: the same counts"]
    told = [about(name, cost, base) for name, cost in costs.items()]
    columns = ("what", "processor s", "times DuckDB", "clock s", "peak MB", "times DuckDB's MB")
    show(f"{rows:,} rows of responses ({size:,.0f} MB)", columns, told)


def checked_again(params: str, rows: int) -> Cost:
    """What a check costs of a file that was checked before and is unchanged."""
    in_a_process("import os\nos.environ.pop('HEARD_ANEW')\n" + HEARD.format(params=params, rows=rows))
    return in_a_process(UNCHANGED.format(params=params, rows=rows))


def about(name: str, cost: Cost, base: Cost) -> tuple[object, ...]:
    """A row: what it cost, and how many times what DuckDB does."""
    times, memory = cost.seconds / base.seconds, cost.megabytes / base.megabytes
    return name, cost.seconds, times, cost.clock, cost.megabytes, memory


def write_council(folder: Path, rows: int) -> Path:
    """A register of a hundred, and so many answers to them."""
    (folder / "records").mkdir()
    register = [f"A{n},Title {n},2024-05-01,2024-08-01,all residents\n" for n in range(ACTIVITIES)]
    head = "activity_id,title,opened_on,closed_on,target\n"
    (folder / "records" / "activities.csv").write_text(head + "".join(register), encoding="utf-8")
    luck = np.random.default_rng(1)
    writer, options = None, csv.WriteOptions(quoting_style="needed")
    for first in range(0, rows, PIECE):
        piece = answers(luck, first, min(PIECE, rows - first))
        writer = writer or csv.CSVWriter(folder / "records" / "responses.csv", piece.schema, write_options=options)
        writer.write(piece)
    if writer:
        writer.close()
    params = folder / "annual-2024-25.yaml"
    params.write_text("period: {first_day: 2024-04-01, last_day: 2025-03-31}\nrecords: records\n", encoding="utf-8")
    return params


def answers(luck: np.random.Generator, first: int, rows: int) -> pa.Table:
    """So many answers, whose ids are numbers from `first` on."""
    return pa.table(
        {
            "response_id": pa.array(np.arange(first, first + rows)).cast(pa.string()),
            "activity_id": picked(luck, [f"A{n}" for n in range(ACTIVITIES)], rows),
            "received_on": picked(luck, [f"2024-06-{day:02}" for day in range(1, 31)], rows),
            "age": picked(luck, [*map(str, range(16, 95)), ""], rows),
            **{name: picked(luck, words, rows) for name, words in WORDS.items()},
        }
    )


def picked(luck: np.random.Generator, words: list[str], rows: int) -> pa.Array:
    return pa.array(words).take(pa.array(luck.integers(0, len(words), rows)))


if __name__ == "__main__":
    main()
