from __future__ import annotations

from datetime import date

from heard.sample.seats_and_meetings import VOICES


def year_of(invented, board: str) -> tuple[list[dict[str, str]], bool]:
    """Its meetings in the year, and whether there is one whose day cannot be read."""
    first, last = invented.council.period.first_day.isoformat(), invented.council.period.last_day.isoformat()
    rows = [row for row in invented.rows("board_meetings") if row["board"] == board]
    return [row for row in rows if first <= row["met_on"] <= last], any(not row["met_on"][:4].isdigit() for row in rows)


def test_every_council_has_a_board_with_a_voice_missing(councils) -> None:
    for invented in councils:
        seats = {(row["board"], row["voice"]): row["filled"] for row in invented.rows("boards")}
        missing = [
            board
            for board in invented.units("boards_have_every_voice")
            if any(seats.get((board, voice), "0") == "0" for voice in VOICES)
        ]
        assert missing
        assert {invented.state("boards_have_every_voice", b) for b in missing if year_of(invented, b)[0]} == {"not met"}


def test_a_board_meets_in_every_quarter_or_in_some(councils) -> None:
    for invented in councils:
        for board in invented.units("boards_meet_every_quarter"):
            meetings, unread = year_of(invented, board)
            quarters = {(date.fromisoformat(row["met_on"]).month - 1) // 3 for row in meetings}
            expected = "met" if len(quarters) == 4 else "no evidence" if unread else "partly" if quarters else "not met"
            assert invented.state("boards_meet_every_quarter", board) == expected


def test_a_voice_is_heard_where_somebody_came(councils) -> None:
    for invented in councils:
        for board in invented.units("boards_have_every_voice"):
            meetings, _ = year_of(invented, board)
            came = [
                any(row[f"{voice.replace(' ', '_')}_present"] not in ("", "0") for row in meetings) for voice in VOICES
            ]
            state = invented.state("boards_have_every_voice", board)
            assert all(came) or state != "met"
            assert meetings or state in ("not met", "no evidence")


def test_boards_are_active_where_five_met(councils) -> None:
    for invented in councils:
        boards = {row["board"] for row in invented.rows("boards")}
        met = sum(bool(year_of(invented, board)[0]) for board in boards)
        state = invented.state("boards_active", "2024-25")
        assert (met >= 5) == (state == "met")
        assert met >= 5 or state in ("partly", "no evidence")
