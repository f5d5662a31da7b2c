"""The files of the checkout, as git sees them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from heard.params import ROOT


@pytest.fixture(scope="session")
def committed() -> tuple[Path, ...]:
    """Every file that is committed or would be, less those just deleted."""
    listed = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return tuple(ROOT / name for name in sorted(set(names)) if name and (ROOT / name).is_file())
