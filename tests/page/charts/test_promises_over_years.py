from __future__ import annotations

import re

from heard.model.state import Verdict
from heard.page.charts import ChapterLines, Chart, NoChart, YearsLine, promises_over_years

KEPT, PARTLY, BROKEN, UNTOLD = Verdict.KEPT, Verdict.PARTLY_KEPT, Verdict.NOT_KEPT, Verdict.CANNOT_TELL
LONGEST = "Honest about each option"  # as long as a name may be
YEARS = ("2022-23", "2023-24", "2024-25")
CHAPTERS = (
    ChapterLines(
        "Promises to the public",
        (
            YearsLine("Have a say", (PARTLY, PARTLY, KEPT), ((29, 39), (29, 40), (31, 32))),
            YearsLine("Know how it was used", (BROKEN, PARTLY, PARTLY), ((35, 87), (57, 96), (80, 101)), "better"),
        ),
    ),
    ChapterLines(
        "Planning",
        (
            YearsLine("Decision day planned", (KEPT, PARTLY, BROKEN), ((57, 60), None, (28, 59)), "worse"),
            YearsLine(LONGEST, (KEPT, KEPT, KEPT)),
            YearsLine("No records at first", (None, UNTOLD, PARTLY), (None, None, (4, 9))),
        ),
    ),
)


def drawn(chapters=CHAPTERS) -> Chart | NoChart:
    title = "Which promises changed over three years?"
    return promises_over_years(chapters, years=YEARS, title=title, noun="promise", kept_at=90)


def test_every_promise_stands_in_both_drawings_under_its_chapter_and_the_years(read):
    for svg in (drawn().svg, drawn().narrow):
        words = read(svg).words
        for chapter in CHAPTERS:
            assert {chapter.title, *(line.name for line in chapter.lines)} - {LONGEST} <= set(words)
        assert {"23", "24", "25", "0", "90 in 100"} <= set(words)


def test_better_and_worse_stand_where_it_is_so_and_nowhere_else(read):
    words = read(drawn().svg).words
    assert (words.count("▲ better"), words.count("▼ worse")) == (1, 1)


def test_no_word_is_set_too_small_to_read_and_none_leaves_the_sheet(read):
    for svg, width, size in ((drawn().svg, 482, 8.5), (drawn().narrow, 264, 9.0)):
        assert all(start >= -0.5 and end <= width + 0.5 for _, start, end, _ in read(svg).text_boxes)
        set_in = {float(scale) * 100 for scale in re.findall(r"translate\([^)]*\) scale\(([\d.]+) -", svg)}
        assert f'width="{width}pt"' in svg and set_in == {size}


def test_a_name_as_long_as_it_may_be_ends_before_the_marks(read):
    for svg in (drawn().svg, drawn().narrow):
        boxes = read(svg).text_boxes
        name_end = max(end for words, _, end, _ in boxes if words.startswith("Honest about each"))
        marks_at = [start for words, start, _, _ in boxes if words == "23" and start > name_end - 60]
        assert marks_at and name_end < min(marks_at)


def joined(svg: str) -> int:
    """How many lines join the dots of the promises."""
    group = svg[svg.index('id="of-joined"') :].split("</g>", maxsplit=1)[0]
    return len(re.findall(r"L", group))


def test_years_that_follow_each_other_are_joined_and_a_year_that_cannot_be_compared_breaks_the_line():
    assert joined(drawn().svg) == 4  # two of each promise with three years; none across a gap


def test_the_alternative_in_words_counts_what_changed_and_names_what_went_furthest():
    assert drawn().alt == (
        "A row for each of 5 promises in 2 chapters, with its verdict in 2022-23, 2023-24 and 2024-25 and the share "
        "that one check was met. 1 was kept in every year; 1 got better and 1 got worse by more than chance. "
        "Furthest: Decision day planned, 57 of 60 to 28 of 59. The table below has every count."
    )
    assert len(drawn().alt.split()) <= 60


def test_where_no_promise_could_be_judged_a_sentence_stands_in_its_place():
    nothing = (ChapterLines("Consulting", (YearsLine("Say how long", (UNTOLD, UNTOLD, UNTOLD)),)),)
    assert drawn(nothing) == NoChart(
        "Which promises changed over three years?",
        "No promise could be judged in these years, so there is nothing to draw.",
    )
