from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from heard.model.state import State
from heard.sample.draw import COVERED, Case, Draw, deal

CASES = (Case(97, State.MET, "usual"), Case(2, State.NOT_MET, "rare"), Case(1, State.NO_EVIDENCE, "rarest"))


@dataclass(frozen=True)
class Unit:
    care: float


def test_the_same_seed_and_facet_draw_the_same() -> None:
    assert [Draw(3, "days").share() for _ in range(3)] == [Draw(3, "days").share()] * 3


def test_one_facet_moves_nothing_in_another() -> None:
    assert Draw(3, "days").share() != Draw(3, "boards").share()


def test_every_case_is_dealt_where_there_are_units_enough() -> None:
    units = range(round(len(CASES) / COVERED))
    assert {case.write for case in deal(CASES, units, Draw(1, "cases"))} == {"usual", "rare", "rarest"}


def test_a_case_is_dealt_to_those_it_fits() -> None:
    cases = (
        Case(1, State.MET, "odd", lambda unit: unit % 2 == 1),
        Case(1, State.MET, "even", lambda unit: unit % 2 == 0),
    )
    dealt = deal(cases, range(50), Draw(1, "cases"))
    assert [case.write for case in dealt] == ["even", "odd"] * 25


def test_careful_units_are_dealt_the_good_cases_more_often() -> None:
    cases = (Case(1, State.MET, "kept"), Case(1, State.NOT_MET, "broken"))
    kept = [
        Counter(case.write for case in deal(cases, [Unit(care)] * 400, Draw(1, "cases")))["kept"]
        for care in (0.2, 1, 5)
    ]
    assert kept == sorted(kept) and kept[0] < 120 and kept[2] > 280


def test_weights_are_followed() -> None:
    draw = Draw(1, "weights")
    counts = Counter(draw.among({"often": 9, "seldom": 1, "never": 0}) for _ in range(1000))
    assert counts["never"] == 0 and counts["often"] > 6 * counts["seldom"]


def test_some_are_different_ones_in_their_order() -> None:
    assert Draw(1, "some").some("abcdefgh", 99) == list("abcdefgh")
    chosen = Draw(1, "some").some("abcdefgh", 4)
    assert chosen == sorted(set(chosen)) and len(chosen) == 4
