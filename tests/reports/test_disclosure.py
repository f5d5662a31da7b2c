"""What a run hides is attacked with all that the run published, and with last year's run beside it, and holds.

The attacker has `people.csv`, the workbook's sheets of people and the page, and knows which activities were for all
residents. By linear programming he finds the least and the most that each hidden count can be. The range must hold at
least as many whole numbers as the threshold.
"""

from __future__ import annotations

import importlib.util
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from bs4 import BeautifulSoup

from heard.assess import assess_year
from heard.contracts import check_records
from heard.maths import complement
from heard.maths.suppress import Disclosure
from heard.measures import people as people_module
from heard.model.people import DID_NOT_SAY
from heard.params import load_annual
from heard.params.shipped import CONTRACTS
from heard.press.open_data import write_open_data, write_people
from heard.press.workbook.amounts_and_people import of_people
from heard.show.open_data_rows import PEOPLE, people_rows
from heard.show.report.annual_report import AnnualReport
from heard.sources import read_records
from heard.sources.reduce import reduce_responses
from heard.year import Year

COUNCILS, MOST, HIDDEN, ROUNDED = 6, 1e6, "[c]", 0.00005
AGES = {"Under 25": 18, "25 to 64": 40, "65 and over": 70}
CATEGORIES = {"age": list(AGES), "sex": ["Female", "Male"], "ethnic_group": ["Asian", "Black", "Mixed", "White"]}
ITEMS = ("understood_how_long", "understood_how_feedback")
FOR_ALL = "all residents"
TABLE = "Who took part: "


def loaded(name: str) -> ModuleType:
    """A test module of another folder."""
    spec = importlib.util.spec_from_file_location(Path(name).stem, Path(__file__).parents[1] / name)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


Attacker: Any = loaded("maths/test_suppress_attack.py").Attacker


@dataclass(frozen=True)
class Activity:
    """One activity, and what each who took part said: their categories and their answers."""

    id: str
    target: str
    people: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Run:
    """One year as it is published, and what everybody knows of it."""

    name: str
    rules: Disclosure
    activities: Sequence[Activity]
    people: Sequence[Mapping[str, str]]
    understood: Sequence[tuple[Any, ...]]
    page: BeautifulSoup

    def called(self, *parts: str) -> str:
        return "/".join((self.name, *parts))


def activities_of(luck: random.Random, year: int) -> list[Activity]:
    groups = {name: [luck.paretovariate(0.6) for _ in found] for name, found in CATEGORIES.items()}
    sizes = [luck.choice((3, 11, 15, 40, 120)) for _ in range(luck.randint(1, 3))]
    targets = luck.choices([FOR_ALL, "service users"], [3, 1], k=len(sizes))
    return [
        Activity(f"{year}-{n}", target, tuple(person(luck, groups) for _ in range(size)))
        for n, (target, size) in enumerate(zip(targets, sizes, strict=True))
    ]


def person(luck: random.Random, groups: Mapping[str, list[float]]) -> tuple[str, ...]:
    age, *others = (luck.choices([*found, ""], [*groups[name], 0.3])[0] for name, found in CATEGORIES.items())
    return (str(AGES.get(age, "")), *others, *(luck.choice(("", "1", "3", "4", "5", "5")) for _ in ITEMS))


def published(folder: Path, year: int, activities: Sequence[Activity], rules: Disclosure, previous: str = "") -> Run:
    """The year's records written, assessed and published: its open data in `folder`, its page and its sheets."""
    write_records(folder / "records", year, activities)
    name = f"{year}-{(year + 1) % 100}"
    path = folder / f"annual-{name}.yaml"
    path.write_text(
        f"period: {{first_day: {year}-04-01, last_day: {year + 1}-03-31}}\nrecords: records\n{previous}\n"
        f"disclosure: {{threshold: {rules.threshold}, round_to: {rules.round_to}, "
        f"special_category_threshold: {rules.special_category_threshold}}}\n",
        encoding="utf-8",
    )
    params = load_annual(path)
    supplied = read_records(params.record_folders, params.mappings)
    records = reduce_responses(check_records(supplied, folder=CONTRACTS, as_at=params.as_at, commitments=()))
    assessment = assess_year(records, params)
    write_open_data(assessment, folder)
    write_people(assessment.people, folder)
    shown = AnnualReport(Year(params, records, assessment))
    page = BeautifulSoup(shown.questions().html + shown.trust().html, "html.parser")
    people = [dict(zip(PEOPLE, row, strict=True)) for row in people_rows(assessment.people)]
    understood = {sheet.label: sheet.rows for sheet in of_people(Year(params, records, assessment))}["Understood"]
    return Run(name, rules, activities, people, understood, page)


def write_records(folder: Path, year: int, activities: Sequence[Activity]) -> None:
    tables = {
        "activities": ["activity_id,title,opened_on,closed_on,target"]
        + [f"{each.id},Title of {each.id},{year}-05-01,{year}-08-01,{each.target}" for each in activities],
        "responses": [f"response_id,activity_id,{','.join((*CATEGORIES, *ITEMS))}"]
        + [f"r{each.id}-{n},{each.id},{','.join(one)}" for each in activities for n, one in enumerate(each.people)],
        "population": ["characteristic,category,people,area,source"]
        + [f"{name},{category},1000,County,Census" for name, found in CATEGORIES.items() for category in found],
    }
    folder.mkdir(parents=True)
    for name, rows in tables.items():
        (folder / f"{name}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def number(shown: object) -> int | None:
    return None if shown == HIDDEN else int(str(shown).replace(",", ""))


def learn(attacker: Any, name: str, shown: int | None, rules: Disclosure) -> None:
    """A count as it stands there; rounding leaves it some room, and a hidden one may be anything."""
    below, above = (rules.round_to // 2, (rules.round_to - 1) // 2) if rules.round_to else (0, 0)
    attacker.learn({name: 1}, *((0, MOST) if shown is None else (shown - below, shown + above)))


def read_people(attacker: Any, run: Run) -> dict[str, tuple[Mapping[str, int], int]]:
    """`people.csv`: counts, totals, and shares of those who said; gives back what is hidden, with its threshold."""
    hidden, everyone = {}, run.called(FOR_ALL)
    for name in dict.fromkeys(row["characteristic"] for row in run.people):
        rows = {row["category"]: row for row in run.people if row["characteristic"] == name}
        attacker.learn({run.called(name, category): 1 for category in rows} | {everyone: -1}, 0, 0)
        for category, row in rows.items():
            cell, shown = run.called(name, category), number(row["people"])
            learn(attacker, cell, shown, run.rules)
            learn(attacker, everyone, number(row["total"]), run.rules)
            if shown is None:
                hidden[cell] = ({cell: 1}, run.rules.threshold_of(name))
            if row["share"] not in ("", HIDDEN) and not run.rules.round_to and category != DID_NOT_SAY:
                for least, most, by in ((0, MOST, -ROUNDED), (-MOST, 0, ROUNDED)):
                    share = float(row["share"]) + by
                    said = {everyone: -share, run.called(name, DID_NOT_SAY): share}
                    attacker.learn({**said, cell: 1}, least, most)
    return hidden


def read_understood(attacker: Any, run: Run) -> dict[str, tuple[Mapping[str, int], int]]:
    """The sheet of what people understood: the year, each activity, and that those who answered took part."""
    hidden: dict[str, tuple[Mapping[str, int], int]] = {}
    sums: dict[str, dict[str, int]] = {}
    for item, activity, _, answered, understood, share in run.understood:
        table = run.called(item, activity)
        cells = {kind: f"{table}/{kind}" for kind in ("yes", "no")}
        learn(attacker, cells["yes"], number(understood), run.rules)
        learn(attacker, table, number(answered), run.rules)
        attacker.learn({**dict.fromkeys(cells.values(), 1), table: -1}, 0, 0)
        attacker.learn({cells["no"]: 1}, 0, MOST)
        if number(understood) is None:
            hidden |= {cell: ({cell: 1}, run.rules.threshold) for cell in cells.values()}
        assert (share == HIDDEN) == (HIDDEN in (answered, understood))
        for kind, cell in cells.items():
            sums.setdefault(f"{item}/{kind}", {})[cell] = -1 if activity == "the whole year" else 1
        if activity != "the whole year":
            attacker.learn({run.called(activity): 1, table: -1}, 0, MOST)
    for parts in sums.values():
        attacker.learn(parts, 0, 0)
    return hidden


def read_page(attacker: Any, run: Run) -> None:
    """How many responses were supplied, and whose; every count of people on the page is one of `people.csv`."""
    took_part = {run.called(each.id): 1 for each in run.activities}
    for_all = {run.called(each.id): 1 for each in run.activities if each.target == FOR_ALL}
    attacker.learn({**for_all, run.called(FOR_ALL): -1}, 0, 0)
    cells = [[cell.text for cell in row.find_all(["th", "td"])] for row in run.page.find_all("tr")]
    (supplied,) = (number(row[1]) for row in cells if row[0] == "responses")
    attacker.learn(took_part, *((0, MOST) if supplied is None else (supplied, supplied)))
    in_file = {(row["characteristic"], row["category"]): row["people"] for row in run.people}
    for table in run.page.find_all("table"):
        if table.caption.text.startswith(TABLE):
            name = table.caption.text.removeprefix(TABLE).replace(" ", "_")
            rows = [[cell.text for cell in row.find_all(["th", "td"])[:2]] for row in table.tbody.find_all("tr")]
            shown = {category.replace("Did not say", DID_NOT_SAY): count.replace(",", "") for category, count in rows}
            assert shown.items() - {("All", shown["All"])} == {
                (category, count) for (found, category), count in in_file.items() if found == name
            }


def attack(*runs: Run) -> tuple[int, list[str]]:
    """How many counts the runs hide, and which of them they give away between them."""
    attacker, hidden = Attacker(), {}
    for run in runs:
        hidden |= read_people(attacker, run) | read_understood(attacker, run)
        read_page(attacker, run)
    if len(runs) == 2 and all(len(run.activities) == 1 for run in runs):
        hidden |= read_again(attacker, *runs)
    return len(hidden), attacker.too_narrow(hidden)


def read_again(attacker: Any, then: Run, now: Run) -> dict[str, tuple[Mapping[str, int], int]]:
    """One activity told of again: those who were counted then are counted now. Wanted is how many of a kind came.

    So it is with what they answered: wanted is how many of those who came since understood, and how many did not.
    """
    wanted = read_answers_again(attacker, then, now)
    for name, category in {(row["characteristic"], row["category"]) for row in (*then.people, *now.people)}:
        came = {now.called(name, category): 1, then.called(name, category): -1}
        attacker.learn(came, 0, MOST)
        threshold = now.rules.threshold_of(name)
        if 0 < of_kind(now, name, category) - of_kind(then, name, category) < threshold:
            wanted[f"came to {name}/{category}"] = came, threshold
    return wanted


def read_answers_again(attacker: Any, then: Run, now: Run) -> dict[str, tuple[Mapping[str, int], int]]:
    """Of one activity told of again: the answers of those who came since, where both runs tell of them."""
    wanted = {}
    told = [{(item, activity) for item, activity, *_ in run.understood} for run in (then, now)]
    for item, activity in told[0] & told[1]:
        for kind in ("yes", "no"):
            came = {now.called(item, activity, kind): 1, then.called(item, activity, kind): -1}
            attacker.learn(came, 0, MOST)
            if 0 < answering(now, item, kind) - answering(then, item, kind) < now.rules.threshold:
                wanted[f"came to {item}/{activity}/{kind}"] = came, now.rules.threshold
    return wanted


def answering(run: Run, item: str, kind: str) -> int:
    """How many answered that they understood, or that they did not."""
    answers = [one[len(CATEGORIES) + ITEMS.index(item)] for each in run.activities for one in each.people]
    return sum(bool(answer) and (answer in ("4", "5")) == (kind == "yes") for answer in answers)


def of_kind(run: Run, name: str, category: str) -> int:
    """How many took part who are of one category."""
    said = "" if category == DID_NOT_SAY else str(AGES.get(category, category))
    place = [*CATEGORIES].index(name)
    return sum(one[place] == said for each in run.activities for one in each.people)


def councils(seed: int, how_many: int = COUNCILS) -> Iterator[tuple[random.Random, Disclosure]]:
    for n in range(how_many):
        luck = random.Random(f"{seed}/{n}")
        yield luck, Disclosure(luck.choice([3, 5, 5]), luck.choice([5, 10, 10]), luck.choice([0, 0, 0, 5]))


def test_nothing_hidden_can_be_had_from_all_that_a_run_publishes(tmp_path: Path) -> None:
    attacked = [
        attack(published(tmp_path / str(n), 2024, activities_of(luck, 2024), rules))
        for n, (luck, rules) in enumerate(councils(seed=1))
    ]
    assert sum(n for n, _ in attacked) > 3 * COUNCILS
    assert [found for _, found in attacked if found] == []


def test_the_attack_works_when_only_small_counts_are_hidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(complement, "_are_enough", lambda *_: True)
    monkeypatch.setattr(complement, "_parts_are_enough", lambda *_: True)
    attacked = [
        attack(published(tmp_path / str(n), 2024, activities_of(luck, 2024), rules))
        for n, (luck, rules) in enumerate(councils(seed=2, how_many=5))
    ]
    assert sum(bool(found) for _, found in attacked) >= 2


def test_nothing_hidden_can_be_had_from_last_years_run_beside_this_one(tmp_path: Path) -> None:
    for n, (luck, rules) in enumerate(councils(seed=3)):
        folder = tmp_path / str(n)
        then = published(folder / "then", 2023, activities_of(luck, 2023), rules)
        now = published(folder / "now", 2024, activities_of(luck, 2024), rules, "previous: ../then")
        assert attack(then, now)[1] == []


def told_again(folder: Path, luck: random.Random, rules: Disclosure, previous: str = "previous: ../then") -> list[str]:
    """An activity in last year's run and, as its closing day was put right, in this one's: a few came in between."""
    groups = {name: [luck.paretovariate(0.6) for _ in found] for name, found in CATEGORIES.items()}
    people = tuple(person(luck, groups) for _ in range(luck.randint(30, 120)))
    since = tuple(luck.choice(people) for _ in range(luck.randint(1, 4)))
    then = published(folder / "then", 2023, [Activity("a", FOR_ALL, people)], rules)
    now = published(folder / "now", 2024, [Activity("a", FOR_ALL, people + since)], rules, previous)
    return attack(then, now)[1]


def test_those_who_came_late_to_an_activity_told_of_again_cannot_be_told_apart(tmp_path: Path) -> None:
    found = [told_again(tmp_path / str(n), luck, rules) for n, (luck, rules) in enumerate(councils(seed=4))]
    assert [each for each in found if each] == []


def test_the_attack_works_when_last_years_run_is_not_named(tmp_path: Path) -> None:
    some_councils = enumerate(councils(seed=4, how_many=4))
    assert any(told_again(tmp_path / str(n), luck, rules, previous="") for n, (luck, rules) in some_councils)


def test_the_attack_works_when_what_people_understood_is_told_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guarded = people_module._understood

    def told_twice(year: Any, ids: set[str], rules: Disclosure) -> Any:
        return guarded(year, ids | {"a"}, rules)

    monkeypatch.setattr(people_module, "_understood", told_twice)
    some_councils = enumerate(councils(seed=5))
    attacked = (told_again(tmp_path / str(n), luck, rules) for n, (luck, rules) in some_councils)
    assert any("understood" in name for found in attacked for name in found)
