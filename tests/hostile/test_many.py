"""A million rows are read, checked and counted like ten: nothing is lost, and few sentences are said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from heard.params import load_annual
from heard.year.steps import check_year

from .conftest import REGISTER, Council, Heard

OF_NOBODY, REPEATED = 3_000, 2_000  # rows about no activity we know, and rows whose key is there already


@pytest.fixture(scope="module")
def many(size: Callable[[int, int], int]) -> int:
    """How many rows there are: a million at full size."""
    return size(100_000, 1_000_000)


@pytest.fixture(scope="module")
def answers(many: int) -> bytes:
    """Answers to one activity, some about another that nobody knows, and some given twice."""
    rows = [f"R{n},{'A1' if n >= OF_NOBODY else 'A9'},{n % 2 + 4}" for n in range(many - REPEATED)]
    rows += [f"R{n},A1,5" for n in range(OF_NOBODY, OF_NOBODY + REPEATED)]
    return "\n".join(["response_id,activity_id,understood_how_long", *rows, ""]).encode()


@pytest.mark.proof
def test_a_million_answers_are_counted_and_every_fault_among_them_is_told(
    many: int, answers: bytes, heard: Heard, council: Council, tmp_path: Path, proved: Callable[[str], None]
) -> None:
    path = council({"activities.csv": REGISTER, "responses.csv": answers})
    said = heard("check", path)
    assert said.code == 1
    assert f"responses: {many:,} rows, {OF_NOBODY + REPEATED:,} set aside" in said.out
    assert len(said.found) < 100
    (of_all,) = check_year(load_annual(path), tmp_path / "run").counts["answers"].itertuples(index=False)
    counted = many - OF_NOBODY - REPEATED
    assert (of_all.answered, of_all.understood) == (counted, counted)
    proved(f"{many:,} answers were counted, and {OF_NOBODY + REPEATED:,} faults among them told.")


def test_a_register_of_many_thousand_says_each_kind_of_fault_a_few_times(check: Heard) -> None:
    rows = "".join(f"B{n},Yearly budget,2024-05-01,2024-0{4 + n % 2 * 4}-01\n" for n in range(10_000))
    said = check({"activities.csv": REGISTER + rows})
    assert said.code == 1
    assert "5,000 set aside" in said.out
    assert len(said.found) < 100 and "more of ACT-08" in said.out
