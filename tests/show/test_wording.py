from __future__ import annotations

import re
from string import Formatter

import pytest

from heard.english import agreed
from heard.measures import MEASURES
from heard.measures.judged import judged
from heard.model.standards import NAMES
from heard.page.blocks import flow
from heard.page.reading import sentences_heard_writes
from heard.params import load_standards
from heard.show.results import limit

SAYS = {measure.id: measure.says for measure in (*MEASURES, judged("CONSULT-1", "what and why"))}
BLAME_OR_PRAISE = re.compile(
    r"\b(just|significantly|unfortunately|excellent|poor|poorly|very|merely|failed|failure|impressive|sadly)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("measure", SAYS)
def test_words_are_whole_sentences_without_praise_or_blame(measure):
    says = SAYS[measure]
    assert says.matters.endswith(".") and says.asks.endswith(".")
    assert not says.done.endswith(".") and not says.undone.endswith(".")
    assert not BLAME_OR_PRAISE.search(" ".join((says.done, says.undone, says.matters, says.asks)))


def test_the_contrary_is_said_of_one_as_of_many():
    assert agreed(1, SAYS["open_long_enough"].undone) == "was not open long enough"
    assert agreed(1, SAYS["contacts_confirmed"].undone) == "is broken, or has not been confirmed lately"


@pytest.mark.parametrize("measure", [name for name, says in SAYS.items() if says.limit])
def test_every_limit_is_made_of_named_figures(measure):
    names = [name for _, name, _, _ in Formatter().parse(SAYS[measure].limit) if name]
    assert names and {*names} <= {*NAMES}


def test_a_limit_is_told_with_whose_it_is():
    standards = load_standards()
    long_enough = limit(SAYS["open_long_enough"], standards)
    assert long_enough == "28 days, or 84 where it is significant (the strategy's figures)"
    assert limit(SAYS["everything_read"], standards) == ""
    assert limit(SAYS["contacts_confirmed"], standards) == "in the year before the day of this report (our figure)"


def test_the_report_praises_and_blames_nobody(sample):
    pages = flow(getattr(sample, part)().blocks for part in ("one_page", "chapters", "questions", "trust", "how_made"))
    assert BLAME_OR_PRAISE.findall(sentences_heard_writes(pages)) == []
