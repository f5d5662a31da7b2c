"""The sample's figures worked out a second time: from its records and the specification alone, with plain Python.

Nothing of heard is used but the folders that it published, and the titles of its checks. A cell that cannot be read, or
that stands outside its list, is blank here; a blank makes what is said of it unknown (None), and *some* and *every* are
Kleene's.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from heard.measures import MEASURES as DECLARED

from ..read_back import tables_in  # noqa: TID252 - tests are no package that could be named

BANK_HOLIDAYS = {
    date.fromisoformat(day)
    for day in (
        "2023-04-07 2023-04-10 2023-05-01 2023-05-08 2023-05-29 2023-08-28 2023-12-25 2023-12-26 "
        "2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26 "
        "2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26"
    ).split()
}
LEVELS, RUN_BY, SCOPE = (
    ("inform", "engage", "consult", "coproduce"),
    ("council", "on behalf of council", "jointly", "partner"),
    ("yes", "no"),
)
ACTIONS = ("promoted", "explained", "scrutinised")
STATES = ("met", "partly", "not_met", "no_evidence", "not_yet_due", "not_applicable")
Row = Mapping[str, str]
Truth = bool | None


def day(written: str) -> date | None:
    """A day that can be read, from 2000 to 2100."""
    try:
        found = date.fromisoformat(written)
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2100 else None


def the_day(written: str) -> date:
    """A day that is known to be readable."""
    found = day(written)
    assert found
    return found


def some(truths: Iterable[Truth]) -> Truth:
    found = list(truths)
    return True if True in found else None if None in found else False


def every(truths: Iterable[Truth]) -> Truth:
    found = list(truths)
    return False if False in found else None if None in found else True


def told(state_or_unknown: Sequence[tuple[Truth, str]]) -> str:
    """The rules from the top: the first that is true; no evidence at the first that is unknown."""
    for truth, state in state_or_unknown:
        if truth is None:
            return "no_evidence"
        if truth:
            return state
    raise AssertionError("no rule is left")


def before(one: date | None, other: date | None, by: int = 0) -> Truth:
    """One is on or before the other, less so many days; unknown where a day is blank."""
    return None if one is None or other is None else one <= other - timedelta(days=by)


def plus_months(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))


class Records:
    """A year's invented records, less what is set aside."""

    def __init__(self, folder: Path, year: int = 2024) -> None:
        self.folder = folder
        self.first, self.last, self.as_at = date(year, 4, 1), date(year + 1, 3, 31), date(year + 1, 6, 1)
        self.register: dict[str, Row] = {}
        for row in self.rows("activities"):
            id = row["activity_id"].strip().casefold()
            opened, closed = day(row["opened_on"]), day(row["closed_on"])
            listed = [
                row[name].strip().casefold() in (*words, "")
                for name, words in (("level", LEVELS), ("run_by", RUN_BY), ("in_scope", SCOPE))
            ]
            if (
                id in self.register
                or not all(listed)
                or opened is None
                or (row["closed_on"] and (closed is None or closed < opened))
            ):
                continue
            self.register[id] = row
        self.closed = {id: row for id, row in self.register.items() if self._is_closed(row)}
        self.consultations = {id: row for id, row in self.closed.items() if self.level(row) == "consult"}

    @cache  # noqa: B019 - one for the length of the test
    def rows(self, table: str) -> list[Row]:
        path = self.folder / f"{table}.csv"
        if not path.is_file():
            return []
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [defaultdict(str, row) for row in csv.DictReader(file)]

    @staticmethod
    def level(row: Row) -> str:
        return row["level"].strip().casefold() or "consult"

    def is_ours(self, row: Row) -> bool:
        return (
            row["in_scope"].strip().casefold() != "no"
            and row["run_by"].strip().casefold() != "partner"
            and self.level(row) != "inform"
            and not row["withdrawn_on"].strip()
        )

    def _is_closed(self, row: Row) -> bool:
        closed = day(row["closed_on"])
        return self.is_ours(row) and closed is not None and self.first <= closed <= self.last

    @cache  # noqa: B019 - likewise
    def of(self, table: str, bold: str = "") -> Mapping[str, list[Row]]:
        """The rows of each activity of the register; one whose `bold` day cannot be read is set aside, under `-`."""
        found: defaultdict[str, list[Row]] = defaultdict(list)
        for row in self.rows(table):
            id = row["activity_id"].strip().casefold()
            readable = not bold or day(row[bold])
            if readable and bold and (readable_day := day(row[bold])) is not None and readable_day > self.as_at:
                continue  # it has not happened
            found[id if readable else f"-{id}"].append(row)
        return found

    def past(self, written: str) -> date | None:
        """A day that has come."""
        found = day(written)
        return found if found is None or found <= self.as_at else None

    def opened(self, row: Row) -> date:
        return the_day(row["opened_on"])

    def ended(self, row: Row) -> date:
        return the_day(row["closed_on"])

    def days_open(self, id: str, row: Row) -> int | None:
        """How many different days it was open; unknown where a spell of it cannot be read."""
        spells = self.of("openings")[id]
        if any((day(each["opened_on"]) or date.max) > (day(each["closed_on"]) or date.min) for each in spells):
            return None
        if not spells:
            return (self.ended(row) - self.opened(row)).days + 1
        return len(
            {
                self.opened(each) + timedelta(days=n)
                for each in spells
                for n in range((self.ended(each) - self.opened(each)).days + 1)
            }
        )


def yes(cell: str) -> Truth:
    return {"yes": True, "no": False}.get(cell.strip().casefold())


def word(cell: str, *words: str) -> Truth:
    """Whether a cell is one of these words; unknown where it is blank."""
    return cell.strip().casefold() in words if cell.strip() else None


def negated(truth: Truth) -> Truth:
    return None if truth is None else not truth


def of_consultations(records: Records, rule: Callable[[str, Row], str]) -> Counter[str]:
    return Counter(rule(id, row) for id, row in records.consultations.items())


def of_closed(records: Records, rule: Callable[[str, Row], str]) -> Counter[str]:
    return Counter(rule(id, row) for id, row in records.closed.items())


def open_long_enough(records: Records) -> Counter[str]:
    def rule(id: str, row: Row) -> str:
        days = records.days_open(id, row)
        if days is None:
            return "no_evidence"
        if row["prescribed_days"].isdecimal():
            return "met" if days >= int(row["prescribed_days"]) else "not_met"
        significance = row["significance"] if row["significance"] in ("significant", "other") else ""
        return told(
            [
                (days < 28, "not_met"),
                (days >= 84, "met"),
                (word(significance, "other"), "met"),
                (bool(row["short_time_reason"].strip()), "partly"),
                (True, "not_met"),
            ]
        )

    return of_consultations(records, rule)


def open_three_months_if_larger(records: Records) -> Counter[str]:
    def rule(id: str, row: Row) -> str:
        opened, days = records.opened(row), records.days_open(id, row)
        scale = row["scale"] if row["scale"] in ("larger", "other") else ""
        long_enough = None if days is None else days >= (plus_months(opened, 3) - opened).days
        return told(
            [
                (word(scale, "other"), "not_applicable"),
                (long_enough, "met"),
                (bool(row["short_time_reason"].strip()), "partly"),
                (True, "not_met"),
            ]
        )

    return of_consultations(records, rule)


def materials(records: Records, id: str, row: Row) -> list[Row]:
    """Those published by the closing day, or without a day."""
    rows = records.of("materials")[id]
    return [each for each in rows if (day(each["published_on"]) or date.min) <= records.ended(row)]


def says(*columns: str, partly: str = "") -> Callable[[Records], Counter[str]]:
    def of(records: Records) -> Counter[str]:
        def rule(id: str, row: Row) -> str:
            its = materials(records, id, row)
            if not its:
                return "no_evidence"
            all_said = every(some(yes(each[column]) for each in its) for column in columns)
            half = [(some(yes(each[partly]) for each in its), "partly")] if partly else []
            return told([(all_said, "met"), *half, (True, "not_met")])

        return of_consultations(records, rule)

    return of


def affected_contacted(records: Records) -> Counter[str]:
    def rule(id: str, row: Row) -> str:
        first = day(row["first_closed_on"]) or records.ended(row)
        groups = records.of("affected_groups")[id]
        if not groups:
            return "no_evidence"
        in_time = [before(day(each["contacted_on"]), first, 14) for each in groups]
        return told([(every(in_time), "met"), (some(in_time), "partly"), (True, "not_met")])

    return of_closed(records, rule)


def formative(records: Records) -> Counter[str]:
    def rule(_: str, row: Row) -> str:
        final = day(row["proposal_final_on"])
        return told(
            [
                (before(final, records.opened(row)), "not_met"),
                (before(final, records.ended(row)), "partly"),
                (True, "met"),
            ]
        )

    return of_consultations(records, rule)


def by_opening(column: str) -> Callable[[Records], Counter[str]]:
    """Whether something was done by the day on which people could begin to answer."""

    def rule(records: Records, row: Row) -> str:
        return told([(before(day(row[column]), records.opened(row)), "met"), (True, "not_met")])

    return lambda records: of_closed(records, lambda _, row: rule(records, row))


def decision_date_planned(records: Records) -> Counter[str]:
    def rule(_: str, row: Row) -> str:
        planned_late = negated(before(day(row["planned_on"]), records.opened(row)))
        after = before(records.ended(row), day(row["decision_planned_on"]), 14)
        return told([(planned_late, "not_met"), (after, "met"), (True, "not_met")])

    return of_consultations(records, rule)


def decided(records: Records, id: str) -> list[tuple[date, Row]]:
    rows = [(records.past(each["decided_on"]), each) for each in records.of("decisions")[id]]
    return sorted(((on, each) for on, each in rows if on), key=lambda pair: pair[0])


def of_decided(records: Records, rule: Callable[[Row, list[tuple[date, Row]]], str]) -> Counter[str]:
    """By the decisions of each consultation; undecided for a year is no evidence."""

    def each(id: str, row: Row) -> str:
        its = decided(records, id)
        if not its:
            return "not_yet_due" if (records.as_at - records.ended(row)).days <= 365 else "no_evidence"
        return rule(row, its)

    return of_consultations(records, each)


def decided_after_closing(records: Records) -> Counter[str]:
    return of_decided(records, lambda row, its: "met" if its[0][0] > records.ended(row) else "not_met")


def considered_by_a_body(records: Records) -> Counter[str]:
    return of_decided(
        records,
        lambda _, its: told(
            [(some(word(each["body_kind"], "committee", "project board") for _, each in its), "met"), (True, "partly")]
        ),
    )


def findings_cited(records: Records) -> Counter[str]:
    return of_decided(
        records,
        lambda _, its: told([(every(yes(each["findings_cited"]) for _, each in its), "met"), (True, "not_met")]),
    )


def working_days_between(first: date, last: date) -> int:
    days = (first + timedelta(days=n) for n in range(1, (last - first).days))
    return sum(each.weekday() < 5 and each not in BANK_HOLIDAYS for each in days)


def papers_in_time(records: Records) -> Counter[str]:
    def rule(_: Row, its: list[tuple[date, Row]]) -> str:
        by_committee = [word(each["body_kind"], "committee") for _, each in its]
        in_time: list[Truth] = []
        for (on, each), committee in zip(its, by_committee, strict=True):
            published = records.past(each["report_published_on"])
            clear: Truth = None if published is None else working_days_between(published, on) >= 5
            in_time.append(True if committee is False else clear if committee else None if clear is not True else True)
        return told([(negated(some(by_committee)), "not_applicable"), (every(in_time), "met"), (True, "not_met")])

    return of_decided(records, rule)


def its_feedback(records: Records, id: str, row: Row) -> list[Row]:
    """What was published after closing, less what says neither what was decided nor why."""
    rows = records.of("feedback", "published_on")[id]
    late = [each for each in rows if the_day(each["published_on"]) > records.ended(row)]
    return [
        each
        for each in late
        if not (yes(each["includes_decision"]) is False and yes(each["includes_reasons"]) is False)
    ]


def due(records: Records, row: Row) -> date:
    promised, ended = day(row["promised_feedback_on"]), records.ended(row)
    if promised is None or promised <= ended:
        return ended + timedelta(days=84)
    return min(promised, ended + timedelta(days=365))


def feedback_on_time(records: Records) -> Counter[str]:
    return of_closed(records, lambda name, row: fed_back(records, name, row))


def fed_back(records: Records, id: str, row: Row) -> str:
    days = [day(each["published_on"]) for each in its_feedback(records, id, row)]
    by, set_aside = due(records, row), bool(records.of("feedback", "published_on")[f"-{id}"])
    if any(each <= by for each in days if each):
        return "met"
    if set_aside:
        return "no_evidence"
    if not days and by >= records.as_at:
        return "not_yet_due"
    if not days and yes(row["fed_back"]):
        return "no_evidence"
    return "not_met"


def evaluated(records: Records) -> Counter[str]:
    def rule(_: str, row: Row) -> str:
        on, by = records.past(row["evaluated_on"]), records.ended(row) + timedelta(days=183)
        if on:
            return ("met" if row["lesson"].strip() else "partly") if on <= by else "not_met"
        return "not_yet_due" if by >= records.as_at else "not_met"

    return of_closed(records, rule)


def ways_to_take_part(records: Records) -> Counter[str]:
    left_out, on_screen = ("review", "case study", "complaint", "compliment"), ("online survey", "social media")
    known = (
        *left_out,
        *on_screen,
        "postal survey",
        "telephone survey",
        "meeting",
        "workshop",
        "talk",
        "information event",
    )

    def rule(id: str, row: Row) -> str:
        if row["target"].strip().casefold() == "specific group":
            return "not_applicable"
        rows = [each["channel"].strip().casefold() for each in records.of("channels")[id]]
        if not rows:
            return "no_evidence"
        ways = {each for each in rows if each in known} - {*left_out}
        if len(ways) >= 2 and ways - {*on_screen}:
            return "met"
        return "not_met" if all(each in known for each in rows) else "no_evidence"

    return of_closed(records, rule)


def members_took_part(records: Records) -> Counter[str]:
    def rule(id: str, row: Row) -> str:
        rows = records.of("member_actions", "done_on")
        in_time = [each for each in rows[id] if records.opened(row) <= the_day(each["done_on"]) <= records.ended(row)]
        actions = [each["action"].strip().casefold() for each in in_time]
        kinds = [word(each if each in ACTIONS else "", "promoted", "explained") for each in actions]
        took_part = some(kinds)
        if not took_part and rows[f"-{id}"]:
            took_part = None
        return told([(took_part, "met"), (True, "not_met")])

    return of_consultations(records, rule)


def advocates_heard(records: Records) -> Counter[str]:
    seen, found = set(), Counter[str]()
    for row in records.rows("advocacy"):
        on, id = day(row["raised_on"]), row["issue_id"].casefold()
        if id in seen or on is None:
            continue
        seen.add(id)
        if records.first <= on <= records.last:
            found[told([(yes(row["used"]), "met"), (True, "not_met")])] += 1
    return found


def boards_meet_every_quarter(records: Records) -> Counter[str]:
    """A board of which a meeting has no day that can be read may have met in any quarter."""
    met, unread = defaultdict(set), set()
    for row in records.rows("board_meetings"):
        on, board = day(row["met_on"]), row["board"].strip().casefold()
        if on is None:
            unread.add(board)
        elif records.first <= on <= records.last:
            met[board].add((on.month - 4) % 12 // 3)
    boards = {row["board"].strip().casefold() for row in records.rows("boards")}
    return Counter(
        told([(len(met[each]) == 4, "met"), (None if each in unread else bool(met[each]), "partly"), (True, "not_met")])
        for each in boards
    )


def contacts_confirmed(records: Records) -> Counter[str]:
    seen, found = set(), Counter[str]()
    for row in records.rows("contacts"):
        if row["contact"].casefold() in seen:
            continue
        seen.add(row["contact"].casefold())
        on, since = day(row["confirmed_on"]), records.as_at.replace(year=records.as_at.year - 1)
        recent = None if on is None else since <= on <= records.as_at  # a day to come is later than every other
        found[told([(negated(yes(row["works"])), "not_met"), (recent, "met"), (True, "not_met")])] += 1
    return found


MEASURES: Mapping[str, Callable[[Records], Counter[str]]] = {
    "open_long_enough": open_long_enough,
    "open_three_months_if_larger": open_three_months_if_larger,
    "says_what_and_why": says("says_what", "says_why"),
    "says_how_long": says("says_deadline"),
    "says_what_is_asked": says("says_task"),
    "says_what_difference": says("says_difference"),
    "says_how_feedback": says("says_feedback"),
    "says_how_decided_and_limits": says("says_how_decided", "says_limits"),
    "reasons_and_alternatives": says("says_why", "gives_alternatives", partly="says_why"),
    "affected_identified_first": by_opening("affected_listed_on"),
    "affected_contacted": affected_contacted,
    "impact_considered_first": by_opening("impact_considered_on"),
    "formative": formative,
    "decision_date_planned": decision_date_planned,
    "decided_after_closing": decided_after_closing,
    "considered_by_a_body": considered_by_a_body,
    "findings_cited_when_deciding": findings_cited,
    "papers_in_time": papers_in_time,
    "feedback_on_time": feedback_on_time,
    "evaluated_with_a_lesson": evaluated,
    "ways_to_take_part": ways_to_take_part,
    "members_took_part": members_took_part,
    "advocates_heard": advocates_heard,
    "boards_meet_every_quarter": boards_meet_every_quarter,
    "contacts_confirmed": contacts_confirmed,
}


@pytest.fixture(scope="module")
def published(reports: Mapping[str, Path]) -> Path:
    return reports["sample"]


@pytest.fixture(scope="module")
def records(published: Path) -> Records:
    return Records(published.parent.parent / "sample" / "records")


@pytest.fixture(scope="module")
def results(published: Path) -> Mapping[str, Row]:
    with (published / "results.csv").open(encoding="utf-8", newline="") as file:
        return {row["measure"]: row for row in csv.DictReader(file) if row["group"] == "all"}


@pytest.mark.parametrize("measure", MEASURES)
def test_the_counts_of_a_measure_are_those_of_a_second_reading(
    measure: str, records: Records, results: Mapping[str, Row]
) -> None:
    found = MEASURES[measure](records)
    assert {state: found[state] for state in STATES} == {state: int(results[measure][state]) for state in STATES}


@pytest.fixture(scope="module")
def review(reviews: Mapping[str, Path]) -> Path:
    return reviews["sample"]


@pytest.mark.parametrize("year", [2022, 2023, 2024])
def test_the_counts_of_each_year_of_the_review_are_those_of_a_second_reading(year: int, review: Path) -> None:
    name = f"{year}-{(year + 1) % 100}"
    records = Records(review.parents[1] / f"records-{name}", year)
    with (review / "results.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["measure"]: row for row in csv.DictReader(file) if (row["group"], row["period"]) == ("all", name)}
    for measure, read in MEASURES.items():
        found = read(records)
        told = {state: int(rows[measure][state]) for state in STATES}
        assert {state: found[state] for state in STATES} == told, (measure, name)


def test_each_check_that_the_review_tells_has_the_counts_of_a_second_reading(review: Path) -> None:
    html = (review / "strategy-review.html").read_text(encoding="utf-8")
    text = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    years = [Records(review.parents[1] / f"records-{year}-{year % 100 + 1}", year) for year in (2022, 2023, 2024)]
    titles, held = {measure.id: measure.title for measure in DECLARED}, 0
    for measure, read in MEASURES.items():
        three = r"(\d+) of (\d+), (\d+) of (\d+), (\d+) of (\d+)"
        for said in re.finditer(rf"{re.escape(titles[measure])}: {three}", text):
            tallies = [read(records) for records in years]
            counts = [(each["met"], each["met"] + each["partly"] + each["not_met"]) for each in tallies]
            assert tuple(map(int, said.groups())) == tuple(n for pair in counts for n in pair), said[0]
            held += 1
    assert held >= 15


def sheet(published: Path, name: str) -> list[tuple[object, ...]]:
    return tables_in(published / "workbook.xlsx")[name]


def report_text(published: Path) -> str:
    html = (published / "annual-report.html").read_text(encoding="utf-8")
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_middle_time_to_feedback_is_that_of_a_second_reading(records: Records, published: Path) -> None:
    """Kaplan and Meier's: the first day by which half had heard, those who wait counted for as long as they do."""
    waits: list[tuple[int, bool]] = []
    for id, row in records.closed.items():
        if fed_back(records, id, row) != "no_evidence":
            first = min(
                (on for each in its_feedback(records, id, row) if (on := day(each["published_on"]))), default=None
            )
            waits.append((((first or records.as_at) - records.ended(row)).days, first is not None))
    share, middle = 1.0, None
    for wait in sorted({days for days, heard in waits if heard}):
        share *= 1 - waits.count((wait, True)) / sum(days >= wait for days, _ in waits)
        if middle is None and share <= 0.5:
            middle = wait
    shown = {row[0]: row[1] for row in sheet(published, "Time to feedback")}
    heard = sum(has_heard for _, has_heard in waits)
    assert (shown["cannot tell"], shown["fed back"]) == (len(records.closed) - len(waits), heard)
    assert (shown["still waiting"], shown["days until half had fed back"]) == (len(waits) - heard, middle)


def people_of(records: Records) -> Mapping[str, Counter[str]]:
    for_all = {id for id, row in records.closed.items() if row["target"].strip().casefold() == "all residents"}
    seen, found = set(), defaultdict(Counter)
    for row in records.rows("responses"):
        id = row["activity_id"].strip().casefold()
        if (id, row["response_id"]) in seen or id not in for_all:
            continue
        seen.add((id, row["response_id"]))
        for name in ("sex", "ethnic_group", "disability", "religion", "district"):
            found[name][row[name].strip()] += 1
    return found


def test_who_took_part_is_that_of_a_second_reading_but_for_what_is_hidden(records: Records, published: Path) -> None:
    with (published / "people.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    counted, compared = people_of(records), 0
    for row in rows:
        if row["characteristic"] not in counted:
            continue
        of = counted[row["characteristic"]]
        category = "" if row["category"] == "(did not say)" else row["category"]
        assert row["total"] == str(sum(of.values()))
        if row["people"] == "[c]":
            continue
        assert row["people"] == str(of[category]), row
        if row["ratio"] not in ("", "[c]"):
            population = {
                each["category"]: int(each["population"])
                for each in rows
                if each["characteristic"] == row["characteristic"] and each["population_share"]
            }
            share = of[category] / sum(of[each] for each in population)
            area = population[category] / sum(population.values())
            assert (row["share"], row["ratio"]) == (f"{share:.4f}", f"{share / area:.4f}")
            compared += 1
    assert compared >= 15


def test_what_people_understood_in_the_year_is_that_of_a_second_reading(records: Records, published: Path) -> None:
    shown = {row[0]: row[3:5] for row in sheet(published, "Understood") if row[1] == "the whole year"}
    seen, answers = set(), defaultdict(lambda: defaultdict(list))
    for row in records.rows("responses"):
        id = row["activity_id"].strip().casefold()
        if id in records.closed and (id, row["response_id"]) not in seen:
            seen.add((id, row["response_id"]))
            for item in (name for name in row if name.startswith("understood_")):
                if row[item] in ("1", "2", "3", "4", "5"):
                    answers[item][id].append(int(row[item]))
    assert len(shown) == 5
    for item, (answered, understood) in shown.items():
        enough = [given for given in answers[item].values() if len(given) >= 10]
        assert answered == sum(map(len, enough))
        assert understood in ("[c]", sum(answer >= 4 for given in enough for answer in given))
    assert any(isinstance(understood, int) for _, understood in shown.values())


def test_what_came_in_and_what_it_cost_are_those_of_a_second_reading(records: Records, published: Path) -> None:
    ways = {row[0]: row[1:3] for row in sheet(published, "Ways used") if isinstance(row[1], int)}
    for way, (activities, came_in) in ways.items():
        rows = [
            (id, each)
            for id in records.closed
            for each in records.of("channels")[id]
            if each["channel"].strip().casefold() == way
        ]
        assert activities == len({id for id, _ in rows})
        assert came_in in (
            "[c]",
            "[x]",
            sum(int(each["contributions"]) for _, each in rows if each["contributions"].isdecimal()),
        )
    assert sum(isinstance(came_in, int) for _, came_in in ways.values()) >= len(ways) // 2
    cost, staff = (row[1] for row in sheet(published, "Resources") if row[0] in ("cost (pounds)", "staff days"))
    assert cost == pytest.approx(sum(float(row["cost"]) for row in records.closed.values() if row["cost"]))
    assert staff == pytest.approx(sum(float(row["staff_days"]) for row in records.closed.values() if row["staff_days"]))


def test_kappa_is_that_of_a_second_reading(records: Records, published: Path) -> None:
    """Of each two who scored the same, with linear weights: 1 less how far apart they are over how far by chance."""
    latest: dict[tuple[str, str, str], tuple[date, int, str]] = {}
    for row in records.rows("judgements"):
        id, on = row["activity_id"].strip().casefold(), day(row["judged_on"])
        if id in records.closed and row["score"] in ("1", "2", "3", "4", "5", "6") and on and on <= records.as_at:
            key = id, row["commitment"].strip().casefold(), row["assessor"].strip().casefold()
            if key not in latest or latest[key][0] <= on:
                latest[key] = on, int(row["score"]), row["kind"].strip().casefold() or "self"
    of: defaultdict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for (id, commitment, _), (_, score, kind) in latest.items():
        of[id, commitment].append((kind, score))
    pairs: dict[str, list[tuple[int, int]]] = {"the service and others": [], "others among themselves": []}
    for (one_kind, one), (other_kind, other) in (pair for scores in of.values() for pair in combinations(scores, 2)):
        if "self" not in (one_kind, other_kind):
            pairs["others among themselves"] += [(one, other), (other, one)]  # neither is first
        elif one_kind != other_kind:
            pairs["the service and others"].append((one, other) if one_kind == "self" else (other, one))
    shown = {row[0]: row[1:] for row in sheet(published, "Judgements agree")}
    for name, both in pairs.items():
        apart = sum(abs(a - b) for a, b in both)
        by_chance = sum(abs(a - b) for a, _ in both for _, b in both) / len(both)
        same = sum(a == b for a, b in both) / len(both)
        n = len(both) // (2 if name.startswith("others") else 1)
        assert shown[name] == (n, round(same, 2), round(1 - apart / by_chance, 2))
