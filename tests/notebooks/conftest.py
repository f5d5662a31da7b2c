"""What a notebook shows in a kernel: what was checked is kept, so that each kernel has not to check it anew."""

from __future__ import annotations

import matplotlib
import pytest

from heard.sources.kept import ANEW


@pytest.fixture
def keeps_what_is_checked(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """In a cache of these tests' own, as it is for a user; the fonts that are known stay where they are."""
    monkeypatch.setenv("MPLCONFIGDIR", matplotlib.get_cachedir())
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.delenv(ANEW)
