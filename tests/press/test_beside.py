"""A second process: what it does is done, what it raises arrives, and it ends with the first."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable
from multiprocessing import active_children
from pathlib import Path

import pytest

from heard.errors import RunError
from heard.press.beside import beside

WHO = "import os, pathlib; pathlib.Path({!r}).write_text(str(os.getpid()))"  # the work is `exec`, which runs it


@pytest.mark.parametrize("workers", [1, 2])
def test_what_it_was_given_is_done_once_it_is_waited_for(tmp_path: Path, workers: int) -> None:
    with beside(exec, workers) as do:
        wait = do(WHO.format(str(tmp_path / "who")))
        wait()
        who = int((tmp_path / "who").read_text(encoding="utf-8"))
    assert (who == os.getpid()) is (workers == 1)


@pytest.mark.parametrize("workers", [1, 2])
def test_what_is_raised_there_is_raised_here(tmp_path: Path, workers: int) -> None:
    (tmp_path / "there").mkdir()
    raised = called(os.mkdir, workers, tmp_path / "there")
    assert isinstance(raised, FileExistsError)
    assert (raised.errno, raised.filename) == (errno.EEXIST, str(tmp_path / "there"))


def test_one_that_was_ended_from_outside_is_told_in_a_sentence() -> None:
    raised = called(os.abort, 2)
    assert isinstance(raised, RunError)
    assert "was ended from outside. Run it again with --workers 1" in str(raised)


def test_what_cannot_be_sent_back_is_told_as_one_that_was_ended() -> None:
    assert isinstance(called(exec, 2, "class Odd(Exception): pass\nraise Odd"), RunError)


def called(work: Callable[..., None], workers: int, *given: object) -> Exception | None:
    """What came of it."""
    try:
        with beside(work, workers) as do:
            do(*given)()
    except Exception as raised:
        return raised
    return None


def test_it_is_gone_when_it_was_not_wanted_or_not_waited_for(tmp_path: Path) -> None:
    with beside(exec, 2):
        assert len(active_children()) == 1
    assert active_children() == []
    with beside(exec, 2) as do:
        do("import time; time.sleep(600)")
    assert active_children() == []


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="no such thing is kept from a process here")
def test_it_does_not_hear_ctrl_c_from_its_very_start_and_this_one_does(tmp_path: Path) -> None:
    look = "import pathlib, signal; pathlib.Path({!r}).write_text(str(signal.pthread_sigmask(signal.SIG_BLOCK, [])))"
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [])
    with beside(exec, 2) as do:
        assert signal.pthread_sigmask(signal.SIG_BLOCK, []) == before
        do(look.format(str(tmp_path / "mask")))()
    assert "SIGINT" in (tmp_path / "mask").read_text(encoding="utf-8")
