"""The year as an analyst asks of it: everything the report shows, and why, what if, and what is missing."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from functools import cached_property

from heard.desk.answers import of_activity, of_commitment, what_is_missing
from heard.desk.charts import charts_in
from heard.desk.names import Names
from heard.desk.what_if import what_if
from heard.desk.why import why
from heard.errors import ParamsError, did_you_mean
from heard.page.charts import Chart
from heard.page.html import Fragment
from heard.page.output import Shown
from heard.params.standards import NAMES
from heard.show.explain import Explanation
from heard.show.report.annual_report import AnnualReport


class Explorer(AnnualReport):
    """One year, to be asked. `show.why(…)` says why, `show.what_if(…)` tries another figure of the standards.

    The names are found with the Tab key: `show.measures.`, `show.commitments.`, `show.standards.`
    """

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

    def why(self, name: str, unit_id: str | None = None) -> Fragment:
        """Why a measure, or one unit of it, or a commitment, came out as it did.

        The sentence of the strategy, the rule, the state and its reason, the rows it rests on and, for an activity,
        its days on a line: `show.why("feedback_on_time", "CC-2024-031")`. ParamsError for a name or an id there is not.
        """
        return Fragment(why(self.year, name, unit_id))

    def activity(self, activity_id: str) -> Shown:
        """One activity that closed in the year: its days, and what each check found. ParamsError for any other id."""
        return Shown(of_activity(self.year, activity_id))

    def commitment(self, name: str) -> Fragment:
        """One commitment, as the report tells of it; ParamsError for one that the strategy does not have."""
        return Fragment(of_commitment(self.year, self.commitments[name]))

    def chapter(self, name: str) -> Fragment:
        """One chapter by its id, such as `CONSULT`; ParamsError for one that the strategy does not have."""
        return super().chapter(Names("chapter", self.params.strategy.chapters)[name])

    def what_if(self, **figures: float) -> Fragment:
        """What would change if figures of the standards were others: `show.what_if(minimum_days=56)`.

        The commitments that would have another verdict, and by name each thing that would have another state. Nothing
        is kept of it. ParamsError for a figure that there is not, or that cannot be that.
        """
        return Fragment(what_if(self.year, figures))

    def missing(self) -> Shown:
        """What is not on record, first the tables and columns that would settle most."""
        return Shown(what_is_missing(self.year))

    @cached_property
    def charts(self) -> Mapping[str, Chart]:
        """The charts of the report, by short names such as `calendar`."""
        return charts_in(self._pages.values())

    def find_chart(self, name: str) -> Chart:
        """One of them; ParamsError where this year has none of that name."""
        if name not in self.charts:
            raise ParamsError(f"chart {name!r}", "the report of this year has none", did_you_mean(name, self.charts))
        return self.charts[name]


_ME = inspect.Parameter("self", inspect.Parameter.POSITIONAL_OR_KEYWORD)
_FIGURES = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=float) for name in NAMES]
vars(Explorer)["what_if"].__signature__ = inspect.Signature([_ME, *_FIGURES], return_annotation=Fragment)
