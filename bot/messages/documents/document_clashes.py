"""The window of a document that somebody else has saved meanwhile: which of two answers is to stand."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

from bot.coaching.shapes.charter.clashes import Key, Point
from bot.coaching.shapes.charter.shape import Charter
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block, View
from bot.messages.block_kit.payloads import Act, Payload
from bot.messages.block_kit.render import compose_message
from bot.messages.documents.document_changes import write_answer
from bot.messages.documents.document_posts import on_one_line, shorten_markup
from bot.model.rights import TargetKind

MOST = 5  # fields in one window, each with both answers in words
ALL = "all"  # the field that asks about all at once, where there are more
MINE, THEIRS = "mine", "theirs"
LONGEST = 300  # characters of an answer: enough to tell two apart


@dataclass(frozen=True)
class ToClash(Payload, target_kind=TargetKind.RUN):
    """A change, and the version that somebody else has saved meanwhile."""

    run: str
    current: str


CHOOSE = Act("document:choose", ToClash)


def compose_clash(playbook: Charter, to: ToClash, *, by: str, number: int, points: Sequence[Point]) -> View:
    """Return the window that asks, for each point, which answer stands; `by` has saved version `number` meanwhile."""
    apart = len(points) <= MOST
    answers = [
        {
            "item": point.item,
            "label": point.question.label,
            "mine": shorten_markup(on_one_line(write_answer(point.mine_parts)), LONGEST),
            "theirs": shorten_markup(on_one_line(write_answer(point.theirs_parts)), LONGEST),
        }
        for point in points[:MOST]
    ]
    values = {"by": by, "number": number, "points": answers, "more": len(points) - len(answers)}
    words = compose_message("document_clash", values, limit=blocks.VIEW_BLOCKS)["blocks"]
    fields = [_ask(_name(point.key), _label(point)) for point in points] if apart else [_ask(ALL, "Which ones stand?")]
    submit = f"Save version {number + 1}"
    return controls.modal(playbook.title, [*words, *fields], CHOOSE, to, submit=submit, close="Save for later")


def list_theirs(points: Sequence[Point], chosen: Callable[[str], str | None]) -> Container[Key]:
    """Return the keys of the points at which the other answer was chosen; `chosen` says what was, by field."""
    return {point.key for point in points if THEIRS in (chosen(_name(point.key)), chosen(ALL))}


def _ask(name: str, label: str) -> Block:
    return blocks.field(name, label, blocks.choice([(MINE, "Mine"), (THEIRS, "Theirs")], MINE))


def _name(key: Key) -> str:
    return ".".join(filter(None, key))


def _label(point: Point) -> str:
    name = f"{point.item}, {point.question.label}" if point.item else point.question.label
    return f"{name}: which one stands?"
