from __future__ import annotations

import re
from string import Formatter

import pytest

from heard.english import agreed
from heard.measures import MEASURES
from heard.page.reading import sentences_heard_writes
from heard.params import load_standards
from heard.show.asks import ASKS, ask
from heard.show.limits import LIMITS, limit
from heard.show.wording import WORDING, wording

IDS = {measure.id for measure in MEASURES}
BLAME_OR_PRAISE = re.compile(
    r"\b(just|significantly|unfortunately|excellent|poor|poorly|very|merely|failed|failure|impressive|sadly)\b",
    re.IGNORECASE,
)


def test_every_measure_has_its_words_and_its_draft():
    assert set(WORDING) == IDS == set(ASKS)


def test_what_assessors_scored_shares_one_wording_and_one_draft():
    assert wording("judged_consult-1").unmet == "were judged weak" and "assessors" in ask("judged_consult-1")


@pytest.mark.parametrize("measure", sorted(IDS))
def test_words_are_whole_sentences_without_praise_or_blame(measure):
    words = wording(measure)
    assert words.matters.endswith(".") and ask(measure).endswith(".") and not words.unmet.endswith(".")
    assert not BLAME_OR_PRAISE.search(" ".join((words.unmet, words.matters, ask(measure))))


def test_the_contrary_is_said_of_one_as_of_many():
    assert agreed(1, wording("open_long_enough").unmet) == "was not open long enough"
    assert agreed(1, wording("contacts_confirmed").unmet) == "is broken, or has not been confirmed lately"


def test_every_limit_is_a_named_figure_of_a_measure():
    standards = load_standards()
    assert set(LIMITS) <= IDS
    for words in LIMITS.values():
        assert all(hasattr(standards, name) for _, name, _, _ in Formatter().parse(words) if name)
    assert limit("open_long_enough", standards) == "28 days, or 84 where it is significant (the strategy's figures)"
    assert limit("everything_read", standards) == ""
    assert limit("contacts_confirmed", standards) == "in the year before the day of this report (our figure)"


def test_the_report_praises_and_blames_nobody(sample):
    pages = [getattr(sample, part)().html for part in ("one_page", "chapters", "questions", "trust", "how_made")]
    assert BLAME_OR_PRAISE.findall(sentences_heard_writes(pages)) == []
