"""What becomes of a commitment: nothing is averaged, and whole numbers are compared (`3-measures.md`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from heard.model.commitment import Commitment, Strategy
from heard.model.result import Outcome, Result
from heard.model.state import State, Verdict

FEW = 3  # with fewer counted than this, the count stands beside the word
WAITING = {
    State.NO_EVIDENCE: Verdict.CANNOT_TELL,
    State.NOT_YET_DUE: Verdict.NOT_YET_DUE,
    State.NOT_APPLICABLE: Verdict.NOT_APPLICABLE,
}


def outcome(commitment: Commitment, strategy: Strategy, results: Sequence[Result], kept_at: int) -> Outcome:
    """The state of one commitment from the measures that serve it and its lettered parts."""
    serving = family_results(commitment, strategy, results)
    judging = sorted((r for r in serving if r.judges(r.all)), key=lambda r: r.measure)
    if judging:
        return _judged(commitment, judging, serving, kept_at)
    if serving:
        return _waiting(commitment, serving)
    if any(member.measured_by for member in (commitment, *strategy.parts_of(commitment.id))):
        return Outcome(commitment.id, commitment.text, Verdict.DESCRIBED, (), "described with figures, and not judged")
    return Outcome(commitment.id, commitment.text, Verdict.NOT_MEASURED, (), commitment.not_measured_because)


def family_results(commitment: Commitment, strategy: Strategy, results: Iterable[Result]) -> list[Result]:
    """The results on which a commitment hangs: those that serve it or a lettered part of it, and are not described."""
    ids = {member.id for member in (commitment, *strategy.parts_of(commitment.id))}
    return [result for result in results if ids.intersection(result.serves) and not result.described]


def _judged(commitment: Commitment, judging: list[Result], serving: list[Result], kept_at: int) -> Outcome:
    verdict, deciding = _verdict(judging, kept_at)
    silent = sorted(result.measure for result in serving if result not in judging)
    few = min(deciding, key=lambda r: r.all.counted) if deciding else None
    if few is not None and few.all.counted >= FEW:
        few = None
    return Outcome(
        commitment.id,
        commitment.text,
        verdict,
        tuple(result.measure for result in deciding),
        _beside(verdict, few) + _reason(deciding, judging, silent),
        counted=few.all.counted if few else None,
        met=few.all.n(State.MET) if few else None,
    )


def _beside(verdict: Verdict, few: Result | None) -> str:
    """The count beside the word, where it rests on fewer than three."""
    return f"{verdict} ({few.all.n(State.MET)} of {few.all.counted}); " if few is not None else ""


def _verdict(judging: list[Result], kept_at: int) -> tuple[Verdict, list[Result]]:
    broken = [r for r in judging if 2 * r.all.n(State.NOT_MET) > r.all.counted]
    if broken:
        return Verdict.NOT_KEPT, broken
    if all(_enough(r, r.all.counted + r.all.n(State.NO_EVIDENCE), kept_at) for r in judging):
        return Verdict.KEPT, judging
    short = [r for r in judging if not _enough(r, r.all.counted, kept_at)]
    return (Verdict.PARTLY_KEPT, short) if short else (Verdict.CANNOT_TELL, [])


def _enough(result: Result, out_of: int, kept_at: int) -> bool:
    return 100 * result.all.n(State.MET) >= kept_at * out_of


def _reason(deciding: list[Result], judging: list[Result], silent: list[str]) -> str:
    said = [f"{r.measure}: {r.all.n(State.MET)} met of {r.all.counted} counted" for r in deciding or judging]
    if not deciding:
        said = [f"too many without evidence to tell ({'; '.join(said)})"]
    if silent:
        said.append(f"could not judge: {', '.join(silent)}")
    return "; ".join(said)


def _waiting(commitment: Commitment, serving: list[Result]) -> Outcome:
    """No measure judges: the largest of what is missing, not due and not applicable; a tie cannot be told."""
    totals = {state: sum(result.all.n(state) for result in serving) for state in WAITING}
    most = max(totals.values())
    if most == 0:
        return Outcome(commitment.id, commitment.text, Verdict.NOT_APPLICABLE, (), "none in the period")
    largest = [state for state, total in totals.items() if total == most]
    verdict = WAITING[largest[0]] if len(largest) == 1 else Verdict.CANNOT_TELL
    counts = ", ".join(f"{total} {state}" for state, total in totals.items() if total)
    names = ", ".join(sorted(result.measure for result in serving))
    return Outcome(
        commitment.id, commitment.text, verdict, (), f"nothing to judge by: {counts}; could not judge: {names}"
    )
