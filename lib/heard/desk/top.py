"""The line at the top of a notebook: which year is open; and where a cell fails, the one sentence that says why."""

from __future__ import annotations

from dataclasses import dataclass
from types import TracebackType
from typing import Any

from IPython.core.interactiveshell import InteractiveShell
from IPython.display import DisplayHandle
from markupsafe import Markup

from heard.english import day
from heard.errors import FaultError, HeardError
from heard.page.html import code, joined, paragraph, tag
from heard.params import Params
from heard.params.shipped import TEMPLATES
from heard.press.html import PUBLISHED, YEAR

STYLE = TEMPLATES / "lab" / "lab.css"  # how what heard shows looks in JupyterLab, in its light theme and its dark one


def say_errors_in_sentences(shell: InteractiveShell) -> None:
    """From here on, what a user can put right is shown as its one sentence, without a traceback."""
    if not shell.custom_exceptions:  # else a line stands at the top already, and tells
        shell.set_custom_exc((HeardError,), _tell)


def stand_at_the_top(shell: InteractiveShell, params: Params) -> None:
    """Show under the cell that runs which year is open and, if a later cell fails, the sentence that says why."""
    place, about = DisplayHandle(), {YEAR: {"date": params.as_at.isoformat(), "sample": params.sample}}
    place.display(Line(_which(params)), metadata=about)

    def tell(
        shell: InteractiveShell,
        kind: type[Exception],
        error: Exception,
        at: TracebackType,
        tb_offset: int | None = None,
    ) -> None:
        where = tag("strong", f"Stopped at cell [{len(shell.user_ns['In']) - 1}].")
        stopped = paragraph(where, _sentence(error), class_="heard-stopped")
        place.update(Line(joined((stopped, _which(params)))), metadata=about)
        _tell(shell, kind, error, at, tb_offset)

    shell.set_custom_exc((Exception,), tell)


@dataclass(frozen=True)
class Line:
    """What stands at the top: for who works in the notebook, and never published."""

    words: Markup

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        style = Markup("<style>{}</style>").format(Markup(STYLE.read_text(encoding="utf-8")))
        shown = tag("div", style, self.words, class_="heard-top")
        return {"text/html": str(shown), PUBLISHED: "", "text/plain": self.words.striptags()}


def _which(params: Params) -> Markup:
    """The year in a line, so that nobody reads another's figures."""
    period = params.period
    of = f"{day(period.first_day)} to {day(period.last_day)}, as at {day(params.as_at)}"
    sample = tag("strong", "Sample council: invented records.") if params.sample else ""
    return paragraph(tag("strong", f"{params.council}, {period.name}."), f"{of}.", code(params.path.name), sample)


def _sentence(error: Exception) -> str:
    return str(error) if isinstance(error, HeardError) else f"It failed with {type(error).__name__}: {error}."


def _tell(
    shell: InteractiveShell, kind: type[Exception], error: Exception, at: TracebackType, tb_offset: int | None = None
) -> None:
    if isinstance(error, HeardError) and not isinstance(error, FaultError):
        shell._showtraceback(kind, error, [str(error)])
    else:
        shell.showtraceback((kind, error, at), tb_offset=tb_offset)
