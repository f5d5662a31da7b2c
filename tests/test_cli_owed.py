"""`heard owed`: what it says without a terminal, and how it ends."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

REGISTER = """
    activity_id,title,opened_on,closed_on,level,service,recorded_on,purpose,significance
    A1,Library hours in March,2025-01-01,2025-03-31,consult,Libraries,2025-01-01,To hear,significant
    A2,Never told,2024-10-01,2025-01-01,consult,Buses,2024-10-01,To hear,significant"""
LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d (late|within 7 days) \S+ due \d{4}-\d\d-\d\d \d+ days .+")

Heard = Callable[..., "Said"]  # type: ignore[name-defined]  # noqa: F821


@pytest.fixture
def council(make_council: Callable[..., Path]) -> Path:
    return make_council(activities=REGISTER, feedback="activity_id,published_on")


def test_what_is_late_is_a_line_of_a_log_and_rings(heard: Heard, council: Path, tmp_path: Path) -> None:
    said = heard("owed", council, "--on", "2025-06-20", "--out", tmp_path / "out")
    *lines, counts, published = said.out.splitlines()
    assert said.code == 1 and lines and all(LINE.fullmatch(line) for line in lines)
    assert any(line.endswith(" late feedback_on_time/A2 due 2025-03-26 86 days Buses") for line in lines)
    assert any(line.endswith(" within 7 days feedback_on_time/A1 due 2025-06-23 3 days Libraries") for line in lines)
    assert re.fullmatch(
        r"owed: \d+ late, \d+ within 7 days, \d+ within 28 days, \d+ later, \d+ not on record, \d+ cannot tell", counts
    )
    assert published == f"Published: {tmp_path / 'out' / 'owed-2024-25'}" and "Traceback" not in said.err


def test_where_nothing_is_late_it_ends_with_0_and_the_service_decides(
    heard: Heard, council: Path, tmp_path: Path
) -> None:
    said = heard("owed", council, "--on", "2025-04-20", "--service", "LIBRARIES", "--out", tmp_path / "out")
    assert (said.code, said.out.splitlines()[0]) == (0, said.out.splitlines()[-2])
    assert heard("owed", council, "--on", "2025-04-20", "--out", tmp_path / "out").code == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ("--on", "2023-05-04"),
            "--on: 4 May 2023 is before the period, which begins on 1 April 2024. Name the params file of that year.",
        ),
        (("--on", "4 May"), "--on: '4 May' is no day. Write it as 2025-06-01."),
        (
            ("--on", "2025-04-20", "--service", "Libary"),
            "--service: no service is called 'Libary'. Did you mean 'Libraries'?",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence_and_nothing_is_published(
    heard: Heard, council: Path, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    said = heard("owed", council, *words, "--out", tmp_path / "out")
    assert (said.code, said.err.splitlines()[-1]) == (2, sentence)
    assert not (tmp_path / "out" / "owed-2024-25").exists()
