"""Whether a report would come out as it is: one word for all that it is made from, and for what was published."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from heard.history.published_reports import READ_OF_PREVIOUS, manifest_of
from heard.params import Params
from heard.params.shipped import CONTRACTS, NOTEBOOKS, PACKAGE, SHIPPED, TEMPLATES
from heard.params.written import is_there
from heard.sources.checked import sha256_of
from heard.year.steps import files_of_records

HEARD = (PACKAGE, SHIPPED / "params", CONTRACTS, NOTEBOOKS, TEMPLATES)
LEFT_BY_RUNNING = ("__pycache__", ".ipynb_checkpoints")


def fingerprint(params: Params) -> str | None:
    """Another word as soon as anything differs that could change the report; None where that cannot be known.

    It reads the params and what they say, every file that the records could be read from, what is read of last year's
    report, all that heard itself consists of, and the version of every package. What lies in a database it cannot
    read so.
    """
    if any("://" in written for written in params.records):
        return None
    said = hashlib.sha256()
    for line in (repr(params), platform.platform(), platform.python_version(), *_packages(), *_files(params)):
        said.update(f"{line}\n".encode(errors="surrogateescape"))  # a file's name need not be UTF-8
    return said.hexdigest()


def unchanged_since(params: Params, report: Path) -> datetime | None:
    """When the published `report` was made, where a run would make it again as it is; else None.

    It would not where anything differs that it was made from, or a published file is gone or was altered.
    """
    try:
        made = manifest_of(report)
        same = made["fingerprint"] is not None and made["fingerprint"] == fingerprint(params)
        found = [(report / file["file"], file["sha256"]) for file in made["published"]]
        found += [(params.path.parent / file["file"], file["sha256"]) for file in made["inputs"]]
        whole = same and all(sha256_of(path) == sha256 for path, sha256 in found)
        return datetime.fromisoformat(made["run"]["started_at"]) if whole else None
    except (OSError, ValueError, KeyError, TypeError):  # no report of heard's, or not as it was written
        return None


@cache
def _packages() -> list[str]:
    """Each package and its version, as they were when this process first looked: it goes on with those it has."""
    about = (each.metadata for each in distributions())  # which is read anew whenever it is asked for
    return sorted(f"{each['Name']} {each['Version']}" for each in about)


def _files(params: Params) -> Iterator[str]:
    """Each file that could change the report, with its hash."""
    paper = params.committee_paper if params.committee_paper.is_file() else None
    before = [params.previous / name for name in READ_OF_PREVIOUS] if params.previous else []
    for path in filter(None, (params.path, params.commentary, paper, *filter(is_there, before))):
        yield f"{path} {params.read.sha256(path)}"
    for each in files_of_records(params):
        yield f"{each.path} {each.name} {each.content}"
    for folder in HEARD:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not {*path.parts} & {*LEFT_BY_RUNNING}:
                yield f"{path} {params.read.sha256(path)}"
