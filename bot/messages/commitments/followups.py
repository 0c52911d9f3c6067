"""Questions weeks after a result: the card, drawn anew with every answer, and the window to answer in."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from bot.coaching import followup_rules
from bot.coaching.interview.route import Step
from bot.coaching.playbook.followup_models import Then
from bot.coaching.playbook.questions import Question
from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.result import Result
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import View
from bot.messages.block_kit.inputs import compose_fields
from bot.messages.block_kit.markup import mention_user
from bot.messages.block_kit.payloads import Act, Payload
from bot.messages.block_kit.render import Message, compose_message
from bot.messages.front import front
from bot.messages.front.front import Line
from bot.messages.playbooks import answers
from bot.messages.playbooks.answers import Factors
from bot.model.followups import Followup
from bot.model.rights import TargetKind

Values = Mapping[str, Any]


@dataclass(frozen=True)
class ToFollowup(Payload, target_kind=TargetKind.FOLLOWUP):
    """A follow-up, asked on one day."""

    followup: str


ANSWER = Act("followup:answer", ToFollowup)
SAVE = Act("followup:save", ToFollowup)


def compose_card(
    playbook: Playbook,
    asked: Followup,
    result: Result,
    answered: Mapping[str, Values],
    *,
    last: bool,
    factors: Factors,
    words: Mapping[str, Line],
    not_in: Collection[str] = (),
) -> Message:
    """Return the card. `result` is that of the run; `answered` are each person's answers since, the latest last.
    `not_in` are the questions that name somebody who has not said yes to taking part.
    """
    followup = followup_rules.find_followup(playbook, asked.name)
    assert followup is not None
    questions = followup_rules.list_questions(playbook, followup.name)
    then = followup_rules.decide(playbook, asked, result.answers, answered, last=last)
    factor = factors.get(followup.estimate or "")
    ended = any(followup_rules.read_effort(playbook, followup, mine) is not None for mine in answered.values())
    people = followup_rules.list_asked(followup, result.answers, asked.started_by, not_in)
    values = {
        "day": asked.day,
        "title": playbook.title,
        "subject": asked.subject,
        "text": followup.text,
        "people": [mention_user(user) for user in people],
        "shown": answers.list_shown(playbook, result.answers, {}),
        "answers": [(mention_user(user), answers.list_lines(questions, mine)) for user, mine in answered.items()],
        "then": then.text if then else "",
        "unknown": result.unknown,
        "asked": result.asked,
        "past": answers.describe_past(factor) if factor and ended else "",
    }
    return compose_message("followup", values, {"buttons": [_buttons(asked, then, words)]})


def ask(playbook: Playbook, asked: Followup, questions: tuple[Question, ...], mine: Values) -> View:
    """Return the questions, with what this person said before."""
    before = {(name, ""): value for name, value in mine.items()}
    title = next(page.title for page in playbook.page if page.followup == asked.name)
    words = compose_message("followup_ask", {"title": title, "day": asked.day, "subject": asked.subject})["blocks"]
    inputs = [block for question in questions for block in compose_fields(question, Step(0), before)]
    return controls.modal(playbook.title, [*words, *inputs], SAVE, ToFollowup(asked.id), submit="Tell the team")


def thank(playbook: Playbook, *, shared: bool) -> View:
    """Return the window when an answer is kept; `shared`: the team reads it."""
    words = compose_message("followup_saved", {"shared": shared})["blocks"]
    return blocks.modal(playbook.title, words, callback="followup:saved", metadata="")


def _buttons(asked: Followup, then: Then | None, words: Mapping[str, Line]) -> blocks.Block:
    answer = controls.button("Answer", ANSWER, ToFollowup(asked.id), None if then else "primary")
    following = then.next if then else None
    on = [_next_button(following, words[following], asked.subject)] if following and following in words else []
    return blocks.actions(*on, answer)


def _next_button(word: str, line: Line, subject: str) -> dict[str, object]:
    """Return the button of the playbook to go on with, about the same subject."""
    return front.start_button(f"{word} {subject}".strip(), line.label(word), True)
