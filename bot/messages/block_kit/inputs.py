"""The inputs that ask one question, filled in as answered."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from bot.coaching.interview.items import typed_items
from bot.coaching.interview.problems import LONGEST
from bot.coaching.interview.resolving import group_boxes
from bot.coaching.interview.route import Answers, Step, key_of
from bot.coaching.interview.statements import Statements
from bot.coaching.playbook.choices import Option, Ready
from bot.coaching.playbook.questions import Question
from bot.messages.block_kit import blocks
from bot.messages.block_kit.blocks import Block
from bot.messages.block_kit.payloads import Act, Nothing
from bot.messages.block_kit.people_fields import NO_ROSTER, Roster, choose_person
from bot.model.teams import Side

DIGITS = 6  # the longest number that can be typed
MARKS = (1, 2, 3, 4, 5)
LINE = LONGEST["items"] + 25  # characters of a line that has room: what is too long is told, not cut


@dataclass(frozen=True)
class Asking:
    """How fields are asked: `keep` hears of every change, `roster` has the people to choose from."""

    keep: Act[Nothing] | None = None
    roster: Roster = NO_ROSTER

    @property
    def action(self) -> str:
        """The name of what hears of every change; "" for nothing."""
        return self.keep.name if self.keep else ""


PLAIN = Asking()


def name_field(question: Question, step: Step) -> str:
    """Return the field that asks this question on this page; of several the one where faults are told."""
    name, item = key_of(question, step)
    return f"{name}.{item}" if item else name


def list_fields(question: Question, step: Step) -> list[str]:
    """Return every field that asks this question: a list has one to type into, and one for each ten to tick."""
    first = name_field(question, step)
    if question.kind == "items":
        return [first, *(_name_boxes(first, group) for group in group_boxes(question.ready))]
    if question.kind == "ticks":
        return [_name_boxes(first, group) for group in group_boxes(question.options)]
    return [first]


def compose_fields(question: Question, step: Step, answers: Answers, asking: Asking = PLAIN) -> list[Block]:
    """Return the inputs of one question, filled in as answered, named by `list_fields`."""
    value = answers.get(key_of(question, step))
    if isinstance(question, Statements):
        value = question.list_ticked(answers, step.item)
    name = name_field(question, step)
    match question.kind:
        case "items":
            return _list_items(question, name, value, asking)
        case "ticks":
            return _tick_groups(question, name, value or (), asking)
    return [
        blocks.field(
            name,
            f"{question.ask} ({question.unit})" if question.unit else question.ask,
            _element(question, value, asking),
            hint=question.hint,
            optional=question.optional,
            keep=asking.action,
        )
    ]


def _list_items(question: Question, name: str, value: Mapping[str, str] | None, asking: Asking) -> list[Block]:
    """Return what is ready-made to be ticked, and a field for the rest, one a line."""
    typed = typed_items(question, value) if value is not None else dict(enumerate(question.suggest))
    text = blocks.text_input(
        "\n".join(typed.values()), limit=LINE * question.most, multiline=True, example=question.example
    )
    # Whether enough is left is said when the page is sent.
    optional = question.optional or bool(question.suggest or question.ready)
    field = blocks.field(
        name, question.ask, text, hint=question.hint or "One a line.", optional=optional, keep=asking.action
    )
    return [*_ready_groups(question, name, value or {}, asking), field]


def _ready_groups(question: Question, name: str, value: Collection[str], asking: Asking) -> list[Block]:
    return [
        blocks.field(
            _name_boxes(name, group),
            question.ready_ask if number == 0 else f"{question.ready_ask}, more",
            blocks.checkboxes([(each.value, each.text, each.hint) for each in group], value),
            optional=True,
            keep=asking.action,
        )
        for number, group in enumerate(group_boxes(question.ready))
    ]


def _tick_groups(question: Question, name: str, value: Collection[str], asking: Asking) -> list[Block]:
    return [
        blocks.field(
            _name_boxes(name, group),
            question.ask if number == 0 else f"{question.ask}, more",
            blocks.checkboxes([(option.value, option.text, "") for option in group], value),
            hint=question.hint if number == 0 else None,
            optional=True,
            keep=asking.action,
        )
        for number, group in enumerate(group_boxes(question.options))
    ]


def _name_boxes(name: str, group: Sequence[Ready | Option]) -> str:
    # By what stands in it: Slack keeps what was ticked in a field that keeps its name, also where it offers others now.
    # Not hash(), which differs from one process to the next.
    return f"{name}.{crc32(repr([(each.value, each.text) for each in group]).encode()):x}"


def _element(question: Question, value: Any, asking: Asking) -> dict[str, Any]:
    match question.kind:
        case "scale":
            options = [(str(mark), _describe_mark(question, mark)) for mark in MARKS]
            return blocks.menu(options, str(value) if value else None, "1 to 5")
        case "choice":
            return blocks.choice([(option.value, option.text) for option in question.options], value)
        case "person":
            return choose_person(asking.roster, question.side and Side(question.side), value)
        case "people":
            return blocks.people(value or (), question.example or "Choose people")
        case "date":
            return blocks.day(value)
        case "number":
            return blocks.text_input(None if value is None else str(value), limit=DIGITS, example=question.example)
    long = question.kind == "long"
    return blocks.text_input(value, limit=LONGEST[question.kind], multiline=long, example=question.example)


def _describe_mark(question: Question, mark: int) -> str:
    meaning = {1: question.low, 5: question.high}.get(mark, "")
    return f"{mark} – {meaning}" if meaning else str(mark)
