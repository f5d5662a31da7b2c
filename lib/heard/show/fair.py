"""Was it fair? Who took part beside who lives here, for each characteristic; every count has passed the one gate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from heard.english import PERCENT_FROM, agreed, as_percent, capital, listed, number, percent, some
from heard.maths.representation import Likeness
from heard.maths.suppress import Symbol
from heard.model.people import ANOTHER, Category, Characteristic, People
from heard.model.tables import CAPACITY
from heard.page.blocks import ANNEX, Block, Details, Figure, Para, Traced, details, figure, paragraph, table
from heard.page.charts import LikenessOf, dumbbell
from heard.show.hidden_counts import hidden_counts
from heard.show.marks import count
from heard.show.origins import from_people
from heard.year import Year

NAMES = {"ethnic_group": "ethnic group", "district": "where they live"}
TITLE = "Who took part, beside who lives here?"
NOTHING = "–"
AGE = "age"
NO_CENSUS = "No census counts the users of a service, or any other such group, so we set nobody beside them."
SUMMARY = ("What they told us", "Responses", "Did not say", "Would have to be others", "Groups under the mark")
GROUPS = ("Group", "Took part", "Share", "Share of the area", "Ratio")


def was_it_fair(year: Year) -> Iterator[Block | None]:
    """Who took part beside who lives here, which groups are few, and who cannot be seen at all."""
    people, flag = year.assessment.people, year.params.standards.ratio_flag
    if people.characteristics:
        yield paragraph(_answer(people, flag), *_basis(people))
        rows = [_summary(each) for each in people.characteristics]
        yield _picture(people, flag)
        yield table("Who took part, beside who lives here", SUMMARY, rows, sheet="People")
        children = _children(people, year.params.standards.youngest_asked)
        yield hidden_counts(year.params.disclosure) if any(map(_hides, people.characteristics)) else None
        yield paragraph(*_how_to_read(people, flag), children, kind="note")
        yield from (_in_full(each, flag) for each in people.characteristics)
    else:
        yield paragraph(*_nothing(people))
    words_of = [word for word in CAPACITIES if word in people.answered_as.cells]
    places = [(word, "people") for word in words_of] + [(word, "total") for word in words_of[:1]]
    answered = [
        (name, from_people(n, CAPACITY, *place)) for (name, n), place in zip(capacities(people), places, strict=True)
    ]
    as_what = table("As what people answered", ("Capacity", "Responses"), answered, totals=[len(answered) - 1])
    yield details("As what people answered", as_what, kind=ANNEX) if as_what else None
    yield paragraph(
        "Whoever took part chose to. Even a fair match would not make them a sample of the area.",
        "We cannot see those who heard of nothing, or who gave up.",
    )


CAPACITIES = {
    "resident": "Residents",
    "service user": "Service users",
    "organisation": "Organisations",
    "staff": "Staff",
    "advocate": "Advocates",
    "": "Did not say",
}


def capacities(people: People) -> list[tuple[str, str]]:
    """How many answered in each capacity: those who speak for themselves first, then the others, then all."""
    shown = people.answered_as
    rows = [(name, count(shown.cells[word])) for word, name in CAPACITIES.items() if word in shown.cells]
    return [*rows, ("All", count(shown.total))] if rows else []


def in_words(characteristic: Characteristic) -> str:
    """What a characteristic is called: `ethnic group`."""
    return NAMES.get(characteristic.name, characteristic.name.replace("_", " "))


def _answer(people: People, flag: float) -> str:
    """How many of the groups that are shown took part less than their share, and which one least."""
    shown = [
        category
        for each in people.characteristics
        if _is_compared(each)
        for category in each.categories
        if category.ratio is not None
    ]
    low = [category for category in shown if category.flagged]
    if not shown:
        return "We cannot tell: nobody can be set beside those who live here."
    if not low:
        return f"By what we can see, yes: no group took part at under {flag:g} of its share of the area."
    least = min(low, key=lambda category: (category.ratio or 0.0, category.name))
    which = f"{number(len(low))} of {some(len(shown), 'groups')} took part at under {flag:g} of their share of the area"
    shares = (
        f"{as_percent(least.share or 0.0)} of those who took part, {as_percent(least.population_share or 0.0)} here"
    )
    return f"Not for all: {which}, {least.name} least ({shares})."


def _nothing(people: People) -> Iterator[str]:
    if "responses" in people.missing:
        yield "No record says who took part, so we cannot set them beside those who live here."
    elif not people.without_baseline:
        yield "No activity that closed has a record of who took part."
    else:
        yield "Nothing that was meant for all residents has a record of who took part."
        yield _for_some(people.without_baseline)


def _for_some(activities: int) -> str:
    held = capital(some(activities, "activities"))
    return f"{held} meant for some people alone {agreed(activities, 'have')} responses too. {NO_CENSUS}"


def _basis(people: People) -> Iterator[str]:
    """What the comparison rests on, and what it leaves out."""
    came = people.characteristics[0].total
    whole = f"{number(came)} responses" if isinstance(came, int) else "Responses"
    yield f"{whole} came to {some(people.activities, 'activities')} meant for all residents."
    yield "One person may have sent several."
    if people.without_baseline:
        yield _for_some(people.without_baseline)
    if "population" in people.missing:
        yield "No record says who lives here, so there is nothing to set them beside."
    else:
        yield from _lacking(people)


def _lacking(people: People) -> Iterator[str]:
    """What people told of themselves and the record of who lives here does not have."""
    unknown = [each for each in people.characteristics if all(group.population is None for group in each.categories)]
    if unknown:
        yield f"The record of who lives here says nothing of {listed(map(in_words, unknown))}."
    groups = [
        group.name
        for each in people.characteristics
        if each not in unknown
        for group in each.categories
        if group.population is None and group.name != ANOTHER
    ]
    if groups:
        yield f"Who lives here is not counted by {listed(groups)}, so those are set beside nobody."


def _summary(each: Characteristic) -> tuple[str | Traced, ...]:
    """A row: how many, how many did not say, how unlike the area they are, and which groups are few."""
    dissimilarity = each.dissimilarity if _can_be_drawn(each) else None
    unlike = f"{round(100 * dissimilarity)} in 100" if dissimilarity is not None else _unknown(each)
    compared = [category for category in each.categories if category.ratio is not None]
    low = f"{sum(category.flagged for category in compared)} of {len(compared)}"
    few = low if _is_compared(each) else NOTHING
    came = from_people(count(each.total), each.name, "", "total")
    return capital(in_words(each)), came, from_people(_did_not_say(each), each.name, "", "people", "share"), unlike, few


def _did_not_say(each: Characteristic) -> str:
    unsaid, whole = each.unknown, each.total
    if isinstance(unsaid, int) and isinstance(whole, int) and whole >= PERCENT_FROM:
        return f"{count(unsaid)} ({percent(unsaid, whole)})"
    return count(unsaid)


def _unknown(each: Characteristic) -> str:
    """What stands for a comparison that cannot be made: hidden, or nothing to compare with."""
    known = any(category.population is not None for category in each.categories)
    return Symbol.CONFIDENTIAL.value if known and _hides(each) else NOTHING


def _hides(each: Characteristic) -> bool:
    counts = (each.total, each.unknown, *(category.people for category in each.categories))
    return any(isinstance(people, Symbol) for people in counts)


def _how_to_read(people: People, flag: float) -> Iterator[str]:
    compared = [each for each in people.characteristics if _is_compared(each)]
    if compared:
        yield "Of each 100 who said, so many would have to be others for the two to look alike."
        yield f"A group is under the mark where it took part at less than {flag:g} of its share of the area."
    if any(map(_hides, people.characteristics)):
        yield "A hidden group is not among the groups that are counted here."
    if sources := dict.fromkeys(each.source for each in compared if each.source):
        yield f"Who lives here: {'; '.join(sources)}."


def _picture(people: People, flag: float) -> Figure | Para | None:
    """Every group that may be drawn, with both its shares, by characteristic."""
    drawn = [
        LikenessOf(capital(in_words(each)), tuple(map(_likeness, each.categories)))
        for each in people.characteristics
        if _is_compared(each)
    ]
    if not drawn:
        return None
    whole = f"{number(people.activities)} activities" if people.activities > 1 else "one activity"
    subtitle = f"Responses to {whole} meant for all residents; shares of those who said."
    return figure(dumbbell(drawn, title=TITLE, ratio_flag=flag), subtitle, "here", name="who took part", sheet="People")


def _can_be_drawn(each: Characteristic) -> bool:
    """Whether enough people said for a share to mean anything: with fewer, the counts alone."""
    shown = [category.people for category in each.categories if isinstance(category.people, int)]
    return sum(shown) >= PERCENT_FROM


def _is_compared(each: Characteristic) -> bool:
    return _can_be_drawn(each) and any(category.ratio is not None for category in each.categories)


def _likeness(category: Category) -> Likeness:
    people = category.people if isinstance(category.people, int) else None
    return Likeness(category.name, people, category.share, category.population_share, category.ratio)


def _in_full(each: Characteristic, flag: float) -> Details:
    """One characteristic: a row for each group."""
    name, columns = in_words(each), ("people", "share", "population_share", "ratio")
    named = [(category.name, columns) for category in each.categories]
    places = [*named, ("", columns), ("", ("total", *columns[1:]))]
    rows: list[tuple[str | Traced, ...]] = [
        (head, *(from_people(cell, each.name, category, column) for cell, column in zip(cells, there, strict=True)))
        for (head, *cells), (category, there) in zip(groups(each, flag), places, strict=True)
    ]
    inside = table(f"Who took part: {name}", GROUPS, rows, totals=[len(rows) - 1], sheet="People")
    return details(f"In full: {name}", inside, kind=ANNEX)


def _children(people: People, youngest: int) -> str:
    """From what age people are compared, and that every other group of the area is counted with its children."""
    bands = [group for each in people.characteristics if each.name == AGE for group in each.categories]
    younger = any(group.population is not None and group.population_share is None for group in bands)
    if bands and not younger:
        return ""
    ages = f"Ages are compared from {youngest} up, on both sides. " if younger else ""
    others = any(_is_compared(each) for each in people.characteristics if each.name != AGE)
    rest = "Otherwise the area is counted with its children, whether they were asked or not." if others else ""
    return f"{ages}{rest}".strip()


def groups(each: Characteristic, flag: float) -> list[Sequence[str]]:
    """A row for each group of a characteristic, then those who did not say, then all: the columns are `GROUPS`."""
    drawn = _can_be_drawn(each)
    rows = [_group(category, each, flag, drawn=drawn) for category in each.categories]
    ends = (("Did not say", count(each.unknown)), ("All", count(each.total)))
    return [*rows, *((*end, *[NOTHING] * (len(GROUPS) - len(end))) for end in ends)]


def _group(category: Category, each: Characteristic, flag: float, *, drawn: bool) -> Sequence[str]:
    if category.population_share is None:
        return category.name, count(category.people), NOTHING, NOTHING, NOTHING
    shares = (_share(category.share, each, drawn=drawn), _share(category.population_share, each, drawn=True))
    ratio = f"{category.ratio:.2f}" if drawn and category.ratio is not None else _unknown(each)
    if drawn and category.flagged:
        ratio = f"▼ {ratio}" if float(ratio) < flag else f"▼ under {flag:g}"  # rounded, it would read as the mark
    return category.name, count(category.people), *shares, ratio


def _share(share: float | None, each: Characteristic, *, drawn: bool) -> str:
    return as_percent(share) if drawn and share is not None else _unknown(each)
