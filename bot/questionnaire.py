"""`align questions`: what a checklist asks the other side, as a sheet for procurement."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.coaching.library import loader
from bot.coaching.playbook.questions import Question
from bot.coaching.shapes.checklist.model import scored
from bot.coaching.shapes.checklist.shape import Checklist
from bot.errors import UserError
from bot.model.runs import VariantName

HEADS = ("Topic", "Question", "Also asked in", "Answer", "Who says so, and where")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def make_sheet(own: Path | None, word: str, *, full: bool) -> str:
    """Return the questions of a checklist as CSV, marked as UTF-8. UserError when there is no such checklist."""
    playbook = loader.load_installed(own).get(word)
    checklist = Checklist.of(playbook) if playbook else None
    if checklist is None:
        raise UserError(f"{word} is no checklist: only those have questions for the other side.")
    sheet = io.StringIO()
    csv.writer(sheet).writerows([list(map(_make_safe, row)) for row in (HEADS, *_list_rows(checklist, full=full))])
    return "\ufeff" + sheet.getvalue()  # without the mark Excel reads it as something else


def _list_rows(checklist: Checklist, *, full: bool) -> Iterator[Sequence[str]]:
    variant = checklist.variant(VariantName.FULL if full else VariantName.USUAL)
    titles = {dimension.name: dimension.title for dimension in checklist.dimension}
    for question in scored(variant.questions.values()):
        yield titles[question.dimension or ""], _say(question), ", ".join(question.also_in), "", ""


def _say(question: Question) -> str:
    """Return the question as it is sent; as it is asked where sending it needs answers."""
    return question.send if question.send and "{" not in question.send else question.ask


def _make_safe(cell: str) -> str:
    """Return what a spreadsheet shows as text, and never works out."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
