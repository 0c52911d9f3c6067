"""Notices that a message could not be delivered: the trouble, what mends it, and the message itself."""

from dataclasses import dataclass

from bot.messages import blocks, controls
from bot.messages.payloads import Act, Payload
from bot.messages.render import Message, compose_message


@dataclass(frozen=True)
class ToRow(Payload):
    """A row of the outbox."""

    row: str


SEND_AGAIN = Act("outbox:again", ToRow)
REASONS = {
    "not_in_channel": "away",
    "channel_not_found": "away",
    "is_archived": "archived",
}


def compose_undelivered(row_id: str, channel: str, error: str, message: Message) -> Message:
    """Return the notice. `error` is Slack's code for a refusal, or what went wrong while sending (maybe sent)."""
    # Slack's codes are words with underscores; what we record ourselves has a digit, a space or a colon in it.
    reason = REASONS.get(error, "refused" if error.replace("_", "").isalpha() else "maybe")
    again = blocks.actions(controls.button("Post it now", SEND_AGAIN, ToRow(row_id), "primary"))
    note = compose_message("undelivered", {"channel": channel, "reason": reason, "error": error}, {"again": [again]})
    room = blocks.MESSAGE_BLOCKS - len(note["blocks"])
    return {
        "text": f"{note['text']}\n\n{message['text']}",
        "blocks": [*note["blocks"], *blocks.fit_blocks(message["blocks"], room)],
    }


def compose_unpinned(channel: str) -> Message:
    """Return how a person pins a message, for when Slack does not let the bot."""
    return compose_message("unpinned", {"channel": channel})
