"""Every page of the public site as blocks, by its address; the analyst looks at some of them in a notebook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from heard.english import brief, day
from heard.errors import ParamsError, did_you_mean
from heard.model.public_page import PageStanding
from heard.page.blocks import Blocks, Cover, Link, Words, figures, flow, heading, paragraph, words
from heard.page.output import Shown
from heard.show.site.activity_page import activity_page, contact_of, kind_of, when_open
from heard.show.site.first_page import first_page
from heard.show.site.lists import List, forward_plan, list_page, services_of, years_of
from heard.show.site.promises import promises
from heard.year.public import PublicRegister

FIRST, FORWARD_PLAN, PROMISES = "index.html", "forward-plan.html", "promises.html"


@dataclass(frozen=True)
class SitePage:
    """One page: where it lies in the folder of the site, and all that is on it, its cover first."""

    address: str
    blocks: Blocks
    activity_id: str = ""  # whose page it is
    listed: bool = True  # whether search engines are to find it


@dataclass(frozen=True, eq=False)
class SitePages:
    """The public site of one day."""

    public: PublicRegister

    def every(self) -> Iterator[SitePage]:
        """All pages, those of activities last, in the order of their addresses."""
        yield SitePage(FIRST, self.first_page().blocks)
        yield SitePage(FORWARD_PLAN, self.forward_plan().blocks)
        yield SitePage(PROMISES, self.promises().blocks)
        for of in (*self._years, *self._services):
            for each in of.every:
                yield SitePage(each.address, self._covered(each.title, list_page(self.public, each)))
        for id in sorted(self.public.standings, key=self.address):
            standing = self.public.standings[id]
            yield SitePage(self.address(id), self.activity(id).blocks, id, standing is PageStanding.SHOWN)

    def address(self, activity_id: str) -> str:
        """Where the page of an activity lies."""
        return f"activities/{self.public.names[activity_id]}.html"

    def first_page(self) -> Shown:
        """What is open, to come and lately closed, and the way to everything else."""
        about = "All of the Council’s consultation activities, past, present and future."
        name = f"Consultations of {self.public.params.council}"
        return Shown(self._covered(name, first_page(self.public, self._years, self._services), about))

    def forward_plan(self) -> Shown:
        """What is planned for this financial year and the next."""
        return Shown(self._covered("Forward plan", forward_plan(self.public)))

    def promises(self) -> Shown:
        """What the Council promised, and what its latest report found of it."""
        return Shown(self._covered("What the Council promised", promises(self.public)))

    def activity(self, activity_id: str) -> Shown:
        """The page of one activity, of the last to open where none is named. ParamsError for one without a page."""
        activity_id = activity_id or next(reversed(list(self.public.activities)), "")
        standing = self.public.standings.get(activity_id)
        if standing is None:
            known = tuple(self.public.standings)
            found = f"no activity that has a page has the id {activity_id!r}"
            raise ParamsError("activity_id", found, did_you_mean(activity_id, known, "Write the id of one that has"))
        if standing is not PageStanding.SHOWN:
            return Shown(self._covered(f"Activity {activity_id}", self._without_a_record(activity_id, standing)))
        row = self.public.activities[activity_id]
        about = f"{kind_of(row)}, open {when_open(row)}"
        return Shown(self._covered(self.public.title(activity_id), activity_page(self.public, activity_id), about))

    def _without_a_record(self, id: str, standing: PageStanding) -> Blocks:
        """What stands at an address whose activity cannot be shown. Its title is not among it: it may be the reason."""
        return flow(paragraph(self._why_not(id, standing)), self._whom_to_ask())

    def _why_not(self, id: str, standing: PageStanding) -> Words:
        if standing is PageStanding.MOVED:
            new = self.public.moved[id]
            there = Link(f"{self.public.names[new]}.html", words(self.public.title(new)))
            return words("This activity has another number now, and its page is: ", there, ".")
        if standing is PageStanding.SET_ASIDE:
            return words("The record of this activity is being put right.")
        before = self.public.before.pages[id]
        until = before.changed_on if before.standing is PageStanding.GONE else self.public.on
        shown = f"{id} was shown here from {day(before.first_on)} to {day(until)}."
        return words(f"{shown} It is no longer in the Council’s records.")

    def _whom_to_ask(self) -> Blocks:
        contact = contact_of(self.public)
        return flow(heading(2, "Whom to ask"), figures(contact, kind="facts")) if contact else ()

    def _covered(self, title: str, blocks: Blocks, about: str = "") -> Blocks:
        """Blocks below the head that every page has."""
        params = self.public.params
        cover = Cover(
            council=params.council,
            title=title,
            name=about,
            about=(),
            page_title=f"{brief(title)} – {params.council}",
            date="",
            draft=not params.site.signed_off_by,
            sample=params.sample,
            short=True,
        )
        return flow(cover, blocks)

    @cached_property
    def _years(self) -> tuple[List, ...]:
        return years_of(self.public)

    @cached_property
    def _services(self) -> tuple[List, ...]:
        return services_of(self.public)
