"""Where sentences end, and what a word is."""

import pytest

from heard.maths.sentences import sentences, without_comments, words


def test_a_heading_is_a_sentence_of_its_own() -> None:
    assert sentences("# How we listen\nWe ask. We wait.\n\nWhy\n===\n\nBecause.") == (
        "How we listen",
        "We ask.",
        "We wait.",
        "Why",
        "Because.",
    )


def test_a_heading_without_a_mark_or_a_gap_is_a_sentence_of_its_own() -> None:
    assert sentences("Introduction\nThis strategy describes how the council asks people.") == (
        "Introduction",
        "This strategy describes how the council asks people.",
    )


@pytest.mark.parametrize("marker", ["-", "*", "+", "•", "–", "1.", "12)", "(a)", "a)", "(iv)", "2.3"])
def test_a_list_item_is_a_sentence_of_its_own(marker: str) -> None:
    text = f"We believe that:\n{marker} People have a say;\n{marker} People hear back\n   in good time"
    assert sentences(text) == ("We believe that:", "People have a say;", "People hear back in good time")


def test_bullets_on_one_line_are_sentences_of_their_own() -> None:
    assert sentences("We will: • ask • listen • reply") == ("We will:", "ask", "listen", "reply")


def test_cells_of_a_table_are_sentences_of_their_own() -> None:
    text = "| Promise | Kept |\n|---|:---:|\n| Have a say | yes |"
    assert sentences(text) == ("Promise", "Kept", "Have a say", "yes")


def test_a_wrapped_paragraph_is_read_through_its_line_ends() -> None:
    text = (
        "The consultation is about the library service in the north of the county and\n"
        "Ely in particular, where the lease on the building comes to an end in March\n"
        "next year. Tell us what you think."
    )
    assert len(sentences(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Social media (e.g. Facebook, Twitter) count too.",
        "It was seen by Dr. Smith and Mrs. Jones of St. Ives.",
        "See No. 5, p. 12 and para. 3.1 of the report.",
        "It cost £3.5 million, i.e. 2.25% of the total.",
        "Write to J. R. Smith at the council.",
        "The U.K. Government agreed.",
        "Read www.example.org/a.b?c=d or mail us at a.b@example.org today.",
        "“Why ask? ” they said, and “Stop!” they said.",
    ],
)
def test_a_full_stop_that_ends_nothing_splits_nothing(text: str) -> None:
    assert sentences(text) == (text,)


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("Is it fair? Yes! We asked everyone.", 3),
        ("They said ‘no.’ We listened.", 2),
        ("It closes at 5 p.m. The report follows.", 2),
        ("We prefer Option B. It costs less.", 2),
        ("The answer was no. Then we stopped.", 2),
        ("Wait... Then answer.", 2),
        ("It opened in 2017. It closed in 2018.", 2),
        ("(It was late.) Nobody minded.", 2),
    ],
)
def test_a_full_stop_that_ends_a_sentence_splits(text: str, n: int) -> None:
    assert len(sentences(text)) == n


def test_markup_is_not_read() -> None:
    text = "<p>See <b>the [plan](http://a.org/x.html)</b>, *now*.</p><!-- a note -->\n![Map](m.png)\n> **A** text_file."
    assert sentences(text) == ("See the plan, now.", "A text_file.")


def test_a_text_without_words_has_no_sentences() -> None:
    assert sentences("") == sentences(" \n\n --- \n ... ") == ()


def test_words_leave_their_punctuation_behind() -> None:
    assert words(
        "“Don’t (please) stop up-to-date work – it's 5%, or £17.50 and/or more & more: see http://a.org/b/c.”"
    ) == (
        "Don’t",
        "please",
        "stop",
        "up-to-date",
        "work",
        "it's",
        "5%",
        "or",
        "£17.50",
        "and",
        "or",
        "more",
        "more",
        "see",
        "http://a.org/b/c",
    )


def test_a_comment_is_left_out_wherever_it_stands_and_one_without_an_end_is_kept() -> None:
    assert without_comments("<!-- a -->b<!--c\n-->d") == "b\nd"
    assert without_comments("a<!-- b -->", "|") == "a|"
    assert without_comments("a<!-- b") == "a<!-- b"


@pytest.mark.parametrize(("length", "n"), [(49, 2), (50, 1)])
def test_a_line_ends_as_a_heading_does_where_the_next_word_would_have_had_room(length: int, n: int) -> None:
    """No page is narrower than 60 characters, and the next word has ten."""
    assert len(sentences(f"{'How we listen to people'.ljust(length, 's')}\nEverything we hear is read.")) == n


def test_an_abbreviation_early_in_a_long_paragraph_ends_no_sentence() -> None:
    assert len(sentences(f"We met Dr. Smith on Monday{', and again' * 30}.")) == 1
