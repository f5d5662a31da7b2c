from __future__ import annotations

import json
from pathlib import Path

import pytest

from heard.errors import RecordsError
from heard.sources.text_files import object_records

FOUND = [
    {
        "id": "parks",
        "title": "Parks",
        "open": True,
        "days": 28,
        "why": None,
        "areas": [{"name": "North"}, {"name": "South"}],
    },
    {"id": "roads", "place": {"town": {"en": "Ely"}}, "areas": [], "tags": ["a", "b"]},
]


@pytest.fixture
def found(write, read, mapping):
    def _found(content: str, **columns: str):
        write("found.json", content)
        return read(mapping({"activity_id": "id", **columns}, file="found.json"))["activities"]

    return _found


def test_a_list_of_objects_is_a_table_and_what_lies_deeper_has_a_path(found):
    supplied = found(json.dumps(FOUND), title="title", divisions="areas/name", service="place/town/en", url="tags")
    rows = supplied.rows.fillna("")
    assert rows["activity_id"].tolist() == ["parks", "roads"]
    assert rows["row"].tolist() == [2, 3]
    assert rows["divisions"].tolist() == ["North;South", ""]
    assert rows["service"].tolist() == ["", "Ely"]
    assert rows["url"].tolist() == ["", "a;b"]
    assert supplied.extra == ("open", "days", "why")


@pytest.mark.parametrize("content", ["", "{", "id,title\n1,x\n", "[" * 100_000])
def test_a_file_that_is_not_json_is_refused(found, content):
    with pytest.raises(RecordsError, match=r"it is not JSON|it is empty"):
        found(content)


def test_an_object_in_which_no_list_stands_is_one_record(found):
    rows = found('{"id": "parks", "title": "Parks", "details": {"opening_date": "2024-05-01"}}', title="title").rows
    assert rows["activity_id"].tolist() == ["parks"]


@pytest.mark.parametrize("content", ['{"results": []}', "[1, 2]", '"x"'])
def test_json_of_another_shape_is_refused(found, content):
    with pytest.raises(RecordsError, match="it is not a list of objects"):
        found(content)


def test_an_empty_list_names_no_columns(found):
    with pytest.raises(RecordsError, match="no row with the names of its columns"):
        found("[]")


def test_half_a_letter_is_shown_as_unknown(found):
    assert found('[{"id": "A\\ud800"}]').rows["activity_id"].tolist() == ["A?"]


def test_the_one_list_of_objects_within_what_a_search_gives_is_read(tmp_path: Path) -> None:
    path = tmp_path / "search.json"
    path.write_text('{"total": 1, "suggested": ["a"], "results": [{"title": "Hours"}]}', encoding="utf-8")
    assert list(object_records(path)) == [["title"], ["Hours"]]
    path.write_text('{"results": [{"title": "Hours"}], "others": [{"title": "Fares"}]}', encoding="utf-8")
    with pytest.raises(RecordsError, match="it is not a list of objects"):
        list(object_records(path))
