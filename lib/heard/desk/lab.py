"""JupyterLab, opened at the welcome notebook, in the folder where heard's notebooks, params and reports are."""

from __future__ import annotations

import os
from collections.abc import Sequence

from jupyterlab.labapp import LabApp  # type: ignore[import-untyped]  # JupyterLab ships no types

from heard.desk import export
from heard.params.shipped import HOME, OPENED_NOTEBOOKS, ROOT, TEMPLATES, copy_notebooks

WELCOME = OPENED_NOTEBOOKS / "00_start_here.ipynb"
AT_HOME = (
    f"--ServerApp.root_dir={ROOT}",
    f"--ServerApp.jpserver_extensions={export.__name__}=True",
    f"--LabApp.default_url=/lab/tree/{WELCOME.relative_to(ROOT).as_posix()}",
    f"--LabApp.app_settings_dir={TEMPLATES / 'lab'}",  # with these, no other machine is asked for news of JupyterLab
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
)


def open_lab(options: Sequence[str]) -> None:
    """Serve JupyterLab until it is stopped; `options` are its own, such as `--port 8899`."""
    copy_notebooks()
    os.environ[HOME] = str(ROOT)
    LabApp.launch_instance([*AT_HOME, *options])
