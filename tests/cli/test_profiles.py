"""`heard profiles`, as it is typed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ACTIVITIES = "activity_id,title,opened_on,closed_on\nA1,Library hours,2024-05-01,2024-08-01"


def heard(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from heard.cli import main; main()", "profiles", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_it_publishes_and_says_where(make_council: Callable[..., Path], tmp_path: Path) -> None:
    done = heard(str(make_council(activities=ACTIVITIES)), "--out", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"Published: {tmp_path / 'out' / 'profiles-2024-25'}\n"
    assert "Writing 1 profile" in done.stderr
    assert (tmp_path / "out" / "profiles-2024-25" / "activity-A1.pdf").is_file()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--workers", "2", "--cluster", "tcp://127.0.0.1:9"), "exclude one another"),
        (("--workers", "0"), "greater than or equal to 1"),
    ],
)
def test_what_cannot_be_done_is_refused_before_anything_is_read(more: tuple[str, ...], words: str) -> None:
    done = heard("nowhere.yaml", *more)
    assert done.returncode == 2
    assert words in " ".join(done.stderr.replace("│", " ").split())


def test_it_does_not_take_the_place_of_its_own_records(make_council: Callable[..., Path], tmp_path: Path) -> None:
    inside = tmp_path / "profiles-2024-25" / "records"
    inside.mkdir(parents=True)
    params = make_council(activities=ACTIVITIES)
    text = params.read_text(encoding="utf-8").replace("records: records", "records: profiles-2024-25/records")
    params.write_text(text, encoding="utf-8")
    done = heard(str(params), "--out", str(tmp_path))
    assert done.returncode == 2
    assert "which the report is to take the place of" in done.stderr
