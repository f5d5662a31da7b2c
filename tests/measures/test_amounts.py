"""Measures of amount, each counted by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from heard.measures import Columns
from heard.measures.amounts import AMOUNTS, amounts_of
from heard.measures.amounts.how_many_days import waiting
from heard.measures.cases import Nothing
from heard.model.figures import Figures

# What the specification says each serves.
SERVES = {
    "engagement_days": "ENGAGE-2",
    "spells": "ENGAGE-2",
    "member_actions_by_kind": "MEMBERS-1 MEMBERS-2 MEMBERS-3",
    "issues_answered": "BOARDS-1",
    "items_answered": "BOARDS-1",
    "statutory_consultations": "LEGAL-8",
    "resources": "CONSULT-7",
    "challenges": "LEGAL-7",
    "ways_used": "LISTEN-3a LISTEN-3b LISTEN-3c LISTEN-3d LISTEN-3e LISTEN-3f",
    "purposes_served": "APPROACH-1",
    "outcomes": "MEMBERS-4",
    "regular_feedback": "LISTEN-3a",
}

Build = Callable[..., Columns]

ACTIVITIES = """
    activity_id,title,opened_on,closed_on,level,purpose,cost,staff_days,statutory_basis,prescribed_days,promised_feedback_on,target
    a,Alpha,2024-05-01,2024-05-28,consult,operational planning,100.50,3,Care Act,21,2024-07-01,all residents
    b,Beta,2024-05-01,2024-05-10,engage,,50,,,,2024-06-01,
    c,Gamma,2024-06-01,2024-06-30,coproduce,operational planning,,,,,2025-12-01,service users
    n,Never,2023-01-01,,consult,,,,,,,
    i,Inform,2024-05-01,2024-05-10,inform,,999,9,,,,
"""


def rows(year: Columns, measure: str) -> dict[object, tuple[object, ...]]:
    return {row[0]: row[1:] for row in AMOUNTS[measure](year).rows}


def test_ways_are_counted_by_activity_and_by_contribution(year: Build) -> None:
    channels = "activity_id,channel,contributions\na,meeting,4\na,meeting,6\nb,meeting,\nb,online survey,3\ni,talk,9\n"
    found = rows(year({"activities": ACTIVITIES, "channels": channels}), "ways_used")
    assert found == {
        "online survey": (1, 3, 0, "[z]", "[z]", "[z]", "[z]"),
        "meeting": (2, 10, 1, "[z]", 0, 0, 0),
    }


def test_a_number_nobody_wrote_down_is_not_nought(year: Build) -> None:
    found = rows(year({"activities": ACTIVITIES, "channels": "activity_id,channel\na,talk\n"}), "ways_used")
    assert found["talk"][:3] == (1, None, 1)


def test_what_people_come_to_is_counted_by_day_by_weekend_and_by_district(year: Build) -> None:
    channels = """
        activity_id,channel,held_on,district
        a,meeting,2024-05-03,Fenland
        a,meeting,2024-05-04,fenland
        a,meeting,2024-05-05,Cambridge
        b,meeting,2025-06-07,Ely
        b,meeting,,Ely
        b,talk,last spring,Ely
        b,online survey,2024-05-05,Ely
    """
    found = rows(year({"activities": ACTIVITIES, "channels": channels}), "ways_used")
    assert found["meeting"][-3:] == (3, 2, 2)  # a day after *as at*, and none at all, are no known days
    assert found["talk"][-3:] == (0, 0, 0)
    assert found["online survey"][-3:] == ("[z]",) * 3  # nobody comes to it


def test_what_services_received_stands_beside_the_ways_of_regular_feedback(year: Build) -> None:
    channels = "activity_id,channel,contributions\na,complaint,2\na,meeting,4\n"
    regular = "service,quarter,kind,received\nA,2024-Q2,complaint,5\nB,2024-Q3,complaint,6\nA,2024-Q3,review,\n"
    regular += "A,2024-Q1,compliment,9\n"  # before the year
    found = rows(year({"activities": ACTIVITIES, "channels": channels, "service_feedback": regular}), "ways_used")
    assert found["complaint"][:4] == (1, 2, 0, 11)
    assert found["meeting"][3] == "[z]"
    assert "review" not in found and "compliment" not in found
    assert rows(year({"activities": ACTIVITIES, "channels": channels}), "ways_used")["complaint"][3] is None


WHOSE_WORD = {
    "activities": ACTIVITIES,
    "materials": """
        activity_id,document,published_on,checked_by
        a,Plan,2024-05-01,self
        a,Map,,Peer
        a,Leaflet,2024-05-02,
        a,Results,2024-06-30,independent
        c,Plan,2024-06-01,independent
    """,
    "advocacy": """
        issue_id,raised_on,raised_by
        1,2024-05-01,staff
        2,2024-06-01,partner
        3,2024-07-01,
        4,2023-07-01,staff
    """,
    "judgements": """
        activity_id,commitment,assessor,kind,score,judged_on
        a,ENGAGE-1,x,self,5,2024-09-01
        a,ENGAGE-1,y,peer,3,2024-09-01
    """,
}


def test_whose_word_it_is_is_counted_of_documents_issues_and_scores(year: Build) -> None:
    council = year(WHOSE_WORD)
    assert rows(council, "whose_word") == {
        "documents: self": (1,),  # of consultations, and not what came out after they closed
        "documents: peer": (1,),
        "documents: independent": (0,),
        "documents: not recorded": (1,),
        "issues: staff": (1,),
        "issues: partner": (1,),
        "issues: not recorded": (1,),
        "scores: self": (1,),
        "scores: peer": (1,),
    }
    figures = AMOUNTS["whose_word"](council)
    assert (figures.recorded, figures.of, figures.missing) == (6, 8, ())


@pytest.mark.parametrize(
    ("table", "column", "lines"), [("materials", "checked_by", "documents"), ("advocacy", "raised_by", "issues")]
)
def test_whose_word_nobody_was_asked_to_record_is_named_and_not_counted(
    year: Build, table: str, column: str, lines: str
) -> None:
    without = {**WHOSE_WORD, table: WHOSE_WORD[table].replace(column, "other")}
    figures = AMOUNTS["whose_word"](year(without))
    assert figures.missing == (f"{table}.{column}",)
    assert not any(str(line).startswith(lines) for line, _ in figures.rows)


def test_purposes_leave_out_the_blank_and_say_how_many_are_recorded(year: Build) -> None:
    figures = AMOUNTS["purposes_served"](year({"activities": ACTIVITIES}))
    assert ("operational planning", 2) in figures.rows
    assert (figures.recorded, figures.of) == (2, 3)


def test_cost_and_staff_days_add_up_what_is_recorded_and_no_more(year: Build) -> None:
    found = rows(year({"activities": ACTIVITIES}), "resources")
    assert found == {"cost (pounds)": (150.5, 2), "staff days": (3, 1)}


def test_outcomes_are_counted_of_decisions_taken(year: Build) -> None:
    decisions = (
        "activity_id,decided_on,outcome,challenged\na,2024-07-01,changed,none\na,,changed,\na,2024-08-01,,call-in\n"
    )
    council = year({"activities": ACTIVITIES, "decisions": decisions})
    figures = AMOUNTS["outcomes"](council)
    assert (dict(figures.rows)["changed"], figures.recorded, figures.of) == (1, 1, 2)
    assert rows(council, "challenges")["call-in"] == (1,)


def test_engagement_days_are_of_engagement_and_coproduction(year: Build) -> None:
    assert rows(year({"activities": ACTIVITIES}), "engagement_days") == {
        "engage": (1, 10, 10.0, 10),
        "coproduce": (1, 30, 30.0, 30),
    }


def test_the_law_s_own_length_is_told_and_which_law_it_is_stays_inside(year: Build) -> None:
    more = ACTIVITIES + "    d,Delta,2024-05-01,2024-06-30,consult,,,,Childcare Act,60,,\n"
    assert rows(year({"activities": more}), "statutory_consultations") == {"on record": (2, 21, 60)}


def test_where_no_law_asked_there_is_no_line_of_it(year: Build) -> None:
    none = "activity_id,title,opened_on,closed_on,statutory_basis\na,Alpha,2024-05-01,2024-05-28,\n"
    assert rows(year({"activities": none}), "statutory_consultations") == {}


def test_those_still_waiting_to_hear_back_count_as_waiting(year: Build) -> None:
    feedback = "activity_id,published_on\na,2024-06-07\nb,2024-05-01\n"
    found = rows(year({"activities": ACTIVITIES, "feedback": feedback}), "time_to_feedback")
    assert found["fed back"] == (1,)
    assert found["still waiting"] == (2,)
    assert found["days until half had fed back"] == (None,)


def test_what_cannot_be_told_is_not_still_waiting(year: Build) -> None:
    feedback = "activity_id,published_on\na,2024-06-07\nb,2024-05-20\nc,last summer\n"  # the day is set aside
    council = year({"activities": ACTIVITIES, "feedback": feedback}, aside={"feedback": [4]})
    found = rows(council, "time_to_feedback")
    assert found == {
        "activities closed": (3,),
        "cannot tell": (1,),
        "fed back": (2,),
        "still waiting": (0,),
        "days until half had fed back": (10,),
    }
    curve = waiting(council)
    assert not isinstance(curve, Nothing) and (curve.n, curve.n_happened) == (2, 2)


def test_a_promise_is_kept_broken_or_still_to_come(year: Build) -> None:
    feedback = "activity_id,published_on\na,2024-07-01\nb,2024-06-02\n"
    found = rows(year({"activities": ACTIVITIES, "feedback": feedback}), "kept_promises")
    assert found == {"kept": (1,), "not kept": (1,), "still to come": (1,), "cannot tell": (0,)}


def test_a_promise_is_of_a_day_after_closing_and_is_not_late_on_that_day(year: Build) -> None:
    activities = """
        activity_id,title,opened_on,closed_on,promised_feedback_on
        a,On closing,2024-05-01,2024-05-28,2024-05-28
        b,Today,2024-05-01,2024-05-28,2025-06-01
    """
    found = rows(year({"activities": activities, "feedback": "activity_id,published_on\n"}), "kept_promises")
    assert found == {"kept": (0,), "not kept": (0,), "still to come": (1,), "cannot tell": (0,)}


def test_a_consultation_never_closed_is_named(year: Build) -> None:
    assert AMOUNTS["never_closed"](year({"activities": ACTIVITIES})).rows == (("n", "Never", 882),)
    earlier = f"{ACTIVITIES.rstrip()}\n    m,Zebra,2023-01-01,,consult,,,,,,,\n"
    assert [*rows(year({"activities": earlier}), "never_closed")] == ["m", "n"]


def test_load_is_the_most_and_the_fewest_open_on_one_day(year: Build) -> None:
    assert rows(year({"activities": ACTIVITIES}), "load") == {
        "all of them": (3, 1),  # a, b and n until 10 May; then n alone
        "all residents": (1, 0),
        "service users": (1, 0),
        "specific group": (0, 0),
        "target not recorded": (2, 1),
    }


def test_those_of_one_week_that_were_never_open_together_are_not_added_up(year: Build) -> None:
    register = """
        activity_id,title,opened_on,closed_on
        a,Monday,2024-05-06,2024-05-06
        b,Tuesday,2024-05-07,2024-05-07
    """
    assert rows(year({"activities": register}), "load")["all of them"] == (1, 0)


def test_what_opens_in_the_week_in_which_the_year_ends_but_after_it_is_not_of_the_year(year: Build) -> None:
    register = "activity_id,title,opened_on,closed_on\na,Last,2025-03-31,2025-04-30\nb,Next,2025-04-01,2025-04-30\n"
    council = year({"activities": register})
    assert rows(council, "load")["all of them"] == (1, 0)
    assert AMOUNTS["load"](council).of == 1


def test_open_days_in_holidays_are_counted_for_each_activity(year: Build) -> None:
    council = year({"activities": ACTIVITIES.replace("    n,Never,2023-01-01,,consult,,,,,,,\n", "")})
    council = replace(council, school_holidays=((date(2024, 5, 27), date(2024, 5, 31)),))
    found = rows(council, "time_shared")
    assert found["school holidays"] == (2, 28 + 10 + 30)
    assert found["bank holidays"] == (3, 68)


def test_a_holiday_that_began_before_the_year_is_of_the_year_from_its_first_day(year: Build) -> None:
    council = year({"activities": "activity_id,title,opened_on,closed_on\na,First day,2024-04-01,2024-04-01\n"})
    over_easter = replace(council, school_holidays=((date(2024, 3, 29), date(2024, 4, 1)),))
    assert rows(over_easter, "time_shared")["school holidays"] == (1, 1)
    before_it = replace(council, school_holidays=((date(2024, 3, 25), date(2024, 3, 29)),))
    assert "school holidays" not in rows(before_it, "time_shared")


def test_regular_feedback_is_of_the_quarters_of_the_period(year: Build) -> None:
    regular = (
        "service,quarter,kind,received,used\nA,2024-Q2,complaint,5,2\na,2025-Q1,complaint,1,\nA,2024-Q1,complaint,9,9\n"
    )
    figures = AMOUNTS["regular_feedback"](year({"activities": ACTIVITIES, "service_feedback": regular}))
    assert figures.rows[2] == ("complaint", 6, 2, 1)


def test_issues_are_counted_by_board_in_the_period(year: Build) -> None:
    meetings = "board,met_on,issues_raised,issues_answered\nA,2024-05-01,3,2\nA,2024-06-01,1,\nB,2024-01-01,9,9\n"
    figures = AMOUNTS["issues_answered"](year({"activities": ACTIVITIES, "board_meetings": meetings}))
    assert figures.rows == (("A", 2, 4, 2),)
    assert (figures.recorded, figures.of) == (1, 2)


def test_what_members_did_is_counted_by_kind(year: Build) -> None:
    actions = "activity_id,done_on,action\na,2024-05-01,promoted\na,2024-05-02,promoted\nb,2024-05-02,scrutinised\n"
    found = rows(year({"activities": ACTIVITIES, "member_actions": actions}), "member_actions_by_kind")
    assert found == {"promoted": (2, 1), "explained": (0, 0), "scrutinised": (1, 1)}


JUDGEMENTS = """
    activity_id,commitment,assessor,kind,score,judged_on
    a,ENGAGE-1,x,self,5,2024-09-01
    a,ENGAGE-1,y,peer,3,2024-09-01
    b,ENGAGE-1,x,self,4,2024-09-01
    b,ENGAGE-1,z,independent,4,2024-09-01
    c,ENGAGE-1,x,self,2,2024-09-01
"""


def test_self_peer_and_independent_are_shown_apart(year: Build) -> None:
    council = year({"activities": ACTIVITIES, "judgements": JUDGEMENTS})
    assert rows(council, "judgements_made") == {"self": (3, 3, 4), "peer": (1, 1, 3), "independent": (1, 1, 4)}
    assert AMOUNTS["judgements_made"](council).note == "1 of 3 rest on self-assessment alone."
    ids = [f"a{n}" for n in range(1_001)]
    activities = "".join(f"{id},x,2024-05-01,2024-06-01\n" for id in ids)
    scores = "".join(f"{id},ENGAGE-1,x,self,5,2024-09-01\n" for id in ids)
    many = {
        "activities": f"activity_id,title,opened_on,closed_on\n{activities}",
        "judgements": f"activity_id,commitment,assessor,kind,score,judged_on\n{scores}",
    }
    assert AMOUNTS["judgements_made"](year(many)).note == "1,001 of 1,001 rest on self-assessment alone."


def test_agreement_is_of_those_who_judged_the_same(year: Build) -> None:
    found = rows(year({"activities": ACTIVITIES, "judgements": JUDGEMENTS}), "judgements_agree")
    assert list(found) == ["the service and others"]
    assert found == {"the service and others": (2, 0.5, None)}  # of two pairs no kappa


def among_others(*pairs: tuple[int, int]) -> tuple[str, str]:
    """So many activities, each scored by a peer and somebody independent; and the same rows from the last."""
    register = [f"x{n},T,2024-05-01,2024-05-28" for n in range(len(pairs))]
    scores = [
        f"x{n},ENGAGE-1,{who},{kind},{score},2024-09-01"
        for n, pair in enumerate(pairs)
        for who, kind, score in zip("yz", ("peer", "independent"), pair, strict=True)
    ]
    activities = "\n".join(["activity_id,title,opened_on,closed_on", *register])
    return activities, "\n".join(["activity_id,commitment,assessor,kind,score,judged_on", *scores])


def test_kappa_is_of_twenty_pairs_or_more_and_hangs_on_no_order_of_rows(year: Build) -> None:
    pairs = [(1, 2), (3, 3), (2, 4), (5, 5)] * 5
    activities, scores = among_others(*pairs)
    head, *lines = scores.split("\n")
    kappas = []
    for ordered in (lines, lines[::-1], [*lines[::2], *lines[1::2]], [*lines[:20], *lines[:19:-1]]):
        council = year({"activities": activities, "judgements": "\n".join([head, *ordered])})
        ((_, _, kappa),) = rows(council, "judgements_agree").values()
        kappas.append(kappa)
    assert isinstance(kappas[0], float) and len(set(kappas)) == 1
    assert "linear weights" in AMOUNTS["judgements_agree"](council).note
    few, scores = among_others(*pairs[:19])
    ((n, _, kappa),) = rows(year({"activities": few, "judgements": scores}), "judgements_agree").values()
    assert (n, kappa) == (19, None)


@pytest.mark.parametrize("measure", sorted(AMOUNTS))
def test_what_was_not_supplied_is_named_and_nothing_is_made_up(year: Build, measure: str) -> None:
    figures: Figures = amounts_of(year({"activities": "activity_id,title,opened_on\na,x,2024-05-01\n"}))[measure]
    assert figures.empty
    assert figures.missing


NOT_AS_ANNOUNCED = """
    activity_id,opened_on,closed_on,first_closed_on,run_by,run_with,withdrawn_on
    extended,2024-05-01,2024-06-30,2024-05-31,,,
    moved alone,2024-05-01,2024-06-30,2024-05-31,jointly,Ely Town Council; Fenland,
    closed early,2024-05-01,2024-06-30,2024-07-31,jointly,ely town council,
    paused,2024-05-01,2024-06-30,,,Ely Town Council,
    given up,2024-05-01,,,,,2024-06-01
    given up later,2024-05-01,,,,,2025-04-01
"""
SPELLS = """
    activity_id,opened_on,closed_on,why
    extended,2024-05-01,2024-05-31,announced
    extended,2024-06-01,2024-06-30,extended
    paused,2024-05-01,2024-05-10,announced
    paused,2024-06-20,2024-06-30,paused
"""


def test_what_did_not_run_as_announced_or_alone_is_counted(year: Build) -> None:
    tables = {"activities": NOT_AS_ANNOUNCED, "openings": SPELLS}
    assert rows(year(tables), "spells") == {
        "extended": (2,),
        "paused": (1,),
        "withdrawn": (1,),
        "run jointly": (2,),
        "run jointly with Ely Town Council": (2,),
        "run jointly with Fenland": (1,),
    }
    assert [*rows(year(tables), "spells")][:4] == ["extended", "paused", "withdrawn", "run jointly"]
    assert AMOUNTS["spells"](year({"activities": ACTIVITIES})).empty


def test_what_is_open_at_once_is_open_in_its_spells(year: Build) -> None:
    register = "activity_id,opened_on,closed_on\npaused,2024-05-01,2024-06-30\nother,2024-06-01,2024-06-10\n"
    spells = "activity_id,opened_on,closed_on\npaused,2024-05-01,2024-05-10\npaused,2024-05-05,2024-05-12\n"
    assert rows(year({"activities": register}), "load")["all of them"] == (2, 0)
    assert rows(year({"activities": register, "openings": spells}), "load")["all of them"] == (1, 0)
    withdrawn = "activity_id,opened_on,closed_on,withdrawn_on\na,2024-04-01,,2024-05-31\nb,2024-04-01,2024-04-01,\n"
    assert rows(year({"activities": withdrawn}), "load")["all of them"] == (2, 0)
