"""Somebody at the company: what they do goes to the bot as Slack sends it, and they see what Slack was told to show."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt import App, BoltRequest

from bot.simulation.fields import SceneError, fill, find_pressed, list_fields, start
from bot.simulation.workspace import TEAM, Happening, Payload, Profile, Window, Workspace
from bot.trial import company
from bot.trial.page import list_buttons


@dataclass(frozen=True)
class Room:
    """A channel or a person's direct messages with the bot, as acts name it."""

    id: str
    name: str


class Person:
    """Somebody with these hands; `speak` has the bot say what it has recorded."""

    def __init__(self, profile: Profile, workspace: Workspace, app: App, url: str, speak: Callable[[], None]) -> None:
        self.profile, self._workspace, self._app, self._url, self._speak = profile, workspace, app, url, speak
        self._chosen: dict[tuple[str, str], Payload] = {}

    @property
    def id(self) -> str:
        return self.profile.id

    @property
    def dm(self) -> Room:
        """Their direct messages with the bot."""
        return Room(self._workspace.direct[self.id], "directmessage")

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
            if beside in str(blocks) and (found := find_pressed(blocks, label)):
                self._workspace.act(self.id, where.id, f"presses [{label}]")
                self._act_in_message(where, message, *found)
                return self._speak()
        raise SceneError(f"{self.profile.name} finds no button {label!r} in {where.name}")

    def chooses(self, label: str, choice: str, where: Room) -> None:
        """An option of a field that stands in a message."""
        for message in reversed(self._readable(where)):
            for name, block, element in list_fields(message.get("blocks") or []):
                if name == label:
                    chosen = {**element, **fill(element, choice)}
                    self._workspace.act(self.id, where.id, f"answers “{label}”")
                    self._act_in_message(where, message, block, chosen)
                    return self._speak()
        raise SceneError(f"{self.profile.name} finds no field {label!r} in {where.name}")

    def find_question(self, where: Room) -> str:
        """Return the label of the field in what they alone were told last; "" where that asks nothing."""
        told = [each for each in self._readable(where) if each["for"] == self.id][-1:]
        return next((name for each in told for name, _, _ in list_fields(each.get("blocks") or [])), "")

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
        found = find_pressed(window.view["blocks"], label, beside)
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


def _act(block: Payload, element: Payload) -> Payload:
    hidden = ("confirm", "options", "option_groups")
    shown = {name: value for name, value in element.items() if name not in hidden}
    return {**shown, "block_id": block["block_id"], "action_ts": "1.0"}
