from __future__ import annotations

import re
from datetime import date

from heard.page.charts import Chart, ConsultationDays, NoChart, Shading, open_and_decided

SHORT = "open for less time than the strategy gives"
AS_AT = date(2025, 6, 1)
SPELLS = ((date(2024, 5, 1), date(2024, 5, 20)), (date(2024, 6, 20), date(2024, 7, 8)))


def consultation(name: str = "Bus fares", **more: object) -> ConsultationDays:
    """One that was open in May 2024."""
    given = {"spells": ((date(2024, 5, 1), date(2024, 5, 31)),), "n_days": 31, "decided_on": date(2024, 9, 2)}
    return ConsultationDays(name, **given | more)


ROWS = (
    consultation("A short one", n_days=20, is_short=True),
    consultation("An early one", decided_on=date(2024, 5, 30), is_early=True),
    consultation("Long undecided", decided_on=None, is_overdue=True),
    consultation("Paused", spells=SPELLS, n_days=39),
)


def drawn(*rows: ConsultationDays, **more: object) -> Chart | NoChart:
    return open_and_decided(rows or ROWS, as_at=AS_AT, short=SHORT, **more)


def test_there_is_a_bar_for_each_spell_and_a_diamond_for_each_first_decision(read):
    picture = read(drawn().svg)
    assert picture.bars("bar-") == 5
    assert (picture.points("decided"), picture.points("early")) == (2, 1)


def test_what_was_too_short_is_white_within_an_edge_and_its_days_are_told(read):
    svg = drawn().svg
    assert {"20", "31", "39"} <= set(read(svg).words) and SHORT in read(svg).words
    [bar] = re.findall(r'<g id="bar-0-0".*?</g>', svg, re.DOTALL)
    assert "fill:#ffffff" in bar and "stroke:#9b1c31" in bar


def test_a_hollow_diamond_is_in_the_key_where_there_is_one_and_not_else(read):
    assert "dated on or before closing" in read(drawn().svg).words
    assert "dated on or before closing" not in read(drawn(consultation()).svg).words


def test_a_phone_has_those_alone_that_are_to_be_looked_at_and_all_where_there_are_none(read):
    assert "Paused" in read(drawn().svg).words and "Paused" not in read(drawn().narrow).words
    assert "Bus fares" in read(drawn(consultation()).narrow).words


def test_rows_stand_by_closing_day(read):
    rows = [consultation(f"Closed {day}", spells=((date(2024, 5, 1), date(2024, 6, day)),)) for day in (9, 3, 6)]
    words = read(drawn(*rows).svg).words
    assert [each for each in words if each.startswith("Closed")] == ["Closed 3", "Closed 6", "Closed 9"]


def test_a_long_title_is_cut_at_a_word(read):
    title = "The future of household recycling centres in East Cambridgeshire"
    [name] = [each for each in read(drawn(consultation(title)).svg).words if each.startswith("The future")]
    assert name == "The future of household recycling …"


def test_bands_are_named_once_each_and_the_words_do_not_touch(read):
    shaded = [
        Shading(date(2024, 7, 24), date(2024, 9, 3), "school holidays"),
        Shading(date(2024, 8, 25), date(2024, 9, 1), "before an election"),
        Shading(date(2024, 10, 25), date(2024, 11, 1), "school holidays"),
    ]
    for svg in (drawn(shaded=shaded).svg, drawn(shaded=shaded).narrow):
        boxes = {words: (start, end) for words, start, end, _ in read(svg).text_boxes}
        assert read(svg).words.count("holidays") == 1
        assert boxes["holidays"][1] < boxes["before an"][0]


def test_the_alternative_says_what_it_is_what_is_to_be_seen_and_the_shortest():
    assert drawn().alt == (
        "A row for each of 4 consultations, with its days open and its first decision. 1 was open for less time "
        "than the strategy gives, 1 was decided on or before closing and 1 was long undecided. "
        "Shortest: A short one, 20 days. The table below has every count."
    )


def test_of_no_consultation_there_is_a_sentence():
    assert isinstance(open_and_decided((), as_at=AS_AT, short=SHORT), NoChart)
