from __future__ import annotations

from datetime import date

import pytest

from heard.sources.days import DAY_FIRST, MONTH_FIRST, orders_that_fit, reader_of

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
    assert reader_of(form)(text) == day


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
