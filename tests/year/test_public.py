"""What of the records anyone may see: a closed list of cells, of the activities that are public by the day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from heard.errors import ParamsError
from heard.history.published_site import SiteBefore
from heard.model.public_page import PageStanding, PublicPage
from heard.model.tables import TABLES
from heard.year import Year
from heard.year.public import PUBLISHED, PublicRegister

REGISTER = """activity_id,title,opened_on,closed_on,listed_on,withdrawn_on,withdrawn_because,target,url,follows
PAST,Library hours,2024-05-01,2024-08-01,,,,all residents,https://www.example.org/a,HUSH
LISTED,To be listed,2025-07-01,2025-08-01,2025-05-01,,,,,
LATER,Listed tomorrow,2025-07-01,2025-08-01,2025-06-02,,,,,
PLANNED,In the plan,2025-07-01,2025-08-01,,,,,,
HUSH,Not public,2025-07-01,2025-08-01,,,,,,
GROUP,For some,2024-05-01,2024-08-01,,,,specific group,https://www.example.org/secret,
SCRIPT,Odd link,2024-05-01,2024-08-01,,,,,javascript:alert(1),
STILL,Not yet withdrawn,2024-05-01,2024-08-01,,2025-07-01,Not to be told,,,
"""
PLAN = """entry_id,financial_year,title,added_on,activity_id
FP-1,2025-26,In the plan,2025-05-01,PLANNED
FP-2,2025-26,Added later,2025-06-02,HUSH
"""
DECISIONS = """activity_id,body,body_kind,decided_on,outcome,what_changed
PAST,J. Smith,officer,2024-10-01,changed,It opens earlier
PAST,Committee,committee,2025-07-01,changed,Not to be told
"""
MakeYear = Callable[..., Year]


def public(year: Year, *before: PublicPage) -> PublicRegister:
    return PublicRegister(year.params, year.records, SiteBefore({page.activity_id: page for page in before}))


def page(id: str, standing: PageStanding = PageStanding.SHOWN) -> PublicPage:
    return PublicPage(id, f"activities/{id.lower()}.html", date(2025, 5, 3), date(2025, 5, 3), "f", standing)


@pytest.fixture
def seen(year: MakeYear) -> PublicRegister:
    return public(year(activities=REGISTER, forward_plan=PLAN, decisions=DECISIONS))


def test_every_column_that_is_published_is_one_of_the_specification() -> None:
    unknown = [(table, name) for table, of in PUBLISHED.items() for name in of if name not in TABLES[table].columns]
    assert unknown == []


def test_no_row_has_a_cell_that_is_not_on_the_list(seen: PublicRegister) -> None:
    for table, columns in PUBLISHED.items():
        assert all(tuple(row) == columns for row in seen.every(table)), table


def test_what_is_to_come_has_a_page_once_it_is_listed_or_planned(seen: PublicRegister) -> None:
    assert set(seen.activities) == {"PAST", "LISTED", "PLANNED", "GROUP", "SCRIPT", "STILL"}
    assert seen.not_public_yet == 2


def test_an_activity_without_a_page_is_named_nowhere(seen: PublicRegister) -> None:
    cells = [str(cell) for table in PUBLISHED for row in seen.every(table) for cell in row.values()]
    assert not {"HUSH", "LATER", "Not public", "Listed tomorrow"} & {*cells}


def test_the_rows_of_what_has_no_page_are_left_out_and_those_of_what_has_one_are_there(year: MakeYear) -> None:
    decisions = "activity_id,decided_on,outcome\nPAST,2024-10-01,changed\nHUSH,2024-10-02,changed\n"
    seen = public(year(activities=REGISTER, forward_plan=PLAN, decisions=decisions))
    assert [row["activity_id"] for row in seen.every("decisions")] == ["PAST"]


def test_an_activity_is_called_by_its_title_and_one_without_by_its_id(year: MakeYear) -> None:
    seen = public(year(activities="activity_id,title,opened_on,closed_on\nA,Buses,2024-05-01,\nB,,2024-05-01,\n"))
    assert (seen.title("A"), seen.title("B")) == ("Buses", "(no title) B")


def test_an_activity_said_to_be_fed_back_is_not_still_to_hear(year: MakeYear) -> None:
    register = "activity_id,title,opened_on,closed_on,promised_feedback_on,fed_back\n"
    rows = "A,x,2024-05-01,2024-07-01,2025-09-01,yes\nB,x,2024-05-01,2024-07-01,2025-09-01,no\n"
    assert public(year(activities=register + rows)).still_to_hear.keys() == {"B"}


def test_what_has_not_come_is_not_told(seen: PublicRegister) -> None:
    assert (seen.activities["STILL"]["withdrawn_on"], seen.activities["STILL"]["withdrawn_because"]) == (None, None)
    assert [row["decided_on"] for row in seen.of("decisions", "PAST")] == [date(2024, 10, 1)]
    assert [row["entry_id"] for row in seen.every("forward_plan")] == ["FP-1"]


def test_an_officer_who_decided_is_not_named(seen: PublicRegister) -> None:
    assert [row["body"] for row in seen.of("decisions", "PAST")] == ["an officer"]


def test_a_link_for_some_alone_or_to_no_web_page_is_left_out_and_the_odd_one_named(seen: PublicRegister) -> None:
    links = {id: row["url"] for id, row in seen.activities.items() if row["url"]}
    assert links == {"PAST": "https://www.example.org/a"}
    assert seen.links_left_out == ("activities.url of SCRIPT",)


def test_an_address_outlives_its_activity(year: MakeYear) -> None:
    moved = "site: {moved: {OLD: PAST, OLDER: OLD}}\n"
    aside = REGISTER + "ASIDE,Odd day,the day after,,,,,,,\n"
    pages = [page(id) for id in ("PAST", "ASIDE", "OLD", "OLDER", "LOST")]
    seen = public(year(moved, activities=aside), *pages)
    standings = {id: str(standing) for id, standing in seen.standings.items() if id in {p.activity_id for p in pages}}
    assert standings == {"PAST": "shown", "ASIDE": "set aside", "OLD": "moved", "OLDER": "moved", "LOST": "gone"}
    assert seen.moved == {"OLD": "PAST", "OLDER": "PAST"}
    anew = public(year(moved, activities=aside)).standings
    assert "ASIDE" not in anew and (anew["OLD"], anew["OLDER"]) == ("moved", "moved")  # printed before there were pages


def test_what_is_in_the_register_stays_where_it_is_whatever_is_said_to_have_moved(year: MakeYear) -> None:
    moved = "site: {moved: {PAST: LISTED, HUSH: PAST, OLD: LATER}}\n"
    standings = public(year(moved, activities=REGISTER)).standings
    assert standings["PAST"] is PageStanding.SHOWN and not standings.keys() & {"HUSH", "OLD"}


def test_to_move_to_what_has_no_page_is_refused(year: MakeYear) -> None:
    seen = public(year("site: {moved: {OLD: NEW, NEW: OLD}}\n", activities=REGISTER), page("OLD"))
    with pytest.raises(ParamsError, match="'moved' says that OLD is now OLD, which has no page"):
        seen.moved  # noqa: B018 - it is worked out when it is asked for


def test_feedback_is_promised_of_the_councils_own_alone(year: MakeYear) -> None:
    register = """activity_id,title,opened_on,closed_on,run_by,level,in_scope,withdrawn_on,promised_feedback_on
    OURS,A,2024-05-01,2024-08-01,council,consult,yes,,2024-09-01
    USUAL,A,2024-05-01,2024-08-01,council,consult,yes,,
    THEIRS,A,2024-05-01,2024-08-01,partner,consult,yes,,
    TOLD,A,2024-05-01,2024-08-01,council,inform,yes,,
    OUTSIDE,A,2024-05-01,2024-08-01,council,consult,no,,
    GIVEN,A,2024-05-01,2024-08-01,council,consult,yes,2024-07-01,
    """
    feedback = "activity_id,published_on\nOURS,2024-08-20\nTHEIRS,2024-08-20"
    seen = public(year(activities=register, feedback=feedback))
    assert seen.due_on == {"OURS": date(2024, 9, 1), "USUAL": date(2024, 10, 24)}
    assert seen.fed_back_on == {"OURS": date(2024, 8, 20)}
