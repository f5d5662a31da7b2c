"""The params file of a review: what it leaves out, what is missing, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from heard.errors import ParamsError
from heard.params import ROOT
from heard.params.review_params import load_review

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes two years, 2023-24 and 2024-25, and the review of them and of one that is not there."""
    for first in (2023, 2024):
        (tmp_path / f"records-{first}").mkdir()
        period = f"{{first_day: {first}-04-01, last_day: {first + 1}-03-31}}"
        lines = f"council: Ouse {first}\nperiod: {period}\nas_at: {first + 1}-06-01\nrecords: records-{first}\n"
        (tmp_path / f"annual-{first}-{first % 100 + 1}.yaml").write_text(lines, encoding="utf-8")

    def written(more: str = "", years: str = "annual-2022-23.yaml, annual-2023-24.yaml, annual-2024-25.yaml") -> Path:
        path = tmp_path / "review-2022-25.yaml"
        path.write_text(f"years: [{years}]\n{more}", encoding="utf-8")
        return path

    return written


def test_what_is_left_out_is_that_of_the_last_year_and_the_texts_are_those_shipped(write: Write) -> None:
    params = load_review(write())
    assert (params.name, params.council, params.as_at) == ("review-2022-25", "Ouse 2024", date(2025, 6, 1))
    assert params.strategy.name == "strategy-2017"
    assert params.earlier is not None and params.earlier.name == "commitment-2015"
    assert params.contradictions and params.crosswalk and not params.sample and params.signed_off_by == ""


def test_a_year_that_is_not_there_is_missing_and_keeps_its_name(write: Write) -> None:
    first, *others = load_review(write()).years
    assert (first.name, first.run, first.params) == ("2022-23", "annual-2022-23", None)
    assert first.missing == "there is no params file annual-2022-23.yaml"
    assert [year.name for year in others] == ["2023-24", "2024-25"] and not any(year.missing for year in others)


def test_a_year_whose_records_are_not_there_is_missing(write: Write, tmp_path: Path) -> None:
    path = write()
    (tmp_path / "records-2023").rmdir()
    missing = load_review(path).years[1]
    assert missing.params is None and "records-2023, which is not there" in missing.missing


def test_last_years_report_need_not_be_there_to_review_a_year(write: Write, tmp_path: Path) -> None:
    path = write()
    year = tmp_path / "annual-2024-25.yaml"
    year.write_text(year.read_text(encoding="utf-8") + "previous: reports/annual-2023-24\n", encoding="utf-8")
    assert load_review(path).years[-1].params is not None


def test_a_strategy_of_ones_own_has_no_version_before_it_unless_one_is_named(write: Write, tmp_path: Path) -> None:
    own = """title: Ours
documents: {strategy: {adopted_on: 2020-01-01}}
chapters: {A: First}
commitments: [{id: A-1, title: one, place: P, strength: will, text: We will., not_measured_because: New.}]
"""
    (tmp_path / "ours.yaml").write_text(own, encoding="utf-8")
    params = load_review(write("strategy: ours.yaml\n"))
    assert params.earlier is None and params.contradictions == () and params.crosswalk == ()


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ("year: x\n", "the key 'year' is not known. Did you mean 'years'?"),
        ("as_at: 2025-03-30\n", "'as_at' is 2025-03-30, before the last day of the last year, 2025-03-31"),
        ("meeting_on: 2025-05-31\n", "'meeting_on' is 2025-05-31, before the day the review speaks of, 2025-06-01"),
        ("strategy: gone.yaml\n", "'strategy' names gone.yaml, and there is no such file"),
    ],
)
def test_what_cannot_be_followed_is_refused_in_one_sentence(write: Write, more: str, sentence: str) -> None:
    with pytest.raises(ParamsError) as refused:
        load_review(write(more))
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("years", "sentence"),
    [
        ("annual-2024-25.yaml, annual-2023-24.yaml", "has 2023-24 after 2024-25, and they overlap or are out of order"),
        ("annual-2024-25.yaml, annual-2024-25.yaml", "has 2024-25 after 2024-25, and they overlap or are out of order"),
        ("annual-2020-21.yaml", "names no year whose params file and records are there"),
        ("", "names no year whose params file and records are there"),
    ],
)
def test_years_out_of_order_or_all_gone_are_refused(write: Write, years: str, sentence: str) -> None:
    with pytest.raises(ParamsError) as refused:
        load_review(write(years=years))
    assert sentence in str(refused.value)


def test_a_year_with_a_mistake_in_it_is_refused_and_not_called_missing(write: Write, tmp_path: Path) -> None:
    path = write()
    (tmp_path / "annual-2023-24.yaml").write_text("perod: {}\nrecords: records-2023\n", encoding="utf-8")
    with pytest.raises(ParamsError, match="'perod' is not known"):
        load_review(path)


def test_the_review_that_is_shipped_has_no_key_that_is_not_known() -> None:
    with pytest.raises(ParamsError, match="names no year whose params file and records are there"):
        load_review(ROOT / "params" / "review-2022-25.yaml")  # its records are a council's own
