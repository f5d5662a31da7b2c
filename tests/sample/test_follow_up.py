from __future__ import annotations

AS_AT, A_YEAR_BEFORE = "2025-06-01", "2024-06-01"


def first_rows(rows: list[dict[str, str]], key: str) -> dict[str, dict[str, str]]:
    return {row[key]: row for row in reversed(rows)}


def test_a_contact_is_confirmed_within_a_year_and_works(councils) -> None:
    states = set()
    for invented in councils:
        rows = first_rows(invented.rows("contacts"), "contact")
        for contact in invented.units("contacts_confirmed"):
            works, day = rows[contact]["works"].casefold(), rows[contact]["confirmed_on"]
            if works == "no":
                expected = "not met"
            elif not works or not day:
                expected = "no evidence"
            else:
                expected = "met" if A_YEAR_BEFORE <= day <= AS_AT else "not met"
            assert invented.state("contacts_confirmed", contact) == expected
            states.add(expected)
    assert states == {"met", "not met", "no evidence"}


def test_an_action_is_done_by_its_day_or_by_the_end_of_the_year(councils) -> None:
    states = set()
    for invented in councils:
        rows = first_rows(invented.rows("actions"), "action_id")
        for action in invented.units("actions_done"):
            done, due = rows[action]["done_on"], rows[action]["due_on"] or "2025-03-31"
            late = "partly" if done <= AS_AT else "not met"
            expected = "not met" if not done else "met" if done <= due else late
            assert invented.state("actions_done", action) == expected
            states.add(expected)
        assert len(rows) == len(invented.units("actions_done")) + 6
    assert states == {"met", "partly", "not met"}


def test_an_issue_raised_in_the_year_was_used_or_not(councils) -> None:
    states = set()
    for invented in councils:
        rows = first_rows(invented.rows("advocacy"), "issue_id")
        inside = {key for key, row in rows.items() if "2024-04-01" <= row["raised_on"] <= "2025-03-31"}
        assert inside == invented.units("advocates_heard")
        for issue in inside:
            expected = {"yes": "met", "no": "not met", "": "no evidence"}[rows[issue]["used"]]
            assert invented.state("advocates_heard", issue) == expected
            states.add(expected)
    assert states == {"met", "not met", "no evidence"}
