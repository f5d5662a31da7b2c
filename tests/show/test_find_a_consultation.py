"""The page on which a resident or a service finds each activity that closed in the year."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup, Tag

from heard.page.blocks import Para
from heard.page.to_html import html_of
from heard.press.composing import compose
from heard.press.html import web_page
from heard.show.report.annual_report import AnnualReport
from heard.show.report.find_a_consultation import find_a_consultation
from heard.year import Year
from heard.year.commentary import Asking, Commentary, Reply
from heard.year.right_of_reply import NOT_SHOWN

TABLES = {
    "activities": """activity_id,title,opened_on,closed_on,level,service,divisions,url,proposal_final_on
        A 1,Bus fares,2024-05-01,2024-05-10,consult,Transport,Wisbech;Elm,https://www.example.org/bus,2024-04-01
        B,Library hours,2024-05-01,2024-08-10,consult,,,C:\\library.html,""",
    "decisions": """activity_id,decided_on,body,body_kind,outcome,what_changed,reasons_published_on
        A 1,2024-09-01,Ann Officer,officer,changed,Fares fall by a tenth.,2024-09-02
        B,2025-09-01,Cabinet,,,,""",
    "feedback": """activity_id,published_on,url
        A 1,2024-10-01,HTTP://www.example.org/happened
        B,2024-10-01,javascript:alert(1)""",
}
WORDS = (Para(("We run more buses now.",)),)


@pytest.fixture
def page(year: Callable[..., Year]) -> BeautifulSoup:
    """The page of two activities: of one the service replied, of the other it was never asked."""
    said = Commentary(replies=(Reply("A 1", "", WORDS),), askings={"A 1": Asking(date(2025, 5, 30))})
    blocks = find_a_consultation(replace(year(**TABLES), commentary=said))
    return BeautifulSoup(html_of(blocks), "html.parser")


def one(page: BeautifulSoup, anchor: str) -> Tag:
    """What is told of one activity."""
    found = page.find(id=anchor)
    assert isinstance(found, Tag)
    fold = found.find_parent("details")
    assert isinstance(fold, Tag)
    return fold


def test_it_opens_with_how_many_closed_and_how_to_find_one(page: BeautifulSoup) -> None:
    opening = "2 activities closed in 2024-25. Find yours by a word of its title, its service or its division."
    assert opening in [line.get_text() for line in page.select("p")]


def test_each_activity_stands_under_its_service_and_is_led_to_by_its_id(page: BeautifulSoup) -> None:
    named = {fold.find("cite").text: fold.find_parent("section").h2.text for fold in page.select("details.activity")}
    assert named == {"Bus fares": "Transport", "Library hours": "No service on record"}
    assert one(page, "A-1").summary.get_text() == "Bus fares Elm and Wisbech"
    assert one(page, "B").summary.get_text() == "Library hours"


def test_it_tells_the_days_the_pages_the_decision_and_what_happened(page: BeautifulSoup) -> None:
    facts = {each.dt.text: each.dd.get_text() for each in one(page, "A-1").select("dl > div")}
    assert facts == {
        "In the register": "A 1",
        "Open": "1 May 2024 to 10 May 2024",
        "Its page": "https://www.example.org/bus",
        "Decided": "1 September 2024, by an officer: changed. What changed: Fares fall by a tenth. "
        "Reasons published on 2 September 2024.",
        "What happened": "Published on 1 October 2024: HTTP://www.example.org/happened.",
    }
    assert "Ann Officer" not in page.get_text()


def test_what_is_decided_after_the_day_of_the_report_is_not_told(page: BeautifulSoup) -> None:
    assert "no day on record" in one(page, "B").get_text() and "2025" not in one(page, "B").dl.get_text()


def test_what_has_no_decision_is_not_said_to_have_one_without_a_day(report) -> None:
    alone = report(activities="activity_id,title,opened_on,closed_on\nA,Bus fares,2024-05-01,2024-08-01")
    told = BeautifulSoup(alone.consultations().html, "html.parser").get_text()
    assert "no decision on record" in told and "no day on record" not in told


def test_only_an_address_of_the_web_is_a_link(page: BeautifulSoup) -> None:
    assert [link["href"] for link in one(page, "A-1").select("a")] == [
        "https://www.example.org/bus",
        "HTTP://www.example.org/happened",
    ]
    assert one(page, "B").select("a") == [] and "javascript:alert(1)" in one(page, "B").get_text()


def test_what_fell_short_of_the_law_is_shown_where_the_service_replied_and_its_words_stand_below(
    page: BeautifulSoup,
) -> None:
    told = one(page, "A-1")
    assert "Open long enough: open for less than 28 days." in told.get_text() and NOT_SHOWN not in told.get_text()
    assert told.blockquote.get_text() == "Bus fares:We run more buses now.— Transport, in reply"


def test_without_an_asking_a_check_of_the_law_says_that_it_is_not_shown(year: Callable[..., Year]) -> None:
    shown = BeautifulSoup(html_of(find_a_consultation(year(**TABLES))), "html.parser")
    lines = [line.get_text() for line in one(shown, "A-1").select("li")]
    assert f"Open long enough: {NOT_SHOWN}." in lines
    assert not any("28 days" in line for line in lines)


def test_every_name_in_the_report_leads_to_what_is_told_of_it(sample: AnnualReport) -> None:
    places = {
        each["id"] for each in BeautifulSoup(sample.consultations().html, "html.parser").select("details.activity [id]")
    }
    parts = (sample.cover, sample.one_page, sample.year_in_figures, sample.chapters, sample.questions, sample.trust)
    links = [link["href"] for part in parts for link in BeautifulSoup(part().html, "html.parser").select("a[href]")]
    led = {urlsplit(str(link)).fragment for link in links if str(link).startswith("consultations.html#")} - {""}
    assert len(led) > 40 and led <= places == set(sample.year.anchors.values())
    first = BeautifulSoup(sample.cover().html, "html.parser").a
    assert first is not None and (first["href"], first.text) == ("consultations.html", "Find a consultation")


def test_the_title_of_a_closed_activity_is_never_named_without_its_way(sample: AnnualReport) -> None:
    titles = {sample.year.name("activity", id) for id in sample.year.anchors}
    page = BeautifulSoup(sample.chapters().html + sample.questions().html + sample.trust().html, "html.parser")
    alone = {cite.text for cite in page.select("cite") if cite.find_parent("a") is None and cite.parent.name != "p"}
    assert alone & titles == set()


def test_each_script_is_let_in_by_its_hash_and_a_page_without_one_has_none(year: Callable[..., Year]) -> None:
    assessed = year(**TABLES)
    found = BeautifulSoup(web_page(compose((find_a_consultation(assessed),))), "html.parser")
    policy = found.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    codes = [script.string.encode() for script in found.find_all("script")]
    hashes = " ".join(f"'sha256-{b64encode(sha256(code).digest()).decode()}'" for code in codes)
    assert len(codes) == 2 and f"script-src {hashes};" in policy
    other = web_page(compose((AnnualReport(assessed).cover().blocks,)))
    assert "<script" not in other and "script-src" not in other


def test_the_whole_page_of_a_year_in_which_nothing_closed_can_be_read(year: Callable[..., Year]) -> None:
    nothing = year(activities="activity_id,title,opened_on,closed_on\nA,Bus fares,2024-05-01,2025-05-01")
    assert "No activities closed in 2024-25." in web_page(compose((find_a_consultation(nothing),)))


def test_two_rows_that_say_the_same_are_told_once(report) -> None:
    twice = "decision_id,activity_id,decided_on,body,body_kind,outcome\n"
    twice += "D1,A,2024-09-01,Cabinet,committee,changed\nD2,A,2024-09-01,Cabinet,committee,changed"
    made = report(
        activities="activity_id,title,opened_on,closed_on\nA,Bus fares,2024-05-01,2024-08-01", decisions=twice
    )
    told = BeautifulSoup(made.consultations().html, "html.parser").get_text()
    assert told.count("1 September 2024, by Cabinet: changed.") == 1
