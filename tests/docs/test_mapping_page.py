"""The page of mapping files: every key with an example, and what stands there is what the code makes of it."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import pytest

from heard.params import ROOT
from heard.params.mapping_keys import MAPPING_KEYS
from heard.params.mappings import KEYS, SOURCE_KEYS, UNFOLD_KEYS


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference", ROOT / "docs" / "reference.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_key_of_a_mapping_has_an_example() -> None:
    explained = {key for each in MAPPING_KEYS for key in each.keys}
    assert {*KEYS, *SOURCE_KEYS, *UNFOLD_KEYS} - explained == set()
    assert [key for each in MAPPING_KEYS for key in each.keys if key not in each.mapping] == ["(sheet)"]


def test_the_page_is_what_the_code_makes_of_its_examples(reference: ModuleType) -> None:
    written = reference.MAPPING_PAGE.read_text(encoding="utf-8")
    assert written == "\n".join(reference.mapping()) + "\n", "run `python docs/reference.py`"
