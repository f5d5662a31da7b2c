"""Did people understand? What the papers stated beside what respondents said they understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from heard.english import agreed, capital, listed, number, some
from heard.maths.suppress import Symbol
from heard.model.people import Understood
from heard.model.state import State
from heard.page.blocks import ANNEX, Block, Para, Some, Words, bullets, details, paragraph, table, words
from heard.show.figure_columns import column, whole
from heard.show.hidden_counts import hidden_counts
from heard.show.marks import ITEMS, how_many_understood, over_the_year, share_of
from heard.show.results import to_activity
from heard.year import Year

BESIDE = ("What people should know", "Stated, of those we can judge", "Understood, of those asked")
EACH = ("Consultation", "What people should know", "Stated", "Understood, of those asked")
APART = 3  # the consultations named where the two differ most
MOST_ASKED = 300  # rows of the table of consultations
BASES = "What was stated is told of consultations; what was understood, of every activity where ten or more answered."
NOBODY = "no record"
NOT_YET = "What is stated is not yet understood; for that, people must be asked."


@dataclass(frozen=True)
class Gap:
    """A consultation that stated something, and how few of those asked understood it."""

    activity: str
    item: str
    understood: int
    answered: int


def did_people_understand(year: Year) -> Iterator[Block | None]:
    """Stated beside understood over the year, then where the two are furthest apart."""
    asked = year.assessment.people.understood
    rows = [row for item in ITEMS if (row := _beside(year, item)) is not None]
    yield paragraph(_answer(asked, was_asked=any(year.has("responses", item) for item in ITEMS)), NOT_YET)
    yield table("What the papers stated, and what people understood", BESIDE, rows)
    if not rows:
        yield paragraph("No record says what the papers stated.")
    left_out = _left_out(year)
    yield paragraph("They were asked to score it from 1 to 5; 4 or 5 counts as understood." if asked else "", left_out)
    yield paragraph(BASES if asked else "")
    yield _hidden(year, (each for each in asked if not each.activity_id))
    yield from _apart(year)
    yield from plain_english(year)


def _answer(asked: Sequence[Understood], *, was_asked: bool) -> str:
    """What most of those asked understood, and what fewest did, over the year."""
    known = [
        (each.understood / each.answered, ITEMS[each.item][1], f"{number(each.understood)} of {number(each.answered)}")
        for each in asked
        if not each.activity_id
        and isinstance(each.understood, int)
        and isinstance(each.answered, int)
        and each.answered
    ]
    if not known:
        nothing = "too few answered" if was_asked else "no record says that anyone was asked"
        return f"We cannot tell: {'the counts are hidden' if asked else nothing}."
    (_, best, most), (_, worst, least) = max(known), min(known)
    if best == worst:
        return f"{most} of those asked understood {best}."
    return f"{most} of those asked understood {best}; {least} understood {worst}."


def _left_out(year: Year) -> str:
    """How many are not told again; with few answers come since, two reports side by side could tell whose they are."""
    n = year.assessment.people.told_before
    left_out = f"{capital(some(n, 'activities'))} {agreed(n, 'are')} left out here: last year's report counted"
    return f"{left_out} {'it' if n == 1 else 'them'}." if n else ""


def _beside(year: Year, item: str) -> tuple[str, str, str] | None:
    """One row: what, how many consultations stated it, and how many of those asked understood it."""
    measure, what = ITEMS[item]
    if measure not in year.results:
        return None
    stated = year.results[measure].all
    return (
        what,
        share_of(stated.n(State.MET), stated.counted),
        over_the_year(year.assessment.people, item) or ("too few answered" if year.has("responses", item) else NOBODY),
    )


def gaps(year: Year) -> list[Gap]:
    """Where something was stated and fewest understood it, the widest gap first; what is hidden is in none."""
    stated = {(item, id) for item, (measure, _) in ITEMS.items() for id in year.ids(measure, State.MET)}
    all_gaps = [
        Gap(each.activity_id, each.item, each.understood, each.answered)
        for each in year.assessment.people.understood
        if (each.item, each.activity_id) in stated
        and isinstance(each.understood, int)
        and isinstance(each.answered, int)
        and 2 * each.understood < each.answered
    ]
    return sorted(all_gaps, key=lambda gap: (gap.understood / gap.answered, -gap.answered, gap.activity, gap.item))


def _apart(year: Year) -> Iterator[Block | None]:
    """The consultations where stated and understood differ most by name, and all of them on the web page."""
    widest = {gap.activity: gap for gap in reversed(gaps(year))}  # of each consultation its widest
    first = sorted(widest.values(), key=lambda gap: gap.understood / gap.answered)[:APART]
    if first:
        yield paragraph(
            "The two differ most here. The papers said it, and fewer than half of those asked had understood:"
        )
        yield bullets([_gap(year, gap) for gap in first])
    each_asked = [each for each in year.assessment.people.understood if each.activity_id]
    rows = [_row(year, each) for each in each_asked[:MOST_ASKED]]
    inside = table("Stated and understood, for each consultation where ten or more were asked", EACH, rows)
    if rows:
        left = len(each_asked) - len(rows)
        more = paragraph(f"{capital(some(left, 'more'))} {agreed(left, 'are')} in the workbook.") if left else None
        yield details("Each consultation", inside, more, _hidden(year, each_asked[:MOST_ASKED]), kind=ANNEX)


def _hidden(year: Year, items: Iterable[Understood]) -> Para | None:
    """Why counts are hidden, where one is in what is told."""
    return hidden_counts(year.params.disclosure) if any(isinstance(each.understood, Symbol) for each in items) else None


def _gap(year: Year, gap: Gap) -> Words:
    name = to_activity(year, gap.activity)
    return words(name, f": {number(gap.understood)} of {number(gap.answered)} understood {ITEMS[gap.item][1]}.")


def _row(year: Year, item: Understood) -> tuple[Some, ...]:
    measure, what = ITEMS[item.item]
    states = [state for state in State if item.activity_id in year.ids(measure, state)]
    stated = {State.MET: "yes", State.NOT_MET: "no"}.get(states[0], "no record") if states else "not asked of it"
    return to_activity(year, item.activity_id), what, stated, how_many_understood(item)


MOST_WORDS = 3


def plain_english(year: Year) -> Iterator[Block | None]:
    """How many documents read easily, and the words to avoid that most of them use."""
    each, words = year.amounts["plain_english"], year.amounts["words_to_avoid"]
    if each.empty:
        yield paragraph("No text of what people were given to read was supplied, so we cannot say how plain it was.")
        return
    standards, read = year.params.standards, each.recorded
    place = each.columns.index("reads easily")
    easily = sum(row[place] == "yes" for row in each.rows)
    yield paragraph(
        f"Of {some(each.of, 'documents')} people were given, {number(read)} came with {agreed(read, 'their')} text.",
        f"{number(easily)} of {number(read)} {'reads' if easily == 1 else 'read'} easily:",
        f"grade {standards.reading_grade} or lower, and {standards.sentence_words} words to a sentence or fewer.",
        _most_used(column(words, "documents")),
    )
    rows = [(str(word), whole(n), str(instead)) for word, n, instead in words.rows]
    inside = table(words.title, ("Word", "Documents", "Say instead"), rows)
    if inside:
        yield details("Words to avoid, and what to say", inside, kind=ANNEX)


def _most_used(used: dict[str, int]) -> str:
    if not used:
        return "None uses a word to avoid."
    most = listed(f"{word} ({number(n)})" for word, n in list(used.items())[:MOST_WORDS])
    return f"Of the words to avoid, these are in the most documents: {most}."
