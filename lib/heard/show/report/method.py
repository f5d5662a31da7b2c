"""How the report was made: one paragraph, what its words mean, its own reading grade, and the definitions."""

from __future__ import annotations

from importlib.metadata import version

from heard.english import day, number, some
from heard.page.blocks import (
    ANNEX,
    Blocks,
    Details,
    code,
    details,
    first_open,
    flow,
    heading,
    link,
    paragraph,
    table,
    words,
)
from heard.page.reading import reading
from heard.show.origins import from_result
from heard.year import Year


def how_made(year: Year, pages: Blocks) -> Blocks:
    """The last page, which also reads those before it."""
    params = year.params
    opening = heading(2, "How it was made", id="method")
    made = flow(
        paragraph(
            f"heard {version('heard')} made this report from the Council's own records.",
            f"It held each row to written rules, and asked {some(len(year.results), 'questions')} of the year.",
            "It wrote every sentence from the counts, but for quotations, titles and signed comments.",
            "Nobody chose the figures.",
        ),
        paragraph(
            "Each number can be traced.",
            code("results.csv"),
            "has the counts,",
            code("findings.csv"),
            "has each case with the rows it rests on, and",
            code("manifest.json"),
            "has the files and their fingerprints.",
        ),
        paragraph(
            "An activity that fell short of a check of the law is named here only where its service was asked to reply "
            f"{some(params.standards.reply_days, 'days')} or more before {day(params.reply_day)}, or replied.",
            code("findings.csv"),
            "and the workbook have every case.",
        ),
    )
    asked = flow(
        heading(3, "What we ask of you"),
        paragraph(
            words("We ask the Committee to decide on ", link("asked", "what is proposed"), "."),
            f"If a figure looks wrong, tell {params.prepared_by or 'the Council'} where it stands.",
        ),
    )
    grade = paragraph(_grade(year, flow(pages, opening, made, asked)))
    return flow(opening, first_open("How it was made, in full", made, grade, definitions(year)), asked)


def _grade(year: Year, pages: Blocks) -> str:
    grade = reading(pages).grade
    assert grade is not None, "the report has words"
    return (
        f"The sentences that heard wrote here have a reading grade of {grade:.1f}. "
        f"Grade {number(year.params.standards.reading_grade)} can be read at about age 14."
    )


def definitions(year: Year) -> Details:
    """Every check, with the number of its definition, which is raised when its meaning changes."""
    period = year.params.period.name
    rows = [
        (
            code(each.id),
            each.title,
            each.says.noun,
            from_result(str(each.definition), year.results[each.id], period, "definition"),
            ", ".join(year.results[each.id].serves),
        )
        for each in year.measures.values()
    ]
    columns = ("Measure", "What it asks", "Asked of", "Definition", "Statements")
    inside = table("Every check, and what it bears on", columns, rows, sheet="Checks")
    return details("Every check", inside, kind=ANNEX)
