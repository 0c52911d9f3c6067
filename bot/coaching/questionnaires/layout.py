"""Which columns of a sheet hold the items, the answers and the comments, whoever has drawn it up."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from bot.coaching.questionnaires.given import Given, fold_key, read_plain
from bot.coaching.questionnaires.tables import Table

_ANSWER = re.compile(r"\b(?:answers?|response|reply|antwort(?:en)?|réponses?|respuestas?)\b")
_BY_THEM = re.compile(r"\b(?:vendor|csp|supplier|provider|solution)\b")
_COMMENT = re.compile(
    r"\b(?:comments?|additional info\w*|(?:implementation )?description|details?|explanations?|notes?|remarks?|"
    r"evidence|who says so|kommentare?|bemerkung(?:en)?|commentaires?|comentarios?)\b"
)
_ASKED = re.compile(r"\b(?:questions?|fragen?|preguntas?)\b")
# What a questionnaire says about its items, and what whoever reads it has noted.
_OTHERS = re.compile(
    r"\b(?:guidance|preferred|compliant|expected|example|scor\w+|weight\w*|analyst\w*|institution\w*|evaluat\w+|review\w*|"
    r"control|csc|customer|responsibilit\w+|importance|id|number|follow.?up)\b"
)
_ITEM = re.compile(r"[a-z][a-z&]{1,4}-\d{1,2}(?:\.\d{1,2})?")
_LONGEST = 40  # characters: a longer cell that names an answer is an instruction, no heading
_HEADED = 1000  # a heading counts before any number of yes and no


@dataclass(frozen=True)
class _Columns:
    item: int
    answer: int
    comment: int | None
    asked: int | None


def list_given(table: Table, known: Set[str]) -> Iterator[Given]:
    """Yield each item of a sheet with what stands beside it; of a sheet without items or answers nothing.

    `known` are folded ids or questions; whatever else looks like the id of an item is one too.
    """
    width = max(map(len, table.rows), default=0)
    rows = [row + ("",) * (width - len(row)) for row in table.rows]
    columns = _find_columns(rows, width, known)
    if columns is None:
        return
    for row in rows:
        if _is_item(row[columns.item], known):
            yield Given(
                row[columns.item],
                "" if columns.asked is None else row[columns.asked],
                row[columns.answer],
                "" if columns.comment is None else row[columns.comment],
                table.name,
            )


def _is_item(cell: str, known: Set[str]) -> bool:
    key = fold_key(cell)
    return key in known or bool(_ITEM.fullmatch(key))


def _find_columns(rows: list[tuple[str, ...]], width: int, known: Set[str]) -> _Columns | None:
    counts = [sum(_is_item(row[column], known) for row in rows) for column in range(width)]
    if not any(counts):
        return None
    item = counts.index(max(counts))
    first = next(number for number, row in enumerate(rows) if _is_item(row[item], known))
    items = [row for row in rows[first:] if _is_item(row[item], known)]
    heads = _find_heads(rows[:first], width)
    answer = _find_answer(items, heads, item)
    if answer is None:
        return None
    return _Columns(item, answer, _find(_COMMENT, heads, {item, answer}), _find(_ASKED, heads, {item, answer}))


def _find_heads(rows: list[tuple[str, ...]], width: int) -> tuple[str, ...]:
    """Return the headings: of the rows over the first item the nearest that names an answer, or else the nearest."""
    near = [tuple(cell.casefold() for cell in row) for row in reversed(rows)] or [("",) * width]
    return next((row for row in near if any(map(_is_answer, row))), near[0])


def _is_answer(head: str) -> bool:
    return len(head) <= _LONGEST and bool(_ANSWER.search(head)) and not _OTHERS.search(head)


def _find_answer(items: list[tuple[str, ...]], heads: tuple[str, ...], item: int) -> int | None:
    ranks = {column: _rank(items, heads[column], column) for column in range(len(heads)) if column != item}
    best = max(ranks, key=lambda column: ranks[column], default=None)
    return best if best is not None and ranks[best] else None


def _rank(items: list[tuple[str, ...]], head: str, column: int) -> int:
    if _OTHERS.search(head):
        return 0
    plain = sum(read_plain(row[column]) is not None for row in items)
    return plain + (_HEADED * (2 if _BY_THEM.search(head) else 1) if _is_answer(head) else 0)


def _find(heading: re.Pattern[str], heads: tuple[str, ...], taken: Set[int]) -> int | None:
    fits = (column for column, head in enumerate(heads) if heading.search(head) and not _OTHERS.search(head))
    return next((column for column in fits if column not in taken), None)
