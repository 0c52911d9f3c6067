"""Outbox rows as requests to Slack: where a row goes, how it is sent, and how it is found again."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.delivery.answers import Accepted, Answer, DoNotDisturb, NotSent, Refused
from bot.delivery.api import SlackApi
from bot.delivery.building import Building, build_file
from bot.delivery.sheets import read_sheet
from bot.delivery.uploads import Upload, make_repeatable, upload_file
from bot.messages.block_kit.markdown import escape_cell
from bot.messages.block_kit.markup import unescape_text
from bot.messages.block_kit.render import File
from bot.model.outbox import OUR_EVENT, Kind, Operation, OutboxRow

CHANGES = (Operation.UPDATE, Operation.DELETE)  # of a message that stands there already
PINS = {Operation.PIN: "pins.add", Operation.UNPIN: "pins.remove"}

Message = Mapping[str, Any]


@dataclass(frozen=True)
class Request:
    """The place of a message: a channel, and there a message to change, or a thread.

    `unasked`: its person did not ask for it, so it waits while they are not to be disturbed.
    """

    channel: str
    ts: str | None = None
    thread: str | None = None
    unasked: bool = False


def is_direct(channel: str) -> bool:
    """Return whether this is a person's id (Slack opens the DM itself) or a DM's."""
    return channel[:1] in ("U", "W", "D")


def address_request(row: OutboxRow) -> Request:
    """Return where a post or a file goes."""
    return Request(row.channel, thread=row.detail.get("thread_ts"), unasked=row.kind == Kind.REMINDER)


def list_rivals(row: OutboxRow) -> tuple[Operation, ...]:
    """Return the operations on its message, or canvas, for whose end an update or pin waits."""
    # Two changes in flight arrive in either order, and the older one could stay.
    if row.op is Operation.CANVAS:
        return (Operation.CANVAS,)
    return (Operation.POST,) if row.op in PINS else (Operation.POST, *CHANGES)


def read_target(row: OutboxRow) -> Request | None:
    """Return the message that an update or pin names itself."""
    return Request(row.detail.get("channel") or row.channel, row.detail["ts"]) if "ts" in row.detail else None


def check_do_not_disturb(api: SlackApi, token: str, user: str, now: datetime) -> DoNotDisturb | None:
    """Return until when Do Not Disturb is on; None when it is off or Slack does not say (the scope is optional)."""
    answer = api.read("dnd.info", token, {"user": user})
    if not isinstance(answer, Accepted) or not answer.body.get("dnd_enabled"):
        return None
    start, end = (int(answer.body.get(f"next_dnd_{name}_ts") or 0) for name in ("start", "end"))
    return DoNotDisturb(datetime.fromtimestamp(end, UTC)) if start <= now.timestamp() < end else None


def send(api: SlackApi, token: str, row: OutboxRow, request: Request, message: Message) -> Answer:
    """Say it by the method of its operation."""
    words = {name: message[name] for name in ("text", "blocks") if message.get(name)}
    if row.op in PINS:
        return _send_pin(api, token, row.op, request)
    if row.op == Operation.DELETE:
        return _send_deletion(api, token, request)
    if row.op == Operation.CANVAS:
        return _send_canvas(api, token, request.channel, message["canvas"])
    if row.op == Operation.READ:
        return read_sheet(api, token, row, message["checklist"])
    if row.op == Operation.FILE:
        return _send_file(api, token, request.channel, message)
    if request.ts is not None:
        return api.write("chat.update", token, {"channel": request.channel, "ts": request.ts, **words})
    if row.op == Operation.HOME:
        view = {"type": "home", "blocks": message["blocks"]}
        return api.write("views.publish", token, {"user_id": request.channel, "view": view})
    # By this a post whose answer was lost is found again, whatever its text has become meanwhile.
    metadata = {"event_type": OUR_EVENT, "event_payload": {"id": row.id}}
    quiet = {"unfurl_links": False, "unfurl_media": False}
    # Words alone are there to be copied: no mark in them means anything.
    plain = {} if "blocks" in words else {"mrkdwn": False}
    place = {"channel": request.channel, **({"thread_ts": request.thread} if request.thread else {})}
    return api.write("chat.postMessage", token, {**place, **words, **plain, **quiet, "metadata": metadata})


def _send_pin(api: SlackApi, token: str, op: Operation, request: Request) -> Answer:
    """Pin or unpin; what is so already is done."""
    answer = api.write(PINS[op], token, {"channel": request.channel, "timestamp": request.ts})
    return Accepted({}) if answer in (Refused("already_pinned"), Refused("no_pin")) else answer


def _send_deletion(api: SlackApi, token: str, request: Request) -> Answer:
    """Delete a message; one that is gone already is deleted."""
    answer = api.write("chat.delete", token, {"channel": request.channel, "ts": request.ts})
    return Accepted({}) if answer == Refused("message_not_found") else answer


def _send_canvas(api: SlackApi, token: str, channel: str, canvas: Message) -> Answer:
    """Make the canvas, or say all of it anew: the same said twice is the same as once."""
    content = {"type": "markdown", "markdown": canvas["markdown"]}
    if canvas["id"]:
        changes = [{"operation": "replace", "document_content": content}]
        return api.write("canvases.edit", token, {"canvas_id": canvas["id"], "changes": changes})
    made = {"channel_id": channel, "title": canvas["title"], "document_content": content}
    return api.write("canvases.create", token, made)


def read_ts(body: Mapping[str, Any]) -> str:
    """Return where in its channel the message stands, or which canvas was made; "" where Slack does not say."""
    return str(body.get("ts") or body.get("message_ts") or body.get("canvas_id") or "")


def find_post(api: SlackApi, token: str, row: OutboxRow) -> Answer:
    """Look for a post in its DM: Accepted with its channel and ts, Accepted with nothing when it is not there."""
    channel = row.channel
    if not channel.startswith("D"):
        opened = api.write("conversations.open", token, {"users": channel})
        if not isinstance(opened, Accepted):
            return opened
        channel = opened.body["channel"]["id"]
    wanted = {"channel": channel, "limit": 100, "include_all_metadata": "true"}
    history = api.read("conversations.history", token, wanted)
    if not isinstance(history, Accepted):
        return history
    ours = [each for each in history.body.get("messages", []) if _read_row_id(each) == row.id]
    return Accepted({"channel": channel, "ts": ours[0]["ts"]} if ours else {})


def _read_row_id(message: Message) -> str | None:
    metadata = message.get("metadata") or {}
    row_id = (metadata.get("event_payload") or {}).get("id")
    return str(row_id) if metadata.get("event_type") == OUR_EVENT and row_id else None


def _send_file(api: SlackApi, token: str, person: str, message: Message) -> Answer:
    """Send the file of `message` to a person; its text instead where Slack allows the bot no files."""
    opened = make_repeatable(api.write("conversations.open", token, {"users": person}))
    if not isinstance(opened, Accepted):
        return opened
    file = _make_file(api, token, message)
    if isinstance(file, NotSent):
        return file
    channel = opened.body["channel"]["id"]
    done = upload_file(api, token, Upload(file["name"], file["title"], file["content"].encode()), channel)
    if done == Refused("missing_scope"):
        words = {name: message[name] for name in ("text", "blocks")}
        return api.write("chat.postMessage", token, {"channel": channel, **words})
    return Accepted({"channel": channel}) if isinstance(done, Accepted) else done


def _make_file(api: SlackApi, token: str, message: Message) -> File | NotSent:
    """Return the file of a message, made now where it is one that is built."""
    building: Building | None = message.get("building")
    if building is None:
        file = message["file"]
        content = _name_people(api, token, file)
        return {"name": file["name"], "title": file["title"], "content": content}
    built = build_file(api, token, building)
    return built if isinstance(built, NotSent) else {"name": building.name, "title": building.title, "content": built}


_PERSON = re.compile(r"(?<!\\)<@([UW][A-Z0-9]+)>")  # behind a \ it is what somebody typed


def _name_people(api: SlackApi, token: str, file: Mapping[str, str]) -> str:
    """Return what a file says with people's names for their ids, for readers outside Slack."""
    content, escape = file["content"], html.escape if file["name"].endswith(".html") else escape_cell
    names = {user: escape(_find_name(api, token, user)) for user in set(_PERSON.findall(content))}
    return _PERSON.sub(lambda match: names[match[1]], content)


def _find_name(api: SlackApi, token: str, user: str) -> str:
    answer = api.read("users.info", token, {"user": user})
    profile = answer.body["user"].get("profile", {}) if isinstance(answer, Accepted) else {}
    return unescape_text(str(profile.get("real_name") or user))
