from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from bs4 import BeautifulSoup

from heard.assess.commitments import FEW
from heard.model.state import JUDGED, State, Verdict
from heard.page.blocks import Link, Span, inside, seen, text_of
from heard.show.concerns import DRAFTED, NO_ANSWER, RULE, RULE_OF_WENT_WELL, concerns, fell_short, went_well
from heard.show.report.glance import headline
from heard.show.weakest import HowFar, how_far, weakest

LATE = {
    "activities": """
        activity_id,title,opened_on,closed_on,level
        A,Bus fares,2024-05-01,2024-08-01,consult
        B,Library hours,2024-05-01,2024-08-01,consult
        C,Winter gritting,2024-05-01,2024-08-01,engage""",
    "feedback": "activity_id,published_on\nA,2024-09-01",
}


def test_the_headline_counts_add_up_to_the_promises(sample):
    year = sample.year
    said = seen(headline(year))
    deeds, rest = re.fullmatch(r"The Council (.*?)\.(?: (.*?))? Of the \d+, \d+ (?:were|was) kept in .*", said).groups()
    promises, partly = (
        int(re.search(r"of its (\d+) promises", deeds)[1]),
        int(re.search(r"kept (\d+) in part", deeds)[1]),
    )
    kept, broken = int(re.match(r"kept (\d+)", deeds)[1]), int(re.search(r"did not keep (\d+)", deeds)[1])
    assert promises == len(year.promises) == kept + partly + broken + sum(map(int, re.findall(r"\d+", rest)))
    assert len(year.judged) == kept + partly + broken
    ways = said[said.index(" Of the ") :]
    counts = re.findall(r"(\d+) (?:(?:were kept |was kept )?in (?:fewer|\d)|had)", ways)
    assert sum(map(int, counts)) == partly


def test_what_cannot_be_judged_is_said_and_not_counted_as_broken(year):
    said = seen(headline(year(activities="activity_id,title,opened_on\nA,Bus fares,2024-05-01")))
    assert said.startswith("None of 52 promises could be judged.")
    assert "there is no record" in said and "not keep" not in said


def test_where_few_can_be_judged_the_promises_nobody_can_tell_of_are_not_read_as_broken(year):
    rows = "activity_id,title,opened_on,closed_on\nA,Bus fares,2024-05-01,2024-07-31\nB,Parking,2024-05-01,2024-05-03"
    said = seen(headline(year(activities=rows)))
    assert re.match(r"Of 52 promises 2 could be judged: none was kept and 2 were kept in part\. ", said), said
    assert said.endswith("1 is described and not judged; for 49 there is no record.")


def test_each_number_that_is_counted_has_a_verdict_and_what_promises_are_called_has_none(sample):
    (told, *_) = headline(sample.year)
    spans = [node for node in told.words if isinstance(node, Span) and node.origin]
    assert [column for span in spans for column in span.origin.columns] == ["kept", "all", "partly kept", "not kept"]
    for span in spans:
        assert len(re.findall(r"\d+", text_of(span.words))) == len(span.origin.columns)
        assert sample.year.params.strategy.nouns not in text_of(span.words)


def test_every_promise_has_a_row_with_its_verdict_that_leads_to_its_place(sample, whole):
    page = whole(sample)
    ids = {element["id"] for element in page.select("[id]")}
    rows = BeautifulSoup(sample.one_page().html, "html.parser").select_one("details table").select("tbody tr")
    links = [row.select_one("th a")["href"].lstrip("#") for row in rows]
    assert links == [each.id for each in sample.year.promises] and set(links) <= ids
    for row, promise in zip(rows, sample.year.promises, strict=True):
        assert str(sample.year.outcomes[promise.id].verdict) in row.text


def test_the_weakest_check_is_a_record_of_three_or_more_before_any_other_and_then_met_least(sample):
    year = sample.year
    held = 0
    for promise in year.promises:
        check, deciding = weakest(year, promise), year.deciding(promise)
        firm = [each for each in deciding if not each.by_assessors and each.all.counted >= FEW]
        if firm:
            shares = {
                each.measure: Fraction(each.all.n(State.MET), each.all.counted + each.all.n(State.NO_EVIDENCE))
                for each in firm
            }
            assert check in firm and shares[check.measure] == min(shares.values())
            held += len(firm) > 1
    assert held > 5


def test_how_far_a_promise_is_from_kept_changes_at_the_named_figures(year):
    of_ten = year(**LATE)
    promise = next(each for each in of_ten.promises if each.id == "PROMISE-3")
    assert weakest(of_ten, promise).all.counted == 3
    for near, far, way in ((33, 10, HowFar.NEAR), (34, 34, HowFar.FAR), (34, 33, HowFar.HALF_WAY)):
        standards = replace(of_ten.params.standards, near_at=near, far_at=far)
        assert how_far(replace(of_ten, params=replace(of_ten.params, standards=standards)), promise) is way


def test_a_chapter_that_promises_nothing_is_told_below_the_picture_and_not_drawn(sample, text):
    page = text(sample.one_page().html)
    assert "Elected members: the strategy says 4 things here, and none is a promise." in page


def test_what_needs_attention_has_its_count_its_consequence_and_its_names(report, text):
    page = text(report(**LATE).one_page().html)
    assert page.count("2 of 3 activities did not feed back in time.") == 2
    assert "Those who took part waited longer than they should, or have heard nothing." in page
    assert "Named: Library hours; Winter gritting." in page


def test_a_promise_is_raised_once_and_what_is_missing_comes_after_what_is_broken(report):
    page = BeautifulSoup(report(**LATE).one_page().html, "html.parser")
    first, *others = page.select("ol.attention li")
    assert "did not feed back" in first.text
    assert all(item.text.startswith("No record of") for item in others) and len(others) == 2


def test_nothing_went_well_where_nothing_was_kept(report, text):
    short = LATE["activities"].replace("2024-05-01", "2024-07-20")
    assert "What went well" in text(report(**LATE).one_page().html)
    assert "What went well" not in text(report(activities=short, feedback=LATE["feedback"]).one_page().html)


def test_the_committee_is_given_drafts_until_people_recommend_and_none_once_signed_off(report, text):
    draft = text(report(**LATE).one_page().html)
    assert "Owner: to be named. Day: to be set." in draft and DRAFTED in draft
    signed = text(report("signed_off_by: The Director\n", **LATE).one_page().html)
    assert "The Committee is asked to note this report." in signed and "to be named" not in signed


def test_what_people_recommend_stands_beside_what_it_speaks_to(report, text, tmp_path):
    recommended = (
        "- text: Publish feedback.\n  owner: Head of Libraries\n  day: 2025-09-01\n  commitment: PROMISE-3\n"
        "- text: Count the boards.\n  owner: Head of Boards\n  day: 2025-09-01\n  commitment: BOARDS-2\n"
    )
    (tmp_path / "asks.yaml").write_text(recommended, encoding="utf-8")
    opened = report("recommendations: asks.yaml\n", **LATE)
    page = BeautifulSoup(opened.one_page().html, "html.parser")
    first, *others = page.select("table.attention tbody tr")
    assert "did not feed back" in first.select_one("th").text
    beside = text(str(first.select_one("td")))
    assert beside == "Publish feedback. Owner: Head of Libraries. Day: 1 September 2025."
    assert all(NO_ANSWER in row.text for row in others) and len(others) == 2
    [other] = [text(item) for item in page.select("ul.asks li")]
    assert other.startswith("Count the boards. Owner: Head of Boards. Day: 1 September 2025. It speaks to Five boards")
    assert DRAFTED not in page.text


def test_promises_judged_are_one_number_wherever_they_are_counted(sample, text):
    year = sample.year
    judged = len(year.judged)
    assert judged == sum(year.outcomes[promise.id].verdict in JUDGED for promise in year.promises)
    trust = text(sample.trust().html)
    assert sum(map(int, re.findall(r"(?:kept|keep) (\d+)", seen(headline(year)).partition(". ")[0]))) == judged
    assert f"{judged} promises could be judged." in trust and f"{judged} verdicts rest on this:" in trust


def test_what_needs_attention_is_chosen_by_the_rule_beside_it(sample):
    chosen = concerns(sample.year)
    named = [{promise.id for promise in each.promises} for each in chosen]
    assert all(not ids <= set().union(*named[:n]) for n, ids in enumerate(named))
    assert "A check is passed over where those before it name every promise it bears on." in RULE.format(
        "promises", "promise"
    )
    page = BeautifulSoup(sample.one_page().html, "html.parser")
    assert RULE.format("promises", "promise") in [note.text for note in page.select(".note")]


def test_what_fell_short_of_the_law_is_otherwise_on_record_and_never_missing(year):
    decided = year(
        activities="activity_id,title,opened_on,closed_on,level\nA,Bus fares,2024-05-01,2024-06-30,consult",
        decisions="activity_id,decided_on\nA,2024-06-01",
    )
    told = fell_short(decided, decided.results["decided_after_closing"])
    assert told == "Decided after the consultation closed: otherwise on record for 1 of 1 consultation."


def test_what_went_well_has_a_rule_of_its_own(sample, text):
    page = text(sample.one_page().html)
    assert RULE_OF_WENT_WELL.format("promises") in page
    year = sample.year
    kept = {each.id: weakest(year, each) for each in year.promises if year.outcomes[each.id].verdict is Verdict.KEPT}
    ways = {
        each.measure: (each.by_assessors, each.all.counted < FEW, -each.all.value) for each in kept.values() if each
    }
    links = [
        next(each for node in entry for each in [node, *inside(node)] if isinstance(each, Link))
        for entry in went_well(year)
    ]
    told = [ways[kept[each.to.lstrip("#")].measure] for each in links]
    assert told == sorted(ways.values())[:3] and len(set(ways.values())) > 1
