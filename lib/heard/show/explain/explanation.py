"""One year that can be asked why: which kind of name it was asked of, and who can answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from rich.text import Text

from heard.errors import ParamsError, did_you_mean
from heard.measures.amounts import AMOUNTS
from heard.measures.judged import judged_id
from heard.show.explain import amount, of_measure, of_people, waited
from heard.show.understood import ITEMS
from heard.year import Year

Answer = Callable[[str | None], Iterator[Text]]  # asked of the whole, or of one unit of it


@dataclass(frozen=True, eq=False)
class Explanation:
    """A year that can be asked why: of a commitment, of any measure, of one unit of a measure."""

    year: Year

    def of(self, name: str, unit_id: str | None = None) -> Iterator[Text]:
        """The lines that explain a measure (or one unit of it) or a commitment; ParamsError where there is none."""
        asked, unit = name.strip(), (unit_id or "").strip() or None
        answer = self._answers.get(asked.casefold())
        if answer is None:
            ask = f"Ask for a commitment, such as {self.names[0]}, which names its measures"
            raise ParamsError(asked, self._unknown(asked), did_you_mean(asked, self.names, ask))
        return answer(unit)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every name that can be asked of: the commitments, then the measures of every kind."""
        return tuple(commitment.id for commitment in self.year.params.strategy.commitments) + self.measures

    @property
    def measures(self) -> tuple[str, ...]:
        """Every measure of this year: those that judge, of amount, of people, and what was carried over."""
        return (*self.year.measures, *AMOUNTS, of_people.TOOK_PART, *ITEMS, waited.CARRIED_OVER)

    @cached_property
    def _answers(self) -> Mapping[str, Answer]:
        year = self.year
        answers: dict[str, Answer] = {
            **{each.id: partial(of_measure.of_commitment, year, each) for each in year.params.strategy.commitments},
            **{name: partial(of_measure.of_measure, year, measure) for name, measure in year.measures.items()},
            **{name: partial(amount.of_amount, year, name) for name in AMOUNTS},
            **{item: partial(of_people.of_item, year, item) for item in ITEMS},
            of_people.TOOK_PART: partial(of_people.of_who_took_part, year),
            waited.CARRIED_OVER: partial(waited.of_carried_over, year),
        }
        return {name.casefold(): answer for name, answer in answers.items()}

    def _unknown(self, name: str) -> str:
        """Why nothing is called that: a judgement that nobody made, or no such name."""
        if name.casefold() in {judged_id(each.id) for each in self.year.params.strategy.commitments}:
            return "nobody scored that commitment for an activity that closed in the year"
        return "no measure of this year has that id"
