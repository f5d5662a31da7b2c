from __future__ import annotations


def test_members_take_part_while_it_is_open(consultations) -> None:
    edges = set()
    for invented, activity in consultations:
        rows = invented.rows("member_actions", activity)
        first, last = activity.opened_on.isoformat(), activity.closing.isoformat()
        while_open = [row["action"].casefold() for row in rows if first <= row["done_on"] <= last]
        unread = any(not row["done_on"][:4].isdigit() for row in rows)
        if {"promoted", "explained"} & set(while_open):
            expected = "met"
        elif unread or {"", "tweeted"} & set(while_open):
            expected = "no evidence"
        else:
            expected = "not met"
        assert invented.state("members_took_part", activity) == expected
        edges |= {row["done_on"] == first for row in rows} | {row["done_on"] == last and "last" for row in rows}
    assert {True, "last"} <= edges
