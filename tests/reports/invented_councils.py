"""Small invented councils, published: every format wholly, or those of people alone by the code that writes them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from heard.contracts import check_records
from heard.history.shown_before_files import told_under
from heard.maths.suppress import Disclosure
from heard.model.people import ANOTHER, DID_NOT_SAY
from heard.model.shown_before import ShownBefore
from heard.model.tables import CAPACITY
from heard.page.blocks import flow
from heard.page.to_html import html_of
from heard.params import load_annual
from heard.params.review_params import load_review
from heard.params.shipped import CONTRACTS
from heard.press.annual_pack import publish_annual
from heard.press.disclosure import write_disclosure
from heard.press.open_data import write_open_data, write_people
from heard.press.profiles import publish_profiles
from heard.press.review_pack import publish_review
from heard.press.workbook.behind_the_page import amounts, people, understood
from heard.press.workbook.sheet import Book, stacked, write_book
from heard.show.profile.quality import Profile
from heard.show.report.questions import questions
from heard.show.report.trust import trust
from heard.sources import read_records
from heard.sources.checked import sha256_of
from heard.sources.reduce import reduce_responses
from heard.year.steps import judged_year

from .adversary import Published

FEWEST, MOST_RESPONSES = 12, 400
AGES = {"16 to 24": 18, "25 to 64": 40, "65 and over": 70}
CATEGORIES = {"age": list(AGES), "sex": ["Female", "Male"], "ethnic_group": ["Asian", "Black", "Mixed", "White"]}
CAPACITIES = {"resident": 9.0, "service user": 3.0, "staff": 0.4, "organisation": 0.3, "advocate": 0.1, "": 0.5}
ITEMS = ("understood_how_long", "understood_how_feedback")
WAYS = ("online survey", "postal survey", "social media", "meeting", "talk")
OWN_WORDS = "In my own words"  # what the population does not have
FOR_ALL, FOR_SOME = "all residents", "service users"
Person = tuple[str, ...]


@dataclass(frozen=True)
class Activity:
    """One activity, what each who took part said (their categories and their answers), and what came by each way."""

    id: str
    target: str
    people: tuple[Person, ...]
    came_in: Mapping[str, int]

    def with_more(self, people: Sequence[Person], way: str = "") -> Activity:
        """The same, when these had answered too."""
        came_in = {name: n + (len(people) if name == way else 0) for name, n in self.came_in.items()}
        return replace(self, people=(*self.people, *people), came_in=came_in)


@dataclass(frozen=True)
class Council:
    """Two years of one council, and the second when one more had answered."""

    rules: Disclosure
    population: Mapping[str, int]
    then: tuple[Activity, ...]
    now: tuple[Activity, ...]
    anew: tuple[Activity, ...]


def council(luck: random.Random, rules: Disclosure) -> Council:
    """A council of 12 to 400 responses in each year; in one of four, an activity of the first is in the second too."""
    groups = {name: [luck.paretovariate(0.6) for _ in words] for name, words in CATEGORIES.items()}
    population = {category: luck.randint(50, 5_000) for words in CATEGORIES.values() for category in words}
    then, now = (_activities(luck, groups, year) for year in (2023, 2024))
    if luck.random() < 0.25:
        then = [replace(max(then, key=lambda each: len(each.people)), target=FOR_ALL)]
        since = [luck.choice(then[0].people) for _ in range(luck.randint(1, 4))]
        now = [then[0].with_more(since, luck.choice([*then[0].came_in]))]
    late = luck.randrange(len(now))
    one_more = now[late].with_more([luck.choice(now[late].people)], luck.choice([*now[late].came_in]))
    return Council(rules, population, tuple(then), tuple(now), (*now[:late], one_more, *now[late + 1 :]))


def councils(seed: int, how_many: int) -> Iterator[Council]:
    for n in range(how_many):
        luck = random.Random(f"{seed}/{n}")
        rules = Disclosure(luck.choice([3, 5, 5]), luck.choice([5, 10, 10]), luck.choice([0, 0, 0, 5]))
        yield council(luck, rules)


def _activities(luck: random.Random, groups: Mapping[str, list[float]], year: int) -> list[Activity]:
    whole = round(FEWEST * (MOST_RESPONSES / FEWEST) ** luck.random())
    several = luck.randint(1, min(3, whole // 6))
    cuts = sorted(luck.sample(range(1, whole), several - 1))
    sizes = [last - first for first, last in zip([0, *cuts], [*cuts, whole], strict=True)]
    return [
        Activity(
            f"{year}-{n}",
            luck.choices([FOR_ALL, FOR_SOME], [3, 1])[0],
            tuple(_person(luck, groups) for _ in range(size)),
            {
                way: luck.choice([0, luck.randint(0, 9), luck.randint(0, 200)])
                for way in luck.sample(WAYS, luck.randint(1, 3))
            },
        )
        for n, size in enumerate(sizes)
    ]


def _person(luck: random.Random, groups: Mapping[str, list[float]]) -> Person:
    age, *others = (luck.choices([*words, ""], [*groups[name], 0.3])[0] for name, words in CATEGORIES.items())
    if luck.random() < 0.03:
        others[0] = OWN_WORDS
    as_what = luck.choices([*CAPACITIES], [*CAPACITIES.values()])
    return (str(AGES.get(age, "")), *others, *(luck.choice(("", "1", "3", "4", "5", "5")) for _ in ITEMS), *as_what)


def of_kind(activities: Sequence[Activity], name: str, category: str) -> int:
    """How many took part, in what was meant for all residents, who are of one category."""
    word = {DID_NOT_SAY: "", ANOTHER: OWN_WORDS}.get(category, str(AGES.get(category, category)))
    place = [*CATEGORIES, *ITEMS, CAPACITY].index(name)
    return sum(one[place] == word for each in activities if each.target == FOR_ALL for one in each.people)


def answering(activities: Sequence[Activity], item: str, kind: str) -> int:
    """How many answered that they understood, or that they did not."""
    answers = [one[len(CATEGORIES) + ITEMS.index(item)] for each in activities for one in each.people]
    return sum(bool(answer) and (answer in ("4", "5")) == (kind == "yes") for answer in answers)


def write_records(folder: Path, year: int, given: Council, activities: Sequence[Activity]) -> None:
    tables = {
        "activities": ["activity_id,title,opened_on,closed_on,target"]
        + [f"{each.id},Title of {each.id},{year}-05-01,{year}-08-01,{each.target}" for each in activities],
        "responses": [f"response_id,activity_id,{','.join((*CATEGORIES, *ITEMS, CAPACITY))}"]
        + [f"r{each.id}-{n},{each.id},{','.join(one)}" for each in activities for n, one in enumerate(each.people)],
        "channels": ["activity_id,channel,contributions,read"]
        + [f"{each.id},{way},{n},{n}" for each in activities for way, n in each.came_in.items()],
        "population": ["characteristic,category,people,area,source"]
        + [
            f"{name},{category},{given.population[category]},County,Census"
            for name, words in CATEGORIES.items()
            for category in words
        ],
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        (folder / f"{name}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def write_params(folder: Path, year: int, rules: Disclosure, previous: Path | None) -> Path:
    name = f"{year}-{(year + 1) % 100}"
    path = folder / f"annual-{name}.yaml"
    path.write_text(
        f"period: {{first_day: {year}-04-01, last_day: {year + 1}-03-31}}\nrecords: records-{year}\n"
        + (f"previous: {previous}\n" if previous else "")
        + f"disclosure: {{threshold: {rules.threshold}, round_to: {rules.round_to}, "
        f"special_category_threshold: {rules.special_category_threshold}}}\n",
        encoding="utf-8",
    )
    return path


def publish_what_tells_of_people(params_file: Path, out: Path, *, remembers: bool = True) -> Published:
    """What a report tells of people, by the code that writes it: open data, workbook, web page and profiles.

    Other sections, the notebooks, PDF and Word are left out. It takes the place of what `out` has under its name.
    """
    params = load_annual(params_file)
    told = told_under(params.name, out)[0] if remembers else ShownBefore()
    supplied = read_records(params.record_folders, params.mappings)
    records = reduce_responses(check_records(supplied, folder=CONTRACTS, as_at=params.as_at, commitments=()))
    year = judged_year(params, records, told)
    folder = out / params.name
    folder.mkdir(parents=True, exist_ok=True)
    write_open_data(year.assessment, folder)
    write_people(year.assessment.people, folder)
    write_disclosure(year.assessment.people, params, folder)
    ways = (sheet for sheet in amounts(year) if sheet.label == "Ways used")
    sheets = [people(year), understood(year), stacked("Other counts", "", ways)]
    (folder / "workbook.xlsx").unlink(missing_ok=True)
    if any(sheet.rows and sheet.notes for sheet in sheets):
        write_book(Book("Tables", "", "", (), (), (), params.as_at), sheets, folder / "workbook.xlsx")
    page = html_of(flow(questions(year), trust(year)))
    (folder / "annual-report.html").write_text(page, encoding="utf-8")
    for activity in map(str, year.closed["activity_id"]):
        of_one = Profile(year, activity).judged().html
        (folder / f"activity-{activity}.html").write_text(of_one, encoding="utf-8")
    hashes = [{"file": path.name, "sha256": sha256_of(path)} for path in folder.iterdir() if path.suffix != ".html"]
    (folder / "manifest.json").write_text(json.dumps({"published": hashes}), encoding="utf-8")
    return Published(folder)


def publish_wholly(params_file: Path, out: Path) -> tuple[Published, Published]:
    """The annual report and the profiles, in every format."""
    params = load_annual(params_file)
    report = publish_annual(params, out, lambda _: None)
    return Published(report), Published(publish_profiles(params, out, lambda _: None))


def publish_review_of(folder: Path, years: Sequence[Path], out: Path) -> Published:
    """The review of these years, in every format."""
    path = folder / "review-2023-25.yaml"
    path.write_text(f"years: [{', '.join(each.name for each in years)}]\n", encoding="utf-8")
    return Published(publish_review(load_review(path), out, lambda _: None))
