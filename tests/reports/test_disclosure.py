"""What a run hides is attacked with all that it published, beside the run that it replaces and last year's, and holds.

The adversary has `people.csv`, `disclosure.json`, the workbook's sheets of people and the page, knows which activities
were for all residents, and knows the rule. By linear programming they find the least and the most that each hidden
count can be, and by the rule itself which tables would have been published in the same way. Each hidden count must
keep at least as many different values as the threshold. What the other formats show is held to these in
`test_hidden_everywhere.py`.
"""

from __future__ import annotations

import importlib.util
import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from bs4 import BeautifulSoup

from heard.contracts import check_records
from heard.maths import suppress
from heard.maths.distribution import Distribution
from heard.maths.suppress import Disclosure, ShownTable, publish
from heard.measures import who_took_part as people_module
from heard.model.people import ANOTHER, DID_NOT_SAY
from heard.model.shown_before import ShownBefore, from_json
from heard.model.tables import CAPACITY
from heard.params import load_annual
from heard.params.shipped import CONTRACTS
from heard.press.disclosure import write_disclosure
from heard.press.fingerprint import sha256_of
from heard.press.open_data import write_open_data, write_people
from heard.press.workbook.behind_the_page import of_people
from heard.show.open_data_rows import PEOPLE, people_rows
from heard.show.report.annual_report import AnnualReport
from heard.sources import read_records
from heard.sources.reduce import reduce_responses
from heard.year.steps import judged_year

COUNCILS, MANY_COUNCILS = 6, 300  # in `make test`, and in `make prove`
MOST, HIDDEN, ROUNDED = 1e6, "[c]", 0.00005
TRIES = 4000  # tables tried before a hidden count is taken to be narrowed
AGES = {"16 to 24": 18, "25 to 64": 40, "65 and over": 70}
CATEGORIES = {"age": list(AGES), "sex": ["Female", "Male"], "ethnic_group": ["Asian", "Black", "Mixed", "White"]}
CAPACITIES = {"resident": 9.0, "service user": 3.0, "staff": 0.4, "organisation": 0.3, "advocate": 0.1, "": 0.5}
FEWEST_FIRST = ["advocate", "organisation", "staff", "service user", "resident"]  # the order in which they are hidden
ITEMS = ("understood_how_long", "understood_how_feedback")
Size = Callable[[int, int], int]
Proved = Callable[[str], None]
OWN_WORDS = "In my own words"  # what the population does not have
FOR_ALL = "all residents"
TABLE = "Who took part: "
AS_WHAT = "As what people answered"


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
    told: ShownBefore
    before: ShownBefore = field(default_factory=ShownBefore)  # what the run that it replaces had told

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
    if luck.random() < 0.03:
        others[0] = OWN_WORDS
    as_what = luck.choices([*CAPACITIES], [*CAPACITIES.values()])
    return (str(AGES.get(age, "")), *others, *(luck.choice(("", "1", "3", "4", "5", "5")) for _ in ITEMS), *as_what)


def published(
    folder: Path,
    year: int,
    activities: Sequence[Activity],
    rules: Disclosure,
    previous: str = "",
    replaces: Run | None = None,
) -> Run:
    """The year's records written, assessed and published: its open data in `folder`, its page and its sheets."""
    write_records(folder / "records", year, activities)
    before = replaces.told if replaces else ShownBefore()
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
    of_year = judged_year(params, records, before)
    assessment = of_year.assessment
    write_open_data(assessment, folder)
    write_people(assessment.people, folder)
    write_disclosure(assessment.people, params, folder)
    write_hashes(folder)
    told = from_json(json.loads((folder / "disclosure.json").read_text(encoding="utf-8"))["told"])
    shown = AnnualReport(of_year)
    page = BeautifulSoup(shown.questions().html + shown.trust().html, "html.parser")
    people = [dict(zip(PEOPLE, row, strict=True)) for row in people_rows(assessment.people)]
    understood = {sheet.label: sheet.rows for sheet in of_people(of_year)}["Understood"]
    return Run(name, rules, activities, people, understood, page, told, before)


def write_hashes(folder: Path) -> None:
    """What of the manifest the next year looks at before it believes a file."""
    files = [{"file": path.name, "sha256": sha256_of(path)} for path in folder.iterdir() if path.is_file()]
    (folder / "manifest.json").write_text(json.dumps({"published": files}), encoding="utf-8")


def write_records(folder: Path, year: int, activities: Sequence[Activity]) -> None:
    tables = {
        "activities": ["activity_id,title,opened_on,closed_on,target"]
        + [f"{each.id},Title of {each.id},{year}-05-01,{year}-08-01,{each.target}" for each in activities],
        "responses": [f"response_id,activity_id,{','.join((*CATEGORIES, *ITEMS, CAPACITY))}"]
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
                    apart = [group for group, each in rows.items() if group == DID_NOT_SAY or not each["population"]]
                    said = {everyone: -share, **{run.called(name, group): share for group in apart}}
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
        if table.caption.text == AS_WHAT:
            *counts, _ = (row.find_all("td")[-1].text.replace(",", "") for row in table.tbody.find_all("tr"))
            assert sorted(counts) == sorted(n for (found, _), n in in_file.items() if found == CAPACITY)
        if table.caption.text.startswith(TABLE):
            name = table.caption.text.removeprefix(TABLE).replace(" ", "_")
            rows = [[cell.text for cell in row.find_all(["th", "td"])[:2]] for row in table.tbody.find_all("tr")]
            shown = {category.replace("Did not say", DID_NOT_SAY): count.replace(",", "") for category, count in rows}
            assert shown.items() - {("All", shown["All"])} == {
                (category, count) for (found, category), count in in_file.items() if found == name
            }


def attack(*runs: Run, again: bool = False) -> tuple[int, list[str]]:
    """How many counts the runs hide, and which of them they give away between them.

    Where the second tells of the first one's people `again`, it is known that all of them are counted in it too.
    """
    attacker, hidden, narrowed = Attacker(), {}, []
    for run in runs:
        hidden |= read_people(attacker, run) | read_understood(attacker, run)
        read_page(attacker, run)
        narrowed += by_the_rule(run)
    if again:
        hidden |= read_again(attacker, *runs)
    return len(hidden), attacker.too_narrow(hidden) + narrowed


def by_the_rule(run: Run) -> list[str]:
    """The hidden counts for which too few values are found, of all tables that would have been published as these."""
    luck, narrowed = random.Random(run.name), []
    for name in dict.fromkeys(row["characteristic"] for row in run.people):
        rows = [row for row in run.people if row["characteristic"] == name]
        total = number(rows[0]["total"])
        if total is not None and not run.rules.round_to:
            values = values_alike(run, name, in_the_known_order(rows), total, luck)
            threshold = run.rules.threshold_of(name)
            narrowed += [f"{run.called(name, c)}: {sorted(v)}" for c, v in values.items() if len(v) < threshold]
    return narrowed


def in_the_known_order(rows: Sequence[Mapping[str, str]]) -> dict[str, int | None]:
    """What is shown of each category, in the order in which they are hidden for another's sake."""

    def place(row: Mapping[str, str]) -> tuple[object, ...]:
        people = row["population"]
        if row["characteristic"] == CAPACITY:
            return row["category"] == DID_NOT_SAY, row["category"] in FEWEST_FIRST and FEWEST_FIRST.index(
                row["category"]
            )
        return row["category"] == DID_NOT_SAY, row["category"] == ANOTHER, not people, int(people or 0), row["category"]

    return {row["category"]: number(row["people"]) for row in sorted(rows, key=place)}


def values_alike(
    run: Run, name: str, shown: Mapping[str, int | None], total: int, luck: random.Random
) -> dict[str, set[int]]:
    """The values of each hidden count in tables that would have been published as this one was, as many as needed."""
    known = {category: 1 if category == ANOTHER else 10 if category == OWN_WORDS else 0 for category in shown}
    least = {"" if category == DID_NOT_SAY else category: n for category, n in known.items() if n}
    before = run.before.people.get(name, ())
    threshold = run.rules.threshold_of(name)
    hidden = [category for category, n in shown.items() if n is None]
    values: dict[str, set[int]] = {category: set() for category in hidden}
    left = total - sum(n for n in shown.values() if n is not None)
    for _ in range(TRIES):
        if not hidden or all(len(found) >= threshold for found in values.values()):
            break
        rest, counts = luck.choice(hidden), {}
        some, most = left, luck.choice((threshold, 2 * threshold, left + 1))
        for category in sorted(set(hidden) - {rest}, key=lambda _: luck.random()):
            counts[category] = known[category] + luck.randrange(max(1, min(most, some - known[category] + 1)))
            some -= counts[category]
        counts[rest] = some
        if counts[rest] < known[rest]:
            continue
        table = {"" if c == DID_NOT_SAY else c: counts.get(c, n) for c, n in shown.items()}
        again = publish({name: table}, run.rules, {name: before}, {name: least})[name]  # type: ignore[dict-item]
        if [again.shown["" if c == DID_NOT_SAY else c] for c in shown] == [*shown.values()] and again.total == total:
            for category, n in counts.items():
                values[category].add(n)
    return values


def read_again(attacker: Any, then: Run, now: Run) -> dict[str, tuple[Mapping[str, int], int]]:
    """People told of again: those who were counted then are counted now. Wanted is how many of a kind came.

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
    said = {DID_NOT_SAY: "", ANOTHER: OWN_WORDS}.get(category, str(AGES.get(category, category)))
    place = [*CATEGORIES, *ITEMS, CAPACITY].index(name)
    return sum(one[place] == said for each in run.activities for one in each.people)


def councils(seed: int, how_many: int = COUNCILS) -> Iterator[tuple[random.Random, Disclosure]]:
    for n in range(how_many):
        luck = random.Random(f"{seed}/{n}")
        yield luck, Disclosure(luck.choice([3, 5, 5]), luck.choice([5, 10, 10]), luck.choice([0, 0, 0, 5]))


@pytest.mark.proof
def test_nothing_hidden_can_be_had_from_all_that_a_run_publishes(tmp_path: Path, size: Size, proved: Proved) -> None:
    how_many = size(COUNCILS, MANY_COUNCILS)
    attacked = [
        attack(published(tmp_path / str(n), 2024, activities_of(luck, 2024), rules))
        for n, (luck, rules) in enumerate(councils(1, how_many))
    ]
    hidden = sum(n for n, _ in attacked)
    assert hidden > 3 * how_many
    assert [found for _, found in attacked if found] == []
    proved(f"Attacked with the rule and all that a run published: {hidden:,} hidden counts; none was narrowed.")


def only_small(table: Distribution) -> frozenset[str]:
    """A rule that hides nothing for another's sake."""
    return frozenset(category for category in table.counts if table.is_small(category))


def test_the_attack_works_when_only_small_counts_are_hidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suppress, "categories_to_hide", only_small)
    attacked = [
        attack(published(tmp_path / str(n), 2024, activities_of(luck, 2024), rules))
        for n, (luck, rules) in enumerate(councils(seed=2, how_many=5))
    ]
    assert sum(bool(found) for _, found in attacked) >= 2


def smallest_first(table: Distribution) -> frozenset[str] | None:
    """The rule that heard had: the smallest counts are hidden for another's sake, ties by name."""
    hidden = {category for category in table.counts if table.is_small(category)}
    others = sorted(set(table.counts) - hidden, key=lambda category: (-table.counts[category], category))
    while hidden and (len(hidden) < 2 or sum(table.counts[category] for category in hidden) < table.threshold - 1):
        if not others:
            return None
        hidden.add(others.pop())
    return frozenset(hidden)


def test_the_attack_works_when_the_smallest_are_hidden_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two hidden with 8 between them, and a 5 that is shown: there are 4 in each, or the 5 would have gone first."""
    counts = {"Asian": 4, "": 4, "Black": 5, "Mixed": 7, "White": 20}
    people = tuple(("30", "Female", group, "5", "5", "") for group, n in counts.items() for _ in range(n))
    council, rules = [Activity("a", FOR_ALL, people)], Disclosure(special_category_threshold=5)
    assert attack(published(tmp_path / "now", 2024, council, rules))[1] == []
    monkeypatch.setattr(suppress, "categories_to_hide", smallest_first)
    _, found = attack(published(tmp_path / "as it was", 2024, council, rules))
    assert "2024-25/ethnic_group/Asian: [4]" in found


def test_the_attack_works_when_noughts_are_joined_after_the_gate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """24 people, all of one kind: a nought printed for each other kind leaves the hidden ones nothing to be."""

    def joined(*given: Any) -> dict[str, ShownTable]:
        tables = {name: {c: n for c, n in table.items() if n} for name, table in given[0].items()}
        return {
            name: ShownTable({**dict.fromkeys(given[0][name], 0), **each.cells}, each.total)
            for name, each in publish(tables, *given[1:]).items()
        }

    monkeypatch.setattr(people_module, "publish", joined)
    people = tuple(("30", "Female", "Asian", "5", "5", "") for _ in range(24))
    run = published(tmp_path, 2024, [Activity("a", FOR_ALL, people)], Disclosure())
    assert [row["people"] for row in run.people if row["category"] == "Male"] == ["0"]
    monkeypatch.undo()
    run = published(tmp_path / "again", 2024, [Activity("a", FOR_ALL, people)], Disclosure())
    assert {row["people"] for row in run.people} == {HIDDEN}
    assert attack(run)[1] == []


@pytest.mark.proof
def test_nothing_hidden_can_be_had_from_last_years_run_beside_this_one(
    tmp_path: Path, size: Size, proved: Proved
) -> None:
    how_many = size(COUNCILS, MANY_COUNCILS)
    for n, (luck, rules) in enumerate(councils(3, how_many)):
        folder = tmp_path / str(n)
        then = published(folder / "then", 2023, activities_of(luck, 2023), rules)
        now = published(folder / "now", 2024, activities_of(luck, 2024), rules, "previous: ../then")
        assert attack(then, now)[1] == []
    proved(f"Attacked with the rule and two years side by side: {how_many:,} councils; none was narrowed.")


def made_anew(folder: Path, luck: random.Random, rules: Disclosure, *, remembers: bool = True) -> list[str]:
    """A report, and the same made anew when one more had answered."""
    activities = activities_of(luck, 2024)
    late = replace(activities[0], people=(*activities[0].people, luck.choice(activities[0].people)))
    then = published(folder / "then", 2024, activities, rules)
    now = published(folder / "now", 2024, [late, *activities[1:]], rules, replaces=then if remembers else None)
    return attack(then, replace(now, name="anew"), again=True)[1]


@pytest.mark.proof
def test_whoever_answered_late_cannot_be_told_apart_by_a_report_made_anew(
    tmp_path: Path, size: Size, proved: Proved
) -> None:
    how_many = size(COUNCILS, MANY_COUNCILS)
    found = [made_anew(tmp_path / str(n), luck, rules) for n, (luck, rules) in enumerate(councils(6, how_many))]
    assert [each for each in found if each] == []
    proved(f"Attacked with the rule and two runs, one answer apart: {how_many:,} councils; none was narrowed.")


def test_the_attack_works_when_the_report_that_is_replaced_is_forgotten(tmp_path: Path) -> None:
    some_councils = enumerate(councils(seed=6, how_many=4))
    assert any(made_anew(tmp_path / str(n), luck, rules, remembers=False) for n, (luck, rules) in some_councils)


def told_again(folder: Path, luck: random.Random, rules: Disclosure, previous: str = "previous: ../then") -> list[str]:
    """An activity in last year's run and, as its closing day was put right, in this one's: a few came in between."""
    groups = {name: [luck.paretovariate(0.6) for _ in found] for name, found in CATEGORIES.items()}
    people = tuple(person(luck, groups) for _ in range(luck.randint(30, 120)))
    since = tuple(luck.choice(people) for _ in range(luck.randint(1, 4)))
    then = published(folder / "then", 2023, [Activity("a", FOR_ALL, people)], rules)
    now = published(folder / "now", 2024, [Activity("a", FOR_ALL, people + since)], rules, previous)
    return attack(then, now, again=True)[1]


@pytest.mark.proof
def test_those_who_came_late_to_an_activity_told_of_again_cannot_be_told_apart(tmp_path: Path, size: Size) -> None:
    some_councils = enumerate(councils(4, size(COUNCILS, MANY_COUNCILS)))
    found = [told_again(tmp_path / str(n), luck, rules) for n, (luck, rules) in some_councils]
    assert [each for each in found if each] == []


def test_the_attack_works_when_last_years_run_is_not_named(tmp_path: Path) -> None:
    some_councils = enumerate(councils(seed=4, how_many=4))
    assert any(told_again(tmp_path / str(n), luck, rules, previous="") for n, (luck, rules) in some_councils)


def test_the_attack_works_when_what_people_understood_is_told_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guarded = people_module._items

    def told_twice(year: Any, ids: set[str], rules: Disclosure, told: ShownBefore) -> Any:
        return guarded(year, ids | {"a"}, rules, told)

    monkeypatch.setattr(people_module, "_items", told_twice)
    some_councils = enumerate(councils(seed=5))
    attacked = (told_again(tmp_path / str(n), luck, rules) for n, (luck, rules) in some_councils)
    assert any("understood" in name for found in attacked for name in found)
