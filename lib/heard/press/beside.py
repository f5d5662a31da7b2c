"""What a second process does while a run goes on, so that two cores of a machine are used."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from pickle import PicklingError

from heard.errors import RunError

Wait = Callable[[], None]


@contextmanager
def deaf_when_started() -> Iterator[None]:
    """Processes that are started meanwhile do not hear Ctrl-C: the first one does, and ends them."""
    if not hasattr(signal, "pthread_sigmask"):  # on Windows
        yield
        return
    resource_tracker.ensure_running()  # Python starts it with the first of them, and lets Ctrl-C be heard again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # which they keep, and for this one is later
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def beside(work: Callable[..., None], workers: int) -> Iterator[Callable[..., Wait]]:
    """Calls `work` once, with whatever it is given; what that gives back waits until it is done.

    With one worker it is called here, and at once. With more, in a process that is started now, so that what it imports
    is there when it is wanted, and that ends with this one. What was raised there is raised where it is waited for;
    RunError where the process was ended from outside.
    """
    if workers == 1:
        yield partial(_at_once, work)
        return
    spawned = get_context("spawn")  # as on Windows: a process forked from one that has threads may never end
    ours, theirs = spawned.Pipe()
    process = spawned.Process(target=_called, args=(theirs, work), daemon=True)
    with deaf_when_started():
        process.start()
    theirs.close()

    def call(*given: object) -> Wait:
        try:
            ours.send(given)
        except OSError as error:
            raise _ended() from error
        return lambda: _wait(ours)

    try:
        yield call
    finally:
        ours.close()
        process.terminate()
        process.join()


def _at_once(work: Callable[..., None], *given: object) -> Wait:
    work(*given)
    return lambda: None


def _wait(connection: Connection) -> None:
    try:
        error = connection.recv()
    except (EOFError, OSError) as closed:
        raise _ended() from closed
    if error is not None:
        raise error


def _ended() -> RunError:
    found = "its second process was ended from outside"
    return RunError("the run", found, "Run it again with --workers 1, as two need more memory")


def _called(connection: Connection, work: Callable[..., None]) -> None:
    """In the second process: wait for what the work is given, and say what became of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # on Windows too
    try:
        given = connection.recv()
    except EOFError:  # it was not wanted
        return
    raised = None
    try:
        work(*given)
    except Exception as error:
        raised = error
    with suppress(AttributeError, PicklingError):  # of what cannot be sent, no more is told than that this one ended
        connection.send(raised)
