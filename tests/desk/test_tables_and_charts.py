from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import heard
from heard.desk.opened_year import ASKS, OpenedYear
from heard.desk.views import MOST_ON_PAPER, AssessmentView, RecordsView, SavableChart, SortableTable
from heard.errors import HeardError
from heard.page.blocks import Figure, Table, flow, inside
from heard.page.charts import Chart
from heard.page.charts.drawing import Canvas
from heard.page.output import BLOCKS, from_json
from heard.year import Year

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>'
ACTIVITIES = """
    activity_id,title,opened_on,closed_on
    A1,Library hours,2024-05-01,2024-08-01
    """


@pytest.fixture
def show(make_council: Callable[..., Path], tmp_path: Path) -> OpenedYear:
    return heard.open_year(str(make_council(activities=ACTIVITIES)), str(tmp_path / "run"))


def test_a_chart_is_saved_in_one_call(show: OpenedYear, tmp_path: Path) -> None:
    assert show.chart("calendar").save(tmp_path / "calendar.png").read_bytes().startswith(b"\x89PNG")
    assert "<svg" in show.chart("calendar").save(str(tmp_path / "calendar.SVG")).read_text(encoding="utf-8")


def test_every_chart_of_the_report_has_a_name_of_its_own(year_of_sample: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Canvas, "svg", lambda _: SVG)  # which is not looked at
    pages = OpenedYear(year_of_sample)._pages
    named = [node.name for block in flow(*pages) for node in inside(block) if isinstance(node, Figure)]
    assert "" not in named and sorted({*named}) == sorted(named)


def test_a_chart_is_shown_as_it_is_published() -> None:
    chart = Chart("Which?", "One square.", SVG)
    bundle = SavableChart(chart)._repr_mimebundle_()
    assert from_json(bundle[BLOCKS]) == (Figure(chart),) and "<figure>" in bundle["text/html"]


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda show: show.chart("calender"), "Did you mean 'calendar'?"),
        (lambda show: show.chart("calendar").save("calendar.jpg"), "a chart is saved as .svg or .png"),
        (lambda show: show.table("finding"), "Did you mean 'findings'?"),
    ],
)
def test_what_there_is_not_is_one_sentence(
    show: OpenedYear, ask: Callable[[OpenedYear], object], sentence: str
) -> None:
    with pytest.raises(HeardError) as refused:
        ask(show)
    assert sentence in str(refused.value)


@pytest.mark.parametrize("name", ["commitments", "results", "findings"])
def test_a_table_sorts_and_filters_without_a_network_and_is_published_as_it_stands(show: OpenedYear, name: str) -> None:
    bundle = show.table(name)._repr_mimebundle_()
    fetched = re.findall(r"""(?:src|href|from|import\()\s*=?\s*["']https?://[^"']+""", bundle["text/html"])
    assert [address for address in fetched if "itables.org" not in address] == []
    assert "new ITable(table, dt_args)" in bundle["text/html"] and "column_filters" in bundle["text/html"]
    (still,) = from_json(bundle[BLOCKS])
    assert isinstance(still, Table) and len(still.rows) == min(len(show.table(name).rows), MOST_ON_PAPER)


def test_on_paper_a_long_table_says_that_there_is_more() -> None:
    table = SortableTable("Every state", ("measure",), [(str(n),) for n in range(MOST_ON_PAPER + 1)])
    (published,) = from_json(table._repr_mimebundle_()[BLOCKS])
    assert isinstance(published, Table)
    assert published.caption == f"Every state (the first {MOST_ON_PAPER})" and len(published.rows) == MOST_ON_PAPER


def test_no_person_is_in_a_table(make_council: Callable[..., Path], tmp_path: Path) -> None:
    lead = ACTIVITIES.replace("closed_on", "closed_on,lead_id").replace("2024-08-01", "2024-08-01,officer-7")
    council = make_council(activities=lead, training="staff_id,completed_on\nofficer-7,2024-05-01")
    show = heard.open_year(str(council), str(tmp_path / "run"))
    assert "officer-7" not in str(show.table("findings")._repr_mimebundle_())


def test_a_table_can_be_copied_and_saved_whole(show: OpenedYear, tmp_path: Path) -> None:
    table = show.table("findings")
    alive = table._repr_mimebundle_()["text/html"]
    assert "copyHtml5" in alive and "csvHtml5" in alive
    lines = table.save(tmp_path / "findings.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("measure,unit,unit_id") and len(lines) == len(table.rows) + 1
    with pytest.raises(HeardError, match="a table is saved as"):
        table.save(tmp_path / "findings.xlsx")


def test_what_is_shown_alone_is_never_a_screen_of_code(show: OpenedYear) -> None:
    assert len(repr(show)) < 100 and "Year(" not in repr(show)
    asked = show._repr_mimebundle_()
    assert "show.changes()" in asked["text/html"] and len(asked["text/plain"]) < 2_000
    assert len(repr(AssessmentView(show.year.assessment))) < 100 and len(repr(RecordsView(show.year.records))) < 100


def test_each_thing_that_is_said_to_be_askable_can_be_asked() -> None:
    assert [call for call, _ in ASKS if not callable(getattr(OpenedYear, call.partition("(")[0], None))] == []
