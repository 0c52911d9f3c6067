"""One outbox row as a request to Slack: where it goes, how it is sent, and how to find it again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.delivery import uploads
from bot.delivery.api import Accepted, Answer, Refused, Resting, Wire
from bot.model.outbox import Kind, Operation, OutboxRow, OutboxState

PINS = {Operation.PIN: "pins.add", Operation.UNPIN: "pins.remove"}
OUR_EVENT = "align_outbox"
RESPONSE_URL_LIVES = timedelta(minutes=30)


@dataclass(frozen=True)
class Letter:
    """Where a row goes: a channel, and there the message to change, the one person who sees it, or a response_url.

    `gently`: nobody asked for it, so not while its person is not to be disturbed.
    """

    channel: str
    ts: str | None = None
    thread: str | None = None
    user: str | None = None
    response_url: str | None = None
    gently: bool = False


def is_dm(channel: str) -> bool:
    """A person's id (Slack opens the DM itself) or a DM's."""
    return channel[:1] in ("U", "W", "D")


def address(row: OutboxRow, now: datetime) -> Letter:
    """Where a post or an ephemeral message goes; a response_url only as long as Slack takes it."""
    detail = row.detail
    young = now - row.created_at < RESPONSE_URL_LIVES
    response_url = detail.get("response_url") if young else None
    gently = row.kind == Kind.REMINDER
    return Letter(row.channel, None, detail.get("thread_ts"), detail.get("user"), response_url, gently)


def earlier(row: OutboxRow, same: list[OutboxRow]) -> Letter | str:
    """The message that an update changes, `busy` when it is being sent just now, otherwise why there is none.

    `same` are the other rows about this message, the newest first.
    """
    matters = (Operation.POST,) if row.op in PINS else (Operation.POST, Operation.UPDATE)
    if any(each.state == OutboxState.SENDING and each.op in matters for each in same):
        return "busy"
    if "ts" in row.detail:
        return Letter(row.detail.get("channel") or row.channel, row.detail["ts"])
    post = next((each for each in same if each.op == Operation.POST), None)
    if post is None:
        return "nothing was posted"
    if post.state != OutboxState.SENT or post.sent_channel is None:
        return f"its post is {post.state}"
    return Letter(post.sent_channel, post.sent_ts)


def resting(wire: Wire, token: str, user: str, now: datetime) -> Resting | None:
    """Whether Do Not Disturb is on; not when Slack does not say (the scope is optional)."""
    answer = wire.ask("dnd.info", token, {"user": user})
    if not isinstance(answer, Accepted) or not answer.body.get("dnd_enabled"):
        return None
    start, end = (int(answer.body.get(f"next_dnd_{name}_ts") or 0) for name in ("start", "end"))
    return Resting(datetime.fromtimestamp(end, UTC)) if start <= now.timestamp() < end else None


def send(wire: Wire, token: str, row: OutboxRow, letter: Letter, words: Mapping[str, Any]) -> Answer:
    """Say it."""
    said = {name: words[name] for name in ("text", "blocks") if name in words}
    if row.op in PINS:
        return _pin(wire, token, row.op, letter)
    if row.op == Operation.FILE:
        return uploads.send(wire, token, letter.channel, words)
    if letter.ts is not None:
        return wire.tell("chat.update", token, {"channel": letter.channel, "ts": letter.ts, **said})
    if row.op == Operation.EPHEMERAL:
        return _whisper(wire, token, letter, said)
    if row.op == Operation.HOME:
        view = {"type": "home", "blocks": words["blocks"]}
        return wire.tell("views.publish", token, {"user_id": letter.channel, "view": view})
    metadata = {"event_type": OUR_EVENT, "event_payload": {"id": row.id}}
    quiet = {"unfurl_links": False, "unfurl_media": False}
    place = {"channel": letter.channel, **({"thread_ts": letter.thread} if letter.thread else {})}
    return wire.tell("chat.postMessage", token, {**place, **said, **quiet, "metadata": metadata})


def _pin(wire: Wire, token: str, op: Operation, letter: Letter) -> Answer:
    """What is so already is done."""
    answer = wire.tell(PINS[op], token, {"channel": letter.channel, "timestamp": letter.ts})
    return Accepted({}) if answer in (Refused("already_pinned"), Refused("no_pin")) else answer


def _whisper(wire: Wire, token: str, letter: Letter, said: Mapping[str, object]) -> Answer:
    """By the response_url, which reaches places the bot is not in; when Slack does not take that one, by name."""
    if letter.response_url:
        here = {"response_type": "ephemeral", "replace_original": False}
        answer = wire.respond(letter.response_url, {**here, **said})
        if not isinstance(answer, Refused):
            return answer
    return wire.tell("chat.postEphemeral", token, {"channel": letter.channel, "user": letter.user, **said})


def ts(body: Mapping[str, Any]) -> str:
    """Where in its channel the message stands; a response_url does not say."""
    return str(body.get("ts") or body.get("message_ts") or "")


def find(wire: Wire, token: str, row: OutboxRow) -> Answer:
    """Look for a post in its DM: Accepted with its channel and ts, Accepted with nothing when it is not there."""
    channel = row.channel
    if not channel.startswith("D"):
        opened = wire.tell("conversations.open", token, {"users": channel})
        if not isinstance(opened, Accepted):
            return opened
        channel = opened.body["channel"]["id"]
    history = wire.ask(
        "conversations.history", token, {"channel": channel, "limit": 100, "include_all_metadata": "true"}
    )
    if not isinstance(history, Accepted):
        return history
    ours = [each for each in history.body.get("messages", []) if _row_of(each) == row.id]
    return Accepted({"channel": channel, "ts": ours[0]["ts"]} if ours else {})


def _row_of(message: Mapping[str, Any]) -> str | None:
    metadata = message.get("metadata") or {}
    row_id = (metadata.get("event_payload") or {}).get("id")
    return str(row_id) if metadata.get("event_type") == OUR_EVENT and row_id else None
