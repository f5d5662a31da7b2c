from __future__ import annotations

from heard.page.charts.drawing import squeeze


def test_a_path_keeps_its_shape_to_a_hundredth_of_a_point():
    assert squeeze('<path d="M 0.123456 5 \nL 1.5 -2.25 \nz\n"/>') == '<path d="M0.12 5L1.5 -2.25z"/>'


def test_how_much_a_letter_is_scaled_is_not_cut():
    scaled = '<g transform="translate(12.3456789 4) scale(0.115 -0.115)"><path transform="scale(0.015625)"/></g>'
    assert squeeze(scaled) == scaled.replace("12.3456789", "12.345")


def test_a_letter_stands_where_it_stood():
    assert (
        squeeze('<use xlink:href="#DejaVuSans-4e" transform="translate(63.28125 0)"/>') == '<use href="#f4e" x="63.2"/>'
    )


def test_a_group_that_was_named_on_purpose_keeps_its_name():
    assert squeeze('<g id="text_12"><g id="mark-kept">\n  <path/></g></g>') == '<g><g id="mark-kept"><path/></g></g>'


def test_what_is_set_between_tags_is_left_alone():
    assert squeeze("<!-- 2 partly: 1 not met -->\n<g/>") == "<!-- 2 partly: 1 not met --><g/>"
