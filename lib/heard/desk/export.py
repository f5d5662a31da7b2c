"""JupyterLab's menu of exports: ours by plain names, and no format that would end in an error.

A Jupyter server extension: `heard lab` loads it, and so does a plain `jupyter lab` once heard is installed. JupyterLab
calls a format by the name that its server lists; and that server lists each exporter there is, also those that need a
program that is not there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import path_regex
from jupyter_server.nbconvert.handlers import NbconvertFileHandler
from jupyter_server.serverapp import ServerApp
from jupyter_server.services.nbconvert.handlers import NbconvertRootHandler
from jupyter_server.utils import url_path_join
from tornado import web

NAMED: Mapping[str, str] = {
    "Report as HTML": "heard-html",
    "Report as PDF": "heard-pdf",
    "Report as Word": "heard-docx",
}
KINDS: Mapping[str, str] = {  # what each format of the menu is: ours, and of the server's those that need nothing else
    "Report as HTML": "text/html",
    "Report as PDF": "application/pdf",
    "Report as Word": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "markdown": "text/markdown",
    "notebook": "application/json",
    "script": "text/plain",
}
NAMES = r"(?P<format>heard-\w+|Report(?: |%20)as(?: |%20)\w+)"


class Formats(NbconvertRootHandler):
    """What the menu offers."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Each format by the name that the menu shows, with the kind of file it makes."""
        await self.finish(json.dumps({name: {"output_mimetype": kind} for name, kind in KINDS.items()}))


class Export(NbconvertFileHandler):
    """A notebook in one of our formats, by the name of its exporter or by the name in the menu."""

    @web.authenticated
    @authorized
    async def get(self, format: str, path: str) -> None:
        """The file, to be saved."""
        done = super().get(NAMED.get(format, format), path)
        if done is not None:
            await done


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: ServerApp) -> None:
    """The list of formats and the handler that exports, before those of the server itself."""
    at = server.web_app.settings["base_url"]
    ours = [
        (url_path_join(at, "/api/nbconvert"), Formats),
        (url_path_join(at, f"/nbconvert/{NAMES}{path_regex}"), Export),
    ]
    server.web_app.add_handlers(".*$", ours)  # type: ignore[no-untyped-call]  # tornado's
