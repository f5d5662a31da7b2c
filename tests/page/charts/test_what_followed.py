from __future__ import annotations

from datetime import date, timedelta

from heard.page.charts import ConsultationSteps, NoChart, chain

AS_AT = date(2025, 6, 1)


def closed(*days: int | None) -> ConsultationSteps:
    day = date(2024, 9, 1)
    return ConsultationSteps(day, *(None if n is None else day + timedelta(days=n) for n in days))


ROWS = [closed(20, 60, 90), closed(30, 70, None), closed(None, None, None)]


def test_every_step_that_was_reached_has_one_mark(read):
    drawn = read(chain(ROWS, as_at=AS_AT).svg)
    assert drawn.points("mark-results-published") == 2
    assert drawn.points("mark-decided") == 2
    assert drawn.points("mark-fed-back") == 1


def test_every_consultation_has_a_line_and_those_without_feedback_go_on_waiting(read):
    drawn = read(chain(ROWS, as_at=AS_AT).svg)
    assert drawn.strokes("lines") == 3
    assert drawn.strokes("waiting") == 2
    assert "2 no feedback yet" in drawn.words


def test_where_all_have_fed_back_nothing_is_said_of_waiting(read):
    drawn = read(chain(ROWS[:1], as_at=AS_AT).svg)
    assert drawn.strokes("waiting") == 0
    assert not [word for word in drawn.words if "yet" in word]


def test_a_decision_before_closing_is_still_drawn(read):
    assert read(chain([closed(None, -200, None)], as_at=AS_AT).svg).points("mark-decided") == 1


def test_the_alt_text_counts_each_step():
    assert chain(ROWS, as_at=AS_AT).alt == (
        "Of 3 consultations that closed, 2 had results published, 2 had been decided and 1 had fed back."
    )


def test_more_lines_than_can_be_told_apart_are_counted_by_step(read):
    drawn = read(chain(ROWS * 41, as_at=AS_AT).svg)
    assert drawn.strokes("lines") == 0
    assert "fed back: 41 of 123" in drawn.words
    assert read(chain(ROWS * 40, as_at=AS_AT).svg).strokes("lines") == 120


def test_a_year_in_which_nothing_closed_is_said_in_a_sentence():
    assert isinstance(chain([], as_at=AS_AT), NoChart)
