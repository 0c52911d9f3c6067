"""A Slack that says yes and records: the few methods of the Web API that the bot calls, on a port of this machine."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qsl

from bot.simulation.workspace import TEAM, URL, Happening, Payload, Workspace
from bot.trial import company

Method = Callable[[Workspace, Payload], Payload]


def room_of(workspace: Workspace, channel: str) -> str:
    """Return the room: a person's id stands for their direct messages."""
    return workspace.direct.get(channel, channel)


def test_token(workspace: Workspace, args: Payload) -> Payload:
    return {"url": URL, "team": "Northwind Outdoor", "team_id": TEAM, "user_id": company.BOT_USER, "bot_id": "B0ALIGN"}


def post(workspace: Workspace, args: Payload) -> Payload:
    room = room_of(workspace, args["channel"])
    named = workspace.named(args)
    if workspace.mirror:
        room, named["ts"] = workspace.mirror.post({**named, "channel": room})
    message = workspace.keep(room, named)
    workspace.note(Happening.POST, room, args)
    return {"channel": room, "ts": message["ts"], "message": message}


def whisper(workspace: Workspace, args: Payload) -> Payload:
    room = room_of(workspace, args["channel"])
    workspace.note(Happening.WHISPER, room, args, args["user"])
    return {"message_ts": workspace.keep(room, args, args["user"])["ts"]}


def update(workspace: Workspace, args: Payload) -> Payload:
    message = workspace.find(args["channel"], args["ts"])
    before, thread = message.get("blocks") or [], message.get("thread_ts", "")
    message |= workspace.named({name: args[name] for name in ("text", "blocks") if name in args})
    if workspace.mirror:
        workspace.mirror.update(message | {"channel": args["channel"]})
    workspace.note(Happening.EDIT, args["channel"], {**args, "thread_ts": thread}, before=before)
    return {"channel": args["channel"], "ts": args["ts"], "message": message}


def delete(workspace: Workspace, args: Payload) -> Payload:
    message = workspace.find(args["channel"], args["ts"])
    workspace.messages[args["channel"]].remove(message)
    if workspace.mirror:
        workspace.mirror.delete({"channel": args["channel"], "ts": args["ts"]})
    workspace.note(Happening.DELETION, args["channel"], message)
    return {"channel": args["channel"], "ts": args["ts"]}


def open_window(workspace: Workspace, args: Payload) -> Payload:
    return {"view": workspace.open(workspace.triggers[args["trigger_id"]], args["view"], on_top=False)}


def push_window(workspace: Workspace, args: Payload) -> Payload:
    return {"view": workspace.open(workspace.triggers[args["trigger_id"]], args["view"], on_top=True)}


def update_window(workspace: Workspace, args: Payload) -> Payload:
    return {"view": workspace.change(args["view_id"], args["view"])}


def publish(workspace: Workspace, args: Payload) -> Payload:
    view = workspace.named(args["view"]) | {"id": f"H{args['user_id']}"}
    workspace.homes[args["user_id"]] = view
    workspace.note(Happening.HOME, room_of(workspace, args["user_id"]), args["view"], args["user_id"])
    return {"view": view}


def upload_address(workspace: Workspace, args: Payload) -> Payload:
    return {"file_id": f"F{workspace.number():08d}", "upload_url": f"{args['root']}/upload"}


def complete_upload(workspace: Workspace, args: Payload) -> Payload:
    files = args["files"] if isinstance(args["files"], list) else json.loads(args["files"])
    workspace.note(Happening.FILE, args["channel_id"], {"text": ", ".join(str(each["title"]) for each in files)})
    return {"files": files}


def make_canvas(workspace: Workspace, args: Payload) -> Payload:
    workspace.note(Happening.CANVAS, args["channel_id"], {"text": str(args["title"])})
    return {"canvas_id": f"F{workspace.number():08d}"}


def show_person(workspace: Workspace, args: Payload) -> Payload:
    return {"user": workspace.people[args["user"]].show()}


def list_members(workspace: Workspace, args: Payload) -> Payload:
    return {"members": [*workspace.members[args["channel"]], company.BOT_USER]}


def show_room(workspace: Workspace, args: Payload) -> Payload:
    room = args["channel"]
    return {"channel": {"id": room, "name": workspace.rooms.get(room, ""), "is_private": False, "is_member": True}}


def open_room(workspace: Workspace, args: Payload) -> Payload:
    return {"channel": {"id": room_of(workspace, args["users"])}}


def agree(workspace: Workspace, args: Payload) -> Payload:
    return {}


METHODS: dict[str, Method] = {
    "auth.test": test_token,
    "chat.postMessage": post,
    "chat.postEphemeral": whisper,
    "chat.update": update,
    "chat.delete": delete,
    "views.open": open_window,
    "views.push": push_window,
    "views.update": update_window,
    "views.publish": publish,
    "users.info": show_person,
    "conversations.members": list_members,
    "conversations.info": show_room,
    "conversations.open": open_room,
    "files.getUploadURLExternal": upload_address,
    "files.completeUploadExternal": complete_upload,
    "canvases.create": make_canvas,
    "canvases.edit": agree,
    "pins.add": agree,
    "pins.remove": agree,
    "dnd.info": agree,
}


def respond(workspace: Workspace, name: str, args: Payload) -> Payload:
    """Say what the bot answers at a response_url: in the channel, to its person, or in place of what was pressed."""
    user, room, pressed = workspace.addresses[name]
    if args.get("replace_original") and pressed:
        workspace.find(room, pressed).update(workspace.named({"blocks": [], **args}))
        workspace.note(Happening.EDIT, room, args, user)
    elif args.get("response_type") == "in_channel":
        post(workspace, {**args, "channel": room})
    else:
        whisper(workspace, {**args, "channel": room, "user": user})
    return {}


class RecordingSlack(ThreadingHTTPServer):
    """The server before a workspace; the bot reaches it at `api`."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(("127.0.0.1", 0), _Call)
        self.workspace = workspace
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.api = f"{self.url}/api/"

    def answer(self, path: str, args: Payload) -> Payload:
        """Return what a call of api/METHOD or response/NAME gets."""
        kind, _, name = path.strip("/").partition("/")
        try:
            if kind == "response":
                return {"ok": True, **respond(self.workspace, name, args)}
            if kind == "upload":
                return {"ok": True}
            return {"ok": True, **METHODS[name](self.workspace, {**args, "root": self.url})}
        except KeyError as missing:  # a method, a person, a message or a window that is not there
            return {"ok": False, "error": str(missing.args[0])}


class _Call(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # the default closes the connection after each call
    disable_nagle_algorithm = True
    server: RecordingSlack

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        answer = json.dumps(self.server.answer(self.path, _read(self.headers.get("content-type", ""), body))).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the transcript does."""


def _read(kind: str, body: bytes) -> Payload:
    if kind.startswith("application/json") and body:
        args: Payload = json.loads(body)
        return args
    if not kind.startswith("application/x-www-form-urlencoded"):
        return {}
    form = dict(parse_qsl(body.decode(), keep_blank_values=True))
    return {key: json.loads(value) if key in ("view", "blocks") else value for key, value in form.items()}


@contextmanager
def open_slack(workspace: Workspace) -> Iterator[RecordingSlack]:
    """Open a Slack that records into `workspace`, and close it on the way out."""
    with RecordingSlack(workspace) as slack:
        Thread(target=slack.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield slack
        finally:
            slack.shutdown()
