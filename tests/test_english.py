from __future__ import annotations

from datetime import date

import pytest

from heard.english import agreed, capital, day, listed, number, on_record, one, out_of, percent, some

FED_BACK = ("activities", "fed back in time", "did not feed back in time")
OPEN = ("consultations", "were open long enough", "were not open long enough")


@pytest.mark.parametrize(
    ("n", "of", "words", "known", "sentence"),
    [
        (47, 63, FED_BACK, True, "47 of 63 activities (75%) fed back in time."),
        (9, 12, FED_BACK, True, "9 of 12 activities fed back in time."),
        (19, 19, OPEN, True, "All 19 consultations were open long enough."),
        (11, 12, OPEN, True, "All but one of the 12 consultations were open long enough."),
        (0, 12, OPEN, True, "None of the 12 consultations were open long enough."),
        (1, 12, OPEN, True, "1 of 12 consultations was open long enough."),
        (2, 2, OPEN, True, "Both consultations were open long enough."),
        (1, 2, OPEN, True, "1 of 2 consultations was open long enough."),
        (0, 2, OPEN, True, "Neither of the 2 consultations was open long enough."),
        (1, 1, OPEN, True, "The one consultation was open long enough."),
        (0, 1, OPEN, True, "The one consultation was not open long enough."),
        (3, 3, OPEN, False, "All 3 consultations we can judge were open long enough."),
        (47, 63, FED_BACK, False, "47 of 63 activities we can judge (75%) fed back in time."),
        (0, 1, FED_BACK, False, "The one activity we can judge did not feed back in time."),
        (1200, 5100, OPEN, True, "1,200 of 5,100 consultations (24%) were open long enough."),
    ],
)
def test_a_sentence_never_says_more_than_its_count(n, of, words, known, sentence):
    noun, phrase, unmet = words
    assert out_of(n, of, noun, phrase, unmet, known=known) == sentence


@pytest.mark.parametrize(
    ("n", "of", "sentence"),
    [
        (11, 11, "All 11 consultations where this is due were open long enough."),
        (10, 11, "All but one of the 11 consultations where this is due were open long enough."),
        (0, 2, "Neither of the 2 consultations where this is due was open long enough."),
        (0, 3, "None of the 3 consultations where this is due were open long enough."),
        (1, 1, "The one consultation where this is due was open long enough."),
        (9, 12, "9 of 12 consultations were open long enough."),
    ],
)
def test_a_sentence_of_all_that_are_counted_says_which_they_are_where_others_are_not(n, of, sentence):
    noun, phrase, unmet = OPEN
    assert out_of(n, of, noun, phrase, unmet, narrowed="where this is due") == sentence
    judged = out_of(n, of, noun, phrase, unmet, known=False, narrowed="where this is due")
    assert "we can judge" in judged and "due" not in judged


@pytest.mark.parametrize(
    ("n", "partly", "of", "sentence"),
    [
        (
            47,
            9,
            63,
            "On record for 47 of 63 consultations (75%), partly on record for 9 and otherwise on record for 7.",
        ),
        (12, 0, 12, "On record for all 12 consultations."),
        (1, 0, 1, "On record for the one consultation."),
        (0, 0, 1, "Otherwise on record for the one consultation."),
        (0, 0, 12, "Otherwise on record for all 12 consultations."),
        (0, 9, 12, "Partly on record for 9 of 12 consultations, otherwise on record for 3."),
        (2, 0, 2, "On record for both consultations."),
        (3, 1, 4, "On record for 3 of 4 consultations, partly on record for 1."),
    ],
)
def test_of_the_law_a_single_consultation_is_on_record_or_the_record_shows_otherwise(n, partly, of, sentence):
    assert on_record(n, partly, of, "consultations", "otherwise on record") == sentence
    assert "met" not in sentence.split() and "not on record" not in sentence.lower()


def test_of_the_law_not_on_record_is_said_only_where_there_is_no_record():
    said = on_record(41, 0, 60, "consultations", "not on record")
    assert said == "On record for 41 of 60 consultations (68%), not on record for 19."
    assert on_record(0, 0, 3, "consultations", "not on record") == "Not on record for any of the 3 consultations."


@pytest.mark.parametrize(
    ("n", "of", "told"),
    [(1, 1000, "1%"), (999, 1000, "99%"), (0, 20, "0%"), (20, 20, "100%"), (1, 3, "33%"), (2, 3, "67%")],
)
def test_all_and_none_are_the_only_whole_and_empty_shares(n, of, told):
    assert percent(n, of) == told


@pytest.mark.parametrize(
    ("n", "noun", "words"),
    [
        (0, "decisions", "no decisions"),
        (1, "activities", "1 activity"),
        (2, "activities", "2 activities"),
        (1, "officers who led", "1 officer who led"),
        (1, "links and contacts", "1 link or contact"),
        (1200, "consultations", "1,200 consultations"),
    ],
)
def test_one_is_not_many(n, noun, words):
    assert some(n, noun) == words


def test_a_verb_and_its_pronouns_follow_the_count():
    assert agreed(1, "were on the forward plan before they opened") == "was on the forward plan before it opened"
    assert agreed(1, "work, and were confirmed lately") == "works, and was confirmed lately"
    assert agreed(2, "had their papers out in time") == "had their papers out in time"
    assert agreed(1, "had their papers out in time") == "had its papers out in time"


def test_days_numbers_and_lists_are_written_as_people_write_them():
    assert day(date(2024, 5, 3)) == "3 May 2024"
    assert number(5100) == "5,100"
    assert (listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])) == ("a", "a and b", "a, b and c")
    assert one("documents") == "document"
    assert capital("know how feedback was used") == "Know how feedback was used"
