"""The wording of both versions, sentence by sentence: kept, changed, added and dropped, with room for the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from heard.english import agreed, number, some
from heard.maths.changed_words import Piece, changed_words
from heard.model.commitment import Strategy
from heard.page.html import joined, paragraph, table, tag
from heard.year.comparison import Change, Comparison
from heard.year.review import Review

NEXT = "The next version"
ANEW = "written anew: the words before, then the words now"
NO_COMMITMENT = "no commitment"
MAY_BREAK = "@\u200b"  # an address is longer than a column on paper: a line may break after its sign


def wording(review: Review) -> Markup:
    """Every sentence of both versions, each once, by what became of it; the last column is left to be written in."""
    found = review.comparisons
    by_change = {change: [each for each in found if each.change is change] for change in Change}
    now, then = version_name(review.params.strategy), version_name(review.params.earlier)
    return joined(
        (
            paragraph(*_opening(found, now, then)),
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
            tag(
                "div",
                _plain(f"Added in {now}", now, [(_id(each), each.after) for each in by_change[Change.ADDED]]),
                _plain(
                    f"Kept word for word since {then}, but for capitals and full stops",
                    f"{then} and {now}",
                    [(_id(each), each.after) for each in by_change[Change.KEPT]],
                ),
                class_="annex",
            ),
        )
    )


def version_name(version: Strategy | None) -> str:
    """What a version is called in a table: the year it was adopted in, or its title where that is not known."""
    if version is None:
        return "the version before"
    return str(max(version.adopted_on.values()).year) if version.adopted_on else version.title


def marked(before: str, after: str) -> Markup:
    """Both versions as one text: words left out are struck through, words put in underlined."""
    text = joined(_mark(piece) for piece in changed_words(before, after))
    return text.replace(Markup("</del><ins>"), Markup("</del> <ins>"))


def in_words(before: str, after: str) -> Markup:
    """What changed, said in words, so that it can be heard and needs no marks."""
    told, pieces = list[Markup](), list(changed_words(before, after))
    if not any(piece.kept for piece in pieces):
        return Markup(ANEW)
    while pieces:
        piece, *pieces = pieces
        if piece.kept:
            continue
        left, put = _tagged("del", piece.before), _tagged("ins", piece.after)
        if piece.before and pieces and not pieces[0].before:
            told.append(joined((left, " became ", _tagged("ins", pieces.pop(0).after))))
        else:
            told.append(joined((left, " was left out") if piece.before else (put, " was put in")))
    return joined(told, "; ")


def _mark(piece: Piece) -> str | Markup:
    if piece.kept:
        return piece.after
    name, words = ("del", piece.before) if piece.before else ("ins", piece.after)
    space = " " if words[:1].isspace() else ""
    return joined((space, _tagged(name, words)))


def _tagged(name: str, words: str) -> Markup:
    return tag(name, words.strip().replace("@", MAY_BREAK))


def _opening(found: Sequence[Comparison], now: str, then: str) -> Iterator[str]:
    n = Counter(each.change for each in found)
    before, after = len(found) - n[Change.ADDED], len(found) - n[Change.DROPPED]
    yield f"Of {some(before, 'sentences')} of {then}, {number(n[Change.KEPT])} {agreed(n[Change.KEPT], 'were')} kept,"
    yield f"{number(n[Change.CHANGED])} changed and {number(n[Change.DROPPED])} dropped."
    yield f"{number(n[Change.ADDED])} of the {some(after, 'sentences')} of {now} are new."
    yield "Headings, and lines that open a list, are counted too. The last column is for you to write in."
    yield "Those that are new and those kept stand on the web page; all stand on the sheets, commitments.docx."


def _plain(caption: str, version: str, rows: Sequence[tuple[str, str]]) -> Markup:
    return table(caption, ("Id", version, NEXT), [(id, text, "") for id, text in rows], widths=(17, 48, 35))


def _id(each: Comparison) -> str:
    """`CONSULT-7c (2015-27)`; that it commits to nothing where it has no id."""
    return f"{each.id} ({each.former})" if each.id and each.former else each.id or each.former or NO_COMMITMENT
