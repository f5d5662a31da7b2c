"""What a scoring file says: its sheets, its columns, what it asks of an assessor and in which words."""

from __future__ import annotations

from collections.abc import Sequence

from heard.answers.judging.asked import Asked
from heard.english import number, some

INSTRUCTIONS, SAMPLE = "Instructions", "Sample"
ASSESSORS = ("Assessor 1", "Assessor 2")  # each the name of a sheet
COLUMNS = (
    *("activity_id", "title", "opened", "closed", "url", "commitment", "what it says"),
    *("score", "evidence_url"),
)
TO_FILL = 2  # the last two
SAMPLE_COLUMNS = ("activity_id", "title", "level", "service", "commitments")
NAME, KIND, DAY = "Your name", "What you are: peer or independent", "The day you finished, such as 2025-06-01"
KINDS = ("peer", "independent")
SCORES = ("unsatisfactory", "weak", "satisfactory", "good", "very good", "excellent")
TO_PICK = tuple(f"{score} {word}" for score, word in enumerate(SCORES, start=1))

WHO_IS_WHO = (
    "Peer: you do work of this kind, but had no part in these activities.",
    "Independent: you do not work for the Council.",
    "Your name is kept with your scores in the Council's own records. The report does not print it.",
)
ONE_OF_SIX = "Pick a score from the list, 1 to 6, or leave the cell empty."
A_NAME = "Write the name of who gave the scores."
ONE_OF_KINDS = "Pick peer or independent from the list."
A_DAY = "Write a day, such as 2025-06-01."


def title(council: str, period: str) -> str:
    """The heading of the file."""
    return f"Were people heard in {period}? {council}: scores by two readers"


def steps(asked: Sequence[Asked]) -> tuple[str, ...]:
    """What to do, step by step."""
    n_rows = sum(len(each.commitments) for each in asked)
    return (
        "Two people score the same activities, each alone. We then see how far two readers agree.",
        "1. Each of you takes a copy of this file. One of you is assessor 1, the other is assessor 2.",
        "2. Fill in the yellow cells below, in your own column.",
        f"3. Go to your own sheet. It has {some(len(asked), 'activities')}, each with the promises that speak of it: "
        f"{some(n_rows, 'rows')} in all.",
        "4. Read what the promise says. Then look at what was done. Start from the web address in the row.",
        "5. Pick a score from the list in the cell. The six scores are below.",
        "6. If you cannot tell, or the promise does not fit, leave the score empty.",
        "7. Leave out an activity that you worked on yourself.",
        "8. Under evidence_url, give the web address of what you read, if there is one.",
        "9. Do not talk about your scores, or look at the other sheet, until both of you have sent your file back.",
    )


def drawn(asked: Sequence[Asked], of: int, period: str, seed: int) -> str:
    """Where the activities come from."""
    return (
        f"These {some(len(asked), 'activities')} were drawn by chance from the {number(of)} that closed in {period}. "
        f"Each level and each service has its fair share (see the sheet {SAMPLE}; seed {seed})."
    )
