"""The page of a plan, for the service that draws it up: its days, what would be found, and what is still undecided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from heard.english import brief, capital, day, listed, number, some
from heard.page.blocks import (
    ANNEX,
    Block,
    Blocks,
    Cover,
    Some,
    Words,
    bullets,
    code,
    details,
    flow,
    group,
    heading,
    paragraph,
    strong,
    table,
    words,
)
from heard.show.plan_words import calendar_in_words, change_in_words, in_short, window_in_words
from heard.show.records_in_words import RECORDS
from heard.show.report.trust import in_code
from heard.year.foreseen import FALLS_SHORT, Foreseen, Prospect
from heard.year.plan import Plan
from heard.year.plan_days import PlanStep

WHAT_IT_IS_NOT = (
    "These are the strategy's rules and the days you gave. They do not show that a consultation is lawful, fair or "
    "enough."
)
ON_A_SHEET = 6  # shortfalls that a sheet of paper has room for
TABLE = "plan.csv"


@dataclass(frozen=True, eq=False)
class PlanPage:
    """One draft, part by part; `on_a_sheet` as one sheet of paper has room for, which names where the rest is."""

    plan: Plan
    on_a_sheet: bool = False

    def blocks(self) -> Blocks:
        """The whole page."""
        return flow(
            self._cover(),
            paragraph(in_short(self.plan), kind="lede"),
            self._days(),
            self._found(),
            self._calendar(),
            self._undecided(),
            self._change(),
            paragraph(WHAT_IT_IS_NOT, kind="note"),
        )

    def _cover(self) -> Cover:
        plan, params = self.plan, self.plan.params
        title = brief(plan.draft.title)
        return Cover(
            council=params.council,
            title=title,
            name=self._facts(),
            about=(),
            page_title=f"{title}: a plan, {day(plan.on)}",
            date=plan.on.isoformat(),
            draft=False,
            sample=params.sample,
            short=True,
            sheet=False,
            single=self.on_a_sheet,
        )

    def _facts(self) -> str:
        """Whose it is and when, in one line."""
        draft = self.plan.draft
        days = (("opens", "opened_on"), ("closes", "closed_on"), ("is to be decided", "decision_planned_on"))
        said = (f"{does} on {day(when)}" for does, name in days if (when := draft.day(name)))
        service = brief(str(draft.cells.get("service", "")))
        return f"{f'{service}: a' if service else 'A'} plan that {listed(said)}."

    def _days(self) -> Blocks:
        dated = [each for each in self.plan.steps if each.not_before or each.last_on or each.drafted_on]
        how = [words(strong(capital(each.step)), ": ", in_code(f"{each.how}.")) for each in self.plan.steps if each.how]
        return flow(
            heading(2, "The days"),
            paragraph(window_in_words(self.plan)),
            paragraph(*self._that_do_not_fit()),
            table(
                "Each step by its last day, worked back from decision, closing and opening",
                ("Step", "First day", "Last day", "In the draft", "Room"),
                [(capital(e.step), _on(e.not_before), _on(e.last_on), _on(e.drafted_on), _slack(e)) for e in dated],
            ),
            group(details("How each day was worked out", bullets(how)), kind=ANNEX),
        )

    def _found(self) -> Blocks:
        plan = self.plan
        short, to_do = plan.of(*FALLS_SHORT), plan.of(Prospect.TO_DO)
        shown = short[:ON_A_SHEET] if self.on_a_sheet else short
        more = len(short) - len(shown)
        return flow(
            heading(2, "What the strategy would find"),
            bullets([_shortfall(each) for each in shown]) or paragraph("Nothing falls short."),
            paragraph(f"{number(more)} more: {TABLE} has them." if more else None, kind="note"),
            _titles("Would be met", plan.of(Prospect.MET)),
            _titles("Does not apply", plan.of(Prospect.NOT_APPLICABLE)),
            self._to_do(to_do) if to_do else None,
        )

    def _to_do(self, to_do: Sequence[Foreseen]) -> Blocks:
        by_day = sorted(to_do, key=lambda each: (each.due_on or date.max, each.task))
        first = by_day[0].due_on
        assert first is not None, "what is to be done has its day"
        if self.on_a_sheet:
            count = f"{some(len(to_do), 'checks')}, the first by {day(first)}: {TABLE} has each with its day."
            return flow(paragraph(strong("To do:"), count))
        rows = [
            (day(when), "; ".join(each.task for each in several) + ".")
            for when, several in groupby(by_day, key=lambda each: each.due_on)
            if when
        ]
        return flow(table("Still to do, by its last day", ("By", "What"), rows, widths=(28, 72)))

    def _that_do_not_fit(self) -> Iterator[str]:
        """The steps for which no day is left between what comes before and what comes after."""
        for each in self.plan.steps:
            if each.not_before and each.last_on and each.not_before > each.last_on:
                between = f"not before {day(each.not_before)}, and by {day(each.last_on)}"
                yield f"No day fits for {each.step[:1].lower()}{each.step[1:]}: {between}. Another day has to move."

    def _calendar(self) -> Blocks:
        return flow(heading(2, "The calendar"), bullets([in_code(each) for each in calendar_in_words(self.plan)]))

    def _undecided(self) -> Blocks:
        lines = [*self._keys_by_day(), *self._without_a_day()]
        return flow(heading(2, "Still undecided"), bullets(lines) or paragraph("Nothing that a draft could say."))

    def _keys_by_day(self) -> Iterator[Some]:
        """What the draft does not say, by the first day on which a measure wants it."""
        days = (self.plan.draft.day(name) for name in ("opened_on", "closed_on", "decision_planned_on"))
        last = max(when for when in days if when)  # what is wanted after it need not be decided before it
        by_key: dict[str, date] = {}
        for each in self.plan.of(Prospect.TO_DO, Prospect.TOO_LATE):
            for key in each.undecided:
                by_key[key] = min(by_key.get(key, date.max), each.due_on or date.max)
        for when in sorted({when for when in by_key.values() if when <= last}):
            keys = [_key(key) for key in by_key if by_key[key] == when]
            yield words(f"By {day(when)}: ", words(*keys, between=", "), ".")

    def _without_a_day(self) -> Iterator[Some]:
        """What no day is set for; on a sheet what is not given, in one line."""
        by_reason: dict[str, list[str]] = {}
        for each in self.plan.of(Prospect.NOT_DECIDED):
            by_reason.setdefault(each.reason, []).append(each.title)
        if self.on_a_sheet:
            yield from [words("Without a day: ", in_code(f"{'; '.join(by_reason)}."))] if by_reason else []
            return
        for reason, titles in by_reason.items():
            yield words(in_code(capital(reason)), f": {'; '.join(titles)}.")

    def _change(self) -> Blocks:
        said = change_in_words(self.plan.change, falls_short=self.plan.falls_short)
        return flow(heading(2, "The one change that mends most"), paragraph(said))


def _key(key: str) -> Words:
    """What a draft leaves out, in words, and the key to write it under: `what it costs (cost)`."""
    name = f"activities.{key}"
    return words(f"{RECORDS[name]} (", code(key), ")") if name in RECORDS else words(code(key))


def _on(when: date | None) -> str:
    """7 Sep 2026: five columns have to go on a phone."""
    return f"{when.day} {when:%b %Y}" if when else ""


def _slack(step: PlanStep) -> str:
    """The days of room, or by how many it is too early or too late."""
    slack = step.slack
    if slack is None:
        return ""
    if slack >= 0:
        return some(slack, "days")
    early = step.not_before and step.drafted_on and step.drafted_on < step.not_before
    return f"{some(-slack, 'days')} too {'early' if early else 'late'}"


def _shortfall(each: Foreseen) -> Some:
    """What would fall short: the answer, why, and what it would take."""
    takes = f" It would take: {each.would_take}." if each.would_take and each.answer is not Prospect.TOO_LATE else ""
    return words(strong(f"{each.title}: {each.answer}."), f" {capital(each.reason)}.{takes}")


def _titles(label: str, found: Sequence[Foreseen]) -> Block | None:
    titles = "; ".join(each.title for each in found)
    return paragraph(strong(f"{label} ({number(len(found))}):"), f"{titles}.") if found else None
