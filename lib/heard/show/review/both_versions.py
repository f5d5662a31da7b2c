"""The wording of both versions, sentence by sentence: kept, changed, added and dropped, with room for the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from heard.english import agreed, number, some
from heard.maths.wording import Piece, changed_words
from heard.page.blocks import ANNEX, Blocks, Span, Table, Words, flow, group, paragraph, span, table, words
from heard.year.comparison import Change, Comparison
from heard.year.years import Review

NEXT = "The next version"
ANEW = "written anew: the words before, then the words now"
NO_COMMITMENT = "no commitment"
MAY_BREAK = "@\u200b"  # an address is longer than a column on paper: a line may break after its sign


def both_versions(review: Review) -> Blocks:
    """Every sentence of both versions, each once, by what became of it; the last column is left to be written in."""
    comparisons, now, then = review.comparisons, review.now, review.then
    by_change = {change: [each for each in comparisons if each.change is change] for change in Change}
    return flow(
        paragraph(*_opening(comparisons, now, then)),
        table(
            f"Changed between {then} and {now}",
            ("Id", "Both versions", "Changes", NEXT),
            [
                (_id(each), marked(each.before, each.after), in_words(each.before, each.after), "")
                for each in by_change[Change.CHANGED]
            ],
            widths=(15, 37, 26, 22),
        ),
        _plain(f"Dropped after {then}", then, [(_id(each), each.before) for each in by_change[Change.DROPPED]]),
        group(
            _plain(f"Added in {now}", now, [(_id(each), each.after) for each in by_change[Change.ADDED]]),
            _plain(
                f"Kept word for word since {then}, but for capitals and full stops",
                f"{then} and {now}",
                [(_id(each), each.after) for each in by_change[Change.KEPT]],
            ),
            kind=ANNEX,
        ),
    )


def marked(before: str, after: str) -> Words:
    """Both versions as one text: words left out are struck through, words put in underlined."""
    text: list[str | Span] = []
    for piece in changed_words(before, after):
        change = "" if piece.kept else piece.before or piece.after
        if change[:1].isspace() or (change and text and isinstance(text[-1], Span)):
            text.append(" ")
        text.append(piece.after if piece.kept else _change(piece))
    return words(text)


def in_words(before: str, after: str) -> Words:
    """What changed, said in words, so that it can be heard and needs no marks."""
    changes, pieces = list[Words](), list(changed_words(before, after))
    if not any(piece.kept for piece in pieces):
        return words(ANEW)
    while pieces:
        piece, *pieces = pieces
        if piece.kept:
            continue
        if piece.before and pieces and not pieces[0].before:
            changes.append(words(_change(piece), " became ", _change(pieces.pop(0))))
        else:
            changes.append(words(_change(piece), " was left out" if piece.before else " was put in"))
    return words(*changes, between="; ")


def _change(piece: Piece) -> Span:
    """Words that stand in one version alone."""
    kind = "removed" if piece.before else "added"
    return span(kind, (piece.before or piece.after).strip().replace("@", MAY_BREAK))


def _opening(comparisons: Sequence[Comparison], now: str, then: str) -> Iterator[str]:
    n = Counter(each.change for each in comparisons)
    before, after = len(comparisons) - n[Change.ADDED], len(comparisons) - n[Change.DROPPED]
    yield f"Of {some(before, 'sentences')} of {then}, {number(n[Change.KEPT])} {agreed(n[Change.KEPT], 'were')} kept,"
    yield f"{number(n[Change.CHANGED])} changed and {number(n[Change.DROPPED])} dropped."
    yield f"{number(n[Change.ADDED])} of the {some(after, 'sentences')} of {now} are new."
    yield "Headings, and lines that open a list, are counted too. The last column is for you to write in."
    yield "Those that are new and those kept stand on the web page; all stand on the sheets, commitments.docx."


def _plain(caption: str, version: str, rows: Sequence[tuple[str, str]]) -> Table | None:
    return table(caption, ("Id", version, NEXT), [(id, text, "") for id, text in rows], widths=(17, 48, 35))


def _id(each: Comparison) -> str:
    """`CONSULT-7c (2015-27)`; that it commits to nothing where it has no id."""
    return f"{each.id} ({each.former})" if each.id and each.former else each.id or each.former or NO_COMMITMENT
