"""Work shared out: in this process, among processes of this machine, or among those of a Dask cluster."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from importlib.util import find_spec
from typing import Any

from heard.errors import RunError

Share = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]
PATIENCE = 10  # seconds for a cluster to answer


@contextmanager
def sharing(workers: int = 1, cluster: str = "") -> Iterator[Share]:
    """A `map` that calls a function for each task, somewhere, and gives back what it gave, in order.

    Raises RunError for a cluster that cannot be used, and where a process was ended from outside.
    """
    if not cluster and workers == 1:
        yield map
        return
    with _executor(workers, cluster) as executor:
        try:
            yield executor.map
        except BrokenProcessPool as error:
            found = "one of the processes was ended from outside"
            raise RunError("the workers", found, "Use fewer with --workers, as each needs memory") from error


def _executor(workers: int, cluster: str) -> AbstractContextManager[Executor]:
    if cluster:
        return _on_cluster(cluster)
    # spawn, as on Windows: a process forked from one that has threads may never end
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))


@contextmanager
def _on_cluster(address: str) -> Iterator[Executor]:
    if find_spec("distributed") is None:
        found = "a cluster needs the package distributed, which is not installed"
        raise RunError(address, found, "Install heard with its extra `cluster`, or use --workers")
    from distributed import Client

    try:
        client = Client(address, timeout=PATIENCE)  # type: ignore[no-untyped-call]  # half of it is typed
    except (OSError, TimeoutError, ValueError) as error:
        found = "no Dask scheduler answers there"
        raise RunError(address, found, "See that it runs and that this machine may reach it") from error
    with client, client.get_executor(pure=False) as executor:  # type: ignore[no-untyped-call]  # likewise
        yield executor
