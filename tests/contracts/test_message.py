"""Every finding is one sentence: table, row, what is there, what was expected, why it matters."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from heard.contracts.faults import ONE_BY_ONE
from heard.model.records import Action, Records

Check = Callable[..., Records]
HEADER = "activity_id,title,opened_on,closed_on\n"
GOOD = "g,Good,2024-05-01,2024-06-30\n"


def only(records: Records) -> str:
    (fault,) = records.faults
    return fault.sentence


def sentences(records: Records) -> list[str]:
    return [fault.sentence for fault in records.faults]


def test_it_says_where_what_and_why(check: Check) -> None:
    records = check(activities=HEADER + GOOD + "a,One,2024-05-03,2024-04-02")
    assert only(records) == (
        "`activities` row 3: closes before it opens, 3 May 2024 to 2 April 2024; it is set aside, because one of the "
        "two days is wrong, and almost every check counts from them."
    )
    (fault,) = records.faults
    assert (fault.row, fault.part, fault.column) == (3, 0, "closed_on")


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("", "`opened_on` is blank"),
        ("soon", "‘soon’, not a day such as 2024-05-31"),
        ("2024-13-01", "‘2024-13-01’, a day that no calendar has"),
        ("01/05/2024", "‘01/05/2024’, not a day such as 2024-05-31 (a mapping file can say"),
        ("May 5 2024", "‘May 5 2024’, not a day such as 2024-05-31 (a mapping file can say"),
        ("2024", "‘2024’, not a day such as 2024-05-31;"),
        ("09:00:00", "‘09:00:00’, not a day such as 2024-05-31;"),
        ("17036-07-06 14:00:27", "not a day such as 2024-05-31;"),
        ("45413", "‘45413’, a spreadsheet's number for a day"),
        ("#REF!", "‘#REF!’, not a day such as 2024-05-31;"),
        ("01/05/24", "‘01/05/24’, a day whose year has two digits"),
        ("1 May 24", "‘1 May 24’, a day whose year has two digits"),
        ("1924-05-01", "‘1924-05-01’, a day outside 2000 to 2100"),
        ("2999-12-31", "‘2999-12-31’, a day outside 2000 to 2100"),
    ],
)
def test_a_day_that_cannot_be_read_says_how_it_is_written(cell: str, words: str, check: Check) -> None:
    assert words in only(check(activities=HEADER + GOOD + f"a,One,{cell},"))


@pytest.mark.parametrize(
    ("table", "text", "words"),
    [
        ("materials", "activity_id,document,says_why\na1,1,perhaps", "`says_why` is ‘perhaps’, neither yes nor no"),
        (
            "materials",
            "activity_id,document,formats\na1,1,paper;pdf",
            "`formats` has ‘pdf’, not one of standard, paper",
        ),
        ("channels", "activity_id,channel\na1,zoom", "‘zoom’, not one of online survey, postal survey"),
        ("channels", "activity_id,channel,read\na1,talk,-3", "‘-3’, not a whole number, 0 or more"),
        ("service_feedback", "service,quarter,kind\nS,2024Q2,review", "‘2024Q2’, not a quarter such as 2024-Q2"),
        (
            "committee",
            "kind,considered_on,period\nmonitoring,2024-06-01,x",
            "‘x’, not the name of a year such as 2024-25",
        ),
    ],
)
def test_a_cell_that_is_not_what_its_column_holds_says_what_was_expected(
    table: str, text: str, words: str, check: Check
) -> None:
    assert words in only(check(**{table: text}))


def test_a_word_not_listed_is_read_as_blank_and_says_so(check: Check) -> None:
    text = "activity_id,title,opened_on,impact\na,One,2024-05-01,huge"
    assert "not one of low, medium or high; it is read as blank, which matters because" in only(check(activities=text))


def test_an_item_not_listed_is_left_out_and_says_so(check: Check) -> None:
    text = "activity_id,document,formats\na1,1,paper;pdf"
    assert "; it is left out, which matters because" in only(check(materials=text))


def test_a_long_cell_is_cut_and_what_cannot_be_printed_is_left_out(check: Check) -> None:
    text = "activity_id,title,opened_on\ng,Good,2024-05-01\na,One," + "\x07so\x1b[31m " * 30
    sentence = only(check(activities=text))
    quoted = sentence[sentence.index("‘") + 1 : sentence.index("’")]
    assert len(quoted) == 40 and quoted.endswith("…") and quoted.isprintable()


@pytest.mark.parametrize(
    ("tables", "described"),
    [
        (
            {"activities": HEADER + GOOD + "a,One,2024-05-03,ring Mrs Smith"},
            "`activities` row 3: `closed_on` is not a day such as 2024-05-31; it is set aside, because",
        ),
        (
            {"activities": HEADER + GOOD, "materials": "activity_id,document\nMrs Smith,Poster"},
            "`materials` row 2: names the activity, which is not in `activities`; it is set aside, because",
        ),
        (
            {"activities": HEADER + GOOD, "contacts": "contact\nMrs Smith\nMrs Smith"},
            "`contacts` row 3: repeats the `contact` of row 2; it is set aside, because",
        ),
        (
            {
                "activities": HEADER + GOOD,
                "judgements": "activity_id,commitment,assessor,score,judged_on\ng,Mrs Smith,a,5,2024-09-01",
            },
            "`judgements` row 2: `commitment` is not an id of the strategy; it is set aside, because",
        ),
    ],
    ids=["unread", "not there", "repeated", "not of the strategy"],
)
def test_what_may_be_published_describes_a_cell_and_does_not_quote_it(
    tables: dict[str, str], described: str, check: Check
) -> None:
    fault = next(fault for fault in check(**tables).faults if fault.action is Action.SET_ASIDE)
    assert "Smith" in fault.sentence and "Smith" not in fault.described
    assert fault.described.startswith(described)


def test_a_response_is_never_quoted(check: Check) -> None:
    text = (
        "response_id,activity_id,received_on,capacity,age,complete,understood_how_long\n"
        "Jo Bloggs,a1,07700 900123,my neighbour Jo,aged 47,I gave up,very well\nJo Bloggs,a1,2024-05-02,,,,\n"
        "r3,Flat 4,2024-04-01,,,,"
    )
    sentences = " ".join(fault.sentence for fault in check(responses=text).faults)
    for cell in ("Jo", "07700", "neighbour", "47", "gave", "very", "Flat"):
        assert cell not in sentences
    assert "`capacity` is not one of resident, service user, staff, organisation or advocate" in sentences
    assert "row 3: repeats the `response_id` of row 2" in sentences
    assert "`understood_how_long` is not a whole number from 1 to 5" in sentences


def test_many_responses_alike_are_not_a_sentence_each(check: Check) -> None:
    text = "response_id,activity_id\n" + "".join(f"r{n},z\n" for n in range(ONE_BY_ONE + 1201))
    records = check(responses=text)
    assert len(records.faults) == ONE_BY_ONE + 1
    rest = records.faults[0]
    assert rest.row is None
    assert rest.sentence.startswith("`responses`: the same is true of 1,201 rows more; it is set aside, because")
    assert len(records.tables["responses"].aside) == ONE_BY_ONE + 1201


def test_a_header_and_no_row_is_a_question(check: Check) -> None:
    sentence = only(check(advocacy="issue_id,raised_on"))
    assert sentence == "`advocacy`: there is a header and no row, and it says that no issue was raised; was that meant?"


def test_a_row_of_one_folder_among_several_says_which(check: Check) -> None:
    now = {"activities": HEADER + GOOD}
    before = {"activities": HEADER + "a,Old,2023-05-03,2023-04-02\nb,Older,2022-05-03,"}
    assert only(check(now, before)).startswith("`activities` row 2 of activities.csv in folder 2: closes before")


def test_what_another_folder_has_is_named_with_its_file(check: Check) -> None:
    now = {"activities": HEADER + GOOD}
    before = {"activities": HEADER + "a,Good,2023-05-03,"}
    assert "has the title of row 2 of activities.csv in folder 1, ‘Good’" in only(check(now, before))


def yearly(years: Iterable[int]) -> str:
    return "\n".join(f"b{year},Yearly budget,{year}-01-05," for year in years)


def test_an_exercise_of_every_year_is_one_sentence_that_lists_its_rows(check: Check) -> None:
    (told,) = sentences(check(activities=HEADER + GOOD + yearly(range(2019, 2023))))
    assert told == (
        "`activities` rows 4, 5 and 6: each has the title of row 3, ‘Yearly budget’, and other days; "
        "this matters because one exercise entered twice is counted twice."
    )


def test_two_of_a_title_are_told_apart_from_two_of_another(check: Check) -> None:
    others = "c1,Roads,2021-01-05,\nc2,Roads,2022-01-05,\n"
    told = sentences(check(activities=HEADER + GOOD + others + yearly(range(2019, 2022))))
    assert [each.split(": ")[0] for each in told] == ["`activities` row 4", "`activities` rows 6 and 7"]


def test_of_many_rows_the_first_are_listed(check: Check) -> None:
    (told,) = sentences(check(activities=HEADER + GOOD + yearly(range(2005, 2020))))
    assert told.startswith("`activities` rows 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 and 4 more: each has the title of row 3")


def test_rows_of_several_folders_each_say_which(check: Check) -> None:
    now = {"activities": HEADER + GOOD + yearly([2024])}
    before = {"activities": HEADER + yearly([2023, 2022])}
    (told,) = sentences(check(now, before))
    second = "of activities.csv in folder 2"
    assert told.startswith(f"`activities` row 2 {second} and row 3 {second}: each has the title of row 3 of activities")


def test_every_sentence_is_one_line_that_ends(check: Check) -> None:
    text = "activity_id,title,opened_on,closed_on,level\na,One,x,y,z\nb,Two,2024-05-01,2024-04-01,\nc,,2024-05-01,,"
    for fault in check(activities=text, services="service").faults:
        assert "\n" not in fault.sentence
        assert fault.sentence[-1] in ".?"


@pytest.mark.parametrize(
    ("table", "text", "words"),
    [
        (
            "decisions",
            "activity_id,body\na1,#REF!",
            "`body` is ‘#REF!’, which is how a spreadsheet says that a formula",
        ),
        (
            "materials",
            "activity_id,document,text_file\na1,1,gone.txt",
            "‘gone.txt’, not a file of text beside the table",
        ),
        (
            "services",
            "service\n#NAME?",
            "`service` is ‘#NAME?’, which is how a spreadsheet says that a formula failed; it is",
        ),
    ],
)
def test_what_no_rule_asks_about_is_not_passed_over_in_silence(table: str, text: str, words: str, check: Check) -> None:
    assert words in only(check(**{table: text}))
