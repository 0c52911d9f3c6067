"""`align questions`: what a checklist asks the other side, as a sheet for procurement; what a filled-in one answers."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.coaching.library import loader
from bot.coaching.playbook.questions import Question
from bot.coaching.questionnaires.files import MOST_BYTES, TOO_LARGE, read_tables
from bot.coaching.questionnaires.given import Given, Says, fold_key
from bot.coaching.questionnaires.standards import Standard
from bot.coaching.shapes.checklist.given_answers import GivenAnswer, Questionnaire, read_questionnaire, say_question
from bot.coaching.shapes.checklist.model import scored
from bot.coaching.shapes.checklist.shape import Checklist
from bot.errors import UserError
from bot.model.runs import VariantName
from bot.reports.spreadsheets import write_csv

HEADS = ("Topic", "Question", "Also asked in", "Answer", "Who says so, and where")

NO_VERDICT = "These are their words, no verdict: a yes to an item need not answer all that we ask."
NOTHING = "It answers none of our questions."
OTHER_VERSION = "It is another version of {}, where items of the same name ask something else. I have not used them."
CUT = "I have read the first 5,000 rows of {}."
_SAYS = {
    Says.YES: "They say yes",
    Says.NO: "They say no",
    Says.NOT_APPLICABLE: "They say that it does not apply",
    Says.WORDS: "They answer in words",
    Says.DIFFERS: "Their answers differ from item to item",
}


def make_sheet(own: Path | None, word: str, *, full: bool) -> str:
    """Return the questions of a checklist as CSV, marked as UTF-8. UserError when there is no such checklist."""
    return write_csv([HEADS, *_list_rows(_get_checklist(own, word), full=full)])


def read_sheet(own: Path | None, word: str, path: Path, *, as_json: bool) -> str:
    """Return which questions of a checklist a filled-in questionnaire answers, and which it leaves open.

    UserError when there is no such checklist, and for a file that cannot be read.
    """
    checklist = _get_checklist(own, word)
    if path.stat().st_size > MOST_BYTES:
        raise UserError(TOO_LARGE)
    read = read_questionnaire(checklist, read_tables(path.read_bytes()))
    if as_json:
        return json.dumps(_to_json(checklist, read), indent=2, ensure_ascii=False)
    return "\n".join(_write_lines(checklist, read))


def _get_checklist(own: Path | None, word: str) -> Checklist:
    playbook = loader.load_installed(own).get(word)
    checklist = Checklist.of(playbook) if playbook else None
    if checklist is None:
        raise UserError(f"{word} is no checklist: only those have questions for the other side.")
    return checklist


def _list_rows(checklist: Checklist, *, full: bool) -> Iterator[Sequence[str]]:
    variant = checklist.variant(VariantName.FULL if full else VariantName.USUAL)
    titles = _list_titles(checklist)
    for question in scored(variant.questions.values()):
        yield (
            titles[question.dimension or ""],
            say_question(question),
            ", ".join(Standard.parse(each).label for each in question.also_in),
            "",
            "",
        )


def _list_titles(checklist: Checklist) -> dict[str, str]:
    return {dimension.name: dimension.title for dimension in checklist.dimension}


def _write_lines(checklist: Checklist, read: Questionnaire) -> Iterator[str]:
    titles = _list_titles(checklist)
    if read.answered:
        yield f"{len(read.answered)} of our {len(read.answers)} questions have an answer in writing. {NO_VERDICT}"
    else:
        yield NOTHING
    yield from (OTHER_VERSION.format(name) for name in read.other_versions)
    yield from (CUT.format(name or "the file") for name in read.cut)
    for answer in read.answered:
        yield f"\n{titles[answer.question.dimension or '']}: {say_question(answer.question)}"
        yield from _write_answer(answer)
    if read.open:
        yield f"\nStill open: {len(read.open)}"
        yield from (f"- {say_question(answer.question)}" for answer in read.open)


def _write_answer(answer: GivenAnswer) -> Iterator[str]:
    if answer.says:
        yield f"  {_SAYS[answer.says]}:"
    yield from (f"  - {_quote(answer.question, given)}" for given in answer.given)


def _quote(question: Question, given: Given) -> str:
    itself = fold_key(given.item) == fold_key(say_question(question))
    where = "our own sheet" if itself else ", ".join(filter(None, (given.item, given.asked)))
    said = " · ".join(f"“{words}”" for words in (given.answer, given.comment) if words)
    return f"{where}: {said}"


def _to_json(checklist: Checklist, read: Questionnaire) -> dict[str, object]:
    return {
        "word": checklist.word,
        "answered": len(read.answered),
        "open": len(read.open),
        "other_versions": read.other_versions,
        "cut": read.cut,
        "questions": [_describe(answer) for answer in read.answers],
    }


def _describe(answer: GivenAnswer) -> dict[str, object]:
    question = answer.question
    return {
        "name": question.name,
        "dimension": question.dimension,
        "question": say_question(question),
        "also_in": question.also_in,
        "says": answer.says,
        "given": [
            {
                "item": given.item,
                "asked": given.asked,
                "says": given.says,
                "answer": given.answer,
                "comment": given.comment,
                "sheet": given.sheet,
            }
            for given in answer.given
        ],
    }
