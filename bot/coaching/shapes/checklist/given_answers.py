"""Which questions of a checklist a questionnaire answers that the other side has filled in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.coaching.playbook.questions import Question
from bot.coaching.questionnaires.given import Given, Says, combine, fold_key
from bot.coaching.questionnaires.layout import list_given
from bot.coaching.questionnaires.standards import Standard, find_other_versions
from bot.coaching.questionnaires.tables import Table
from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.checklist.model import scored
from bot.coaching.shapes.checklist.shape import Checklist
from bot.errors import UserError
from bot.model.runs import VariantName

_SUBJECT = 120  # characters: what it is about is a name
NO_ITEMS = (
    "I find no column of questions or items in it that I know. I read our own sheet (align questions), CAIQ and HECVAT."
)


@dataclass(frozen=True)
class GivenAnswer:
    """A question of ours, with what the other side has written at the items that ask the same, in their words.

    `partly`: they have left one of these items blank.

    Nothing here is a verdict: a yes to an item need not answer all that we ask.
    """

    question: Question
    given: tuple[Given, ...]
    partly: bool

    @property
    def says(self) -> Says | None:
        """What the items come to; None while the question is open."""
        return combine([given.says for given in self.given if given.says])

    @property
    def is_good(self) -> bool:
        """Return whether each item has the plain answer that is good news, mostly a yes."""
        good = {each.key: each.good for each in _list_standards(self.question)}
        plain = all(each.says is good.get(fold_key(each.item), Says.YES) for each in self.given)
        return bool(self.given) and plain and not self.partly


@dataclass(frozen=True)
class Questionnaire:
    """What a file comes to: every question that counts, answered or open; sheets that go on after what was read;
    standard questionnaires that it holds in another version, whose items are not taken; what it is about, "" where it
    does not say.
    """

    answers: tuple[GivenAnswer, ...]
    cut: tuple[str, ...]
    other_versions: tuple[str, ...]
    subject: str

    @property
    def answered(self) -> tuple[GivenAnswer, ...]:
        return tuple(answer for answer in self.answers if answer.says)

    @property
    def open(self) -> tuple[GivenAnswer, ...]:
        return tuple(answer for answer in self.answers if not answer.says)


def read_questionnaire(checklist: Checklist, tables: Sequence[Table]) -> Questionnaire:
    """Return what the sheets say to each question of the full variant. UserError when they hold none of its items."""
    every = checklist.variant(VariantName.FULL).questions
    questions = scored(every.values())
    standards = {each for question in every.values() for each in _list_standards(question)}
    known = {each.key for each in standards} | {fold_key(say_question(question)) for question in questions}
    given = [each for table in tables for each in list_given(table, known)]
    if not given:
        raise UserError(NO_ITEMS)
    others = find_other_versions({each.name for each in standards}, tables, {fold_key(each.item) for each in given})
    grouped = _group(given)
    return Questionnaire(
        tuple(_match(questions, grouped, others)),
        tuple(table.name for table in tables if not table.complete),
        tuple(sorted(others)),
        _find_subject(every[checklist.subject], grouped, others),
    )


def find_reader(library: Mapping[str, Playbook]) -> Checklist | None:
    """Return the first checklist that takes answers out of filled-in questionnaires."""
    checklists = filter(None, map(Checklist.of, library.values()))
    return next((each for each in checklists if each.in_writing), None)


def say_question(question: Question) -> str:
    """Return the question as it is sent; as it is asked where sending it needs answers."""
    return question.send if question.send and "{" not in question.send else question.ask


def _find_subject(question: Question, given: Mapping[str, Sequence[Given]], others: Iterable[str]) -> str:
    """Return what a sheet says that it is about, as its items name it one after the other."""
    items = [each.key for each in _list_standards(question) if each.name not in others]
    return ", ".join(dict.fromkeys(given[key][0].answer for key in items if given.get(key)))[:_SUBJECT].strip()


def _list_standards(question: Question) -> list[Standard]:
    return [Standard.parse(named) for named in question.also_in]


def _group(given: Iterable[Given]) -> Mapping[str, Sequence[Given]]:
    """Return what was answered at each item, nothing at one that is blank.

    A workbook that repeats an answer on another sheet says it once.
    """
    grouped: dict[str, list[Given]] = {}
    for each in given:
        noted = grouped.setdefault(fold_key(each.item), [])
        if each.says and not any(_repeats(each, earlier) for earlier in noted):
            noted.append(each)
    return grouped


def _repeats(each: Given, earlier: Given) -> bool:
    return fold_key(each.answer) == fold_key(earlier.answer) and each.comment in ("", earlier.comment)


def _match(
    questions: Iterable[Question], given: Mapping[str, Sequence[Given]], others: Iterable[str]
) -> Iterable[GivenAnswer]:
    for question in questions:
        items = [each.key for each in _list_standards(question) if each.name not in others]
        found = [given[key] for key in dict.fromkeys([fold_key(say_question(question)), *items]) if key in given]
        yield GivenAnswer(question, tuple(each for answers in found for each in answers), not all(found))
