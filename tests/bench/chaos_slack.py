"""A Slack that is in trouble now and then: it answers 429 and 500, or nothing at all, and counts what it has taken."""

import json
import random
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

from tests.bench.crowd import MEMBERS, workspace
from tests.bench.slack import serving

BOT, PLACE = "U0ALIGN", workspace(0)
# How the bot says to a person that what they did does not stand.
SORRY = ("not recorded", "went wrong", "does not answer", "took too long", "try once more", "try again")
Payload = dict[str, Any]


class Trouble(StrEnum):
    """What becomes of a request; half of those that end badly are carried out all the same."""

    NONE = "none"
    LIMITED = "limited"
    BROKEN = "broken"
    BROKEN_AFTER = "broken after"
    SILENT_AFTER = "silent after"


ODDS = {Trouble.LIMITED: 4, Trouble.BROKEN: 2, Trouble.BROKEN_AFTER: 1, Trouble.SILENT_AFTER: 1, Trouble.NONE: 92}


class Slack(ThreadingHTTPServer):
    """What it has been told, and by whom; `well` ends its troubles."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, seed: int) -> None:
        super().__init__(("127.0.0.1", 0), Line)
        self.well = False
        self.troubles: Counter[str] = Counter()
        self.taken: Counter[str] = Counter()  # posts by the id of their row
        self.posts: dict[str, list[Payload]] = defaultdict(list)  # by channel, with their `ts`
        self.views: dict[str, Payload] = {}  # by the trigger that opened them
        self.sorry: set[str] = set()  # triggers, response URLs and people who were told that something does not stand
        self._random, self._lock, self._number = random.Random(seed), threading.Lock(), 0

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of those who were killed before they had their answer."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def draw(self) -> Trouble:
        """Return what becomes of the next request."""
        with self._lock:
            trouble = Trouble.NONE if self.well else self._random.choices([*ODDS], [*ODDS.values()])[0]
            self.troubles[trouble] += 1
        return trouble

    def answer(self, method: str, asked: Payload) -> Payload:
        """Carry it out."""
        with self._lock:
            self._number += 1
            if any(words in str(asked) for words in SORRY):
                self.sorry |= {str(asked.get(name)) for name in ("trigger_id", "user", "address") if asked.get(name)}
            act = getattr(self, "_" + method.replace(".", "_"), None)
            return {"ok": True, **(act(asked) if act else {})}

    def _auth_test(self, _: Payload) -> Payload:
        return {"team_id": PLACE, "team": "Chaos", "user_id": BOT, "user": "align", "bot_id": "B0ALIGN"}

    def _users_info(self, asked: Payload) -> Payload:
        flags = dict.fromkeys(("is_bot", "deleted", "is_admin", "is_restricted", "is_ultra_restricted"), False)
        who = {"id": asked["user"], "team_id": PLACE, "name": asked["user"], "tz": "Europe/Berlin", **flags}
        return {"user": {**who, "profile": {"display_name": asked["user"], "real_name": asked["user"]}}}

    def _conversations_members(self, _: Payload) -> Payload:
        return {"members": [BOT, *(f"U{each}" for each in range(MEMBERS))], "response_metadata": {"next_cursor": ""}}

    def _conversations_info(self, asked: Payload) -> Payload:
        return {"channel": {"id": asked["channel"], "name": "chaos", "is_member": True, "is_archived": False}}

    def _conversations_open(self, asked: Payload) -> Payload:
        return {"channel": {"id": f"D{asked['users']}"}}

    def _conversations_history(self, asked: Payload) -> Payload:
        return {"messages": self.posts[asked["channel"]][::-1], "has_more": False}

    def _views_open(self, asked: Payload) -> Payload:
        view = asked["view"] if isinstance(asked["view"], dict) else json.loads(asked["view"])
        names = {"id": f"V{self._number}", "hash": f"{self._number}.chaos", "team_id": PLACE, "app_id": "A0CHAOS"}
        view["blocks"] = _name_blocks(view["blocks"])
        self.views[asked["trigger_id"]] = {**view, **names, "root_view_id": names["id"], "previous_view_id": None}
        return {"view": self.views[asked["trigger_id"]]}

    def _chat_postMessage(self, asked: Payload) -> Payload:  # named as Slack's method
        channel, ts = asked["channel"], f"{time.time():.0f}.{self._number:06}"
        channel = f"D{channel}" if channel.startswith("U") else channel
        self.taken[asked["metadata"]["event_payload"]["id"]] += 1
        asked["blocks"] = _name_blocks(asked.get("blocks", []))
        self.posts[channel].append({**asked, "channel": channel, "ts": ts, "type": "message", "user": BOT})
        return {"channel": channel, "ts": ts}

    def _chat_update(self, asked: Payload) -> Payload:
        return {"channel": asked["channel"], "ts": asked["ts"]}


def _name_blocks(blocks: list[Payload]) -> list[Payload]:
    """As Slack does, where the app has named none."""
    return [{"block_id": f"b{number}", **block} for number, block in enumerate(blocks)]


class Line(BaseHTTPRequestHandler):
    """One kept-alive connection."""

    protocol_version = "HTTP/1.1"
    server: Slack

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        asked: Payload = json.loads(body) if body.startswith("{") else dict(parse_qsl(body))
        trouble, method = self.server.draw(), self.path.rpartition("/")[2]
        if trouble is Trouble.LIMITED:
            return self._say(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "1"})
        if trouble is Trouble.BROKEN:
            return self._say(500, {})
        answer = self.server.answer(method, {**asked, "address": self.path})
        if trouble is Trouble.BROKEN_AFTER:
            return self._say(500, {})
        if trouble is Trouble.SILENT_AFTER:
            self.close_connection = True
            return None
        return self._say(200, answer)

    do_GET = do_POST

    def _say(self, status: int, answer: Payload, more: Mapping[str, str] = {}) -> None:
        data = json.dumps(answer).encode()
        self.send_response(status)
        for name, value in {**more, "Content-Type": "application/json", "Content-Length": str(len(data))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def troubled_slack(seed: int) -> Iterator[Slack]:
    """One that listens until the block ends."""
    server = Slack(seed)
    with serving(server):
        yield server
