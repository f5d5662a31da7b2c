from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import ipywidgets
import pytest

from heard.desk import welcome
from heard.desk.welcome import Desk, a_year
from heard.errors import ParamsError
from heard.params import Params, load_annual
from heard.press.annual_pack import publish_annual

ACTIVITIES = """
    activity_id,title,opened_on,closed_on
    A1,Library hours,2024-05-01,2024-08-01
    A2,Bus fares,2024-09-01,2024-08-01
    """


@pytest.fixture
def made(make_council: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The desk of a small council; its checkout is the folder of the test."""
    monkeypatch.setattr(welcome, "ROOT", tmp_path)
    return Desk(load_annual(make_council(activities=ACTIVITIES)), tmp_path / "run", tmp_path / "reports", published)


def html(shown: object) -> str:
    return str(getattr(shown, "html"))  # noqa: B009 - a Shown, for mypy's sake no more


def test_the_chosen_year_is_marked_and_one_that_cannot_be_used_says_why(made: Desk, tmp_path: Path) -> None:
    text = made.params.path.read_text(encoding="utf-8").replace("records: records", "records: gone")
    (tmp_path / "other.yaml").write_text(text, encoding="utf-8")
    rows = html(made.years()).partition("</table>")[0].split("<tr>")[2:]
    assert "annual-2024-25.yaml" in rows[0] and "chosen" in rows[0]
    assert "names gone, which is not there" in rows[1] and "chosen" not in rows[1]


def test_a_check_says_how_many_rows_were_read_and_what_is_wrong(made: Desk) -> None:
    shown = html(made.check())
    assert "Read 2 rows of 1 table. 1 fault set a row aside; no others to look at." in shown
    assert "<code>activities</code> row 3: closes before it opens" in shown


def test_before_a_report_there_are_no_results_and_after_it_each_file_is_a_link(
    made: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "There is no report of this year yet" in html(made.results())
    monkeypatch.chdir(tmp_path)
    assert "reports/annual-2024-25" in html(made.report())
    shown = html(made.results())
    assert '<a href="reports/annual-2024-25/annual-report.pdf">annual-report.pdf</a>' in shown
    assert 'download="workbook.xlsx" href="reports/annual-2024-25/workbook.xlsx"' in shown
    assert "summary.pdf" not in shown


def published(params: Params, out: Path, begin: Callable[[str], None]) -> Path:
    begin("Writing the report")
    (out / params.name).mkdir(parents=True)
    for name in ("annual-report.pdf", "workbook.xlsx"):
        (out / params.name / name).write_text("made", encoding="utf-8")
    return out / params.name


def test_a_report_does_not_take_the_place_of_its_own_records(made: Desk, tmp_path: Path) -> None:
    within = Desk(made.params, made.run_dir, tmp_path.parent, publish_annual)
    (tmp_path.parent / made.params.name).symlink_to(tmp_path)
    with pytest.raises(ParamsError, match="which the report is to take the place of"):
        within.report()


def test_each_notebook_to_go_on_to_is_there(made: Desk) -> None:
    assert [name for name in welcome.NEXT if not (welcome.NOTEBOOKS / f"{name}.ipynb").is_file()] == []
    assert html(made.next()).count("<a ") == len(welcome.NEXT)


def test_a_year_of_real_records_is_taken_before_an_invented_one(made: Desk, tmp_path: Path) -> None:
    for name in ("a.yaml", "sample/annual-2024-25.yaml"):
        invented = tmp_path / name
        invented.parent.mkdir(exist_ok=True)
        text = made.params.path.read_text(encoding="utf-8").replace("records: ", f"records: {tmp_path}/")
        invented.write_text(text + "invented: yes\n", encoding="utf-8")
    assert made.params is not None
    assert a_year() == made.params.path
    made.params.path.unlink()
    assert a_year() == tmp_path / "sample" / "annual-2024-25.yaml"


def test_of_several_councils_none_is_taken_and_the_desk_says_to_choose(made: Desk, tmp_path: Path) -> None:
    assert made.params is not None
    (tmp_path / "second.yaml").write_text(made.params.path.read_text(encoding="utf-8"), encoding="utf-8")
    assert a_year() is None
    empty = Desk(None, tmp_path / "run", tmp_path / "reports", published)
    assert "No year is chosen: choose one in the field" in html(empty.years())
    for step in (empty.check, empty.report, empty.results):
        with pytest.raises(ParamsError, match="no year is chosen"):
            step()
    assert not (tmp_path / "reports").exists()


def test_the_desk_says_where_a_report_will_be_written_before_it_is(made: Desk, tmp_path: Path) -> None:
    place = f"{tmp_path / 'reports' / 'annual-2024-25'}</code>"
    assert f"{place}, where nothing stands yet." in html(made.years())
    made.report()
    assert f"{place}, in place of the one that is there." in html(made.years())


def test_a_year_is_chosen_in_a_field_and_the_notebooks_follow(
    made: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(welcome, "REPORTS", tmp_path / "reports")
    monkeypatch.setattr(welcome, "is_at_work", lambda: True)
    shown: list[ipywidgets.VBox] = []
    monkeypatch.setattr("IPython.display.display", shown.append)
    assert made.params is not None
    other = tmp_path / "other.yaml"
    other.write_text(made.params.path.read_text(encoding="utf-8"), encoding="utf-8")
    made.choose()._ipython_display_()
    field, said = shown[0].children
    assert field.value == str(made.params.path.resolve())
    field.value = str(other)
    assert welcome.chosen() == other.resolve() and "run all cells again" in said.value


def test_the_desk_alone_is_one_line(made: Desk) -> None:
    assert repr(made) == "The desk: annual-2024-25.yaml"


def test_where_there_is_no_year_a_council_is_invented(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(welcome, "ROOT", tmp_path)
    monkeypatch.setattr(welcome, "write_sample", lambda folder: folder / "annual-2024-25.yaml")
    assert a_year() == tmp_path / "sample" / "annual-2024-25.yaml"
