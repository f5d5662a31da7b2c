"""The annual report as the notebook shows it: one method for each part, in order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from heard.page.blocks import Blocks, flow
from heard.page.output import Shown
from heard.params import Params
from heard.show.report.chapters import chapter, every_chapter
from heard.show.report.cover import cover
from heard.show.report.find_a_consultation import find_a_consultation
from heard.show.report.last_year import last_year
from heard.show.report.method import how_made
from heard.show.report.page_one import one_page
from heard.show.report.questions import questions
from heard.show.report.trust import trust
from heard.show.report.year_in_figures import year_in_figures
from heard.show.sheets import naming_sheets
from heard.show.summary.for_members import summary
from heard.year import Year


@dataclass(frozen=True, eq=False)
class AnnualReport:
    """The report of one assessed year. Each part is written once, and the same wherever it is shown."""

    year: Year

    @property
    def params(self) -> Params:
        """What the council asked for."""
        return self.year.params

    @cached_property
    def _one_page(self) -> Blocks:
        return naming_sheets(one_page(self.year))

    @cached_property
    def _figures(self) -> Blocks:
        return naming_sheets(year_in_figures(self.year))

    @cached_property
    def _chapters(self) -> Blocks:
        return naming_sheets(every_chapter(self.year))

    @cached_property
    def _questions(self) -> Blocks:
        return naming_sheets(questions(self.year))

    @cached_property
    def _last_year(self) -> Blocks:
        return naming_sheets(last_year(self.year))

    @cached_property
    def _trust(self) -> Blocks:
        return naming_sheets(trust(self.year))

    @property
    def _pages(self) -> tuple[Blocks, ...]:
        return self._one_page, self._figures, self._chapters, self._questions, self._last_year, self._trust

    def cover(self) -> Shown:
        """Whose report it is, of which days, for which meeting."""
        return Shown((cover(self.params),))

    def one_page(self) -> Shown:
        """Promised, kept, not kept, could not tell, changed, to decide; and a mark for every commitment."""
        return Shown(self._one_page)

    def year_in_figures(self) -> Shown:
        """How many, of what kind, who ran them, by which ways, and when."""
        return Shown(self._figures)

    def chapters(self) -> Shown:
        """Every chapter of the strategy."""
        return Shown(self._chapters)

    def chapter(self, name: str) -> Shown:
        """One chapter by its id, such as `CONSULT`; KeyError for one that the strategy does not have."""
        return Shown(naming_sheets((chapter(self.year, name),)))

    def questions(self) -> Shown:
        """What members ask, answered."""
        return Shown(self._questions)

    def last_year(self) -> Shown:
        """What was still to come in last year's report, and every check of both years; nothing where none was given."""
        return Shown(self._last_year)

    def trust(self) -> Shown:
        """How far to trust the report."""
        return Shown(self._trust)

    def how_made(self) -> Shown:
        """How it was made, what its words mean, and how hard its own sentences are to read."""
        return Shown(naming_sheets(how_made(self.year, flow(self._pages))))

    def consultations(self) -> Shown:
        """Every activity that closed in the year, and every check of it: a page of its own, beside the report."""
        return Shown(find_a_consultation(self.year))

    def summary(self) -> Shown:
        """The year on two sheets for members, with its own head."""
        return Shown(summary(self.year))
