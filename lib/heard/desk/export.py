"""Lets JupyterLab export by a name with a hyphen, as `heard-pdf`: its menu offers it, and its server stops at the `-`.

A Jupyter server extension: `heard lab` loads it, and so does a plain `jupyter lab` once heard is installed.
"""

from __future__ import annotations

from jupyter_server.base.handlers import path_regex
from jupyter_server.nbconvert.handlers import NbconvertFileHandler
from jupyter_server.serverapp import ServerApp
from jupyter_server.utils import url_path_join

NAMES = r"(?P<format>heard-\w+)"


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: ServerApp) -> None:
    """The handler that exports by any other name, at ours."""
    address = url_path_join(server.web_app.settings["base_url"], f"/nbconvert/{NAMES}{path_regex}")
    server.web_app.add_handlers(".*$", [(address, NbconvertFileHandler)])  # type: ignore[no-untyped-call]  # tornado's
