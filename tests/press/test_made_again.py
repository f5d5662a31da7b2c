"""A report comes out again as it is from what it was made from, wherever that lies; else what moved it is named."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from heard.errors import HeardError, ParamsError
from heard.model.tables import MOST_BYTES
from heard.press import made_again
from heard.press.made_again import MadeAgain, make_again
from heard.sources.checked import sha256_of

from ..conftest import Said  # noqa: TID252 - tests are no package that could be named


def silent(_: str) -> None:
    """Say nothing."""


@pytest.fixture
def council(report_of_one_csv: Path, tmp_path: Path) -> Path:
    """A council and its published report, which a test may tamper with."""
    return Path(shutil.copytree(report_of_one_csv.parents[1], tmp_path / "council"))


@pytest.fixture
def never_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is to be made again in this test."""

    def refuse(*_: object) -> Path:
        raise AssertionError("it was made again")

    monkeypatch.setattr(made_again, "_published_again", refuse)


@pytest.fixture
def huge(council: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that is larger than an input may be, in a folder of inputs: to go through it is refused."""

    def sha256(path: Path) -> str:
        assert path.stat().st_size <= MOST_BYTES, f"{path} was gone through"
        return sha256_of(path)

    monkeypatch.setattr(made_again, "sha256_of", sha256)
    path = council / "below" / "film.mp4"
    path.parent.mkdir()
    path.touch()
    os.truncate(path, MOST_BYTES + 1)
    return path


def test_it_is_made_again_from_inputs_of_any_name_in_any_folder(
    council: Path, huge: Path, tmp_path: Path, heard: Callable[..., Said]
) -> None:
    report = Path(shutil.move(council / "reports" / "annual-2024-25", tmp_path / "downloaded"))
    bag = tmp_path / "bag" / "of files"
    bag.mkdir(parents=True)
    shutil.move(council / "records" / "activities.csv", bag / "sent by mail.csv")
    shutil.move(council / "annual-2024-25.yaml", bag / "settings.txt")
    shutil.move(huge, bag)
    said = heard("verify", report, "--records", bag.parent)
    made_of = "made again from what it says it was made from"
    assert (said.code, said.out) == (0, f"{report} is the same, byte for byte, {made_of}.\n")


def test_a_cell_of_the_records_that_was_altered_is_told_with_the_row_that_it_moves(
    council: Path, heard: Callable[..., Said]
) -> None:
    report, table = council / "reports" / "annual-2024-25", council / "records" / "activities.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("2024-05-01", "2023-05-01"), encoding="utf-8")
    said = heard("verify", report)
    assert said.code == 1
    assert said.out.startswith(f"{report} differs: findings.csv, row ")
    assert said.out.endswith("; records/activities.csv was altered since.\n")


@pytest.mark.usefixtures("never_made", "huge")
def test_inputs_that_are_not_to_hand_are_named(council: Path) -> None:
    shutil.rmtree(council / "records")
    report = council / "reports" / "annual-2024-25"
    assert make_again(report, None, silent) == MadeAgain(why_not="records/activities.csv is not to hand")
    (council / "annual-2024-25.yaml").unlink()
    missing = "annual-2024-25.yaml, records/activities.csv are not to hand"
    assert make_again(report, council, silent) == MadeAgain(why_not=missing)


@pytest.mark.usefixtures("never_made")
def test_an_altered_input_is_told_though_others_are_not_to_hand(council: Path) -> None:
    shutil.rmtree(council / "records")
    with (council / "annual-2024-25.yaml").open("a", encoding="utf-8") as params:
        params.write("prepared_by: Somebody\n")
    again = make_again(council / "reports" / "annual-2024-25", None, silent)
    assert again.difference == "annual-2024-25.yaml was altered since"


def with_inputs(council: Path, *names: str) -> Path:
    """The report, its manifest naming the one table of the records by other names."""
    report = council / "reports" / "annual-2024-25"
    manifest = json.loads((report / "manifest.json").read_text(encoding="utf-8"))
    params, table = manifest["inputs"]
    manifest["inputs"] = [params, *({**table, "file": name} for name in names)]
    del manifest["run"]["params_file"]
    (report / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return report


@pytest.mark.usefixtures("never_made")
@pytest.mark.parametrize(
    "name", ["/etc/passwd", "C:\\records\\activities.csv", "postgresql://reader:${PASSWORD}@host/db/activities (…)"]
)
def test_no_place_and_no_server_is_sought_that_only_a_report_from_elsewhere_names(council: Path, name: str) -> None:
    again = make_again(with_inputs(council, name), council, silent)
    assert again == MadeAgain(why_not=f"{name} is not to hand")


def test_what_is_laid_out_stays_in_its_folder(council: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out = []

    def look(_: Path, inputs: object, folder: Path, *__: object) -> Path:
        laid_out.extend(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        raise HeardError("a report", "was looked at", "go on")

    monkeypatch.setattr(made_again, "_published_again", look)
    monkeypatch.setattr(made_again, "load_year", lambda path: path)
    make_again(with_inputs(council, "../../../over/there.csv", "records/../../x.csv"), council, silent)
    assert len(laid_out) == 3 and all(name.startswith("council/") for name in laid_out)


@pytest.mark.usefixtures("never_made")
def test_of_a_folder_with_many_files_their_number_is_told(council: Path) -> None:
    again = make_again(with_inputs(council, *(f"gone/{n}.csv" for n in range(7)), "gone.csv"), None, silent)
    assert again.why_not == "annual-2024-25.yaml, gone (7 files), gone.csv are not to hand"


def test_what_was_made_by_another_heard_is_told_so(council: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = council / "reports" / "annual-2024-25"

    def by_another(*_: object) -> Path:
        again = Path(shutil.copytree(report, council / "again"))
        manifest = json.loads((again / "manifest.json").read_text(encoding="utf-8"))
        manifest["heard"]["version"] = "9"
        (again / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        (again / "summary.html").write_text("\nanother\n", encoding="utf-8")
        return again

    monkeypatch.setattr(made_again, "_published_again", by_another)
    assert make_again(report, None, silent).difference == "summary.html, line 1; heard 0.1.0 made it"
    shutil.rmtree(council / "again")
    monkeypatch.setattr(made_again, "kinds_that_differ", lambda *_: ())
    fault = "summary.html, line 1; nothing that it is made from differs: a fault in heard"
    assert make_again(report, None, silent).difference == fault


def test_a_folder_of_inputs_that_is_none_is_refused(council: Path) -> None:
    with pytest.raises(ParamsError, match="is not a folder"):
        make_again(council / "reports" / "annual-2024-25", council / "gone", silent)


def test_only_annual_reports_are_made_again(council: Path) -> None:
    (council / "reports" / "annual-2024-25" / "findings.csv").unlink()
    assert make_again(council / "reports" / "annual-2024-25", None, silent).why_not == "only annual reports are"
