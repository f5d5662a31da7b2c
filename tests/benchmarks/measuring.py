"""What the benchmarks share: a piece of work in a process of its own, its time and its peak memory; and a table.

Nothing here is a test. A figure is told as a ratio to a stated baseline of the same run, since machines differ.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from rich.console import Console
from rich.table import Table

os.environ["HEARD_ANEW"] = "1"  # nothing that was kept of another run makes this one quicker
MEGABYTE = 1024  # what the system counts a process's memory in, in kilobytes
TIMES = 5


@dataclass(frozen=True)
class Cost:
    """Seconds of the processor, and on the clock; and the most memory held at once, in megabytes.

    The processor's are those to compare: on a machine that does other work too the clock runs on.
    """

    seconds: float
    clock: float = 0.0
    megabytes: float = 0.0


def in_a_process(code: str, times: int = 1) -> Cost:
    """What some Python costs from the start of its process to the end: the median of several, and the most memory."""
    costs = [_once(code) for _ in range(times)]
    seconds, clock = (median(each) for each in zip(*((cost.seconds, cost.clock) for cost in costs), strict=True))
    return Cost(seconds, clock, max(cost.megabytes for cost in costs))


ITS_OWN = """
import pathlib, resource, sys
{code}
used, status = resource.getrusage(resource.RUSAGE_SELF), pathlib.Path("/proc/self/status")
peak = status.read_text().partition("VmHWM:")[2].split()[0] if status.exists() else used.ru_maxrss
print(used.ru_utime + used.ru_stime, peak, file=sys.stderr)
"""  # on Linux `ru_maxrss` is at least what the process held that started this one


def _once(code: str) -> Cost:
    script = ITS_OWN.format(code=code)
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", script], capture_output=True, text=True, check=True)
    clock = time.perf_counter() - began
    seconds, memory = done.stderr.split()[-2:]
    return Cost(float(seconds), clock, int(memory) / MEGABYTE)


def show(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """One table on the terminal."""
    table = Table(title=title, title_justify="left")
    for place, column in enumerate(columns):
        table.add_column(column, justify="right" if place else "left")
    for row in rows:
        table.add_row(*(f"{cell:,.2f}" if isinstance(cell, float) else str(cell) for cell in row))
    Console(width=110).print(table)
