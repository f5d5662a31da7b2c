"""What is refused, and what is said once of a whole table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from heard.contracts import check_records
from heard.errors import RecordsError
from heard.model.records import Action, Fault, Records, Supplied
from heard.model.tables import TABLES, Kind

Check = Callable[..., Records]


def test_no_register_is_refused(supplied_council: Mapping[str, Supplied], contracts_folder: Path) -> None:
    supplied = {name: table for name, table in supplied_council.items() if name != "activities"}
    with pytest.raises(RecordsError, match="no table `activities`"):
        check_records(supplied, folder=contracts_folder, as_at=date(2025, 6, 1), commitments=())


def test_a_register_with_a_header_and_no_row_is_refused(check: Check) -> None:
    with pytest.raises(RecordsError, match=r"No row of `activities\.csv` can be used: there is none under the names"):
        check(activities="activity_id,title,opened_on,closed_on,lead_id")


def test_a_register_without_a_usable_row_says_what_stands_there_instead(check: Check) -> None:
    with pytest.raises(
        RecordsError, match=r"2 of 2 have no `opened_on`\. `opened_on` holds May, June \(rows 2 to 3\)\."
    ) as refused:
        check(activities="activity_id,title,opened_on,x\na,One,May,\nb,Two,June,")
    assert refused.value.exit_code == 2


def test_a_table_names_the_bold_columns_it_lacks(check: Check) -> None:
    with pytest.raises(RecordsError, match="`forward_plan`: there is no column `financial_year` or `added_on`"):
        check(forward_plan="entry_id,title\n1,Parks")


def test_three_columns_are_enough(check: Check) -> None:
    records = check(activities="activity_id,title,opened_on\na,One,2024-05-01")
    assert records.faults == ()
    assert list(records.tables) == ["activities"]


def test_a_row_without_a_title_is_kept(check: Check) -> None:
    records = check(activities="activity_id,title,opened_on\na,,2024-05-01")
    assert len(records.tables["activities"].kept) == 1
    assert [(fault.id, fault.action) for fault in records.faults] == [("ACT-05", Action.WARN)]


def test_tables_and_their_faults_come_in_the_order_of_the_model(check: Check) -> None:
    records = check(
        services="service\n ", contacts="contact,value\n,x", feedback="activity_id,published_on\nz,2024-10-01"
    )
    assert list(records.tables) == [name for name in TABLES if name in records.tables]
    assert [fault.table for fault in records.faults] == ["feedback", "services", "contacts"]


def test_unknown_columns_are_named_once(check: Check) -> None:
    records = check(activities="activity_id,title,opened_on,Ref,Notes\na,One,2024-05-01,1,x\nb,Two,2024-05-01,2,y")
    (fault,) = records.faults
    assert (fault.id, fault.action, fault.row) == ("ACT-00", Action.WARN, None)
    assert "‘Ref’ and ‘Notes’" in fault.sentence
    assert records.extra == {"activities": ("Ref", "Notes")}


def test_rows_dropped_by_a_mapping_are_counted(
    supplied_council: Mapping[str, Supplied], contracts_folder: Path
) -> None:
    activities = replace(supplied_council["activities"], dropped=7)
    records = check_records({"activities": activities}, folder=contracts_folder, as_at=date(2025, 6, 1), commitments=())
    assert records.dropped == {"activities": 7}


def test_what_was_supplied_is_left_as_it_was(
    check: Check, supplied_council: Mapping[str, Supplied], council: Records
) -> None:
    for name, supplied in supplied_council.items():
        if name == "responses":  # of which counts are left
            continue
        respelt = [column for column in supplied.table.of_kind(Kind.NAME, Kind.NAMES) if supplied.has(column)]
        found = council.tables[name].rows.drop(columns=["standing", "because"])
        assert found.drop(columns=respelt).equals(supplied.rows.drop(columns=respelt))
        assert found[respelt].isna().equals(supplied.rows[respelt].isna())


def test_a_table_not_supplied_is_not_asked_after(check: Check) -> None:
    text = "activity_id,title,opened_on,service\na,One,2024-05-01,Parks"
    assert check(activities=text).faults == ()


def test_contributions_are_held_to_responses_activity_by_activity(check: Check) -> None:
    channels = "activity_id,channel,contributions\na1,online survey,1\na1,meeting,1"
    responses = "response_id,activity_id\n1,a1\n2,a1\n3,a1"
    (fault,) = check(channels=channels, responses=responses).faults
    assert (fault.id, fault.row) == ("CHA-10", 2)
    assert "2 contributions in all channels, and 3 rows in `responses`" in fault.sentence


def test_contributions_left_blank_are_not_taken_for_none(check: Check, tmp_path: Path) -> None:
    channels = "activity_id,channel,contributions\na1,online survey,1\na1,meeting,"
    assert check(channels=channels, responses="response_id,activity_id\n1,a1\n2,a1\n3,a1").faults == ()


def test_an_exercise_entered_twice_is_told_from_one_of_the_same_title(check: Check) -> None:
    text = (
        "activity_id,title,opened_on\na,Hours,2023-05-01\nb,hours,2024-05-01\nc,HOURS,2024-05-01\n"
        "d,,2024-05-01\ne,,2024-05-01"
    )
    found = [(fault.id, fault.row) for fault in check(activities=text).faults]
    assert found == [("ACT-39", 3), ("ACT-40", 4), ("ACT-05", 5), ("ACT-05", 6)]


def test_a_table_that_lacks_a_column_names_those_it_has_instead(check: Check) -> None:
    with pytest.raises(RecordsError, match="no column `opened_on`, but ‘Opening day’, which heard does not know, and"):
        check(activities="activity_id,title,Opening day\na,One,2024-05-01")


def test_answers_that_lost_their_header_are_quoted_nowhere(check: Check) -> None:
    with pytest.raises(RecordsError, match="`responses`: there is no column `response_id` or `activity_id`") as refused:
        check(responses="r1,a1,I live at 4 High Street")
    assert "High Street" not in str(refused.value)


def test_a_file_that_is_no_table_is_one_sentence(
    supplied_council: Mapping[str, Supplied], contracts_folder: Path
) -> None:
    register = replace(supplied_council["activities"], strays=("`feedbak.csv` is not read.",))
    supplied = {**supplied_council, "activities": register}
    records = check_records(supplied, folder=contracts_folder, as_at=date(2025, 6, 1), commitments=())
    assert records.faults[0] == Fault("FIL-00", Action.WARN, "files", "`feedbak.csv` is not read.")
