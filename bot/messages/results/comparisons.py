"""Results of one checklist side by side: the window in which they are read, and the short post."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from markupsafe import Markup

from bot.coaching.playbook.texts import FilledText
from bot.coaching.shapes.checklist.comparison import Comparison, Row
from bot.messages.block_kit import blocks, controls, tables
from bot.messages.block_kit.blocks import VIEW_BLOCKS, Block, View
from bot.messages.block_kit.markup import escape_text
from bot.messages.block_kit.payloads import Act, Carrier, Nothing, Payload
from bot.messages.block_kit.render import Message, compose_message
from bot.model.rights import TargetKind
from bot.model.runs import Run


@dataclass(frozen=True)
class ToComparison(Payload, target_kind=TargetKind.FINISHED):
    """Two or three results, by what they were posted as."""

    first: str
    second: str
    third: str = ""

    @classmethod
    def of(cls, refs: Sequence[str]) -> Self:
        """Return the payload of these two or three."""
        return cls(*refs)

    @property
    def refs(self) -> list[str]:
        """All of them, in their order."""
        return [each for each in (self.first, self.second, self.third) if each]


@dataclass(frozen=True)
class ToProducts(Payload, target_kind=TargetKind.TEAM):
    """A team, and the word of the playbook whose results it compares."""

    team: str
    word: str


CHOOSE = Act("comparison:choose", ToProducts)
POST = Act("comparison:post", ToComparison)
SEND = Act("comparison:send", ToComparison)
COMMIT = Act("comparison:commit", ToComparison)
SHOWN = Carrier("comparison:shown", Nothing)
PRODUCTS = "products"  # the field
NAME = 24  # characters of a subject where several stand in a line
LABELS = 2  # of what they differ in, or of what nobody knows, in a post


def choose_products(listed: Sequence[tuple[str, Run]], to: ToProducts, ticked: Sequence[str]) -> View:
    """Return the window that asks which results, each with what it was posted as, are to stand side by side."""
    boxes = [(ref, blocks.shorten(run.subject, 75), blocks.shorten(run.headline or "", 75)) for ref, run in listed]
    field = blocks.field(PRODUCTS, "Two or three of them", blocks.checkboxes(boxes, ticked))
    words = compose_message("comparison_choose", {})["blocks"]
    return controls.modal("Side by side", [*words, field], CHOOSE, to, submit="Compare these", close="Cancel")


def show_comparison(comparison: Comparison, refs: Sequence[str]) -> View:
    """Return the window with all of it, and the one decision: for everybody, for oneself, or as a promise."""
    to = ToComparison.of(refs)
    buttons = [
        controls.button("Post it", POST, to, "primary"),
        controls.button("Only for me", SEND, to),
        controls.button("Make it a promise", COMMIT, to),
    ]
    values = {
        **_values(comparison),
        "differences": [_list_answers(comparison, row) for row in comparison.differences],
        "questions": [_fill_question(comparison, row) for row in comparison.unknown],
        "alike": [(row.question.label, row.findings[0].option.text) for row in comparison.alike],
    }
    parts = {"buttons": [blocks.actions(*buttons)]}
    words = compose_message("comparison", values, parts, limit=VIEW_BLOCKS)["blocks"]
    return controls.modal("Side by side", words, SHOWN, Nothing())


def compose_post(comparison: Comparison, refs: Sequence[str], by: str, due: date) -> Message:
    """Return the short post: what to do first, what each comes to, where they differ, and a row for each question."""
    values = {
        **_values(comparison),
        "by": by,
        "due": due,
        "step": write_step(comparison),
        "differences": _name_some(comparison.differences),
    }
    button = controls.button("Make it a promise", COMMIT, ToComparison.of(refs), "primary")
    parts = {"buttons": [blocks.actions(button)], "table": _compose_table(comparison)}
    return compose_message("comparison_post", values, parts)


def compose_done(channel: str) -> Message:
    """Return what whoever pressed reads at once: it is on its way to the channel, to themselves with ""."""
    return compose_message("comparison_done", {"channel": channel})


def write_step(comparison: Comparison) -> str:
    """Return the one thing to do next, as it stands behind a name or in a promise."""
    names = _join_names(comparison, "and")
    if comparison.unknown:
        return f"ask {names} in writing about {_name_some(comparison.unknown)}"
    if comparison.differences:
        return (
            f"book half an hour with both sides on {names}, and what weighs most: {_name_some(comparison.differences)}"
        )
    return f"find out what tells {names} apart, since what we have asked does not"


def _values(comparison: Comparison) -> dict[str, object]:
    return {
        "names": _join_names(comparison, "or"),
        "checklist": comparison.checklist,
        "verdict": _say_verdict(comparison),
        "open": [(_shorten(each.headline.subject), each.unknown, each.asked) for each in comparison.open],
        "results": [(_shorten(each.headline.subject), each) for each in comparison.results],
        "apart": comparison.apart,
    }


def _say_verdict(comparison: Comparison) -> str:
    """Return what they come to beside each other; never that it is the one of them."""
    if comparison.open:
        return "nobody can say yet"
    differing, asked = len(comparison.differences), len(comparison.rows)
    return f"they differ in {differing} of {asked}" if differing else "no difference that anybody knows of"


def _list_answers(comparison: Comparison, row: Row) -> tuple[str, list[tuple[str, str]]]:
    """Return what was asked, and the answer about each by its name."""
    answers = zip(comparison.subjects, row.findings, strict=True)
    return row.question.label, [(_shorten(subject), each.option.text) for subject, each in answers]


def _fill_question(comparison: Comparison, row: Row) -> FilledText:
    """Return what to ask about each, the names of all in place of the one subject."""
    facts = {**comparison.results[0].facts, comparison.checklist.subject: _join_names(comparison, "and")}
    return FilledText(row.question.send or row.question.ask, facts)


def _compose_table(comparison: Comparison) -> list[Block]:
    heads = ["Asked about", *map(_shorten, comparison.subjects)]
    cells = [[row.question.label, *(each.option.text for each in row.findings)] for row in comparison.rows]
    rows = [[Markup(escape_text(cell)) for cell in row] for row in cells]
    return [tables.compose_table(heads, rows)] if rows else []


def _name_some(rows: Sequence[Row]) -> str:
    """Return `single sign-on, leaving and 3 more`."""
    labels, more = [row.question.label for row in rows[:LABELS]], len(rows) - LABELS
    return f"{', '.join(labels)} and {more} more" if more > 0 else " and ".join(labels)


def _join_names(comparison: Comparison, word: str) -> str:
    *others, last = map(_shorten, comparison.subjects)
    return f"{', '.join(others)} {word} {last}"


def _shorten(subject: str) -> str:
    return blocks.shorten(subject, NAME)


def explain_few(word: str, listed: Sequence[Run]) -> str:
    """Return what to do where there are not two results to compare."""
    first = f"So far the channel has only {listed[0].subject}." if listed else "So far the channel has none."
    return (
        f"I compare finished results about two or three different products. {first} Type /align {word} for the next "
        "one and show it in the channel: what somebody keeps to themselves I compare with nothing."
    )
