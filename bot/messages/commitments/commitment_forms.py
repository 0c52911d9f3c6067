"""The window to make a commitment, or to offer one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block, View
from bot.messages.block_kit.open_views import redraw_view
from bot.messages.block_kit.payloads import Nothing
from bot.messages.block_kit.people_fields import Roster, compose_person_field
from bot.messages.block_kit.render import compose_message
from bot.messages.commitments.commitments import BRIEF, CREATE, LONGEST, MORE, NewIn

Plays = Sequence[tuple[str, str]]  # word and title of the playbooks at whose start a promise can be brought up
SIXTH, SWITCH = ("partner", "trigger"), "switch"  # a window has six inputs: two fields share one place


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


def write_window(draft: Draft, roster: Roster) -> View:
    """Return the window to make one, with the team's people to choose from."""
    shown = [
        *compose_message("commitment_new", {"draft": draft})["blocks"],
        *_when_and_what(draft),
        *_by_whom(draft, roster),
        _partner_field(draft.source, roster),
        blocks.field("obstacle", "What could get in the way", _obstacle(), optional=True),
        _switch("More"),
        *compose_message("commitment_place", {"draft": draft})["blocks"],
    ]
    return controls.modal("Make a promise", shown, CREATE, draft.source, submit="Promise", close="Cancel")


def swap_field(view: View, source: NewIn, roster: Roster, plays: Plays) -> View:
    """Return the window with the other one of the two fields that share a place; `source` carries what this one was."""
    more = any(block["block_id"] == "partner" for block in view["blocks"])
    other = _trigger_field(source, plays) if more else _partner_field(source, roster)
    switch = _switch("Together with …" if more else "More")
    kept = {**dict.fromkeys(SIXTH, other), SWITCH: switch}
    drawn = redraw_view(view, [kept.get(block["block_id"], block) for block in view["blocks"]])
    return {**drawn, "private_metadata": source.encode()}


def _when_and_what(draft: Draft) -> list[Block]:
    cue = _text_field("Ex. I open my calendar today", draft.cue, BRIEF)
    action = _text_field("Ex. book half an hour with IT about lead routing", draft.action, LONGEST)
    return [
        blocks.field("cue", "When", cue if draft.cue else {**cue, "focus_on_load": True}),
        blocks.field("action", "I’ll", action, hint="Something somebody could see you do."),
    ]


def _by_whom(draft: Draft, roster: Roster) -> list[Block]:
    hint = "An offer binds nobody until they press I’ll take it."
    return [
        blocks.field("due", "By", blocks.day(draft.due_on.isoformat())),
        compose_person_field("owner", "Who does it", roster, None, draft.owner, hint=hint),
    ]


def _partner_field(source: NewIn, roster: Roster) -> Block:
    hint = "Best somebody of the other side. They are asked first."
    partner = source.partner or None
    return compose_person_field("partner", "Together with", roster, None, partner, hint=hint, optional=True)


def _trigger_field(source: NewIn, plays: Plays) -> Block:
    chosen = blocks.menu(plays, source.trigger or None, placeholder="Choose a playbook")
    return blocks.field("trigger", "Remind me when somebody starts …", chosen, optional=True)


def _switch(label: str) -> Block:
    return {**blocks.actions(controls.button(label, MORE, Nothing())), "block_id": SWITCH}


def _obstacle() -> dict[str, Any]:
    return _text_field("Ex. his calendar is full until Friday", "", BRIEF)


def _text_field(example: str, value: str, limit: int) -> dict[str, Any]:
    """Return a text input, of several lines where a `value` has to be seen as a whole."""
    several = limit == LONGEST and bool(value)
    made = blocks.text_input(blocks.shorten(value, limit) or None, limit=limit, multiline=several)
    return {**made, "placeholder": blocks.plain(example, 150)}
