from __future__ import annotations

import pytest

from heard.model.mapping import names_a_person

CANONICAL = (
    "response_id,activity_id,Email,Name,IP address,User-Agent,Phone number,age,comment,Postcode\n"
    "R1,A1,jo@example.org,Jo Bloggs,192.0.2.1,Mozilla,01223 000000,44,Please keep it open,CB1 1AA\n"
)
PERSONAL = ("jo@example.org", "Jo Bloggs", "192.0.2.1", "Mozilla", "01223", "keep it open", "CB1 1AA")


def test_nothing_that_says_who_answered_or_what_they_wrote_is_stored(write, read):
    write("responses.csv", CANONICAL)
    supplied = read()["responses"]
    assert supplied.rows.columns.tolist() == ["response_id", "activity_id", "age", "row", "part"]
    assert not any(word in supplied.rows.to_csv() + repr(supplied.extra) for word in PERSONAL)
    assert supplied.extra == ("Postcode",)


def test_comments_are_read_where_the_params_ask_for_them(write, read):
    write("responses.csv", CANONICAL)
    assert read(keep_comments=True)["responses"].rows["comment"].tolist() == ["Please keep it open"]


def test_a_mapped_comment_is_dropped_as_well(write, read, mapping):
    write("export.csv", "No,Anything else?,Email\n1,Please keep it open,jo@example.org\n")
    survey = mapping({"response_id": "No", "comment": "Anything else?"}, table="responses", file="export.csv")
    assert "comment" not in read(survey)["responses"].rows
    assert read(survey)["responses"].extra == ()
    assert read(survey, keep_comments=True)["responses"].rows["comment"].tolist() == ["Please keep it open"]


@pytest.mark.parametrize(
    "header",
    [
        *("Email", "E-mail address", "Name", "Full name", "Your name", "Surname", "Last Name", "RecipientFirstName"),
        *("IPAddress", "IP", "User agent", "Telephone", "Mobile", "Phone no.", "RecipientEmail", "LocationLatitude"),
    ],
)
def test_a_column_that_names_a_person_is_known_by_its_header(header):
    assert names_a_person(header)


@pytest.mark.parametrize("header", ["Service name", "District", "Response ID", "Description", "Zip", "Named officer"])
def test_other_columns_do_not_name_a_person(header):
    assert not names_a_person(header)
