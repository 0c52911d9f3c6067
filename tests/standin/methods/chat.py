"""chat.*, pins.*, and posts to a response_url."""

from datetime import timedelta
from typing import Any

from tests.standin.blockkit.limits import Payload, check_message
from tests.standin.workspace import APP, BOT_ID, BOT_USER, TEAM, Refused, Room, Whisper, Workspace, copied

SAID = ["text", "markdown_text", "blocks", "attachments", "metadata", "thread_ts", "unfurl_links", "unfurl_media"]
ANSWERED = [*SAID, "response_type", "replace_original", "delete_original"]


def room_to_write(workspace: Workspace, channel: Any) -> Room:
    """Return the room if the bot may post there; a user's id is the DM with them."""
    user = workspace.users.get(channel)
    if user and user.is_bot:
        raise Refused("cannot_dm_bot")
    if user and not user.deleted:
        return workspace.dm(user.id)
    room = workspace.rooms.get(channel)
    if room is None or (room.is_private and BOT_USER not in room.members):
        raise Refused("channel_not_found")
    if room.archived:
        raise Refused("is_archived")
    if BOT_USER not in room.members:
        raise Refused("not_in_channel")
    return room


def judge(payload: Payload) -> None:
    """Refuse what Slack refuses, with its code for the worst fault."""
    faults = check_message(payload)
    codes = {"/text: ": "msg_too_long", "/: no_text": "no_text", "/metadata": "invalid_metadata_format"}
    codes |= {"/attachments": "invalid_attachments", "/blocks: only_one_table": "invalid_attachments"}
    for fault in faults:
        known = [code for start, code in codes.items() if fault.startswith(start)]
        otherwise = "invalid_blocks" if fault.startswith("/blocks") else "invalid_arguments"
        raise Refused(next(iter(known), otherwise), faults)


def refuse_unknown(workspace: Workspace, args: Payload) -> None:
    """Refuse blocks that this workspace does not know, and pictures that it does not have."""
    if any(block["type"] in workspace.unknown_blocks for block in args.get("blocks", [])):
        raise Refused("invalid_blocks")
    named = [block["slack_file"]["id"] for block in args.get("blocks", []) if "slack_file" in block]
    if not all(workspace.files.get(each, {}).get("completed") for each in named):
        raise Refused("invalid_blocks", ["invalid slack file"])


def message(workspace: Workspace, said: Payload) -> Payload:
    """Return what the bot said, as Slack keeps it."""
    kept: Payload = {"type": "message", "user": BOT_USER, "bot_id": BOT_ID, "app_id": APP, "team": TEAM}
    kept |= copied({name: said[name] for name in SAID if name in said})
    kept |= {"ts": workspace.ts(), "text": said.get("text") or said.get("markdown_text", "")}
    if "blocks" in kept:
        kept["blocks"] = workspace.kept_blocks(kept["blocks"])
    return kept


def accept(workspace: Workspace, args: Payload, room: Room | None = None) -> None:
    """Keep what was taken; with its `room` where everybody there can read it, outside of threads."""
    said = {name: args[name] for name in ANSWERED if name in args}
    workspace.accept("message", said)
    if room and not room.person and "thread_ts" not in args:
        workspace.posts.append(copied(said))


def post_message(workspace: Workspace, args: Payload) -> Payload:
    room = room_to_write(workspace, args["channel"])
    judge(args)
    refuse_unknown(workspace, args)
    parent = args.get("thread_ts")
    if parent and not room.find(parent):
        raise Refused("thread_not_found")
    accept(workspace, args, room)
    said = message(workspace, args)
    room.messages.append(said)
    return {"channel": room.id, "ts": said["ts"], "message": said}


def update(workspace: Workspace, args: Payload) -> Payload:
    if args["channel"] in workspace.users:
        raise Refused("channel_not_found")
    room = room_to_write(workspace, args["channel"])
    said = room.find(args["ts"])
    if said is None:
        raise Refused("message_not_found")
    if said.get("bot_id") != BOT_ID:
        raise Refused("cant_update_message")
    judge(args)
    refuse_unknown(workspace, args)
    accept(workspace, args, None if said.get("thread_ts") else room)
    said |= {**message(workspace, {"text": said["text"], **args}), "ts": said["ts"], "edited": {"user": BOT_USER}}
    return {"channel": room.id, "ts": said["ts"], "text": said["text"], "message": said}


def delete(workspace: Workspace, args: Payload) -> Payload:
    if args["channel"] in workspace.users:
        raise Refused("channel_not_found")
    room = room_to_write(workspace, args["channel"])
    said = room.find(args["ts"])
    if said is None:
        raise Refused("message_not_found")
    if said.get("bot_id") != BOT_ID:
        raise Refused("cant_delete_message")
    room.messages.remove(said)
    return {"channel": room.id, "ts": said["ts"]}


def post_ephemeral(workspace: Workspace, args: Payload) -> Payload:
    if args["channel"] in workspace.users:
        raise Refused("channel_not_found")
    room = room_to_write(workspace, args["channel"])
    if args["user"] not in room.members:
        raise Refused("user_not_in_channel")
    judge(args)
    accept(workspace, args)
    said = message(workspace, args)
    workspace.whispers.append(Whisper(args["user"], room.id, said))
    return {"message_ts": said["ts"]}


def permalink(workspace: Workspace, args: Payload) -> Payload:
    room = workspace.rooms.get(args["channel"])
    if room is None or (BOT_USER not in room.members and room.is_private):
        raise Refused("channel_not_found")
    if not room.find(args["message_ts"]):
        raise Refused("message_not_found")
    link = f"https://align-test.slack.com/archives/{room.id}/p{args['message_ts'].replace('.', '')}"
    return {"channel": room.id, "permalink": link}


def pin(workspace: Workspace, args: Payload) -> Payload:
    room = room_to_write(workspace, args["channel"])
    if not room.find(args["timestamp"]):
        raise Refused("message_not_found")
    if (room.id, args["timestamp"]) in workspace.pins:
        raise Refused("already_pinned")
    workspace.pins.append((room.id, args["timestamp"]))
    return {}


def unpin(workspace: Workspace, args: Payload) -> Payload:
    pin = (args["channel"], args["timestamp"])
    if pin not in workspace.pins:
        raise Refused("no_pin")
    workspace.pins.remove(pin)
    return {}


def respond(workspace: Workspace, name: str, args: Payload) -> None:
    """A post to a response_url: 5 within 30 minutes, whatever the bot may do in that channel."""
    address = workspace.addresses.get(name)
    if address is None or workspace.now() - address.at > timedelta(minutes=30):
        raise Refused("expired_url")
    address.uses += 1
    if address.uses > 5:
        raise Refused("used_url")
    judge(args)
    answer(workspace, address.user, address.room, args, address.source)


def answer(workspace: Workspace, user: str, room: str, args: Payload, source: Payload | None = None) -> None:
    """Say what an acknowledgement or response_url says: to one person unless `response_type` says otherwise."""
    accept(workspace, args)
    replaces = source is not None and (args.get("replace_original") or args.get("delete_original"))
    if source is not None and replaces:
        replace(workspace, room, source, args)
        return
    said = message(workspace, args)
    if args.get("response_type") == "in_channel":
        workspace.rooms[room].messages.append(said)
    else:
        workspace.whispers.append(Whisper(user, room, said))


def replace(workspace: Workspace, room: str, source: Payload, args: Payload) -> None:
    if not args.get("delete_original"):
        fresh = message(workspace, args)
        source.pop("blocks", None)
        source |= {**fresh, "ts": source["ts"]}
        return
    workspace.whispers = [each for each in workspace.whispers if each.message["ts"] != source["ts"]]
    place = workspace.rooms[room]
    place.messages = [each for each in place.messages if each["ts"] != source["ts"]]
