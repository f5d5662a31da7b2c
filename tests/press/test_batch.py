"""Many councils at once: each report as one by one, none stopped by another, nothing lost with a worker."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster

from heard.errors import ParamsError
from heard.params.councils import load_councils
from heard.press import batch
from heard.press.batch import address, publish_batch

PARAMS = "council: {}\nperiod: {{first_day: 2024-04-01, last_day: 2025-03-31}}\nas_at: 2025-06-01\nrecords: records\n"
ONE_TABLE = "activity_id,title,opened_on,closed_on\nA1,Library hours,2024-05-01,2024-08-01\n"
# What stands for heard where only what becomes of its process matters: it writes what it was given into the place.
PUBLISHES = (
    "import pathlib, sys; _, command, params, _, out, *_ = sys.argv; "
    "folder = pathlib.Path(out, pathlib.Path(params).stem); folder.mkdir(parents=True, exist_ok=True); "
    "(folder / 'made').write_text(command); print('Published:', folder)"
)
IS_REFUSED = "print('12:00:00 Checking', file=sys.stderr); print('c.yaml: it is wrong.', file=sys.stderr); sys.exit(2)"
IS_KILLED = "os.kill(os.getpid(), 9)"
ENDS_ITS_WORKER_ONCE = (
    "import os, pathlib, signal, sys; mark = pathlib.Path(sys.argv[4], 'seen'); first = not mark.exists(); "
    "mark.parent.mkdir(parents=True, exist_ok=True); mark.touch(); "
    "first and 'number-2' in sys.argv[4] and os.kill(os.getppid(), signal.SIGKILL); " + PUBLISHES
)


@pytest.fixture
def councils(tmp_path: Path) -> Callable[..., list[Path]]:
    """Writes a council for each name, with one table, and gives their params files."""

    def make(*names: str) -> list[Path]:
        made = []
        for n, name in enumerate(names):
            folder = tmp_path / f"c{n}"
            (folder / "records").mkdir(parents=True)
            (folder / "records" / "activities.csv").write_text(ONE_TABLE, encoding="utf-8")
            (folder / "annual-2024-25.yaml").write_text(PARAMS.format(name), encoding="utf-8")
            made.append(folder / "annual-2024-25.yaml")
        return made

    return make


@pytest.fixture
def heard_is(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def stand_in(script: str) -> None:
        monkeypatch.setattr(batch, "HEARD", (sys.executable, "-c", script))

    return stand_in


def rows(out: Path) -> list[dict[str, str]]:
    with (out / "batch.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("workers", [1, 3])
def test_each_council_has_its_folder_and_its_line_in_the_order_given(
    councils: Any, heard_is: Any, tmp_path: Path, workers: int
) -> None:
    heard_is(PUBLISHES)
    given, said = councils("Ouse County Council", "Fenshire", "Ely & Soham"), list[str]()
    out = tmp_path / "out"
    made = publish_batch(given, out, said.append, workers=workers)
    assert [each["council"] for each in rows(out)] == ["Ouse County Council", "Fenshire", "Ely & Soham"]
    assert [each["report"] for each in rows(out)] == [each.report for each in made]
    assert (out / "ely-soham" / "annual-2024-25" / "made").read_text(encoding="utf-8") == "annual"
    assert {each["exit"] for each in rows(out)} == {"0"} and len(said) == 3 and "3 of 3 reports" in said[-1]
    assert not [*out.glob(".*")]


@pytest.mark.parametrize(
    ("ends", "code", "sentence"),
    [(IS_REFUSED, 2, "c.yaml: it is wrong."), (IS_KILLED, 3, "its process was ended from outside (SIGKILL).")],
)
def test_one_that_is_refused_or_killed_stops_no_other_and_says_why(
    councils: Any, heard_is: Any, tmp_path: Path, ends: str, code: int, sentence: str
) -> None:
    heard_is(f"import os, sys\nif 'fenshire' in sys.argv[4]: {ends}\n{PUBLISHES}")
    bad, *good = publish_batch(councils("Fenshire", "Ouse", "Ely"), tmp_path / "out", lambda _: None)
    assert (bad.exit, bad.report) == (code, "") and bad.sentence.endswith(sentence)
    assert [each.exit for each in good] == [0, 0]


def test_a_params_file_that_cannot_be_read_stands_in_the_table(councils: Any, heard_is: Any, tmp_path: Path) -> None:
    heard_is(PUBLISHES)
    made = publish_batch([tmp_path / "nowhere.yaml", *councils("Ouse")], tmp_path / "out", lambda _: None)
    assert [(each.exit, each.council) for each in made] == [(2, ""), (0, "Ouse")]
    assert "there is no such file" in rows(tmp_path / "out")[0]["sentence"]


def test_two_reports_that_would_stand_in_one_folder_are_refused_before_any_is_made(
    councils: Any, heard_is: Any, tmp_path: Path
) -> None:
    heard_is(PUBLISHES)
    with pytest.raises(ParamsError, match=r"would stand in .*ely-soham/annual-2024-25, as that of .* does"):
        publish_batch(councils("Ely & Soham", "Ely, Soham"), tmp_path / "out", lambda _: None)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Fenshire County Council", "fenshire-county-council"),
        ("../etc", "etc"),
        ("Тошкент", "тошкент"),
        ("&", "council"),
    ],
)
def test_a_council_s_name_makes_the_name_of_a_folder(name: str, folder: str) -> None:
    assert address(name) == folder


@pytest.mark.parametrize(
    ("written", "refusal"),
    [
        ("councils: []", "names no params file"),
        ("councils: [a.yaml, a.yaml]", "has a.yaml twice"),
        ("council: [a.yaml]", "Did you mean 'councils'?"),
    ],
)
def test_a_file_of_councils_that_cannot_be_followed_is_refused(tmp_path: Path, written: str, refusal: str) -> None:
    (tmp_path / "councils.yaml").write_text(written, encoding="utf-8")
    with pytest.raises(ParamsError, match=refusal.replace("?", r"\?")):
        load_councils(tmp_path / "councils.yaml")


@pytest.fixture
def cluster() -> Iterator[str]:
    with LocalCluster(n_workers=3, threads_per_worker=1, dashboard_address=None) as made:
        yield made.scheduler_address


def test_what_a_lost_worker_was_at_is_done_by_another_and_nothing_is_lost(
    councils: Any, heard_is: Any, tmp_path: Path, cluster: str
) -> None:
    heard_is(ENDS_ITS_WORKER_ONCE)
    given = councils(*(f"Number {n}" for n in range(1, 6)))
    made = publish_batch(given, tmp_path / "out", lambda _: None, cluster=cluster)
    assert [each.exit for each in made] == [0] * 5
    assert all((tmp_path / "out" / f"number-{n}" / "annual-2024-25" / "made").is_file() for n in range(1, 6))


@pytest.mark.proof
def test_a_report_of_a_batch_has_the_bytes_of_one_made_by_itself(
    councils: Any, heard: Any, tmp_path: Path, size: Any, proved: Any
) -> None:
    given = councils(*(f"Number {n}" for n in range(size(1, 6))))
    made = publish_batch(given, tmp_path / "out", lambda _: None, workers=2)
    for one, params in zip(made, given, strict=True):
        assert heard("annual", params, "--out", tmp_path / "alone").code == 0
        alone = tmp_path / "alone" / "annual-2024-25"
        names = sorted(path.name for path in alone.iterdir() if path.is_file() and path.name != "manifest.json")
        assert all((alone / name).read_bytes() == (Path(one.report) / name).read_bytes() for name in names)
        alone.rename(tmp_path / f"alone-{params.parent.name}")
    proved(f"{len(given)} councils in a batch of two at once: every published file as made by itself.")
