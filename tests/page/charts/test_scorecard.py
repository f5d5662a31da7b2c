from __future__ import annotations

from heard.model.state import Verdict
from heard.page.charts import Chapter, NoChart, scorecard


def chapter(title: str, **counts: int) -> Chapter:
    verdicts = [Verdict(word.replace("_", " ")) for word, n in counts.items() for _ in range(n)]
    return Chapter(title, tuple((f"{title.upper()}-{n}", verdict) for n, verdict in enumerate(verdicts, 1)))


CHAPTERS = [
    chapter("Listening", kept=2, partly_kept=1, cannot_tell=1),
    chapter("Consulting", not_kept=3, kept=1, described=1, not_yet_due=1),
]


def test_every_commitment_has_one_mark(read):
    drawn = read(scorecard(CHAPTERS).svg)
    assert drawn.points("mark-kept") == 3
    assert drawn.points("mark-not-kept") == 3
    assert drawn.points("mark-cannot-tell") == 1
    assert drawn.points("mark-described") == 1
    assert drawn.points("mark-not-yet-due") == 1
    assert drawn.points("mark-partly-kept") == 2  # two halves of one


def test_every_chapter_has_a_row_with_its_name(read):
    words = read(scorecard(CHAPTERS).svg).words
    assert "Listening" in words and "Consulting" in words


def test_the_key_counts_each_mark_and_names_no_mark_that_is_not_there(read):
    words = read(scorecard(CHAPTERS[:1]).svg).words
    assert {"2 kept", "1 partly kept", "1 cannot tell"} <= set(words)
    assert not [word for word in words if "not kept" in word or "other" in word]


def test_the_alt_text_adds_up_to_every_commitment():
    assert scorecard(CHAPTERS).alt == (
        "Of 10 promises, 3 kept, 1 partly kept and 3 not kept; we cannot tell for 1; 1 not yet due and 1 described."
    )


def test_a_chapter_with_more_marks_than_fit_goes_on_below(read):
    many = read(scorecard([chapter("Consulting", kept=40)]).svg)
    assert many.points("mark-kept") == 40
    assert many.height > read(scorecard([chapter("Consulting", kept=4)]).svg).height


def test_a_strategy_without_promises_is_said_in_a_sentence():
    assert isinstance(scorecard([]), NoChart)
