from __future__ import annotations

from markupsafe import Markup

from heard.page.html import Fragment, bullets, joined, paragraph, table, tag


def test_what_is_not_markup_is_escaped():
    assert tag("p", "a < b", title='"x"') == '<p title="&#34;x&#34;">a &lt; b</p>'
    assert table("<i>", ("a",), [("<b>",)]).count("&lt;") == 2
    assert joined(["<", Markup("<br>")]) == "&lt;<br>"


def test_nothing_to_say_makes_no_element():
    assert paragraph("", None) == bullets([]) == table("empty", ("a",), []) == ""


def test_a_table_names_its_rows_and_columns_and_sets_numbers_as_numbers():
    made = table("Counts", ("Service", "How many"), [("Libraries", 1200), ("All", -3)], totals=[1])
    assert made.startswith('<table><caption>Counts</caption><thead><tr><th scope="col">Service</th>')
    assert '<th scope="row">Libraries</th><td class="number">1,200</td>' in made
    assert '<tr class="total"><th scope="row">All</th><td class="number">−3</td>' in made


def test_a_table_of_many_columns_is_wide():
    assert 'class="wide"' in table("w", tuple("abcdefgh"), [tuple("abcdefgh")])
    assert 'class="wide"' not in table("w", tuple("abcdefg"), [tuple("abcdefg")])


def test_a_notebook_shows_a_fragment_as_it_is():
    assert Fragment(Markup("<p>x</p>")).html == "<p>x</p>"
