"""What goes wrong is told in one sentence: what a user can put right as it is, anything else by what heard was at."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from heard import cli
from heard.cli.app import app
from heard.errors import FaultError, RecordsError, speaking_of


def refused() -> None:
    with speaking_of("measure feedback_on_time"):
        raise RecordsError("activities.csv", "it is empty", "Fill it")


def broken() -> None:
    with speaking_of("measure feedback_on_time"):
        raise KeyError("closed_on\nand more")


def test_what_a_user_can_put_right_is_told_as_it_is() -> None:
    with pytest.raises(RecordsError, match=r"^activities\.csv: it is empty\. Fill it\.$"):
        refused()


def test_anything_else_says_what_heard_was_at() -> None:
    with pytest.raises(FaultError) as failed:
        broken()
    said = str(failed.value)
    assert said.startswith("measure feedback_on_time: heard could not go on (KeyError: ") and "\n" not in said
    assert failed.value.exit_code == 3 and isinstance(failed.value.__cause__, KeyError)


def test_the_command_keeps_what_led_to_it(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["heard", "break"])
    command = app.command("break")(broken)
    try:
        with pytest.raises(SystemExit) as ended:
            cli.main()
    finally:
        app.registered_commands[:] = [each for each in app.registered_commands if each.callback is not command]
    said = capsys.readouterr().err
    assert ended.value.code == 3 and said.startswith("measure feedback_on_time: heard could not go on")
    kept = Path(said.rpartition(" is in ")[2].strip().removesuffix("."))
    assert "KeyError" in kept.read_text(encoding="utf-8")
