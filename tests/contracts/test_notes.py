"""What is read in one way where it might have been meant in another is noted, and asks for nothing."""

from __future__ import annotations

from collections.abc import Callable

from heard.model.records import Action, Records

Check = Callable[..., Records]
HEADER = "activity_id,title,opened_on,closed_on,short_time_reason,divisions\n"


def notes(records: Records) -> list[str]:
    return [fault.sentence for fault in records.faults if fault.action is Action.NOTE]


def test_words_for_nothing_are_noted_column_by_column_with_how_often(check: Check) -> None:
    rows = "a,One,2024-05-01,tbc,N/A,\nb,Two,2024-05-01,,n/a,Ely; ?\nc,Three,2024-05-01,,-,\n"
    records = check(activities=HEADER + rows)
    assert notes(records) == [
        "`activities`: `closed_on` holds ‘tbc’ once, which says nothing and is read as blank.",
        "`activities`: `short_time_reason` holds ‘n/a’ twice and ‘-’ once, which say nothing and are read as blank.",
        "`activities`: `divisions` holds ‘?’ once, which says nothing and is read as blank.",
    ]
    assert "short_time_reason" in [fault.column for fault in records.faults]


def test_a_note_is_nothing_to_look_at(check: Check) -> None:
    records = check(activities=HEADER + "a,One,2024-05-01,2024-06-01,n/a,\nb,Two,2024-05-01,2024-06-01,,")
    assert records.faults
    assert records.to_look_at == ()


def test_rows_that_an_earlier_folder_has_are_counted_folder_by_folder(check: Check) -> None:
    rows = "a,One,2024-05-01,2024-06-01,,\nb,Two,2024-05-01,2024-06-01,,\n"
    now, before = {"activities": HEADER + rows}, {"activities": HEADER + rows + "c,Three,2023-05-01,2023-06-01,,"}
    earlier = {"activities": HEADER + "c,Older,2023-05-01,2023-06-01,,"}
    are = "passed over, because an earlier folder has the same."
    assert notes(check(now, before, earlier)) == [
        f"`activities`: 2 rows of activities.csv in folder 2 are {are}",
        f"`activities`: 1 row of activities.csv in folder 3 is {are}",
    ]


def test_a_row_whose_day_is_still_to_come_is_passed_over_without_a_note(check: Check) -> None:
    assert notes(check(feedback="activity_id,published_on\na1,2025-06-02")) == []
