"""Notices that a message could not be delivered: the trouble, what mends it, and the message itself."""

from dataclasses import dataclass
from datetime import datetime

from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.payloads import Act, Payload
from bot.messages.block_kit.render import Message, compose_message
from bot.model.outbox import OutboxRow, OutboxState
from bot.model.rights import TargetKind


@dataclass(frozen=True)
class ToRow(Payload, target_kind=TargetKind.ROW):
    """A row of the outbox."""

    row: str


SEND_AGAIN = Act("outbox:again", ToRow)
REASONS = {
    "not_in_channel": "away",
    "channel_not_found": "away",
    "is_archived": "archived",
}


def compose_undelivered(lost: OutboxRow, message: Message) -> Message:
    """Return the notice about a row that was refused or may have been sent, with the message that it stands for."""
    error = lost.error or ""
    reason = "maybe" if lost.state == OutboxState.DOUBT else REASONS.get(error, "refused")
    again = blocks.actions(controls.button("Post it now", SEND_AGAIN, ToRow(lost.id), "primary"))
    values = {"channel": lost.channel, "reason": reason, "error": error}
    note = compose_message("undelivered", values, {"again": [again]})
    room = blocks.MESSAGE_BLOCKS - len(note["blocks"])
    return {
        "text": f"{note['text']}\n\n{message['text']}",
        "blocks": [*note["blocks"], *blocks.fit_blocks(message["blocks"], room)],
    }


def compose_undrawn(row_id: str, channel: str, *, again: bool) -> Message:
    """Return the notice about a row that could not be drawn, meant for `channel` ("": for the reader).

    It needs nothing of what failed. `again`: it can be posted once the fault is mended.
    """
    button = controls.button("Post it now", SEND_AGAIN, ToRow(row_id))
    values = {"channel": channel, "reference": row_id[:8]}
    return compose_message("undrawn", values, {"again": [blocks.actions(button)] if again else []})


def compose_arrived(channel: str) -> Message:
    """Return what takes the place of the notice when somebody has seen the message."""
    return compose_message("arrived", {"channel": channel})


def compose_mended(since: datetime, zone: str, why: str) -> Message:
    """Return the notice that messages go out again, to a reader in `zone`. `why`: Slack's code, "" for no answer."""
    return compose_message("mended", {"since": since, "zone": zone, "why": why})


def compose_no_canvas(channel: str, code: str) -> Message:
    """Return why what was agreed is in no canvas of the channel: Slack's error `code`."""
    return compose_message("no_canvas", {"channel": channel, "code": code})


def compose_unpinned(channel: str) -> Message:
    """Return how a person pins a message, for when Slack does not let the bot."""
    return compose_message("unpinned", {"channel": channel})
