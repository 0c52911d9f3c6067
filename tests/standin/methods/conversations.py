"""conversations.*: rooms, who is in them, and what was said to the bot."""

from typing import Any

from tests.standin.blockkit.limits import Payload
from tests.standin.methods.pages import page
from tests.standin.methods.users import person
from tests.standin.workspace import BOT_USER, Refused, Room, Workspace


def readable(workspace: Workspace, channel: Any, purpose: str) -> Room:
    """A room whose `purpose` (read, history) the bot's scopes allow."""
    room = workspace.rooms.get(channel)
    if room is None or ((room.is_private or room.person) and BOT_USER not in room.members):
        raise Refused("channel_not_found")
    kind = "im" if room.person else "groups" if room.is_private else "channels"
    if f"{kind}:{purpose}" not in workspace.scopes:
        raise Refused("missing_scope", needed=f"{kind}:{purpose}", provided=",".join(sorted(workspace.scopes)))
    return room


def shown(room: Room) -> Payload:
    if room.person:
        return {"id": room.id, "is_im": True, "user": room.person, "is_archived": False}
    return {
        "id": room.id,
        "name": room.name,
        "name_normalized": room.name,
        "is_channel": not room.is_private,
        "is_group": False,
        "is_im": False,
        "is_mpim": False,
        "is_private": room.is_private,
        "is_archived": room.archived,
        "is_member": BOT_USER in room.members,
        "is_ext_shared": False,
    }


def conversations_info(workspace: Workspace, args: Payload) -> Payload:
    return {"channel": shown(readable(workspace, args["channel"], "read"))}


def conversations_list(workspace: Workspace, args: Payload) -> Payload:
    types = str(args.get("types", "public_channel")).split(",")
    rooms = [each for each in workspace.rooms.values() if not each.person]
    wanted = [each for each in rooms if ("private_channel" if each.is_private else "public_channel") in types]
    seen = [each for each in wanted if not each.is_private or BOT_USER in each.members]
    return page(
        [shown(each) for each in seen if not (args.get("exclude_archived") and each.archived)], args, "channels"
    )


def conversations_members(workspace: Workspace, args: Payload) -> Payload:
    return page(sorted(readable(workspace, args["channel"], "read").members), args, "members")


def conversations_open(workspace: Workspace, args: Payload) -> Payload:
    names = str(args.get("users", "")).split(",")
    if names == [""]:
        raise Refused("users_list_not_supplied")
    if len(names) > 1:
        raise Refused("missing_scope", needed="mpim:write", provided=",".join(sorted(workspace.scopes)))
    user = person(workspace, names[0])
    if user.is_bot:
        raise Refused("cannot_dm_bot")
    if user.deleted:
        raise Refused("user_disabled")
    room = workspace.dm(user.id)
    return {"channel": shown(room) if args.get("return_im") else {"id": room.id}}


def conversations_history(workspace: Workspace, args: Payload) -> Payload:
    """Newest first; a message's metadata comes whole only when asked for."""
    room = readable(workspace, args["channel"], "history")
    after, before = float(args.get("oldest") or 0), float(args.get("latest") or "inf")
    inside = bool(args.get("inclusive"))
    found = [
        each
        for each in room.messages
        if after < float(each["ts"]) < before or (inside and float(each["ts"]) in (after, before))
    ]
    whole = bool(args.get("include_all_metadata"))
    answer = page([told(each, whole) for each in reversed(found)], args, "messages")
    return answer | {"has_more": bool(answer["response_metadata"]["next_cursor"])}


def told(message: Payload, whole: bool) -> Payload:
    if "metadata" not in message or whole:
        return message
    return {**message, "metadata": {"event_type": message["metadata"]["event_type"]}}
