"""What assessors made of an activity: `judged_<commitment>`, by tables of scores."""

from __future__ import annotations

from collections.abc import Callable

from heard.measures import Columns, judge, judged_measures

Build = Callable[..., Columns]
Wanted = Callable[[str], dict[str, str]]
Register = Callable[..., str]
Judged = dict[str, dict[str, str]]


def judged(year: Columns) -> Judged:
    """The states of each measure that the scores make."""
    results = [judge(measure, year) for measure in judged_measures(year)]
    return {result.measure: {f.unit_id: str(f.state) for f in result.findings} for result in results}


SCORES = """
    activity_id,commitment,assessor,kind,score,judged_on,expected
    a 4,ENGAGE-1,x,self,4,2024-09-01,met
    a 3,ENGAGE-1,x,self,3,2024-09-01,partly
    a 2,ENGAGE-1,x,self,2,2024-09-01,not met
    a 6,ENGAGE-1,x,self,6,2024-09-01,met
    a 1,ENGAGE-1,x,self,1,2024-09-01,not met
    4 and 3,ENGAGE-1,x,self,4,2024-09-01,partly
    4 and 3,ENGAGE-1,y,self,3,2024-09-01,
    2 and 3,ENGAGE-1,x,self,2,2024-09-01,partly
    2 and 3,ENGAGE-1,y,self,3,2024-09-01,
    2 and 6,ENGAGE-1,x,self,2,2024-09-01,met
    2 and 6,ENGAGE-1,y,self,6,2024-09-01,
    1 and 2 and 6,ENGAGE-1,x,self,1,2024-09-01,not met
    1 and 2 and 6,ENGAGE-1,y,self,2,2024-09-01,
    1 and 2 and 6,ENGAGE-1,z,self,6,2024-09-01,
    the latest counts,ENGAGE-1,x,self,5,2024-09-02,met
    the latest counts,ENGAGE-1, X ,self,1,2024-09-01,
    the later row of a day counts,ENGAGE-1,x,self,1,2024-09-01,met
    the later row of a day counts,ENGAGE-1,x,self,5,2024-09-01,
    a peer's without self,ENGAGE-1,x,self,6,2024-09-01,not met
    a peer's without self,ENGAGE-1,y, Peer ,2,2024-09-01,
    an independent's without self,ENGAGE-1,x,self,1,2024-09-01,met
    an independent's without self,ENGAGE-1,y,independent,4,2024-09-01,
    a peer's and an independent's,ENGAGE-1,x,self,1,2024-09-01,partly
    a peer's and an independent's,ENGAGE-1,y,peer,2,2024-09-01,
    a peer's and an independent's,ENGAGE-1,z,independent,5,2024-09-01,
    a blank kind is self,ENGAGE-1,x,peer,4,2024-09-01,met
    a blank kind is self,ENGAGE-1,y,,1,2024-09-01,
    a kind not listed is self,ENGAGE-1,x,peer,4,2024-09-01,met
    a kind not listed is self,ENGAGE-1,y,friend,1,2024-09-01,
    a peer who became self,ENGAGE-1,x,peer,1,2024-09-01,met
    a peer who became self,ENGAGE-1,x,self,5,2024-09-02,
    a peer who became self,ENGAGE-1,y,self,4,2024-09-01,
    self who became a peer,ENGAGE-1,x,self,6,2024-09-01,not met
    self who became a peer,ENGAGE-1,x,peer,2,2024-09-02,
    self who became a peer,ENGAGE-1,y,self,6,2024-09-01,
    in any case, engage-1 ,x,self,4,2024-09-01,met
    the latest is to come,ENGAGE-1,x,self,4,2024-09-01,met
    the latest is to come,ENGAGE-1,x,self,1,2025-06-02,
    the latest is set aside,ENGAGE-1,x,self,4,2024-09-01,met
    the latest is set aside,ENGAGE-1,x,self,7,2024-09-02,
    scored for another,LISTEN-1,x,self,4,2024-09-01,
    scored for two,ENGAGE-1,x,self,4,2024-09-01,met
    scored for two,LISTEN-1,x,self,2,2024-09-01,
    every score to come,ENGAGE-1,x,self,4,2025-06-02,
    scored for clear English,CONSULT-7c,x,self,4,2024-09-01,
"""


def test_the_median_of_the_latest_scores_gives_the_state(year: Build, wanted: Wanted, register: Register) -> None:
    aside = {"judgements": [n for n, row in enumerate(SCORES.strip().splitlines(), 1) if ",7,2024" in row]}
    council = year({"activities": register(SCORES, "no row"), "judgements": SCORES}, aside=aside)
    assert judged(council) == {
        "judged_engage-1": wanted(SCORES),
        "judged_listen-1": {"scored for another": "met", "scored for two": "not met"},
    }
    assert {measure.id: measure.serves(council.strategy) for measure in judged_measures(council)} == {
        "judged_engage-1": ("ENGAGE-1",),
        "judged_listen-1": ("LISTEN-1",),
    }


def test_only_closed_activities_are_judged(year: Build) -> None:
    activities = """
        activity_id,opened_on,closed_on,level
        engagement,2024-05-01,2024-07-31,engage
        last year,2023-05-01,2023-07-31,
        open,2024-05-01,,
        leaflet,2024-05-01,2024-07-31,inform
    """
    scores = "activity_id,commitment,assessor,score,judged_on\n"
    scores += "".join(
        f"{activity},{commitment},x,4,2024-09-01\n"
        for activity, commitment in (
            *(("engagement", "ENGAGE-1"), ("last year", "ENGAGE-1"), ("open", "ENGAGE-1"), ("leaflet", "ENGAGE-1")),
            *(("last year", "LISTEN-1"), ("ENGAGEMENT", "LISTEN-2")),
        )
    )
    council = year({"activities": activities, "judgements": scores})
    assert judged(council) == {"judged_engage-1": {"engagement": "met"}}


def test_where_nobody_judged_there_is_no_such_measure(year: Build, register: Register) -> None:
    header = SCORES.strip().splitlines()[0].strip() + "\n"
    assert judged(year({"activities": register("activity_id\na")})) == {}
    assert judged(year({"activities": register("activity_id\na"), "judgements": header})) == {}
    lettered = header + "a,LISTEN-3a,x,self,4,2024-09-01,\n"
    assert judged(year({"activities": register("activity_id\na"), "judgements": lettered})) == {
        "judged_listen-3a": {"a": "met"}
    }
