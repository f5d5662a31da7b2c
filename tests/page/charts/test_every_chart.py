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
from heard.model.period import Period
from heard.model.state import State
from heard.page.charts import (
    CalendarLine,
    Chart,
    ConsultationSteps,
    GridRow,
    OpenByDay,
    Series,
    Shading,
    calendar,
    chain,
    dumbbell,
    grid,
    open_at_once,
    slopes,
    time_to_feedback,
)

YEAR = Period(date(2024, 4, 1), date(2025, 3, 31))
AS_AT = date(2025, 6, 1)
SHADED = (
    Shading(date(2024, 7, 24), date(2024, 9, 3), "school holidays"),
    Shading(date(2025, 3, 25), date(2025, 5, 1), "pre-election period"),
    Shading(date(2024, 12, 25), date(2024, 12, 26), "bank holiday"),
)


def activities(n: int, seed: int = 1) -> list[CalendarLine]:
    """So many activities open on some day of the year."""
    draw = random.Random(seed)
    opened = [YEAR.first_day + timedelta(days=draw.randrange(365)) for _ in range(n)]
    days = [draw.choice([13, 20, 27, 41, 83, 120]) for _ in range(n)]
    levels = draw.choices(["consult", "engage", "coproduce"], k=n)
    return [
        CalendarLine(day, day + timedelta(days=length), level, length < 27)
        for day, length, level in zip(opened, days, levels, strict=True)
    ]


def followed(n: int, seed: int = 1) -> list[ConsultationSteps]:
    """So many consultations, of which some have not yet come to the end of the chain."""
    draw = random.Random(seed)
    made = []
    for _ in range(n):
        closed = YEAR.first_day + timedelta(days=draw.randrange(365))
        days = [closed + timedelta(days=at) for at in sorted(draw.sample(range(1, 200), 3))]
        made.append(ConsultationSteps(closed, *(day if draw.random() < 0.7 else None for day in days)))
    return made


def likenesses() -> tuple[Likeness, ...]:
    """Four age groups, one of which is hidden."""
    population = {"Under 16": 120, "16 to 24": 75, "25 to 64": 350, "65 and over": 126}
    return compare(
        {"Under 16": None, "16 to 24": 20, "25 to 64": 300, "65 and over": 200}, population, 9, 540
    ).categories


def cells(n: int, across: int = 22, seed: int = 1) -> list[GridRow]:
    """So many activities under 22 measures, in states by chance."""
    draw = random.Random(seed)
    return [GridRow(f"CalendarLine {at} of the year", tuple(draw.choices([*State, None], k=across))) for at in range(n)]


LENGTHS = {"minimum_days": 28, "significant_days": 84}
EVERY_CHART: dict[str, Callable[[], Chart]] = {
    "calendar": lambda: calendar(activities(104), period=YEAR, shaded=SHADED, **LENGTHS),
    "calendar by day": lambda: calendar(activities(600), period=YEAR, shaded=SHADED, **LENGTHS),
    "chain": lambda: chain(followed(63), as_at=AS_AT),
    "chain by step": lambda: chain(followed(600), as_at=AS_AT),
    "load": lambda: open_at_once(OpenByDay(date(2024, 4, 1), tuple(n // 7 % 9 for n in range(365))), shaded=SHADED),
    "waiting": lambda: time_to_feedback(kaplan_meier(range(10, 73), [n % 3 > 0 for n in range(63)]), feedback_days=84),
    "people": lambda: dumbbell(likenesses(), title="Did those who took part look like the area?", ratio_flag=0.8),
    "trend": lambda: slopes(
        [
            Series("Fed back in time", ((30, 55), None, (9, 12))),
            Series("Open long enough", ((1, 2), (3, 4), (5, 6)), (2,)),
        ],
        periods=["2022-23", "2023-24", "2024-25"],
        title="What changed?",
    ),
    "grid": lambda: grid(cells(20, 9), measures=[f"Measure {n}" for n in range(9)], title="What was met?"),
}


PIXELS_OF_A_PHONE = 320
SMALLEST_LETTERS = 10  # pixels


@pytest.fixture(params=EVERY_CHART, scope="module")
def draw(request: pytest.FixtureRequest) -> Callable[[], Chart]:
    return EVERY_CHART[request.param]


@pytest.fixture(scope="module")
def chart(draw: Callable[[], Chart]) -> Chart:
    return draw()


def test_the_same_data_is_drawn_in_the_same_bytes(draw, chart):
    assert draw().svg == chart.svg


def test_no_letters_are_too_small_to_read_on_a_phone(chart):
    svg = chart.svg
    width = float(re.search(r'width="([\d.]+)pt"', svg)[1])
    sizes = {100 * float(scale) for scale in re.findall(r"scale\(([\d.]+) -[\d.]+\)", svg)}
    assert sizes and min(sizes) / width * PIXELS_OF_A_PHONE >= SMALLEST_LETTERS


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
    assert len(chart.svg.encode()) < 60_000


def test_all_words_are_inside_the_picture(chart, read):
    drawn = read(chart.svg)
    assert len(drawn.text_boxes) == len(drawn.words) > 0
    # a letter is some 8 points above its line, and 2 below
    outside = [box for box in drawn.text_boxes if box[1] < -1 or box[2] > 361 or not 8 < box[3] < drawn.height - 2]
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
