"""What an analyst asks of the opened year: why a state is what it is, and what would change were a figure another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from rich.text import Text

from heard.english import listed, some
from heard.errors import ParamsError
from heard.model.assessment import Assessment
from heard.model.result import Result
from heard.model.standards import NAMES
from heard.page.blocks import Block, Blocks, Some, bullets, code, content, figure, flow, paragraph, strong, table, title
from heard.page.charts.one_activity import one_activity
from heard.params.standards_file import with_figures
from heard.show.explain.explanation import Explanation
from heard.show.profile.milestones import milestones
from heard.year import Year
from heard.year.steps import judged_year

STEP = "  "  # what the explanation of a terminal sets further in, a notebook shows as a list
MOST = 300  # things named at once: more are slow to show, and nobody reads them here
PERSON = "person"  # persons are never rows of any output
ASKED = "what_if"
NONE = "–"  # no such thing is counted


def why(year: Year, name: str, unit_id: str | None) -> Blocks:
    """The explanation of a commitment, a measure, or one unit of it; ParamsError where there is none."""
    lines = list(Explanation(year).of(name, unit_id))
    return flow(_explained(lines), _days(year, name, unit_id))


def days_of(year: Year, activity_id: str) -> Iterator[Block]:
    """The days of an activity that closed in the year, on a line; nothing of any other."""
    closed = year.closed[year.closed["activity_id"] == activity_id]
    for row in closed.to_dict("records"):
        yield figure(one_activity(row["opened_on"], row["closed_on"], milestones(year, activity_id)))


def _days(year: Year, name: str, unit_id: str | None) -> Iterator[Block | None]:
    result = year.results.get(name.strip().casefold())
    if unit_id is not None and result is not None and result.unit == "activity":
        yield paragraph(year.name("activity", unit_id.strip()))
        yield from days_of(year, unit_id.strip())


def _explained(lines: Iterable[Text]) -> Iterator[Block | None]:
    for is_set_in, group in groupby(lines, key=lambda line: line.plain.startswith(STEP)):
        if is_set_in:
            yield _list([line.plain.removeprefix(STEP) for line in group])
        else:
            yield from (paragraph(strong(line.plain) if line.style else line.plain) for line in group)


def _list(lines: Iterable[str]) -> Block | None:
    """A list, each line with those set further in below it."""
    items: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.startswith(STEP) and items:
            items[-1][1].append(line.strip())
        else:
            items.append((line.strip(), []))
    return bullets([content(line, bullets(below)) for line, below in items])


def what_if(year: Year, figures: Mapping[str, float]) -> Blocks:
    """The commitments and the units that would have another state; ParamsError for what is no figure."""
    if not figures:
        raise ParamsError(ASKED, "no figure was given", f"Name one, such as {ASKED}({NAMES[0]}=56)")
    standards = with_figures(year.params.standards, figures, ASKED)
    other = judged_year(replace(year.params, standards=standards), year.records).assessment
    condition = listed(f"{name} were {new} (it is {figure})" for name, new, figure in _beside(year, figures))
    verdicts, units = list(_verdicts(year, other)), list(_units(year, other))
    outcome = f"{some(len(verdicts), 'commitments')} and {some(len(units), 'answers')} would change."
    if not verdicts and not units:
        outcome = "nothing would change."
    return flow(
        paragraph(f"If {condition}, {outcome}"),
        table(f"Commitments that flip, if {condition}", ("Commitment", "", "Now", "Then"), verdicts),
        table(f"What flips, by name, if {condition}", ("Name", "Id", "Measure", "Now", "Then"), units[:MOST]),
        paragraph(f"The first {MOST} are shown." if len(units) > MOST else ""),
    )


def _beside(year: Year, figures: Mapping[str, float]) -> Iterator[tuple[str, float, float]]:
    return ((name, new, getattr(year.params.standards, name)) for name, new in figures.items())


def _verdicts(year: Year, other: Assessment) -> Iterator[tuple[Some, ...]]:
    for then in other.outcomes:
        now, commitment = year.outcomes[then.commitment], year.params.strategy.find(then.commitment)
        if now.verdict is not then.verdict and commitment is not None:
            yield commitment.id, commitment.title, str(now.verdict), str(then.verdict)


def _units(year: Year, other: Assessment) -> Iterator[tuple[Some, ...]]:
    """Each unit whose state is another, measure by measure; one that is there now or then alone has a dash."""
    for result in other.results:
        before, after = _states(year.results[result.measure]), _states(result)
        for unit_id in sorted({*before, *after}):
            now, then = before.get(unit_id, NONE), after.get(unit_id, NONE)
            if now != then:
                yield title(year.name(result.unit, unit_id)), code(unit_id), result.measure, now, then


def _states(result: Result) -> dict[str, str]:
    return {each.unit_id: str(each.state) for each in result.findings if each.unit != PERSON}
