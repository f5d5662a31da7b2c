"""What is hidden is attacked with all that was published, of two years and of a report made anew, and holds.

The adversary (`adversary.py`) has what stands in the published folders, in every format, knows which activities closed
and for whom they were meant, and knows the rule. Each hidden count must keep at least as many different values as the
threshold. The councils (`invented_councils.py`) have 12 to 400 responses a year. All of them are published by the code
that writes what a report tells of people; some wholly, with notebooks, papers, profiles and a review.
"""

from __future__ import annotations

import base64
import csv
import re
import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import typst
from bs4 import BeautifulSoup
from openpyxl import load_workbook

from heard.maths import suppress
from heard.maths.distribution import Distribution
from heard.maths.suppress import Disclosure, ShownTable, publish
from heard.measures import who_took_part as people_module
from heard.model.shown_before import ShownBefore
from heard.model.tables import CAPACITY
from heard.page.charts.drawing import text_width
from heard.page.charts.dumbbell import BESIDE, DOT, PAPER

from .adversary import (
    HIDDEN,
    Knowledge,
    Published,
    by_the_rule,
    counted_again,
    read_annual,
    read_profiles,
    read_review,
)
from .invented_councils import (
    CAPACITIES,
    CATEGORIES,
    FOR_ALL,
    ITEMS,
    Activity,
    Council,
    answering,
    councils,
    of_kind,
    publish_review_of,
    publish_what_tells_of_people,
    publish_wholly,
    write_params,
    write_records,
)

COUNCILS, MANY_COUNCILS = 2, 300  # in `make test`, and in `make prove`
WHOLE, MANY_WHOLE = 1, 6  # of those published in every format
Size = Callable[[int, int], int]
Proved = Callable[[str], None]
Keep = Callable[..., Path]


@dataclass(frozen=True)
class Attack:
    """What an attack found: how many counts are hidden, those that are narrowed, and what each format told."""

    hidden: int
    narrowed: Sequence[str]
    read: Counter[str]


def publish_council(folder: Path, given: Council, *, previous: bool = True, remembers: bool = True) -> None:
    """What is told of people by last year's report, this year's, and this year's made anew; each in a folder."""
    out = folder / "reports"
    first, second = _params(folder, given, previous=previous)
    publish_what_tells_of_people(first, out)
    publish_what_tells_of_people(second, out)
    shutil.copytree(out / second.stem, folder / "first" / second.stem)
    write_records(folder / "records-2024", 2024, given, given.anew)
    publish_what_tells_of_people(second, out, remembers=remembers)


def publish_whole_council(folder: Path, seed: str = "whole", number: str = "0") -> None:
    """The same in every format, with profiles of each and the review of both years."""
    (given,) = list(councils(int(seed), int(number) + 1))[int(number) :]
    out = folder / "reports"
    first, second = _params(folder, given)
    publish_wholly(first, out)
    publish_wholly(second, out)
    for path in (second.stem, "profiles-2024-25"):
        shutil.copytree(out / path, folder / "first" / path)
    write_records(folder / "records-2024", 2024, given, given.anew)
    publish_wholly(second, out)
    publish_review_of(folder, (first, second), out)


def _params(folder: Path, given: Council, *, previous: bool = True) -> tuple[Path, Path]:
    write_records(folder / "records-2023", 2023, given, given.then)
    write_records(folder / "records-2024", 2024, given, given.now)
    last_year = folder / "reports" / "annual-2023-24"
    last_year.mkdir(parents=True, exist_ok=True)
    first = write_params(folder, 2023, given.rules, None)
    return first, write_params(folder, 2024, given.rules, last_year if previous else None)


def attack(folder: Path, given: Council) -> Attack:
    """Read what is in the folder of a council, and work out what it gives away."""
    out = folder / "reports"
    then = Published(out / "annual-2023-24", "then")
    now, anew = (Published(each / "annual-2024-25", each.name) for each in (folder / "first", out))
    known = Knowledge()
    for report, activities in ((then, given.then), (now, given.now), (anew, given.anew)):
        for_all = [each.id for each in activities if each.target == FOR_ALL]
        read_annual(known, report, for_all, [each.id for each in activities])
        profiles = report.folder.parent / report.folder.name.replace("annual", "profiles")
        read_profiles(known, Published(profiles if profiles.is_dir() else report.folder, report.name), report)
    for review in out.glob("review-*"):
        read_review(known, Published(review), anew)
    _tell_again(known, (now, given.now), (anew, given.anew))
    again = {each.id for each in given.then} == {each.id for each in given.now}
    if again:
        _tell_again(known, (then, given.then), (now, given.now))
    last_year = then.told if again else ShownBefore()
    narrowed = (
        by_the_rule(then, ShownBefore()) + by_the_rule(now, last_year) + by_the_rule(anew, last_year.and_then(now.told))
    )
    return Attack(len(known.hidden), known.narrowed() + narrowed, known.read)


Told = tuple[Published, Sequence[Activity]]


def _tell_again(known: Knowledge, then: Told, now: Told) -> None:
    """Who was counted then is counted now. Wanted is how many of a kind came since, and of an answer, where few did."""
    counted_again(known, then[0], now[0])
    for name, words in {**CATEGORIES, CAPACITY: [each for each in CAPACITIES if each]}.items():
        for category in words:
            came = of_kind(now[1], name, category) - of_kind(then[1], name, category)
            _want(known, then[0], now[0], f"{name}/{category}", came, now[0].rules.threshold_of(name))
    for way in {way for each in then[1] for way in each.came_in}:
        since = sum(each.came_in.get(way, 0) for each in now[1]) - sum(each.came_in.get(way, 0) for each in then[1])
        _want(known, then[0], now[0], f"contributions/{way}", since, now[0].rules.threshold)
    for item in ITEMS:
        for activity in then[1]:
            same = [each for each in now[1] if each.id == activity.id]
            for kind in ("yes", "no"):
                came = answering(same, item, kind) - answering([activity], item, kind)
                _want(known, then[0], now[0], f"{item}/{activity.id}/{kind}", came, now[0].rules.threshold)


def _want(known: Knowledge, then: Published, now: Published, cell: str, came: int, threshold: int) -> None:
    since = {now.called(cell): 1, then.called(cell): -1}
    if 0 < came < threshold and not now.rules.round_to and since.keys() <= known.attacker.names.keys():
        known.hidden[f"came since {then.name} to {cell}"] = since, threshold


def attacked(folder: Path, given: Council, **options: bool) -> Attack:
    publish_council(folder, given, **options)
    return attack(folder, given)


@pytest.mark.proof
def test_nothing_hidden_can_be_had_from_two_years_a_second_run_and_the_profiles(
    tmp_path: Path, size: Size, proved: Proved
) -> None:
    how_many, read, hidden = size(COUNCILS, MANY_COUNCILS), Counter[str](), 0
    for n, given in enumerate(councils(1, how_many)):
        found = attacked(tmp_path / str(n), given)
        assert found.narrowed == [], f"council {n}"
        read, hidden = read + found.read, hidden + found.hidden
    assert hidden > 10 * how_many
    assert {".csv", ".xlsx table", ".html table", ".html words", ".html profile"} <= {*read}
    proved(
        f"Attacked with the rule and all that is told of people (open data, workbook, web page, profiles) over two "
        f"years and a report made anew with one more answer: {how_many:,} councils of 12 to 400 responses; "
        f"{hidden:,} hidden counts; none was narrowed."
    )


@pytest.mark.proof
def test_nothing_hidden_can_be_had_from_every_format_and_the_review(keep: Keep, size: Size, proved: Proved) -> None:
    how_many, read, hidden = size(WHOLE, MANY_WHOLE), Counter[str](), 0
    for n, given in enumerate(councils(WHOLE_SEED, how_many)):
        found = attack(keep(f"attacked-{n}", publish_whole_council, str(WHOLE_SEED), str(n)), given)
        assert found.narrowed == [], f"council {n}"
        read, hidden = read + found.read, hidden + found.hidden
    assert {*EVERY_FORMAT} <= {*read}
    assert ".pdf profile" not in read  # on its one sheet no count of people has room
    proved(
        f"Attacked in every format (Word, PDF and charts too, with the profiles and the review): {how_many} of such "
        f"councils, published wholly; {hidden:,} hidden counts; none was narrowed."
    )


WHOLE_SEED = 7
EVERY_FORMAT = (
    ".csv",
    ".xlsx table",
    ".html table",
    ".html words",
    ".html profile",
    ".docx table",
    ".docx words",
    ".pdf words",
    "review's .html table",
    "review's .xlsx table",
    "review's .pdf words",
    "review's .docx words",
)


@pytest.mark.parametrize("format", ["csv", "html", "svg", "xlsx", "docx", "pdf"])
def test_the_attack_works_when_one_format_tells_a_hidden_count(small_report: Path, tmp_path: Path, format: str) -> None:
    """A group of one person, told in one place alone: in a chart by where a mark stands."""
    folder = tmp_path / small_report.name
    shutil.copytree(small_report, folder)
    rows = [row for row in Published(folder).people if row["people"] == HIDDEN and row["population_share"]]
    group = next(row["category"] for row in rows if row["share"] == HIDDEN)
    PLANTS[format](folder, group)
    assert given_away(folder) != []


def test_a_report_in_which_nothing_is_planted_gives_nothing_away(small_report: Path) -> None:
    assert given_away(small_report) == []


def given_away(report: Path) -> list[str]:
    known = Knowledge()
    read_annual(known, Published(report))
    return known.narrowed()


def in_open_data(folder: Path, group: str) -> None:
    with (folder / "people.csv").open(encoding="utf-8", newline="") as file:
        columns, *rows = csv.reader(file)
    with (folder / "people.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *([*row[:2], "1", *row[3:]] if row[1] == group else row for row in rows)])


def in_web_page(folder: Path, group: str) -> None:
    page = BeautifulSoup((folder / "annual-report.html").read_text(encoding="utf-8"), "html.parser")
    rows = [row.find_all(["th", "td"])[:2] for row in page.find_all("tr")]
    (count,) = (row[1] for row in rows if [cell.get_text(strip=True) for cell in row] == [group, HIDDEN])
    count.string = "1"
    (folder / "annual-report.html").write_text(str(page), encoding="utf-8")


def in_chart(folder: Path, _: str) -> None:
    """A mark at nought for the first group that has none."""
    nought = PAPER.names + text_width("00.0%", PAPER.letters) + BESIDE + DOT
    page = BeautifulSoup((folder / "annual-report.html").read_text(encoding="utf-8"), "html.parser")
    for image in page.find_all("img", src=re.compile("^data:image/svg")):
        head, _, svg = str(image["src"]).partition(",")
        drawn = base64.b64decode(svg).decode()
        for mark in re.findall(r'<g id="mark-lives-here-\d+">.*?</g>\s*</g>', drawn, re.DOTALL):
            other = re.sub(r'( x=)"[\d.]+"', rf'\1"{nought}"', mark.replace("lives-here", "took-part"))
            if other.partition(">")[0] not in drawn:
                drawn = drawn.replace(mark, mark + other)
                break
        image["src"] = f"{head},{base64.b64encode(drawn.encode()).decode()}"
    (folder / "annual-report.html").write_text(str(page), encoding="utf-8")


def in_workbook(folder: Path, group: str) -> None:
    book = load_workbook(folder / "workbook.xlsx")
    (row,) = (row for row in book["People"].iter_rows() if row[1].value == group)
    row[2].value = 1
    book.save(folder / "workbook.xlsx")


def in_words(folder: Path, group: str) -> None:
    path, line = folder / "annual-report.docx", f"<w:p><w:r><w:t>{group}: 1</w:t></w:r></w:p></w:body>"
    with ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"</w:body>", line.encode())
    with ZipFile(path, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)


def on_paper(folder: Path, group: str) -> None:
    (folder / "annual-report-2.pdf").write_bytes(typst.compile(f"{group} 1".encode()))


PLANTS: Mapping[str, Callable[[Path, str], None]] = {
    "csv": in_open_data,
    "html": in_web_page,
    "svg": in_chart,
    "xlsx": in_workbook,
    "docx": in_words,
    "pdf": on_paper,
}


def only_small(table: Distribution) -> frozenset[str]:
    """A rule that hides nothing for another's sake."""
    return frozenset(category for category in table.counts if table.is_small(category))


def test_the_attack_works_when_only_small_counts_are_hidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suppress, "categories_to_hide", only_small)
    found = (attacked(tmp_path / str(n), given) for n, given in enumerate(councils(2, 3)))
    assert any(each.narrowed for each in found)


def smallest_first(table: Distribution) -> frozenset[str] | None:
    """The rule that heard had: the smallest counts are hidden for another's sake, ties by name."""
    hidden = {category for category in table.counts if table.is_small(category)}
    others = sorted(set(table.counts) - hidden, key=lambda category: (-table.counts[category], category))
    while hidden and (len(hidden) < 2 or sum(table.counts[category] for category in hidden) < table.threshold - 1):
        if not others:
            return None
        hidden.add(others.pop())
    return frozenset(hidden)


def one_run(folder: Path, people: Sequence[tuple[str, ...]], rules: Disclosure) -> tuple[Published, list[str]]:
    """A report of one activity, and what it gives away."""
    given = Council(rules, {word: 1000 for words in CATEGORIES.values() for word in words}, (), (), ())
    write_records(folder / "records-2024", 2024, given, [Activity("a", FOR_ALL, tuple(people), {})])
    report = publish_what_tells_of_people(write_params(folder, 2024, rules, None), folder / "reports")
    known = Knowledge()
    read_annual(known, report, ["a"], ["a"])
    return report, known.narrowed() + by_the_rule(report, ShownBefore())


def test_the_attack_works_when_the_smallest_are_hidden_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two hidden with 8 between them, and a 5 that is shown: there are 4 in each, or the 5 would have gone first."""
    counts = {"Asian": 4, "": 4, "Black": 5, "Mixed": 7, "White": 20}
    people = [("30", "Female", group, "5", "5", "") for group, n in counts.items() for _ in range(n)]
    rules = Disclosure(special_category_threshold=5)
    assert one_run(tmp_path / "now", people, rules)[1] == []
    monkeypatch.setattr(suppress, "categories_to_hide", smallest_first)
    assert "annual-2024-25/ethnic_group/Asian: [4]" in one_run(tmp_path / "as it was", people, rules)[1]


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

    people = [("30", "Female", "Asian", "5", "5", "")] * 24
    report, narrowed = one_run(tmp_path / "now", people, Disclosure())
    assert {row["people"] for row in report.people} == {HIDDEN}
    assert narrowed == []
    monkeypatch.setattr(people_module, "publish", joined)
    report, _ = one_run(tmp_path / "as it was", people, Disclosure())
    assert [row["people"] for row in report.people if row["category"] == "Male"] == ["0"]


def test_the_attack_works_when_the_report_that_is_replaced_is_forgotten(tmp_path: Path) -> None:
    found = (attacked(tmp_path / str(n), given, remembers=False) for n, given in enumerate(councils(3, 4)))
    assert any("came since" in name for each in found for name in each.narrowed)


def told_again(given: Council) -> Council:
    """An activity in last year's report and, as its closing day was put right, in this one's: two came in between."""
    activity = replace(max(given.then, key=lambda each: len(each.people)), target=FOR_ALL)
    later = activity.with_more([activity.people[0]] * 2)
    return replace(given, then=(activity,), now=(later,), anew=(later,))


def test_the_attack_works_when_last_years_report_is_not_named(tmp_path: Path) -> None:
    some = map(told_again, councils(4, 4))
    found = (attacked(tmp_path / str(n), given, previous=False) for n, given in enumerate(some))
    assert any("came since then" in name for each in found for name in each.narrowed)


def test_the_attack_works_when_what_people_understood_is_told_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guarded = people_module.understood_by_item

    def told_twice(year: Any, ids: set[str], rules: Disclosure, told: ShownBefore) -> Any:
        return guarded(year, ids | set(year.records.counts["answers"]["activity_id"]), rules, told)

    monkeypatch.setattr(people_module, "understood_by_item", told_twice)
    some = map(told_again, councils(5, 4))
    found = (attacked(tmp_path / str(n), given) for n, given in enumerate(some))
    assert any("understood" in name for each in found for name in each.narrowed)
