from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from heard.model.mapping import DAY_FIRST, MONTH_FIRST
from heard.sources.days import completed, moment_reader, orders_of, read_iso_moment
from heard.sources.month_names import names_in

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
        (["03/05/2024", "12/11/2024"], None),
        (["03/05/2024", "24/11/2024"], DAY_FIRST),
        (["3-5-2024", "5.13.2024 10:00"], MONTH_FIRST),
        (["13/05/2024", "05/13/2024"], None),
        (["24/05/2024", "31/06/2024", "04/01/1924"], DAY_FIRST),  # what no calendar has, or no council, has no vote
        (["24/05/24", "03/05/24"], DAY_FIRST),
        (["05/05/2024", "3 May 2024", "2024/5/3"], DAY_FIRST),  # the same day either way
        (["2024-05-03", "soon"], DAY_FIRST),
        ([], DAY_FIRST),
    ],
)
def test_the_order_is_proven_by_days_that_can_only_have_one(texts, orders):
    assert orders_of(texts).proven == orders


@pytest.mark.parametrize(
    ("text", "day", "way"),
    [
        ("02/08/24", date(2024, 8, 2), "two-digit year"),
        ("2 Aug 2024", date(2024, 8, 2), "month in words"),
        ("2 Aug 24", date(2024, 8, 2), "two-digit year"),
        ("18.08.2024.", date(2024, 8, 18), "day first"),
        ("18. 8. 2024.", date(2024, 8, 18), "day first"),
        ("2nd August 2024", date(2024, 8, 2), "month in words"),
        ("Sept 5, 2024", date(2024, 9, 5), "month in words"),
        ("9am Friday 2 August 2024", date(2024, 8, 2), "moment"),
        ("2 August 2024 at 17:00", date(2024, 8, 2), "moment"),
        ("11.59pm on Tuesday 13 July 2021", date(2021, 7, 13), "moment"),
        ("Midday on Friday 2 August 2024", date(2024, 8, 2), "moment"),
        ("02/08/2024 23:30Z", date(2024, 8, 3), "moment"),
        ("Monday (December 2) 2024", date(2024, 12, 2), "month in words"),
        ("Fri 02/08/2024", date(2024, 8, 2), "day first"),
        ("2024/8/2", date(2024, 8, 2), "year first"),
        ("2024-08-02", date(2024, 8, 2), "as written"),
    ],
)
def test_day_first_is_a_family_of_forms_side_by_side(text, day, way):
    moment = moment_reader(DAY_FIRST)(text)
    assert moment and (moment.day, moment.way) == (day, way)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "February 2022",
            "Feb 22",
            "Summer 2024",
            "2024",
            "31/06/2024",
            "1/1/1924",
            "approx. 2 Aug 2024",
            "2?/8/2024",
        ),
        *("24 – 30 July 2024", "1,204", "45383", "25:61 on 2 August 2024", "08/13/2024", "2 Aug or 3 Aug 2024"),
    ],
)
def test_what_is_not_a_day_of_one_meaning_is_not_made_one(text):
    assert moment_reader(DAY_FIRST)(text) is None


@pytest.mark.parametrize(
    ("form", "text", "day"),
    [
        ("spreadsheet number", "45383", date(2024, 4, 1)),
        ("spreadsheet number", "45383.75", date(2024, 4, 1)),
        ("spreadsheet number 1904", "43921", date(2024, 4, 1)),
        ("spreadsheet number", "12", None),
        ("month first", "05/13/2024", date(2024, 5, 13)),
        ("month first", "13/05/2024", None),
    ],
)
def test_numbers_of_a_spreadsheet_and_months_first_are_read_on_request(form, text, day):
    moment = moment_reader(form)(text)
    assert (moment and moment.day) == day


def test_of_several_forms_each_cell_takes_the_first_that_fits():
    read = moment_reader((DAY_FIRST, "spreadsheet number"))
    assert [moment and moment.day for moment in map(read, ("01/04/2024", "45383", "soon"))] == [
        *(date(2024, 4, 1), date(2024, 4, 1), None)
    ]


def test_months_have_the_names_of_a_language_beside_the_english_ones():
    read = moment_reader(DAY_FIRST, names=names_in(("hr",)))
    assert [moment and moment.day for moment in map(read, ("18. listopada 2024.", "18 October 2024"))] == [
        date(2024, 10, 18)
    ] * 2
    assert moment_reader(DAY_FIRST)("18. listopada 2024.") is None


@pytest.mark.parametrize(
    ("part", "last", "whole"),
    [
        ("24", "30 July 2024", "24 July 2024"),
        ("24th", "30th July 2024", "24th July 2024"),
        ("24 June", "30 July 2024", "24 June 2024"),
        ("24/06", "30/07/2024", "24/06/2024"),
        ("24", "30/07/2024", "24/07/2024"),
        ("2 May 2023", "30 July 2024", "2 May 2023"),
        ("spring", "30 July 2024", "spring"),
    ],
)
def test_the_first_of_two_days_takes_from_the_last_what_it_lacks(part, last, whole):
    assert completed(part, last) == whole


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
