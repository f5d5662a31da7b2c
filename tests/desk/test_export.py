"""JupyterLab's own server exports by names of letters alone; ours have a hyphen."""

from __future__ import annotations

import json
import re
import tomllib

from heard.desk import export
from heard.desk.lab import AT_HOME
from heard.params import ROOT

CONFIG = ROOT / "reports" / "templates" / "lab" / "jupyter_server_config.json"


def test_each_exporter_is_let_through() -> None:
    exporters = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["entry-points"]["nbconvert.exporters"]
    assert len(exporters) == 3
    assert [name for name in exporters if not re.fullmatch(export.NAMES, name)] == []
    assert not re.fullmatch(export.NAMES, "html")


def test_it_is_loaded_by_heard_lab_and_by_a_plain_jupyter_lab() -> None:
    name = export.__name__
    assert f"--ServerApp.jpserver_extensions={name}=True" in AT_HOME
    assert json.loads(CONFIG.read_text()) == {"ServerApp": {"jpserver_extensions": {name: True}}}
    assert export._jupyter_server_extension_points() == [{"module": name}]
