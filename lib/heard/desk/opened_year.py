"""The opened year, as an analyst asks of it: the report, why, what if, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from heard.desk.asking import what_if, why
from heard.desk.since_published import since_published
from heard.desk.views import TABLES, Names, SavableChart, SortableTable, charts_in
from heard.english import capital, some
from heard.errors import ParamsError, did_you_mean
from heard.model.standards import NAMES
from heard.page.blocks import (
    Block,
    Blocks,
    Heading,
    Inline,
    Link,
    Some,
    Span,
    Table,
    changed,
    code,
    flow,
    heading,
    paragraph,
    table,
)
from heard.page.charts import Chart
from heard.page.output import Shown
from heard.params.shipped import REPORTS
from heard.show.explain.explanation import Explanation
from heard.show.gaps import gaps
from heard.show.profile.quality import Profile
from heard.show.records_in_words import with_its_name
from heard.show.report.annual_report import AnnualReport
from heard.show.report.promise_in_full import commitment_row
from heard.show.report.quotations import commentary_on
from heard.show.report.when import when
from heard.show.sheets import naming_sheets
from heard.year import Year

MOST = 15
BELOW = 3  # the level of the headings below the name of what was asked of


def of_activity(year: Year, activity_id: str) -> Blocks:
    """Its days, what fell short, and what nobody wrote down; each caption names it, as several may be asked of."""
    profile = Profile(year, activity_id.strip())

    def of_it(node: Inline | Block) -> Inline | Block:
        if isinstance(node, Table):
            return replace(node, caption=f"{node.caption}: {profile.activity_id}")
        return replace(node, level=BELOW) if isinstance(node, Heading) else node

    parts = (profile.in_short(), profile.fell_short(), profile.not_on_record(), profile.others())
    name = heading(2, year.name("activity", profile.activity_id), " ", code(profile.activity_id))
    return flow(name, (changed(part.blocks, of_it) for part in parts))


def of_commitment(year: Year, name: str) -> Blocks:
    """Its row in the report, with the rules behind it."""
    commitment = year.params.strategy.find(name)
    assert commitment is not None, "names are looked up before"
    asks = [code(f'show.why("{result.measure}")') for result in year.serving(commitment)]
    row = changed((commitment_row(year, commitment),), _by_itself)
    return flow(row, commentary_on(year, commitment.id), paragraph("Why, measure by measure:", *asks))


def _by_itself(node: Inline | Block) -> Some:
    """A piece of the report without the rest of it: what leads to another place there are words, and nothing is one."""
    match node:
        case Link(to=to) if ":" not in to:
            return node.words
        case Span():
            return replace(node, id="")
        case Heading():
            return replace(node, level=BELOW, id="")
    return node


def what_is_missing(year: Year) -> Blocks:
    """Each table and column that is not on record, and what it would settle; first those that would settle most."""
    missing = gaps(year)
    if not missing:
        return flow(paragraph("Nothing is missing: each check could be made."))
    first, *rest = with_its_name(missing[0].record)
    most = (
        f"would settle most: {some(missing[0].findings, 'answers')} of {some(len(missing[0].measures), 'measures')}, "
        f"for {some(missing[0].units, 'things')} counted."
    )
    rows = [(with_its_name(gap.record), gap.findings, gap.units, ", ".join(gap.measures)) for gap in missing[:MOST]]
    less = [gap.findings for gap in missing[MOST:]]
    others = f"{some(len(less), 'others')} would settle {some(max(less), 'answers')} or fewer each." if less else ""
    columns = ("Not on record", "Answers it would settle", "Things counted", "Measures")
    return flow(
        paragraph((capital(first) if isinstance(first, str) else first, rest), most),
        table("What is missing", columns, rows),
        paragraph(others),
    )


ASKS = (
    ("why(name, unit_id)", "why a measure, one case of it, or a commitment came out as it did"),
    ("activity(activity_id)", "one activity: its days, and what each check found"),
    ("commitment(name)", "one commitment, as the report tells of it"),
    ("chapter(name)", "one chapter of the report, such as CONSULT"),
    ("page_one()", "the first page of the report, as its readers see it"),
    ("calendar()", "when each consultation was open and decided"),
    ("what_if(minimum_days=56)", "what would change were a figure another"),
    ("changes()", "what has changed since the report that is published"),
    ("missing()", "the records that would tell most"),
    ("table(name)", "the open data, to sort, to filter, to copy and to save"),
    ("chart(name)", "a picture of the report, to show and to save"),
)


class OpenedYear(AnnualReport):
    """One year, to be read and asked. `show.why(…)` says why, `show.what_if(…)` tries another figure of the standards.

    The names are found with the Tab key: `show.measures.`, `show.commitments.`, `show.standards.`
    """

    def __repr__(self) -> str:
        """Which year it is, in one line: what it holds would be a screen of code."""
        return f"{self.params.council}, {self.params.period.name}: {len(self.year.results)} measures"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """What can be asked of it."""
        rows = [(code(f"show.{call}"), what) for call, what in ASKS]
        return Shown(
            flow(paragraph(f"{self!r}."), table("What can be asked", ("Type", "It shows"), rows))
        )._repr_mimebundle_()

    @cached_property
    def measures(self) -> Names:
        """Every measure of this year: `show.measures.feedback_on_time`."""
        return Names("measure", Explanation(self.year).measures)

    @cached_property
    def commitments(self) -> Names:
        """Every commitment of the strategy: `show.commitments.PROMISE_3`."""
        return Names("commitment", [each.id for each in self.params.strategy.commitments])

    @cached_property
    def standards(self) -> Names:
        """Every figure that has a name: `show.standards.minimum_days`."""
        return Names("figure of the standards", NAMES)

    def why(self, name: str, unit_id: str | None = None) -> Shown:
        """Why a measure, or one unit of it, or a commitment, came out as it did.

        The sentence of the strategy, the rule, the state and its reason, the rows it rests on and, for an activity,
        its days on a line: `show.why("feedback_on_time", "CC-2024-031")`. ParamsError for a name or an id there is not.
        """
        return Shown(why(self.year, name, unit_id))

    def activity(self, activity_id: str) -> Shown:
        """One activity that closed in the year: its days, and what each check found. ParamsError for any other id."""
        return Shown(of_activity(self.year, activity_id))

    def commitment(self, name: str) -> Shown:
        """One commitment, as the report tells of it; ParamsError for one that the strategy does not have."""
        return Shown(of_commitment(self.year, self.commitments[name]))

    def chapter(self, name: str) -> Shown:
        """One chapter by its id, such as `CONSULT`; ParamsError for one that the strategy does not have."""
        return super().chapter(Names("chapter", self.params.strategy.chapters)[name])

    def what_if(self, **figures: float) -> Shown:
        """What would change if figures of the standards were others: `show.what_if(minimum_days=56)`.

        The commitments that would have another verdict, and by name each thing that would have another state. Nothing
        is kept of it. ParamsError for a figure that there is not, or that cannot be that.
        """
        return Shown(what_if(self.year, figures))

    def changes(self) -> Shown:
        """What has changed since the report of this year that is published in reports/, by promise and by case."""
        return Shown(since_published(self.year, REPORTS / self.params.name))

    def page_one(self) -> Shown:
        """The first page of the report and the second, as their readers see them."""
        return self.one_page()

    def calendar(self) -> Shown:
        """When each consultation was open, and when it was first decided: the picture, and the same as a table."""
        return Shown(naming_sheets(flow(when(self.year))))

    def missing(self) -> Shown:
        """What is not on record, first the tables and columns that would settle most."""
        return Shown(what_is_missing(self.year))

    @cached_property
    def charts(self) -> Mapping[str, Chart]:
        """The charts of the report, by short names such as `calendar`."""
        return charts_in(self._pages)

    def chart(self, name: str) -> SavableChart:
        """One of them, by its name in `show.charts`: `show.chart("calendar").save("calendar.png")`.

        ParamsError where the report of this year has none of that name.
        """
        if name not in self.charts:
            raise ParamsError(f"chart {name!r}", "the report of this year has none", did_you_mean(name, self.charts))
        return SavableChart(self.charts[name])

    def table(self, name: str) -> SortableTable:
        """The open data as a table that sorts and filters: `commitments`, `results` or `findings`."""
        if name not in TABLES:
            raise ParamsError(f"table {name!r}", "there is none of that name", did_you_mean(name, TABLES))
        caption, columns, rows = TABLES[name]
        return SortableTable(caption, columns, list(rows(self.year.assessment)))
