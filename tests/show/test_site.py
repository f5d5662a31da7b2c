"""The pages of the public site, as a resident reads them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from heard.errors import ParamsError
from heard.history.published_site import SiteBefore
from heard.model.public_page import PageStanding, PublicPage
from heard.show.site import lists
from heard.show.site.lists import services_of, years_of
from heard.show.site.site_pages import SitePages
from heard.year import Year
from heard.year.public import PublicRegister

COLUMNS = "activity_id title opened_on closed_on service level run_by run_with in_scope withdrawn_on withdrawn_because"
REGISTER = (
    ",".join([*COLUMNS.split(), *"target purpose stage follows url".split()])
    + """
A1,Library hours,2024-05-01,2024-08-01,Libraries,consult,council,,yes,,,all residents,operational planning,design,,https://www.example.org/a1
A2,Bus fares,2025-05-20,2025-06-20,Transport,engage,jointly,The bus company,yes,,,,,,A1,https://www.example.org/a2
A3,New bins,2024-05-01,2024-06-01,Waste,inform,council,,yes,,,,,,,
A4,Water pipes,2024-05-01,2024-06-01,,consult,partner,The water company,yes,,,,,,,
A5,Paths,2024-05-01,2024-08-01,Paths,consult,council,,yes,2024-06-01,The figures were wrong.,,,,,
A6,Staff rota,2024-05-01,2024-06-01,Libraries,consult,council,,no,,,,,,,
A7,,2025-07-01,2025-08-01,Libraries,consult,council,,yes,,,,,,,
A8,Not public,2025-07-01,2025-08-01,Libraries,consult,council,,yes,,,,,,,
"""
)
PLAN = """entry_id,financial_year,title,added_on,planned_open_on,activity_id
FP-1,2025-26,,2025-05-01,2025-07-01,A7
FP-2,2026-27,Parking,2025-05-02,,
FP-3,2024-25,Old,2024-05-02,,
"""
CHANNELS = """activity_id,channel,held_on,district,contributions
A1,online survey,,,40
A1,meeting,2024-05-20,Fenland,30
A1,workshop,2024-05-22,Ely,2
A2,meeting,2025-06-10,Ely,7
"""
DECISIONS = """activity_id,body,body_kind,decided_on,outcome,what_changed,reasons_published_on
A1,Highways Committee,committee,2024-10-01,changed in part,It opens earlier,2024-10-05
"""
FEEDBACK = """activity_id,published_on,url,includes_decision,includes_reasons,sent_to_participants
A1,2024-10-10,https://www.example.org/told,yes,yes,yes
"""
CONTACTS = "contact,value\nConsultation team,consultation@example.org\nSwitchboard,01632 960 123\n"
MakeYear = Callable[..., Year]
Text = Callable[[object], str]


@pytest.fixture
def pages(year: MakeYear) -> Callable[..., SitePages]:
    def build(
        on: date = date(2025, 6, 1), before: SiteBefore | None = None, more: str = "", **tables: str
    ) -> SitePages:
        given = {"channels": CHANNELS, "decisions": DECISIONS, "forward_plan": PLAN, "contacts": CONTACTS, **tables}
        made = year(f"site: {{contact: Consultation team{more}}}\n", activities=REGISTER, **given)
        return SitePages(PublicRegister(replace(made.params, as_at=on), made.records, before or SiteBefore()))

    return build


@pytest.fixture
def read(pages: Callable[..., SitePages], text: Text) -> Callable[..., str]:
    def page(activity_id: str, **more: object) -> str:
        return text(pages(**more).activity(activity_id).html)

    return page


def test_what_was_asked_said_and_done_stands_on_one_page(read: Callable[..., str]) -> None:
    page = read("A1", feedback=FEEDBACK)
    for said in (
        "Library hours",
        "Consultation, open 1 May 2024 to 1 August 2024",
        "Consultation on operational planning, at the design stage",
        "For whom All residents",
        "Online survey, meeting and workshop",
        "Meeting on 20 May 2024, Fenland",
        "Decided on 1 October 2024 by Highways Committee: what was proposed was changed in part. "
        "What changed: It opens earlier. Reasons published on 5 October 2024.",
        "What came of it was published on 10 October 2024, with the decision and reasons: https://www.example.org/told.",
        "It was sent to those who took part.",
        "In the register A1",
        "consultation@example.org",
        "This is no view on whether the law was kept",
    ):
        assert said in page, said


def test_a_small_count_is_not_shown_and_nothing_that_adds_it_up(read: Callable[..., str]) -> None:
    page = read("A1")
    assert "Workshop [c]" in page and page.count("[c]") == 2 and "Contributions in all" not in page
    every_one = CHANNELS.replace("A1,workshop,2024-05-22,Ely,2\n", "")
    shown = read("A1", channels=every_one)
    assert "Contributions in all 70" in shown and "so that nobody can tell from two counts who they are" in shown
    assert "for the same reason" not in shown  # where nothing is hidden none has been given


def test_what_is_promised_and_not_done_is_said_until_it_is_done(read: Callable[..., str]) -> None:
    promised = "We promised to say by 24 October 2024 what came of this. Nothing is published yet."
    assert promised in read("A1")
    assert "What comes next" not in read("A1", feedback=FEEDBACK)
    assert "We promise to say by 12 September 2025 what came of this." in read("A2")


def test_while_it_is_open_no_count_is_told_and_its_link_is(read: Callable[..., str]) -> None:
    page = read("A2")
    assert "You said" not in page and "7" not in re.sub(r"\d{4}", "", page).replace("A7", "")
    assert "https://www.example.org/a2" in page and "https://www.example.org/a1" not in read("A1")
    assert "The Council, jointly with The bus company" in page and "Follows Library hours" in page


@pytest.mark.parametrize(
    ("id", "said"),
    [
        ("A3", "Information: nothing was asked."),
        ("A4", "A partner ran this. The Council itself promises nothing here."),
        ("A5", "It was withdrawn on 1 June 2024. The figures were wrong."),
        ("A6", "This lies outside what the Council’s strategy for consultation is about"),
    ],
)
def test_what_the_council_does_not_answer_for_says_so_first_and_promises_nothing(
    read: Callable[..., str], id: str, said: str
) -> None:
    page = read(id)
    assert said in page and page.index(said) < page.index("We asked")
    assert not any(part in page for part in ("You said", "What comes next", "Nothing is on record"))


def test_no_page_tells_the_day_it_was_made_by_today(pages: Callable[..., SitePages]) -> None:
    first = pages(on=date(2025, 6, 1))
    second = pages(on=date(2025, 6, 2), before=SiteBefore({}, first.public.counts))
    one, other = ({page.activity_id: page.blocks for page in of.every() if page.activity_id} for of in (first, second))
    assert one == other


def test_the_first_page_leads_to_what_is_open_to_come_and_lately_closed(
    pages: Callable[..., SitePages], text: Text
) -> None:
    first = text(pages().first_page().html)
    assert re.search(r"Open on 1 June 2025 .* Bus fares Engagement Transport 20 May 2025 to 20 June 2025", first)
    assert re.search(r"To come .* \(no title\) A7", first)
    assert "1 planned activity is not public yet." in first
    assert "Nothing closed in that time." in first
    closed = text(pages(on=date(2025, 7, 1)).first_page().html)
    assert re.search(r"Closed in the 28 days before .* Bus fares", closed)
    assert "Consultation team, consultation@example.org" in first


def test_the_forward_plan_has_this_year_and_the_next(pages: Callable[..., SitePages], text: Text) -> None:
    plan = text(pages().forward_plan().html)
    assert "(no title) A7 1 July 2025 1 May 2025 (no title) A7" in plan
    assert "Parking no day given 2 May 2025 none yet" in plan
    assert "Old" not in plan


def test_the_page_of_a_lost_activity_says_no_more_than_when_it_was_there(read: Callable[..., str]) -> None:
    def before(standing: PageStanding) -> SiteBefore:
        page = PublicPage("LOST", "activities/lost.html", date(2025, 5, 3), date(2025, 5, 20), "f", standing)
        return SiteBefore({"LOST": page})

    gone = "LOST was shown here from 3 May 2025 to {}. It is no longer in the Council’s records."
    assert gone.format("1 June 2025") in read("LOST", before=before(PageStanding.SHOWN))
    assert gone.format("20 May 2025") in read("LOST", before=before(PageStanding.GONE))
    moved = read("LOST", before=before(PageStanding.SHOWN), more=", moved: {LOST: A1}")
    assert "This activity has another number now, and its page is: Library hours." in moved


def test_an_id_that_has_no_page_is_refused(pages: Callable[..., SitePages]) -> None:
    with pytest.raises(ParamsError, match="no activity that has a page has the id 'A8'"):
        pages().activity("A8")


def test_a_list_of_many_is_cut_by_year_and_then_by_month(
    pages: Callable[..., SitePages], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "MOST", 1)
    public = pages().public
    assert [page.address for of in years_of(public) for page in of.every] == [
        *("years/2025.html", "years/2025-05.html", "years/2025-07.html"),
        *("years/2024.html", "years/2024-05.html"),
    ]
    (libraries,) = (of for of in services_of(public) if of.title == "Libraries")
    assert [page.address for page in libraries.every] == [
        *("services/libraries.html", "services/libraries-2025.html", "services/libraries-2024.html"),
        "services/libraries-2024-05.html",
    ]


def test_promises_stand_without_a_verdict_where_no_report_is_published(
    pages: Callable[..., SitePages], text: Text
) -> None:
    page = text(pages().promises().html)
    assert "No report that says whether they were kept is published here yet." in page
    assert "PROMISE-3" in page and "kept (" not in page


def test_each_day_promised_to_the_public_is_listed_until_something_is_published(
    pages: Callable[..., SitePages], text: Text
) -> None:
    waiting = text(pages().promises().html)
    assert "Passed by 1 June 2025, the latest first Promised by For 24 October 2024 Library hours" in waiting
    long_after = text(pages(on=date(2026, 1, 1)).promises().html)
    assert "1 more day passed over a year before." in long_after and "Library hours" not in long_after
    assert "Not public 24 October 2025 (no title) A7 12 September 2025 Bus fares" in long_after
    settled = text(pages(feedback=FEEDBACK).promises().html)
    assert "Passed by" not in settled  # A1 was told of, and the others are not ours, asked nothing or were given up
    assert "To come, from 1 June 2025 Promised by For 12 September 2025 Bus fares" in settled
