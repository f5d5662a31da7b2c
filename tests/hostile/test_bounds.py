"""What has no end, or grows without one, is refused or gone through once: no input takes the memory or the day."""

from __future__ import annotations

import os
import signal
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from heard.errors import ParamsError, RecordsError, RunError
from heard.maths.readability import read
from heard.maths.sentences import sentences, without_comments
from heard.page.charts.activity_grid import _cut
from heard.params import load_annual
from heard.params.written import MOST_BYTES, read_text, read_yaml
from heard.press import notebooks
from heard.press.fingerprint import fingerprint
from heard.sources import settled, texts
from heard.sources.settled import SETTLED, read_settled
from heard.sources.text_files import delimited, encoding_of
from heard.sources.texts import without_unseen
from heard.year import steps

from .conftest import REGISTER, Council, Heard

MATERIALS = "activity_id,document,text_file\nA1,The question,q.txt\n"
ENDLESS = {
    "a script": "<script",
    "a document type": "<!doctype",
    "a comment": "<!--",
    "a picture": "![",
    "a link": "[",
    "a link's address": "[x](",
    "a footnote": "[^",
    "spaces": " ",
    "full stops": ".",
    "marks": "-+",
    "a word": "a",
    "tags": "<p ",
    "quotations": '."',
}


def seconds(work: Callable[[str], object], text: str) -> float:
    """The processor's, the least of three."""
    took = []
    for _ in range(3):
        start = time.process_time()
        work(text)
        took.append(time.process_time() - start)
    return min(took)


@pytest.mark.parametrize("what", ENDLESS)
def test_a_text_in_which_something_never_ends_is_gone_through_once(what: str) -> None:
    def work(text: str) -> object:
        return read(without_unseen(text))

    short, long = (seconds(work, ENDLESS[what] * n + "x") for n in (5_000, 20_000))
    assert long < 12 * short + 0.1, "four times as much takes four times as long, and not sixteen"


def test_what_is_not_read_of_a_page_is_left_out_and_what_never_ends_stays() -> None:
    page = "<!DOCTYPE html><head><title>t</title></head>a<script>b</script >c<STYLE>d</STYLE>e<script>f"
    assert without_unseen(page).split() == ["a", "c", "e<script>f"]
    assert without_comments("a<!-- b <!-- c -->d --> e<!-- f") == "ad --> e<!-- f"
    assert sentences("One <!-- two --> three.") == ("One   three.",)


def test_a_text_that_is_too_long_or_no_file_is_no_text(check: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"activities.csv": REGISTER, "materials.csv": MATERIALS, "q.txt": "What do you want of the library?"}
    assert "q.txt" not in check(files).out
    monkeypatch.setattr(texts, "MOST_BYTES", 10)
    assert "q.txt" in check(files).out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name")
def test_a_pipe_in_the_place_of_a_text_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "q.txt")
    assert texts._read_text(tmp_path, "q.txt") is None


def test_merges_that_grow_tenfold_are_refused_with_their_line(tmp_path: Path) -> None:
    grown = (f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}" for n in range(1, 10))
    lines = ["a0: &a0 {k0: 1}", *grown]
    (tmp_path / "bomb.yaml").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ParamsError, match=r"line \d+: its merges make more than 10,000 keys"):
        read_yaml(tmp_path / "bomb.yaml")


def test_a_file_beside_the_records_has_a_largest_size(tmp_path: Path) -> None:
    (tmp_path / "said.md").write_bytes(b"a" * (MOST_BYTES + 1))
    with pytest.raises(ParamsError, match="it has more than 1,000,000 bytes"):
        read_text(tmp_path / "said.md")


def test_a_table_has_a_largest_size_and_one_beyond_it_is_not_taken_in(
    check: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heard.sources.file_parts.MOST_BYTES", len(REGISTER) - 1)
    said = check({"activities.csv": REGISTER})
    assert said.code == 2 and "activities.csv: it has more than " in said.sentence


HUGE = 20_000_000_000  # bytes that lie on no disk, and that take half a minute to go through


@pytest.mark.parametrize(
    "name",
    [
        *("film.mp4", "plan.csv", "plan.xlsx", "old/activities.csv", "leaflet.html", "activities.csv"),
        *("materials.ods", "boards.json", "../before/internal/film.mp4", "../annual-2024-25-answers/feedback.csv"),
    ],
)
def test_what_heard_never_reads_or_is_too_large_is_not_gone_through(name: str, council: Council) -> None:
    files = {"activities.csv": REGISTER, "materials.csv": MATERIALS, "../before/manifest.json": "{}", name: ""}
    params = load_annual(council(files, "previous: before\n"))
    os.truncate(params.path.parent / "records" / name, HUGE)
    assert seconds(lambda _: (fingerprint(params), steps._key(params), steps._made_from(params)), "") < 5


def test_a_file_that_is_to_be_mapped_has_a_largest_size(heard: Heard, council: Council) -> None:
    path = council({"export.csv": ""}).parent / "records" / "export.csv"
    os.truncate(path, HUGE)
    said = heard("map", path)
    assert said.code == 2 and "export.csv: it has more than 2,000,000,000 bytes" in said.sentence


def test_a_line_that_never_ends_is_refused_before_it_is_held(
    check: Heard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.csv").write_bytes(b"activity_id,title,opened_on\n" + b"a" * 20_000_000)
    monkeypatch.setattr("heard.sources.text_files.LONGEST_LINE", 1_000_000)
    tracemalloc.start()
    with pytest.raises(RecordsError, match="it has a line of 1,000,000 characters or more"):
        delimited(tmp_path / "a.csv", ("title",))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 15_000_000
    for name in ("activities.csv", "responses.csv"):
        said = check({"activities.csv": REGISTER, name: (tmp_path / "a.csv").read_bytes()})
        assert said.code == 2 and f"{name}: it has a line of 1,000,000 characters or more" in said.sentence


def test_a_line_that_is_no_text_is_named_without_the_file_being_held(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"a\nb\n" + b"c" * 20_000_000 + b"\0")
    tracemalloc.start()
    with pytest.raises(RecordsError, match=r"see line 3\)"):
        encoding_of(tmp_path / "a.csv")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000


def test_a_list_of_what_was_settled_has_a_largest_size(tmp_path: Path) -> None:
    (tmp_path / SETTLED).write_bytes(b"kind,a,b,answer\n" + b" " * settled.MOST_BYTES)
    with pytest.raises(RecordsError, match="it has more than 10,000,000 bytes"):
        read_settled(tmp_path)


def test_a_file_of_last_years_report_has_a_largest_size(check: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("heard.history.published_reports.MOST_BYTES", 5)
    said = check({"activities.csv": REGISTER, "../before/results.csv": "measure"}, "previous: before\n")
    assert said.code == 2 and "results.csv: it has more than 5 bytes" in said.sentence


def test_a_title_of_a_hundred_thousand_letters_is_cut_at_once() -> None:
    assert seconds(lambda title: _cut(title, 200), "W" * 100_000) < 2
    short = _cut("A title that is longer than its room", 100)
    assert short.endswith("…") and len(short) < 36
    assert _cut("Short", 100) == "Short"


@pytest.mark.parametrize("interrupted", [signal.default_int_handler, signal.SIG_IGN], ids=["at a desk", "behind &"])
def test_a_notebook_that_never_ends_is_ended(interrupted: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import nbformat
    from nbformat.v4 import new_code_cell, new_notebook

    parameters = new_code_cell("a: str = ''", metadata={"tags": ["parameters"]})
    waits = new_notebook(cells=[parameters, new_code_cell("import time\nwhile True:\n    time.sleep(0.01)")])
    waits.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(waits, tmp_path / "waits.ipynb")
    monkeypatch.setattr(notebooks, "NOTEBOOKS", tmp_path)
    monkeypatch.setattr(notebooks, "LONGEST", 1)
    before = signal.signal(signal.SIGINT, interrupted)
    try:
        with pytest.raises(RunError, match="it ran longer than"):
            notebooks.run_notebook("waits", {}, tmp_path / "out")
    finally:
        signal.signal(signal.SIGINT, before)
    assert not (tmp_path / "out").exists()
