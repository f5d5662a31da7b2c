"""Names that the Tab key finds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from heard.errors import ParamsError, did_you_mean
from heard.page.blocks import bullets, code, flow
from heard.page.output import Shown


class UnknownNameError(ParamsError, AttributeError):
    """A name there is not: one sentence for a reader, and for Python an attribute that is not there."""


class Names:
    """Names of one kind: as attributes (`PROMISE_3` for `PROMISE-3`), as keys, and one after the other."""

    def __init__(self, kind: str, names: Iterable[str]) -> None:
        self._kind = kind
        self._names = {re.sub(r"\W", "_", name): name for name in names}

    def __getattr__(self, name: str) -> str:
        if name.startswith("_"):
            raise AttributeError(name)
        return self[name]

    def __getitem__(self, name: str) -> str:
        known = {key.casefold(): as_written for key, as_written in self._names.items()}
        as_written = known.get(re.sub(r"\W", "_", name.strip()).casefold())
        if as_written is None:
            where, what = f"{self._kind} {name!r}", f"there is no {self._kind} of that name"
            raise UnknownNameError(where, what, did_you_mean(name, self._names.values()))
        return as_written

    def __iter__(self) -> Iterator[str]:
        return iter(self._names.values())

    def __dir__(self) -> list[str]:
        return list(self._names)

    def _ipython_key_completions_(self) -> list[str]:
        return list(self)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return Shown(flow(bullets([code(name) for name in self])))._repr_mimebundle_()
