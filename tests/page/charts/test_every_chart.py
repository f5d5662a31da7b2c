"""What every chart keeps to, whatever it shows: each is drawn here once, from invented data."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from heard.maths.representation import Likeness, compare
from heard.maths.survival import kaplan_meier
from heard.model.state import State, Verdict
from heard.page.charts import (
    ChapterLines,
    Chart,
    CheckCases,
    ConsultationDays,
    GridRow,
    LikenessOf,
    PromiseLine,
    Shading,
    cases_by_check,
    dumbbell,
    grid,
    open_and_decided,
    promises_kept,
    time_to_feedback,
)

from ...seen import (  # noqa: TID252 - tests are no package that could be named
    VISION,
    alike,
    apart,
    parts_of_the_key,
    smallest_letters,
    width_of,
)

AS_AT = date(2025, 6, 1)
SHADED = (
    Shading(date(2024, 7, 24), date(2024, 9, 3), "school holidays"),
    Shading(date(2025, 3, 25), date(2025, 5, 1), "before an election"),
)


def consultations(n: int, seed: int = 1) -> list[ConsultationDays]:
    """So many consultations that closed in the year."""
    draw = random.Random(seed)
    rows = []
    for at in range(n):
        closed = date(2024, 4, 1) + timedelta(days=draw.randrange(365))
        days = draw.choice([13, 20, 27, 41, 83, 120])
        decided = closed + timedelta(days=draw.randrange(-10, 200)) if draw.random() < 0.7 else None
        early = decided is not None and decided <= closed
        spells = ((closed - timedelta(days=days - 1), closed),)
        name = f"Consultation {at} on the future of household recycling centres"
        rows.append(ConsultationDays(name, spells, days, decided, days < 28, early, decided is None))
    return rows


CASES = (State.MET, State.PARTLY, State.NOT_MET, State.NO_EVIDENCE)
CHAPTERS = tuple(
    ChapterLines(
        f"Chapter {n}", tuple(PromiseLine(f"Promise {n}-{m}", verdict, "8 of 12", 8, 4, 2) for m, verdict in of)
    )
    for n in range(9)
    for of in [list(enumerate(Verdict))[: 3 + n % 3]]
)


def likenesses() -> tuple[Likeness, ...]:
    """Four age groups, one of which is hidden."""
    population = {"Under 16": 120, "16 to 24": 75, "25 to 64": 350, "65 and over": 126}
    return compare(
        {"Under 16": None, "16 to 24": 20, "25 to 64": 300, "65 and over": 200}, population, 9, 540
    ).categories


def cells(n: int, across: int = 22, seed: int = 1) -> list[GridRow]:
    """So many activities under 22 measures, in states by chance."""
    draw = random.Random(seed)
    return [GridRow(f"Activity {at} of the year", tuple(draw.choices([*State, None], k=across))) for at in range(n)]


EVERY_CHART: dict[str, Callable[[], Chart]] = {
    "promises": lambda: promises_kept(CHAPTERS, title="Which were kept?", noun="promise", kept_at=90),
    "checks": lambda: cases_by_check(
        [CheckCases(f"Check {n}", dict(zip(CASES, (20 + n, 4, 5, 2), strict=True))) for n in range(15)],
        title="What was done?",
        kept_at=90,
        words={State.MET: "met", State.PARTLY: "in part", State.NOT_MET: "fell short", State.NO_EVIDENCE: "no record"},
    ),
    "calendar": lambda: open_and_decided(
        consultations(44), as_at=AS_AT, shaded=SHADED, short="open for less time than the strategy gives"
    ),
    "waiting": lambda: time_to_feedback(kaplan_meier(range(10, 73), [n % 3 > 0 for n in range(63)]), feedback_days=84),
    "people": lambda: dumbbell(
        [LikenessOf("Age", likenesses()), LikenessOf("Where they live", likenesses())],
        title="Did those who took part look like the area?",
        ratio_flag=0.8,
    ),
    "grid": lambda: grid(cells(20, 9), measures=[f"Measure {n}" for n in range(9)], title="What was met?"),
}


PIXELS_OF_A_PHONE = 320
SMALLEST_LETTERS = 10  # pixels, in a picture that is drawn once for paper and phone
OLD = ("grid",)  # drawn once
ON_PAPER, ON_PHONE = (482.0, 8.0), (264.0, 9.0)  # points: how wide, and the smallest letters


@pytest.fixture(params=EVERY_CHART, scope="module")
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def draw(name: str) -> Callable[[], Chart]:
    return EVERY_CHART[name]


@pytest.fixture(scope="module")
def chart(draw: Callable[[], Chart]) -> Chart:
    return draw()


def test_the_same_data_is_drawn_in_the_same_bytes(draw, chart):
    assert draw() == chart


def test_a_picture_is_as_wide_as_the_text_and_none_of_its_words_is_too_small_on_paper_or_on_a_phone(name, chart):
    if name in OLD:
        assert smallest_letters(chart.svg) / width_of(chart.svg) * PIXELS_OF_A_PHONE >= SMALLEST_LETTERS
        return
    for svg, (width, letters) in ((chart.svg, ON_PAPER), (chart.narrow, ON_PHONE)):
        assert width_of(svg) == width
        assert round(smallest_letters(svg), 2) >= letters


@pytest.mark.parametrize("vision", VISION)
def test_the_parts_of_a_bar_are_told_apart_in_grey_and_by_the_colour_blind(name, chart, vision):
    for svg in filter(None, (chart.svg, chart.narrow)):
        parts = parts_of_the_key(svg)
        assert len(parts) >= 2 or name not in ("promises", "checks", "calendar")
        assert list(alike(svg, vision)) == []


def test_parts_that_differ_by_colour_alone_would_be_found():
    assert apart("#b9cdd8", "#c9d1da", "no red") < 3 and apart("#0a4d68", "#ffffff", "no green") > 3


def test_the_alternative_in_words_is_short_and_says_where_every_count_is(name, chart):
    assert len(chart.alt.split()) <= 60
    assert name in OLD or re.search(r"The table below has (every count|the shares)\.$", chart.alt)


def test_no_text_is_turned(chart):
    assert "rotate(" not in chart.svg


def test_letters_are_shapes_so_that_no_reader_needs_the_font(chart):
    svg = chart.svg
    assert "<text" not in svg and "font-family" not in svg


def test_a_picture_says_nothing_of_when_or_with_what_it_was_made(chart):
    svg = chart.svg
    assert "<metadata" not in svg and "Matplotlib v" not in svg


def test_a_picture_brings_its_own_white_paper(chart):
    first_shape = chart.svg.partition("<path ")[2].partition("/>")[0]
    assert "fill:#ffffff" in first_shape


def test_no_id_stands_twice_in_a_picture(chart, read):
    ids = read(chart.svg).ids
    assert len(ids) == len(set(ids)) and not [name for name in ids if " " in name]


def test_a_picture_of_a_year_is_small(chart):
    assert len(chart.svg.encode()) < 250_000


def test_all_words_are_inside_the_picture(chart, read):
    drawn = read(chart.svg)
    assert len(drawn.text_boxes) == len(drawn.words) > 0
    # a letter is some 8 points above its line, and 2 below
    most = width_of(chart.svg) + 1
    outside = [box for box in drawn.text_boxes if box[1] < -1 or box[2] > most or not 5 < box[3] < drawn.height - 1]
    assert not outside


def test_the_alt_text_is_sentences(chart):
    alt = chart.alt
    assert alt[0].isupper() or alt[0].isdigit()
    assert alt.endswith(".") and "  " not in alt


def test_the_charts_can_be_named_without_waiting_for_matplotlib():
    named = "import heard.page.charts, sys; sys.exit('matplotlib' in sys.modules or 'afcharts' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", named], check=False).returncode == 0


def test_drawing_leaves_the_style_of_others_alone():
    import matplotlib

    before = dict(matplotlib.rcParams)
    EVERY_CHART["waiting"]()
    assert dict(matplotlib.rcParams) == before
