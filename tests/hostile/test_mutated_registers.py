"""Registers that somebody has been at: each ends in a right table or in one sentence, and every cell has a reading."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heard.answers.mapping_records import Mapped, map_file, shown
from heard.errors import HeardError
from heard.model.records import Records
from heard.params import load_annual
from heard.sources.raw import called
from heard.year.steps import check_year

HEADER = ["Ref", "Title", "Service", "Opened", "Closed", "Results published", "Notes"]
ROWS = [
    [
        f"C{n}",
        f"Shall we change matter {n}",
        ("Parks", "Roads")[n % 2],
        f"{n + 1:02}/05/2024",
        f"{n + 1} July 2024",
        "",
        "x",
    ]
    for n in range(1, 25)
]
CELLS = st.one_of(
    st.sampled_from(
        [
            *("", " ", "Total", "n/a", "-", "TBC", "31/06/2024", "2 Aug 24", "45383", "1.23E+11", "C1", "Ref", "=1+1"),
            *("9am Friday 2 August 2024", "24 – 30 July 2024", "#N/A", '"', "a;b", "2024-08-02T23:30Z", "02/13/2024"),
        ]
    ),
    st.text(max_size=12),
)
PLACES = st.integers(min_value=0, max_value=30)
MUTATIONS = st.lists(
    st.one_of(
        st.tuples(st.just("cell"), PLACES, st.integers(0, 6), CELLS),
        st.tuples(st.just("row"), PLACES, st.just(0), st.just("")),
        st.tuples(st.just("title"), PLACES, st.just(0), CELLS),
        st.tuples(st.just("again"), PLACES, st.just(0), st.just("")),
        st.tuples(st.just("gone"), PLACES, st.just(0), st.just("")),
        st.tuples(st.just("twice"), PLACES, st.integers(0, 6), st.just("")),
    ),
    max_size=12,
)


def mutated(mutations: list[tuple[str, int, int, str]]) -> list[list[str]]:
    rows = [HEADER[:], *(row[:] for row in ROWS)]
    for kind, at, place, text in mutations:
        row = rows[at % len(rows)] if rows else []
        match kind:
            case "cell" if row:
                row[place % len(row)] = text
            case "row":
                rows.insert(at, [""] * 7)
            case "title":
                rows.insert(0, [text, *[""] * 6])
            case "again":
                rows.insert(at, HEADER[:])
            case "gone" if len(rows) > 1:
                rows.pop(at % len(rows))
            case "twice":
                for each in rows:
                    each.append(each[place % len(each)])
    return rows


def mapped(rows: list[list[str]]) -> Mapped | None:
    """What comes of a register; None where it is refused in one sentence."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "register.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        try:
            return map_file(path)
        except HeardError as error:
            refused = error
    assert "\n" not in str(refused) and refused.exit_code == 2
    return None


@pytest.mark.proof
@given(MUTATIONS)
@settings(suppress_health_check=list(HealthCheck))
def test_a_register_that_was_changed_ends_in_a_right_table_or_one_sentence(
    mutations: list[tuple[str, int, int, str]],
) -> None:
    found = mapped(mutated(mutations))
    if found is None:
        return
    assert list(shown(found))
    (part,) = found.table.parts
    assert part.rows == part.read + part.dropped + part.headings + part.blank
    cells: Counter[str] = Counter()
    for each in found.table.readings:
        cells[each.column] += each.cells
    assert set(cells.values()) <= {part.read}


def test_a_register_nobody_has_been_at_is_read_whole() -> None:
    found = mapped(mutated([]))
    assert found is not None and found.table.parts[0].read == len(ROWS)


PARAMS = "period: {first_day: 2024-04-01, last_day: 2025-03-31}\nrecords: records\nmappings: [map.yaml]\n"
DAYS = {f"{n + 1:02}/05/2024": date(2024, 5, n + 1) for n in range(1, 25)}
DAYS |= {f"{n + 1} July 2024": date(2024, 7, n + 1) for n in range(1, 25)}


def checked(rows: list[list[str]], folder: Path) -> str:
    """What becomes of a register on its way through `heard map` and `heard check`: where it is refused, or its rows."""
    (folder / "records").mkdir()
    path = folder / "records" / "register.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    at = "map"
    try:
        mapping = map_file(path)
        (folder / "map.yaml").write_text(mapping.text, encoding="utf-8", newline="\n")
        (folder / "annual-2024-25.yaml").write_text(PARAMS, encoding="utf-8")
        params = load_annual(folder / "annual-2024-25.yaml")
        at = "check"
        records = check_year(params, folder / "run")
    except HeardError as error:
        is_one = "\n" not in str(error) and str(error).endswith((".", "?"))
        return f"refused by {at} in one sentence" if is_one and error.exit_code == 2 else f"refused otherwise: {error}"
    if mapping.proposal.table.name == "activities":
        hold_to_the_file(records, mapping, rows)
    return "a table"


def hold_to_the_file(records: Records, mapping: Mapped, rows: list[list[str]]) -> None:
    """Every row that counts has the days that its own row of the file has, and its readings add up."""
    (part,) = [each for each in records.parts if each.table == "activities"]
    assert part.rows == part.read + part.dropped + part.headings + part.blank
    names = called(rows[part.names_in_row - 1])
    kept = records.tables["activities"].kept
    for ours in ("opened_on", "closed_on"):
        placed = mapping.proposal.of(ours)
        if placed and len(placed.theirs) == 1 and not placed.written_as and ours in kept:
            place = names.index(placed.theirs[0])
            there = [rows[row - 1][place] if place < len(rows[row - 1]) else "" for row in kept["row"]]
            read = kept[ours].astype(object).tolist()
            assert all(day == DAYS[text] for text, day in zip(there, read, strict=True) if text in DAYS)


@pytest.mark.proof
def test_a_register_that_was_changed_goes_through_a_whole_check_to_a_right_table_or_one_sentence(
    size: Callable[[int, int], int], proved: Callable[[str], None]
) -> None:
    became: Counter[str] = Counter()

    @given(MUTATIONS)
    @settings(suppress_health_check=list(HealthCheck), max_examples=size(25, 10_000), deadline=None)
    def each(mutations: list[tuple[str, int, int, str]]) -> None:
        with TemporaryDirectory() as folder:
            became[checked(mutated(mutations), Path(folder))] += 1

    each()
    assert {*became} <= {"a table", "refused by map in one sentence", "refused by check in one sentence"}
    assert became["a table"] > became.total() / size(100, 4)  # few are drawn in `make test`, and chance may refuse most
    told = ", ".join(f"{times:,} {what}" for what, times in became.most_common())
    proved(f"{became.total():,} changed registers through `heard map` and `heard check`: {told}.")
