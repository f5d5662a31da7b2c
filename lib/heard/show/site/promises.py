"""What the Council promised, what its latest report found of it, and the days by which somebody is still to hear."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from heard.english import capital, day, number, some
from heard.model.commitment import Commitment
from heard.page.blocks import Blocks, Link, Some, flow, heading, paragraph, quoted, span, table, words
from heard.show.marks import shown
from heard.show.site.lists import LISTED, page_link
from heard.year.public import LatestReport, PublicRegister

REPORT = "report"  # the folder of the site that the latest report's public files are copied to
REPORT_PAGE = f"{REPORT}/annual-report.html"
LONG_AGO = 365  # days after which a promised day that passed is counted, and no longer listed
DAYS = "The days by which the Council promised to say what came of what people told it, where nothing is published yet."


def promises(public: PublicRegister) -> Blocks:
    """Every promise, with its verdict and count where the report that judged it is published."""
    strategy, report = public.params.strategy, public.report
    every = tuple(each for each in strategy.commitments if each.is_promise)
    opening = f"{capital(some(len(every), 'promises'))} that the Council makes in {strategy.title}."
    return flow(
        paragraph(opening, _where_judged(report)),
        _days_promised(public),
        [
            (heading(2, chapter.title), _table(chapter.title, theirs, report))
            for name, chapter in strategy.chapters.items()
            if (theirs := [each for each in every if each.chapter == name])
        ],
    )


def _days_promised(public: PublicRegister) -> Blocks:
    """Every day promised to the public that is to come, or has passed and is not settled."""
    waiting = sorted((due, id) for id, due in public.still_to_hear.items())
    passed = [each for each in waiting if each[0] < public.on]
    lately = [each for each in passed if each[0] >= public.on - timedelta(days=LONG_AGO)]
    more = len(passed) - len(lately)
    return flow(
        heading(2, "Days that were promised"),
        paragraph(DAYS, "" if waiting else f"There was none on {day(public.on)}.", kind="note"),
        _days(public, f"Passed by {day(public.on)}, the latest first", reversed(lately)),
        paragraph(f"{capital(some(more, 'more days'))} passed over a year before.") if more else None,
        _days(public, f"To come, from {day(public.on)}", (each for each in waiting if each[0] >= public.on)),
    )


def _days(public: PublicRegister, caption: str, days: Iterable[tuple[date, str]]) -> Some:
    rows = [(day(due), page_link(public, public.activities[id], "")) for due, id in days]
    return table(caption, ("Promised by", "For"), rows)


def _where_judged(report: LatestReport | None) -> Some:
    if report is None:
        return "No report that says whether they were kept is published here yet."
    if not report.is_signed_off:
        return f"The report for {report.found.period} is not published yet."
    link = Link(REPORT_PAGE, words(f"the report for {report.found.period}"))
    return words("Beside each stands what ", link, " found. It has the reasons, and the rows behind each count.")


def _table(chapter: str, commitments: list[Commitment], report: LatestReport | None) -> Some:
    caption = f"Promises: {chapter}"
    if report is None or not report.is_signed_off:
        return table(
            caption, ("What was promised", "Number"), [(_sentence(each), each.id) for each in commitments], kind=LISTED
        )
    rows = [(_linked(each, report), _verdict(each, report), _count(each, report)) for each in commitments]
    return table(caption, ("What was promised", "What was found", "Counted"), rows, kind=LISTED)


def _sentence(commitment: Commitment) -> Some:
    return words(capital(commitment.title), ": ", words(*map(quoted, commitment.texts), between=" "))


def _linked(commitment: Commitment, report: LatestReport) -> Some:
    name: Some = capital(commitment.title)
    if commitment.id in report.found.verdicts:
        name = Link(f"{REPORT_PAGE}#{commitment.id}", words(name))
    sentence = words(*map(quoted, commitment.texts), between=" ")
    return words(name, " ", span("id", commitment.id), ": ", sentence)


def _verdict(commitment: Commitment, report: LatestReport) -> Some:
    verdict = report.found.verdicts.get(commitment.id)
    return shown(verdict) if verdict else "not in that report"


def _count(commitment: Commitment, report: LatestReport) -> str:
    """How many were met of those counted, under each measure that decided."""
    deciding = (report.found.counts[name] for name in report.found.decided_by.get(commitment.id, ()))
    return "; ".join(f"{number(each.met)} of {number(each.counted)}" for each in deciding)
