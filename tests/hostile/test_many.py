"""A million rows are read, checked and counted like ten: nothing is lost, and few sentences are said."""

from __future__ import annotations

from pathlib import Path

import pytest

from heard.params import load_annual
from heard.year.steps import check_year

from .conftest import REGISTER, Council, Heard

MILLION = 1_000_000
OF_NOBODY, REPEATED = 3_000, 2_000  # rows about no activity we know, and rows whose key is there already


@pytest.fixture(scope="module")
def million() -> bytes:
    """Answers to one activity, some about another that nobody knows, and some given twice."""
    rows = [f"R{n},{'A1' if n >= OF_NOBODY else 'A9'},{n % 2 + 4}" for n in range(MILLION - REPEATED)]
    rows += [f"R{n},A1,5" for n in range(OF_NOBODY, OF_NOBODY + REPEATED)]
    return "\n".join(["response_id,activity_id,understood_how_long", *rows, ""]).encode()


def test_a_million_answers_are_counted_and_every_fault_among_them_is_told(
    million: bytes, heard: Heard, council: Council, tmp_path: Path
) -> None:
    path = council({"activities.csv": REGISTER, "responses.csv": million})
    said = heard("check", path)
    assert said.code == 1
    assert f"responses: {MILLION:,} rows, {OF_NOBODY + REPEATED:,} set aside" in said.out
    assert len(said.found) < 100
    (answers,) = check_year(load_annual(path), tmp_path / "run").counts["answers"].itertuples(index=False)
    counted = MILLION - OF_NOBODY - REPEATED
    assert (answers.answered, answers.understood) == (counted, counted)


def test_a_register_of_many_thousand_says_each_kind_of_fault_a_few_times(check: Heard) -> None:
    rows = "".join(f"B{n},Yearly budget,2024-05-01,2024-0{4 + n % 2 * 4}-01\n" for n in range(10_000))
    said = check({"activities.csv": REGISTER + rows})
    assert said.code == 1
    assert "5,000 set aside" in said.out
    assert len(said.found) < 100 and "more of ACT-08" in said.out
