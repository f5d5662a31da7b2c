from __future__ import annotations

import re

from heard.model.state import Verdict
from heard.page.charts import ChapterLines, Chart, NoChart, PromiseLine, promises_kept

KEPT, PARTLY, BROKEN, UNTOLD, NO_CHECK = (
    *(Verdict.KEPT, Verdict.PARTLY_KEPT, Verdict.NOT_KEPT, Verdict.CANNOT_TELL),
    Verdict.NOT_MEASURED,
)
PARTS = ("met", "no-record")  # of a bar, the first and the last
LONGEST = "Honest about each option"  # as long as a name may be
CHAPTERS = (
    ChapterLines("Promises to the public", (PromiseLine("Have a say", PARTLY, "29 of 37", 29, 8, 2),)),
    ChapterLines(
        "Consulting",
        (
            PromiseLine("Say how long", KEPT, "57 of 58", 57, 1),
            PromiseLine(LONGEST, BROKEN, "12 of 54", 12, 42, 6),
            PromiseLine("Informal advocates", UNTOLD, "17 of 18", 17, 1, 1),
            PromiseLine("Learn from others", KEPT, "done"),
            PromiseLine("Local organisations", NO_CHECK, "no check"),
        ),
    ),
    ChapterLines("Links and contacts", (PromiseLine("Searchable", PARTLY, "77 of 88", 77, 11),)),
)


def drawn(chapters=CHAPTERS, kept_at: int = 90) -> Chart | NoChart:
    return promises_kept(chapters, title="Which promises were kept, and how far?", noun="promise", kept_at=kept_at)


def test_every_promise_stands_in_both_drawings_with_its_words(read):
    for svg in (drawn().svg, drawn().narrow):
        words = read(svg).words
        for chapter in CHAPTERS:
            assert chapter.title in words
            assert all({line.name, line.words} <= set(words) for line in chapter.lines)


def test_a_bar_is_as_long_for_any_number_of_cases_and_its_parts_are_their_shares(read):
    picture = read(drawn().svg)
    whole = {name: sum(picture.width_of(f"bar-{name}-{part}") for part in parts) for name, parts in {
        "Have-a-say": ("met", "short", "no-record"), "Say-how-long": ("met", "short"), "Searchable": ("met", "short"),
    }.items()}  # fmt: skip
    assert {round(width) for width in whole.values()} == {56}
    assert round(picture.width_of("bar-Have-a-say-met") / whole["Have-a-say"], 2) == round(29 / 39, 2)


def test_a_single_duty_and_what_nothing_judges_have_words_and_no_bar(read):
    ids = read(drawn().svg).ids
    assert not any(name.startswith(("bar-Learn", "bar-Local")) for name in ids)
    assert any(name.startswith("bar-Searchable") for name in ids)


def test_no_word_is_set_too_small_to_read_and_none_leaves_the_sheet(read):
    for svg, width, size in ((drawn().svg, 482, 8.5), (drawn().narrow, 264, 9.0)):
        assert all(start >= -0.5 and end <= width + 0.5 for _, start, end, _ in read(svg).text_boxes)
        set_in = {float(scale) * 100 for scale in re.findall(r"translate\([^)]*\) scale\(([\d.]+) -", svg)}
        assert f'width="{width}pt"' in svg and set_in == {size}


def test_a_name_as_long_as_it_may_be_ends_before_its_bar(read):
    for svg in (drawn().svg, drawn().narrow):
        boxes = {words: (start, end) for words, start, end, _ in read(svg).text_boxes}
        start, end = boxes[LONGEST]
        words_end = boxes["12 of 54"][1]
        assert end < words_end - 45 - 56 and start < end


def test_the_alternative_in_words_counts_every_verdict_and_names_what_fell_furthest_short():
    assert drawn().alt == (
        "A row for each of 7 promises in 3 chapters, with its verdict and how far its weakest check was met. "
        "2 kept, 2 partly kept, 1 not kept, 1 cannot tell and 1 not judged. "
        "Furthest short: Honest about each option, 12 of 54. "
        "The table below has every count."
    )
    assert len(drawn().alt.split()) <= 60


def test_where_no_promise_could_be_judged_a_sentence_stands_in_its_place():
    nothing = (ChapterLines("Consulting", (PromiseLine("Say how long", UNTOLD, "no record"),)),)
    assert drawn(nothing) == NoChart(
        "Which promises were kept, and how far?", "No promise could be judged this year, so there is nothing to draw."
    )


def test_counts_of_many_thousands_stand_beside_their_bars_and_not_on_them(read):
    many = PromiseLine("Honest about what is open", PARTLY, "88,645 of 98,748", 88_645, 10_103, 900)
    picture = drawn((*CHAPTERS, ChapterLines("The law", (many,))))
    for svg in (picture.svg, picture.narrow):
        at = {words: (start, end) for words, start, end, _ in read(svg).text_boxes}
        begins, ends = (read(svg).reach_of(f"bar-Honest-about-what-is-open-{part}")[n] for n, part in enumerate(PARTS))
        assert at[many.name][1] < begins < ends < at[many.words][0] and ends - begins > 20
