"""`heard review` as a user types it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PERIOD = "period: {first_day: 2024-04-01, last_day: 2025-03-31}\nrecords: records\n"
HEARD = "import sys; from heard.cli import main; sys.argv[0] = 'heard'; main()"


@pytest.fixture
def review(tmp_path: Path) -> Path:
    """A review of one year of one table."""
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "activities.csv").write_text("activity_id,title,opened_on\nA1,Bus,2024-05-01\n", "utf-8")
    (tmp_path / "annual-2024-25.yaml").write_text(PERIOD, encoding="utf-8")
    (tmp_path / "review-2024-25.yaml").write_text("years: [annual-2024-25.yaml]\n", encoding="utf-8")
    return tmp_path / "review-2024-25.yaml"


def heard(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", HEARD, "review", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_it_publishes_and_says_where(review: Path, tmp_path: Path) -> None:
    done = heard(review, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"Published: {tmp_path / 'out' / 'review-2024-25'}\n"
    assert "Checking and judging each year anew" in done.stderr


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("yeers: []\n", "the key 'yeers' is not known. Did you mean 'years'?"),
        ("years: [annual-1999-00.yaml]\n", "names no year whose params file and records are there"),
    ],
)
def test_what_it_cannot_follow_it_refuses_in_one_sentence(review: Path, text: str, sentence: str) -> None:
    review.write_text(text, encoding="utf-8")
    refused = heard(review)
    assert refused.returncode == 2 and sentence in refused.stderr and len(refused.stderr.splitlines()) == 1


def test_it_never_takes_the_place_of_what_it_reads(review: Path, tmp_path: Path) -> None:
    inside = tmp_path / "review-2024-25"
    inside.mkdir()
    for name in ("records", "annual-2024-25.yaml"):
        (tmp_path / name).rename(inside / name)
    review.write_text("years: [review-2024-25/annual-2024-25.yaml]\n", encoding="utf-8")
    refused = heard(review, "--out", tmp_path)
    assert refused.returncode == 2 and "which the report is to take the place of" in refused.stderr
    assert (inside / "records" / "activities.csv").is_file()
