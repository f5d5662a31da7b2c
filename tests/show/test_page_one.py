from __future__ import annotations

import re

from bs4 import BeautifulSoup

from heard.model.state import JUDGED, Verdict
from heard.page.blocks import text_of
from heard.show.concerns import RULE, RULE_OF_WENT_WELL, concerns, went_well
from heard.show.report.glance import headline

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
    said = headline(year)
    promises = int(re.search(r"Of the (\d+) promises", said)[1])
    judged = int(re.search(r"we could judge (\d+)", said)[1])
    kept, partly, broken = (
        0 if n == "none" else int(n)
        for n in re.search(r": (\w+) kept, (\w+) partly kept and (\w+) not kept", said).groups()
    )
    rest = re.search(r"not kept\.(.*?)\. These rest", said)[1]
    assert promises == len(year.promises)
    assert judged == kept + partly + broken
    assert promises == judged + sum(map(int, re.findall(r"\d+", rest)))


def test_what_cannot_be_judged_is_said_and_not_counted_as_broken(year):
    said = headline(year(activities="activity_id,title,opened_on\nA,Bus fares,2024-05-01"))
    assert said.startswith("No closing day is on record, so we cannot say what closed in 2024-25.")
    assert "We could judge none of them." in said and "not kept" not in said


def test_the_counts_of_the_chapters_add_up_to_the_whole(sample):
    page = BeautifulSoup(sample.one_page().html, "html.parser")
    rows = [[int(cell.text) for cell in row.select("td")] for row in page.select("tbody tr")]
    *chapters, whole = rows
    assert [sum(column) for column in zip(*chapters, strict=True)] == whole
    assert all(row[0] == sum(row[1:]) for row in rows)


def test_each_mark_has_a_word_and_leads_to_its_row(sample, whole):
    page = whole(sample)
    ids = {element["id"] for element in page.select("[id]")}
    marks = page.select(".marks a")
    assert {mark["href"].lstrip("#") for mark in marks} == {
        c.id for c in sample.params.strategy.commitments if not c.letter
    }
    assert all(mark["href"].lstrip("#") in ids for mark in marks)
    assert all(mark.select_one(".hidden").text.removeprefix(", ") in set(Verdict) for mark in marks)


def test_what_needs_attention_has_its_count_its_consequence_and_its_names(report, text):
    page = text(report(**LATE).one_page().html)
    assert "2 of 3 activities did not feed back in time." in page
    assert "Those who took part waited longer than they should, or have heard nothing." in page
    assert "Named: Library hours; Winter gritting." in page


def test_a_promise_is_raised_once_and_what_is_missing_comes_after_what_is_broken(report):
    page = BeautifulSoup(report(**LATE).one_page().html, "html.parser")
    first, *others = page.select(".attention li")
    assert "did not feed back" in first.text
    assert all(item.text.startswith("No record of") for item in others) and len(others) == 2


def test_nothing_went_well_where_nothing_was_kept(report, text):
    short = LATE["activities"].replace("2024-05-01", "2024-07-20")
    assert "What went well" in text(report(**LATE).one_page().html)
    assert "What went well" not in text(report(activities=short, feedback=LATE["feedback"]).one_page().html)


def test_the_committee_is_given_drafts_until_people_recommend_and_none_once_signed_off(report, text):
    draft = text(report(**LATE).one_page().html)
    assert "Owner: to be named. Day: to be set." in draft and "These are drafts" in draft
    signed = text(report("signed_off_by: The Director\n", **LATE).one_page().html)
    assert "The Committee is asked to note this report." in signed and "to be named" not in signed


def test_what_people_recommend_stands_in_place_of_drafts(report, text, tmp_path):
    recommended = "- text: Publish feedback.\n  owner: Head of Libraries\n  day: 2025-09-01\n  commitment: PROMISE-3\n"
    (tmp_path / "asks.yaml").write_text(recommended, encoding="utf-8")
    page = text(report("recommendations: asks.yaml\n", **LATE).one_page().html)
    assert "Publish feedback. (PROMISE-3) Owner: Head of Libraries. Day: 1 September 2025." in page
    assert "These are drafts" not in page


def test_promises_judged_are_one_number_wherever_they_are_counted(sample, text):
    year = sample.year
    judged = len(year.judged)
    assert judged == sum(year.outcomes[promise.id].verdict in JUDGED for promise in year.promises)
    trust = text(sample.trust().html)
    assert f"we could judge {judged}:" in headline(year)
    assert f"{judged} promises could be judged." in trust and f"{judged} verdicts rest on this:" in trust


def test_what_needs_attention_is_chosen_by_the_rule_beside_it(sample):
    chosen = concerns(sample.year)
    named = [set(each.commitments) for each in chosen]
    assert all(not ids <= set().union(*named[:n]) for n, ids in enumerate(named))
    assert "A check is passed over where those before it name every promise it bears on." in RULE
    page = BeautifulSoup(sample.one_page().html, "html.parser")
    assert RULE in [note.text for note in page.select(".note")]


def test_what_went_well_has_a_rule_of_its_own(sample, text):
    page = text(sample.one_page().html)
    assert "by the same rule" not in page and RULE_OF_WENT_WELL in page
    counts = [
        int(re.search(r"\d+", text_of(each).replace("All but one of the ", ""))[0]) for each in went_well(sample.year)
    ]
    assert len(counts) == 3 and counts == sorted(counts, reverse=True)
