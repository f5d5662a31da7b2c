from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

import heard
from heard.desk import opening, welcome
from heard.desk.top import ANEW, stand_at_the_top
from heard.errors import HeardError, ParamsError
from heard.params import load_annual
from heard.params.files_read import load_frozen

ACTIVITIES = """activity_id,title,opened_on,closed_on
A1,Library hours,2024-05-01,2024-08-01
A2,Bus fares,2024-09-01,2024-08-01"""
PARAMETERS = "params_file: str = ''\nrun_dir: str = ''"


@pytest.fixture
def params_file(make_council: Callable[..., Path]) -> str:
    return str(make_council(activities=ACTIVITIES))


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A shell as the kernel has it: what was run, and how errors are shown."""
    made = SimpleNamespace(user_ns={"In": ["", PARAMETERS]}, shown=[], handlers=[], custom_exceptions=())
    made.Completer = SimpleNamespace(custom_matchers=[])
    made.set_custom_exc = lambda kinds, handler: made.handlers.append((kinds, handler))
    made._showtraceback = lambda kind, error, lines: made.shown.append(lines)
    monkeypatch.setattr(opening, "get_ipython", lambda: made)
    return made


@pytest.fixture
def no_year_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(welcome, "REPORTS", tmp_path / "reports")


@pytest.mark.parametrize("call", [heard.open_records, heard.open_assessment, heard.open_year])
@pytest.mark.parametrize(
    ("params_file", "run_dir", "sentence"),
    [
        (5, "run", "the notebook's parameters: 'params_file' is 5, not text. Put it in quotation marks."),
        ("a.yaml", None, "the notebook's parameters: 'run_dir' is None, not text. Put it in quotation marks."),
        (
            "",
            "run",
            "the notebook's parameters: 'params_file' is empty, and no year was chosen. "
            "Write the path of a params file, or choose a year in 00_start_here.ipynb.",
        ),
        ("nowhere.yaml", "run", "nowhere.yaml: there is no such file. Check its name and the folder it is in."),
    ],
)
def test_a_parameter_that_cannot_be_used_is_refused_in_one_sentence(
    call: Callable[..., object], params_file: object, run_dir: object, sentence: str, no_year_chosen: None
) -> None:
    with pytest.raises(ParamsError) as refused:
        call(params_file, run_dir)
    assert str(refused.value) == sentence


def test_a_parameter_that_papermill_let_through_is_refused(shell: SimpleNamespace, params_file: str) -> None:
    shell.user_ns["In"] += [f"# Parameters\nparams_file = {params_file!r}\nas_att = '2025'\n"]
    with pytest.raises(ParamsError, match="'as_att' is not known"):
        heard.open_year(params_file, "run")


def test_names_that_an_analyst_makes_are_none_of_our_business(
    shell: SimpleNamespace, params_file: str, tmp_path: Path
) -> None:
    shell.user_ns["In"] += ["threshold = 5", f"# Parameters\nparams_file = {params_file!r}\n"]
    assert heard.open_records(params_file, str(tmp_path / "run")).records.tables


@pytest.mark.parametrize("cell", ["show.why(", "%matplotlib inline", "as_att: str = ''", "as_att = 5"])
def test_a_cell_of_an_analyst_stops_no_notebook_and_makes_no_name_a_parameter(
    shell: SimpleNamespace, params_file: str, tmp_path: Path, cell: str
) -> None:
    shell.user_ns["In"] += [cell, f"# Parameters\nparams_file = {params_file!r}\n"]
    assert heard.open_records(params_file, str(tmp_path / "run")).records.tables
    shell.user_ns["In"] += ["# Parameters\nas_att = '2025'\n"]
    with pytest.raises(ParamsError, match="'as_att' is not known"):
        heard.open_records(params_file, str(tmp_path / "run"))


def test_what_a_user_can_put_right_is_shown_without_a_traceback(shell: SimpleNamespace) -> None:
    with pytest.raises(ParamsError) as refused:
        heard.open_year("nowhere.yaml", "run")
    (kinds, handler), *_ = shell.handlers
    handler(shell, ParamsError, refused.value, None, tb_offset=1)
    assert kinds == (HeardError,) and shell.shown == [[str(refused.value)]]


def test_a_params_file_is_found_from_the_checkout_too(
    params_file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    monkeypatch.setattr(opening, "ROOT", tmp_path)
    monkeypatch.setattr(opening, "REPORTS", tmp_path / "reports")
    heard.open_records(Path(params_file).name, "")
    assert (tmp_path / "reports" / "lab" / "annual-2024-25" / "checked" / "checked.json").is_file()


def test_the_assessment_leaves_its_open_data_in_the_run_folder(params_file: str, tmp_path: Path) -> None:
    view = heard.open_assessment(params_file, str(tmp_path / "run"))
    left = {path.name for path in (tmp_path / "run").glob("*.csv")}
    assert left == {"commitments.csv", "results.csv", "findings.csv"}
    assert "PROMISE-3" in view.commitments().html
    assert "open_long_enough" in view.findings("open_long_enough").html
    assert "feedback_on_time" not in view.results("open_long_enough").html


def test_the_records_are_shown_with_their_standing_and_their_faults(params_file: str, tmp_path: Path) -> None:
    view = heard.open_records(params_file, str(tmp_path / "run"))
    assert "set aside" in view.standing().html
    assert "closes before it opens" in view.faults().html
    assert "Nothing was found" in view.faults("decisions").html


def test_there_is_nothing_else_in_heard() -> None:
    with pytest.raises(AttributeError, match="no attribute 'open_yaer'"):
        heard.open_yaer  # noqa: B018 - looking is the test


def test_a_long_table_says_how_much_of_it_is_not_shown(params_file: str, tmp_path: Path) -> None:
    more = "\n".join(f"B{n},Title {n},2024-05-01,2024-08-01" for n in range(40))
    (Path(params_file).parent / "records" / "activities.csv").write_text(f"{ACTIVITIES}\n{more}\n", encoding="utf-8")
    findings = heard.open_assessment(params_file, str(tmp_path / "run")).findings
    assert "more are not shown here" in findings().html
    assert "more are not shown here" not in findings("open_long_enough").html


def test_a_year_opened_for_a_folder_of_a_run_leaves_there_what_it_read(params_file: str, tmp_path: Path) -> None:
    heard.open_year(params_file, str(tmp_path / "run"))
    assert load_frozen(tmp_path / "run") == load_annual(Path(params_file)).read


@pytest.mark.parametrize("is_changed", [False, True])
def test_a_params_file_changed_since_is_frozen_and_checked_anew_and_the_line_at_the_top_says_so(
    params_file: str, tmp_path: Path, shell: SimpleNamespace, is_changed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[bool] = []
    monkeypatch.setattr(opening, "stand_at_the_top", lambda _, __, *, is_anew: lines.append(is_anew))
    heard.open_year(params_file, str(tmp_path / "run"))
    if is_changed:
        Path(params_file).write_text(Path(params_file).read_text() + "# as it should be\n", encoding="utf-8")
    heard.open_year(params_file, str(tmp_path / "run"))
    assert lines == [False, is_changed]
    assert load_frozen(tmp_path / "run") == load_annual(Path(params_file)).read


def test_the_line_at_the_top_says_that_all_was_read_anew(params_file: str, capsys: pytest.CaptureFixture[str]) -> None:
    shell = SimpleNamespace(set_custom_exc=lambda *_: None)
    for is_anew in (False, True):
        stand_at_the_top(shell, load_annual(Path(params_file)), is_anew=is_anew)
        assert (ANEW in capsys.readouterr().out) == is_anew


def test_a_relative_run_folder_is_never_seen_from_the_notebooks(
    params_file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    monkeypatch.setattr(opening, "OPENED_NOTEBOOKS", notebooks)
    monkeypatch.setattr(opening, "ROOT", tmp_path)
    monkeypatch.chdir(notebooks)
    heard.open_records(params_file, "run")
    assert (tmp_path / "run").is_dir() and not (notebooks / "run").exists()
    monkeypatch.chdir(tmp_path / "run")
    heard.open_records(params_file, "elsewhere")
    assert (tmp_path / "run" / "elsewhere").is_dir()  # a run of papermill's sees it from where it stands
