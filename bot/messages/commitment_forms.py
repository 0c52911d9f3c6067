"""The window to make a commitment, or to offer one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.messages import blocks, controls
from bot.messages.blocks import Block, View
from bot.messages.commitments import CREATE, LONGEST, MORE, NewIn
from bot.messages.render import compose_message


@dataclass(frozen=True)
class Draft:
    """The answers that the window begins with. `channel` is the team's, `result` what it comes from by name, `helped`
    whom it helps; without an `owner` somebody is to be chosen.
    """

    source: NewIn
    owner: str | None
    due_on: date
    channel: str
    result: str = ""
    helped: str = ""
    action: str = ""
    cue: str = ""
    obstacle: str = ""


def write_window(draft: Draft, plays: Sequence[tuple[str, str]], *, more: bool = False) -> View:
    """Return the window to make one. `plays` are (word, title) of the playbooks at whose start it can be brought up:
    with `more` it asks which in place of the partner, and carries what the other one was.
    """
    words, where = (
        compose_message(name, {"draft": draft})["blocks"] for name in ("commitment_new", "commitment_place")
    )
    other = "Together with …" if more else "More"
    switch = [blocks.actions(controls.button(other, MORE, draft.source))] if plays else []
    sixth = _trigger_field(draft, plays) if more else _partner_field(draft)
    shown = [*words, *_when_and_what(draft), *_by_whom(draft), sixth, _obstacle_field(draft), *switch, *where]
    return controls.modal("Make a promise", shown, CREATE, draft.source, submit="Promise", close="Cancel")


def _when_and_what(draft: Draft) -> list[Block]:
    cue = _text_field("Ex. I open my calendar today", draft.cue)
    action = _text_field("Ex. book half an hour with IT about lead routing", draft.action, bool(draft.action))
    return [
        blocks.field("cue", "When", cue if draft.cue else {**cue, "focus_on_load": True}),
        blocks.field("action", "I’ll", action, hint="Something somebody could see you do."),
    ]


def _by_whom(draft: Draft) -> list[Block]:
    hint = "An offer binds nobody until they press I’ll take it."
    return [
        blocks.field("due", "By", blocks.day(draft.due_on.isoformat())),
        blocks.field("owner", "Who does it", blocks.person(draft.owner), hint=hint),
    ]


def _partner_field(draft: Draft) -> Block:
    hint = "Best somebody of the other side. They are asked first."
    return blocks.field(
        "partner", "Together with", blocks.person(draft.source.partner or None), hint=hint, optional=True
    )


def _trigger_field(draft: Draft, plays: Sequence[tuple[str, str]]) -> Block:
    chosen = blocks.menu(plays, draft.source.trigger or None, placeholder="Choose a playbook")
    return blocks.field("trigger", "Remind me when somebody starts …", chosen, optional=True)


def _obstacle_field(draft: Draft) -> Block:
    element = _text_field("Ex. his calendar is full until Friday", draft.obstacle)
    return blocks.field("obstacle", "What could get in the way", element, optional=True)


def _text_field(example: str, value: str, multiline: bool = False) -> dict[str, Any]:
    """Return a text input; `multiline` shows the whole of a long `value`."""
    made = blocks.text_input(blocks.shorten(value, LONGEST) or None, limit=LONGEST, multiline=multiline)
    return {**made, "placeholder": blocks.plain(example, 150)}
