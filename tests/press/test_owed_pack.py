"""What is owed, published: the same bytes each time, a table of all of it, and a set of files for each service."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from icalendar import Calendar

from heard.errors import ParamsError
from heard.model.obligation import OPEN, Standing
from heard.params import load_annual
from heard.press.notebooks import run_notebook
from heard.press.owed_pack import NOTEBOOK, publish_owed
from heard.press.verify import first_difference

ON = date(2025, 6, 1)
TITLE = "Fish & <b>chips</b></script><script>alert(1)</script>"
REGISTER = f"""
    activity_id,title,opened_on,closed_on,level,service
    A1,Library hours in March,2024-12-01,2025-03-14,consult,Libraries
    A2,{TITLE},2024-12-01,2025-03-31,consult,Buses
    A3,Told in time,2024-10-01,2025-01-01,consult,Libraries
    A4,Never told,2024-10-01,2025-01-01,consult,Public health"""
FEEDBACK = "activity_id,published_on\nA3,2025-03-26"
HEADER = (
    "obligation,measure,commitment,unit,unit_id,title,owed_by,due_on,state,days,done_on,task,how,basis,settled_by,"
    "found,sentence,source"
)
NEVER = ("on track", "compliant", "%")

Publish = Callable[..., Path]


@pytest.fixture
def publish(make_council: Callable[..., Path], tmp_path: Path) -> Publish:
    """Publishes what is owed on a day by a small council, and gives back the folder."""

    def made(out: str = "out", on: date = ON, service: str = "") -> Path:
        params = load_annual(make_council(activities=REGISTER, feedback=FEEDBACK))
        place, _ = publish_owed(params, on, tmp_path / out, lambda _: None, service)
        return place

    return made


def rows(folder: Path) -> dict[str, dict[str, str]]:
    with (folder / "owed.csv").open(encoding="utf-8", newline="") as file:
        return {row["obligation"]: row for row in csv.DictReader(file)}


def words(page: Path) -> str:
    return " ".join(BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").get_text(" ").split())


def test_everything_is_there_in_one_folder_that_holds_together(publish: Publish) -> None:
    folder = publish()
    of_services = {
        f"services/service-{name}.{kind}" for name in ("buses", "libraries", "public-health") for kind in KINDS
    }
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files == {"owed.html", "owed.csv", "owed.ics", "manifest.json", *of_services}
    assert folder.name == "owed-2024-25" and first_difference(folder) == ""


KINDS = ("html", "ics", "txt")


def test_the_table_has_a_row_for_each_by_its_day(publish: Publish) -> None:
    folder = publish()
    assert (folder / "owed.csv").read_text(encoding="utf-8").partition("\n")[0] == HEADER
    row = rows(folder)["feedback_on_time/A1"]
    assert (row["due_on"], row["state"], row["days"], row["owed_by"]) == (
        "2025-06-06",
        "within 7 days",
        "5",
        "Libraries",
    )
    assert row["how"] == "12 weeks (84 days, our figure) after it closed on 14 March 2025" and row["basis"] == "ours"
    assert row["settled_by"] == "feedback.published_on" and row["commitment"] == "APPROACH-8;PROMISE-3"
    days = [row["due_on"] or "9" for row in rows(folder).values()]
    assert days == sorted(days)


def test_the_same_records_on_the_same_day_give_the_same_bytes(publish: Publish) -> None:
    one, other = publish("one"), publish("other")
    files = [path.relative_to(one) for path in one.rglob("*") if path.is_file() and path.name != "manifest.json"]
    assert [name for name in files if (one / name).read_bytes() != (other / name).read_bytes()] == []


def test_the_page_says_each_in_a_sentence_and_how_its_day_was_worked_out(publish: Publish) -> None:
    page = words(publish() / "owed.html")
    assert "Library hours in March : tell those who took part what came of it by 6 June 2025, in 5 days." in page
    assert "Never told : tell those who took part what came of it; it was due by 26 March 2025, 67 days ago." in page
    assert "How this day was worked out" in page and "12 weeks (84 days, our figure) after it closed" in page
    assert not any(word in page for word in NEVER)


def test_the_counts_at_the_head_lead_to_what_they_count(publish: Publish) -> None:
    page = BeautifulSoup((publish() / "owed.html").read_text(encoding="utf-8"), "html.parser")
    (lede,) = page.select("main p.lede")
    assert lede.get_text() == "2 late, 2 due within 7 days, 2 within 28, on 1 June 2025."
    places = [page.find(id=str(link["href"]).removeprefix("#")) for link in lede.find_all("a")]
    assert [place.get_text() if place else "" for place in places] == ["Late", "This week", "Within 28 days"]


def test_what_a_title_holds_is_text_on_every_page(publish: Publish) -> None:
    folder = publish()
    for page in folder.rglob("*.html"):
        assert "<b>chips" not in page.read_text(encoding="utf-8")
    assert TITLE in words(folder / "owed.html")


def test_a_calendar_has_what_is_open_or_late_and_what_is_settled_is_gone_from_it(publish: Publish) -> None:
    folder = publish()
    events = {str(event["uid"]) for event in Calendar.from_ical((folder / "owed.ics").read_bytes()).events}
    assert events == {id for id, row in rows(folder).items() if row["state"] in ("late", *OPEN)}
    assert "feedback_on_time/A1" in events and "feedback_on_time/A4" in events and "feedback_on_time/A3" not in events


def test_a_mail_has_its_subject_first_and_25_lines_at_most(make_council: Callable[..., Path], tmp_path: Path) -> None:
    many = [f"A{n},Title {n},2024-10-01,2025-01-01,consult,Libraries" for n in range(40)]
    one = "W,This week,2024-12-01,2025-03-14,consult,Libraries"
    register = "\n".join(["activity_id,title,opened_on,closed_on,level,service", *many, one])
    params = load_annual(make_council(activities=register, feedback="activity_id,published_on"))
    place, owed = publish_owed(params, ON, tmp_path / "out", lambda _: None)
    lines = (place / "services" / "service-libraries.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("Subject: Libraries: ") and lines[1] == "" and len(lines) == 25
    left = owed.counts[Standing.LATE] + owed.counts[Standing.WITHIN_7_DAYS] - 18
    assert lines[4].startswith("- This week: ") and f"- and {left} more that are late or due this week" in lines


def test_a_service_has_what_it_owes_and_no_other(publish: Publish) -> None:
    folder = publish(service="libraries")
    assert {row["owed_by"] for row in rows(folder).values()} == {"Libraries"}
    assert [path.name for path in sorted((folder / "services").iterdir())] == [
        f"service-libraries.{kind}" for kind in KINDS
    ]
    assert "Never told" not in words(folder / "owed.html")
    whole = publish("whole") / "services" / "service-libraries.html"
    assert whole.read_bytes() == (folder / "services" / "service-libraries.html").read_bytes()


def test_no_person_and_no_group_is_named(make_council: Callable[..., Path], tmp_path: Path) -> None:
    register = "activity_id,title,opened_on,closed_on,lead_id\nA1,Library hours,2024-12-01,2025-03-14,MARK-LEAD"
    groups = "activity_id,group,support_needed\nA1,MARK-GROUP,yes"
    training = "staff_id,completed_on,course\nMARK-LEAD,2020-01-01,MARK-COURSE"
    params = load_annual(make_council(activities=register, affected_groups=groups, training=training))
    place, _ = publish_owed(params, ON, tmp_path / "out", lambda _: None)
    assert [path.name for path in place.rglob("*") if path.is_file() and b"MARK-" in path.read_bytes()] == []


def test_papers_pass_over_bank_holidays_and_say_so(make_council: Callable[..., Path], tmp_path: Path) -> None:
    register = "activity_id,title,opened_on,closed_on,decision_planned_on\nA1,Fares,2025-01-01,2025-05-01,2025-06-02"
    params = load_annual(make_council(activities=register, decisions="activity_id,decided_on"))
    place, _ = publish_owed(params, date(2025, 5, 2), tmp_path / "out", lambda _: None)
    row = rows(place)["papers_in_time/A1"]
    assert (row["due_on"], row["basis"]) == ("2025-05-22", "planned")
    assert row["how"] == (
        "5 clear working days before the decision that is planned for 2 June 2025, if a committee decides; "
        "the bank holiday of 26 May 2025 passed over"
    )


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"on": "2023-05-04"}, "--on: 4 May 2023 is before the period"),
        ({"on": "2025-06-01", "service": "Libary"}, "Did you mean 'Libraries'"),
        ({"on": "Monday"}, "'Monday' is no day"),
    ],
)
def test_the_notebook_by_itself_refuses_in_the_same_sentences(
    make_council: Callable[..., Path], tmp_path: Path, given: dict[str, str], sentence: str
) -> None:
    params = make_council(activities=REGISTER, feedback=FEEDBACK)
    parameters = {"params_file": str(params), "run_dir": str(tmp_path / "run"), **given}
    with pytest.raises(ParamsError, match=re.escape(sentence)):
        run_notebook(NOTEBOOK, parameters, tmp_path / "out")


def test_what_has_no_day_is_told_once_for_all_that_waits_for_it_and_without_names_of_columns(
    make_council: Callable[..., Path], tmp_path: Path
) -> None:
    register = "activity_id,title,opened_on,closed_on\nA1,Library hours,2024-12-01,\nA2,Buses,2024-12-01,2025-05-01"
    params = load_annual(make_council(activities=register, feedback=FEEDBACK))
    place, _ = publish_owed(params, ON, tmp_path / "out", lambda _: None, "")
    page = BeautifulSoup((place / "owed.html").read_text(encoding="utf-8"), "html.parser")
    part = page.find(id="cannot-tell").find_parent("section") or page
    lines = [" ".join(item.get_text(" ").split()) for item in part.select("li") if "Library hours" in item.get_text()]
    [of_closing] = [line for line in lines if "the day each activity closed is not written down" in line]
    assert "nobody can say when it is due. So of these: " in of_closing and of_closing.count("; ") > 3
    assert not re.search(r"[a-z]_[a-z]|[a-z]\.[a-z]", " ".join(lines))
