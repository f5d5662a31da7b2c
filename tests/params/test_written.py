"""What heard ships is read by a faster reader of YAML: as every other file is, and with the same words for a fault."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from heard.errors import ParamsError
from heard.params import written
from heard.params.shipped import SHIPPED
from heard.params.written import read_yaml

EVERY_FILE = sorted(path.relative_to(SHIPPED).as_posix() for path in (SHIPPED / "params").rglob("*.yaml"))


@pytest.mark.parametrize("name", EVERY_FILE)
def test_what_heard_ships_is_read_as_a_file_of_anybody_s(tmp_path: Path, name: str) -> None:
    shutil.copyfile(SHIPPED / name, tmp_path / "anybody.yaml")
    assert repr(read_yaml(SHIPPED / name)) == repr(read_yaml(tmp_path / "anybody.yaml"))


@pytest.mark.parametrize(
    "fault", ["a: 1\na: 2\n", "a: [1\nb: 2\n", "a:\n\t- 1\n", "a: 2024-02-30\n", "a: !b c\n", "[a]: 1\n"]
)
def test_a_fault_in_what_is_shipped_is_told_as_in_any_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    path = tmp_path / "params" / "standards.yaml"
    path.parent.mkdir()
    path.write_text(fault, encoding="utf-8")
    with pytest.raises(ParamsError) as of_anybody:
        read_yaml(path)
    monkeypatch.setattr(written, "SHIPPED", tmp_path)
    with pytest.raises(ParamsError) as of_shipped:
        read_yaml(path)
    assert str(of_shipped.value) == str(of_anybody.value)
