from __future__ import annotations

import csv
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from heard.history.published_reports import load_published
from heard.history.shown_before_files import told_in
from heard.maths.interval import difference
from heard.measures import MEASURES
from heard.model.period import Period
from heard.model.shown_before import ShownBefore
from heard.params import load_annual
from heard.press.publish import publishing
from heard.sample import write_sample
from heard.sample.council import ELECTIONS, Activity
from heard.sample.council_years import DEFINITIONS, TRENDS, TrendWay, kept_in
from heard.sample.invent import Invented, invent_years
from heard.sample.papers import EARLIER_DEFINITION

PERIODS = [Period(date(year, 4, 1), date(year + 1, 3, 31)) for year in (2022, 2023, 2024)]


@pytest.fixture(scope="module")
def years() -> list[Invented]:
    return invent_years(PERIODS, 60, 300, seed=3)


@pytest.fixture(scope="module")
def out(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("years")
    write_sample(folder, years=3, activities=60, responses=100, seed=3)
    return folder


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def facts(activity: Activity) -> tuple[str, date, date | None]:
    return activity.title, activity.opened_on, activity.closed_on


def shares(rows: list[dict[str, str]]) -> list[tuple[int, int]]:
    """Met and counted, year by year."""
    return [(int(row["met"]), sum(int(row[name]) for name in ("met", "partly", "not_met"))) for row in rows]


def test_each_trend_is_planted_beyond_what_chance_makes_of_it(out) -> None:
    rows = read(out / "truth-trends.csv")
    ways = Counter(trend.way for trend in TRENDS.values())
    assert (
        min(ways[way] for way in (TrendWay.IMPROVING, TrendWay.WORSENING, TrendWay.FLAT)) >= 2
        and ways[TrendWay.BREAK] == 1
    )
    for measure, trend in TRENDS.items():
        of_it = shares([row for row in rows if row["measure"] == measure])
        (then, of_then), (now, of_now) = of_it[0], of_it[-1]
        chance = difference(now, of_now, then, of_then)
        assert chance is not None
        found = "improving" if chance.low > 0 else "worsening" if chance.high < 0 else "flat"
        assert found == (trend.way.value if trend.way is not TrendWay.BREAK else "flat"), measure


def test_counts_of_trends_are_those_of_the_truth(out) -> None:
    for row in read(out / "truth-trends.csv"):
        planted = Counter(
            each["state"] for each in read(out / f"truth-{row['period']}.csv") if each["measure"] == row["measure"]
        )
        assert {state: int(row[state.replace(" ", "_")]) for state in planted} == dict(planted)
        assert int(row["units"]) == planted.total()


def test_one_year_alone_has_no_trend() -> None:
    assert kept_in(0, 1) == {}


def test_a_register_has_the_exercises_of_the_years_before_as_they_were_and_under_the_same_ids(years) -> None:
    for before, after in pairwise(years):
        earlier = {each.id: each for each in before.council.activities}
        later = {each.id: each for each in after.council.activities}
        assert set(earlier) < set(later)
        assert all(facts(later[key]) == facts(each) for key, each in earlier.items())


def test_no_two_exercises_of_any_year_share_an_id_or_a_title(years) -> None:
    titles: dict[str, str] = {}
    for year in years:
        for each in year.council.activities:
            assert titles.setdefault(each.id, each.title) == each.title
    assert len(set(titles.values())) == len(titles)


def test_what_was_open_at_the_end_of_a_year_is_counted_in_the_next(years) -> None:
    for before, after in pairwise(years):
        closed = {each.id for each in after.council.closed}
        assert closed & {each.id for each in before.council.activities}
        assert not closed & {each.id for each in before.council.closed}
        assert all(each.span is not None for each in after.council.consultations)


def test_a_consultation_can_follow_one_of_an_earlier_year(years) -> None:
    earlier = {each.id for each in years[0].council.closed}
    followed = {years[1].ledger.row_of(each.id)["follows"] for each in years[1].council.consultations}
    assert followed & earlier


def test_services_and_boards_are_those_of_every_year(years) -> None:
    for table, key in (("services", "service"), ("contacts", "contact")):
        assert len({frozenset(row[key] for row in year.ledger.tables[table]) for year in years}) == 1


def test_every_year_loads_before_any_is_published(out) -> None:
    params = [load_annual(path) for path in sorted(out.glob("annual-*.yaml"))]
    assert [each.period for each in params] == PERIODS
    assert {each.council for each in params} == {"Fenshire County Council"}


def test_what_was_published_of_the_break_was_counted_by_an_earlier_definition(out) -> None:
    (broken,) = (measure for measure, trend in TRENDS.items() if trend.way is TrendWay.BREAK)
    first, second = (load_published(out / "reports" / f"annual-{name}") for name in ("2022-23", "2023-24"))
    anew = [measure for measure, count in first.counts.items() if count.definition != DEFINITIONS.get(measure, 1)]
    assert anew == [broken]
    assert first.counts[broken].definition == EARLIER_DEFINITION
    assert all(count.definition == DEFINITIONS.get(measure, 1) for measure, count in second.counts.items())
    rows = [row for row in read(out / "truth-trends.csv") if row["measure"] == broken]
    planted = shares(rows)
    assert (second.counts[broken].met, second.counts[broken].counted) == planted[1]
    assert first.counts[broken].met > planted[0][0] and first.counts[broken].units == int(rows[0]["units"])


def test_the_sample_plants_by_the_definitions_of_today() -> None:
    assert {measure.id: measure.definition for measure in MEASURES if measure.definition != 1} == DEFINITIONS


def test_each_year_but_the_first_names_the_report_of_the_year_before(out) -> None:
    """So that no year tells apart the few who answered an activity since the year before told of it."""
    named = [load_annual(path).previous for path in sorted(out.glob("annual-*.yaml"))]
    assert named == [None, out / "reports" / "annual-2022-23", out / "reports" / "annual-2023-24"]
    told = [told_in([folder]) for folder in named if folder]
    assert told == [(ShownBefore(), ())] * 2


def test_the_true_report_of_an_earlier_year_may_take_the_place_of_the_invented_one(tmp_path: Path) -> None:
    write_sample(tmp_path, years=2, activities=3, responses=10)
    place = tmp_path / "reports" / "annual-2023-24"
    with publishing(place) as folder:
        (folder / "true").touch()
    assert [path.name for path in place.iterdir()] == ["true"]


def test_each_of_three_years_has_what_did_not_run_as_announced_or_not_alone(years) -> None:
    for year in years:
        lines = {line for measure, line, _ in year.ledger.amounts if measure == "spells"}
        assert {"extended", "paused", "withdrawn", "run jointly"} <= lines, year.council.period.name
    assert any(("spells", "relaunched", "activities") in year.ledger.amounts for year in years)


def test_in_each_of_three_years_a_consultation_is_paused_for_an_election_held_in_it(years) -> None:
    for year in years:
        ended = {
            after[0] - timedelta(days=1)
            for activity in year.council.consultations
            for _, after in pairwise(sorted(activity.spells))
        }
        period = year.council.period
        assert any(period.first_day <= poll <= period.last_day and poll in ended for _, poll in ELECTIONS), period.name
