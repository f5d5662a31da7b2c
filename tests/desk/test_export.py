"""JupyterLab's own server exports by names of letters alone; ours have a hyphen."""

from __future__ import annotations

import json
import re
import tomllib
from urllib.parse import quote

from nbconvert.exporters import get_exporter
from nbformat.v4 import new_markdown_cell, new_notebook

from heard.desk import export
from heard.desk.lab import AT_HOME
from heard.params import ROOT

CONFIG = ROOT / "reports" / "templates" / "lab" / "jupyter_server_config.json"


def test_each_exporter_is_let_through() -> None:
    exporters = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["entry-points"]["nbconvert.exporters"]
    assert len(exporters) == 3
    assert [name for name in exporters if not re.fullmatch(export.NAMES, name)] == []
    assert not re.fullmatch(export.NAMES, "html")


def test_the_menu_has_ours_by_plain_names_and_none_that_needs_a_program_that_is_not_there() -> None:
    exporters = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["entry-points"]["nbconvert.exporters"]
    assert sorted(export.NAMED.values()) == sorted(exporters)
    assert all(re.fullmatch(export.NAMES, quote(name)) and re.fullmatch(export.NAMES, name) for name in export.NAMED)
    assert set(export.NAMED) < set(export.KINDS)
    for name in set(export.KINDS) - set(export.NAMED):
        get_exporter(name)().from_notebook_node(new_notebook(cells=[new_markdown_cell("# Words")]))


def test_it_is_loaded_by_heard_lab_and_by_a_plain_jupyter_lab() -> None:
    name = export.__name__
    assert f"--ServerApp.jpserver_extensions={name}=True" in AT_HOME
    assert json.loads(CONFIG.read_text()) == {"ServerApp": {"jpserver_extensions": {name: True}}}
    assert export._jupyter_server_extension_points() == [{"module": name}]
