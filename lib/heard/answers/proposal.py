"""Which of their columns is which of ours: a proposal with a reason for each, and what only a person can settle."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import permutations
from statistics import median

from heard.answers.column_names import name_score, speaks_against, words_of
from heard.contracts.spellings import perhaps_one_name
from heard.english import some
from heard.model.mapping import DAY_FIRST, MONTH_FIRST, SERIAL, names_a_person
from heard.model.spelling import as_word
from heard.model.tables import DAYS, RESPONSES, TABLES, ColumnSpec, Kind, TableSpec
from heard.sources.cells import cell_reader
from heard.sources.days import orders_of
from heard.sources.looking import ColumnSeen, LookedAt

SURE, LIKELY, ASK = "sure", "likely", "ask"
HALF = 0.5
MOST_DAYS = 400
FEW = 10  # rows: of so few every service may be another
LONG = 150
KINDS_ALIKE = 0.6  # of the cells, for a column that is placed by its name
NAMES_OF_PERSONS = re.compile(r"officer|contact|email|e-mail|phone|consultant|author|signed", re.IGNORECASE)
SYNONYMS: Mapping[str, Mapping[str, str]] = {
    "level": {
        "consultation": "consult",
        "consulting": "consult",
        "co-production": "coproduce",
        "information": "inform",
    },
    "run_by": {"county council": "council", "partnership": "jointly"},
}
SYNONYMS_OF_YES_AND_NO = {"y": "yes", "n": "no", "true": "yes", "false": "no", "1": "yes", "0": "no"}


@dataclass(frozen=True)
class Placed:
    """One canonical column, and where it comes from: one of their columns or several, how sure that is, and why."""

    ours: str
    theirs: tuple[str, ...]
    sure: str
    why: str
    joined_with: str | None = None
    written_as: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


class Unsure(StrEnum):
    """What a question is about."""

    BOTH_DAYS = "whether two columns are the days of opening and closing"
    OPENING = "which column is the day of opening"
    A_LATER_DAY = "what a day after closing is"
    BLANKS = "what a blank means in a column of another table"
    WORDS = "which of our words theirs are"
    FED_BACK = "which column of yes and no says that people were told the result"
    NAMES = "whether two names are one"
    ORDER = "whether the day comes first, or the month"


@dataclass(frozen=True)
class Question:
    """What only a person can settle: in words, and the columns of theirs that it is about.

    Of a column of listed words: our column, and their words that are none of ours. Of names: those that may be one.
    """

    text: str
    unsure: Unsure
    theirs: tuple[str, ...] = ()
    ours: str = ""
    words: tuple[str, ...] = ()
    names: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Proposal:
    """What heard makes of a file, for one table."""

    seen: LookedAt
    table: TableSpec
    placed: tuple[Placed, ...]
    questions: tuple[Question, ...]
    nearest: tuple[str, ...] = ()  # columns that come nearest to a day, where none is that of opening

    @property
    def left(self) -> tuple[str, ...]:
        """Their columns that have no place, less those of a question."""
        taken = {name for each in self.placed for name in each.theirs} | set(self.asked)
        return tuple(name for name in self.seen.names if name not in taken)

    @property
    def asked(self) -> tuple[str, ...]:
        """Their columns that stand under a question and have no place."""
        taken = {name for each in self.placed for name in each.theirs}
        return tuple(dict.fromkeys(name for each in self.questions for name in each.theirs if name not in taken))

    def of(self, ours: str) -> Placed | None:
        """Where one of our columns comes from."""
        return next((each for each in self.placed if each.ours == ours), None)


def propose(seen: LookedAt, table: str | None = None) -> Proposal:
    """What a file becomes: the table that is named, or whose bold columns it has most of."""
    if table is not None:
        return _for_table(seen, TABLES[table])
    called = as_word(seen.sheet or seen.path.stem).replace(" ", "_")
    if called in TABLES:
        return _for_table(seen, TABLES[called])
    register = _for_table(seen, TABLES["activities"])
    if register.of("activity_id") and register.of("opened_on"):
        return register
    others = [_for_table(seen, TABLES[name]) for name in (RESPONSES, "feedback", "channels", "board_meetings")]
    best = max(others, key=_bold_placed)
    return best if _bold_placed(best) == 1 and _bold_placed(register) < 1 else register


def _bold_placed(proposal: Proposal) -> float:
    return sum(proposal.of(name) is not None for name in proposal.table.required) / len(proposal.table.required)


def _for_table(seen: LookedAt, table: TableSpec) -> Proposal:
    return _Proposing(seen, table).proposal()


class _Proposing:
    """A proposal while it is made: each of their columns is taken once."""

    def __init__(self, seen: LookedAt, table: TableSpec) -> None:
        self.seen, self.table = seen, table
        self.placed: dict[str, Placed] = {}
        self.questions: list[Question] = []
        self.nearest: tuple[str, ...] = ()

    def proposal(self) -> Proposal:
        for column in self.free():  # a name of ours is what it says, wherever it has cells of its kind
            if column.name in self.table.columns and self.of_kind(column, self.table.columns[column.name]):
                self.place(column.name, column, SURE, "our own name")
        if self.table.name == "activities":
            self.days()
            self.best("url", self.address_score, _is_address)
            self.id()
            self.best("title", self.title_score, _could_be_title)
            self.service()
            if "activity_id" not in self.placed:
                self.title_and_day()
        self.others()
        self.spellings()
        order = [*self.table.columns]
        placed = tuple(sorted(self.placed.values(), key=lambda each: order.index(each.ours)))
        return Proposal(self.seen, self.table, placed, tuple(self.questions), self.nearest)

    def free(self) -> list[ColumnSeen]:
        """Their columns that have no place yet, and are not asked about."""
        taken = {name for each in self.placed.values() for name in each.theirs}
        taken |= {name for each in self.questions for name in each.theirs}
        return [column for column in self.seen.columns if column.name not in taken]

    def place(self, ours: str, column: ColumnSeen, sure: str, why: str, *, form: str = "") -> None:
        if ours not in self.placed:
            self.placed[ours] = Placed(
                ours, (column.name,), sure, why, written_as=form or _form(column, self.table, ours)
            )

    def of_kind(self, column: ColumnSeen, spec: ColumnSpec) -> bool:
        """Whether enough of a column's cells are what ours holds."""
        if not column.filled_cells or (self.table.name == RESPONSES and names_a_person(column.name)):
            return False
        if spec.kind in DAYS:
            return column.share_of_days >= KINDS_ALIKE
        if spec.kind in (Kind.WORD, Kind.YES_NO, Kind.WORDS):
            return words_for(column, spec) is not None
        if spec.name == "url":
            return column.share_of(lambda cell: cell.startswith(("http", "www.", "/"))) >= KINDS_ALIKE
        read = cell_reader(spec)
        return read is None or column.share_of(lambda cell: read(cell)[0] is not None) >= KINDS_ALIKE

    # the days of opening and closing

    def days(self) -> None:
        columns = [c for c in self.free() if c.share_of_days >= KINDS_ALIKE and c.filled >= 0.3]
        opened = next((c for c in self.seen.columns if self.is_placed("opened_on", c)), None)
        closed = next((c for c in self.seen.columns if self.is_placed("closed_on", c)), None)
        if opened and not closed:
            columns = [opened, *columns]
        pairs = (
            []
            if closed
            else sorted(filter(None, (_pair(*two) for two in permutations(columns, 2))), reverse=True, key=_score)
        )
        if opened:
            pairs = [pair for pair in pairs if pair.first is opened]
        if pairs:
            best, ahead = pairs[0], pairs[0].score - (pairs[1].score if len(pairs) > 1 else 0)
            named = min(name_score("opened_on", best.first.name), name_score("closed_on", best.later.name))
            either = max(name_score("opened_on", best.first.name), name_score("closed_on", best.later.name))
            if (named >= HALF and ahead >= 0.2) or either >= HALF or len(columns) == 2:
                sure = SURE if named >= HALF and ahead >= 0.2 else LIKELY
                self.place("opened_on", best.first, sure, best.why)
                self.place("closed_on", best.later, sure, f"on or after {best.first.name}")
                self.after_closing(best.later)
            else:
                names = (best.first.name, best.later.name)
                text = f"{names[0]}, {names[1]}: {best.why}. Are these the days of opening and closing?"
                self.questions.append(Question(text, Unsure.BOTH_DAYS, names))
        elif not opened:
            self.one_day(columns)
        if closed:
            self.after_closing(closed)

    def is_placed(self, ours: str, column: ColumnSeen) -> bool:
        found = self.placed.get(ours)
        return found is not None and column.name in found.theirs

    def one_day(self, columns: Sequence[ColumnSeen]) -> None:
        """Without a pair of days: one that is called so, three columns of a day, or what comes nearest."""
        named = _named_most("opened_on", [c for c in columns if name_score("closed_on", c.name) < HALF])
        alone = len(columns) == 1 and name_score("closed_on", columns[0].name) < HALF
        if len(named) == 1 or (alone and name_score("opened_on", columns[0].name) >= 0):
            column = (named or columns)[0]
            self.place("opened_on", column, LIKELY, "the one column of days that could be")
            closing = _named_most("closed_on", [c for c in self.free() if c in columns])
            if len(closing) == 1:
                self.place("closed_on", closing[0], LIKELY, "its name")
            return
        by_word: dict[str, ColumnSeen] = {
            word: c for c in self.free() for word in ("year", "month", "day") if as_word(c.name) == word
        }
        if len(by_word) == len(("year", "month", "day")):
            names = tuple(by_word[word].name for word in ("year", "month", "day"))
            self.placed["opened_on"] = Placed("opened_on", names, LIKELY, "a day in three columns", "-", "%Y-%m-%d")
            return
        self.nearest = tuple(
            c.name for c in self.seen.columns if c.share_of_days > 0.1 or by_word.get(as_word(c.name)) is c
        )
        if columns:
            text = f"{', '.join(c.name for c in columns)}: days. Which is the day of opening?"
            self.questions.append(Question(text, Unsure.OPENING, tuple(c.name for c in columns)))

    def after_closing(self, closing: ColumnSeen) -> None:
        """Another day after closing is a question, but for what is said to be expected."""
        for column in [c for c in self.free() if c.share_of_days >= KINDS_ALIKE]:
            both = [(a.day, b.day) for a, b in zip(closing.days, column.days, strict=True) if a and b]
            if len(both) < 3:
                continue
            share = sum(first <= then for first, then in both) / len(both)
            if share >= 0.9 and re.search(r"expected", column.name, re.IGNORECASE):
                self.place("promised_feedback_on", column, LIKELY, "a day after closing, and its name says expected")
            elif share >= 0.9 and PUBLISHED.search(column.name):
                self.questions.append(_of_blanks(column))
            elif share >= 0.9:
                text = (
                    f"{column.name}: a day after closing in {share:.0%} of {len(both):,} rows. "
                    "Decided, planned, promised, or published? Only you can say."
                )
                self.questions.append(Question(text, Unsure.A_LATER_DAY, (column.name,)))

    # one column by its name and its cells

    def best(self, ours: str, score: Callable[[ColumnSeen], float], could_be: Callable[[ColumnSeen], bool]) -> None:
        """The column that scores highest: sure with its name, and ahead of the next."""
        if ours in self.placed:
            return
        ranked = sorted(((score(c), c) for c in self.free() if could_be(c)), key=lambda each: -each[0])
        if not ranked:
            self.by_name_alone(ours)
            return
        top, column = ranked[0]
        ahead = top - (ranked[1][0] if len(ranked) > 1 else 0)
        named = name_score(ours, column.name)
        if top <= HALF:
            return
        sure = SURE if named >= HALF and ahead >= 0.15 else LIKELY
        self.place(ours, column, sure, "its name" if named >= HALF else "what stands in it")

    def by_name_alone(self, ours: str) -> None:
        """A column that is called so, where what stands in none speaks for it."""
        named = [c for c in self.free() if name_score(ours, c.name) >= HALF and c.filled >= 0.8 and not c.share_of_days]
        if named and ours == "title":
            self.place(ours, max(named, key=lambda c: name_score(ours, c.name)), LIKELY, "its name")

    def address_score(self, column: ColumnSeen) -> float:
        page = re.search(r"consult|page", column.name, re.IGNORECASE) is not None
        return (
            name_score("url", column.name)
            + 0.1 * (words_of(column.name)[-1:] == ["en"])
            + HALF * column.unlike
            + 0.3 * column.filled
            + 0.4 * page
        )

    def title_score(self, column: ColumnSeen) -> float:
        length = 0.3 * (15 <= column.letters <= 160)
        shape = 0.6 * column.unlike + HALF * column.share_of_words + length + 0.2 * column.filled
        return name_score("title", column.name) + shape - HALF * column.share_of_html

    def id(self) -> None:
        """A column that is called so and is unlike, or that makes rows unlike with the column of fewest values."""
        if "activity_id" in self.placed:
            return
        named = [
            c for c in self.free() if name_score("activity_id", c.name) >= HALF and c.filled >= 0.98 and c.letters <= 40
        ]
        # a name that begins with `_` is of the database that the file was taken from, which numbers its rows anew
        named.sort(key=lambda c: (c.name.startswith("_"), -name_score("activity_id", c.name) - c.unlike))
        for column in named:
            repeats = len(column.cells) - len(column.different)
            if repeats <= 0.005 * len(column.cells):
                why = f"filled and unlike in {some(len(column.different), 'rows')}"
                why += f"; {repeats} repeat another" if repeats else ""
                self.place("activity_id", column, SURE if name_score("activity_id", column.name) == 1 else LIKELY, why)
                return
        for column in named:
            for other in sorted(self.free(), key=lambda c: len(c.different)):
                pairs = set(zip(other.cells, column.cells, strict=True))
                if (
                    other is not column
                    and other.filled >= 0.98
                    and other.letters <= 40
                    and len(pairs) == len(column.cells)
                ):
                    why = f"unlike in {len(pairs):,} rows, together"
                    names = (other.name, column.name)
                    self.placed["activity_id"] = Placed("activity_id", names, LIKELY, why, "/")
                    return

    def title_and_day(self) -> None:
        """Where no column is an id: the title with the day of opening, if they make rows unlike."""
        title, opened = self.placed.get("title"), self.placed.get("opened_on")
        if title is None or opened is None or len(opened.theirs) > 1:
            return
        by_name = {c.name: c for c in self.seen.columns}
        pairs = set(zip(by_name[title.theirs[0]].cells, by_name[opened.theirs[0]].cells, strict=True))
        if len(pairs) >= 0.995 * len(self.seen.records):
            why = "no column is an id; these two make rows unlike"
            self.placed["activity_id"] = Placed("activity_id", (title.theirs[0], opened.theirs[0]), LIKELY, why, " ")

    def service(self) -> None:
        if "service" in self.placed:
            return

        def score(column: ColumnSeen) -> float:
            rest = 0.4 * column.share_of_words + 0.2 * column.filled + 0.2 * (1 - column.unlike)
            return name_score("service", column.name) + rest

        could_be = [
            c
            for c in self.free()
            if name_score("service", c.name) >= HALF
            and (c.unlike < 0.6 or len(c.cells) < FEW)
            and c.share_of_days < HALF
            and c.share_of(_is_pointer) < HALF
        ]
        ranked = sorted(could_be, key=score, reverse=True)
        if ranked:
            ahead = score(ranked[0]) - (score(ranked[1]) if len(ranked) > 1 else 0)
            sure = SURE if name_score("service", ranked[0].name) == 1 and ahead >= 0.15 else LIKELY
            self.place("service", ranked[0], sure, f"its name; {some(len(ranked[0].different), 'different names')}")

    # all others, by their names

    def others(self) -> None:
        """Other columns by name, where enough cells are of the kind; listed words only where each is known."""
        for ours, spec in self.table.columns.items():
            if ours in self.placed or ours == "lead_id" or (self.table.name == "activities" and ours in BY_CELLS):
                continue
            named = [(name_score(ours, c.name), c) for c in self.free() if not NAMES_OF_PERSONS.search(c.name)]
            for score, column in sorted(named, key=lambda each: -each[0]):
                if score < (HALF if spec.kind in (Kind.WORD, *DAYS) else 1) or not column.filled_cells:
                    break
                words = words_for(column, spec) if spec.kind in (Kind.WORD, Kind.YES_NO) else {}
                if words is None and score >= HALF and len(column.different) <= 12 and _speaks(column, spec):
                    self.ask_words(ours, spec, column)
                    break
                if self.of_kind(column, spec) and score >= 1:
                    self.place(ours, column, LIKELY, "its name")
                    if words:
                        self.placed[ours] = Placed(ours, (column.name,), LIKELY, "its name and words", words=words)
                    break
            if ours == "fed_back" and ours not in self.placed:
                self.ask_fed_back(spec, [c for score, c in named if score == HALF])

    def ask_fed_back(self, spec: ColumnSpec, named: Sequence[ColumnSeen]) -> None:
        """Columns of yes and no whose names may speak of a report: which of them says that people were told, if any."""
        names = tuple(c.name for c in named if c.filled_cells and words_for(c, spec) is not None)
        if names:
            text = (
                f"{', '.join(names)}: yes or no. Does a yes {'in one of them ' if len(names) > 1 else ''}mean that "
                "people were told the result (`fed_back`)? Only you can say."
            )
            self.questions.append(Question(text, Unsure.FED_BACK, names, spec.name))

    def ask_words(self, ours: str, spec: ColumnSpec, column: ColumnSeen) -> None:
        counted = Counter(column.filled_cells).most_common(8)
        known = ("yes", "no") if spec.kind is Kind.YES_NO else spec.words
        listed = ", ".join(f"{word} ({times})" for word, times in counted if as_word(word) not in known)
        text = f"{column.name}: {listed} are no words of `{ours}`: {', '.join(known)}."
        unknown = tuple(word for word in column.different if as_word(word) not in known)
        self.questions.append(Question(text, Unsure.WORDS, (column.name,), spec.name, unknown))

    def spellings(self) -> None:
        """Names that may be one, of the columns in which names are compared."""
        by_name = {c.name: c for c in self.seen.columns}
        for ours in ("service", "body", "board"):
            if found := self.placed.get(ours):
                column = by_name[found.theirs[0]]
                counted = Counter(cell for cell in column.cells if cell)
                alike = perhaps_one_name(counted)
                if alike:
                    listed = "; ".join(
                        f"{' | '.join(names)} ({sum(counted[n] for n in names[1:]):,} rows)" for names in alike
                    )
                    self.questions.append(Question(f"Perhaps one name: {listed}.", Unsure.NAMES, names=alike))


def words_for(column: ColumnSeen, spec: ColumnSpec) -> dict[str, str] | None:
    """Our word for each of theirs that is not ours; None where one has none."""
    known = ("yes", "no") if spec.kind is Kind.YES_NO else spec.words
    also = SYNONYMS_OF_YES_AND_NO if spec.kind is Kind.YES_NO else SYNONYMS.get(spec.name, {})
    theirs = [word for word in column.different if as_word(word) not in known]
    if any(as_word(word) not in also for word in theirs):
        return None
    return {word: also[as_word(word)] for word in theirs}


def _named_most(ours: str, columns: Sequence[ColumnSeen]) -> list[ColumnSeen]:
    """The columns whose names speak most for one of ours, if they do; of a path in JSON, those that lie least deep."""
    named = [c for c in columns if name_score(ours, c.name) >= HALF]
    ranks = {c.name: (-name_score(ours, c.name), c.name.count("/")) for c in named}
    return [c for c in named if ranks[c.name] == min(ranks.values())]


def _speaks(column: ColumnSeen, spec: ColumnSpec) -> bool:
    """Whether a column says yes and no in most of its cells, where ours does: of any other its words are not asked."""
    said = {"yes", "no", *SYNONYMS_OF_YES_AND_NO}
    return spec.kind is not Kind.YES_NO or column.share_of(lambda cell: as_word(cell) in said) >= HALF


PUBLISHED = re.compile(r"feedback|results?\b|report|outcome|publish", re.IGNORECASE)


def _of_blanks(column: ColumnSeen) -> Question:
    """What a blank in a column of another table means is never guessed."""
    blank = sum(not cell for cell in column.cells)
    text = (
        f"{column.name}: blank in {blank:,} rows. Did it not happen ({blank:,} not fed back), "
        f"or did nobody write it down ({blank:,} we cannot tell)?"
    )
    return Question(text, Unsure.BLANKS, (column.name,))


BY_CELLS = ("activity_id", "title", "opened_on", "closed_on", "service", "url")


@dataclass(frozen=True)
class _Pair:
    first: ColumnSeen
    later: ColumnSeen
    score: float
    why: str


def _score(pair: _Pair) -> float:
    return pair.score


def _pair(first: ColumnSeen, later: ColumnSeen) -> _Pair | None:
    """Two columns of days, the one on or after the other nearly always."""
    both = [(a.day, b.day) for a, b in zip(first.days, later.days, strict=True) if a and b]
    if len(both) < max(3, 0.3 * len(first.days)):
        return None
    share = sum(a <= b for a, b in both) / len(both)
    between = median((b - a).days for a, b in both)
    if share < 0.9 or not 1 <= between <= MOST_DAYS:
        return None
    equal = sum(a == b for a, b in both) / len(both)
    names = name_score("opened_on", first.name) + name_score("closed_on", later.name)
    score = share + names - HALF * (between > LONG) - 0.3 * equal
    why = f"{later.name} is on or after it in {share:.0%} of {len(both):,} rows, {between:.0f} days later in the middle"
    return _Pair(first, later, score, why)


def _is_address(column: ColumnSeen) -> bool:
    """Whether it holds addresses, and is not said to hold those of a report, or of a thing within a thing in JSON."""
    is_its_own = column.name.count("/") < 2 and not speaks_against("url", column.name)
    return column.share_of_addresses >= 0.8 and column.filled >= 0.3 and is_its_own


def _is_pointer(cell: str) -> bool:
    """Whether a cell is an address, a path or a long number by which a machine finds something: no name of anybody."""
    return re.match(r"https?:|/|[0-9a-f]{8}-[0-9a-f]{4}-", cell, re.IGNORECASE) is not None


def _could_be_title(column: ColumnSeen) -> bool:
    is_words = column.share_of_words >= HALF and column.filled >= 0.8 and column.letters < 400
    return is_words and column.share_of_days < HALF and column.share_of_addresses < HALF


def _form(column: ColumnSeen, table: TableSpec, ours: str) -> str:
    """How the days of a column are written, where only a spreadsheet's numbers are; the order is never guessed."""
    spec = table.columns.get(ours)
    if spec is None or spec.kind not in DAYS or not column.may_be_serial:
        return ""
    return SERIAL if sum(day is not None for day in column.days) > len(column.filled_cells) / 2 else ""


def unsettled_orders(proposal: Proposal) -> Iterator[Question]:
    """The columns of days in which day and month could change places, and no row settles it."""
    by_name = {column.name: column for column in proposal.seen.columns}
    for each in proposal.placed:
        if proposal.table.columns[each.ours].kind in DAYS and len(each.theirs) == 1 and not each.written_as:
            column = by_name[each.theirs[0]]
            orders = orders_of(dict.fromkeys(column.cells))
            if orders.proven is None:
                text = (
                    f"{column.name}: {column.filled_cells[0]} and others can be read in two ways, or in both. "
                    f"Say `--set 'days={DAY_FIRST}'` or `--set 'days={MONTH_FIRST}'`."
                )
                yield Question(text, Unsure.ORDER)
