"""An adversary who has only what was published, in every format, and knows the rule of the gate.

`python -m tests.reports.adversary FOLDER…` reads annual reports, profiles and reviews in those folders, works out what
they leave open of each hidden count of people, and prints each that has fewer different values than the threshold.

What is read becomes facts: a sum of unknown counts, with the least and the most that it can be. Linear programming
finds from all of them what each hidden count can be at least and at most; and by the rule itself, which is public, it
is tried which tables would have been published in the same way.
"""

from __future__ import annotations

import base64
import csv
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

from bs4 import BeautifulSoup, Tag
from openpyxl import load_workbook

from heard.maths.suppress import Disclosure, ShownTable, publish
from heard.model.people import ANOTHER, DID_NOT_SAY
from heard.model.shown_before import ShownBefore, from_json
from heard.model.tables import CAPACITY
from heard.show.described import OF_A_RESPONSE
from heard.show.fair import CAPACITIES
from heard.show.marks import ITEMS
from heard.sources.reduce import SHARED_BY

from ..maths.attacker import MOST, Attacker, Quantity  # noqa: TID252 - tests are no package that could be named
from ..read_back import page_of, sheets_of, tables_in  # noqa: TID252

HIDDEN, TRIES = "[c]", 4000  # tables tried before a hidden count is taken to be narrowed
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ALL_YEAR, ENOUGH = "the whole year", 10  # answers, below which an activity is not told of
PLACE = re.compile(r'<g id="mark-(took-part|lives-here)-(\d+)">.*?<use [^>]*\bx="([\d.]+)"', re.DOTALL)
NEAR = 0.0006  # how far off a share read from a chart may be
PICTURE, GROUPS_OF = "Who took part, beside who lives here?", "Who took part: "
GROUPS = ("Group", "Took part", "Share", "Share of the area", "Ratio")
SUMMARY = ("What they told us", "Responses", "Did not say", "Would have to be others", "Groups under the mark")
EACH = ("Consultation", "What people should know", "Stated", "Understood, of those asked")
BESIDE = ("What people should know", "Stated, of those we can judge", "Understood, of those asked")
WAYS = ("Way", "Activities", "Contributions")
CALLED = {"where they live": "district"}
SCREEN = ("online survey", "social media")
FEWEST_FIRST = ("advocate", "organisation", "staff", "service user", "resident")  # the order in which they are hidden
N = r"(\[c\]|\d[\d,]*)"

Bounds = tuple[float, float]
Row = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table of some format: its columns, and its rows as they are read."""

    columns: Row
    rows: tuple[Row, ...]


@dataclass
class Knowledge:
    """What is known of some unknown counts, which of them are hidden, and what is given away without being solved."""

    attacker: Attacker = field(default_factory=Attacker)
    hidden: dict[str, tuple[Quantity, int]] = field(default_factory=dict)
    read: Counter[str] = field(default_factory=Counter)  # how many facts each format gave
    breaches: list[str] = field(default_factory=list)
    known: set[tuple[tuple[tuple[str, float], ...], float, float]] = field(default_factory=set)

    def learn(self, source: str, quantity: Quantity, least: float, most: float) -> None:
        self.read[source] += 1
        fact = (tuple(sorted(quantity.items())), least, most)
        if fact not in self.known:
            self.known.add(fact)
            self.attacker.learn(quantity, least, most)

    def narrowed(self) -> list[str]:
        return [*self.breaches, *self.attacker.too_narrow(self.hidden)]


def number(shown: object) -> int | None:
    """A count as it stands anywhere; None where it is hidden."""
    return None if shown == HIDDEN else int(str(shown).replace(",", ""))


@dataclass(frozen=True)
class Published:
    """A folder that heard published: an annual report, its profiles or a review."""

    folder: Path
    name: str = ""

    def called(self, *parts: str) -> str:
        return "/".join((self.name or self.folder.name, *parts))

    @cached_property
    def disclosure(self) -> Mapping[str, Any]:
        return json.loads((self.folder / "disclosure.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]

    @cached_property
    def rules(self) -> Disclosure:
        return Disclosure(**self.disclosure["thresholds"])

    @cached_property
    def told(self) -> ShownBefore:
        return from_json(self.disclosure["told"])

    @cached_property
    def people(self) -> tuple[Mapping[str, str], ...]:
        with (self.folder / "people.csv").open(encoding="utf-8", newline="") as file:
            return tuple(csv.DictReader(file))

    def of(self, characteristic: str) -> dict[str, Mapping[str, str]]:
        """The rows of one characteristic by category."""
        return {row["category"]: row for row in self.people if row["characteristic"] == characteristic}

    @cached_property
    def characteristics(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row["characteristic"] for row in self.people))

    @cached_property
    def place_of(self) -> Mapping[str, tuple[str, str]]:
        """The characteristic of each category that only one characteristic has."""
        once = Counter(row["category"] for row in self.people)
        return {
            row["category"]: (row["characteristic"], row["category"])
            for row in self.people
            if once[row["category"]] == 1
        }

    @cached_property
    def workbook(self) -> Mapping[str, Table]:
        """Each table of the workbook by its sheet, and by its own name where it stands on one with others."""
        path = self.folder / "workbook.xlsx"
        return {name: _table_of(lines) for name, lines in tables_in(path).items()} if path.is_file() else {}

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The id of each activity by its title, as the workbook has it."""
        rows = self.workbook["Understood"].rows if "Understood" in self.workbook else ()
        return {row[2]: row[1] for row in rows}

    def pages(self) -> Iterator[tuple[str, BeautifulSoup]]:
        for path in sorted(self.folder.glob("*.html")):
            yield path.name, page_of(path)

    def tables(self) -> Iterator[tuple[str, Table]]:
        """Every table of every format, with what it stands in."""
        for name, page in self.pages():
            for table in page.find_all("table"):
                head, *rows = (
                    tuple(cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"]))
                    for row in table.find_all("tr")
                )
                yield f"{Path(name).suffix} table", Table(head, tuple(rows))
        for path in sorted(self.folder.glob("*.docx")):
            for table in _paper(path).iter(f"{WORD}tbl"):
                head, *rows = (
                    tuple("".join(cell.itertext()).strip() for cell in row.iter(f"{WORD}tc"))
                    for row in table.iter(f"{WORD}tr")
                )
                yield ".docx table", Table(head, tuple(rows))
        for table in self.workbook.values():
            yield ".xlsx table", table

    def texts(self) -> Iterator[tuple[str, str]]:
        """The words of every format, with the text that stands for its charts."""
        for name, page in self.pages():
            alternatives = (str(image.get("alt", "")) for image in page.find_all("img"))
            yield f"{Path(name).suffix} words", "\n".join([page.get_text("\n", strip=True), *alternatives])
        for path in sorted(self.folder.glob("*.pdf")):
            yield ".pdf words", "\n".join(sheets_of(path))
        for path in sorted(self.folder.glob("*.docx")):
            paper = _paper(path)
            lines = ("".join(each.itertext()) for each in paper.iter(f"{WORD}p"))
            alternatives = (text for each in paper.iter() for name, text in each.items() if name == "descr")
            yield ".docx words", "\n".join([*lines, *alternatives])


def _paper(path: Path) -> ElementTree.Element:
    with ZipFile(path) as file:
        return ElementTree.fromstring(file.read("word/document.xml"))


def _table_of(lines: Iterable[Sequence[object]]) -> Table:
    """What stands below the first row in which several cells are names of columns."""
    rows = [tuple("" if cell is None else str(cell) for cell in line) for line in lines]
    head = next((place for place, row in enumerate(rows) if sum(map(bool, row)) > 1), 0)
    columns = tuple(cell.partition("\n")[0] for cell in rows[head]) if rows else ()
    return Table(columns, tuple(rows[head + 1 :]))


def read_annual(
    known: Knowledge, report: Published, for_all: Iterable[str] = (), activities: Iterable[str] = ()
) -> None:
    """All formats of an annual report. It is known which `activities` closed, and which were `for_all` residents."""
    _people(known, report)
    for source, table in report.tables():
        _table(known, report, source, table)
    for source, text in report.texts():
        _words(known, report, source, text)
    for name, page in report.pages():
        _charts(known, report, f"{Path(name).suffix} charts", page)
    _known_anyway(known, report, set(for_all), set(activities))


def _shown(known: Knowledge, report: Published, source: str, cell: str, shown: object) -> None:
    """A count as it stands there; rounding leaves it some room, and a hidden one may be anything."""
    n, to = number(shown), report.rules.round_to
    least, most = (0.0, MOST) if n is None else (n - to // 2, n + max(0, to - 1) // 2)
    known.learn(source, {cell: 1}, least, most)


def _people(known: Knowledge, report: Published) -> None:
    """`people.csv`: counts, totals, shares, ratios and marks; all counts of a characteristic add up to everyone."""
    everyone = report.called("everyone")
    for name in report.characteristics:
        rows, threshold = report.of(name), report.rules.threshold_of(name)
        said_to_be_hidden = {
            category
            for table in report.disclosure["tables"]
            if table["table"] == f"people: {name}"
            for category in table["hidden"]
        }
        known.learn(".csv", {report.called(name, category): 1 for category in rows} | {everyone: -1}, 0, 0)
        for category, row in rows.items():
            cell = report.called(name, category)
            _shown(known, report, ".csv", cell, row["people"])
            _shown(known, report, ".csv", everyone, row["total"])
            if row["people"] == HIDDEN or category in said_to_be_hidden:
                known.hidden[cell] = ({cell: 1}, threshold)
            if category == DID_NOT_SAY:
                _share_of_all(known, report, ".csv", cell, row["share"])
                continue
            if row["share"] not in ("", HIDDEN):
                share = float(row["share"])
                _share(known, report, ".csv", (name, category), (share - 0.00005, share + 0.00005))
            if row["ratio"] not in ("", HIDDEN):
                _ratio(
                    known, report, ".csv", (name, category), (float(row["ratio"]) - 5e-5, float(row["ratio"]) + 5e-5)
                )
            if row["flagged"] in ("yes", "no"):
                _ratio(known, report, ".csv", (name, category), (0, 0.8) if row["flagged"] == "yes" else (0.8, MOST))


def _share_of_all(known: Knowledge, report: Published, source: str, cell: str, share: str) -> None:
    if share in ("", HIDDEN) or report.rules.round_to:
        return
    for least, most, by in ((0, MOST, -5e-5), (-MOST, 0, 5e-5)):
        known.learn(source, {cell: 1, report.called("everyone"): -(float(share) + by)}, least, most)


def _share(known: Knowledge, report: Published, source: str, place: tuple[str, str], bounds: Bounds) -> None:
    """A share of those who gave a category that is compared: everyone, less those who did not say or gave another."""
    name, category = place
    if report.rules.round_to:
        return  # it is one of rounded counts, which leave more room than it does
    apart = [group for group, row in report.of(name).items() if not row["population_share"]]
    for share, least, most in ((bounds[0], 0.0, MOST), (bounds[1], -MOST, 0.0)):
        said = {report.called("everyone"): -share, **{report.called(name, group): share for group in apart}}
        known.learn(source, {**said, report.called(name, category): 1}, least, most)


def _ratio(known: Knowledge, report: Published, source: str, place: tuple[str, str], bounds: Bounds) -> None:
    population = report.of(place[0])[place[1]]["population_share"]
    if population:
        least, most = bounds[0] * (float(population) - 5e-5), bounds[1] * (float(population) + 5e-5)
        _share(known, report, source, place, (max(0.0, least), min(1.0, most)))


def percentage(written: str) -> Bounds:
    """What a share can be that is printed so: whole figures, tenths below ten, none and all kept for 0% and 100%."""
    figure = written.rstrip("%")
    share, half = float(figure) / 100, 0.0005 if "." in figure else 0.005
    return share - half - 1e-9, 1.0 if figure == "99" else share + half + 1e-9


def _table(known: Knowledge, report: Published, source: str, table: Table) -> None:
    """A table, by its columns."""
    first_two = table.columns[:2]
    if read := READ.get(table.columns) or READ.get(first_two):
        read(known, report, source, table)


def _ways(known: Knowledge, report: Published, source: str, table: Table) -> None:
    place = [name.casefold() for name in table.columns].index("contributions")
    for row in (row for row in table.rows if row[place] not in ("not recorded", "[x]", "")):
        _shown(known, report, source, report.called("contributions", row[0]), row[place])


def _understood_by_activity(known: Knowledge, report: Published, source: str, table: Table) -> None:
    for title, what, _, answers in table.rows:
        starts = title.removesuffix("…").strip()
        named = [id for whole, id in report.titles.items() if whole.startswith(starts)]
        if len(named) == 1:
            _answers(known, report, source, _item(what), named[0], answers)


def _understood_in_the_year(known: Knowledge, report: Published, source: str, table: Table) -> None:
    for what, _, answers in table.rows:
        _answers(known, report, source, _item(what), ALL_YEAR, answers)


def _understood_sheet(known: Knowledge, report: Published, source: str, table: Table) -> None:
    for item, activity, _, answered, understood, *_ in table.rows:
        _answers(known, report, source, item, activity, f"{understood} of {answered}")


def _item(what: str) -> str:
    return next(item for item, (_, called) in ITEMS.items() if called == what)


def _people_of(known: Knowledge, report: Published, source: str, table: Table) -> None:
    """The sheet that has what `people.csv` has."""
    for row in (dict(zip(table.columns, row, strict=False)) for row in table.rows):
        _shown(known, report, source, report.called(row["characteristic"], row["category"]), row["people"])
        _shown(known, report, source, report.called("everyone"), row["total"])
        if row["category"] != DID_NOT_SAY and row["share"].replace(".", "").isdecimal():
            share = float(row["share"])
            _share(known, report, source, (row["characteristic"], row["category"]), (share - 5e-5, share + 5e-5))


def _groups(known: Knowledge, report: Published, source: str, table: Table) -> None:
    """Who took part, of one characteristic: a row for each group."""
    name = next((each for each in report.characteristics if {row[0] for row in table.rows} & {*report.of(each)}), "")
    if not name:
        return
    for group, count, share, _, ratio in table.rows:
        category = DID_NOT_SAY if group == "Did not say" else group
        cell = report.called("everyone") if group == "All" else report.called(name, category)
        _shown(known, report, source, cell, count)
        if share.endswith("%"):
            _share(known, report, source, (name, category), percentage(share))
        figure = ratio.removeprefix("▼").strip()
        if figure.replace(".", "").isdecimal():
            _ratio(known, report, source, (name, category), (float(figure) - 0.005, float(figure) + 0.005))
        elif figure.startswith("under"):
            _ratio(known, report, source, (name, category), (0, float(figure.removeprefix("under"))))


def _summary(known: Knowledge, report: Published, source: str, table: Table) -> None:
    """A row for each characteristic. How unlike the area people are says much of a hidden count, so it is a breach."""
    for called, responses, unsaid, unlike, _ in table.rows:
        words = called.casefold()
        name = CALLED.get(words, words.replace(" ", "_"))
        _shown(known, report, source, report.called("everyone"), responses)
        _shown(known, report, source, report.called(name, DID_NOT_SAY), unsaid.partition(" ")[0])
        compared = [row for row in report.of(name).values() if row["population_share"]]
        if "in 100" in unlike and any(row["people"] == HIDDEN for row in compared):
            known.breaches.append(f"{report.called(name)}: {unlike}, though a count is hidden ({source})")


def _capacities(known: Knowledge, report: Published, source: str, table: Table) -> None:
    """As what people answered."""
    for word, called in CAPACITIES.items():
        for row in (row for row in table.rows if row[0] == called):
            _shown(known, report, source, report.called(CAPACITY, word or DID_NOT_SAY), row[1])


READ: Mapping[Row, Callable[[Knowledge, Published, str, Table], None]] = {
    GROUPS: _groups,
    SUMMARY: _summary,
    WAYS: _ways,
    ("channel", "activities"): _ways,
    ("Capacity", "Responses"): _capacities,
    EACH: _understood_by_activity,
    BESIDE: _understood_in_the_year,
    ("asked", "activity"): _understood_sheet,
    ("characteristic", "category"): _people_of,
}


def _answers(known: Knowledge, report: Published, source: str, item: str, activity: str, answers: str) -> None:
    """`12 of 40 (30%)`: how many understood, of those who answered."""
    found = re.match(rf"{N} of {N}", answers)
    if found is None or (activity == ALL_YEAR and found[2] == HIDDEN):
        return  # of a year that is hidden it is not known which activities it has
    table, threshold = report.called(item, activity), report.rules.threshold_of(item)
    yes, no = f"{table}/yes", f"{table}/no"
    _shown(known, report, source, yes, found[1])
    _shown(known, report, source, table, found[2])
    known.learn(source, {yes: 1, no: 1, table: -1}, 0, 0)
    known.learn(source, {no: 1}, 0, MOST)
    if activity != ALL_YEAR:
        known.learn(source, {table: 1}, max(ENOUGH, 2 * threshold), MOST)
    if found[1] == HIDDEN:
        known.hidden |= {cell: ({cell: 1}, threshold) for cell in (yes, no)}


def _words(known: Knowledge, report: Published, source: str, text: str) -> None:
    """Sentences with a count of people in them, and lines that begin with a group and go on with a number."""
    for count in re.findall(rf"{N} responses came to", text):
        _shown(known, report, source, report.called("everyone"), count)
    for some, whole in re.findall(rf"{N} of {N} contributions", text):
        _shown(known, report, source, report.called("contributions"), whole)
        if not report.rules.round_to:  # a sum of rounded counts says no more than they do
            cells = {report.called("contributions", way): 1 for way in SCREEN if _is_a_way(report, way)}
            known.learn(source, cells, number(some) or 0, number(some) or 0)
    came_in = rf"contributions people made\s+{N}" if source.startswith(".html") else rf"{N}\s+contributions people made"
    for word, answered_as in OF_A_RESPONSE.items():
        for count in re.findall(rf"{N} as {answered_as}", text):
            _shown(known, report, source, report.called(CAPACITY, word), count)
    for count in re.findall(came_in, text):
        _shown(known, report, source, report.called("contributions"), count)
    for category, place in report.place_of.items():
        hidden = report.of(place[0])[category]["people"] == HIDDEN
        for share in re.findall(rf"{re.escape(category)}(?: \([^)]*\))? \(([\d.]+%) against", text):
            _share(known, report, source, place, percentage(share))
        if hidden and (
            told := re.search(
                rf"(?m)(?:^|\b){re.escape(category)}:? (?:took part |was |were )?(\d+)(?![\d.,]*%)\b", text
            )
        ):
            _shown(known, report, source, report.called(*place), told[1])


def _is_a_way(report: Published, way: str) -> bool:
    ways = report.workbook.get("Ways used")
    return ways is None or way in {row[0] for row in ways.rows}


def _charts(known: Knowledge, report: Published, source: str, page: BeautifulSoup) -> None:
    """Where the marks of the picture stand is a share, of the groups of the tables below it, one after the other."""
    for figure in page.find_all("figure"):
        if not figure.get_text(" ", strip=True).startswith(PICTURE) or figure.img is None:
            continue
        compared = list(_compared(report, figure))
        svg = base64.b64decode(str(figure.img["src"]).partition(",")[2]).decode()
        marks = {(kind, int(y)): float(x) for kind, y, x in PLACE.findall(svg)}
        heights = sorted(y for kind, y in marks if kind == "lives-here")
        assert len(heights) == len(compared), f"{source}: {len(heights)} marks for {len(compared)} groups"
        shares = [float(report.of(name)[group]["population_share"]) for name, group in compared]
        places = [marks["lives-here", y] for y in heights]
        (least, left), (most, right) = min(zip(shares, places, strict=True)), max(zip(shares, places, strict=True))
        scale = (right - left) / (most - least)  # two shares of the area are known, and so every place is
        for (name, group), y in zip(compared, heights, strict=True):
            if ("took-part", y) in marks:
                share = least + (marks["took-part", y] - left) / scale
                _share(known, report, source, (name, group), (max(0.0, share - NEAR), share + NEAR))


def _compared(report: Published, figure: Tag) -> Iterator[tuple[str, str]]:
    """The characteristic and the name of each group that the picture has, in its order."""
    for table in figure.find_all_next("table"):
        title = table.caption.get_text(" ", strip=True) if table.caption else ""
        if not title.startswith(GROUPS_OF):
            continue
        words = title.removeprefix(GROUPS_OF).casefold()
        name = CALLED.get(words, words.replace(" ", "_"))
        rows = [row.find(["th", "td"]).get_text(" ", strip=True) for row in table.find_all("tr")[1:]]
        of = report.of(name)
        if any(of.get(group, {}).get("ratio", HIDDEN) not in ("", HIDDEN) for group in rows):
            yield from ((name, group) for group in rows if of.get(group, {}).get("population_share"))


def _known_anyway(known: Knowledge, report: Published, for_all: set[str], activities: set[str]) -> None:
    """What adds up to what: ways to all that came in, answers to the year's, activities to everyone who took part."""
    cells = {
        name.removeprefix(report.called("")) for name in known.attacker.names if name.startswith(report.called(""))
    }
    _contributions(known, report, [cell for cell in cells if cell.startswith("contributions/")])
    _answers_add_up(known, report, {tuple(cell.split("/")[:2]) for cell in cells if cell.split("/")[0] in ITEMS})
    took_part = {report.called("took part", each): 1.0 for each in for_all}
    if took_part and report.people:
        known.learn("", {**took_part, report.called("everyone"): -1}, 0, 0)
    for source, table in report.tables():
        for row in (row for row in table.rows if row[:1] == ("responses",) and len(row) > 1 and activities):
            if row[1].replace(",", "").isdecimal():
                every = {report.called("took part", each): 1 for each in activities}
                known.learn(source, every, number(row[1]) or 0, number(row[1]) or 0)


def _contributions(known: Knowledge, report: Published, cells: Sequence[str]) -> None:
    """What came in by each way; which of it is hidden stands in `disclosure.json`."""
    if cells:
        known.learn("", {**{report.called(cell): 1 for cell in cells}, report.called("contributions"): -1}, 0, 0)
    told = [each["hidden"] for each in report.disclosure["tables"] if each["table"] == "contributions"]
    for way in (way for hidden in told for way in hidden if way != "(all)"):
        cell = report.called("contributions", way)
        known.hidden[cell] = ({cell: 1}, report.rules.threshold)


def _answers_add_up(known: Knowledge, report: Published, told: Iterable[Row]) -> None:
    """The answers of each activity add up to the year's, and whoever answered took part."""
    activities: dict[str, set[str]] = {}
    for item, activity in told:
        activities.setdefault(item, set()).add(activity)
    for item, of in activities.items():
        for kind in ("yes", "no"):
            parts = {report.called(item, each, kind): 1.0 for each in of if each != ALL_YEAR}
            if parts and ALL_YEAR in of:
                known.learn("", {**parts, report.called(item, ALL_YEAR, kind): -1}, 0, 0)
        for activity in of - {ALL_YEAR}:
            known.learn("", {report.called("took part", activity): 1, report.called(item, activity): -1}, 0, MOST)


def read_profiles(known: Knowledge, profiles: Published, report: Published) -> None:
    """What each activity's page tells of those who answered."""
    as_of = Published(report.folder, profiles.name or profiles.folder.name)
    for path in sorted(profiles.folder.glob("activity-*.html")):
        activity = path.stem.removeprefix("activity-")
        page = page_of(path).get_text(" ", strip=True)
        _profile(known, as_of, ".html profile", activity, page)
    for path in sorted(profiles.folder.glob("activity-*.pdf")):
        words = " ".join(" ".join(sheets_of(path)).split())
        _profile(known, as_of, ".pdf profile", path.stem.removeprefix("activity-"), words)


def _profile(known: Knowledge, as_of: Published, source: str, activity: str, text: str) -> None:
    for item, (_, what) in ITEMS.items():
        for some, whole in re.findall(rf"{re.escape(what)} \({N} of {N}", text):
            _answers(known, as_of, source, item, activity, f"{some} of {whole}")


def read_review(known: Knowledge, review: Published, report: Published) -> None:
    """Any table or sentence of a review that has a count of people of the `report`'s year."""
    seen = Published(review.folder, report.called().removesuffix("/"))
    vars(seen).update(people=report.people, disclosure=report.disclosure, titles=report.titles)
    book = load_workbook(review.folder / "evidence.xlsx", read_only=True)
    sheets = [(".xlsx table", _table_of(sheet.iter_rows(values_only=True))) for sheet in book.worksheets]
    for source, table in (*seen.tables(), *sheets):
        _table(known, seen, f"review's {source}", table)
        known.read[f"review's {source}"] += 1
    for source, text in seen.texts():
        _words(known, seen, f"review's {source}", text)
        known.read[f"review's {source}"] += 1


def by_the_rule(report: Published, before: ShownBefore) -> list[str]:
    """The hidden counts for which too few values are found, of all tables that would have been published as these."""
    luck, narrowed = random.Random(report.called()), []
    for table in () if report.rules.round_to else (*_of_people(report, before), *_of_contributions(report, before)):
        threshold = report.rules.threshold_of(table.name)
        values = _values_alike(table, luck)
        narrowed += [f"{report.called(table.name, c)}: {sorted(v)}" for c, v in values.items() if len(v) < threshold]
    return narrowed


def _of_people(report: Published, before: ShownBefore) -> Iterator[Alike]:
    """Who took part, of each characteristic of which it is told how many did."""
    for name in report.characteristics:
        rows = report.of(name)
        total = number(next(iter(rows.values()))["total"])
        if total is None:
            continue
        theirs = [c for c, row in rows.items() if not row["population"] and c != DID_NOT_SAY and name != CAPACITY]
        seen = {category for table in before.people.get(name, ()) for category in table.cells}
        least = {c: 1 if c == ANOTHER else SHARED_BY for c in theirs if c not in seen}
        shown = _in_the_known_order(rows.values())
        yield Alike(name, shown, total, report.rules, before.people.get(name, ()), least)


def _of_contributions(report: Published, before: ShownBefore) -> Iterator[Alike]:
    """What came in by each way, in the order of the workbook, where it is told how much came in all."""
    rows = report.workbook["Ways used"].rows if "Ways used" in report.workbook else ()
    shown = {row[0]: number(row[2]) for row in rows if row[2] not in ("[x]", "")}
    totals = [each.total for each in report.told.contributions if each.shown == shown and not each.hides_all]
    for total in totals[:1] if None in shown.values() else ():
        assert isinstance(total, int)
        yield Alike("channel", shown, total, report.rules, before.contributions, {})


def _in_the_known_order(rows: Iterable[Mapping[str, str]]) -> dict[str, int | None]:
    """What is shown of each category, in the order in which they are hidden for another's sake."""

    def place(row: Mapping[str, str]) -> tuple[object, ...]:
        people, unsaid = row["population"], row["category"] == DID_NOT_SAY
        if row["characteristic"] == CAPACITY:
            return unsaid, not unsaid and FEWEST_FIRST.index(row["category"])
        return unsaid, row["category"] == ANOTHER, not people, int(people or 0), row["category"]

    return {
        "" if row["category"] == DID_NOT_SAY else row["category"]: number(row["people"])
        for row in sorted(rows, key=place)
    }


@dataclass(frozen=True)
class Alike:
    """A table as it is published, and what the rule was given beside it: which tables would look the same is tried."""

    name: str
    shown: Mapping[str, int | None]
    total: int
    rules: Disclosure
    before: Sequence[ShownTable]
    least: Mapping[str, int]

    def looks_so(self, table: Mapping[str, int]) -> bool:
        given = {self.name: dict(table)}
        again = publish(given, self.rules, {self.name: self.before}, {self.name: self.least})[self.name]
        return again.total == self.total and [again.shown[c] for c in self.shown] == [*self.shown.values()]


def _values_alike(alike: Alike, luck: random.Random) -> dict[str, set[int]]:
    """The values of each hidden count in tables that would have been published as this one was, as many as needed."""
    threshold = alike.rules.threshold_of(alike.name)
    hidden = [category for category, n in alike.shown.items() if n is None]
    values: dict[str, set[int]] = {category: set() for category in hidden}
    left = alike.total - sum(n for n in alike.shown.values() if n is not None)
    for _ in range(TRIES):
        if not hidden or all(len(found) >= threshold for found in values.values()):
            break
        rest, counts = luck.choice(hidden), {}
        some, most = left, luck.choice((threshold, 2 * threshold, left + 1))
        for category in sorted(set(hidden) - {rest}, key=lambda _: luck.random()):
            least = alike.least.get(category, 0)
            counts[category] = least + luck.randrange(max(1, min(most, some - least + 1)))
            some -= counts[category]
        counts[rest] = some
        if counts[rest] >= alike.least.get(rest, 0) and alike.looks_so(
            {c: counts.get(c, n or 0) for c, n in alike.shown.items()}
        ):
            for category, n in counts.items():
                values[category].add(n)
    return values


def counted_again(known: Knowledge, then: Published, now: Published) -> None:
    """All who were counted `then` are counted `now`."""
    for cell in [*known.attacker.names]:
        if cell.startswith(then.called("")):
            same = now.called(cell.removeprefix(then.called("")))
            if same in known.attacker.names and same != cell:
                known.learn("", {same: 1, cell: -1}, 0, MOST)


def main(folders: Sequence[str]) -> int:
    """Read each annual report named, with the profiles and the reviews named after it; print what they give away."""
    known, report, narrowed = Knowledge(), None, []
    for folder in map(Path, folders):
        if (folder / "people.csv").is_file():
            report = Published(folder, str(folder))
            read_annual(known, report)
            earlier = [name for name, tables in report.told.people.items() if len(tables) > 1]
            narrowed += by_the_rule(report, ShownBefore()) if not earlier else []
        elif report and (folder / "evidence.xlsx").is_file():
            read_review(known, Published(folder, str(folder)), report)
        elif report:
            read_profiles(known, Published(folder, str(folder)), report)
    narrowed += known.narrowed()
    lines = [f"{source}: {n:,} facts" for source, n in sorted(known.read.items()) if source]
    lines += [f"{len(known.hidden):,} hidden counts", *narrowed, f"{len(narrowed)} narrowed"]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if narrowed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
