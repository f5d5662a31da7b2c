"""The quality profile of one activity, for the service that ran it: what each check found, and what would help."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd
from markupsafe import Markup

from heard.english import brief, capital, day, listed, number, some
from heard.errors import ParamsError, did_you_mean
from heard.model.result import Finding, Result
from heard.model.state import State
from heard.page.charts import one_activity
from heard.page.html import Fragment, figures, joined, paragraph, table, tag
from heard.show.fair import HIDDEN
from heard.show.gaps import address, in_words, why_missing
from heard.show.marks import IN_LAW
from heard.show.profile.days import milestones
from heard.show.said import by_assessors, is_law
from heard.show.understood import ITEMS, told
from heard.year import Year

KINDS = {"consult": "consultation", "engage": "engagement", "coproduce": "co-production"}
COUNTS: Mapping[State, str] = {
    State.MET: "met or on record",
    State.PARTLY: "in part",
    State.NOT_MET: "not met or not on record",
    State.NO_EVIDENCE: "that we cannot tell",
    State.NOT_YET_DUE: "not due yet",
    State.NOT_APPLICABLE: "that do not apply",
}
NO_SCORE = "These counts are no score: some checks matter more than others."
SHORT_OF = (State.NOT_MET, State.PARTLY)


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

    def cover(self) -> Fragment:
        """What it was, who ran it, when, and who it was for."""
        params, name = self.year.params, self.year.name("activity", self.activity_id)
        lede = f"Quality profile of {_a(self._kind)} that closed in {params.period.name}"
        return Fragment(
            tag(
                "header",
                tag("p", params.council, class_="council"),
                tag("h1", name),
                paragraph(lede, class_="lede"),
                figures(self._about(), class_="facts"),
                class_="cover",
                data_title=f"{brief(name)}: quality profile – {params.council}",
                data_date=params.as_at.isoformat(),
                data_draft="no" if params.signed_off_by else "yes",
                data_sample="yes" if params.sample else "no",
                data_short="yes",
            )
        )

    def in_short(self) -> Fragment:
        """How many checks came to each answer, and its days."""
        counts = [(len(self._in(state)), words) for state, words in COUNTS.items()]
        told = listed(f"{number(n)} {words}" for n, words in counts if n)
        opened, closed = (self._cell(name) for name in ("opened_on", "closed_on"))
        drawn = one_activity(opened, closed, milestones(self.year, self.activity_id))
        count = paragraph(f"Of {some(len(self._checks), 'checks')}: {told}.", NO_SCORE)
        return Fragment(joined((tag("h2", "In short"), count, tag("h3", "Its days"), Markup(drawn.figure()))))

    def fell_short(self) -> Fragment:
        """What was not met or met in part, and what it would have taken."""
        columns = ("Check", "What the record shows", "What it would have taken")
        found = [check for state in SHORT_OF for check in self._in(state)]
        rows = [(c.title, joined((f"{capital(c.answer)}: ", self._why(c))), _takes(c.result)) for c in found]
        shown = table("Checks that fell short", columns, rows)
        return Fragment(tag("h2", "What fell short") + (shown or paragraph("No check that could be made fell short.")))

    def not_on_record(self) -> Fragment:
        """What nobody wrote down, with the checks that it would settle."""
        rows = [(in_words(name), "; ".join(titles)) for name, titles in self._missing().items()]
        shown = table("What to write down", ("Not on record", "What it would tell"), rows)
        return Fragment(tag("h2", "What we cannot tell") + (shown or paragraph("Each check could be made.")))

    def others(self) -> Fragment:
        """What was met, what is still to come, and what does not apply."""
        answers = [
            ("Met, or on record", "; ".join(check.title for check in self._in(State.MET))),
            ("Not due yet", self._with_reasons(State.NOT_YET_DUE)),
            ("Does not apply", self._with_reasons(State.NOT_APPLICABLE)),
        ]
        told = [(words, found) for words, found in answers if found]
        shown = figures(told, class_="facts") if told else paragraph("There are none.")
        return Fragment(tag("h2", "The other checks") + shown)

    def judged(self) -> Fragment:
        """What people made of it: assessors' scores, and what those who took part said they understood."""
        scores = [(c.title, capital(c.answer), c.finding.reason) for c in self._all if by_assessors(c.result)]
        asked = [e for e in self.year.assessment.people.understood if e.activity_id == self.activity_id]
        understood = listed(f"{ITEMS[each.item][1]} ({told(each)})" for each in asked) if asked else ""
        shown = joined(
            (
                table("Scores by assessors", ("What was judged", "Answer", "Score"), scores),
                paragraph(f"How many of those asked said they understood {understood}.") if asked else "",
                paragraph(HIDDEN, class_="note") if "[c]" in understood else "",
            )
        )
        return Fragment(tag("h2", "What people made of it") + (shown or paragraph("Nobody is on record as asked.")))

    def every_check(self) -> Fragment:
        """For the web page: each check, its answer, why, and the rows it rests on."""
        rows = [
            (c.title, ", ".join(c.result.serves), capital(c.answer), self._why(c), _rows(c.finding)) for c in self._all
        ]
        columns = ("Check", "Promise", "Answer", "Why", "Rows")
        shown = table("Every check, in the order of the strategy", columns, rows)
        inside = tag("details", tag("summary", "Every check, and the rows it rests on"), shown)
        return Fragment(tag("section", tag("h2", "Where this comes from"), inside, class_="annex"))

    @cached_property
    def _row(self) -> pd.Series:
        closed = self.year.closed
        return closed[closed["activity_id"] == self.activity_id].iloc[0]

    def _cell(self, name: str) -> Any:
        return None if pd.isna(self._row[name]) else self._row[name]

    @property
    def _kind(self) -> str:
        return KINDS[str(self._row["level"])]

    def _about(self) -> list[tuple[str, object]]:
        opened, closed = self._cell("opened_on"), self._cell("closed_on")
        divisions = str(self._cell("divisions") or "").split(";")
        return [
            ("Service", self._cell("service") or "not on record"),
            ("Open", f"{day(opened)} to {day(closed)}" if opened else f"to {day(closed)}"),
            ("For", self._cell("target") or "not on record"),
            *([("Where", ", ".join(divisions))] if divisions != [""] else []),
            ("In the register", self.activity_id),
            *([("What changed", "; ".join(outcomes))] if (outcomes := list(self._outcomes())) else []),
            ("As at", day(self.year.params.as_at)),
        ]

    def _outcomes(self) -> Iterator[str]:
        """What became of each decision on it that has an outcome: the word, and what changed in the council's own."""
        rows = self.year.rows("decisions")
        taken = (rows["activity_id"] == self.activity_id) & (rows["decided_on"] <= self.year.params.as_at)
        told = rows[taken.to_numpy(dtype=bool, na_value=False)].sort_values("decided_on", kind="stable")
        for outcome, what in zip(told["outcome"], told["what_changed"], strict=True):
            if not pd.isna(outcome):
                yield str(outcome) if pd.isna(what) else f"{outcome}: {what}"

    @cached_property
    def _all(self) -> tuple[Check, ...]:
        """Every check that has a state for it, in the order of the strategy."""
        return tuple(self._found())

    @property
    def _checks(self) -> list[Check]:
        """Those made of the records; what assessors scored is told apart."""
        return [check for check in self._all if not by_assessors(check.result)]

    def _found(self) -> Iterator[Check]:
        for measure in self.year.shown_at:
            result = self.year.results[measure]
            words = IN_LAW if is_law(self.year, result) else {}
            for finding in result.findings:
                if result.unit == "activity" and finding.unit_id == self.activity_id:
                    answer = words.get(finding.state, str(finding.state))
                    yield Check(result, finding, self.year.measures[measure].title, answer)

    def _in(self, state: State) -> list[Check]:
        return [check for check in self._checks if check.finding.state is state]

    def _why(self, check: Check) -> Markup:
        """The reason; of what is described, that nothing hangs on it."""
        why = why_missing(check.finding, self.year)
        return why + " (described, not judged)" if check.result.described else why

    def _with_reasons(self, state: State) -> str:
        return "; ".join(f"{check.title} ({check.finding.reason})" for check in self._in(state))

    def _missing(self) -> dict[str, list[str]]:
        """What is missing, by the checks that want it, most wanted first."""
        found: dict[str, list[str]] = {}
        for check in self._in(State.NO_EVIDENCE):
            for name in dict.fromkeys(address(each, self.year) for each in check.finding.missing):
                found.setdefault(name, []).append(check.title)
        return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _takes(result: Result) -> str:
    """The rules that give *met*, in words."""
    return "; or ".join(dict.fromkeys(words for words, state in result.rules if state is State.MET))


def _rows(finding: Finding) -> str:
    return "; ".join(map(str, finding.source))
