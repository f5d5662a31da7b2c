"""One activity's days: a bar for the days it was open, and a mark for each day that followed or was set."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from heard.page.charts import Milestone, NoChart, one_activity
from heard.page.charts.style import PANEL, PAPER_WIDTH, PHONE_WIDTH

OPENED, CLOSED = date(2024, 5, 1), date(2024, 7, 9)
FOLLOWED = (
    Milestone("fed back", date(2024, 10, 1)),
    Milestone("decided", date(2024, 9, 1)),
    Milestone("feedback due by", date(2024, 10, 1), came=False),
)

Read = Callable[[str], Any]


def test_each_day_is_named_with_its_date_the_earliest_first(read: Read) -> None:
    words = read(one_activity(OPENED, CLOSED, FOLLOWED).svg).words
    assert words[-4:] == ["open for 70 days", "decided 1 Sep 2024", "fed back 1 Oct 2024", "feedback due by 1 Oct 2024"]


def test_a_day_that_was_set_is_hollow_and_one_that_came_is_full(read: Read) -> None:
    drawn = read(one_activity(OPENED, CLOSED, FOLLOWED).svg)
    assert drawn.points("day-") == 3
    assert [PANEL in drawn.fills(name) for name in sorted(i for i in drawn.ids if i.startswith("day-"))] == [
        *(False, False, True),
    ]


def test_its_finding_is_said_in_full() -> None:
    assert one_activity(OPENED, CLOSED, FOLLOWED).alt == (
        "Open for 70 days, from 1 May 2024 to 9 July 2024. "
        "Decided 1 September 2024, fed back 1 October 2024 and feedback due by 1 October 2024."
    )
    assert one_activity(OPENED, OPENED, ()).alt == "Open for 1 day, from 1 May 2024 to 1 May 2024."


def test_a_long_wait_leaves_room_for_the_names_of_its_months(read: Read) -> None:
    for days in (1, 40, 400, 4_000):
        far = Milestone("decision planned for", CLOSED + timedelta(days=days), came=False)
        drawn = read(one_activity(OPENED, CLOSED, (far,)).svg)
        assert 0 < drawn.width_of("open-met") < PAPER_WIDTH


def test_it_is_drawn_as_wide_as_the_text_and_again_for_a_phone(read: Read) -> None:
    drawn = one_activity(OPENED, CLOSED, FOLLOWED)
    for svg, width, size in ((drawn.svg, PAPER_WIDTH, 8.5), (drawn.narrow, PHONE_WIDTH, 9.0)):
        assert f'width="{width:.0f}pt"' in svg
        assert read(svg).words[-4:] == read(drawn.svg).words[-4:]
        assert all(start >= -0.5 and end <= width + 0.5 for _, start, end, _ in read(svg).text_boxes)
        assert {float(scale) * 100 for scale in re.findall(r"scale\(([\d.]+) -", svg)} == {size}


def test_without_an_opening_day_there_is_a_sentence() -> None:
    assert isinstance(one_activity(None, CLOSED, FOLLOWED), NoChart)
