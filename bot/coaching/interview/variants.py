"""The forms of a playbook: the one everybody begins with, a checklist in full, the marks on what somebody listed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar, cast

from bot.coaching.interview.route import Answers, Step, place_of, steps
from bot.coaching.playbook.base import Base
from bot.coaching.playbook.parts import Part
from bot.coaching.playbook.questions import Page, Question
from bot.coaching.shapes.checklist.model import Checklist
from bot.coaching.shapes.picker import parts
from bot.coaching.shapes.picker.model import Picker
from bot.coaching.shapes.table import Playbook

FULL = "full"
P = TypeVar("P", bound=Part)
B = TypeVar("B", bound=Base)


@dataclass(frozen=True)
class Stage:
    """One page of a form in full, and how far it is. `asks` names what counts there; `call` who may know."""

    step: Step
    title: str
    asks: tuple[Question, ...]
    answered: int
    call: str = ""

    @property
    def done(self) -> bool:
        return self.answered == len(self.asks)


def has_full(playbook: Base) -> bool:
    """Whether there is more to ask than the short form does."""
    return isinstance(playbook, Checklist) and any(p.full or any(q.full for q in p.question) for p in playbook.page)


def form(playbook: B, name: str = "") -> B:
    """What a run goes through: "" what one person is asked, FULL everything, `turns.SCORES` what everybody marks; never
    what is asked only later.
    """
    if isinstance(playbook, Picker) and playbook.both:
        return cast(B, parts.part(_made(playbook, page=tuple(_short(playbook))), name))
    if name == FULL and isinstance(playbook, Checklist) and has_full(playbook):
        return _made(playbook, page=tuple(_whole(playbook)))
    if not any(page.followup for page in playbook.page) and not has_full(playbook):
        return playbook
    return _made(playbook, page=tuple(_short(playbook)))


def settled(playbook: Base, name: str, answers: Answers) -> Answers:
    """The answers that count at the end: in full, what nobody has answered is not known."""
    if name != FULL or not isinstance(playbook, Checklist):
        return answers
    answered = {key: value for key, value in answers.items() if value is not None}
    return {**{(question.name, ""): playbook.unknown for question in playbook.scored}, **answered}


def went_through(playbook: B, name: str, answers: Answers) -> tuple[B, Answers]:
    """A finished run's form, and the answers that count."""
    return form(playbook, name), settled(playbook, name, answers)


def stages(playbook: Playbook, answers: Answers) -> list[Stage]:
    """Every page of a form in full, as these answers lead through it. `playbook` is that form."""
    calls = {d.title: d.call for d in playbook.dimension} if isinstance(playbook, Checklist) else {}
    return [_stage(playbook, answers, step, calls) for step in steps(playbook, answers)[:-1]]


def enough(playbook: Checklist, answers: Answers) -> bool:
    """Whether it can be finished: it is known what this is about, and at least half is answered."""
    answered, asked = counted(stages(playbook, answers))
    return bool(answers.get((playbook.subject, ""))) and 2 * answered >= asked


def counted(found: list[Stage]) -> tuple[int, int]:
    """(answered, asked) over all of it."""
    return sum(stage.answered for stage in found), sum(len(stage.asks) for stage in found)


def _stage(playbook: Playbook, answers: Answers, step: Step, calls: dict[str, str]) -> Stage:
    asks = tuple(q for q in place_of(playbook, answers, step).questions if q.dimension or not q.optional)
    answered = sum(answers.get((question.name, step.item)) is not None for question in asks)
    title = playbook.page[step.page].title
    return Stage(step, title, asks, answered, calls.get(title, ""))


def _short(playbook: Base) -> Iterator[Page]:
    for page in playbook.page:
        questions = tuple(question for question in page.question if not question.full)
        if questions and not page.full and not page.followup:
            yield _made(page, question=questions)


def _whole(playbook: Checklist) -> Iterator[Page]:
    """What does not count as it stands, then a page for each dimension. Nobody has to answer what they do not know."""
    for page in playbook.page:
        questions = tuple(question for question in page.question if not question.dimension)
        if questions and not page.followup:
            yield _made(page, question=questions)
    for dimension in playbook.dimension:
        asked = [(page, q) for page in playbook.page for q in page.question if q.dimension == dimension.name]
        if asked:
            questions = tuple(_made(q, optional=True, when=_both(page.when, q.when)) for page, q in asked)
            yield Page.model_construct(
                title=dimension.title, intro=None, each=None, when=None, full=False, followup=None, question=questions
            )


def _both(first: str | None, second: str | None) -> str | None:
    return f"({first}) and ({second})" if first and second else first or second


def _made(part: P, **changes: object) -> P:
    """A sound part with something else in it; what was worked out from the old one is left behind."""
    same = {name: getattr(part, name) for name in type(part).model_fields}
    return cast(P, type(part).model_construct(**{**same, **changes}))
