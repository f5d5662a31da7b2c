"""A strategy that is not Cambridgeshire's: the same records, its own sentences, and not a line of Python."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from heard.answers.scored_sample import askable
from heard.assess import assess_year
from heard.english import capital
from heard.measures import MEASURES
from heard.measures.units import documents
from heard.page.blocks import Foreign
from heard.params import ROOT, load_standards
from heard.params.document import read_section
from heard.params.strategies import load_strategy
from heard.press.accessible import faults
from heard.press.manifest import write_manifest
from heard.show.described import DESCRIBED
from heard.show.report.annual_report import AnnualReport
from heard.year import Year

PARAMS = ROOT / "params"
STANDARDS = PARAMS / "strategies" / "national-standards-2016.yaml"
AUDITORS = PARAMS / "strategies" / "auditors-2026.yaml"
OF_CAMBRIDGESHIRE = r"\b(?:PROMISE|LISTEN|ENGAGE|CONSULT|APPROACH|BOARDS|MEMBERS|LEGAL|DELIVER|CONTACT)-\d+"


@pytest.fixture(scope="module")
def scottish(sample: AnnualReport) -> AnnualReport:
    """The sample council's report, held against the National Standards."""
    figures = load_standards(PARAMS / "standards-national-2016.yaml")
    params = replace(sample.params, strategy=load_strategy(STANDARDS), standards=figures, recommendations=())
    return AnnualReport(Year(params, sample.year.records, assess_year(sample.year.records, params)))


@pytest.fixture(scope="module")
def audited(sample: AnnualReport) -> AnnualReport:
    """The sample council's report, held against what auditors ask."""
    figures = load_standards(PARAMS / "standards-auditors-2026.yaml")
    params = replace(sample.params, strategy=load_strategy(AUDITORS), standards=figures, recommendations=())
    return AnnualReport(Year(params, sample.year.records, assess_year(sample.year.records, params)))


def test_what_auditors_ask_is_answered_by_a_check_or_says_which_record_would_tell() -> None:
    asked = load_strategy(AUDITORS).commitments
    assert {name for each in asked for name in each.measured_by} <= {*(m.id for m in MEASURES), *DESCRIBED}
    unanswered = [each.not_measured_because for each in asked if not each.measured_by]
    assert unanswered and all("would make it measurable" in because for because in unanswered)
    assert all(re.search(r"\d{4}|GAO-\d|14/2019|14370|recommendations|review", each.place) for each in asked)


def test_what_auditors_ask_is_in_our_own_words_and_kept_apart_from_the_councils_own(
    audited: AnnualReport, sample: AnnualReport, whole, text
) -> None:
    assert audited.params.strategy.source is None and audited.params.strategy.title.endswith("in our own words")
    assert re.findall(OF_CAMBRIDGESHIRE, text(whole(audited))) == []
    own = {commitment.id for commitment in sample.params.strategy.commitments}
    assert own.isdisjoint(audited.year.outcomes)
    assert not any(note.strategy for note in audited.params.standards.notes.values())


def test_the_report_on_what_auditors_ask_names_who_asked_and_what_would_tell(
    audited: AnnualReport, whole, text
) -> None:
    page = whole(audited)
    assert faults((Foreign(str(page)),)) == []
    told = text(page)
    for commitment in audited.params.strategy.commitments:
        assert page.find(id=commitment.id) is not None, commitment.id
        assert f"In our own words, after {commitment.place}." in told
        assert commitment.not_measured_because[1:] in told


def test_the_params_of_what_auditors_ask_name_what_is_there() -> None:
    given = read_section(PARAMS / "annual-2024-25-auditors.yaml")
    assert given.path("strategy", PARAMS) == AUDITORS
    assert given.path("standards", PARAMS) == PARAMS / "standards-auditors-2026.yaml"


def test_each_of_the_seven_standards_is_a_chapter_with_a_measure_that_heard_has() -> None:
    strategy = load_strategy(STANDARDS)
    named = [name for commitment in strategy.commitments for name in commitment.measured_by]
    assert len(strategy.chapters) == 7
    assert {*named} <= {*(measure.id for measure in MEASURES), *DESCRIBED}
    measured = {commitment.chapter for commitment in strategy.commitments if commitment.measured_by}
    assert measured == {*strategy.chapters}


def test_none_of_its_words_pass_for_a_quotation() -> None:
    strategy = load_strategy(STANDARDS)
    assert strategy.source is None
    assert strategy.title.endswith("in our own words")


def test_its_params_name_what_is_there() -> None:
    given = read_section(PARAMS / "annual-2024-25-national-standards.yaml")
    assert given.path("strategy", PARAMS) == STANDARDS
    assert given.path("standards", PARAMS) == PARAMS / "standards-national-2016.yaml"


def test_no_figure_is_called_the_strategys_that_is_not(scottish: AnnualReport) -> None:
    assert not any(note.strategy for note in scottish.params.standards.notes.values())


def test_its_report_is_one_that_everybody_can_read(scottish: AnnualReport, whole) -> None:
    assert faults((Foreign(str(whole(scottish))),)) == []


def test_its_report_names_no_promise_of_another(scottish: AnnualReport, whole, text) -> None:
    assert re.findall(OF_CAMBRIDGESHIRE, text(whole(scottish))) == []


@pytest.mark.parametrize("held_against", ["scottish", "audited"])
def test_what_no_council_promised_is_nowhere_called_a_promise(
    held_against: str, request: pytest.FixtureRequest, whole, text
) -> None:
    report = request.getfixturevalue(held_against)
    strategy = report.params.strategy
    assert (strategy.noun, strategy.is_own) == ("standard", False)
    page = BeautifulSoup(f"{whole(report)} {report.summary().html}", "html.parser")
    for line in page.select(".sheet"):  # it names a sheet of the workbook, whose names are fixed
        line.decompose()
    said = text(str(page))
    for commitment in strategy.commitments:
        for own in (*commitment.texts, commitment.why_not):
            said = said.replace(own, "") if own else said
    assert re.findall(r".{40}\b[Pp]romises?\b.{40}", said) == []
    assert re.search(rf"([Oo]f the|[Oo]f) {len(report.year.promises)} standards\b", said)
    assert f"Held against: {strategy.title}. The Council promised none of it." in said


def test_its_manifest_names_its_own_sentences(scottish: AnnualReport, tmp_path: Path) -> None:
    write_manifest(scottish.params, scottish.year.records, tmp_path, datetime.now(UTC))
    measures = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["measures"]
    own = {commitment.id for commitment in scottish.params.strategy.commitments}
    assert all(each["serves"] and own.issuperset(each["serves"]) for each in measures.values())


def test_something_is_said_of_each_of_its_promises_on_paper_too(scottish: AnnualReport, whole) -> None:
    page = whole(scottish)
    for aside in page.select(".annex"):
        aside.decompose()
    for commitment in scottish.params.strategy.commitments:
        chapter = page.find(id=f"chapter-{commitment.chapter}").find_parent("section").get_text(" ", strip=True)
        names = map(re.escape, (capital(commitment.title), commitment.brief))
        assert not commitment.is_promise or re.search(rf"({'|'.join(names)})(: \w| \()", chapter), commitment.id


def test_a_council_with_one_document_has_one_to_review(scottish: AnnualReport) -> None:
    assert documents(scottish.year.columns).ids == ("strategy",)


def test_people_are_asked_to_score_it_too(scottish: AnnualReport) -> None:
    (first, *_) = askable(scottish.year.columns)
    assert "INCLUSION-3" in [commitment.id for commitment in first.commitments]
