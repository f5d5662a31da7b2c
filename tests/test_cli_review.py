"""`heard review` as a user types it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PERIOD = "period: {first_day: 2024-04-01, last_day: 2025-03-31}\nrecords: records\n"

Heard = Callable[..., Any]


@pytest.fixture
def review(tmp_path: Path) -> Path:
    """A review of one year of one table."""
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "activities.csv").write_text("activity_id,title,opened_on\nA1,Bus,2024-05-01\n", "utf-8")
    (tmp_path / "annual-2024-25.yaml").write_text(PERIOD, encoding="utf-8")
    (tmp_path / "review-2024-25.yaml").write_text("years: [annual-2024-25.yaml]\n", encoding="utf-8")
    return tmp_path / "review-2024-25.yaml"


def test_it_publishes_and_says_where(heard: Heard, review: Path, tmp_path: Path) -> None:
    done = heard("review", review, "--out", tmp_path / "out")
    assert done.code == 0, done.err
    assert done.out == f"Published: {tmp_path / 'out' / 'review-2024-25'}\n"
    assert "Checking and judging each year anew" in done.err


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("yeers: []\n", "the key 'yeers' is not known. Did you mean 'years'?"),
        ("years: [annual-1999-00.yaml]\n", "names no year whose params file and records are there"),
    ],
)
def test_what_it_cannot_follow_it_refuses_in_one_sentence(heard: Heard, review: Path, text: str, sentence: str) -> None:
    review.write_text(text, encoding="utf-8")
    refused = heard("review", review)
    assert refused.code == 2 and sentence in refused.err and len(refused.err.splitlines()) == 1


def test_it_never_takes_the_place_of_what_it_reads(heard: Heard, review: Path, tmp_path: Path) -> None:
    inside = tmp_path / "review-2024-25"
    inside.mkdir()
    for name in ("records", "annual-2024-25.yaml"):
        (tmp_path / name).rename(inside / name)
    review.write_text("years: [review-2024-25/annual-2024-25.yaml]\n", encoding="utf-8")
    refused = heard("review", review, "--out", tmp_path)
    assert refused.code == 2 and "which the report is to take the place of" in refused.err
    assert (inside / "records" / "activities.csv").is_file()


def test_a_file_of_theirs_in_its_folder_is_met_with_what_helps_there(
    heard: Heard, review: Path, tmp_path: Path
) -> None:
    place = tmp_path / "review-2024-25"
    place.mkdir()
    (place / "manifest.json").write_text('{"heard": {}, "published": []}', encoding="utf-8")
    (place / "notes.docx").write_text("mine", encoding="utf-8")
    refused = heard("review", review, "--out", tmp_path)
    assert refused.code == 2
    assert refused.err.endswith("Keep it somewhere else, or choose another folder with --out.\n")
