"""The command `due` as a user types it: what it says on each day, what it makes, and its exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from heard.cli.app import app
from heard.errors import RecordsError
from heard.params.calendar import COMMANDS

CALENDAR = """meetings:
  - {on: 2025-06-19, committee: Communities, item: annual report, params: annual-2024-25.yaml}
"""


@dataclass
class Council:
    """A calendar, a folder for reports, and what was made."""

    path: Path
    made: list[str]
    run: Callable[..., Any]

    def due(self, day: str, *options: str) -> Any:
        return self.run(self.path, "--on", day, *options)

    def publish(self) -> None:
        report = self.path.parent / "reports" / "annual-2024-25"
        report.mkdir(parents=True, exist_ok=True)
        made = {"heard": {}, "run": {"started_at": "2025-06-02T09:00:00+00:00"}}
        (report / "manifest.json").write_text(json.dumps(made), encoding="utf-8")


@pytest.fixture
def council(
    tmp_path: Path,
    make_council: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    heard: Callable[..., Any],
) -> Council:
    make_council(activities="activity_id,title,opened_on\nA1,Bins,2024-05-01")
    (tmp_path / "calendar.yaml").write_text(CALENDAR, encoding="utf-8")
    monkeypatch.setattr("heard.params.shipped.REPORTS", tmp_path / "reports")

    found = Council(tmp_path / "calendar.yaml", [], partial(heard, "due"))

    def publish(params: object, out: Path, progress: Callable[[str], None], *, replace: bool, workers: int) -> Path:
        del params, progress, replace, workers
        found.made.append("annual")
        found.publish()
        return out / "annual-2024-25"

    monkeypatch.setattr("heard.press.annual_pack.publish_annual", publish)
    return found


@pytest.mark.parametrize(
    ("day", "says", "code"),
    [
        ("2025-05-27", "To come: due from 28 May 2025, in 1 day; the papers must be out by 11 June 2025.", 0),
        ("2025-05-28", "Due: the papers must be out by 11 June 2025, in 14 days.", 0),
        ("2025-06-11", "Due: the papers must be out by 11 June 2025, today.", 0),
        ("2025-06-12", "Overdue: the papers had to be out by 11 June 2025, 1 day ago.", 1),
        ("2025-06-19", "Overdue: the papers had to be out by 11 June 2025, 8 days ago.", 1),
        ("2025-06-20", "Missed: the papers had to be out by 11 June 2025, and the meeting is over.", 1),
    ],
)
def test_each_day_says_how_it_stands(council: Council, day: str, says: str, code: int) -> None:
    said = council.due(day)
    name = council.path.with_name("annual-2024-25.yaml")
    assert said.out.splitlines()[0] == f"19 June 2025, Communities: annual report ({name}). {says}"
    assert (said.code, council.made) == (code, [])


def test_a_report_that_is_there_is_not_late(council: Council) -> None:
    council.publish()
    said = council.due("2025-06-20")
    assert "Published on 2 June 2025; the papers must be out by 11 June 2025." in said.out
    assert said.code == 0


@pytest.mark.parametrize(
    ("named", "says"), [("Ouse", "Published on 2 June 2025"), ("Fenshire", "Missed"), ("", "Published on 2 June 2025")]
)
def test_another_councils_report_of_the_same_name_is_not_its_own(council: Council, named: str, says: str) -> None:
    params = council.path.with_name("annual-2024-25.yaml")
    params.write_text(params.read_text(encoding="utf-8") + "council: Ouse\n", encoding="utf-8")
    council.publish()
    manifest = council.path.parent / "reports" / "annual-2024-25" / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"council": named}), encoding="utf-8")
    assert says in council.due("2025-06-20").out


@pytest.mark.parametrize(
    ("day", "made"),
    [("2025-05-27", []), ("2025-05-28", ["annual"]), ("2025-06-19", ["annual"]), ("2025-06-20", [])],
)
def test_run_makes_what_is_due_and_nothing_else(council: Council, day: str, made: list[str]) -> None:
    said = council.due(day, "--run")
    assert council.made == made
    assert said.code == (1 if day == "2025-06-20" else 0)


def test_what_is_published_is_kept_up_to_date_until_the_agenda_is_out(council: Council) -> None:
    council.publish()
    council.due("2025-06-11", "--run")
    council.due("2025-06-12", "--run")
    assert council.made == ["annual"]


def test_a_run_that_is_refused_ends_with_its_code_and_the_next_is_made(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = council.path.with_name("annual-2023-24.yaml")
    other.write_text("period: wrong\n", encoding="utf-8")
    line = CALENDAR.splitlines()[1].replace("2024-25", "2023-24").replace("06-19", "06-18")
    council.path.write_text(CALENDAR + line + "\n", encoding="utf-8")
    said = council.due("2025-06-10", "--run")
    assert (said.code, council.made) == (2, ["annual"])
    assert f"{other}" in said.err

    def refuse(*_: object, **__: object) -> Path:
        raise RecordsError("records", "nothing usable", "Look")

    monkeypatch.setattr("heard.press.annual_pack.publish_annual", refuse)
    assert council.due("2025-06-10", "--run").code == 2


def test_a_day_that_is_none_is_refused(council: Council) -> None:
    said = council.due("soon")
    assert (said.code, said.out) == (2, "")
    assert "--on: 'soon' is no day. Write it as 2025-06-01." in said.err


def test_what_is_due_and_what_is_late_are_counted(council: Council) -> None:
    council.path.write_text(CALENDAR + CALENDAR.splitlines()[1].replace("06-19", "06-30") + "\n", encoding="utf-8")
    assert council.due("2025-06-13").out.splitlines()[-1] == "2 items in the calendar: 1 due, 1 late."


def test_each_item_is_made_by_a_command_that_heard_has() -> None:
    assert {*COMMANDS.values()} <= {command.name or command.callback.__name__ for command in app.registered_commands}


def test_an_empty_calendar_has_nothing_due(council: Council) -> None:
    council.path.write_text("meetings: []\n", encoding="utf-8")
    said = council.due("2025-06-01")
    assert (said.code, said.out) == (0, "Nothing is in the calendar.\n")
