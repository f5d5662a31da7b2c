"""Work on many machines: an executor of a Dask cluster, if there is one and heard can reach it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from importlib.util import find_spec

from heard.errors import RunError

PATIENCE = 10  # seconds for a cluster to answer


@contextmanager
def on_cluster(address: str, progress: Callable[[str], None] = lambda _: None) -> Iterator[Executor]:
    """An executor whose tasks the workers of a scheduler do; `progress` is told where to watch them.

    A task of a worker that is lost is done by another. Raises RunError where no scheduler answers at the address, or
    the package `distributed` is not installed.
    """
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
        if client.dashboard_link:
            progress(f"The cluster can be watched at {client.dashboard_link}")
        yield executor
