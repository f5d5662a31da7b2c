"""Why the figures of people say what they say: as the gate of disclosure lets them be seen, and no row of a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.text import Text

from heard.errors import ParamsError, did_you_mean
from heard.maths.suppress import Symbol
from heard.measures.measure import reads
from heard.measures.who_took_part import LEAST_ANSWERS, who_lives_here
from heard.model.address import Address
from heard.model.people import Characteristic, Understood
from heard.model.records import PART, ROW
from heard.show.explain.of_measure import cells, files, places, sentences
from heard.show.fair import GROUPS, capacities, groups, in_words
from heard.show.marks import HIDDEN, ITEMS, how_many_understood
from heard.show.parts import heading
from heard.year import Year

TOOK_PART = "took_part_like_the_county"
ANSWERED_AS = "answered_as"
POPULATION = reads(population="characteristic category people area source")


def of_who_took_part(year: Year, unit_id: str | None = None) -> Iterator[Text]:
    """Who took part beside who lives here; or one characteristic, with the rows of the population behind it."""
    found = {each.name: each for each in year.assessment.people.characteristics}
    if unit_id is None:
        return _who(year, list(found.values()), each_row=False)
    name = unit_id.casefold().replace(" ", "_")
    if name not in found:
        do = did_you_mean(unit_id, found, f"Ask for {TOOK_PART} alone, which lists them")
        raise ParamsError(TOOK_PART, f"none of its {len(found)} characteristics is named {unit_id!r}", do)
    return _who(year, [found[name]], each_row=True)


def of_item(year: Year, item: str, unit_id: str | None = None) -> Iterator[Text]:
    """One thing that people were asked whether they understood, over the year and by activity."""
    found = [each for each in year.assessment.people.understood if each.item == item]
    if unit_id is not None:
        ids = [each.activity_id for each in found if each.activity_id]
        found = [each for each in found if each.activity_id == unit_id]
        if not found:
            do = did_you_mean(unit_id, ids, f"Ask for {item} alone, which lists them")
            raise ParamsError(item, f"none of its {len(ids)} activities has the id {unit_id!r}", do)
    return _item(year, item, found)


def of_answered_as(year: Year, unit_id: str | None = None) -> Iterator[Text]:
    """As what people answered; or how many in one capacity."""
    rows = dict(capacities(year.assessment.people))
    if unit_id is not None:
        names = {name.casefold(): name for name in rows}
        if unit_id.casefold() not in names:
            do = did_you_mean(unit_id, rows, f"Ask for {ANSWERED_AS} alone, which lists them")
            raise ParamsError(ANSWERED_AS, f"none of its {len(rows)} lines is named {unit_id!r}", do)
        name = names[unit_id.casefold()]
        rows = {name: rows[name]}
    return _as_what(year, rows)


def _as_what(year: Year, rows: Mapping[str, str]) -> Iterator[Text]:
    yield heading(f"As what people answered ({ANSWERED_AS})")
    yield from sentences(year, ANSWERED_AS)
    yield Text(
        "What is counted: the responses to what closed in the year and was meant for all residents, by the capacity "
        "in which people answered."
    )
    yield from _of_responses(year)
    yield Text()
    yield heading("Responses" if rows else "Nothing on record says in what capacity people answered.")
    yield from (Text(f"  {name}: {n}") for name, n in rows.items())
    if Symbol.CONFIDENTIAL.value in rows.values():
        yield Text(HIDDEN)


def _who(year: Year, found: Sequence[Characteristic], *, each_row: bool) -> Iterator[Text]:
    yield heading(f"Who took part, beside who lives here ({TOOK_PART})")
    yield from sentences(year, TOOK_PART)
    yield Text(
        "What is counted: the responses to what closed in the year and was meant for all residents, by what people "
        "said of themselves. Their share stands beside the share of those who live here."
    )
    yield from _of_responses(year)
    flag = year.params.standards.ratio_flag
    for each in found:
        rows = groups(each, flag)
        yield Text()
        yield heading(f"{in_words(each).capitalize()}: {', '.join(GROUPS).lower()}")
        yield from (Text(f"  {', '.join(map(str, row))}") for row in rows)
        yield from _who_lives_here(year, each, each_row)
    if not found:
        yield Text()
        yield heading("Nothing on record says who took part in what was meant for all residents.")
    elif any(Symbol.CONFIDENTIAL.value in map(str, row) for each in found for row in groups(each, flag)):
        yield Text(HIDDEN)


def _who_lives_here(year: Year, each: Characteristic, each_row: bool) -> Iterator[Text]:
    rows = who_lives_here(year.columns, each.name)
    if not rows.empty:
        numbers = zip(rows[ROW], rows[PART], strict=True)
        source = [Address("population", int(row), int(part)) for row, part in numbers]
        yield from cells(year, source, POPULATION) if each_row else places(year, source)


def _item(year: Year, item: str, found: Sequence[Understood]) -> Iterator[Text]:
    measure, words = ITEMS[item]
    yield heading(f"People understood {words} ({item})")
    yield from sentences(year, item)
    yield Text(
        "What is counted: those who were asked, and those who answered 4 or 5 on a scale from 1 to 5, for each "
        f"activity with {LEAST_ANSWERS} answers or more. What the papers stated is in {measure}."
    )
    yield from _of_responses(year)
    yield Text()
    yield heading("Understood, of those asked" if found else "Nothing on record says that enough people were asked.")
    yield from (Text(f"  {each.activity_id or 'the whole year'}: {how_many_understood(each)}") for each in found)
    if year.assessment.people.told_before:
        yield Text(f"Left out, since last year's report counted them: {year.assessment.people.told_before}.")
    if any(isinstance(each.understood, Symbol) for each in found):
        yield Text(HIDDEN)


def _of_responses(year: Year) -> Iterator[Text]:
    """Where the counts come from; a response is a person's, so none of them is named."""
    if year.has("responses"):
        yield Text(f"Counted in {files(year, 'responses')}. A row of it is a person's, so no row is shown.")
    else:
        yield Text("Not supplied: responses.")
