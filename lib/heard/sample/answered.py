"""What was planted of people: how many of each category answered, and how many understood, counted as drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from heard.sample.council import Activity
from heard.sample.ledger import Amount, Ledger
from heard.sample.population import Census

EVERYBODY = "all residents"  # the target of what is set beside the county
DID_NOT_SAY = "(did not say)"
WHOLE_YEAR = "(the year)"
LEAST_ANSWERS = 10  # with fewer answers a share of an exercise says nothing
WELL = 4  # an answer of so much or more says that it was understood

Counts = NDArray[np.int_]


class Answered:
    """People by run of responses and category (the last: those who did not say), and answers by run and score."""

    def __init__(self, runs: Sequence[Activity], categories: Mapping[str, tuple[str, ...]]) -> None:
        self._runs = runs
        self._categories = categories
        self._people = {name: np.zeros((len(runs), len(of) + 1), int) for name, of in categories.items()}
        self._scores: dict[str, Counts] = {}

    def add_people(self, name: str, runs: Counts, categories: Counts) -> None:
        """Count one person for each run and category."""
        np.add.at(self._people[name], (runs, categories), 1)

    def add_scores(self, item: str, runs: Counts, scores: Counts) -> None:
        """Count one answer, of 1 to 5, for each run and score."""
        np.add.at(self._scores.setdefault(item, np.zeros((len(self._runs), 6), int)), (runs, scores), 1)

    def add_silent(self, activity: Activity, n: int) -> None:
        """Count `n` people who said nothing of themselves."""
        for counts in self._people.values():
            counts[self._runs.index(activity), -1] += n

    def plant(self, census: Census, ledger: Ledger) -> None:
        """Plant `took_part_like_the_county` and each `understood_…`, before anything of them is hidden."""
        everybody = np.array([run.target == EVERYBODY for run in self._runs], bool)
        for name, categories in self._categories.items():
            counts = self._people[name][everybody].sum(axis=0).tolist()
            if sum(counts):
                self._took_part(name, dict(zip(categories, counts, strict=False)), counts[-1], census, ledger)
        for item, scores in self._scores.items():
            self._understood(item, scores, ledger)

    def _took_part(self, name: str, people: Mapping[str, int], unsaid: int, census: Census, ledger: Ledger) -> None:
        """Each category beside the county, as `people`, `share` and `ratio`; then all of them together."""
        county, said = census.county(name), sum(people.values())
        of_county = sum(county.values())
        apart = 0.0
        for category, n in people.items():
            share, lives_here = (n / said if said else None), county[category] / of_county
            ratio = None if share is None else share / lives_here
            apart += 0.0 if share is None else abs(share - lives_here) / 2
            ledger.amount("took_part_like_the_county", f"{name}: {category}", people=n, share=share, ratio=ratio)
        whole: dict[str, Amount] = {"total": said + unsaid, "dissimilarity": apart if said else None}
        ledger.amount("took_part_like_the_county", name, **whole)
        share_unknown = unsaid / (said + unsaid)
        ledger.amount("took_part_like_the_county", f"{name}: {DID_NOT_SAY}", people=unsaid, share=share_unknown)

    def _understood(self, item: str, scores: Counts, ledger: Ledger) -> None:
        found: dict[str, tuple[int, int]] = {}
        for activity, counts in zip(self._runs, scores, strict=True):
            answered, understood = found.get(activity.id, (0, 0))
            found[activity.id] = answered + int(counts.sum()), understood + int(counts[WELL:].sum())
        enough = {activity: of for activity, of in found.items() if of[0] >= LEAST_ANSWERS}
        if not enough:
            return
        whole = (sum(n for n, _ in enough.values()), sum(n for _, n in enough.values()))
        for line, (answered, understood) in {**enough, WHOLE_YEAR: whole}.items():
            ledger.amount(item, line, answered=answered, understood=understood, share=understood / answered)
