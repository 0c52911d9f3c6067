"""People who act while everything around them breaks, and remember what was acknowledged."""

import hashlib
import hmac
import json
import random
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from itertools import count
from urllib.parse import urlencode

from tests.bench.chaos_slack import PLACE, SORRY, Payload, Slack
from tests.bench.requests import SECRET

TIRED = 12  # times that somebody tries the same before they give up
_numbers = count(1)


class Book:
    """What people have tried, and what of it was acknowledged."""

    def __init__(self) -> None:
        self.made: set[str] = set()  # promises, by their words
        self.kept: set[str] = set()  # promises marked as done, by their ids
        self.tapped: dict[str, set[str]] = defaultdict(set)  # channel → who
        self.tried: dict[str, set[str]] = defaultdict(set)
        self.requests = self.refused = 0


class Person(threading.Thread):
    """Somebody in a team's channel, who acts until `over` is set, at any of the doors."""

    def __init__(
        self, user: str, channel: str, ports: Sequence[int], slack: Slack, book: Book, over: threading.Event, seed: int
    ) -> None:
        super().__init__(name=user, daemon=True)
        self._user, self._channel, self._ports, self._slack, self._book = user, channel, ports, slack, book
        self._over, self._random = over, random.Random(f"{seed} {user}")

    def run(self) -> None:
        while not self._over.is_set():
            self._random.choice((self._promise, self._finish, self._tap, self._tap))()
            self._over.wait(self._random.uniform(0, 0.2))

    def _promise(self) -> None:
        """Open the window, fill it, and send it until somebody says that it is recorded."""
        view = self._type("commit")
        if view and "id" in view:
            words = f"act {next(_numbers)}"
            sent = {**view, "state": {"values": _fill(view["blocks"], words, self._user)}}
            if self._insist({"type": "view_submission", "view": sent, "response_urls": []}):
                self._book.made.add(words)

    def _finish(self) -> None:
        """Look at what is promised, and mark the first as done."""
        view = self._type("progress") or {"blocks": []}
        for block in view["blocks"]:
            menu = block.get("accessory", {})
            for option in menu.get("options", []):
                if option["text"]["text"] == "Done" and "id" in view:
                    shown = {
                        "container": {"type": "view", "view_id": view["id"]},
                        "view": {**view, "state": {"values": {}}},
                    }
                    if self._insist(_press(block, {**menu, "selected_option": option}, shown)):
                        self._book.kept.add(option["value"])
                    return

    def _tap(self) -> None:
        """Answer a check-in that they have not answered."""
        for channel, posts in [*self._slack.posts.items()]:
            fitting = [post for post in posts if "How well" in str(post.get("blocks"))]
            if not fitting or channel.startswith("D") or self._user in self._book.tried[channel]:
                continue
            self._book.tried[channel].add(self._user)
            taps = [each for each in list_buttons(fitting[0]["blocks"]) if each[1]["text"]["text"][:1] in "12345"]
            message = {**fitting[0], "app_id": "A0CHAOS"}
            container = {"type": "message", "message_ts": message["ts"], "channel_id": channel}
            place = {"container": container, "channel": {"id": channel, "name": "chaos"}, "message": message}
            if taps and self._insist(_press(*self._random.choice(taps), place)):
                self._book.tapped[channel].add(self._user)
            return

    def _type(self, words: str) -> Payload | None:
        """A command, tried once; the window that it has opened, or what it has said."""
        trigger = f"{next(_numbers)}.{self._user}"
        fields = {"command": "/align", "text": words, "channel_id": self._channel, "channel_name": "chaos"}
        who = {"team_id": PLACE, "user_id": self._user, "user_name": self._user}
        said = self._send({**fields, **who, "trigger_id": trigger, "response_url": self._address(trigger)})
        return self._slack.views.pop(trigger, None) or (json.loads(said) if said else None)

    def _insist(self, body: Payload) -> bool:
        """Send it, the same each time, until it is acknowledged."""
        trigger = f"{next(_numbers)}.{self._user}"
        who = {"id": self._user, "username": self._user, "name": self._user, "team_id": PLACE}
        about = {"team": {"id": PLACE, "domain": "chaos"}, "user": who, "api_app_id": "A0CHAOS", "token": "t"}
        more = {"response_url": self._address(trigger), "is_enterprise_install": False, "enterprise": None}
        sent = {"payload": json.dumps({**body, **about, **more, "trigger_id": trigger})}
        for _ in range(TIRED):
            self._slack.sorry -= {trigger, self._user, f"/answer/{trigger}"}
            if self._send(sent) is not None and not self._slack.sorry & {trigger, self._user, f"/answer/{trigger}"}:
                return True
            time.sleep(self._random.uniform(0.2, 1.5))
        return False

    def _address(self, trigger: str) -> str:
        return f"http://127.0.0.1:{self._slack.server_port}/answer/{trigger}"

    def _send(self, fields: Payload) -> str | None:
        """What one of the doors has answered; None where it was not there, or is sorry."""
        self._book.requests += 1
        with suppress(OSError, HTTPException):
            line = HTTPConnection("127.0.0.1", self._random.choice(self._ports), timeout=4)
            line.request("POST", "/slack/events", *_sign(urlencode(fields)))
            answer = line.getresponse()
            said = answer.read().decode()
            line.close()
            if answer.status == 200 and '"errors"' not in said and not any(words in said for words in SORRY):
                return said
        self._book.refused += 1
        return None


def list_buttons(blocks: Sequence[Payload]) -> Iterator[tuple[Payload, Payload]]:
    """Yield every button with its block."""
    for block in blocks:
        for each in [*block.get("elements", []), *([block["accessory"]] if "accessory" in block else [])]:
            if each.get("type") == "button":
                yield block, each


def _press(block: Payload, button: Payload, place: Payload) -> Payload:
    names = ("action_id", "value", "text", "type", "selected_option")
    pressed = {**{name: button[name] for name in names if name in button}, "block_id": block.get("block_id", "b")}
    return {"type": "block_actions", **place, "actions": [{**pressed, "action_ts": f"{time.time():.6f}"}]}


def _fill(blocks: Sequence[Payload], words: str, user: str) -> Payload:
    """These words wherever somebody may write, a late day, themselves as the owner, and the rest as it stands."""
    fields = [(each["block_id"], each["element"]) for each in blocks if each["type"] == "input"]
    return {block: {element["action_id"]: _value(element, words, user)} for block, element in fields}


def _value(element: Payload, words: str, user: str) -> Payload:
    kind, options = element["type"], element.get("options", [])
    own = next((each for each in options if user in each["value"]), element.get("initial_option"))
    values: dict[str, Payload] = {
        "plain_text_input": {"value": words},
        "users_select": {"selected_user": user},
        "datepicker": {"selected_date": element.get("initial_date")},
    }
    return {"type": kind, **values.get(kind, {"selected_option": own})}


def _sign(body: str) -> tuple[str, dict[str, str]]:
    now = str(int(time.time()))
    made = hmac.new(SECRET.encode(), f"v0:{now}:{body}".encode(), hashlib.sha256).hexdigest()
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    return body, {**kind, "X-Slack-Request-Timestamp": now, "X-Slack-Signature": f"v0={made}"}
