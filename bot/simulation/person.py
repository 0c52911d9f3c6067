"""Somebody at the company: what they do goes to the bot as Slack sends it, and they see what Slack was told to show."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt import App, BoltRequest

from bot.simulation.workspace import TEAM, Happening, Payload, Profile, Window, Workspace
from bot.trial import company
from bot.trial.elements import MANY, TEXTS, value_key
from bot.trial.page import list_buttons

Found = tuple[Payload, Payload]  # a block, and what is pressed in it


class SceneError(Exception):
    """A scene asks for something that is not to be seen where somebody looks."""


@dataclass(frozen=True)
class Room:
    """A channel or a person's direct messages with the bot, as acts name it."""

    id: str
    name: str


class Person:
    """Somebody with these hands; `speak` has the bot say what it has recorded."""

    def __init__(
        self, profile: Profile, workspace: Workspace, app: App, url: str, speak: Callable[[], None]
    ) -> None:
        self.profile, self._workspace, self._app, self._url, self._speak = profile, workspace, app, url, speak
        self._chosen: dict[tuple[str, str], Payload] = {}

    @property
    def id(self) -> str:
        return self.profile.id

    @property
    def dm(self) -> Room:
        """Their direct messages with the bot."""
        return Room(f"D{self.id[1:]}", "directmessage")

    @property
    def windows(self) -> list[Window]:
        return self._workspace.windows.setdefault(self.id, [])

    @property
    def window(self) -> Window:
        """The window on top. SceneError where none is open."""
        if not self.windows:
            raise SceneError(f"{self.profile.name} has no window open")
        return self.windows[-1]

    def types(self, line: str, where: Room) -> None:
        """A slash command."""
        self._workspace.act(self.id, where.id, f"types `{line}`")
        command, _, text = line.partition(" ")
        place = {"channel_id": where.id, "channel_name": where.name, "command": command, "text": text}
        who = {"team_id": TEAM, "user_id": self.id, "user_name": self.profile.handle}
        said = self._send({**who, **place, **self._make_ids(where.id)})
        if said:
            self._workspace.note(Happening.WHISPER, where.id, said, self.id)
            self._workspace.keep(where.id, said, self.id)
        self._speak()

    def opens_home(self) -> None:
        """Look at the Home tab."""
        self._workspace.act(self.id, self.dm.id, "opens Home")
        self._cause({"type": "app_home_opened", "user": self.id, "channel": self.dm.id, "tab": "home"})

    def says(self, text: str) -> None:
        """Words to the bot, in their direct messages."""
        self._workspace.act(self.id, self.dm.id, f"says: {text}")
        place = {"channel": self.dm.id, "channel_type": "im", "ts": f"1.{self._workspace.number():06d}"}
        self._cause({"type": "message", "user": self.id, "text": text, **place})

    def invites_bot(self, where: Room) -> None:
        """Bring the bot into a channel."""
        self._workspace.act(self.id, where.id, "invites @Align")
        place = {"channel": where.id, "channel_type": "C", "team": TEAM, "inviter": self.id}
        self._cause({"type": "member_joined_channel", "user": company.BOT_USER, **place})

    def _cause(self, event: Payload) -> None:
        number = self._workspace.number()
        event |= {"event_ts": f"1.{number:06d}"}
        self._send({"type": "event_callback", "team_id": TEAM, "event_id": f"Ev{number}", "event": event})
        self._speak()

    def presses(self, label: str, where: Room, beside: str = "") -> None:
        """A button or an entry of a menu: in the open window, else in the newest message there that has it."""
        if self.windows:
            return self._press_in_window(label, beside)
        for message in reversed(self._readable(where)):
            blocks = message.get("blocks") or []
            if beside in str(blocks) and (found := _find_pressed(blocks, label)):
                self._workspace.act(self.id, where.id, f"presses [{label}]")
                self._act_in_message(where, message, *found)
                return self._speak()
        raise SceneError(f"{self.profile.name} finds no button {label!r} in {where.name}")

    def chooses(self, label: str, choice: str, where: Room) -> None:
        """An option of a field that stands in a message."""
        for message in reversed(self._readable(where)):
            for name, block, element in list_fields(message.get("blocks") or []):
                if name == label:
                    self._workspace.act(self.id, where.id, f"chooses “{choice}”")
                    chosen = {**element, **fill(element, choice)}
                    self._act_in_message(where, message, block, chosen)
                    return self._speak()
        raise SceneError(f"{self.profile.name} finds no field {label!r} in {where.name}")

    def fills(self, given: Mapping[str, Any]) -> None:
        """Put values into the fields of the window on top, by their labels."""
        for label, value in given.items():
            window = self.window
            fields = {name: (block, element) for name, block, element in list_fields(window.view["blocks"])}
            if label not in fields:
                raise SceneError(f"no field {label!r} in {list(fields)}")
            block, element = fields[label]
            held = fill(element, value)
            window.given[block["block_id"], element["action_id"]] = held
            if block["type"] != "input" or block.get("dispatch_action"):
                self._act_in_window(window, block, {**element, **held})

    def submits(self) -> None:
        """Send the window on top. SceneError where the bot finds something wrong in it."""
        window = self.window
        title = window.view["title"]["text"]
        if not window.view["submit"]:
            raise SceneError(f"nothing can be sent in “{title}”")
        submit = window.view["submit"]["text"]
        self._workspace.act(self.id, "", f"sends “{title}” [{submit}]")
        sent = {**self._make_ids("", window=True), "view": self._filled(window), "response_urls": []}
        said = self._send({**self._sender("view_submission"), **sent})
        self._take_answer(window, said)
        self._speak()

    def closes(self, number: int = 3) -> None:
        """Close so many windows, from the top; Slack stacks three at most."""
        closed = self.windows[-number:]
        del self.windows[-number:]
        for each in reversed(closed):
            if each.view["notify_on_close"]:
                self._send({**self._sender("view_closed"), "view": each.view, "is_cleared": number > 1})
        self._speak()

    def _take_answer(self, window: Window, said: Payload) -> None:
        action = said.get("response_action", "")
        if action == "errors":
            raise SceneError(f"{window.view['title']['text']}: {said['errors']}")
        if action == "update":
            self._workspace.change(window.view["id"], said["view"])
        elif action == "push":
            self._workspace.open(self.id, said["view"], on_top=True)
        elif action == "clear":
            self.windows.clear()
        else:
            self.windows.remove(window)

    def _press_in_window(self, label: str, beside: str) -> None:
        window = self.window
        if label in (each["text"] for each in (window.view["submit"],) if each):
            return self.submits()
        found = _find_pressed(window.view["blocks"], label, beside)
        if not found:
            labels = [each["text"]["text"] for block in window.view["blocks"] for each in list_buttons(block)]
            raise SceneError(f"no button {label!r} among {labels} in “{window.view['title']['text']}”")
        self._workspace.act(self.id, "", f"presses [{label}] in “{window.view['title']['text']}”")
        self._act_in_window(window, *found)
        return self._speak()

    def _act_in_window(self, window: Window, block: Payload, element: Payload) -> None:
        place = {"container": {"type": "view", "view_id": window.view["id"]}, "view": self._filled(window)}
        action = {"actions": [_act(block, element)]}
        self._send({**self._sender("block_actions"), **place, **self._make_ids("", window=True), **action})

    def _act_in_message(self, where: Room, message: Payload, block: Payload, element: Payload) -> None:
        whispered = bool(message["for"])
        container = {"type": "message", "message_ts": message["ts"], "channel_id": where.id}
        sent = {
            "container": container | {"is_ephemeral": whispered},
            "channel": {"id": where.id, "name": where.name},
            "state": {"values": {}},
            "actions": [_act(block, element)],
            **self._make_ids(where.id, message["ts"]),
            **({} if whispered else {"message": message}),
        }
        self._send({**self._sender("block_actions"), **sent})

    def _readable(self, where: Room) -> list[Payload]:
        return [each for each in self._workspace.messages.get(where.id, []) if each["for"] in ("", self.id)]

    def _filled(self, window: Window) -> Payload:
        values: Payload = {}
        for _, block, element in list_fields(window.view["blocks"]):
            given = window.given.get((block["block_id"], element["action_id"]))
            held = given if given and given["type"] == element["type"] else start(element)
            values.setdefault(block["block_id"], {})[element["action_id"]] = held
        return {**window.view, "state": {"values": values}}

    def _sender(self, kind: str) -> Payload:
        user = {"id": self.id, "username": self.profile.handle, "name": self.profile.handle, "team_id": TEAM}
        return {"type": kind, "team": {"id": TEAM, "domain": "northwind"}, "user": user, "api_app_id": "A0ALIGN"}

    def _make_ids(self, room: str, pressed: str = "", *, window: bool = False) -> Payload:
        trigger = f"{self._workspace.number()}.trigger"
        self._workspace.triggers[trigger] = self.id
        if window:
            return {"trigger_id": trigger}
        name = f"r{self._workspace.number()}"
        self._workspace.addresses[name] = (self.id, room, pressed)
        return {"trigger_id": trigger, "response_url": f"{self._url}/response/{name}"}

    def _send(self, body: Payload) -> Payload:
        """Return the acknowledgement's words. SceneError where the bot fails."""
        response = self._app.dispatch(BoltRequest(mode="socket_mode", body=body))
        if response.status != 200:
            raise SceneError(f"the bot answers {response.status} to {body.get('type', 'a command')}")
        if not response.body:
            return {}
        said: Payload = json.loads(response.body) if response.body.startswith("{") else {"text": response.body}
        return said


def list_fields(blocks: list[Payload]) -> Iterator[tuple[str, Payload, Payload]]:
    """Yield everything that holds a value: its label, its block, and itself."""
    for block in blocks:
        elements = [block.get("element"), block.get("accessory"), *(block.get("elements") or [])]
        for element in filter(None, elements):
            if str(element.get("type")) in HOLDING:
                beside = block.get("label") or element.get("placeholder") or block.get("text") or {}
                yield str(beside.get("text", "")), block, element


HOLDING = {*TEXTS, *MANY, "static_select", "radio_buttons", "users_select", "timepicker", "datepicker"}


def fill(element: Payload, given: Any) -> Payload:
    """Return what the client holds for the field when somebody gives `given`: words, an option's text, a person's id."""
    kind = str(element["type"])
    if given is not None and "option" in value_key(kind):
        known = {each["text"]["text"]: each for each in _real_options(element)}
        known |= {each["value"]: each for each in known.values()}
        missing = [each for each in (given if kind in MANY else [given]) if each not in known]
        if missing:
            raise SceneError(f"no option {missing} in {list(known)}")
        given = [known[each] for each in given] if kind in MANY else known[given]
    return {"type": kind, value_key(kind): given}


def start(element: Payload) -> Payload:
    """Return what the client holds before anybody has touched the field."""
    key = value_key(str(element["type"]))
    names = {"value": "initial_value"}
    empty: Any = [] if element["type"] in MANY else None
    return {"type": element["type"], key: element.get(names.get(key, key.replace("selected", "initial")), empty)}


def _real_options(element: Payload) -> list[Payload]:
    groups = element.get("option_groups") or []
    return [*(element.get("options") or []), *(each for group in groups for each in group["options"])]


def _find_pressed(blocks: list[Payload], label: str, beside: str = "") -> Found | None:
    """Return the button of these words that stands by such words: in its own block or in the one before."""
    for place, block in enumerate(blocks):
        for button in list_buttons(block):
            near = str(blocks[max(0, place - 1) : place + 1])
            if button["text"]["text"] == label and beside in near:
                return block, button
    return None


def _act(block: Payload, element: Payload) -> Payload:
    hidden = ("confirm", "options", "option_groups")
    shown = {name: value for name, value in element.items() if name not in hidden}
    return {**shown, "block_id": block["block_id"], "action_ts": "1.0"}
