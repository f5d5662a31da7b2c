"""However many rows of responses are read at once, they are read alike: the same cells, row numbers and sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from random import Random

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from heard.errors import RecordsError
from heard.model.mapping import From, MappingFile
from heard.model.row_counts import in_words
from heard.sources import in_pieces, read_records
from heard.sources.record_blocks import _columns
from heard.sources.shelf import Shelf

SIZES = (1, 7, 1_000)
ROWS = 60  # more than those in which the names are sought, so that most of them are read in blocks
HEADER = "response_id,activity_id,received_on,sex,age,age_band,understood_how_long,comment,Postcode"
IDS = ("r1", "R1", "007", "7", "1.23E+11", "2024-05-01", "x y", " r2 ", "r\u200b3", "n/a", "")
CELLS = {
    "activity_id": ("a1", "a2", "A1", "", "tbc"),
    "received_on": ("2024-05-03", "2024-05-03T00:00", "03/05/2024", "1999-01-01", "soon", ""),
    "sex": ("Female", "female", "Prefer not to say", "#REF!", "caf\u00e9", "\u00a0", ""),
    "age": ("30", "130", "3.0", "-1", "old", ""),
    "age_band": ("18-24", "65+", "young", ""),
    "understood_how_long": ("1", "5", "6", "?", ""),
    "comment": ("Yes", "No more", ""),
    "Postcode": ("CB1", ""),
}


def table(seed: int, *, ends: str = "\n", separator: str = ",", quotes: bool = False, header: str = HEADER) -> str:
    """A table of whatever people write, the same for the same seed."""
    luck = Random(seed)
    rows = [header.replace(",", separator)]
    for n in range(ROWS):
        cells = [luck.choice((*IDS, f"q{n}")), *map(luck.choice, CELLS.values())]
        if quotes:
            cells = [f'"{cell}"' if luck.random() < 0.5 else cell for cell in cells]
            cells[7] = luck.choice((f'"Said ""no""{separator} and{ends}again"', '""', *cells[7:8]))
        rows.append(separator.join(cells))
    return ends.join([*rows, ""])


def with_line(text: str, line: str, at: int, ends: str = "\n") -> str:
    """The same with one line more."""
    lines = text.split(ends)
    return ends.join([*lines[:at], line, *lines[at:]])


PLAIN = table(1)
QUOTED = table(2, quotes=True)
FILES: Mapping[str, bytes] = {
    "plain": PLAIN.encode(),
    "quoted": QUOTED.encode(),
    "quoted, lines of Windows": table(3, quotes=True, ends="\r\n").encode(),
    "lines of an old Mac": table(4, ends="\r").encode(),
    "lines of two kinds": (table(5, ends="\r\n") + "q1,a1\rq2,a1\n").encode(),
    "semicolons": table(6, separator=";", quotes=True).encode(),
    "tabs": table(7, separator="\t").encode(),
    "a mark of UTF-8": ("\ufeff" + PLAIN).encode(),
    "Windows-1252": PLAIN.replace("\u200b", "").encode("cp1252"),
    "UTF-16": PLAIN.encode("utf-16"),
    "no line at the end": PLAIN.rstrip("\n").encode(),
    "blank lines": with_line(with_line(PLAIN, "", 50), "", 45).encode(),
    "blank lines last": (PLAIN + "\n,,,,,,,,\n \n").encode(),
    "rows of separators": with_line(with_line(QUOTED, ",,,,,,,,", 40), ",,,,,,,,", 41).encode(),
    "only what is not asked for": with_line(PLAIN, ",,,,,,,,CB1", 50).encode(),
    "the names again": with_line(PLAIN, HEADER, 48).encode(),
    "short rows": with_line(PLAIN, "q,a1", 44).encode(),
    "long rows, blank": with_line(PLAIN, "q,a1,,,,,,,,,", 44).encode(),
    "rows above the names": ("Survey of 2024\n\n" + PLAIN).encode(),
    "a mark within a cell": with_line(PLAIN, 'q,a1,,the "blue" one,,,,,', 44).encode(),
    "a mark within a quoted cell": with_line(QUOTED, 'q,a1,,"blue" one,,,,,', 44).encode(),
    "a mark never closed": with_line(PLAIN, 'q,a1,,"blue,,,,,', 44).encode(),
    "a row too long": with_line(PLAIN, "q,a1,,,,,,,,more", 44).encode(),
    "a cell too long": with_line(PLAIN, f"q,a1,,,,,,{'x' * 140_000},", 44).encode(),
    "a total": (PLAIN + "Total,,,,61,,,,\n").encode(),
    "marks of control": with_line(PLAIN, "q\x01,a1\x7f,,,,,,,", 44).encode(),
    "one column asked for": ("response_id\n" + "\n".join(f"r{n}" for n in range(50)) + "\n").encode(),
    "no row": (HEADER + "\n").encode(),
}


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> Callable[[int | None], None]:
    """Read so many rows at once; None: the whole file, as every other table is read."""

    def set_to(rows: int | None) -> None:
        monkeypatch.setattr(in_pieces, "ROWS_AT_ONCE", rows)
        monkeypatch.setattr("heard.sources.read.is_read_in_pieces", lambda *_: rows is not None)

    return set_to


def whole(folder: Path, *mappings: MappingFile, **options: object) -> tuple[object, ...] | str:
    """All that is known of the responses of a folder, or the sentence with which they are refused."""
    places = sorted(folder.glob("folder-*")) or [folder]
    try:
        supplied = read_records(places, {"responses": mappings} if mappings else {}, **options)["responses"]  # type: ignore[arg-type]
    except RecordsError as error:
        return str(error)
    rows = pd.concat(map(in_words, supplied.chunks()), ignore_index=True)
    assert len(rows) == supplied.n_rows
    assert rows.dtypes.equals(supplied.rows.dtypes)
    told = (supplied.files, supplied.extra, supplied.dropped, supplied.oddities, supplied.parts, supplied.readings)
    return rows.to_csv(), rows.dtypes.to_string(), *told, supplied.nothing, supplied.partless, supplied.silent


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_read_alike_in_pieces_of_any_size(name, write, tmp_path, at_once):
    write("activities.csv", "activity_id,title,opened_on\na1,One,2024-05-01\n")
    write("responses.csv", FILES[name])
    at_once(None)
    expected = whole(tmp_path)
    for size in SIZES:
        at_once(size)
        assert whole(tmp_path) == expected, f"{size} rows at once"


@pytest.mark.parametrize("options", [{"keep_comments": True}, {"days": ("day first",)}])
def test_what_the_params_ask_is_asked_of_every_piece(options, write, tmp_path, at_once):
    write("responses.csv", QUOTED)
    at_once(None)
    expected = whole(tmp_path, **options)
    for size in SIZES:
        at_once(size)
        assert whole(tmp_path, **options) == expected, f"{size} rows at once"


def test_several_folders_with_other_columns_are_read_alike(write, tmp_path, at_once):
    write("folder-1/responses.csv", PLAIN)
    write("folder-2/responses.csv", "activity_id,response_id,channel\n" + "a1,q1,post\n,,\na2,#REF!,n/a\n" * 20)
    at_once(None)
    expected = whole(tmp_path)
    for size in SIZES:
        at_once(size)
        assert whole(tmp_path) == expected, f"{size} rows at once"


MAPPED = "Title\nNo,Which,When,Sex,Clear,Kind\nNo,Ref,When,Sex,1 to 5,Kind\n" + "".join(
    f"{n},A-{n % 3}/x,{n % 28 + 1}/5/24{' 17:30' * (n % 2)},{'FM?'[n % 3]},{n % 7},{'test' * (n % 5 == 0)}\n"
    for n in range(ROWS)
)


@pytest.mark.parametrize("more", [{}, {"drop_rows_where": {"Kind": ("test",)}}, {"row_when": {"Sex": ("F", "M")}}])
def test_a_mapped_file_is_read_alike(more, write, mapping, tmp_path, at_once):
    write("export.csv", MAPPED)
    which = From(("Which",), split_at=("/",), part=1)
    columns = {"response_id": "No", "activity_id": which, "received_on": "When", "sex": "Sex"}
    columns["understood_how_long"] = "Clear"
    words = {"sex": {"F": "Female", "M": "Male", "?": ""}}
    survey = mapping(
        columns, table="responses", file="export.csv", header_rows=2, days=("day first",), words=words, **more
    )
    at_once(None)
    expected = whole(tmp_path, survey)
    assert isinstance(expected, tuple)
    for size in SIZES:
        at_once(size)
        assert whole(tmp_path, survey) == expected, f"{size} rows at once"


def _parquet(late: time) -> bytes:
    moments = [datetime.combine(date(2024, 5, n % 28 + 1), time()) for n in range(ROWS)]
    columns = {
        "response_id": pa.array([None if n % 9 == 0 else n for n in range(ROWS)], pa.int64()),
        "activity_id": pa.array([None if n % 9 == 0 else f"a{n % 3}" for n in range(ROWS)]).dictionary_encode(),
        "received_on": pa.array(
            [
                None if n % 9 == 0 else each
                for n, each in enumerate([*moments[:-1], datetime.combine(date(2024, 5, 3), late)])
            ]
        ),
        "age": pa.array([None if n % 9 == 0 else n + 0.0 for n in range(ROWS)]),
        "complete": pa.array([None if n % 9 == 0 else n % 2 == 0 for n in range(ROWS)]),
    }
    file = BytesIO()
    pq.write_table(pa.table(columns), file, row_group_size=11)
    return file.getvalue()


@pytest.mark.parametrize("late", [time(), time(17, 30)])
def test_a_parquet_file_is_read_alike_and_a_late_time_of_day_is_heard_of_before(late, write, tmp_path, at_once):
    write("responses.parquet", _parquet(late))
    at_once(None)
    expected = whole(tmp_path)
    for size in SIZES:
        at_once(size)
        assert whole(tmp_path) == expected, f"{size} rows at once"


def test_a_plain_file_is_read_in_blocks_and_laid_by(write, tmp_path, at_once, monkeypatch):
    fast: list[object] = []

    def columns(*each):
        fast.append(found := _columns(*each))
        return found

    monkeypatch.setattr("heard.sources.record_blocks._columns", columns)
    write("responses.csv", PLAIN)
    at_once(7)
    supplied = read_records([tmp_path], {})["responses"]
    assert isinstance(supplied.many, Shelf) and supplied.rows.empty
    assert len(fast) > 1 and None not in fast
    assert max(map(len, supplied.chunks())) <= 2 * ROWS


def test_of_rows_laid_by_no_file_has_a_name(write, tmp_path, at_once, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "scratch"))
    (tmp_path / "scratch").mkdir()
    write("responses.csv", PLAIN)
    at_once(7)
    supplied = read_records([tmp_path], {})["responses"]
    assert len(pd.concat([*supplied.chunks()])) == ROWS
    assert [*supplied.perhaps_alike(("response_id", "activity_id"))]
    assert not [*(tmp_path / "scratch").iterdir()]
