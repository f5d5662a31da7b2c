"""`heard profiles`, as it is typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ACTIVITIES = "activity_id,title,opened_on,closed_on\nA1,Library hours,2024-05-01,2024-08-01"


Heard = Callable[..., Any]


def test_it_publishes_and_says_where(heard: Heard, make_council: Callable[..., Path], tmp_path: Path) -> None:
    done = heard("profiles", make_council(activities=ACTIVITIES), "--out", tmp_path / "out")
    assert done.code == 0, done.err
    assert done.out == f"Published: {tmp_path / 'out' / 'profiles-2024-25'}\n"
    assert "Writing 1 profile" in done.err
    assert (tmp_path / "out" / "profiles-2024-25" / "activity-A1.pdf").is_file()


def test_a_file_of_theirs_in_its_folder_is_met_with_what_helps_there(
    heard: Heard, make_council: Callable[..., Path], tmp_path: Path
) -> None:
    place = tmp_path / "profiles-2024-25"
    place.mkdir()
    (place / "manifest.json").write_text('{"heard": {}, "published": []}', encoding="utf-8")
    (place / "notes.docx").write_text("mine", encoding="utf-8")
    refused = heard("profiles", make_council(activities=ACTIVITIES), "--out", tmp_path)
    assert refused.code == 2
    assert refused.err.endswith("Keep it somewhere else, or choose another folder with --out.\n")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--workers", "2", "--cluster", "tcp://127.0.0.1:9"), "exclude one another"),
        (("--workers", "0"), "greater than or equal to 1"),
    ],
)
def test_what_cannot_be_done_is_refused_before_anything_is_read(
    heard: Heard, more: tuple[str, ...], words: str
) -> None:
    done = heard("profiles", "nowhere.yaml", *more)
    assert done.code == 2
    assert words in " ".join(done.err.replace("│", " ").split())


def test_it_does_not_take_the_place_of_its_own_records(
    heard: Heard, make_council: Callable[..., Path], tmp_path: Path
) -> None:
    inside = tmp_path / "profiles-2024-25" / "records"
    inside.mkdir(parents=True)
    params = make_council(activities=ACTIVITIES)
    text = params.read_text(encoding="utf-8").replace("records: records", "records: profiles-2024-25/records")
    params.write_text(text, encoding="utf-8")
    done = heard("profiles", params, "--out", tmp_path)
    assert done.code == 2
    assert "which the report is to take the place of" in done.err
