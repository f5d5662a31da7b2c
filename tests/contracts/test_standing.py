"""What becomes of a row: kept, set aside, a repeat, or passed over."""

from __future__ import annotations

from collections.abc import Callable

from heard.model.records import Action, Records, Standing

Check = Callable[..., Records]
KEPT, ASIDE, REPEATS, PASSED = Standing.KEPT, Standing.SET_ASIDE, Standing.REPEATS, Standing.PASSED_OVER
HEADER = "activity_id,title,opened_on,closed_on\n"


def standing(records: Records, table: str) -> list[str]:
    return records.tables[table].rows["standing"].tolist()


def of_people(records: Records) -> tuple[int, list[tuple[int, str]]]:
    """How many responses count, and the row of each other with what became of it."""
    checked = records.tables["responses"]
    return checked.counted, [*zip(checked.rows["row"], checked.rows["standing"], strict=True)]


def because(records: Records, table: str) -> list[str]:
    return records.tables[table].rows["because"].tolist()


def test_the_first_row_of_a_key_stands_and_the_next_repeats_it(check: Check) -> None:
    records = check(activities=HEADER + "a,One,2024-05-01,\na,Two,2024-05-01,\nA,Ids are exact,2024-05-01,")
    assert standing(records, "activities") == [KEPT, REPEATS, KEPT]
    assert because(records, "activities") == ["", "ACT-04", ""]


def test_a_row_set_aside_does_not_use_up_its_key(check: Check) -> None:
    records = check(activities=HEADER + "a,One,2024-13-01,\na,Two,2024-05-01,\na,Three,2024-05-01,")
    assert standing(records, "activities") == [ASIDE, KEPT, REPEATS]


def test_a_row_passed_over_uses_up_its_key(check: Check) -> None:
    records = check(advocacy="issue_id,raised_on\ni,2025-06-02\ni,2024-06-02")
    assert standing(records, "advocacy") == [PASSED, REPEATS]


def test_services_and_contacts_repeat_in_any_case(check: Check) -> None:
    records = check(services="service\nLibraries\nLIBRARIES", contacts="contact\nDesk\ndesk")
    assert standing(records, "services") == [KEPT, REPEATS]
    assert standing(records, "contacts") == [KEPT, REPEATS]


def test_rows_without_a_key_do_not_repeat_one_another(check: Check) -> None:
    records = check(contacts="contact,value\n,x\n,y")
    assert standing(records, "contacts") == [ASIDE, ASIDE]
    assert because(records, "contacts") == ["CON-03", "CON-03"]


def test_a_key_of_an_earlier_folder_is_passed_over(check: Check) -> None:
    now = {"activities": HEADER + "a,One,2024-05-01,\na,Again,2024-05-01,"}
    before = {"activities": HEADER + "a,Older,2023-05-01,\nb,Last year,2023-05-01,\nb,Again,2023-05-01,"}
    records = check(now, before)
    assert standing(records, "activities") == [KEPT, REPEATS, PASSED, KEPT, REPEATS]


def test_what_an_earlier_folder_put_right_is_passed_over_and_its_fault_not_told(check: Check) -> None:
    now = {"activities": HEADER + "a,Put right,2024-05-03,2024-06-02"}
    before = {"activities": HEADER + "a,Closed first,2024-05-03,2024-04-02"}
    records = check(now, before)
    assert standing(records, "activities") == [KEPT, PASSED]
    assert [fault.action for fault in records.faults] == [Action.NOTE]


def test_a_response_repeats_another_of_its_own_activity_alone(check: Check) -> None:
    register = HEADER + "a,One,2024-05-01,\nb,Two,2024-05-01,"
    answers = "response_id,activity_id\n1,a\n1,b\n2,b\n1,a\n1,b"
    records = check(activities=register, responses=answers)
    assert of_people(records) == (3, [(5, REPEATS), (6, REPEATS)])


def test_a_response_that_an_earlier_folder_has_of_that_activity_is_passed_over(check: Check) -> None:
    register = HEADER + "a,One,2024-05-01,\nb,Two,2024-05-01,"
    now = {"activities": register, "responses": "response_id,activity_id\n1,a"}
    later = {"responses": "response_id,activity_id\n1,a\n1,b\n2,b\n1,a\n1,b"}
    assert of_people(check(now, later)) == (3, [(2, PASSED), (5, PASSED), (6, REPEATS)])


def test_a_row_without_a_key_that_an_earlier_folder_has_in_every_cell_is_passed_over(check: Check) -> None:
    register = {"activities": HEADER + "a,One,2024-05-01,"}
    feedback = "activity_id,published_on,url\na,2024-10-01,x\na,2024-10-01,x\na,2024-10-02,"
    now, later = {**register, "feedback": feedback}, {"feedback": feedback + "\na,2024-10-02,y"}
    assert standing(check(now, later), "feedback") == [KEPT, KEPT, KEPT, PASSED, PASSED, PASSED, KEPT]


def test_cells_that_cannot_be_read_are_the_same_where_they_are_spelt_so(check: Check) -> None:
    boards = {
        "activities": HEADER + "a,One,2024-05-01,",
        "board_meetings": "board,met_on,issues_raised\nCarers’,2024-05-01,x",
    }
    later = {"board_meetings": "board,met_on,issues_raised\ncarers',2024-05-01,x\nCarers’,2024-05-01,y"}
    assert standing(check(boards, later), "board_meetings") == [KEPT, PASSED, KEPT]


def test_a_later_folder_may_put_right_what_an_earlier_one_has_wrong(check: Check) -> None:
    now = {"activities": HEADER + "a,Closed first,2024-05-03,2024-04-02"}
    before = {"activities": HEADER + "a,Right,2024-05-03,2024-06-02"}
    assert standing(check(now, before), "activities") == [ASIDE, KEPT]


def test_a_row_of_the_day_itself_counts_and_of_the_day_after_is_passed_over(check: Check) -> None:
    records = check(feedback="activity_id,published_on\na1,2025-06-01\na1,2025-06-02")
    assert standing(records, "feedback") == [KEPT, PASSED]
    assert records.faults == ()


def test_days_of_plans_stand(check: Check) -> None:
    records = check(activities=HEADER + "a,Next year,2026-05-01,2026-06-01")
    assert standing(records, "activities") == [KEPT]


def test_a_day_that_is_not_bold_does_not_pass_a_row_over(check: Check) -> None:
    records = check(contacts="contact,confirmed_on\nDesk,2026-05-01")
    assert standing(records, "contacts") == [KEPT]


def test_a_row_with_two_faults_has_both_reasons(check: Check) -> None:
    text = "activity_id,title,opened_on,level,in_scope\na,One,2024-05-01,involve,maybe\nb,Two,2024-05-01,engage,yes"
    records = check(activities=text)
    assert because(records, "activities") == ["ACT-09;ACT-11", ""]
    assert [fault.id for fault in records.faults] == ["ACT-09", "ACT-11"]


def test_a_cell_that_cannot_be_read_is_not_also_blank(check: Check) -> None:
    records = check(feedback="activity_id,published_on\na1,1 Oct 2024")
    assert [fault.id for fault in records.faults] == ["FBK-04"]


def test_a_blank_activity_is_not_also_unknown(check: Check) -> None:
    records = check(feedback="activity_id,published_on\n,2024-10-01")
    assert [fault.id for fault in records.faults] == ["FBK-03"]


def test_a_row_about_an_activity_set_aside_is_set_aside(check: Check) -> None:
    records = check(
        activities=HEADER + "a,One,2024-05-01,\nb,Two,2024-05-03,2024-04-02",
        feedback="activity_id,published_on\na,2024-10-01\nb,2024-10-01\nc,2024-10-01",
    )
    assert standing(records, "feedback") == [KEPT, ASIDE, ASIDE]
    assert because(records, "feedback") == ["", "FBK-05", "FBK-05"]


def test_an_activity_with_one_row_that_stands_is_known(check: Check) -> None:
    records = check(
        activities=HEADER + "b,Wrong,2024-05-03,2024-04-02\nb,Right,2024-05-03,2024-06-02",
        feedback="activity_id,published_on\nb,2024-10-01",
    )
    assert standing(records, "feedback") == [KEPT]


def test_plans_decisions_listings_and_issues_keep_rows_about_what_is_not_there(check: Check) -> None:
    records = check(
        forward_plan="entry_id,financial_year,added_on,activity_id\n1,2024-25,2024-03-01,z\n2,2024-25,2024-03-01,",
        key_decisions="decision_id,decided_on,activity_id\n1,2024-10-01,z\n2,2024-10-01,",
        web_listing="listing_id,title,activity_id\n1,Hours,z\n2,Parks,",
        advocacy="issue_id,raised_on,activity_id\n1,2024-10-01,z\n2,2024-10-01,",
    )
    for table in ("forward_plan", "key_decisions", "web_listing", "advocacy"):
        assert standing(records, table) == [KEPT, KEPT]
    assert [fault.id for fault in records.faults] == ["FWD-08", "ADV-08", "KEY-07", "WEB-06"]


def test_a_response_about_an_unknown_activity_does_not_use_up_its_id(check: Check) -> None:
    records = check(responses="response_id,activity_id\nr,z\nr,a1\nr,a1")
    assert of_people(records) == (1, [(2, ASIDE), (4, REPEATS)])


def test_a_commitment_is_known_in_any_case_and_another_is_blank(check: Check) -> None:
    header = "activity_id,commitment,assessor,score,judged_on\n"
    records = check(judgements=header + "a1,listen-1,x,4,2024-09-01\na1,LISTEN-9,x,4,2024-09-01\na1,,x,4,2024-09-01")
    rows = records.tables["judgements"].rows
    assert standing(records, "judgements") == [KEPT, ASIDE, ASIDE]
    assert rows["commitment"].notna().tolist() == [True, False, False]
    assert "‘LISTEN-9’" in records.faults[0].sentence
    assert "(blank)" in records.faults[1].sentence
