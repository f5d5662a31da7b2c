"""The notebook of `heard map`: what is chosen in a field is what is typed in a terminal, and shows at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from heard.answers.mapping_fields import MappingFields
from heard.answers.mapping_records import map_file
from heard.page.output import Shown
from heard.params import load_annual
from heard.params.mappings import load_mappings

REGISTER = "Ref,Title,Service,Launch date,Closing date,Committee date,Results published,Type\n" + "".join(
    f"C{n},Shall the council change matter {n}?,{('Highways', 'Highways Service')[n % 2]},{n} May 2024,{n} July 2024,"
    f"{n} September 2024,{f'{n} October 2024' if n % 3 else ''},{'Survey' if n % 2 else 'consult'}\n"
    for n in range(1, 21)
)
PARAMS = "# Ours.\nperiod: {first_day: 2024-04-01, last_day: 2025-03-31}\nrecords: records\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "register.csv").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "annual-2024-25.yaml").write_text(PARAMS, encoding="utf-8")
    return tmp_path


def opened(folder: Path, *, with_fields: bool = True) -> MappingFields:
    return MappingFields(load_annual(folder / "annual-2024-25.yaml"), "", with_fields=with_fields)


def within(box: Any) -> Iterator[Any]:
    """Every widget of a box, however deep."""
    for each in getattr(box, "children", ()):
        yield each
        yield from within(each)


def field(box: Any, label: str) -> Any:
    return next(each for each in within(box) if getattr(each, "description", "") == label and hasattr(each, "options"))


def text(box: Any) -> str:
    return " ".join(each.value for each in within(box) if type(each).__name__ == "HTML")


def kept(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_equal_choices_give_equal_bytes_in_the_notebook_and_in_the_terminal(folder: Path) -> None:
    show = opened(folder)
    columns, words = show.columns(), show.words()
    field(columns, "Committee date").value = "decision_planned_on"
    field(columns, "Answer: Results published").value = "a blank means it did not happen"
    field(words, "level: Survey").value = "consult"
    typed = map_file(
        folder / "records" / "register.csv",
        settings=[
            "tables.feedback.columns.published_on=Results published", "tables.feedback.columns.activity_id=Ref",
            "tables.feedback.row_when=Results published", "columns.decision_planned_on=Committee date",
            "words.level.Survey=consult",
        ],
    )  # fmt: skip
    assert show.mapped.text == typed.text


def test_the_preview_and_what_is_to_settle_follow_each_choice(folder: Path) -> None:
    show = opened(folder)
    columns, preview = show.columns(), show.preview()
    assert "decision_planned_on" not in text(preview) and "Committee date: a day after closing" in text(preview)
    field(columns, "Committee date").value = "decision_planned_on"
    assert "decision_planned_on" in text(preview) and "Committee date: a day after closing" not in text(preview)
    assert "<td>set</td>" in text(columns).replace(' class="text"', "")


def test_a_column_left_out_is_said_in_one_sentence_where_nothing_can_be_told_without_it(folder: Path) -> None:
    show = opened(folder)
    columns, preview = show.columns(), show.preview()
    field(columns, "Launch date").value = "left out"
    assert "no column holds an opening day" in text(preview)
    field(columns, "Launch date").value = "opened_on"
    assert "no column holds an opening day" not in text(preview)


def test_the_button_writes_a_mapping_that_loads_its_line_and_what_was_said_of_names(folder: Path) -> None:
    show = opened(folder)
    field(show.spellings(), "Highways | Highways Service").value = "same"
    written: Any = show.write()
    button, said = written.children
    button.click()
    (mapping,) = load_mappings(folder / "mappings" / "register.yaml")
    assert (mapping.table, mapping.file) == ("activities", ("register.csv",))
    assert "mappings/register.yaml" in (folder / "annual-2024-25.yaml").read_text(encoding="utf-8")
    settled = (folder / "annual-2024-25-answers" / "settled.csv").read_text(encoding="utf-8")
    assert settled.splitlines()[1].startswith("spelling,Highways,Highways Service,same,20")
    assert "Written: " in said.value
    button.click()
    assert "it is there already" in said.value


def test_a_run_has_no_fields_and_writes_nothing(folder: Path) -> None:
    before = kept(folder)
    show = opened(folder, with_fields=False)
    pages = [show.columns(), show.words(), show.spellings(), show.preview(), show.write()]
    assert all(isinstance(page, Shown) for page in pages)
    assert kept(folder) == before


def test_another_file_of_the_records_is_chosen_in_a_field(folder: Path) -> None:
    other = REGISTER.replace("Launch date", "Start date").replace("C1,", "D1,")
    (folder / "records" / "web export.csv").write_text(other, encoding="utf-8")
    show = opened(folder)
    columns, preview = show.columns(), show.preview()
    field(columns, "File").value = "web export.csv"
    assert "D1" in text(preview)
    assert field(columns, "Start date").value == "opened_on"
