"""The commands as a user types them: what they print, and their exit codes."""

from __future__ import annotations

import importlib
import inspect
import re
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from heard import cli
from heard.cli import commands
from heard.errors import RunError
from heard.model.tables import TABLES
from heard.params import ROOT
from heard.sample import write_sample

CLEAN = """
    activity_id,title,opened_on,closed_on,level,lead_id
    libraries,The future of libraries,2024-05-01,2024-08-01,consult,officer-7
    buses,Evening buses,2024-05-01,2024-05-14,consult,officer-7
    """
FEEDBACK = """
    activity_id,published_on
    libraries,2024-09-01
    """


Heard = Callable[..., Any]


def test_help_names_every_command(heard: Heard) -> None:
    said = heard("--help")
    assert said.code == 0
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {*re.findall(r"^  (\w+)  ", said.out, re.MULTILINE)} == {
        *re.findall(r"^\| `heard (\w+)", readme, re.MULTILINE)
    }


def test_help_waits_for_nothing_slow() -> None:
    slow = "pandas, numpy, pyarrow, great_expectations, matplotlib, papermill, nbconvert, ibis, duckdb, yaml"
    code = f"import sys, heard.cli; print(sorted(set('{slow}'.split(', ')) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_nothing_that_heard_runs_waits_for_the_grammar_of_web_addresses() -> None:
    importlib.import_module("heard.press.notebooks")
    importlib.import_module("heard.contracts.expectations")
    assert "jsonschema" in sys.modules
    assert "rfc3987_syntax.syntax_helpers" not in sys.modules


@pytest.mark.parametrize(
    "words", [("chek", "p.yaml"), ("check",), ("annual", "p.yaml", "--ot", "x"), ("check", "p", "q")]
)
def test_a_mistyped_command_or_option_is_refused_before_anything_starts(heard: Heard, words: tuple[str, ...]) -> None:
    said = heard(*words)
    assert (said.code, said.out) == (2, "")
    command = "heard" if words[0] == "chek" else f"heard {words[0]}"
    assert said.err.startswith(f"{command}: ") and said.err.endswith(f" {command} --help has what it takes.\n")
    assert said.err.count("\n") == 1


def test_without_a_word_the_commands_are_listed(heard: Heard) -> None:
    said = heard()
    assert said.code == 0 and "annual" in said.out and said.err == ""


def test_sample_invents_a_council_that_check_can_read(heard: Heard, tmp_path: Path) -> None:
    said = heard("sample", "--out", tmp_path, "--activities", 5, "--responses", 10)
    assert (said.code, said.out) == (0, f"Invented: {tmp_path}/annual-2024-25.yaml\n")
    assert heard("check", tmp_path / "annual-2024-25.yaml").code == 1


def test_sample_as_a_command_is_the_sample_of_the_library() -> None:
    ours, theirs = (inspect.signature(f).parameters for f in (commands.sample, write_sample))
    assert {name: each.default for name, each in ours.items()} == {n: each.default for n, each in theirs.items()}


def test_a_sample_of_no_year_is_refused(heard: Heard, tmp_path: Path) -> None:
    said = heard("sample", "--out", tmp_path, "--year", "last year")
    assert (said.code, said.out) == (2, "")
    assert "'last year' is no year" in said.err


def test_clean_records_end_with_0(heard: Heard, make_council: Callable[..., Path]) -> None:
    said = heard("check", make_council(activities=CLEAN, feedback=FEEDBACK))
    assert said.code == 0
    assert "Read 3 rows of 2 tables: nothing to look at." in said.out
    assert "feedback: never supplied: url, includes_decision" in said.out
    (unsupplied,) = re.findall(r"Tables not supplied: (.*)\.", said.out)
    assert {*unsupplied.split(", ")} == {*TABLES} - {"activities", "feedback"}


def test_a_row_set_aside_ends_with_1_and_one_sentence(heard: Heard, make_council: Callable[..., Path]) -> None:
    said = heard("check", make_council(activities=CLEAN + "roads,Roads,2024-05-03,2024-04-02,consult,officer-7"))
    assert said.code == 1
    assert "activities: 3 rows, 1 set aside\n- `activities` row 4: closes before it opens, 3 May 2024 to" in said.out
    assert "Read 3 rows of 1 table: 1 row set aside, 0 sentences to look at." in said.out


def test_many_sentences_of_one_kind_are_counted_unless_all_are_asked_for(
    heard: Heard, make_council: Callable[..., Path]
) -> None:
    untitled = "\n".join(f"a{n},,2024-05-01,2024-06-01,consult,officer-7" for n in range(51))
    council = make_council(activities=CLEAN + untitled)
    few, every = heard("check", council), heard("check", council, "--all")
    assert (few.out.count("(no title)"), every.out.count("(no title)")) == (20, 51)
    assert "and 31 more of ACT-05" in few.out
    assert "more of" not in every.out


def test_records_that_cannot_be_used_end_with_2_and_one_sentence(
    heard: Heard, make_council: Callable[..., Path]
) -> None:
    said = heard("check", make_council(activities="title\nNo id and no day"))
    assert (said.code, said.out) == (2, "")
    assert "activity_id" in said.err.splitlines()[-1]
    assert "Traceback" not in said.err


def test_a_params_file_that_is_not_there_ends_with_2(heard: Heard, tmp_path: Path) -> None:
    said = heard("annual", tmp_path / "annual-1999.yaml")
    assert (said.code, said.out) == (2, "")
    assert said.err == f"{tmp_path}/annual-1999.yaml: there is no such file. Check its name and the folder it is in.\n"


def test_what_nobody_foresaw_ends_with_3_and_is_kept_whole(
    heard: Heard, make_council: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heard.year.steps.check_year", lambda params, run_dir: 1 / 0)
    said = heard("check", make_council(activities=CLEAN))
    assert said.code == 3
    sentence = said.err.splitlines()[-1]
    assert sentence.startswith("heard could not go on (ZeroDivisionError: division by zero).")
    kept = Path(sentence.removesuffix(".").split(" is in ")[1])
    assert "Traceback" in kept.read_text(encoding="utf-8")
    kept.unlink()


def test_annual_publishes_where_it_is_told_and_says_each_step(
    heard: Heard, make_council: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def publish(params: object, out: Path, progress: Callable[[str], None], *, replace: bool, workers: int) -> Path:
        progress("Checking the records")
        return out / "annual-2024-25"

    monkeypatch.setattr("heard.press.annual_pack.publish_annual", publish)
    said = heard("annual", make_council(activities=CLEAN), "--out", tmp_path / "elsewhere")
    assert (said.code, said.out) == (0, f"Published: {tmp_path}/elsewhere/annual-2024-25\n")
    assert re.fullmatch(r"\d\d:\d\d:\d\d Checking the records\n", said.err)


def test_annual_that_could_not_run_ends_with_3(
    heard: Heard, make_council: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def publish(params: object, out: Path, progress: Callable[[str], None], *, replace: bool, workers: int) -> Path:
        raise RunError(out, "the disk is full", "Make room and run again")

    monkeypatch.setattr("heard.press.annual_pack.publish_annual", publish)
    said = heard("annual", make_council(activities=CLEAN))
    assert (said.code, said.out) == (3, "")
    assert said.err.endswith("the disk is full. Make room and run again.\n")


def test_explain_a_measure_gives_sentence_rules_counts_and_units(
    heard: Heard, make_council: Callable[..., Path]
) -> None:
    said = heard("explain", make_council(activities=CLEAN, feedback=FEEDBACK), "feedback_on_time")
    assert said.code == 0
    assert "PROMISE-3, Introduction (will):\n  “Know how their feedback has been used" in said.out
    assert "  not fed back by the day it was due: not met\n" in said.out
    assert "2 in all: 1 met, 1 not met\n  met, fed back by the day it was due: 1\n    libraries\n" in said.out


def test_explain_a_unit_gives_state_reason_and_the_cells_that_were_read(
    heard: Heard, make_council: Callable[..., Path]
) -> None:
    council = make_council(activities=CLEAN, feedback=FEEDBACK)
    said = heard("explain", council, "feedback_on_time", "libraries")
    assert said.code == 0
    explained = said.out[said.out.index("activity libraries: met") :]
    assert "  activities:2, in activities.csv\n" in explained
    assert "    closed_on: 2024-08-01\n" in explained
    assert "  feedback:2, in feedback.csv\n    published_on: 2024-09-01\n" in explained
    assert "The future of libraries" not in explained


def test_explain_a_commitment_gives_its_verdict_and_its_measures(
    heard: Heard, make_council: Callable[..., Path]
) -> None:
    said = heard("explain", make_council(activities=CLEAN, feedback=FEEDBACK), "promise-3")
    assert "\nnot kept: " in said.out
    assert "\n  feedback_on_time: 2 in all: 1 met, 1 not met\n" in said.out


def test_explain_never_names_a_person(heard: Heard, make_council: Callable[..., Path]) -> None:
    council = make_council(activities=CLEAN, training="staff_id,completed_on\nofficer-7,2023-05-01")
    counts = heard("explain", council, "staff_trained")
    assert "1 in all: 1 met" in counts.out
    named = heard("explain", council, "staff_trained", "officer-7")
    assert named.code == 2
    assert "officer" not in counts.out + named.out + named.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["feedbak_on_time"], "feedbak_on_time: no measure of this year has that id. Did you mean 'feedback_on_time'?"),
        (["feedback_on_time", "librarys"], "has the id 'librarys'. Did you mean 'libraries'?"),
        (["feedback_on_time", "zzz"], "Ask for feedback_on_time alone, which lists its units."),
    ],
)
def test_explain_what_is_not_there_is_refused_in_one_sentence(
    heard: Heard, make_council: Callable[..., Path], words: list[str], sentence: str
) -> None:
    said = heard("explain", make_council(activities=CLEAN, feedback=FEEDBACK), *words)
    assert (said.code, said.out) == (2, "")
    assert sentence in said.err.splitlines()[-1]


def test_an_as_at_still_to_come_is_remarked_on(heard: Heard, make_council: Callable[..., Path]) -> None:
    council = make_council(activities=CLEAN, feedback=FEEDBACK)
    council.write_text(council.read_text().replace("2025-06-01", "2100-06-01"))
    said = heard("check", council)
    assert said.code == 0
    assert "'as_at' is 2100-06-01, a day still to come: what falls due by then" in said.err


def test_letters_that_a_terminal_lacks_stop_nothing(
    make_council: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    council = make_council(activities=CLEAN + "مكتبة,“Parks”,2024-05-03,2024-04-02,consult,officer-7")
    printed = BytesIO()
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(printed, encoding="ascii", errors="strict"))
    monkeypatch.setattr(sys, "argv", ["heard", "check", str(council)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    sys.stdout.flush()
    assert ended.value.code == 1
    assert b"closes before it opens, 3 May 2024" in printed.getvalue()


def test_a_report_never_takes_the_place_of_its_own_records(heard: Heard, make_council: Callable[..., Path]) -> None:
    council = make_council(activities=CLEAN)
    kept = council.parent / "reports" / council.stem / "records" / "activities.csv"
    kept.parent.mkdir(parents=True)
    (council.parent / "records" / "activities.csv").rename(kept)
    council.write_text(council.read_text().replace("records: records", f"records: {kept.parent}"))
    said = heard("annual", council, "--out", council.parent / "reports")
    assert (said.code, said.out) == (2, "")
    assert "which the report is to take the place of. Move it, or choose another folder with --out.\n" in said.err
    assert kept.exists()


def test_a_place_that_cannot_be_written_is_one_sentence(heard: Heard, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    said = heard("sample", "--out", tmp_path / "taken", "--activities", 3)
    assert said.code == 3
    assert "cannot be read or written (Not a directory). Close what has it open" in said.err.splitlines()[-1]
