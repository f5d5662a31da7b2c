"""What an analyst asks of one activity, of one commitment, and of all that is missing."""

from __future__ import annotations

from dataclasses import replace

from heard.english import capital, some
from heard.page.blocks import (
    Block,
    Blocks,
    Heading,
    Inline,
    Link,
    Mark,
    Some,
    Span,
    Table,
    changed,
    code,
    flow,
    heading,
    paragraph,
    table,
)
from heard.show.profile.quality import Profile
from heard.show.report.chapters import commitment_row
from heard.show.results import gaps, in_words
from heard.year import Year

MOST = 15
BELOW = 3  # the level of the headings below the name of what was asked of


def of_activity(year: Year, activity_id: str) -> Blocks:
    """Its days, what fell short, and what nobody wrote down; each caption names it, as several may be asked of."""
    profile = Profile(year, activity_id.strip())

    def of_it(node: Inline | Block) -> Inline | Block:
        if isinstance(node, Table):
            return replace(node, caption=f"{node.caption}: {profile.activity_id}")
        return replace(node, level=BELOW) if isinstance(node, Heading) else node

    parts = (profile.in_short(), profile.fell_short(), profile.not_on_record(), profile.others())
    name = heading(2, year.name("activity", profile.activity_id), " ", code(profile.activity_id))
    return flow(name, (changed(part.blocks, of_it) for part in parts))


def of_commitment(year: Year, name: str) -> Blocks:
    """Its row in the report, with the rules behind it."""
    commitment = year.params.strategy.find(name)
    assert commitment is not None, "names are looked up before"
    asks = [code(f'show.why("{result.measure}")') for result in year.serving(commitment)]
    row = changed((commitment_row(year, commitment),), _by_itself)
    return flow(row, paragraph("Why, measure by measure:", *asks))


def _by_itself(node: Inline | Block) -> Some:
    """A piece of the report without the rest of it: what leads to another place there are words, and nothing is one."""
    match node:
        case Link(to=to) if to.startswith("#"):
            return node.words
        case Mark(to=to) if to.startswith("#"):
            return replace(node, to="", spoken="")
        case Span():
            return replace(node, id="")
        case Heading():
            return replace(node, level=BELOW, id="")
    return node


def what_is_missing(year: Year) -> Blocks:
    """Each table and column that is not on record, and what it would settle; first those that would settle most."""
    missing = gaps(year)
    if not missing:
        return flow(paragraph("Nothing is missing: each check could be made."))
    first, *rest = in_words(missing[0].record)
    most = (
        f"would settle most: {some(missing[0].findings, 'answers')} of {some(len(missing[0].measures), 'measures')}, "
        f"for {some(missing[0].units, 'things')} counted."
    )
    rows = [(in_words(gap.record), gap.findings, gap.units, ", ".join(gap.measures)) for gap in missing[:MOST]]
    less = [gap.findings for gap in missing[MOST:]]
    others = f"{some(len(less), 'others')} would settle {some(max(less), 'answers')} or fewer each." if less else ""
    columns = ("Not on record", "Answers it would settle", "Things counted", "Measures")
    return flow(
        paragraph((capital(first) if isinstance(first, str) else first, rest), most),
        table("What is missing", columns, rows),
        paragraph(others),
    )
