"""The line at the top of a notebook: which year is open; and where a cell fails, the one sentence that says why."""

from __future__ import annotations

from types import TracebackType

from IPython.core.interactiveshell import InteractiveShell
from IPython.display import DisplayHandle
from markupsafe import Markup

from heard.errors import FaultError, HeardError
from heard.press.html import TEMPLATES
from heard.show.html import Fragment, paragraph, tag

STYLE = TEMPLATES / "lab" / "lab.css"  # how what heard shows looks in JupyterLab, in its light theme and its dark one


def say_errors_in_sentences(shell: InteractiveShell) -> None:
    """From here on, what a user can put right is shown as its one sentence, without a traceback."""
    shell.set_custom_exc((HeardError,), _tell)


def stand_at_the_top(shell: InteractiveShell, words: Markup) -> None:
    """Show the words under the cell that runs; should a later cell fail, the sentence that says why joins them."""
    place = DisplayHandle()
    place.display(_line(words))

    def tell(
        shell: InteractiveShell,
        kind: type[Exception],
        error: Exception,
        at: TracebackType,
        tb_offset: int | None = None,
    ) -> None:
        where = tag("strong", f"Stopped at cell [{shell.execution_count}].")
        place.update(_line(words, paragraph(where, _sentence(error), class_="heard-stopped")))
        _tell(shell, kind, error, at, tb_offset)

    shell.set_custom_exc((Exception,), tell)


def _line(words: Markup, stopped: Markup | str = "") -> Fragment:
    style = Markup("<style>{}</style>").format(Markup(STYLE.read_text(encoding="utf-8")))
    return Fragment(tag("div", style, stopped, paragraph(words), class_="heard-top"))


def _sentence(error: Exception) -> str:
    return str(error) if isinstance(error, HeardError) else f"It failed with {type(error).__name__}: {error}."


def _tell(
    shell: InteractiveShell, kind: type[Exception], error: Exception, at: TracebackType, tb_offset: int | None = None
) -> None:
    if isinstance(error, HeardError) and not isinstance(error, FaultError):
        shell._showtraceback(kind, error, [str(error)])
    else:
        shell.showtraceback((kind, error, at), tb_offset=tb_offset)
