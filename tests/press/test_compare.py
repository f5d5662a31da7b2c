"""What is usual among councils: spreads of what they published, no rank, and no pack that does not add up."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from heard.errors import RecordsError
from heard.history import packs
from heard.maths.five_numbers import Spread, spread
from heard.press.compare import publish_comparison

RESULTS = (
    "measure definition commitment period group units met partly not_met no_evidence not_yet_due not_applicable "
    "counted value judges reason"
).split()
MEASURES = {"feedback_on_time": "PROMISE-3", "open_long_enough": "LEGAL-6"}
MakePack = Callable[..., Path]


@pytest.fixture
def pack(tmp_path: Path) -> MakePack:
    """Writes the pack of a council in which `met` of `counted` were met, by each measure."""

    def make(name: str, met: int, counted: int = 40, definition: int = 1, **more: str) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        state = "kept" if 100 * met >= 90 * counted else "not kept" if 2 * (counted - met) > counted else "partly kept"
        rows = [
            (
                *(measure, definition, commitment, "2024-25", "all", counted + 2, met, 0, counted - met, 0, 1, 1),
                *(counted, f"{met / counted:.4f}", "yes", ""),
            )
            for measure, commitment in MEASURES.items()
        ]
        write(
            folder / "results.csv",
            RESULTS,
            [[more.get(c, cell) for c, cell in zip(RESULTS, row, strict=True)] for row in rows],
        )
        written = more.get("state", state)
        header = ["commitment", "text", "state", "decided_by", "reason"]
        write(folder / "commitments.csv", header, [[each, "words", written, "", ""] for each in MEASURES.values()])
        (folder / "datapackage.json").write_text(json.dumps({"title": f"2024-25, {name}"}), encoding="utf-8")
        return folder

    return make


def write(path: Path, header: list[str], rows: list[list[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def rows_of(out: Path) -> list[dict[str, str]]:
    with (out / "compare.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_spread_of_five_values_is_those_values() -> None:
    assert spread([0.5, 0.1, 0.3, 0.2, 0.4]) == Spread(0.1, 0.2, 0.3, 0.4, 0.5)
    with pytest.raises(ValueError, match="no spread"):
        spread([])


def test_a_check_that_ten_councils_count_has_its_spread_and_its_states(pack: MakePack, tmp_path: Path) -> None:
    packs = [pack(f"Council {n}", 20 + n) for n in range(11)]
    assert publish_comparison(packs, tmp_path / "out") == (11, ())
    first, second = rows_of(tmp_path / "out")
    assert (first["measure"], second["measure"]) == ("feedback_on_time", "open_long_enough")
    assert [first[name] for name in ("councils", "least", "quarter", "middle", "three_quarters", "most")] == [
        *("11", "0.5000", "0.5625", "0.6250", "0.6875", "0.7500")
    ]
    assert (first["met"], first["not_met"], first["not_applicable"]) == ("275", "165", "11")
    page = BeautifulSoup((tmp_path / "out" / "compare.html").read_text(encoding="utf-8"), "html.parser")
    cells = [cell.get_text() for cell in page.select("tbody tr")[0].select("td")]
    assert cells == ["11", "50", "56", "62", "69", "75"] and "Council 3" not in page.get_text()
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    assert [each["name"] for each in package["resources"][0]["schema"]["fields"]] == list(first)


@pytest.mark.parametrize(
    "given", [{"counted": 19, "met": 10}, {"definition": 2, "met": 20}], ids=["under 20 cases", "another definition"]
)
def test_a_tenth_council_that_counts_too_few_or_by_another_definition_is_not_compared(
    pack: MakePack, tmp_path: Path, given: dict[str, int]
) -> None:
    packs = [*(pack(f"Council {n}", 20 + n) for n in range(9)), pack("Tenth", **given)]
    publish_comparison(packs, tmp_path / "out")
    assert rows_of(tmp_path / "out") == []
    assert "No check has 10 councils or more" in (tmp_path / "out" / "compare.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"units": "50"}, "the states of feedback_on_time, all, do not add up"),
        ({"value": "0.9"}, "the value of feedback_on_time, all, is not its share"),
        ({"state": "kept"}, "PROMISE-3 is kept, and its counts make it partly kept"),
        ({"met": "some"}, "holds no count"),
    ],
)
def test_a_pack_that_does_not_add_up_is_left_out_with_a_sentence(
    pack: MakePack, tmp_path: Path, more: dict[str, str], why: str
) -> None:
    packs = [pack("Whole", 30), pack("Wrong", 30, **more) if "met" not in more else _with_words(pack("Wrong", 30))]
    compared, (sentence,) = publish_comparison(packs, tmp_path / "out")
    assert compared == 1 and sentence.startswith(f"{packs[1]}: does not add up: ") and why in sentence
    assert why in (tmp_path / "out" / "compare.html").read_text(encoding="utf-8")


def _with_words(folder: Path) -> Path:
    """The same pack, with a word in the place of a count."""
    path = folder / "results.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",all,42,30,", ",all,42,some,"), encoding="utf-8")
    return folder


def test_a_zip_is_read_as_a_folder_is_and_the_same_pack_counts_once(pack: MakePack, tmp_path: Path) -> None:
    folder = pack("Council", 30)
    archive = Path(shutil.make_archive(str(tmp_path / "zipped"), "zip", tmp_path, "Council"))
    compared, (sentence,) = publish_comparison([archive, folder], tmp_path / "out")
    assert compared == 1 and sentence == f"{folder}: is the same as {archive}: 2024-25, Council."


@pytest.mark.parametrize("is_zip", [False, True])
def test_a_pack_far_too_large_is_left_out_before_it_is_read(
    pack: MakePack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_zip: bool
) -> None:
    folder = pack("Council", 30)
    given = Path(shutil.make_archive(str(tmp_path / "zipped"), "zip", tmp_path, "Council")) if is_zip else folder
    monkeypatch.setattr(packs, "MOST_BYTES", 10)
    with pytest.raises(RecordsError, match=r"\.(csv|json) has more than 10 bytes"):
        publish_comparison([given], tmp_path / "out")


def test_where_no_pack_is_left_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(RecordsError, match=r"none of the packs can be compared: .*nowhere: is no pack"):
        publish_comparison([tmp_path / "nowhere"], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_command_says_how_many_and_what_was_left_out(
    pack: MakePack, tmp_path: Path, heard: Callable[..., Any]
) -> None:
    said = heard("compare", pack("Council", 30), tmp_path / "nowhere", "--out", tmp_path / "out")
    assert said.code == 1 and "1 of 2 packs compared" in said.out and "nowhere: is no pack" in said.err
