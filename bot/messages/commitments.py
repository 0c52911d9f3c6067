"""A commitment: the window to make one, and what the team reads."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from bot.messages import blocks
from bot.messages.blocks import Block, View
from bot.messages.render import Message, compose

LONGEST = 300  # characters of a cue, an action or an obstacle


class Draft(NamedTuple):
    """What a window to commit begins with. `source` is run/ID, team/ID, or teams/ when it asks which team."""

    source: str
    owner: str
    due: date
    subject: str = ""
    action: str = ""
    cue: str = ""
    partner: str | None = None
    teams: Sequence[tuple[str, str]] = ()  # (id, name), to choose from


def write(commitment_id: str, draft: Draft, plays: Sequence[tuple[str, str]]) -> View:
    """The id is made beforehand, so that a submission sent twice commits once. `plays` are (word, title)."""
    words = compose("commit", {"subject": draft.subject})["blocks"]
    which = [blocks.field("team", "For which team?", blocks.menu(draft.teams))] if draft.teams else []
    return blocks.modal(
        "Make it a promise",
        [*words, *which, *_promise(draft), *_people_and_time(draft, plays)],
        callback="commitment:save",
        about=f"{commitment_id}/{draft.source}",
        submit="Commit",
    )


def _promise(draft: Draft) -> list[Block]:
    obstacle = _text("no reply by Friday")
    return [
        blocks.field(
            "cue",
            "If …",
            _text("it is Tuesday and the campaign call is over", blocks.short(draft.cue, LONGEST)),
            hint="A moment you will notice: a day, a meeting, something that happens.",
        ),
        blocks.field(
            "action",
            "… then I will",
            _text("call Ivan and agree on the three fields", blocks.short(draft.action, LONGEST), bool(draft.action)),
            hint="One thing that can be seen to be done.",
        ),
        blocks.field(
            "obstacle",
            "What could get in the way?",
            obstacle,
            hint="The likeliest thing. Who names it beforehand keeps more promises. Your team reads it too.",
            optional=True,
        ),
    ]


def _people_and_time(draft: Draft, plays: Sequence[tuple[str, str]]) -> list[Block]:
    cue = blocks.menu(plays, placeholder="Choose a playbook")
    return [
        blocks.field("owner", "Who does it?", blocks.person(draft.owner)),
        blocks.field(
            "partner",
            "Who does it with you?",
            blocks.person(draft.partner),
            hint="Somebody of the other side, where it takes both of you.",
            optional=True,
        ),
        blocks.field("due", "By when?", blocks.day(draft.due.isoformat())),
        *(
            [
                blocks.field(
                    "trigger",
                    "Quote it back when this starts",
                    cue,
                    hint="When you open this playbook, I'll repeat your promise to you, in your own words.",
                    optional=True,
                )
            ]
            if plays
            else []
        ),
    ]


def _text(example: str, value: str | None = None, multiline: bool = False) -> dict[str, Any]:
    """`multiline` shows the whole of what stands there already."""
    made = blocks.text_input(value or None, limit=LONGEST, multiline=multiline)
    return {**made, "placeholder": blocks.plain(example, 150)}


def kept_in_mind() -> View:
    return blocks.modal(
        "Make it a promise", compose("commit_saved", {})["blocks"], callback="commitment:saved", about=""
    )


def made(commitment: Mapping[str, Any], giver: str | None = None) -> Message:
    """What the channel reads when somebody commits: the promise, repeated back. `giver` had it before its owner."""
    return compose("commitment", {"one": commitment, "giver": giver})
