"""A review of the shipped strategy over small councils: its texts, register and crosswalk are the real ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from heard.params.beside_the_strategy import load_contradictions, load_crosswalk
from heard.params.review_params import ReviewParams
from heard.params.shipped import EARLIER, STRATEGY
from heard.params.strategies import load_strategy
from heard.year import Year
from heard.year.years import Review, ReviewYear


@pytest.fixture(scope="session")
def review_params() -> ReviewParams:
    """The params of a review that reads no year."""
    earlier = load_strategy(EARLIER)
    strategy = load_strategy(STRATEGY, earlier)
    return ReviewParams(
        path=Path("review-2022-25.yaml"),
        council="Wensum",
        committees=("Communities Committee",),
        years=(),
        strategy=strategy,
        earlier=earlier,
        as_at=date(2025, 6, 1),
        signed_off_by="",
        meeting_on=None,
        prepared_by="",
        sample=True,
        contradictions=load_contradictions(STRATEGY, strategy, earlier),
        crosswalk=load_crosswalk(STRATEGY, strategy),
    )


@pytest.fixture
def review(review_params: ReviewParams) -> Callable[..., Review]:
    """A review of some years, each as it was assessed, after one of which nothing is on record."""

    def build(*seen: Year) -> Review:
        missing = ReviewYear("2022-23", None, None, None, "there is no params file for it")
        years = tuple(ReviewYear(each.params.period.name, each.params, each, None) for each in seen)
        return Review(review_params, (missing, *years))

    return build
