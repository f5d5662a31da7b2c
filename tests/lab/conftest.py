"""A real JupyterLab, opened by `heard lab` in a checkout of its own, and Debian's chromium to work in it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import matplotlib
import pytest
from playwright.sync_api import BrowserContext, sync_playwright

from heard.params import ROOT
from heard.sample import write_sample
from heard.sources.kept import ANEW

CHECKOUT = ("lib", "notebooks", "params", "data_contracts", "reports/templates")
JUPYTER = ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PATIENT = "--disable-popup-blocking"  # a file taken away opens a tab, long after the key on a slow machine
TOKEN = "only-for-this-test"
PATIENCE = 120  # seconds, on a machine with much else to do
TALL = {"width": 1400, "height": 4000}  # so tall that JupyterLab draws each cell


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Heard's checkout, copied, so that what an analyst does in it is not done to ours; with a small sample council."""
    made = tmp_path_factory.mktemp("checkout")
    for part in CHECKOUT:
        shutil.copytree(ROOT / part, made / part, ignore=shutil.ignore_patterns("__pycache__"))
    write_sample(made / "sample", activities=15, responses=60)
    shutil.copyfile(ROOT / ".gitignore", made / ".gitignore")
    git(made, "init", "--quiet")
    git(made, "add", ".")
    git(made, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "As it was.")
    return made


def git(folder: Path, *words: str) -> str:
    """What git says of a checkout."""
    return subprocess.run(["git", "-C", folder, *words], capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def lab(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of JupyterLab, served by `heard lab --no-browser`, called from some other folder."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    own = {f"JUPYTER_{name}": str(elsewhere / name) for name in JUPYTER} | {"IPYTHONDIR": str(elsewhere / "ipython")}
    own |= {
        "XDG_CACHE_HOME": str(elsewhere / "cache"),
        "MPLCONFIGDIR": matplotlib.get_cachedir(),
        ANEW: "",
    }  # as a user
    port = free_port()
    command = [sys.executable, "-c", "import heard.cli; heard.cli.main()", "lab", "--no-browser"]
    command += ["--ip", "127.0.0.1", "--port", str(port), "--allow-root"]
    env = {**os.environ, **own, "PYTHONPATH": str(checkout / "lib"), "JUPYTER_TOKEN": TOKEN}
    with (elsewhere / "lab.log").open("w") as log:
        server = subprocess.Popen(command, cwd=elsewhere, env=env, stdout=log, stderr=subprocess.STDOUT)
        try:
            wait_for(f"http://127.0.0.1:{port}/api/status?token={TOKEN}", server, elsewhere / "lab.log")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(PATIENCE)


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"JupyterLab did not open:\n{log.read_text()}")


# Of the module, not of the session: while Playwright runs, no test of the same process can have an event loop.
@pytest.fixture(scope="module")
def window(chromium: str, lab: str) -> Iterator[BrowserContext]:
    """A browser that has given the token; whatever it asks of another machine is refused, and remembered."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*QUIET, PATIENT])
        window = browser.new_context(viewport=TALL, accept_downloads=True)  # type: ignore[arg-type]  # a plain dict does
        window.set_default_timeout(PATIENCE * 1000)
        yield window
        browser.close()
