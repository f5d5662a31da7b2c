from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from heard.sources.days import DAY_FIRST, MONTH_FIRST, moment_reader, orders_that_fit, read_iso_moment

MAY_3 = date(2024, 5, 3)


@pytest.mark.parametrize(
    ("form", "text", "day"),
    [
        ("%d/%m/%Y", "03/05/2024", MAY_3),
        ("%d/%m/%Y", "3/5/2024", MAY_3),
        ("%d/%m/%Y", "3.5.2024", MAY_3),
        ("%d/%m/%Y", "03/05/2024 17:30", MAY_3),
        ("%m/%d/%Y", "5/3/2024 5:30:00 PM", MAY_3),
        ("%d/%m/%y", "03/05/24", MAY_3),
        ("%Y/%m/%d", "2024/05/03", MAY_3),
        ("%d %B %Y", "3 May 2024", MAY_3),
        ("24 July 2025", "3 may 2024", MAY_3),
        ("%A %d %B %Y", "Friday 3 May 2024", MAY_3),
        ("%d/%m/%Y %H:%M", "03/05/2024 17:30", MAY_3),
        ("iso week", "2024-W18", date(2024, 4, 29)),
        ("ISO week", "2024W185", MAY_3),
        ("%d/%m/%Y", "2024-05-03 00:00:00", MAY_3),  # a real day of a spreadsheet, whatever its text cells are
        ("%d/%m/%Y", "05/13/2024", None),
        ("%d/%m/%Y", "31/02/2024", None),
        ("%d/%m/%Y", "03/05/1999", None),
        ("%d %B %Y", "May 2024", None),
        ("iso week", "2024-W54", None),
    ],
)
def test_a_day_is_read_in_the_form_the_mapping_gives(form, text, day):
    moment = moment_reader(form)(text)
    assert (moment and moment.day) == day


@pytest.mark.parametrize(
    ("texts", "orders"),
    [
        (["03/05/2024", "12/11/2024"], (DAY_FIRST, MONTH_FIRST)),
        (["03/05/2024", "24/11/2024"], (DAY_FIRST,)),
        (["3-5-2024", "5.13.2024 10:00"], (MONTH_FIRST,)),
        (["13/05/2024", "05/13/2024"], ()),
        (["2024-05-03", "soon"], None),
        ([], None),
    ],
)
def test_the_orders_that_fit_are_those_every_cell_allows(texts, orders):
    assert orders_that_fit(texts) == orders


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-06-01T22:59:59Z", date(2024, 6, 1)),
        ("2024-06-01T23:00Z", date(2024, 6, 2)),  # summer time: midnight in London
        ("2024-06-01 23:00 UTC", date(2024, 6, 2)),
        ("2024-06-01 23:00GMT", date(2024, 6, 2)),
        ("2024-12-31T23:59:59.999Z", date(2024, 12, 31)),  # winter time: no other day
        ("2025-03-31T23:30:00,5Z", date(2025, 4, 1)),
        ("2024-06-02T00:30+02:00", date(2024, 6, 1)),
        ("2024-06-02T00:30+0100", date(2024, 6, 2)),
        ("2024-06-01T20:00:00-04", date(2024, 6, 2)),
        ("2024-06-01T23:30:00", date(2024, 6, 1)),  # no zone: its own day
        ("2024-06-01 9:05", date(2024, 6, 1)),
        ("2024-06-01T24:00Z", None),
        ("2024-06-01T23:60Z", None),
        ("2024-06-01T23:00 Europe/London", None),
        ("2024-06-01T23:00+25:00", None),
        ("2024-06-01, 23:00Z", None),
        ("2024-06-01 11:00 pm", None),
        ("2024-06-01T23", None),
        ("2100-12-31T23:30-01:00", None),  # 2101 in London
    ],
)
def test_a_moment_with_a_zone_is_the_day_on_the_clock_of_london(text, day):
    moment = read_iso_moment(text)
    assert (moment and moment.day) == day


@pytest.mark.parametrize(
    ("form", "text", "day"),
    [
        ("%d/%m/%Y", "03/05/2024 23:30Z", date(2024, 5, 4)),
        ("%m/%d/%Y", "5/3/2024 11:30:00 PM UTC", date(2024, 5, 4)),
        ("%m/%d/%Y", "5/3/2024 12:30 AM", MAY_3),
        ("%d/%m/%Y %H:%M %z", "03/05/2024 23:30 +0000", date(2024, 5, 4)),
        ("%d/%m/%Y", "03/05/2024 23:30", MAY_3),
    ],
)
def test_a_moment_in_a_form_of_theirs_is_read_by_the_same_clock(form, text, day):
    moment = moment_reader(form)(text)
    assert (moment and moment.day) == day


def test_another_council_has_another_clock():
    moment = read_iso_moment("2024-06-03T02:00:00Z", ZoneInfo("America/Halifax"))
    assert moment and moment.day == date(2024, 6, 2)
