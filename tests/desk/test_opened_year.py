from __future__ import annotations

import pydoc
from collections.abc import Callable

import pytest
from IPython.core.completer import IPCompleter, provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell

from heard.desk.opened_year import OpenedYear
from heard.desk.top import figures_of_what_if
from heard.errors import ParamsError
from heard.page.blocks import Figure
from heard.page.charts.drawing import Canvas
from heard.show.report.annual_report import AnnualReport
from heard.year import Year

Text = Callable[[object], str]
ACTIVITIES = """
    activity_id,title,opened_on,closed_on,level,significance
    libraries,The future of libraries,2024-05-01,2024-06-15,consult,other
    buses,Evening buses,2024-05-01,2024-05-14,consult,other
    parks,What parks are for,2024-05-01,2024-07-01,engage,other
    """
FEEDBACK = """
    activity_id,published_on
    libraries,2024-09-01
    """


@pytest.fixture
def show(year: Callable[..., Year]) -> OpenedYear:
    """A council of three activities, to be asked."""
    return OpenedYear(year(activities=ACTIVITIES, feedback=FEEDBACK))


@pytest.fixture(scope="session")
def of_sample(year_of_sample: Year) -> OpenedYear:
    """The sample council, to be asked."""
    return OpenedYear(year_of_sample)


def test_why_gives_the_sentence_the_rule_the_state_the_rows_and_the_days(show: OpenedYear, text: Text) -> None:
    html = show.why("feedback_on_time", "libraries").html
    read = text(html)
    assert "Know how their feedback has been used" in read
    assert "fed back by the day it was due: met" in read
    assert "activity libraries: met" in read
    assert "feedback:2, in feedback.csv" in read and "published_on: 2024-09-01" in read
    assert "The future of libraries" in read
    assert 'alt="Open for 46 days, from 1 May 2024 to 15 June 2024. Fed back 1 September 2024' in html


def test_what_was_read_of_a_row_stands_below_it(show: OpenedYear) -> None:
    assert "<li>feedback:2, in feedback.csv<ul><li>" in show.why("feedback_on_time", "libraries").html


def test_each_part_that_is_asked_for_is_what_the_reader_sees(
    of_sample: OpenedYear, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Canvas, "svg", lambda _: "<svg/>")  # of two pictures the words are compared
    report = AnnualReport(of_sample.year)
    assert of_sample.page_one().blocks == report.one_page().blocks
    assert {*of_sample.calendar().blocks} <= {*report.year_in_figures().blocks}
    assert any(isinstance(each, Figure) for each in of_sample.calendar().blocks)
    [chapter] = of_sample.chapter("CONSULT").blocks
    assert chapter in report.chapters().blocks


def test_why_of_a_measure_or_a_commitment_has_no_days(show: OpenedYear) -> None:
    assert "<figure>" not in show.why("feedback_on_time").html + show.why("PROMISE-3").html


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda show: show.why("feedbak_on_time"), "Did you mean 'feedback_on_time'?"),
        (lambda show: show.why("feedback_on_time", "librarys"), "Did you mean 'libraries'?"),
        (lambda show: show.activity("librarys"), "Did you mean 'libraries'?"),
        (lambda show: show.commitment("PROMIS-3"), "Did you mean 'PROMISE-3'?"),
        (lambda show: show.chapter("CONSLT"), "Did you mean 'CONSULT'?"),
        (lambda show: show.measures.feedbak_on_time, "Did you mean 'feedback_on_time'?"),
        (lambda show: show.what_if(minimum_dys=56), "Did you mean 'minimum_days'?"),
        (lambda show: show.what_if(), "no figure was given. Name one, such as what_if("),
        (lambda show: show.chart("calender"), "Did you mean 'calendar'?"),
    ],
)
def test_a_name_there_is_not_is_one_sentence(
    show: OpenedYear, ask: Callable[[OpenedYear], object], sentence: str
) -> None:
    with pytest.raises(ParamsError) as refused:
        ask(show)
    assert sentence in str(refused.value) and "\n" not in str(refused.value)


def test_an_activity_is_told_with_its_days_and_what_fell_short(show: OpenedYear, text: Text) -> None:
    html = show.activity("buses").html
    read = text(html)
    assert "&lt;" not in html and read.startswith("Evening buses buses Of 38 checks 3 fell short")
    assert "Checks that fell short: buses" in read


def test_a_commitment_is_told_as_in_the_report_without_the_links_of_the_report(
    of_sample: OpenedYear, text: Text
) -> None:
    for name in of_sample.commitments:
        html = of_sample.commitment(name).html
        assert (
            'href="#' not in html
            and "consultations.html" not in html
            and " id=" not in html
            and "<h4" not in html
            and "&lt;" not in html
        )
    assert 'show.why("feedback_on_time")' in text(of_sample.commitment("promise-3").html)


def test_another_minimum_flips_who_was_open_for_less(show: OpenedYear, text: Text) -> None:
    read = text(show.what_if(minimum_days=56).html)
    assert read.startswith("If minimum_days were 56 (it is 28), ")
    assert "The future of libraries libraries open_long_enough met not met" in read
    assert "Evening buses" not in read
    assert show.params.standards.minimum_days == 28


def test_the_same_figure_changes_nothing(show: OpenedYear, text: Text) -> None:
    assert text(show.what_if(minimum_days=28).html) == "If minimum_days were 28 (it is 28), nothing would change."


@pytest.mark.parametrize("figures", [{"minimum_days": -1}, {"minimum_days": "56"}, {"ratio_flag": 8.0}, {}])
def test_a_figure_that_cannot_be_is_refused(show: OpenedYear, figures: dict[str, float]) -> None:
    with pytest.raises(ParamsError, match=r"^what_if: "):
        show.what_if(**figures)


def test_what_would_settle_most_is_named_first(show: OpenedYear, text: Text) -> None:
    read = text(show.missing().html)
    assert read.startswith("The papers people were given (materials) would settle most: ")
    assert "others would settle" in read


def test_the_charts_of_the_report_have_short_names(of_sample: OpenedYear) -> None:
    assert {"calendar", "the_law", "time_to_feedback", "consulting", "who_took_part"} <= set(of_sample.charts)
    chart = of_sample.chart("calendar").chart
    assert chart.title.startswith("When was each consultation open") and "<svg" in chart.svg


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("show.measures.feedback_o", ".feedback_on_time"),
        ("show.commitments.PROMISE_", ".PROMISE_3"),
        ("show.standards.minimum", ".minimum_days"),
        ("show.wh", ".what_if"),
        ("show.what_if(minimum", "minimum_days="),
        ('show.commitments["PROMISE-', "PROMISE-3"),
    ],
)
def test_the_tab_key_finds_the_names(show: OpenedYear, written: str, found: str) -> None:
    shell = InteractiveShell()
    completer = IPCompleter(shell=shell, namespace={"show": show}, use_jedi=False)
    completer.custom_matchers = [figures_of_what_if]
    with provisionalcompleter():
        matches = [completion.text for completion in completer.completions(written, len(written))]
    assert any(match.endswith(found) for match in matches), matches


@pytest.mark.parametrize("written", ["show.why(minimum", "minimum", "show.what_if(56) + (minimum"])
def test_the_figures_are_offered_within_what_if_alone(written: str) -> None:
    completer = IPCompleter(shell=InteractiveShell(), namespace={}, use_jedi=False)
    completer.custom_matchers = [figures_of_what_if]
    with provisionalcompleter():
        matches = [completion.text for completion in completer.completions(written, len(written))]
    assert "minimum_days=" not in matches


def test_help_says_what_can_be_asked() -> None:
    read = pydoc.plain(pydoc.render_doc(OpenedYear))
    assert "`show.why(…)` says why" in read
    for method in ("why(self, name: str, unit_id: str | None = None)", "what_if(self, **figures: float)"):
        assert method in read.replace("'", "")
    for name in ("activity", "commitment", "chapter", "what_if", "missing", "why"):
        assert (getattr(OpenedYear, name).__doc__ or "").endswith(".") or "\n" in getattr(OpenedYear, name).__doc__


def test_names_are_listed_one_after_the_other(show: OpenedYear) -> None:
    assert "PROMISE-3" in list(show.commitments) and show.commitments.PROMISE_3 == "PROMISE-3"
    assert "<code>PROMISE-3</code>" in show.commitments._repr_mimebundle_()["text/html"]
    assert not hasattr(show.measures, "nothing_of_the_kind")
