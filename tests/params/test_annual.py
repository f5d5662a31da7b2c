"""The params file of a year: what it may leave out, and that whatever it cannot say is refused in one sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from shutil import copyfile
from zoneinfo import ZoneInfo

import pytest

from heard.errors import ParamsError
from heard.maths.suppress import Disclosure
from heard.params import ROOT, Days, Params, Recommendation, load_annual
from heard.params.annual import KEYS
from heard.params.peers import load_peers
from heard.sample.stock import REFERENCE

COMPARED = REFERENCE / "compare.csv"
LEAST = "period: {first_day: 2024-04-01, last_day: 2025-03-31}\nrecords: records\n"


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """A folder with everything a params file can name."""
    for folder in ("params", "params/records", "more"):
        (tmp_path / folder).mkdir()
    files = {
        "commentary.md": "A busy year.",
        "ours.yaml": "minimum_days: 42",
        "asked.yaml": "- {text: Publish sooner, owner: Head of Research, day: 2025-09-30, commitment: promise-3}",
        "owned-by-nobody.yaml": "- text: Publish sooner",
        "never-due.yaml": "- {text: Publish sooner, owner: Head of Research}",
        "unknown.yaml": "- {text: Publish sooner, commitment: PROMISE-33}",
        "canada.yaml": "table: activities\nfile: c.csv\ncolumns: {activity_id: id, title: name, opened_on: start}\n",
    }
    for name, text in files.items():
        (tmp_path / "params" / name).write_text(text)
    copyfile(COMPARED, tmp_path / "params" / COMPARED.name)
    for year in ("2022-23", "2023-24"):
        publish(tmp_path / f"annual-{year}", year)
    return tmp_path


def publish(folder: Path, year: str) -> None:
    folder.mkdir()
    results = f"measure,definition,period,group,units,met,counted\nopen_long_enough,1,{year},all,4,3,4\n"
    (folder / "results.csv").write_text(results)
    (folder / "findings.csv").write_text("measure,unit_id,state\n")
    (folder / "commitments.csv").write_text("commitment,state\n")


def load(council: Path, text: str) -> Params:
    path = council / "params" / "annual-2024-25.yaml"
    path.write_text(text, encoding="utf-8")
    return load_annual(path)


def test_two_keys_are_enough(council: Path) -> None:
    params = load(council, LEAST)
    assert params.name == "annual-2024-25"
    assert (params.period.name, params.as_at) == ("2024-25", date(2025, 3, 31))
    assert params.record_folders == (council / "params" / "records",)
    assert params.strategy.name == "strategy-2017"
    assert params.standards.changed == ()
    assert (params.committees, params.signed_off_by, params.sample, params.keep_comments) == ((), "", False, False)
    assert params.time_zone == ZoneInfo("Europe/London")
    assert (params.disclosure, params.recommendations, params.mappings) == (Disclosure(5, 10, 0), (), {})
    assert (params.commentary, params.previous, params.meeting_on) == (None, None, None)


def test_every_key_is_read(council: Path) -> None:
    params = load(
        council,
        """
        council: Ruritania
        committee: [Communities, Localities]
        period: {first_day: 2024-04-01, last_day: 2025-03-31}
        as_at: 2025-06-01
        records: [records, ../more]
        mappings: {activities: canada.yaml}
        days: day first
        standards: ours.yaml
        commentary: commentary.md
        previous: ../annual-2023-24
        recommendations: asked.yaml
        signed_off_by: Director
        meeting_on: 2025-06-19
        prepared_by: Research Group
        school_holidays: [{first_day: 2024-07-24, last_day: 2024-09-03}]
        pre_election: [{first_day: 2025-03-25, last_day: 2025-03-25}]
        keep_comments: yes
        time_zone: America/Halifax
        disclosure: {threshold: 7}
        peers: compare.csv
        invented: yes
        """,
    )
    assert (params.council, params.committees) == ("Ruritania", ("Communities", "Localities"))
    assert (params.as_at, params.meeting_on) == (date(2025, 6, 1), date(2025, 6, 19))
    assert params.records == ("records", "../more")
    assert params.record_folders == (council / "params" / "records", council / "more")
    assert [mapping.table for mapping in params.mappings["activities"]] == ["activities"]
    assert params.days == ("day first",)
    assert (params.standards.minimum_days, params.standards.changed) == (42, ("minimum_days",))
    assert (params.commentary, params.previous) == (
        council / "params" / "commentary.md",
        council / "params" / "../annual-2023-24",
    )
    assert params.recommendations == (
        Recommendation("Publish sooner", "Head of Research", date(2025, 9, 30), "PROMISE-3"),
    )
    assert (params.signed_off_by, params.prepared_by) == ("Director", "Research Group")
    assert params.school_holidays == (Days(date(2024, 7, 24), date(2024, 9, 3)),)
    assert params.pre_election == (Days(date(2025, 3, 25), date(2025, 3, 25)),)
    assert params.keep_comments and params.sample
    assert params.time_zone == ZoneInfo("America/Halifax")
    assert params.disclosure == Disclosure(7, 10, 0)
    assert params.peers == load_peers(COMPARED)


def test_a_key_left_blank_counts_as_left_out(council: Path) -> None:
    params = load(council, LEAST + "committee: ''\nas_at:\nstandards:\nschool_holidays:\ndisclosure:\n")
    assert (params.committees, params.as_at, params.school_holidays) == ((), date(2025, 3, 31), ())
    assert params.disclosure == Disclosure()


def test_a_records_folder_can_come_from_the_environment(council: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARD_RECORDS", str(council))
    params = load(council, LEAST.replace("records: records", "records: ${HEARD_RECORDS}/more"))
    assert params.record_folders == (council / "more",)
    assert params.records == ("${HEARD_RECORDS}/more",)


PERIOD = "period: {first_day: 2024-04-01, last_day: 2025-03-31}\n"
REFUSED = {
    "a mistyped key": (LEAST + "comittee: C&P", "the key 'comittee' is not known. Did you mean 'committee'?"),
    "a key like nothing known": (LEAST + "zzz: 1", "the key 'zzz' is not known. Known are council, committee"),
    "a mistyped key below another": (
        LEAST + "disclosure: {treshold: 5}",
        "disclosure: the key 'treshold' is not known",
    ),
    "a key given twice": (LEAST + "records: more", "line 3: 'records' is given twice. Keep one"),
    "no period": ("records: records", "the key 'period' is missing"),
    "no records": (PERIOD, "the key 'records' is missing"),
    "half a period": ("period: {first_day: 2024-04-01}\nrecords: records", "period: the key 'last_day' is missing"),
    "days out of order": (
        "period: {first_day: 2025-03-31, last_day: 2024-04-01}\nrecords: records",
        "'last_day' is 2024-04-01, before the first day, 2025-03-31. Swap the two days.",
    ),
    "not twelve months": (
        "period: {first_day: 2024-04-01, last_day: 2025-03-30}\nrecords: records",
        "'last_day' is 2025-03-30, and the period from 2024-04-01 is then not twelve months",
    ),
    "a period in words": ("period: 2024-25\nrecords: records", "period: holds '2024-25', not keys and values"),
    "as at too early": (
        LEAST + "as_at: 2025-03-30",
        "'as_at' is 2025-03-30, before the last day of the period, 2025-03-31",
    ),
    "a meeting before the day it speaks of": (
        LEAST + "as_at: 2025-06-01\nmeeting_on: 2025-05-31",
        "'meeting_on' is 2025-05-31, before the day the report speaks of, 2025-06-01",
    ),
    "holidays out of order": (
        LEAST + "school_holidays: [{first_day: 2024-09-03, last_day: 2024-07-24}]",
        "school_holidays, item 1: 'last_day' is 2024-07-24, before the first day",
    ),
    "holidays that are no list": (
        LEAST + "school_holidays: {first_day: 2024-07-24, last_day: 2024-09-03}",
        "school_holidays: holds keys and values, not a list",
    ),
    "a day in words": (LEAST + "as_at: '2025-06-01'", "'as_at' is '2025-06-01', not a day. Write it as 2025-06-01"),
    "a day with a time": (LEAST + "as_at: 2025-06-01 10:00:00", "'as_at' is 2025-06-01 10:00:00, not a day"),
    "a key that is a list": (LEAST + "? [a, b]\n: c", "line 3: a list stands where a key should"),
    "a tab": (LEAST + "council:\tRuritania", "line 3 has a tab where only spaces can stand. Put spaces in its place"),
    "a tag": (
        LEAST + "council: !!python/name:os.system",
        "python/name:os.system is a tag, which heard does not follow",
    ),
    "lists without end": (LEAST + "council: " + "[" * 2_000, "more lists within lists than can be followed"),
    "a number people do not write": (LEAST + "disclosure: {threshold: 1:30}", "'1:30', not a whole number"),
    "a number with a nought before it": (LEAST + "disclosure: {threshold: 010}", "'010', not a whole number"),
    "a number without end": (LEAST + f"disclosure: {{threshold: {9:_>5000}}}".replace("_", "9"), "9…', not a whole"),
    "a day of no calendar": (LEAST + "as_at: 2025-06-31", "line 3: no calendar has the day 2025-06-31"),
    "a day of another age": (LEAST + "as_at: 2205-06-01", "'as_at' is 2205-06-01, a day outside 1900 to 2100"),
    "a period that starts on a leap day": (
        "period: {first_day: 2024-02-29, last_day: 2025-02-27}\nrecords: records",
        "'first_day' is 2024-02-29, a day that most years lack",
    ),
    "a number in words": (LEAST + "disclosure: {threshold: five}", "'threshold' is 'five', not a whole number"),
    "a number below the least": (
        LEAST + "disclosure: {threshold: 0}",
        "'threshold' is 0. Write a whole number, 1 or more",
    ),
    "yes for a number": (LEAST + "disclosure: {round_to: yes}", "'round_to' is yes, not a whole number"),
    "yes for a path": (LEAST + "standards: yes", "'standards' is yes, not the name of a file or folder"),
    "a clock of no place": (
        LEAST + "time_zone: Europe/Londres",
        "'time_zone' is 'Europe/Londres', which is",
    ),
    "words for yes": (LEAST + "keep_comments: maybe", "'keep_comments' is 'maybe', not yes or no"),
    "a number for words": (LEAST + "council: 7", "'council' is 7, not words"),
    "a list with a number": (LEAST + "committee: [C&P, 7]", "'committee' has 7 in its list, and not words"),
    "a records folder that is not there": (
        PERIOD + "records: ../recrods",
        "'records' names ../recrods, which is not there",
    ),
    "a records folder that is a file": (PERIOD + "records: ours.yaml", "names ours.yaml, which is not a folder"),
    "an empty list of records": (PERIOD + "records: []", "'records' names no folder"),
    "the same folder twice": (PERIOD + "records: [records, ./records]", "'records' names the same folder twice"),
    "a variable that is not set": (
        PERIOD + "records: ${HEARD_NOT_SET}/x",
        "'records' needs HEARD_NOT_SET from the env",
    ),
    "a DuckDB file that is not there": (
        PERIOD + "records: duckdb:///r.db",
        "'records' names duckdb:///r.db, and there is no such file. Looked for",
    ),
    "an address": (
        PERIOD + "records: https://host/r.csv",
        "'records' begins https://, which is no database that heard reads. Write a folder, or duckdb://…",
    ),
    "no such strategy": (LEAST + "strategy: s.yaml", "'strategy' names s.yaml, and there is no such file"),
    "no such standards": (LEAST + "standards: s.yaml", "'standards' names s.yaml, and there is no such file"),
    "no such commentary": (LEAST + "commentary: c.md", "'commentary' names c.md, and there is no such file"),
    "no such report": (
        LEAST + "previous: ../annual-1999",
        "'previous' names ../annual-1999, and there is no such folder",
    ),
    "a name that no file can have": (LEAST + f"strategy: {'s' * 300}", "there is no such file"),
    "no such recommendations": (LEAST + "recommendations: r.yaml", "'recommendations' names r.yaml, and there is no"),
    "no such peers": (LEAST + "peers: c.csv", "'peers' names c.csv, and there is no such file"),
    "peers that are no comparison": (
        LEAST + "peers: asked.yaml",
        "asked.yaml: its columns are not measure, definition",
    ),
    "no such mapping": (
        LEAST + "mappings: {activities: m.yaml}",
        "mappings: 'activities' names m.yaml, and there is no",
    ),
    "a mapping for no table": (LEAST + "mappings: {activites: canada.yaml}", "Did you mean 'activities'?"),
    "a mapping for another table": (
        LEAST + "mappings: {decisions: canada.yaml}",
        "a mapping for 'activities'. Name it under 'activities'",
    ),
    "signed off with nobody to do it": (
        LEAST + "signed_off_by: Director\nrecommendations: owned-by-nobody.yaml",
        "'signed_off_by' is filled, and recommendation 1 has no owner",
    ),
    "signed off with no day to do it by": (
        LEAST + "signed_off_by: Director\nrecommendations: never-due.yaml",
        "'signed_off_by' is filled, and recommendation 1 has no day. Give it one, or leave the sign-off empty.",
    ),
    "an unknown commitment": (
        LEAST + "recommendations: unknown.yaml",
        "'commitment' is 'PROMISE-33', which the strategy",
    ),
    "words alone": ("all of it", "holds 'all of it', not keys and values"),
    "an empty file": ("", "holds nothing, not keys and values"),
    "no YAML": ("period: [2024", "cannot be read as YAML"),
    "a character that cannot stand": ("period: \x00", "cannot be read as YAML"),
}


@pytest.mark.parametrize(("text", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_followed_is_refused_in_one_sentence(council: Path, text: str, sentence: str) -> None:
    with pytest.raises(ParamsError) as refused:
        load(council, text)
    assert sentence in str(refused.value)
    assert ".yaml" in refused.value.where
    assert refused.value.exit_code == 2
    assert "\n" not in str(refused.value)


def test_a_password_written_in_clear_is_not_repeated(council: Path) -> None:
    with pytest.raises(ParamsError) as refused:
        load(council, PERIOD + "records: postgresql://reader:hunter2@host/db")
    assert "hunter2" not in str(refused.value)


def test_a_file_that_is_not_there_is_refused(council: Path) -> None:
    with pytest.raises(ParamsError, match=r"annual-1999\.yaml: there is no such file"):
        load_annual(council / "annual-1999.yaml")


def test_a_folder_in_place_of_the_file_is_refused(council: Path) -> None:
    with pytest.raises(ParamsError, match="it cannot be read"):
        load_annual(council / "params")


def test_a_file_that_is_not_text_is_refused(council: Path) -> None:
    path = council / "params" / "annual.yaml"
    path.write_bytes("council: Århus".encode("utf-16"))
    with pytest.raises(ParamsError, match="it is not text in UTF-8"):
        load_annual(path)


def test_the_shipped_params_file_shows_every_key(tmp_path: Path) -> None:
    (tmp_path / "data" / "2024-25").mkdir(parents=True)
    (tmp_path / "params").mkdir()
    text = (ROOT / "params" / "annual-2024-25.yaml").read_text(encoding="utf-8")
    copy = tmp_path / "params" / "annual-2024-25.yaml"
    copy.write_text(text, encoding="utf-8")
    assert load_annual(copy).committees == ("Communities and Partnerships Committee",)
    shown = {line.lstrip("# ").partition(":")[0] for line in text.splitlines()}
    assert set(KEYS) - shown == {"invented"}
