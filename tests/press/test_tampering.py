"""Whoever alters a published report, or what it was made from, is found out, and what was altered is named."""

from __future__ import annotations

import csv
import io
import json
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from heard.press import made_again
from heard.press.made_again import make_again
from heard.press.verify import first_difference

pytestmark = pytest.mark.proof
Tampering = tuple[Path, bytes]  # a file, and what stands in it afterwards


@pytest.fixture
def council(small_report: Path, tmp_path: Path) -> Path:
    """A council of all tables, with its figures beside it, and its published report."""
    return Path(shutil.copytree(small_report.parents[1], tmp_path / "council"))


def one_byte(chance: random.Random, report: Path) -> Iterator[Tampering]:
    """A byte of each published file, anywhere in it."""
    names = [each["file"] for each in json.loads((report / "manifest.json").read_text(encoding="utf-8"))["published"]]
    for name in names:
        was = (report / name).read_bytes()
        place = chance.randrange(len(was))
        yield report / name, was[:place] + bytes([was[place] ^ (1 << chance.randrange(8))]) + was[place + 1 :]


def one_cell(chance: random.Random, records: Path) -> Iterator[Tampering]:
    """A cell of each table of the records: emptied, or with another letter at its end."""
    for path in sorted(records.glob("*.csv")):
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
        row, column = chance.randrange(1, len(rows)), chance.randrange(len(rows[0]))
        rows[row][column] = "" if rows[row][column] and chance.random() < 0.5 else f"{rows[row][column]}x"
        written = io.StringIO()
        csv.writer(written).writerows(rows)
        yield path, written.getvalue().encode("utf-8")


def one_figure(manifest: Path) -> Iterator[Tampering]:
    """Each figure of the standards that the report says it was judged by, by one; and whose report it is."""
    written = json.loads(manifest.read_text(encoding="utf-8"))
    for name, figure in written["standards"].items():
        yield manifest, json.dumps({**written, "standards": {**written["standards"], name: figure + 1}}).encode()
    yield manifest, json.dumps({**written, "council": f"{written['council']} Borough"}).encode()


def test_every_tampering_is_found_and_what_was_altered_is_named(
    council: Path,
    size: Callable[[int, int], int],
    proved: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    report, chance = council / "reports" / "annual-2024-25", random.Random(200)
    monkeypatch.setattr(made_again, "_published_again", lambda report, *_: report)  # as if nothing came out otherwise
    rounds = size(1, 6)
    published = [each for _ in range(rounds) for each in one_byte(chance, report)]
    records = [each for _ in range(rounds) for each in one_cell(chance, council / "sample" / "records")]
    figures = list(one_figure(report / "manifest.json"))
    for path, now in published:
        assert altered(path, now, lambda: first_difference(report)) == f"{path.name} was altered since heard wrote it"
    for path, now in figures:
        assert (
            altered(path, now, lambda: first_difference(report))
            == "statement.json says another thing than manifest.json"
        )
    for path, now in records:
        found = altered(path, now, lambda: make_again(report, None, lambda _: None).difference)
        assert f"{path.relative_to(council / 'sample').as_posix()} was altered since" in found
    assert first_difference(report) == "" and make_again(report, None, lambda _: None).difference == ""
    proved(
        f"Found and named: all of {len(published)} bytes of published files, of {len(records)} cells of records and of "
        f"{len(figures)} figures of the standards that were altered."
    )


def altered(path: Path, now: bytes, look: Callable[[], str]) -> str:
    """What is found while something else stands in a file."""
    was = path.read_bytes()
    path.write_bytes(now)
    try:
        return look()
    finally:
        path.write_bytes(was)
