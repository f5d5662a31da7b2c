from __future__ import annotations

from heard.sample.channels import plant_channels as plant
from heard.sample.draw import Draw
from heard.sample.ledger import Ledger

WAYS = {"online survey", "postal survey", "telephone survey", "social media", "meeting", "workshop", "talk"}
WAYS |= {"information event"}
NO_WAYS = {"review", "case study", "complaint", "compliment"}
AT_A_DISTANCE = {"online survey", "social media"}


def rows_of(invented, activity) -> list[dict[str, str]]:
    rows = [row | {"channel": row["channel"].casefold()} for row in invented.rows("channels", activity)]
    return [row for row in rows if row["channel"] in WAYS | NO_WAYS]


def test_two_different_ways_and_one_of_them_not_on_line(closed) -> None:
    states = set()
    for invented, activity in closed:
        rows = rows_of(invented, activity)
        ways = {row["channel"] for row in rows} & WAYS
        if activity.target == "specific group":
            expected = "not applicable"
        elif not rows:
            expected = "no evidence"
        else:
            expected = "met" if len(ways) > 1 and ways - AT_A_DISTANCE else "not met"
        assert invented.state("ways_to_take_part", activity) == expected
        states.add(expected)
    assert states == {"met", "not met", "not applicable", "no evidence"}


def test_everything_is_read_unless_one_number_is_short_or_missing(closed) -> None:
    states = set()
    for invented, activity in closed:
        rows = [(row["contributions"], row["read"]) for row in rows_of(invented, activity)]
        some = [(came, read) for came, read in rows if came != "0"]
        if any(came and read and int(read) < int(came) for came, read in some):
            expected = "not met"
        elif not rows or any(not came or not read for came, read in some):
            expected = "no evidence"
        else:
            expected = "met" if some else "not applicable"
        assert invented.state("everything_read", activity) == expected
        states.add(expected)
    assert states == {"met", "not met", "not applicable", "no evidence"}


def test_all_responses_are_shared_out_and_none_exceeds_its_contributions(councils) -> None:
    ledger = Ledger()
    answers = plant(councils[0].council, 12_345, Draw(4, "channels"), ledger)
    assert sum(each.n for each in answers) == 12_345
    came = {
        (row["activity_id"], row["channel"].casefold()): int(row["contributions"])
        for row in ledger.tables["channels"]
        if row["contributions"]
    }
    assert all(came[each.activity.id, each.channel] >= each.n for each in answers)
