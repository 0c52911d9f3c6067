"""files.*: uploaded in three steps, the second of them to a URL that the first gives; and what people have sent."""

from mimetypes import guess_type

from tests.standin.blockkit.limits import Payload
from tests.standin.faults import Answer
from tests.standin.methods.chat import room_to_write
from tests.standin.workspace import BOT_ID, BOT_USER, Refused, Workspace


def upload_url(workspace: Workspace, args: Payload) -> Payload:
    name = f"F{workspace.number():08d}"
    kept = {"id": name, "name": args["filename"], "length": int(args["length"])}
    workspace.files[name] = {**kept, "alt_txt": args.get("alt_txt", ""), "mimetype": guess_type(args["filename"])[0]}
    return {"file_id": name, "upload_url": f"{workspace.uploads}{name}"}


def complete_upload(workspace: Workspace, args: Payload) -> Payload:
    """Share uploaded files, as a message of the bot where `channel_id` says so."""
    files = []
    for each in args["files"]:
        kept = workspace.files.get(each["id"])
        if kept is None or "content" not in kept:
            raise Refused("file_not_found")
        kept |= {"title": each.get("title", kept["name"]), "completed": True}
        files.append({name: kept[name] for name in ("id", "name", "title")})
    if args.get("channel_id"):
        room = room_to_write(workspace, args["channel_id"])
        said = {"type": "message", "user": BOT_USER, "bot_id": BOT_ID, "ts": workspace.ts(), "files": files}
        room.messages.append({**said, "text": args.get("initial_comment", "")})
    return {"files": files}


def info(workspace: Workspace, args: Payload) -> Payload:
    kept = workspace.files.get(args["file"])
    if kept is None:
        raise Refused("file_not_found")
    return {"file": {name: value for name, value in kept.items() if name != "content"}}


def download(workspace: Workspace, name: str, *, allowed: bool) -> Answer:
    """Return a file as it is; to whoever may not read it the page on which people log in."""
    if not allowed or "files:read" not in workspace.scopes:
        return Answer(200, {}, {"Content-Type": "text/html; charset=utf-8"}, b"<!DOCTYPE html><title>Slack</title>")
    kept = workspace.files.get(name)
    if kept is None:
        return Answer(404, {}, {"Content-Type": "text/html"}, b"")
    return Answer(200, {}, {"Content-Type": kept["mimetype"]}, kept["content"])
