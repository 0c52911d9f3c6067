"""files.*: uploaded in three steps, the second of them to a URL that the first gives."""

from tests.standin.blockkit.limits import Payload
from tests.standin.methods.chat import room_to_write
from tests.standin.workspace import BOT_ID, BOT_USER, Refused, Workspace


def upload_url(workspace: Workspace, args: Payload) -> Payload:
    name = f"F{workspace.number():08d}"
    workspace.files[name] = {"id": name, "name": args["filename"], "length": int(args["length"])}
    return {"file_id": name, "upload_url": f"{workspace.uploads}{name}"}


def complete_upload(workspace: Workspace, args: Payload) -> Payload:
    """Share uploaded files, as a message of the bot where `channel_id` says so."""
    files = []
    for each in args["files"]:
        kept = workspace.files.get(each["id"])
        if kept is None or "content" not in kept:
            raise Refused("file_not_found")
        kept["title"] = each.get("title", kept["name"])
        files.append({name: kept[name] for name in ("id", "name", "title")})
    if args.get("channel_id"):
        room = room_to_write(workspace, args["channel_id"])
        said = {"type": "message", "user": BOT_USER, "bot_id": BOT_ID, "ts": workspace.ts(), "files": files}
        room.messages.append({**said, "text": args.get("initial_comment", "")})
    return {"files": files}
