"""Every method of the Web API that is played."""

from collections.abc import Callable

from tests.standin.blockkit.limits import Payload
from tests.standin.methods import canvases, chat, conversations, files, users, views
from tests.standin.workspace import Workspace

Method = Callable[[Workspace, Payload], Payload]
# method: (what does it, scope it needs, required arguments)
METHODS: dict[str, tuple[Method, str, str]] = {
    "auth.test": (users.auth_test, "", ""),
    "team.info": (users.team_info, "", ""),
    "chat.postMessage": (chat.post_message, "chat:write", "channel"),
    "chat.postEphemeral": (chat.post_ephemeral, "chat:write", "channel user"),
    "chat.update": (chat.update, "chat:write", "channel ts"),
    "chat.delete": (chat.delete, "chat:write", "channel ts"),
    "chat.getPermalink": (chat.permalink, "", "channel message_ts"),
    "canvases.create": (canvases.create, "canvases:write", ""),
    "canvases.edit": (canvases.edit, "canvases:write", "canvas_id changes"),
    "pins.add": (chat.pin, "pins:write", "channel timestamp"),
    "pins.remove": (chat.unpin, "pins:write", "channel timestamp"),
    "conversations.open": (conversations.conversations_open, "im:write", ""),
    "conversations.info": (conversations.conversations_info, "", "channel"),
    "conversations.list": (conversations.conversations_list, "channels:read", ""),
    "conversations.members": (conversations.conversations_members, "", "channel"),
    "conversations.history": (conversations.conversations_history, "", "channel"),
    "users.info": (users.users_info, "users:read", "user"),
    "users.list": (users.users_list, "users:read", ""),
    "dnd.info": (users.dnd_info, "dnd:read", ""),
    "files.info": (files.info, "files:read", "file"),
    "files.getUploadURLExternal": (files.upload_url, "files:write", "filename length"),
    "files.completeUploadExternal": (files.complete_upload, "files:write", "files"),
    "views.open": (views.open_view, "", "trigger_id view"),
    "views.push": (views.push, "", "trigger_id view"),
    "views.update": (views.update, "", "view"),
    "views.publish": (views.publish, "", "user_id view"),
}
