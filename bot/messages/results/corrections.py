"""That’s not right: what somebody with a seat in a result says is not so in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.coaching.shapes.finished import FinishedRun
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block, View
from bot.messages.block_kit.markup import mention_user
from bot.messages.block_kit.payloads import Act, Payload
from bot.messages.block_kit.render import compose_message
from bot.messages.block_kit.targets import ToFinished
from bot.model.rights import TargetKind
from bot.model.seats import Correction

LABEL = 40  # characters of a must-have in the line of a post
LINES = 2  # of a post
LONGEST = 150  # characters of a line for the author
BOXES = 10  # Slack refuses more
NO = "Never mind"


@dataclass(frozen=True)
class ToSaid(Payload, target_kind=TargetKind.FINISHED):
    """A result, and the run as which it said what somebody was shown."""

    run: str
    said_of: str = ""


NOT_RIGHT = Act("seat:not_right", ToFinished)
CORRECT = Act("seat:correct", ToSaid)


def correct_button(finished: FinishedRun) -> list[Block]:
    """Return the button of whoever may say what is not so; none where nothing is said to be true."""
    shown = finished.result.must_haves
    return [controls.button("That’s not right", NOT_RIGHT, ToFinished(finished.ref))] if shown else []


def ask(finished: FinishedRun, said_of: str, authors: Mapping[str, str], mine: Correction | None) -> View:
    """Return the window with what is ticked for what was picked, and what this person has said of it before.
    `authors` are those who hear of it: id → name, "" where nobody has said.
    """
    told = [mention_user(user) for user in authors]
    values = {"subject": finished.result.headline.subject, "told": told, "again": mine is not None}
    words = compose_message("correction_ask", values)["blocks"]
    target = ToSaid(finished.ref, said_of)
    submit = blocks.shorten(f"Tell {next(iter(authors.values()), '') or 'the team'}", 24)
    return controls.modal("That’s not right", [*words, *_ask(finished, mine)], CORRECT, target, submit=submit, close=NO)


def _ask(finished: FinishedRun, mine: Correction | None) -> list[Block]:
    listed = [(each.name, each.ask, "") for each in finished.result.must_haves[:BOXES]]
    line = blocks.text_input(mine.words if mine else None, limit=LONGEST)
    hint = "One line. Nobody reads it but whoever is told."
    return [
        blocks.field("names", "Not so", blocks.checkboxes(listed, mine.names if mine else ()), optional=bool(mine)),
        blocks.field("words", "In your words", line, hint=hint, optional=True),
    ]


def describe_corrections(finished: FinishedRun) -> list[tuple[str, str, int]]:
    """Return (who, the first thing that they say is not so, how many more) for the lines of a post."""
    said = [(each.user_id, finished.list_corrected(each.user_id)) for each in finished.corrections]
    listed = [(user, must_haves) for user, must_haves in said if must_haves]
    return [
        (mention_user(user), blocks.shorten(first.label, LABEL), len(more)) for user, (first, *more) in listed[:LINES]
    ]
