"""The year as the notebook shows it: one method for each part of the report, in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup

from heard.model.records import Records
from heard.model.result import Assessment
from heard.params import Params
from heard.show.chapters import chapter, every_chapter
from heard.show.commentary import Commentary
from heard.show.cover import cover
from heard.show.facts import Facts
from heard.show.figures import year_in_figures
from heard.show.grid import grid
from heard.show.html import Fragment
from heard.show.last_year import last_year
from heard.show.method import how_made
from heard.show.page_one import one_page
from heard.show.questions import questions
from heard.show.summary import summary
from heard.show.trust import trust


@dataclass(frozen=True, eq=False)
class Year:
    """One year assessed, ready to be read. Each part is written once, and the same wherever it is shown."""

    params: Params
    records: Records
    assessment: Assessment
    commentary: Commentary = field(default_factory=Commentary)  # what people say about the year

    @cached_property
    def _facts(self) -> Facts:
        return Facts(self.params, self.records, self.assessment, self.commentary)

    @cached_property
    def _pages(self) -> dict[str, Markup]:
        parts = {
            "one_page": one_page,
            "figures": year_in_figures,
            "chapters": every_chapter,
            "questions": questions,
            "last_year": last_year,
            "trust": trust,
        }
        return {name: part(self._facts) for name, part in parts.items()}

    def cover(self) -> Fragment:
        """Whose report it is, of which days, for which meeting."""
        return Fragment(cover(self.params))

    def one_page(self) -> Fragment:
        """Promised, kept, not kept, could not tell, changed, to decide; and a mark for every commitment."""
        return Fragment(self._pages["one_page"])

    def year_in_figures(self) -> Fragment:
        """How many, of what kind, who ran them, by which ways, and when."""
        return Fragment(self._pages["figures"])

    def chapters(self) -> Fragment:
        """Every chapter of the strategy."""
        return Fragment(self._pages["chapters"])

    def chapter(self, name: str) -> Fragment:
        """One chapter by its id, such as `CONSULT`; KeyError for one that the strategy does not have."""
        return Fragment(chapter(self._facts, name))

    def questions(self) -> Fragment:
        """What members ask, answered."""
        return Fragment(self._pages["questions"])

    def last_year(self) -> Fragment:
        """Last year's actions, and what became of each."""
        return Fragment(self._pages["last_year"])

    def trust(self) -> Fragment:
        """How far to trust the report."""
        return Fragment(self._pages["trust"])

    def how_made(self) -> Fragment:
        """How it was made, what its words mean, and how hard its own sentences are to read."""
        return Fragment(how_made(self._facts, list(self._pages.values())))

    def grid(self) -> Fragment:
        """Every activity and every check, for the web page."""
        return Fragment(grid(self._facts))

    def summary(self) -> Fragment:
        """The year on two sheets for members, with its own head."""
        return Fragment(summary(self._facts))
