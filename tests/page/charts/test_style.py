from __future__ import annotations

from itertools import combinations

import pytest

from heard.model.state import State
from heard.page.charts.style import BAD, FAINT, GOOD, HALF, INK, LOOKS, MARK, PANEL, SOFT, WASH


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_wcag_measures_it():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colour", [INK, SOFT, BAD])
@pytest.mark.parametrize("ground", [PANEL, WASH])
def test_words_stand_out(colour, ground):
    assert contrast(colour, ground) >= 4.5


@pytest.mark.parametrize("colour", [MARK, GOOD, HALF, BAD, FAINT])
def test_marks_stand_out(colour):
    assert contrast(colour, PANEL) >= 3


@pytest.mark.parametrize("state", State)
def test_the_edge_of_every_state_stands_out_and_so_does_the_count_on_it(state):
    look = LOOKS[state]
    assert contrast(look.edge, PANEL) >= 3
    assert contrast(look.text, look.fill) >= 4.5


def test_no_two_states_differ_by_colour_alone():
    def without_colour(state: State) -> tuple[str, str, int]:
        look = LOOKS[state]
        return look.hatch, look.dashes, round(20 * luminance(look.fill))

    assert all(without_colour(one) != without_colour(other) for one, other in combinations(State, 2))
