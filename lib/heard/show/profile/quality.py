"""The quality profile of one activity, for the service that ran it: what each check found, and what would help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

import pandas as pd

from heard.english import agreed, brief, capital, day, listed, number, some
from heard.errors import ParamsError, did_you_mean
from heard.model.missing import Record
from heard.model.result import Finding, Result
from heard.model.state import SHORT_OF, State
from heard.page.blocks import (
    ANNEX,
    Blocks,
    Cover,
    Link,
    Some,
    Words,
    details,
    figure,
    figures,
    flow,
    group,
    heading,
    paragraph,
    strong,
    table,
    text_of,
    words,
)
from heard.page.charts import one_activity
from heard.page.output import Shown
from heard.show.as_announced import HOW, how_it_ran
from heard.show.marks import CASES, HIDDEN, IN_LAW, ITEMS, how_many_understood
from heard.show.profile.milestones import milestones
from heard.show.records_in_words import RECORDS, why_missing
from heard.show.results import inline, is_law
from heard.year import Year

PARTS = ("cover", "in_short", "fell_short", "not_on_record", "others", "asking", "judged", "every_check")
KINDS = {"consult": "consultation", "engage": "engagement", "coproduce": "co-production"}
DO_NOT_APPLY = "do not apply"
COUNTED = ((State.MET, "were met"), (State.PARTLY, "in part"), (State.NOT_MET, "fell short"))
UNCOUNTED = (
    (State.NO_EVIDENCE, "have no record"),
    (State.NOT_YET_DUE, "are not due yet"),
    (State.NOT_APPLICABLE, DO_NOT_APPLY),
)
MOST_SHORT, MOST_MISSING = 8, 4  # rows on paper, where there is room for so many
LINES = 27  # on paper, of both tables; a row gives way, and never the type
RULE = 0.4  # lines that the room around a row takes
OF_TITLE, OF_FACTS, OF_SHORT, OF_MISSING = (
    36,
    110,
    (32, 30, 32),
    (44, 48),
)  # letters to a line, or to one of each column
WEB = ("http://", "https://")  # how an address begins that a page may lead to
NO_SCORE = "These counts are no score: some checks matter more than others."


@dataclass(frozen=True)
class Check:
    """One check of one activity: what was asked, and what was found."""

    result: Result
    finding: Finding
    title: str
    answer: str


@dataclass(frozen=True, eq=False)
class Profile:
    """One closed activity, as its page tells of it, part by part. ParamsError for an id that none of them has."""

    year: Year
    activity_id: str

    def __post_init__(self) -> None:
        closed = [str(id) for id in self.year.closed["activity_id"]]
        if self.activity_id not in closed:
            found = f"no activity that closed in the year has the id {self.activity_id!r}"
            like = f"Write one of theirs, such as {closed[0]!r}" if closed else "None closed, so there is no profile"
            raise ParamsError("activity_id", found, did_you_mean(self.activity_id, closed, like))

    def cover(self) -> Shown:
        """What it was, who ran it, when, and who it was for."""
        params, name = self.year.params, self.year.name("activity", self.activity_id)
        cover = Cover(
            council=params.council,
            title=name,
            name=f"Quality profile of {_a(self._kind)} that closed in {params.period.name}",
            about=flow(paragraph(line, kind="note") for line in self._about()),
            page_title=f"{brief(name)}: quality profile – {params.council}",
            date=params.as_at.isoformat(),
            draft=not params.signed_off_by,
            sample=params.sample,
            short=True,
        )
        return Shown((cover,))

    def in_short(self) -> Shown:
        """How many checks came to each answer, and its days."""
        opened, closed = (self._cell(name) for name in ("opened_on", "closed_on"))
        days = figure(one_activity(opened, closed, milestones(self.year, self.activity_id)))
        return Shown(flow(paragraph(self._counts(), NO_SCORE), days))

    def _counts(self) -> str:
        """`Of 34 checks 26 were met, 1 in part and 4 fell short; 3 do not apply.`"""
        told = [
            listed(f"{number(n)} {_agreed(n, words)}" for state, words in states if (n := len(self._in(state))))
            for states in (COUNTED, UNCOUNTED)
            if any(self._in(state) for state, _ in states)
        ]
        return f"Of {some(len(self._checks), 'checks')} {'; '.join(told)}."

    def fell_short(self) -> Shown:
        """What was not met or met in part, and what it would have taken: on paper as many rows as there is room for."""
        inside = self._table(
            "Checks that fell short",
            ("Check", "What the record shows", "What it would have taken"),
            self._short,
            self._n_short,
        )
        return Shown(
            flow(heading(2, "What fell short"), inside or paragraph("No check that could be made fell short."))
        )

    def not_on_record(self) -> Shown:
        """What nobody wrote down, with the checks that it would settle."""
        room = LINES - self._first_lines - _lines_of(self._short[: self._n_short], OF_SHORT)
        rows = [(RECORDS.get(str(name), name.table), "; ".join(titles)) for name, titles in self._missing().items()]
        inside = self._table(
            "Not written down",
            ("No record of", "What it would tell"),
            rows,
            _fitting(rows, OF_MISSING, MOST_MISSING, room),
        )
        return Shown(flow(heading(2, "What has no record"), inside or paragraph("Each check could be made.")))

    @cached_property
    def _short(self) -> list[tuple[str, ...]]:
        short = [check for state in SHORT_OF for check in self._in(state)]
        return [(c.title, text_of((_told(c), *self._why(c))), _takes(c.result)) for c in short]

    @property
    def _first_lines(self) -> int:
        """How many lines what stands above the tables takes beyond a title and a fact each of one line."""
        title = _lines(self.year.name("activity", self.activity_id), OF_TITLE) - 1
        facts = sum(_lines(line, OF_FACTS) - 1 for line in self._about())
        return 2 * title + facts + len(milestones(self.year, self.activity_id))

    @property
    def _n_short(self) -> int:
        least = 0 if not self._missing() else 8
        return _fitting(self._short, OF_SHORT, MOST_SHORT, LINES - self._first_lines - least)

    def _table(self, caption: str, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]], n: int) -> Blocks:
        """The rows that paper has room for, how many more there are, and on the web page these too."""
        rest = rows[n:]
        left = f"{capital(number(len(rest)))} more {agreed(len(rest), 'are')} on the web page." if rest else ""
        more = details(f"The other {number(len(rest))}", table(f"{caption}: the rest", columns, rest), kind=ANNEX)
        return flow(table(caption, columns, rows[:n]), paragraph(left, kind="note"), more if rest else None)

    def others(self) -> Shown:
        """How many checks were met, and on the web page which, what is still to come, and what does not apply."""
        met = len(self._in(State.MET))
        answers = [
            ("Met, or on record", "; ".join(check.title for check in self._in(State.MET))),
            ("Not due yet", self._with_reasons(State.NOT_YET_DUE)),
            ("Does not apply", self._with_reasons(State.NOT_APPLICABLE)),
        ]
        given = [(answer, checks) for answer, checks in answers if checks]
        count = paragraph(f"{capital(some(met, 'checks'))} {agreed(met, 'were')} met, or on record.")
        return Shown(
            flow(count, details("The other checks", figures(given, kind="facts"), kind=ANNEX) if given else None)
        )

    def asking(self) -> Shown:
        """The asking for a reply, and until when."""
        params = self.year.params
        whom, by = (
            params.prepared_by or "whoever prepares the report",
            params.reply_day - timedelta(days=params.standards.reply_days),
        )
        ask = "If a line is wrong, or you wish to say something beside it, "
        ask += f"tell {whom} by {day(by)}: your words will be printed."
        return Shown(flow(paragraph(strong(ask))))

    def judged(self) -> Shown:
        """What people made of it: assessors' scores, and what those who took part said they understood."""
        scores = [(c.title, capital(c.answer), c.finding.reason) for c in self._all if c.result.by_assessors]
        asked = [e for e in self.year.assessment.people.understood if e.activity_id == self.activity_id]
        understood = listed(f"{ITEMS[each.item][1]} ({how_many_understood(each)})" for each in asked) if asked else ""
        inside = flow(
            table("Scores by assessors", ("What was judged", "Answer", "Score"), scores),
            paragraph(f"How many of those asked said they understood {understood}." if asked else ""),
            paragraph(HIDDEN if "[c]" in understood else "", kind="note"),
        )
        nobody = paragraph("Nobody is on record as asked.")
        told = group(heading(2, "What people made of it"), inside or nobody, kind=ANNEX, element="section")
        return Shown((told,))

    def every_check(self) -> Shown:
        """For the web page: each check, its answer, why, and the rows it rests on."""
        rows = [
            (c.title, ", ".join(c.result.serves), capital(c.answer), self._why(c), _rows(c.finding)) for c in self._all
        ]
        columns = ("Check", "Promise", "Answer", "Why", "Rows")
        inside = details(
            "Every check, and the rows it rests on",
            table("Every check, in the order of the strategy", columns, rows),
        )
        opening = heading(2, "Where this comes from")
        valued = self._cell("what_people_valued")
        facts = [("What people valued", valued), ("What changed", " ".join(self._outcomes()))]
        told = figures([(name, str(value)) for name, value in facts if value], kind="facts")
        addresses = map(paragraph, self._addresses())
        return Shown(
            (
                group(
                    opening,
                    told if any(value for _, value in facts) else None,
                    addresses,
                    inside,
                    kind=ANNEX,
                    element="section",
                ),
            )
        )

    def _addresses(self) -> Iterator[Words]:
        """Where the activity can be read about, and each thing that was published back."""
        if url := self._cell("url"):
            yield words("Where to read about it: ", _address(str(url)))
        feedback = self.year.rows("feedback")
        came = (feedback["published_on"] <= self.year.params.as_at).to_numpy(dtype=bool, na_value=False)
        back = feedback[came & (feedback["activity_id"] == self.activity_id).to_numpy(dtype=bool, na_value=False)]
        for published_on, url in back[["published_on", "url"]].dropna().itertuples(index=False, name=None):
            yield words(f"Published back on {day(published_on)}: ", _address(str(url)))

    @cached_property
    def _row(self) -> pd.Series:
        closed = self.year.closed
        return closed[closed["activity_id"] == self.activity_id].iloc[0]

    def _cell(self, name: str) -> Any:
        return None if pd.isna(self._row[name]) else self._row[name]

    @property
    def _kind(self) -> str:
        return KINDS[str(self._row["level"])]

    def _about(self) -> tuple[str, ...]:
        """What it was, when, and of which day this is told, in a line each."""
        divisions = [name.strip() for name in str(self._cell("divisions") or "").split(";") if name.strip()]
        where = f", in {listed(divisions)}" if divisions else ""
        facts = how_it_ran(self.year, self._row.to_dict())
        ran = "; ".join(inline(value) if fact == HOW else f"{fact.lower()} {value}" for fact, value in facts)
        return (
            f"{capital(self._kind)} of {self._cell('service') or 'no service on record'}, "
            f"for {self._cell('target') or 'whom is not on record'}{where}.",
            f"{capital(ran)}.",
            f"In the register: {self.activity_id}. As at {day(self.year.params.as_at)}.",
        )

    def _outcomes(self) -> Iterator[str]:
        """What became of each decision on it that has an outcome: the word, and what changed in the council's own."""
        rows = self.year.rows("decisions")
        taken = (rows["activity_id"] == self.activity_id) & (rows["decided_on"] <= self.year.params.as_at)
        decided = rows[taken.to_numpy(dtype=bool, na_value=False)].sort_values("decided_on", kind="stable")
        for outcome, what in zip(decided["outcome"], decided["what_changed"], strict=True):
            if not pd.isna(outcome):
                yield f"{capital(str(outcome))}." if pd.isna(what) else f"{capital(str(outcome))}: {what.rstrip('.')}."

    @cached_property
    def _all(self) -> tuple[Check, ...]:
        """Every check that has a state for it, in the order of the strategy."""
        return tuple(self._made())

    @property
    def _checks(self) -> list[Check]:
        """Those that judge, made of the records: scores are told apart, and of what is described nobody falls short."""
        return [check for check in self._all if not check.result.by_assessors and not check.result.described]

    def _made(self) -> Iterator[Check]:
        for measure in self.year.shown_at:
            result = self.year.results[measure]
            answers = {**CASES, **IN_LAW} if is_law(self.year, result) else CASES
            for finding in result.findings:
                if result.unit == "activity" and finding.unit_id == self.activity_id:
                    yield Check(result, finding, self.year.measures[measure].title, answers[finding.state])

    def _in(self, state: State) -> list[Check]:
        return [check for check in self._checks if check.finding.state is state]

    def _why(self, check: Check) -> Words:
        """The reason; of what is described, that nothing hangs on it."""
        why = why_missing(check.finding)
        return words(why, " (described, not judged)" if check.result.described else "")

    def _with_reasons(self, state: State) -> str:
        return "; ".join(f"{check.title} ({check.finding.reason})" for check in self._in(state))

    def _missing(self) -> dict[Record, list[str]]:
        """What is missing, by the checks that want it, most wanted first."""
        wanted_by: dict[Record, list[str]] = {}
        for check in self._in(State.NO_EVIDENCE):
            for record in dict.fromkeys(missing.record for missing in check.finding.missing):
                wanted_by.setdefault(record, []).append(check.title)
        return dict(sorted(wanted_by.items(), key=lambda item: (-len(item[1]), item[0])))


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _agreed(n: int, words: str) -> str:
    return "does not apply" if n == 1 and words == DO_NOT_APPLY else agreed(n, words)


def _told(check: Check) -> str:
    """`In part: ` before the reason, or in the law what the record has; nothing where the heading says it."""
    if check.answer in IN_LAW.values():
        return f"{capital(check.answer)}: "
    return "In part: " if check.finding.state is State.PARTLY else ""


def _lines(text: str, letters: int) -> int:
    return -(-len(text) // letters) or 1


def _lines_of(rows: Sequence[Sequence[str]], letters: Sequence[int]) -> float:
    """How many lines of paper rows of a table take, by the letters to a line of each column, and what parts them."""
    return sum(max(map(_lines, row, letters)) + RULE for row in rows)


def _fitting(rows: Sequence[Sequence[str]], letters: Sequence[int], most: int, room: float) -> int:
    """How many of the first rows have room in so many lines, and at most how many."""
    return next((n for n in range(min(most, len(rows)), 0, -1) if _lines_of(rows[:n], letters) <= room), 0)


def _takes(result: Result) -> str:
    """The rules that give *met*, in words."""
    return "; or ".join(dict.fromkeys(rule for rule, state in result.rules if state is State.MET))


def _rows(finding: Finding) -> str:
    return "; ".join(map(str, finding.source))


def _address(url: str) -> Some:
    return Link(url, words(url)) if url.startswith(WEB) else url
