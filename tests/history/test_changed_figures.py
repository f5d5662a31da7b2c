"""What differs from an earlier report: every figure of it, and every kind of input that differs, none apportioned."""

from __future__ import annotations

import hashlib
import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from heard.history.changed_figures import (
    COLUMNS,
    KINDS,
    changes_from,
    changes_since_last_year,
    figures_denied,
    kinds_that_differ,
)
from heard.model.published import Published
from heard.model.state import State

MADE: dict[str, Any] = {
    "heard": {"version": "1", "commit": None},
    "versions": {"pandas": "3"},
    "params": {"period": {"first_day": "2024-04-01"}, "strategy": "ours.yaml", "standards": "s.yaml"},
    "inputs": [
        {"file": "annual-2024-25.yaml", "sha256": "0"},
        {"file": "ours.yaml", "sha256": "1"},
        {"file": "s.yaml", "sha256": "2"},
        {"file": "said.md", "sha256": "3"},
        {"file": "records/activities.csv", "table": "activities", "sha256": "4"},
    ],
    "standards": {"kept_at": 90},
    "measures": {"on_time": {"definition": 1}},
}
OPEN_DATA = {
    "commitments.csv": "commitment,state\nLISTEN-1,kept\n",
    "results.csv": "measure,group,units,met,partly,not_met,no_evidence,not_yet_due,not_applicable,counted,value\n"
    "on_time,all,5,4,0,1,0,0,0,5,0.8000\n",
    "findings.csv": "measure,unit_id,state\non_time,A1,met\non_time,A2,not met\n",
    "carried-over.csv": "measure,unit_id,state\non_time,B1,met\n",
    "people.csv": "characteristic,category,people,share,population,population_share,ratio,total\n"
    "sex,Female,40,0.5714,600,0.6,0.9524,90\nsex,Male,30,0.4286,400,0.4,1.0714,90\n",
}


def write_report(folder: Path, made: dict[str, Any] = MADE, **changed: str) -> Path:
    """A published folder; `changed` are the files that are others, their ending left out and - as _."""
    folder.mkdir(parents=True)
    for name, text in OPEN_DATA.items():
        now = changed.get(name.removesuffix(".csv").replace("-", "_"), text)
        (folder / name).write_text(now, encoding="utf-8")
    for name in {"changes", "figures"} & changed.keys():
        (folder / f"{name}.csv").write_text(changed[name], encoding="utf-8")
    published = [
        {"file": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()} for path in folder.iterdir()
    ]
    (folder / "manifest.json").write_text(json.dumps({**made, "published": published}), encoding="utf-8")
    return folder


PRINTED = "page,n,place,words,figure,file,row,column\n"
HALF = "r.html,{},when,Half of {} heard back within {} days.,{},,,\n"


def printed(of: int, days: int, more: str = "") -> str:
    """`figures.csv` with a sentence of two numbers."""
    return PRINTED + "".join(HALF.format(n, of, days, figure) for n, figure in ((1, of), (2, days))) + more


def test_a_printed_number_that_stands_in_no_other_file_is_compared_by_its_words(tmp_path: Path) -> None:
    cell = "r.html,3,when,4 of 5 on time.,{},results.csv,on_time,met\n"
    before = write_report(tmp_path / "before", figures=printed(30, 60, cell.format(4)))
    now = write_report(tmp_path / "now", figures=printed(31, 60, cell.format(3)))
    (row,) = changes_from(before, now, other("records"), told_more=False)
    words = "Half of … heard back within … days."
    assert row == ("figures.csv", "", "r.html#when", words, "figure 1", "30", "31", "records")


def test_a_printed_number_whose_words_are_gone_is_not_repeated(tmp_path: Path) -> None:
    before = write_report(tmp_path / "before", figures=printed(30, 60))
    now = write_report(tmp_path / "now", figures=PRINTED)
    assert changes_from(before, now, other("records"), told_more=False) == []


def test_a_change_of_a_printed_number_that_the_report_does_not_print_is_denied(tmp_path: Path) -> None:
    row = "figures.csv,,r.html#when,Half of … heard back within … days.,figure 1,30,{},records\n"
    well, wrong = (
        write_report(tmp_path / str(now), figures=printed(31, 60), changes=f"{','.join(COLUMNS)}\n{row.format(now)}")
        for now in (31, 32)
    )
    assert list(figures_denied(well)) == []
    assert len(list(figures_denied(wrong))) == 1


def other(kind: str) -> dict[str, Any]:
    """What another report is made from, which differs in one kind of input."""
    made = deepcopy(MADE)
    if kind == "records":
        made["inputs"][4]["sha256"] = "5"
    elif kind == "params":
        made["inputs"][3]["sha256"] = "5"
    elif kind == "standards":
        made["standards"]["kept_at"] = 80
    elif kind == "strategy":
        made["inputs"][1]["sha256"] = "5"
    elif kind == "definition":
        made["measures"]["on_time"]["definition"] = 2
    elif kind == "disclosure":
        made["params"]["disclosure"] = {"threshold": 7}
    else:
        made["heard"]["version"] = "2"
    return made


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_input_that_differs_is_named_and_no_other(kind: str) -> None:
    assert kinds_that_differ(MADE, other(kind)) == (kind,)
    assert kinds_that_differ(MADE, MADE) == ()


def test_what_was_told_of_people_in_between_is_an_input_too() -> None:
    assert kinds_that_differ(MADE, other("version"), told_more=True) == ("disclosure", "version")


def test_every_figure_that_differs_has_a_row_with_what_it_was_and_is(tmp_path: Path) -> None:
    before = write_report(
        tmp_path / "before",
        other("records"),
        commitments="commitment,state\nLISTEN-1,partly kept\n",
        results=OPEN_DATA["results.csv"].replace("5,4,0,1,", "5,3,0,2,").replace("0.8000", "0.6000"),
        findings="measure,unit_id,state\non_time,A1,not met\non_time,A3,met\n",
    )
    now = write_report(tmp_path / "now")
    found = changes_from(before, now, MADE, told_more=False)
    assert found == [
        ("commitments.csv", "", "", "LISTEN-1", "state", "partly kept", "kept", "records"),
        ("findings.csv", "on_time", "", "A1", "state", "not met", "met", "records"),
        ("findings.csv", "on_time", "", "A2", "state", "", "not met", "records"),
        ("findings.csv", "on_time", "", "A3", "state", "met", "", "records"),
        ("results.csv", "on_time", "all", "", "met", "3", "4", "records"),
        ("results.csv", "on_time", "all", "", "not_met", "2", "1", "records"),
        ("results.csv", "on_time", "all", "", "value", "0.6000", "0.8000", "records"),
    ]


def test_a_count_of_people_that_is_hidden_now_is_not_told_again(tmp_path: Path) -> None:
    hidden = OPEN_DATA["people.csv"].replace(",30,0.4286,400,0.4,1.0714", ",[c],[c],400,0.4,[c]")
    before = write_report(tmp_path / "before", other("disclosure"))
    assert changes_from(before, write_report(tmp_path / "now", people=hidden), MADE, told_more=False) == []
    before = write_report(tmp_path / "then", other("disclosure"), people=hidden)
    found = changes_from(before, write_report(tmp_path / "since"), MADE, told_more=False)
    assert [(row[2], row[4:7]) for row in found] == [
        ("sex=Male", ("people", "[c]", "30")),
        ("sex=Male", ("ratio", "[c]", "1.0714")),
        ("sex=Male", ("share", "[c]", "0.4286")),
    ]


def test_a_report_made_again_of_the_same_has_the_changes_of_the_one_it_replaces(tmp_path: Path) -> None:
    own = ("results.csv", "on_time", "all", "", "met", "3", "4", "records")
    last_years = ("2023-24/findings.csv", "on_time", "", "A1", "state", "met", "not met", "records")
    rows = "\n".join(map(",".join, (COLUMNS, own, last_years)))
    before = write_report(tmp_path / "before", changes=rows)
    now = write_report(tmp_path / "now")
    assert changes_from(before, now, MADE, told_more=False) == [own]
    assert changes_from(before, now, other("params"), told_more=False) == []
    assert changes_from(before, now, MADE, told_more=True) == []


def test_a_file_that_somebody_altered_is_compared_with_nothing(tmp_path: Path) -> None:
    before, now = write_report(tmp_path / "before", other("records")), write_report(tmp_path / "now")
    (before / "results.csv").write_text(OPEN_DATA["results.csv"].replace("5,4", "9,8"), encoding="utf-8")
    assert changes_from(before, now, MADE, told_more=False) == []
    assert changes_from(tmp_path / "nothing", now, MADE, told_more=False) == []


def test_a_unit_that_had_another_state_in_last_years_report_has_a_row(tmp_path: Path) -> None:
    states = {("on_time", "A1"): State.NOT_MET, ("on_time", "A2"): State.NOT_MET, ("on_time", "B1"): State.NOT_YET_DUE}
    last_year = Published("annual-2023-24", "2023-24", {}, {}, {**states, ("on_time", "gone"): State.MET})
    found = changes_since_last_year(last_year, write_report(tmp_path / "now"), other("records"), MADE)
    assert found == [
        ("2023-24/findings.csv", "on_time", "", "A1", "state", "not met", "met", "records"),
        ("2023-24/findings.csv", "on_time", "", "B1", "state", "not yet due", "met", "records"),
    ]
