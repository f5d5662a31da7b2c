"""What a terminal shows while a command works."""

from __future__ import annotations

import re
from io import StringIO

from rich.console import Console

from heard.show.terminal import progress


def steps_on(*, terminal: bool) -> str:
    screen = StringIO()
    with progress(Console(file=screen, force_terminal=terminal, width=60)) as begin:
        begin("Checking [the] records")
        begin("Assessing the year")
    return screen.getvalue()


def test_off_a_terminal_each_step_is_a_plain_line_with_the_time() -> None:
    lines = steps_on(terminal=False).splitlines()
    assert [line[9:] for line in lines] == ["Checking [the] records", "Assessing the year"]
    assert all(re.fullmatch(r"\d\d:\d\d:\d\d", line[:8]) for line in lines)


def test_on_a_terminal_each_step_ends_with_a_mark_and_how_long_it_took() -> None:
    last = [line for line in steps_on(terminal=True).splitlines() if "✓" in line][-2:]
    assert "Checking [the] records" in last[0]
    assert all("0:00:00" in line for line in last)
