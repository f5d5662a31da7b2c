from __future__ import annotations

from collections import Counter
from datetime import date

from heard.sample.council_years import Titles
from heard.sample.draw import Draw
from heard.sample.stock import districts

MAY = date(2024, 5, 1)


def test_titles_are_never_the_same_however_many() -> None:
    titles = Titles(Draw(1, "titles"))
    given = [titles.give(("School term dates",), MAY).text for _ in range(60)]
    assert len(set(given)) == 60
    assert given[0] == "School term dates"


def test_titles_of_an_ordinary_year_are_short(councils) -> None:
    for invented in councils:
        titles = [activity.title for activity in invented.council.activities]
        assert max(Counter(titles).values()) == 1
        assert sum(", stage" in title for title in titles) == 0


def test_what_can_be_about_an_area_is_now_and_then_about_a_district() -> None:
    titles = Titles(Draw(1, "titles"))
    given = [titles.give(("Warm spaces in {area}",), MAY) for _ in range(60)]
    wide = [title for title in given if len(title.divisions) > 1]
    assert 0 < len(wide) < 30
    assert all(title.divisions == tuple(districts()[title.district or ""]) for title in wide)
    assert all(title.text.startswith(f"Warm spaces in {title.district}") for title in wide)


def test_a_county_wide_title_names_no_place() -> None:
    title = Titles(Draw(1, "titles")).give(("Waste strategy",), MAY)
    assert (title.text, title.topic, title.district, title.divisions) == ("Waste strategy", "Waste strategy", None, ())
