"""What was checked is kept by the content of all that it was made from; what does not fit its seal is not used."""

from __future__ import annotations

import json
import os
import shutil
import sys

import pytest

import heard.sources.kept as kept_module
from heard.params import load_annual
from heard.sources.checked import load_checked
from heard.sources.kept import ANEW, SEAL, forget, key_of, load_kept
from heard.year import steps
from heard.year.steps import check_year

HEARD_ITSELF = steps.PACKAGE
PARAMS = "period: {first_day: 2024-04-01, last_day: 2025-03-31}\nas_at: 2025-06-01\nrecords: records\n"
TABLES = {
    "activities": "activity_id,title,opened_on,closed_on\nA1,Library hours,2024-05-01,2024-08-01\n",
    "responses": "response_id,activity_id,age,comment\nSECRET-ID,A1,41,SECRET WORDS\nSECRET-2,A1,SECRET AGE,none\n",
    "services": "service\nLibraries\n",
}


@pytest.fixture
def council(tmp_path, monkeypatch):
    """Writes a council of a few rows into a folder; its cache is that of the test, and used."""
    monkeypatch.delenv(ANEW)
    monkeypatch.setattr(kept_module, "user_cache_path", lambda *_, **__: tmp_path / "cache" / "heard")
    monkeypatch.setattr(steps, "PACKAGE", steps.PACKAGE / "model")  # a part, as the whole is read for each key

    def write(name="council"):
        folder = tmp_path / name
        (folder / "records").mkdir(parents=True)
        for table, text in TABLES.items():
            (folder / "records" / f"{table}.csv").write_text(text, encoding="utf-8")
        (folder / "annual-2024-25.yaml").write_text(PARAMS, encoding="utf-8")
        return folder / "annual-2024-25.yaml"

    return write


@pytest.fixture
def checks(monkeypatch):
    """How often the records were really checked."""
    made = []
    really = steps._checked
    monkeypatch.setattr(steps, "_checked", lambda *given: made.append(1) or really(*given))
    return made


def check(params, run):
    check_year(load_annual(params), run)
    return files(run / "checked")


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def entry(tmp_path):
    (found,) = (tmp_path / "cache" / "heard" / "checked").iterdir()
    return found


def test_what_was_checked_is_not_checked_again_and_is_the_same_byte_for_byte(council, checks, tmp_path):
    params = council()
    assert check(params, tmp_path / "one") == check(params, tmp_path / "two")
    assert len(checks) == 1


def test_the_place_of_the_records_and_their_times_are_nothing_to_it(council, checks, tmp_path):
    first = check(council("here"), tmp_path / "one")
    params = council("there")
    os.utime(params.parent / "records" / "activities.csv", (1, 1))
    assert check(params, tmp_path / "two") == first and len(checks) == 1


@pytest.mark.parametrize(
    ("name", "was", "now"), [("activities", b"hours", b"hourz"), ("responses", b"41", b"42"), ("services", b"L", b"l")]
)
def test_one_byte_of_an_input_is_checked_anew(council, checks, tmp_path, name, was, now):
    params = council()
    check(params, tmp_path / "one")
    path = params.parent / "records" / f"{name}.csv"
    times = path.stat()
    path.write_bytes(path.read_bytes().replace(was, now, 1))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    check(params, tmp_path / "two")
    assert len(checks) == 2


@pytest.mark.parametrize(
    "more",
    ["as_at: 2025-06-02", "days: day first", "time_zone: Europe/Paris", "records: [records]\nmappings: [m.yaml]"],
)
def test_another_setting_is_checked_anew(council, checks, tmp_path, more):
    params = council()
    (params.parent / "m.yaml").write_text("table: boards\nfile: b.csv\ncolumns: {board: name}\n", encoding="utf-8")
    check(params, tmp_path / "one")
    key = more.partition(":")[0]
    lines = [line for line in PARAMS.splitlines() if not line.startswith(key)]
    params.write_text("\n".join([*lines, more, ""]), encoding="utf-8")
    assert steps._key(load_annual(params)) != entry(tmp_path).name


BESIDE = {
    "annual-2024-25.yaml": f"{PARAMS}mappings: [m.yaml, w.yaml]\n",
    "m.yaml": "table: feedback\nfile: ../exports/told-*.csv\ncolumns: {activity_id: id, published_on: day}\n",
    "w.yaml": "table: web_listing\nfile: web/Listed.csv\ncolumns: {listing_id: id, title: name}\n",
    "exports/told-1.csv": "id,day\nA1,2024-09-01\n",
    "exports/notes.csv": "a,b\n1,2\n",
    "records/web/listed.csv": "id,name\n1,Library hours\n",
    "records/materials.csv": "activity_id,document,text_file\nA1,The question,papers/q.txt\n",
    "records/papers/q.txt": "What do you want of the library?",
    "records/papers/q.docx": "PK",
    "records/plan.csv": "a,b\n1,2\n",
    "records/old/activities.csv": "activity_id,title,opened_on\n",
    "annual-2024-25-answers/settled.csv": "kind,a,b,answer\n",
    "annual-2024-25-answers/notes.csv": "a,b\n",
}


@pytest.fixture
def with_more(council):
    """A council with mapped files, documents, answers, and files that heard does not read; its params file."""
    params = council()
    for name, text in BESIDE.items():
        (params.parent / name).parent.mkdir(exist_ok=True)
        (params.parent / name).write_text(text, encoding="utf-8")
    return params


@pytest.mark.parametrize(
    ("name", "is_read"),
    [
        *((name, True) for name in ("exports/told-1.csv", "exports/told-2.csv", "records/web/listed.csv")),
        *((name, True) for name in ("records/papers/q.txt", "annual-2024-25-answers/settled.csv")),
        *((name, True) for name in ("annual-2024-25-answers/feedback.csv", "records/book.xlsx", "records/plans.csv")),
        *((name, False) for name in ("exports/notes.csv", "records/plan.csv", "records/old/activities.csv")),
        *((name, False) for name in ("records/papers/q.docx", "records/film.mp4", "exports/q.txt")),
        *((name, False) for name in ("annual-2024-25-answers/notes.csv", "records/.~lock.activities.csv#")),
    ],
)
def test_only_what_could_be_read_or_is_told_of_makes_a_difference(with_more, name, is_read):
    path = with_more.parent / name
    before = steps._key(load_annual(with_more)), steps._made_from(load_annual(with_more))
    path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + "x,y\n", encoding="utf-8")
    after = steps._key(load_annual(with_more)), steps._made_from(load_annual(with_more))
    assert [then != now for then, now in zip(before, after, strict=True)] == [is_read] * 2


def test_a_link_by_which_a_document_was_found_makes_a_difference(with_more):
    link = with_more.parent / "records" / "link"
    link.symlink_to("papers", target_is_directory=True)
    before = steps._key(load_annual(with_more))
    link.unlink()
    assert steps._key(load_annual(with_more)) != before


@pytest.mark.parametrize("moved", ["y.txt", "m.csv"])
def test_a_file_moved_from_one_mapped_folder_to_another_is_checked_anew(council, moved):
    params = council()
    north, south = (params.parent / "records" / name for name in ("north", "south"))
    for folder in (north, south):
        folder.mkdir()
        (folder / "all.csv").write_text("activity_id,document,text_file\nA1,The question,y.txt\n", encoding="utf-8")
    (south / moved).write_text("activity_id,document,text_file\n", encoding="utf-8")
    mapping = "table: materials\nfile: [north/*.csv, south/*.csv]\ncolumns: {activity_id: activity_id}\n"
    (params.parent / "m.yaml").write_text(mapping, encoding="utf-8")
    params.write_text(f"{PARAMS}mappings: [m.yaml]\n", encoding="utf-8")
    before = steps._key(load_annual(params))
    (south / moved).rename(north / moved)
    assert steps._key(load_annual(params)) != before


def test_answers_contracts_and_heard_itself_are_of_the_key(council, tmp_path, monkeypatch):
    params = council()
    monkeypatch.setattr(steps, "PACKAGE", HEARD_ITSELF)
    before = steps._key(load_annual(params))
    answers = params.with_name("annual-2024-25-answers")
    answers.mkdir()
    (answers / "activities.csv").write_text("activity_id,title\nA1,Bus fares\n", encoding="utf-8")
    assert steps._key(load_annual(params)) != before
    for name in ("CONTRACTS", "PACKAGE"):
        copy = shutil.copytree(getattr(steps, name), tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        with monkeypatch.context() as patch:
            same = steps._key(load_annual(params))
            patch.setattr(steps, name, copy)
            assert steps._key(load_annual(params)) == same
            one = next(path for path in sorted(copy.rglob("*")) if path.suffix in (".py", ".yaml"))
            one.write_bytes(one.read_bytes() + b" ")
            assert steps._key(load_annual(params)) != same


def test_another_version_is_another_key(monkeypatch):
    before = key_of("", (), ())
    monkeypatch.setattr(kept_module, "version", lambda name: "9.9")
    assert key_of("", (), ()) != before


@pytest.mark.parametrize("how", ["cut", "emptied", "altered", "gone", "another", "no seal"])
def test_what_was_damaged_is_not_used(council, checks, tmp_path, how):
    params = council()
    first = check(params, tmp_path / "one")
    kept = entry(tmp_path)
    table = kept / "checked" / "activities.parquet"
    if how == "cut":
        table.write_bytes(table.read_bytes()[:-9])
    elif how == "emptied":
        (kept / "checked" / "checked.json").write_text("")
    elif how == "altered":
        said = json.loads((kept / "checked" / "checked.json").read_text(encoding="utf-8"))
        (kept / "checked" / "checked.json").write_text(json.dumps(said | {"faults": []}), encoding="utf-8")
    elif how == "gone":
        table.unlink()
    elif how == "another":
        (kept / "checked" / "boards.parquet").write_bytes(b"")
    else:
        (kept / SEAL).unlink()
    assert check(params, tmp_path / "two") == first and len(checks) == 2
    assert check(params, tmp_path / "three") == first and len(checks) == 2, "what was damaged was kept anew"


def test_an_entry_under_the_key_of_another_is_not_used(council, tmp_path):
    check(council(), tmp_path / "one")
    kept = entry(tmp_path)
    shutil.copytree(kept, kept.with_name("another"))
    assert load_kept("another") is None and load_kept(kept.name) is not None


def test_of_a_response_nothing_is_kept_but_its_activity_and_what_became_of_it(council, tmp_path):
    check(council(), tmp_path / "one")
    kept = entry(tmp_path)
    rows = load_checked(kept).tables["responses"].rows
    said = [name for name in rows if rows[name].notna().any()]
    assert set(said) <= {"activity_id", "row", "part", "standing", "because"}
    assert not [path for path in kept.rglob("*") if path.is_file() and b"SECRET" in path.read_bytes()]


def test_where_comments_are_read_nothing_is_kept(council, checks, tmp_path):
    params = council()
    params.write_text(f"{PARAMS}keep_comments: yes\n", encoding="utf-8")
    check(params, tmp_path / "one")
    assert not (tmp_path / "cache").exists()


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="this system has no such rights")
def test_the_cache_is_its_owners_alone(council, tmp_path):
    params = council()
    check(params, tmp_path / "one")
    place = entry(tmp_path).parent
    assert place.stat().st_mode & 0o777 == 0o700
    place.chmod(0o755)
    check(params, tmp_path / "two")
    assert place.stat().st_mode & 0o777 == 0o700


def test_anew_uses_nothing_and_keeps_nothing(council, checks, tmp_path, monkeypatch):
    params = council()
    check(params, tmp_path / "one")
    monkeypatch.setenv(ANEW, "1")
    check(params, tmp_path / "two")
    assert len(checks) == 2
    shutil.rmtree(tmp_path / "cache")
    check(params, tmp_path / "three")
    assert not (tmp_path / "cache").exists()


def test_what_was_used_longest_ago_goes_where_there_is_too_much(council, tmp_path, monkeypatch):
    params = council()
    check(params, tmp_path / "one")
    oldest = entry(tmp_path)
    os.utime(oldest, (1, 1))
    size = sum(path.stat().st_size for path in oldest.rglob("*") if path.is_file())
    monkeypatch.setattr(kept_module, "MOST_BYTES", int(1.5 * size))
    params.write_text(f"{PARAMS}days: day first\n", encoding="utf-8")
    check(params, tmp_path / "two")
    assert entry(tmp_path) != oldest


def test_forgetting_empties_it(council, checks, tmp_path, heard):
    params = council()
    check(params, tmp_path / "one")
    assert heard("check", "--forget").out == "Forgotten: 1 check.\n"
    assert forget() == 0
    check(params, tmp_path / "two")
    assert len(checks) == 2


def test_a_cache_that_cannot_be_written_stops_nothing(council, checks, tmp_path):
    (tmp_path / "cache").write_text("no folder")
    check(council(), tmp_path / "one")
    assert len(checks) == 1


def test_a_check_of_what_is_kept_imports_no_great_expectations(council, tmp_path, monkeypatch):
    params = council()
    first = check(params, tmp_path / "one")
    monkeypatch.setitem(sys.modules, "great_expectations", None)  # whoever imports it fails
    monkeypatch.delitem(sys.modules, "heard.contracts.expectations")
    assert check(params, tmp_path / "two") == first


def test_check_asks_for_params_where_nothing_is_to_be_forgotten(heard):
    said = heard("check")
    assert said.code == 2 and "PARAMS" in said.err
