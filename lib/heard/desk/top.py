"""The line at the top of a notebook: which year is open; and where a cell fails, the one sentence that says why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from IPython.core.completer import CompletionContext, SimpleCompletion, SimpleMatcherResult, context_matcher
from IPython.core.interactiveshell import InteractiveShell
from IPython.display import DisplayHandle

from heard.english import day
from heard.errors import FaultError, HeardError
from heard.model.standards import NAMES
from heard.page.blocks import Blocks, code, flow, paragraph, strong, text_of
from heard.page.output import BLOCKS, YEAR, to_json
from heard.page.to_html import element, html_of
from heard.params import Params
from heard.params.shipped import TEMPLATES

WHAT_IF = re.compile(r"\bwhat_if\([^()]*$")  # brackets of `what_if` that are still open
ANEW = "A file of this year was changed since this folder was last used: all of it was read anew."
STYLE = TEMPLATES / "lab" / "lab.css"  # how what heard shows looks in JupyterLab, in its light theme and its dark one


def say_errors_in_sentences(shell: InteractiveShell) -> None:
    """From here on, what a user can put right is shown as its one sentence, without a traceback."""
    if not shell.custom_exceptions:  # else a line stands at the top already, and tells
        shell.set_custom_exc((HeardError,), _tell)


def stand_at_the_top(shell: InteractiveShell, params: Params, *, is_anew: bool = False) -> None:
    """Show under the cell that runs which year is open and, if a later cell fails, the sentence that says why.

    It says where all `is_anew`: read and checked again, since a file is another than it was for this folder before.
    """
    which = flow(_which(params), paragraph(ANEW) if is_anew else None)
    place, about = DisplayHandle(), {YEAR: {"date": params.as_at.isoformat(), "sample": params.sample}}
    place.display(TopLine(which), metadata=about)

    def tell(
        shell: InteractiveShell,
        kind: type[Exception],
        error: Exception,
        at: TracebackType,
        tb_offset: int | None = None,
    ) -> None:
        where = strong(f"Stopped at cell [{len(shell.user_ns['In']) - 1}].")
        stopped = paragraph(where, _sentence(error), kind="heard-stopped")
        place.update(TopLine(flow(stopped, which)), metadata=about)
        _tell(shell, kind, error, at, tb_offset)

    shell.set_custom_exc((Exception,), tell)


def complete_figures(shell: InteractiveShell) -> None:
    """From here on the Tab key finds the figures of the standards within `show.what_if(`."""
    if figures_of_what_if not in shell.Completer.custom_matchers:
        shell.Completer.custom_matchers.append(figures_of_what_if)


@context_matcher()  # type: ignore[untyped-decorator]  # IPython leaves it so
def figures_of_what_if(context: CompletionContext) -> SimpleMatcherResult:
    """The figures whose names begin as what is written within the brackets of `what_if`."""
    is_within = WHAT_IF.search(context.text_until_cursor) is not None
    names = [f"{name}=" for name in NAMES if is_within and name.startswith(context.token)]
    return {"completions": [SimpleCompletion(name, type="param") for name in names]}


@dataclass(frozen=True)
class TopLine:
    """What stands at the top: for who works in the notebook, and never published."""

    blocks: Blocks

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        style = element("style", STYLE.read_text(encoding="utf-8"))
        line = element("div", style + html_of(self.blocks), class_="heard-top")
        return {"text/html": line, BLOCKS: to_json(()), "text/plain": text_of(self.blocks, " ")}


def _which(params: Params) -> Blocks:
    """The year in a line, so that nobody reads another's figures."""
    period = params.period
    of = f"{day(period.first_day)} to {day(period.last_day)}, as at {day(params.as_at)}"
    sample = strong("Sample council: invented records.") if params.sample else None
    return flow(paragraph(strong(f"{params.council}, {period.name}."), f"{of}.", code(params.path.name), sample))


def _sentence(error: Exception) -> str:
    return str(error) if isinstance(error, HeardError) else f"It failed with {type(error).__name__}: {error}."


def _tell(
    shell: InteractiveShell, kind: type[Exception], error: Exception, at: TracebackType, tb_offset: int | None = None
) -> None:
    if isinstance(error, HeardError) and not isinstance(error, FaultError):
        shell._showtraceback(kind, error, [str(error)])
    else:
        shell.showtraceback((kind, error, at), tb_offset=tb_offset)
