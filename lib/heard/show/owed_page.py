"""The page of what is owed on a day, for officers: what is late, what is due, and what nobody can tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from heard.english import agreed, capital, day, some
from heard.model.obligation import Obligation, Standing
from heard.page.blocks import (
    Block,
    Blocks,
    Cover,
    Para,
    Some,
    Words,
    bullets,
    code,
    details,
    figures,
    flow,
    group,
    heading,
    link,
    paragraph,
    quoted,
    strong,
    title,
    words,
)
from heard.page.output import Shown
from heard.show.owed_words import how_many, one_line, past_a_year, task_and_day, worked_out
from heard.show.records_in_words import in_plain_words
from heard.year.owed import Owed

TITLE = "What is due to the public"
FOR_OFFICERS = "For officers, and not for publication: it names what is planned and not yet public."
TABLE = "owed.csv"
WHAT_IT_IS_NOT = (
    "Each day is worked out from the Council's records by the rules of its report. What was done and not written down "
    "cannot be told from what was not done."
)


@dataclass(frozen=True, eq=False)
class OwedPage:
    """What is owed on one day, part by part, of the whole Council or of one service."""

    owed: Owed

    def cover(self) -> Shown:
        """Whose page it is, and of which day."""
        owed, params = self.owed, self.owed.params
        whose = owed.service or params.council
        about = figures([("As at", day(owed.on)), ("Service", owed.service or "every service")], kind="facts")
        cover = Cover(
            council=params.council,
            title=TITLE,
            name=f"{whose}, {day(owed.on)}",
            about=flow(about, paragraph(FOR_OFFICERS, kind="note")),
            page_title=f"{TITLE}: {whose}, {day(owed.on)}",
            date=owed.on.isoformat(),
            draft=False,
            sample=params.sample,
            short=True,
            sheet=False,
        )
        return Shown((cover,))

    def in_short(self) -> Shown:
        """How many are late, and how many are due."""
        missed = self.owed.counts[Standing.MISSED]
        others = f"{capital(some(missed, 'others'))} {agreed(missed, 'were')} missed, past mending: {TABLE} has them."
        return Shown(
            flow(
                Para(words(self._how_many(), f", on {day(self.owed.on)}."), "lede"),
                paragraph(others if missed else None, WHAT_IT_IS_NOT, kind="note"),
            )
        )

    def _how_many(self) -> Words:
        """How many are late, and how many are due, each leading to where they are named."""
        places = (Standing.LATE, Standing.WITHIN_7_DAYS, Standing.WITHIN_28_DAYS)
        said = zip(places, how_many(self.owed), strict=True)
        return words(*(link(place_of(state), count) for state, count in said), between=", ")

    def late(self) -> Shown:
        """What is late and still owed, the oldest first; of what is late for over a year the count."""
        return self._part("Late", Standing.LATE, "Nothing is late.")

    def this_week(self) -> Shown:
        """What is due within 7 days."""
        return self._part("This week", Standing.WITHIN_7_DAYS, "Nothing is due within 7 days.")

    def within_28_days(self) -> Shown:
        """What is due after this week, within 28 days."""
        return self._part("Within 28 days", Standing.WITHIN_28_DAYS, "Nothing more is due within 28 days.")

    def not_on_record(self) -> Shown:
        """What has passed its day without a record: done and not written down, or not done."""
        lead = "Write the day down, if it was done in time."
        return self._part("Not on record", Standing.NOT_ON_RECORD, "Every day that has passed is on record.", lead)

    def cannot_tell(self) -> Shown:
        """What has no day, or hangs on one that nobody wrote down."""
        lead = "A day is blank, or came and went without a record."
        return self._part("Cannot tell", Standing.CANNOT_TELL, "Every day can be told.", lead)

    def blocks(self) -> Iterator[Blocks]:
        """The whole page, part by part."""
        parts = (self.in_short, self.late, self.this_week, self.within_28_days, self.not_on_record, self.cannot_tell)
        yield from (part().blocks for part in (self.cover, *parts))

    def _part(self, name: str, state: Standing, nothing: str, lead: str = "") -> Shown:
        rows = self.owed.that_are(state)
        recent = [each for each in rows if not past_a_year(each)]
        old = len(rows) - len(recent)
        older = f"{capital(some(old, 'others'))} passed {agreed(old, 'their')} day over a year ago: {TABLE} has them."
        return Shown(
            flow(
                heading(2, name, id=place_of(state)),
                paragraph(lead if rows else nothing),
                (self._together(each) for each in _by_day_and_unit(recent)),
                paragraph(older if old else None, kind="note"),
            )
        )

    def _together(self, several: Sequence[Obligation]) -> Block:
        """What falls on one day for one unit: a sentence each, and how the day was worked out."""
        undated = [each for each in several if each.due_on is None]
        sentences = [*_without_a_day(undated)] if undated else [_dated(each) for each in several]
        told = [each for each in several if each.how]
        how = details("How this day was worked out", *map(self._how, told)) if told else None
        return group(bullets(sentences, kind="owed"), how, kind="together")

    def _how(self, each: Obligation) -> Blocks:
        strategy = self.owed.params.strategy
        promised = [(commitment.id, commitment.text) for id in each.commitments if (commitment := strategy.find(id))]
        return flow(
            paragraph(strong(each.task, "."), worked_out(each)),
            (paragraph(quoted(text), f"({id})", kind="promise") for id, text in promised),
            paragraph("The records say:", f"{in_plain_words(each.found)}."),
            paragraph("What tells it:", words(*map(code, each.settled_by.split(";")), between=", ")),
        )


def place_of(state: Standing) -> str:
    """Where on the page those stand that stand so: `within-7-days`."""
    return state.value.replace(" ", "-")


def _dated(each: Obligation) -> Words:
    return words(title(one_line(each.title)), f": {in_plain_words(task_and_day(each))}.")


def _without_a_day(several: Sequence[Obligation]) -> Iterator[Words]:
    """What nobody can say the day of: for each reason one sentence, with all that waits for it."""
    by_reason: dict[str, list[str]] = {}
    for each in several:
        by_reason.setdefault(each.found, []).append(f"{each.task[:1].lower()}{each.task[1:]}")
    name = title(one_line(several[0].title))
    for reason, tasks in by_reason.items():
        why = in_plain_words(reason)
        yield words(name, f": {tasks[0]}; {why}." if len(tasks) == 1 else f": {why}. So of these: {'; '.join(tasks)}.")


def _by_day_and_unit(rows: Iterable[Obligation]) -> Iterator[Sequence[Obligation]]:
    """The rows that fall on one day for one unit together, in the order of their days."""
    together: dict[Some, list[Obligation]] = {}
    for each in rows:
        together.setdefault((str(each.due_on), each.unit, each.unit_id), []).append(each)
    yield from together.values()
