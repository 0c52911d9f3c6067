"""A checklist in full, filled in by the team together: its pages, how far they are, and when it is enough."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.coaching.interview.route import Answers, Step, list_steps, place_of
from bot.coaching.interview.values import collect_values
from bot.coaching.interview.variants import Variant
from bot.coaching.playbook.questions import Page, Question
from bot.coaching.playbook.texts import FilledText
from bot.coaching.shapes.checklist.model import ChecklistModel, scored


@dataclass(frozen=True)
class Stage:
    """A page in full, and how far it is. `asks` are the questions that must be answered; `call` says who may know."""

    step: Step
    title: str
    asks: tuple[Question, ...]
    answered: int
    call: FilledText | None = None

    @property
    def done(self) -> bool:
        return self.answered == len(self.asks)


def has_more(checklist: ChecklistModel) -> bool:
    """Return True when something is asked only in full."""
    return any(page.full or any(question.full for question in page.question) for page in checklist.page)


def full_pages(checklist: ChecklistModel) -> Iterator[Page]:
    """Yield the pages of questions that do not count, then a page for each dimension, on which all is optional."""
    for page in checklist.page:
        questions = tuple(question for question in page.question if not question.dimension)
        if questions and not page.followup:
            yield page.asking(questions)
    for dimension in checklist.dimension:
        asked = [(page, q) for page in checklist.page for q in page.question if q.dimension == dimension.name]
        if asked:
            # Not validated: a file limits the questions on a page, a dimension may have more of them.
            yield Page.model_construct(
                title=dimension.title, question=tuple(_make_optional(page, q) for page, q in asked)
            )


def list_stages(checklist: ChecklistModel, full: Variant, answers: Answers) -> list[Stage]:
    """Return every page in full, as these answers lead through it."""
    values = collect_values(full, answers)
    meetings = {dimension.title: FilledText(dimension.call, values) for dimension in checklist.dimension}
    return [_make_stage(full, answers, step, meetings) for step in list_steps(full, answers)]


def count_answers(stages: list[Stage]) -> tuple[int, int]:
    """Return (answered, asked) over all of it."""
    return sum(stage.answered for stage in stages), sum(len(stage.asks) for stage in stages)


def is_enough(checklist: ChecklistModel, full: Variant, answers: Answers) -> bool:
    """Return True when it can be finished: the subject is known, and at least half is answered."""
    answered, asked = count_answers(list_stages(checklist, full, answers))
    return bool(answers.get((checklist.subject, ""))) and 2 * answered >= asked


def assume_unknown(checklist: ChecklistModel, full: Variant, answers: Answers) -> Answers:
    """Return the answers with `unknown` for every scored question that nobody has answered."""
    answered = {key: value for key, value in answers.items() if value is not None}
    return {**{(question.name, ""): checklist.unknown for question in scored(full.questions.values())}, **answered}


def _make_stage(full: Variant, answers: Answers, step: Step, meetings: dict[str, FilledText]) -> Stage:
    asks = tuple(q for q in place_of(full, answers, step).questions if q.dimension or not q.optional)
    answered = sum(answers.get((question.name, step.item)) is not None for question in asks)
    title = full.pages[step.page].title
    shown = f"{title}, part {step.part + 1}" if step.part else title
    return Stage(step, shown, asks, answered, meetings.get(title))


def _make_optional(page: Page, question: Question) -> Question:
    # A question that leaves its page takes the page's condition along.
    both = f"({page.when}) and ({question.when})" if page.when and question.when else page.when or question.when
    return question.model_copy(update={"optional": True, "when": both})
