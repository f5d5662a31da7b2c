"""Every state, verdict and published count of a hostile council of random tables equals that of a second reading."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.assess import assess_year
from heard.model.assessment import Assessment
from heard.model.commitment import Chapter, Commitment, Strategy, Strength
from heard.model.state import State
from heard.params import load_annual
from heard.show.open_data_rows import FINDINGS, RESULTS, finding_rows, result_rows
from heard.year.steps import check_year

from . import second_reading

pytestmark = pytest.mark.proof
FIRST, LAST, AS_AT = date(2024, 4, 1), date(2025, 3, 31), date(2025, 6, 1)
KEPT_AT = 90
NOTHING = ("", "", " n/a", "TBC", "–", "\u200b", "not  recorded")
NO_DAY = ("soon", "31.31.2024", "2024-02-30", "1999-12-31")
SERVED_BY = {
    "X-1": ("open_long_enough", "decided_after_closing"),
    "X-2a": ("says_what_and_why",),
    "X-2b": ("ways_to_take_part",),
    "X-3": ("feedback_on_time", "evaluated_with_a_lesson"),
    "X-4": ("everything_read", "affected_contacted", "recorded_fully_and_soon"),
    "X-5": ("impact_considered_first",),
    **{f"X-{n}": (name,) for n, name in enumerate(second_reading.MEASURES, start=10)},
}
BECAUSE = {"X-2": "Its parts are measured."}
Draw = Callable[[random.Random, date], str]


def a_day(*offsets: int, at_random: int = 60) -> Draw:
    """A day so many days after another, or at random; now and then none, one to come, or one that cannot be read."""

    def draw(chance: random.Random, about: date) -> str:
        if chance.random() < 0.15:
            return chance.choice(NOTHING + NO_DAY + ("2025-09-30", "2031-01-01"))
        days = chance.choice(offsets) if offsets and chance.random() < 0.7 else chance.randint(-at_random, at_random)
        return chance.choice(("{}", "{}", " {}\u00a0", "{}")).format(about + timedelta(days))

    return draw


def a_word(*words: str) -> Draw:
    """A word of a list, in any case; now and then none, or another."""

    def draw(chance: random.Random, _: date) -> str:
        if chance.random() < 0.2:
            return chance.choice((*NOTHING, "praised"))
        word = chance.choice(words)
        return chance.choice((word, word, word.upper(), f" {word} ", f"{word}\u200b"))

    return draw


def a_number(*numbers: int) -> Draw:
    """A whole number; now and then none, a negative one, a fraction or a word."""

    def draw(chance: random.Random, _: date) -> str:
        if chance.random() < 0.15:
            return chance.choice((*NOTHING, "-1", "2.5", "many"))
        return chance.choice(("{}", "{}.0")).format(chance.choice(numbers))

    return draw


YES_NO = a_word("yes", "yes", "no")
ABOUT_ONE: Mapping[str, Draw] = {
    "withdrawn_on": lambda chance, about: "" if chance.random() < 0.9 else a_day(10)(chance, about),
    "level": a_word("consult", "consult", "consult", "engage", "coproduce", "inform"),
    "service": a_word("Libraries", "Roads", "Adult care"),
    "run_by": lambda chance, about: "" if chance.random() < 0.7 else a_word(*second_reading.RUN_BY)(chance, about),
    "in_scope": lambda chance, about: "" if chance.random() < 0.8 else YES_NO(chance, about),
    "purpose": a_word("transformation", "strategic planning"),
    "significance": a_word("significant", "other"),
    "short_time_reason": a_word("an election", "a new law"),
    "prescribed_days": lambda chance, about: "" if chance.random() < 0.8 else a_number(0, 27, 28, 42)(chance, about),
    "target": a_word("all residents", "service users", "specific group"),
    "impact_considered_on": a_day(0, 1, -1),
    "recorded_on": a_day(14, 15, 0),
    "fed_back": a_word("yes", "no"),
    "lesson": a_word("begin earlier", "ask fewer questions"),
}
ABOUT_ITS_END: Mapping[str, Draw] = {
    "first_closed_on": a_day(0, -14, 14),
    "promised_feedback_on": a_day(0, 30, 364, 365, 366, at_random=400),
    "evaluated_on": a_day(183, 184, 0, at_random=200),
}
ROWS: Mapping[str, tuple[Mapping[str, Draw], Mapping[str, Draw]]] = {  # what is about the first day, and about the last
    "openings": ({"opened_on": a_day(0, 5)}, {"closed_on": a_day(0, -5)}),
    "materials": (
        {"document": a_word("Leaflet", "Paper"), "says_what": YES_NO, "says_why": YES_NO},
        {"published_on": a_day(0, 1)},
    ),
    "channels": (
        {
            "channel": a_word("online survey", "social media", "meeting", "workshop", "complaint"),
            "contributions": a_number(0, 1, 12),
            "read": a_number(0, 11, 12, 13),
        },
        {},
    ),
    "affected_groups": ({"group": a_word("Young people", "Carers")}, {"contacted_on": a_day(-14, -13, -20)}),
    "decisions": ({}, {"decided_on": a_day(0, 1, 90, at_random=300)}),
    "feedback": (
        {"includes_decision": YES_NO, "includes_reasons": YES_NO},
        {"published_on": a_day(0, 1, 84, 85, at_random=120)},
    ),
}


def council(seed: int) -> dict[str, list[dict[str, str]]]:
    """The tables of a council at random: some are not supplied, some have no row, and columns are left out."""
    chance = random.Random(seed)
    activities, ends = [], []
    for n in range(chance.randint(6, 40)):
        closed = chance.choice((FIRST, LAST, FIRST + timedelta(chance.randint(-40, 400))))
        opened = closed - timedelta(chance.choice((26, 27, 28, 83, 84, chance.randint(-3, 120))) - 1)
        id = f"A{n}" if chance.random() < 0.9 else chance.choice(("", f"A{max(0, n - 1)}", f" A{n} "))
        last = str(closed) if chance.random() < 0.9 else chance.choice((*NOTHING, *NO_DAY))
        first = str(opened) if chance.random() < 0.95 else chance.choice((*NOTHING, *NO_DAY))
        row = {"activity_id": id, "title": f"Number {n}", "opened_on": first, "closed_on": last}
        row |= {name: draw(chance, opened) for name, draw in ABOUT_ONE.items()}
        row |= {name: draw(chance, closed) for name, draw in ABOUT_ITS_END.items()}
        activities.append(row)
        ends.append((id.strip(), opened, closed))
    sure = {"activity_id": "sure", "title": "Sure", "opened_on": "2024-05-01", "closed_on": "2024-09-01"}
    tables = {"activities": without_some(chance, [*activities, {name: sure.get(name, "") for name in activities[0]}])}
    for name, (from_first, from_last) in ROWS.items():
        if chance.random() < 0.85:
            rows = [] if chance.random() < 0.1 else [*rows_about(chance, ends, from_first, from_last)]
            header = dict.fromkeys(("activity_id", *from_first, *from_last), "")
            tables[name] = without_some(chance, rows, header)
    return tables


def rows_about(
    chance: random.Random,
    ends: Sequence[tuple[str, date, date]],
    from_first: Mapping[str, Draw],
    from_last: Mapping[str, Draw],
) -> Iterator[dict[str, str]]:
    """Up to three rows about each activity, and a few about none."""
    for id, opened, closed in [*ends, ("nobody", FIRST, LAST)]:
        for _ in range(chance.choice((0, 1, 1, 2, 3))):
            row = {"activity_id": id} | {name: draw(chance, opened) for name, draw in from_first.items()}
            yield row | {name: draw(chance, closed) for name, draw in from_last.items()}


BOLD = {"activity_id", "title", "opened_on", "document", "channel", "group", "published_on"}


def without_some(
    chance: random.Random, rows: list[dict[str, str]], header: Mapping[str, str] | None = None
) -> list[dict[str, str]]:
    """Rows without some of their columns; where there is none, one of the columns left, which is not written."""
    names = [*(header or rows[0])]
    bold = BOLD | ({"closed_on"} if "opened_on" in names and "title" not in names else set())
    kept = [name for name in names if name in bold or chance.random() < 0.93]
    chance.shuffle(kept)
    return [{name: row[name] for name in kept} for row in rows] or [dict.fromkeys(kept, "\0")]


def write(tables: Mapping[str, list[dict[str, str]]], folder: Path) -> Path:
    """The params file of a council whose tables are written to a folder."""
    (folder / "records").mkdir(parents=True)
    for name, rows in tables.items():
        with (folder / "records" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(row for row in rows if "\0" not in row.values())
    params = folder / "annual-2024-25.yaml"
    params.write_text(
        f"period: {{first_day: {FIRST}, last_day: {LAST}}}\nas_at: {AS_AT}\nrecords: records\n", encoding="utf-8"
    )
    return params


def strategy() -> Strategy:
    """Commitments that the ten measures serve, one or several each, one by its parts."""
    ids = sorted({*SERVED_BY, "X-2"})
    commitments = tuple(
        Commitment(id, id, "here", Strength.WILL, ("We will.",), (), SERVED_BY.get(id, ()), BECAUSE.get(id, ""))
        for id in ids
    )
    return Strategy("made", "Made by hand", {"strategy": date(2017, 12, 31)}, {"X": Chapter("A chapter")}, commitments)


def assessed(tables: Mapping[str, list[dict[str, str]]], folder: Path) -> Assessment:
    """What heard makes of the tables."""
    params = replace(load_annual(write(tables, folder)), strategy=strategy())
    return assess_year(check_year(params, folder / "run"), params)


def test_every_state_verdict_and_count_is_that_of_a_second_reading(
    tmp_path_factory: pytest.TempPathFactory, size: Callable[[int, int], int], proved: Callable[[str], None]
) -> None:
    tried, states = 0, 0

    @settings(max_examples=size(4, 200), database=None, deadline=None)
    @given(st.integers(0, 10**9))
    def holds(seed: int) -> None:
        nonlocal tried, states
        tables = council(seed)
        now = assessed(tables, tmp_path_factory.mktemp("council"))
        columns = {name: {*rows[0]} for name, rows in tables.items()}
        rows = {name: [row for row in each if "\0" not in row.values()] for name, each in tables.items()}
        then = second_reading.SecondReading(rows, columns, FIRST, LAST, AS_AT)
        assert differing(now, then) == []
        tried, states = tried + 1, states + sum(len(result.findings) for result in now.results)

    holds()
    proved(f"Read a second time: {states:,} states of {tried} councils of random tables, none otherwise.")


def differing(now: Assessment, then: second_reading.SecondReading) -> list[str]:
    """Each finding, count and verdict that differs."""
    assert {result.measure for result in now.results} == {*second_reading.MEASURES}
    found = [dict(zip(FINDINGS, row, strict=True)) for row in finding_rows(now)]
    counts = [dict(zip(RESULTS, row, strict=True)) for row in result_rows(now)]
    wrong = []
    for measure in second_reading.MEASURES:
        here = {row["unit_id"]: row["state"] for row in found if row["measure"] == measure}
        there = {id or "2024-25": state for id, (state, _) in then.states(measure).items()}
        wrong += [
            f"{measure}, {id}: {here.get(id)}, and {there.get(id)} when read again"
            for id in sorted({*here, *there})
            if here.get(id) != there.get(id)
        ]
        groups = then.counts(measure)
        printed = {row["group"].casefold(): row for row in counts if row["measure"] == measure}
        if printed.keys() != groups.keys():
            wrong.append(f"{measure}: groups {sorted(printed)} and {sorted(groups)}")
        wrong += [
            f"{measure}, {group}, {state.value}: {printed[group][state.column]} and {n[state.value]}"
            for group, n in groups.items()
            for state in State
            if group in printed and printed[group][state.column] != str(n[state.value])
        ]
    for outcome in now.outcomes:
        of = outcome.commitment
        serving = {name for id, names in SERVED_BY.items() if of in (id, id.rstrip("ab")) for name in names}
        said, decided_by = second_reading.verdict({name: then.counts(name)["all"] for name in serving}, KEPT_AT)
        if (outcome.verdict.value, [*outcome.decided_by]) != (said, decided_by):
            wrong.append(f"{outcome.commitment}: {outcome.verdict} by {outcome.decided_by}, and {said} by {decided_by}")
    return wrong


def test_the_second_reading_is_another_program() -> None:
    modules = [each for each in vars(second_reading).values() if isinstance(each, ModuleType)]
    assert not any(each.__name__.startswith("heard") for each in modules)
    assert "heard." not in Path(second_reading.__file__).read_text(encoding="utf-8").split('"""', 2)[2]
