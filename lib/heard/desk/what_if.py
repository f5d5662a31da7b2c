"""What would change if a figure of the standards were another: the year assessed again, and what flips, by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from heard.assess import assess_year
from heard.english import listed, some
from heard.errors import ParamsError
from heard.model.assessment import Assessment
from heard.model.result import Result
from heard.model.standards import NAMES
from heard.page.blocks import Blocks, Some, code, flow, paragraph, table, title
from heard.params.standards_file import with_figures
from heard.year import Year

MOST = 300  # things named at once: more are slow to show, and nobody reads them here
PERSON = "person"  # persons are never rows of any output
ASKED = "what_if"
NONE = "–"  # no such thing is counted


def what_if(year: Year, figures: Mapping[str, float]) -> Blocks:
    """The commitments and the units that would have another state; ParamsError for what is no figure."""
    if not figures:
        raise ParamsError(ASKED, "no figure was given", f"Name one, such as {ASKED}({NAMES[0]}=56)")
    standards = with_figures(year.params.standards, figures, ASKED)
    other = assess_year(year.records, replace(year.params, standards=standards))
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
