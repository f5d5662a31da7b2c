"""ENGAGE: early, with those affected, and on record, each by a table of cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from heard.model.result import Result

# What the specification says each serves.
SERVES = {
    "affected_identified_first": "ENGAGE-3",
    "affected_contacted": "ENGAGE-3",
    "engaged_before_options": "ENGAGE-1 APPROACH-3",
    "recorded_fully_and_soon": "ENGAGE-4 DELIVER-3",
    "listed_is_registered": "ENGAGE-4 CONTACT-1",
}

States = Callable[..., dict[str, str]]
Wanted = Callable[[str], dict[str, str]]
Register = Callable[..., str]
Run = Callable[..., Result]

BARE = "activity_id,opened_on,closed_on\na,2024-05-01,2024-07-31\n"

FOLLOWS = """
    activity_id,opened_on,closed_on,level,run_by,purpose,significance,follows,options_published_on,expected
    set aside,2024-04-01,2024-03-01,engage,,,,,,
    ended 30 April,2024-03-01,2024-04-30,engage,,,,,,
    ended 1 May,2024-03-01,2024-05-01,engage,,,,,,
    open since April,2024-04-30,,,,,,,,
    open since May,2024-05-01,,,,,,,,
    a leaflet,2024-03-01,2024-03-31,INFORM,,,,,,
    a partner's,2024-03-01,2024-03-31,engage,partner,,,,,
    neither,2024-05-01,2024-07-31,,,operational planning,other,none,,not applicable
    neither but a blank purpose,2024-05-01,2024-07-31,,,,other,none,,no evidence
    neither but a purpose not listed,2024-05-01,2024-07-31,,,house style,other,none,,no evidence
    neither but a blank significance,2024-05-01,2024-07-31,,,operational planning,,none,,no evidence
    significant and a blank purpose,2024-05-01,2024-07-31,,,,significant,none,,not met
    a transformation and a blank,2024-05-01,2024-07-31,,, TRANSFORMATION ,,none,,not met
    follows None in any case,2024-05-01,2024-07-31,,,,significant, None ,,not met
    follows a blank,2024-05-01,2024-07-31,,,,significant,,,no evidence
    follows nobody knows what,2024-05-01,2024-07-31,,,,significant,nowhere,,no evidence
    follows an id in another case,2024-05-01,2024-07-31,,,,significant,Ended 30 April,,no evidence
    follows one set aside,2024-05-01,2024-07-31,,,,significant,set aside,,no evidence
    follows a leaflet,2024-05-01,2024-07-31,,,,significant,a leaflet,,not met
    follows a partner's,2024-05-01,2024-07-31,,,,significant,a partner's,,met
    follows itself,2024-05-01,2024-07-31,,,,significant,follows itself,,not met
    it ended the day before,2024-05-01,2024-07-31,,,,significant, ended 30 April ,,met
    it ended on the day,2024-05-01,2024-07-31,,,,significant,ended 1 May,,not met
    it ended on the day of the options,2024-04-30,2024-07-31,,,,significant,ended 1 May,2024-05-01,not met
    it ended the day before the options,2024-04-30,2024-07-31,,,,significant,ended 1 May,2024-05-02,met
    it ended after earlier options,2024-05-02,2024-07-31,,,,significant,ended 1 May,2024-04-01,not met
    it ended before options to come,2024-04-01,2024-07-31,,,,significant,ended 1 May,2025-06-02,met
    options on no readable day,2024-05-01,2024-07-31,,,,significant,ended 30 April,spring,met
    it is open since the day before,2024-05-01,2024-07-31,,,,significant,open since April,,met
    it is open since that day,2024-05-01,2024-07-31,,,,significant,open since May,,not met
"""


def test_people_are_engaged_before_there_are_options(states: States, wanted: Wanted) -> None:
    found = states("engaged_before_options", {"activities": FOLLOWS}, aside={"activities": [2]})
    assert found == wanted(FOLLOWS)


def test_the_row_of_what_it_follows_is_part_of_the_evidence(result: Run) -> None:
    activities = "activity_id,opened_on,closed_on,significance,follows\n"
    activities += "b,2024-03-01,2024-03-31,other,none\na,2024-05-01,2024-07-31,significant,b\n"
    (finding,) = result("engaged_before_options", {"activities": activities}).findings
    assert [str(address) for address in finding.source] == ["activities:2", "activities:3"]


def test_every_group_that_heard_in_time_is_part_of_the_evidence(result: Run) -> None:
    groups = "activity_id,group,contacted_on\na,g,2024-07-01\na,h,2024-07-17\n"
    (finding,) = result("affected_contacted", {"activities": BARE, "affected_groups": groups}).findings
    assert [str(address) for address in finding.source] == ["activities:2", "affected_groups:2", "affected_groups:3"]


@pytest.mark.parametrize(
    ("columns", "cells", "state"),
    [
        ("significance,follows", "other,none", "no evidence"),
        ("significance,follows", "significant,none", "not met"),
        ("purpose,follows", "transformation,none", "not met"),
        ("purpose,follows", "operational planning,none", "no evidence"),
        ("purpose,significance", "transformation,other", "no evidence"),
        ("purpose,significance", "operational planning,other", "not applicable"),
        ("follows", "none", "no evidence"),
    ],
)
def test_columns_not_supplied_leave_what_they_would_tell_unknown(
    states: States, columns: str, cells: str, state: str
) -> None:
    activities = f"activity_id,opened_on,closed_on,{columns}\na,2024-05-01,2024-07-31,{cells}\n"
    assert states("engaged_before_options", {"activities": activities}) == {"a": state}


IDENTIFIED = """
    activity_id,opened_on,closed_on,level,affected_listed_on,expected
    years before,2024-05-01,2024-07-31,engage,2020-01-01,met
    on the day,2024-05-01,2024-07-31,,2024-05-01,met
    a day late,2024-05-01,2024-07-31,,2024-05-02,not met
    never,2024-05-01,2024-07-31,,,no evidence
    unreadable,2024-05-01,2024-07-31,,May,no evidence
    after as at,2024-05-01,2024-07-31,,2025-06-02,not met
"""


def test_those_affected_are_listed_by_the_opening_day(states: States, wanted: Wanted) -> None:
    assert states("affected_identified_first", {"activities": IDENTIFIED}) == wanted(IDENTIFIED)
    assert states("affected_identified_first", {"activities": BARE}) == {"a": "no evidence"}


# Closed on 31 July 2024: the last day is 17 July.
CONTACTED = """
    activity_id,group,contacted_on,expected
    on the last day,g,2024-07-17,met
    a day late,g,2024-07-18,not met
    before it opened,g,2023-07-18,met
    after as at,g,2025-06-02,not met
    blank,g,,no evidence
    unreadable,g,July,no evidence
    both,g,2024-07-17,met
    both,h,2024-05-01,
    one of two,g,2024-07-17,partly
    one of two,h,2024-07-18,
    one of two with one to come,g,2024-07-17,partly
    one of two with one to come,h,2025-06-02,
    neither,g,2024-07-18,not met
    neither,h,2024-07-19,
    in time and a blank,g,2024-07-17,no evidence
    in time and a blank,h,,
    late and a blank,g,2024-07-18,no evidence
    late and a blank,h,,
    all three,g,2024-07-17,partly
    all three,h,2024-07-18,
    all three,i,,
    in time and one set aside,g,2024-07-17,met
    in time and one set aside,,2024-07-18,
"""


def test_every_group_hears_of_it_two_weeks_before_it_closes(states: States, wanted: Wanted, register: Register) -> None:
    tables = {"activities": register(CONTACTED, "no row"), "affected_groups": CONTACTED}
    aside = {"affected_groups": [len(CONTACTED.strip().splitlines())]}
    assert states("affected_contacted", tables, aside=aside) == wanted(CONTACTED) | {"no row": "no evidence"}
    assert states("affected_contacted", {"activities": BARE}) == {"a": "no evidence"}
    assert states("affected_contacted", {"activities": BARE, "affected_groups": "activity_id,group\na,g\n"}) == {
        "a": "no evidence"
    }


def test_two_weeks_before_closing_is_counted_over_29_february(states: States) -> None:
    activities = "activity_id,opened_on,closed_on\na,2024-01-01,2024-03-14\nb,2024-01-01,2024-03-14\n"
    groups = "activity_id,group,contacted_on\na,g,2024-02-29\nb,g,2024-03-01\n"
    tables = {"activities": activities, "affected_groups": groups}
    assert states("affected_contacted", tables, first_day=date(2024, 1, 1)) == {"a": "met", "b": "not met"}


RECORDED = """
    activity_id,opened_on,closed_on,level,service,purpose,significance,recorded_on,expected
    on the last day,2024-05-01,2024-07-31,,S,transformation,other,2024-05-15,met
    a day late,2024-05-01,2024-07-31,,S,transformation,other,2024-05-16,not met
    before it opened,2024-05-01,2024-07-31,engage,S,transformation,significant,2024-04-01,met
    over a month's end,2025-02-15,2025-03-31,,S,transformation,other,2025-03-01,met
    over a month's end late,2025-02-15,2025-03-31,,S,transformation,other,2025-03-02,not met
    after as at,2024-05-01,2024-07-31,,S,transformation,other,2025-06-02,not met
    no service,2024-05-01,2024-07-31,,,transformation,other,2024-05-01,not met
    no purpose,2024-05-01,2024-07-31,,S,  ,other,2024-05-01,not met
    no significance,2024-05-01,2024-07-31,,S,transformation,,2024-05-01,not met
    no day,2024-05-01,2024-07-31,,S,transformation,other,,not met
    words not listed,2024-05-01,2024-07-31,,S,house style,major,2024-05-01,met
    words not listed and late,2024-05-01,2024-07-31,,S,house style,major,2024-05-16,not met
    an unreadable day,2024-05-01,2024-07-31,,S,transformation,other,May,no evidence
    a day outside the century,2024-05-01,2024-07-31,,S,transformation,other,1999-05-01,no evidence
    an unreadable day and no service,2024-05-01,2024-07-31,,,transformation,other,May,not met
"""


def test_the_record_is_full_and_made_within_two_weeks(states: States, wanted: Wanted) -> None:
    assert states("recorded_fully_and_soon", {"activities": RECORDED}) == wanted(RECORDED)


@pytest.mark.parametrize("column", ["service", "purpose", "significance", "recorded_on"])
def test_a_column_not_supplied_comes_before_every_empty_cell(states: States, wanted: Wanted, column: str) -> None:
    found = states("recorded_fully_and_soon", {"activities": RECORDED.replace(f",{column}", ",x", 1)})
    assert found == dict.fromkeys(wanted(RECORDED), "no evidence")


LISTINGS = """
    listing_id,title,activity_id,opened_on,closed_on,seen_on,expected
    in the register,x, a ,2024-05-01,2024-07-31,,met
    of one set aside,x,b,2024-05-01,2024-07-31,,met
    in another case,x,A,2024-05-01,2024-07-31,,not met
    nowhere,x,z,2024-05-01,2024-07-31,,not met
    of none,x,,2024-05-01,2024-07-31,,not met
    without a title,,a,2024-05-01,2024-07-31,,met
    opens on the last day,x,a,2025-03-31,,,met
    opens the day after,x,a,2025-04-01,,,
    closes on the first day,x,a,2020-01-01,2024-04-01,,met
    closes the day before,x,a,2020-01-01,2024-03-31,,
    open throughout,x,a,2020-01-01,,,met
    opens on no readable day and seen after,x,a,spring,,2025-04-01,
    seen on the last day,x,a,,,2025-03-31,met
    seen the day after,x,a,,,2025-04-01,
    seen after as at,x,a,,,2025-06-02,
    opened before it was seen after,x,a,2024-05-01,,2025-05-01,met
    without a day,x,,,,,not met
    nowhere,x,a,2024-05-01,2024-07-31,,
"""
TWO = "activity_id,opened_on,closed_on\na,2024-05-01,2024-07-31\nb,2024-05-01,2024-04-01\n"


def test_what_the_public_could_see_is_in_the_register(states: States, wanted: Wanted) -> None:
    tables = {"activities": TWO, "web_listing": LISTINGS}
    assert states("listed_is_registered", tables, aside={"activities": [3]}) == wanted(LISTINGS)


def test_a_listing_without_days_is_of_every_period_and_none_supplied_is_of_the_year(states: States) -> None:
    tables = {"activities": TWO, "web_listing": "listing_id,title,activity_id\n1,x,a\n2,x,\n"}
    assert states("listed_is_registered", tables) == {"1": "met", "2": "not met"}
    assert states("listed_is_registered", tables, aside={"web_listing": [2, 3]}) == {"2024-25": "no evidence"}
    assert states("listed_is_registered", {"activities": TWO}) == {"2024-25": "no evidence"}
    assert states("listed_is_registered", tables | {"web_listing": "listing_id,title,activity_id\n"}) == {}
