from __future__ import annotations

from types import SimpleNamespace

import pytest

from heard.desk import welcome
from heard.desk.welcome import shown_steps


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a reader saw below the cell, one after the other."""
    seen: list[str] = []
    place = SimpleNamespace(display=print, update=lambda fragment: seen.append(str(fragment.html)))
    monkeypatch.setattr(welcome, "DisplayHandle", lambda: place)
    return seen


def test_a_step_is_seen_when_it_begins_and_its_seconds_when_it_has_ended(shown: list[str]) -> None:
    with shown_steps() as begin:
        begin("Checking")
        begin("Writing")
    assert shown == [
        "<ul><li>… <strong>Checking</strong></li></ul>",
        "<ul><li>✓ Checking: 1 second</li><li>… <strong>Writing</strong></li></ul>",
        "<ul><li>✓ Checking: 1 second</li><li>✓ Writing: 1 second</li></ul>",
    ]


def stopped_in_the_second_step() -> None:
    with shown_steps() as begin:
        begin("Checking")
        begin("Writing")
        raise KeyError("closed_on")


def test_the_step_that_failed_says_so(shown: list[str]) -> None:
    with pytest.raises(KeyError):
        stopped_in_the_second_step()
    assert shown[-1] == "<ul><li>✓ Checking: 1 second</li><li>✗ Writing: stopped here</li></ul>"
