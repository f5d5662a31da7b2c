"""`heard map` in JupyterLab: the proposal as fields to choose in, with what follows from each choice below them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import ipywidgets

from heard.answers.canonical_file import CanonicalFile, write_together
from heard.answers.mapping_choices import (
    LEFT_OUT,
    OPEN,
    answers_to,
    names_alike,
    place,
    places_of,
    word,
    words_of_ours,
    words_of_theirs,
)
from heard.answers.mapping_records import (
    COLUMNS,
    Mapped,
    column_rows,
    counts,
    map_into,
    mapped_by,
    preview,
    proposed,
    what_was_found,
)
from heard.answers.mapping_text import Setting
from heard.answers.proposal import Proposal, Question, unsettled_orders
from heard.errors import HeardError, ParamsError
from heard.model.reconciled import DIFFERENT, SAME, Doubt
from heard.page.blocks import Block, Blocks, bullets, flow, paragraph, table
from heard.page.output import Shown
from heard.page.to_html import html_of
from heard.params import Params
from heard.sources.find import HIDDEN, entries
from heard.sources.settled import SETTLED
from heard.sources.strays import TABULAR

SETTLED_COLUMNS = ("kind", "a", "b", "answer", "settled_on")
NOT_LISTED = '<span class="heard-not-listed" role="status">This is not in the list, and nothing is chosen by it.</span>'
STYLE = (
    "<style>.heard-not-listed {display: none; color: #a00}"
    " .heard-field:has(.jpwidgets-invalidComboValue) .heard-not-listed {display: inline}</style>"
)
WIDE = {"description_width": "18em"}
Choice = tuple[str, ...]  # what is chosen of: the kind of field, and what it is about


@dataclass
class MappingFields:
    """A file of the records, what heard proposes of it, and what has been chosen so far."""

    params: Params
    file: str
    with_fields: bool
    chosen: dict[Choice, str] = field(default_factory=dict)
    _followers: list[tuple[Any, Callable[[], Blocks]]] = field(default_factory=list)
    _boxes: list[tuple[Any, Callable[[], Iterator[Any]]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        names = self.files
        if not self.file and not names:
            found = "its records hold no file that could be mapped"
            raise ParamsError(self.params.path, found, "Put the export into the records folder, or name it: `file`")
        self._open(self.file or names[0])

    @property
    def files(self) -> tuple[str, ...]:
        """The files of the records folders that may hold tables."""
        every = (path for folder in self.params.record_folders for path in entries(folder))
        tabular = (path for path in every if path.suffix.casefold() in TABULAR)
        return tuple(path.name for path in tabular if not path.name.startswith(HIDDEN))

    def _open(self, name: str) -> None:
        places = (folder / name for folder in self.params.record_folders)
        self.file, self.path = name, next((path for path in places if path.exists()), Path(name))
        self.proposal: Proposal = proposed(self.path)
        self.chosen.clear()

    # what follows from the choices

    @property
    def questions(self) -> tuple[Question, ...]:
        """What heard asks of the file, the order of day and month last."""
        return (*self.proposal.questions, *unsettled_orders(self.proposal))

    @property
    def settings(self) -> tuple[Setting, ...]:
        """The keys of the mapping that the choices come to, in the order in which they stand."""
        return tuple(self._settings())

    def _settings(self) -> Iterator[Setting]:
        for question in self.questions:
            yield from answers_to(question, self.proposal).get(self.chosen.get(("question", question.text), ""), ())
        for theirs, ours in ((key[1], answer) for key, answer in self.chosen.items() if key[0] == "column"):
            yield from place(self.proposal, theirs, ours)
        for choice, answer in self.chosen.items():
            if choice[0] == "word" and answer != OPEN:
                yield word(self.proposal, choice[1], choice[2], answer)

    @property
    def mapped(self) -> Mapped:
        """What the file becomes by the choices. HeardError where it cannot become anything."""
        return mapped_by(self.proposal, self.settings)

    def choose(self, choice: Choice, answer: str) -> None:
        """Take a choice, and show what follows from it."""
        self.chosen[choice] = answer
        self._follow()

    def _follow(self) -> None:
        for shown, blocks in self._followers:
            shown.value = html_of(blocks())

    # what a notebook shows

    def columns(self) -> object:
        """Where each column goes, with how sure that is and why; a field for each of theirs, and for each question."""
        return self._shown(self._column_blocks, self._file_field, self._column_fields)

    def words(self) -> object:
        """Which of our words each of theirs is, in columns of listed words."""
        return self._shown(self._word_blocks, self._word_fields)

    def spellings(self) -> object:
        """Names that may be one: the same, or different."""
        return self._shown(self._name_blocks, self._name_fields)

    def preview(self) -> object:
        """Ten rows as heard will see them, what is counted of all, and what is still to settle."""
        return self._shown(self._preview_blocks)

    def write(self) -> object:
        """A button that writes the mapping beside the params file; in a run, what it would write."""
        if not self.with_fields:
            return Shown(flow(paragraph("Nothing is written in a run. This is the mapping:"), self._text_block()))
        button, said = ipywidgets.Button(description="Write the mapping"), ipywidgets.HTML()
        button.on_click(lambda _: setattr(said, "value", html_of(flow(paragraph(self._written())))))
        return ipywidgets.VBox([button, said])

    def _shown(self, blocks: Callable[[], Blocks], *fields: Callable[[], Sequence[Any]]) -> object:
        """Blocks, and in JupyterLab the fields above them, which they follow."""
        safe = partial(self._or_why_not, blocks)
        if not self.with_fields:
            return Shown(safe())
        follower = ipywidgets.HTML(value=html_of(safe()))
        self._followers.append((follower, safe))
        return ipywidgets.VBox([ipywidgets.HTML(STYLE), *(each for some in fields for each in some()), follower])

    def _or_why_not(self, blocks: Callable[[], Blocks]) -> Blocks:
        try:
            return blocks()
        except HeardError as error:
            return flow(paragraph(str(error)))

    def _column_blocks(self) -> Blocks:
        lines = [what_was_found(self.proposal.seen)]
        rows = list(column_rows(self.mapped))
        return flow(paragraph(*lines), table("Where the columns go", COLUMNS, rows))

    def _word_blocks(self) -> Blocks:
        rows = [
            (ours, theirs, self.chosen.get(("word", ours, theirs), answer))
            for (ours, theirs), answer in words_of_theirs(self.proposal).items()
        ]
        if not rows:
            return flow(paragraph("Every listed word of theirs is a word of ours."))
        return flow(table("Which of our words theirs are", ("our column", "their word", "our word"), rows))

    def _name_blocks(self) -> Blocks:
        rows = [(a, b, self.chosen.get(("name", a, b), OPEN)) for a, b in names_alike(self.proposal)]
        if not rows:
            return flow(paragraph("No two names look like one."))
        return flow(table("Names that may be one", ("name", "perhaps the same", "answer"), rows))

    def _preview_blocks(self) -> Blocks:
        mapped = self.mapped
        head, *rows = preview(mapped)
        said = [paragraph(line) for line in counts(mapped)]
        left: Block | None = bullets(list(self._to_settle(mapped)))
        title = paragraph("To settle:") if left else None
        return flow(table("Ten rows as heard will see them", head, rows), said, title, left)

    def _to_settle(self, mapped: Mapped) -> Iterator[str]:
        named = [self.chosen.get(("name", a, b), OPEN) for a, b in names_alike(self.proposal)]
        of_names = {each.text for each in self.proposal.questions if each.names}
        yield from (text for text in mapped.to_settle if text not in of_names or OPEN in named)

    def _text_block(self) -> Blocks:
        return self._or_why_not(lambda: flow(bullets([line for line in self.mapped.text.splitlines() if line])))

    # the fields

    def _file_field(self) -> Sequence[Any]:
        if self.file not in self.files:
            return ()
        return (self._field("File", self.files, self.file, self._another_file),)

    def _another_file(self, name: str) -> None:
        try:
            self._open(name)
        except HeardError as error:
            self._followers[0][0].value = html_of(flow(paragraph(str(error))))
            return
        for box, fields in self._boxes:
            box.children = tuple(fields())
        self._follow()

    def _column_fields(self) -> Sequence[Any]:
        return self._box(self._each_column)

    def _word_fields(self) -> Sequence[Any]:
        return self._box(self._each_word)

    def _name_fields(self) -> Sequence[Any]:
        return self._box(self._each_name)

    def _box(self, fields: Callable[[], Iterator[Any]]) -> Sequence[Any]:
        box = ipywidgets.VBox(list(fields()))
        self._boxes.append((box, fields))
        return (box,)

    def _each_column(self) -> Iterator[Any]:
        for question in self.questions:
            if answers := answers_to(question, self.proposal):
                yield ipywidgets.HTML(html_of(flow(paragraph(question.text))))
                label = f"Answer: {', '.join(question.theirs) or 'days'}"
                yield self._choice(("question", question.text), label, (OPEN, *answers), OPEN)
        ours = (*self.proposal.table.columns, LEFT_OUT)
        for theirs, where in places_of(self.proposal).items():
            yield self._choice(("column", theirs), theirs, ours, where)

    def _each_word(self) -> Iterator[Any]:
        for (ours, theirs), answer in words_of_theirs(self.proposal).items():
            options = (*words_of_ours(self.proposal, ours), OPEN)
            yield self._choice(("word", ours, theirs), f"{ours}: {theirs}", options, answer)

    def _each_name(self) -> Iterator[Any]:
        for a, b in names_alike(self.proposal):
            yield self._choice(("name", a, b), f"{a} | {b}", (OPEN, SAME, DIFFERENT), OPEN)

    def _choice(self, choice: Choice, label: str, options: Sequence[str], at_first: str) -> Any:
        return self._field(label, options, self.chosen.get(choice, at_first), partial(self.choose, choice))

    def _field(self, label: str, options: Sequence[str], value: str, take: Callable[[str], None]) -> Any:
        """A field that holds one of a list: what is typed and is not in it is said to be so under it."""
        listed = {"options": tuple(options), "ensure_option": True, "continuous_update": False}
        combobox = ipywidgets.Combobox(description=label, value=value, style=WIDE, **listed)
        combobox.layout.width = "44em"
        combobox.observe(lambda change: take(change["new"]), names="value")
        box = ipywidgets.VBox([combobox, ipywidgets.HTML(NOT_LISTED)])
        box.add_class("heard-field")
        return box

    # what is written

    def _written(self) -> str:
        try:
            place = map_into(self.mapped, self.params.path)
            self._write_names()
        except HeardError as error:
            return str(error)
        return f"Written: {place}, and its line in {self.params.path.name}. Next: 01_check_the_records."

    def _write_names(self) -> None:
        """What was answered of names, beside what was settled before."""
        answers: Mapping[tuple[str, str], str] = {
            (a, b): answer
            for a, b in names_alike(self.proposal)
            if (answer := self.chosen.get(("name", a, b), OPEN)) != OPEN
        }
        if answers:
            file = CanonicalFile(self.params.answers / SETTLED, SETTLED_COLUMNS)
            today = datetime.now(UTC).date().isoformat()
            for (a, b), answer in answers.items():
                file.add(dict(zip(SETTLED_COLUMNS, (Doubt.SPELLING.value, a, b, answer, today), strict=True)))
            write_together({file.path: file.content()})
