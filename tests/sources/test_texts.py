from __future__ import annotations

import pytest

from heard.maths.readability import read as measure
from heard.model.tables import COMPUTED
from heard.sources import texts

PLAIN = "We want your views. Tell us by May. We will read them all."
TABLE = "activity_id,document,text_file\nA1,Leaflet,{}\n"


def test_the_text_people_were_given_is_scored(write, read):
    write("texts/leaflet.txt", PLAIN)
    write("materials.csv", TABLE.format("texts/leaflet.txt"))
    supplied = read()["materials"]
    assert supplied.rows["text_grade"][0] == pytest.approx(measure(PLAIN).grade)
    assert supplied.rows["text_sentence_words"][0] == pytest.approx(measure(PLAIN).sentence_words)
    assert supplied.rows["text_file"][0] == "texts/leaflet.txt"
    assert [file.name for file in supplied.files] == ["materials.csv", "texts/leaflet.txt"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "windows-1252", "utf-16"])
def test_a_text_in_any_encoding_scores_the_same(write, read, encoding):
    write("leaflet.txt", PLAIN + " Café – open.", encoding)
    write("materials.csv", TABLE.format("leaflet.txt"))
    assert read()["materials"].rows["text_grade"][0] == pytest.approx(measure(PLAIN + " Café – open.").grade)


def test_a_web_page_is_scored_by_the_words_people_see(write, read):
    page = (
        f"<!DOCTYPE html><html><head><title>Unseen words here</title></head><body><p>{PLAIN}</p><script>var x</script>"
    )
    write("page.html", page)
    write("materials.csv", TABLE.format("page.html"))
    assert read()["materials"].rows["text_sentence_words"][0] == pytest.approx(measure(PLAIN).sentence_words)


def test_a_backslash_in_a_path_is_as_good_as_a_slash(write, read):
    write("texts/leaflet.txt", PLAIN)
    write("materials.csv", TABLE.format("texts\\leaflet.txt"))
    assert read()["materials"].rows["text_grade"].notna().all()


@pytest.mark.parametrize(
    "name",
    [
        *("missing.txt", "../secret.txt", "texts/../../secret.txt", "/etc/hostname", "https://example.org/a.txt"),
        *("texts", ".", "leaflet.pdf", "blank.txt", "binary.txt", "x" * 300 + ".txt"),
    ],
)
def test_a_text_that_is_not_there_climbs_out_or_cannot_be_read_is_noted(write, read, tmp_path, name):
    write("../secret.txt", PLAIN)
    write("texts/leaflet.txt", PLAIN)
    write("leaflet.pdf", "%PDF")
    write("blank.txt", " \n")
    write("binary.txt", b"PK\x03\x04\0\0")
    write("materials.csv", TABLE.format(name))
    rows = read()["materials"].rows
    assert rows["text_file"].isna().all()
    assert rows["text_file.unread"].tolist() == [name]
    assert rows["text_grade"].isna().all()


def test_a_link_that_leads_out_of_the_folder_is_not_followed(write, read, tmp_path):
    (tmp_path / "leaflet.txt").symlink_to(write("../secret.txt", PLAIN))
    write("materials.csv", TABLE.format("leaflet.txt"))
    assert read()["materials"].rows["text_file.unread"].tolist() == ["leaflet.txt"]


def test_a_blank_cell_has_no_score_and_a_column_not_supplied_none_at_all(write, read):
    write("materials.csv", TABLE.format(""))
    assert read()["materials"].rows[list(texts.COMPUTED)].isna().all(axis=None)
    write("materials.csv", "activity_id,document\nA1,Leaflet\n")
    assert not set(texts.COMPUTED) & set(read()["materials"].rows)


def test_the_words_to_avoid_and_the_abbreviations_of_a_text_are_named(write, read):
    write("leaflet.txt", "We utilise the EQIA, a robust one. We utilise the SENCO.")
    write("materials.csv", TABLE.format("leaflet.txt"))
    rows = read()["materials"].rows
    assert rows["text_not_plain"].tolist() == ["utilise;robust"]
    assert rows["text_abbreviations"].tolist() == ["EQIA;SENCO"]


def test_a_plain_text_has_neither(write, read):
    write("leaflet.txt", PLAIN)
    write("materials.csv", TABLE.format("leaflet.txt"))
    rows = read()["materials"].rows
    assert rows["text_grade"].notna().all()
    assert rows[["text_not_plain", "text_abbreviations"]].isna().all(axis=None)


def test_nothing_else_of_a_text_leaves_the_loader(write, read):
    write("leaflet.txt", "Mrs Ann Example of 1 Mill Lane objects to the robust plan of ABCD.")
    write("materials.csv", TABLE.format("leaflet.txt"))
    rows = read()["materials"].rows
    kept = {str(cell) for cell in rows.drop(columns=["text_grade", "text_sentence_words"]).iloc[0]}
    assert kept == {"A1", "Leaflet", "leaflet.txt", "robust", "ABCD", "2", "0"}


def test_the_model_knows_each_column_computed_from_a_text():
    assert {f"materials.{name}" for name in texts.COMPUTED} == set(COMPUTED)
