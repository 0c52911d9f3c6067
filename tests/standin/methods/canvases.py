"""canvases.*: a canvas with a tab in a channel, made once and edited as a whole. Sections are not played."""

import re
from typing import Any

from tests.standin.blockkit.limits import Payload
from tests.standin.workspace import BOT_USER, Canvas, Refused, Workspace

LONGEST = 1_048_576  # characters
CELLS = 300  # of one table
KEYS = {"operation", "document_content", "section_id", "title_content"}
_TABLE = re.compile(r"(?:^\|.*\|$\n?)+", re.MULTILINE)


def create(workspace: Workspace, args: Payload) -> Payload:
    if not workspace.has_canvases:
        raise Refused("canvas_disabled_user_team")
    room = str(args.get("channel_id") or "")
    if not room and not workspace.is_paid:
        raise Refused("free_teams_cannot_create_non_tabbed_canvases")
    if room:
        _check_room(workspace, room)
    if not workspace.is_paid and any(each.room == room for each in workspace.canvases.values()):
        raise Refused("free_team_canvas_tab_already_exists")
    name = f"F0CANVAS{workspace.number()}"
    content = args.get("document_content")
    markdown = _read_content(content) if content else ""
    workspace.canvases[name] = Canvas(str(args.get("title") or ""), _note(workspace, markdown), room)
    return {"canvas_id": name}


def edit(workspace: Workspace, args: Payload) -> Payload:
    if not workspace.has_canvases:
        raise Refused("canvas_disabled_user_team")
    canvas = workspace.canvases.get(args["canvas_id"])
    if canvas is None:
        raise Refused("canvas_not_found")
    changes = args["changes"]
    if not isinstance(changes, list) or len(changes) != 1:
        raise Refused("invalid_arguments", ["/changes: one operation a call"])
    (change,) = changes
    if set(change) - KEYS or change.get("operation") != "replace" or change.get("section_id"):
        raise Refused("invalid_arguments", ["/changes/0: this stand-in plays replace, of the whole canvas"])
    canvas.markdown = _note(workspace, _read_content(change.get("document_content")))
    return {}


def _check_room(workspace: Workspace, channel: str) -> None:
    room = workspace.rooms.get(channel)
    if room is None or (room.is_private and BOT_USER not in room.members):
        raise Refused("channel_not_found")
    if room.archived:
        raise Refused("is_archived")
    if BOT_USER not in room.members:
        raise Refused("not_in_channel")


def _read_content(content: Any) -> str:
    if not isinstance(content, dict) or set(content) != {"type", "markdown"} or content["type"] != "markdown":
        raise Refused("invalid_arguments", ["/document_content: a type, which is markdown, and the markdown"])
    markdown = content["markdown"]
    if not isinstance(markdown, str) or len(markdown) > LONGEST:
        raise Refused("invalid_arguments", [f"/document_content/markdown: at most {LONGEST} characters"])
    if any(len(re.findall(r"(?<!\\)\|", table)) > CELLS for table in _TABLE.findall(markdown)):
        raise Refused("canvas_creation_failed")
    return markdown


def _note(workspace: Workspace, markdown: str) -> str:
    """Return it; what a canvas would not show as it is meant is a doubt."""
    if re.search(r"(?<!\\)<[@#][UWC]", markdown):
        workspace.doubts.append("canvas: a mention of a message, which a canvas shows as it is written")
    if re.search(r"^#{4,} ", markdown, re.MULTILINE):
        workspace.doubts.append("canvas: a heading below the third level")
    return markdown
