"""What an analyst asks of one activity, of one commitment, and of all that is missing."""

from __future__ import annotations

import re

from markupsafe import Markup

from heard.english import capital, some
from heard.page.html import code, joined, paragraph, table, tag
from heard.show.gaps import gaps, in_words
from heard.show.profile.profile import Profile
from heard.show.report.commitment import commitment_row
from heard.year import Year

MOST = 15
WITHIN = re.compile(r'<a href="#[^"]*"[^>]*>(.*?)</a>|\s+id="[^"]*"', re.DOTALL)  # places of a report that is not here
FROM_H4 = re.compile(r"<(/?)h4\b")


def of_activity(year: Year, activity_id: str) -> Markup:
    """Its days, what fell short, and what nobody wrote down."""
    profile = Profile(year, activity_id.strip())
    parts = (profile.in_short(), profile.fell_short(), profile.not_on_record(), profile.others())
    name = tag("h2", year.name("activity", profile.activity_id), " ", code(profile.activity_id))
    told = joined(Markup(re.sub(r"<(/?)h[23]\b", r"<\1h3", str(part.html))) for part in parts)
    return joined((name, Markup(told.replace("</caption>", Markup(": {}</caption>").format(profile.activity_id)))))


def of_commitment(year: Year, name: str) -> Markup:
    """Its row in the report, with the rules behind it."""
    commitment = year.params.strategy.find(name)
    assert commitment is not None, "names are looked up before"
    row = WITHIN.sub(lambda found: found[1] or "", str(commitment_row(year, commitment)))
    return joined((Markup(FROM_H4.sub(r"<\1h3", row)), paragraph("Why, measure by measure:", *_asked(year, name))))


def _asked(year: Year, name: str) -> list[Markup]:
    commitment = year.params.strategy.find(name)
    return [code(f'show.why("{result.measure}")') for result in year.serving(commitment)] if commitment else []


def what_is_missing(year: Year) -> Markup:
    """Each table and column that is not on record, and what it would settle; first those that would settle most."""
    found = gaps(year)
    if not found:
        return paragraph("Nothing is missing: each check could be made.")
    first = found[0]
    opening = (
        f"would settle most: {some(first.findings, 'answers')} of {some(len(first.measures), 'measures')}, "
        f"for {some(first.units, 'things')} counted."
    )
    rows = [(in_words(gap.name), gap.findings, gap.units, ", ".join(gap.measures)) for gap in found[:MOST]]
    less = [gap.findings for gap in found[MOST:]]
    others = f"{some(len(less), 'others')} would settle {some(max(less), 'answers')} or fewer each." if less else ""
    columns = ("Not on record", "Answers it would settle", "Things counted", "Measures")
    return joined(
        (paragraph(capital(in_words(first.name)), opening), table("What is missing", columns, rows), paragraph(others))
    )
