"""A Slack that keeps its limits, in a process of its own: python -m tests.bench.limited SCALE LATENCY LIMITED HANGING.

A workspace takes 20 messages at once and five a second after that (several hundred a minute), a channel three and one
a second; what is beyond is answered 429 with Retry-After. Its time runs SCALE times as fast as the world's. Every
answer takes LATENCY of its own seconds; workspace LIMITED is told 429 whatever it sends, HANGING is never answered.
"""

import asyncio
import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import Any

WORKSPACE, CHANNEL = (0.2, 20), (1.0, 3)  # seconds for one more message, messages at once
RETRY_AFTER = 5  # of the limited workspace
_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_TOKEN = re.compile(rb"authorization: *bearer xoxb-(\w+)", re.IGNORECASE)


class Slack:
    """What has been posted, and when; moments are seconds of the world's monotonic clock."""

    def __init__(self, scale: float, latency: float, limited: str, hanging: str) -> None:
        self.scale, self.latency, self.limited, self.hanging = scale, latency, limited, hanging
        self.full_at: dict[str, float] = {}
        self.refused: Counter[str] = Counter()
        self.posted: Counter[str] = Counter()
        self.last: dict[str, float] = {}
        self.cards: Counter[str] = Counter()

    def post(self, workspace: str, body: bytes) -> tuple[int, dict[str, Any], int]:
        """Status, answer and seconds of Retry-After for one chat.postMessage."""
        message, now = json.loads(body), time.monotonic() * self.scale
        channel = message["channel"]
        buckets = {workspace: WORKSPACE, f"{workspace} {channel}": CHANNEL}
        wait = RETRY_AFTER if workspace == self.limited else max(self._wait(key, now, buckets[key]) for key in buckets)
        if wait > 0:
            self.refused[workspace] += 1
            return 429, {"ok": False, "error": "ratelimited"}, max(1, round(wait + 0.5))
        for key, (interval, _) in buckets.items():
            self.full_at[key] = max(self.full_at.get(key, now), now) + interval
        self.posted[workspace] += 1
        self.cards[message["metadata"]["event_payload"]["id"]] += 1
        self.last[workspace] = time.monotonic()
        return 200, {"ok": True, "channel": channel, "ts": f"1800000000.{self.posted.total():06}"}, 0

    def _wait(self, key: str, now: float, bucket: tuple[float, int]) -> float:
        interval, burst = bucket
        return self.full_at.get(key, now) - (burst - 1) * interval - now

    def figures(self) -> dict[str, Any]:
        """Return the figures by which a run is judged."""
        twice = sum(times > 1 for times in self.cards.values())
        counts = {"posted": self.posted, "refused": self.refused, "last": self.last}
        return {**counts, "twice": twice, "cpu": time.process_time()}


class Line(asyncio.Protocol):
    """One kept-alive connection."""

    def __init__(self, slack: Slack) -> None:
        self.slack, self.got = slack, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: Any = transport

    def data_received(self, data: bytes) -> None:
        self.got += data
        head, end, body = self.got.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        if end and len(body) >= (int(length[1]) if length else 0):
            self.got = b""
            self.answer(head, body)

    def answer(self, head: bytes, body: bytes) -> None:
        token = _TOKEN.search(head)
        workspace = token[1].decode() if token else ""
        if head.startswith(b"GET"):
            self.say(200, self.slack.figures(), 0)
        elif workspace != self.slack.hanging:
            said = self.slack.post(workspace, body)
            asyncio.get_running_loop().call_later(self.slack.latency / self.slack.scale, self.say, *said)

    def say(self, status: int, answer: dict[str, Any], retry_after: int) -> None:
        data = json.dumps(answer).encode()
        retry = f"Retry-After: {retry_after}\r\n" if retry_after else ""
        head = f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\n{retry}Content-Length: {len(data)}\r\n\r\n"
        self.transport.write(head.encode() + data)


async def _serve(slack: Slack) -> None:
    server = await asyncio.get_running_loop().create_server(lambda: Line(slack), "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


@contextmanager
def limited_slack(scale: float, latency: float, limited: str = "", hanging: str = "") -> Iterator[int]:
    """The port where it listens."""
    line = [sys.executable, "-m", "tests.bench.limited", str(scale), str(latency), limited, hanging]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield int(process.stdout.readline())
        finally:
            process.terminate()


def figures(port: int) -> dict[str, Any]:
    """`Slack.figures` of the one at this port."""
    line = HTTPConnection("127.0.0.1", port, timeout=10)
    line.request("GET", "/")
    read: dict[str, Any] = json.loads(line.getresponse().read())
    line.close()
    return read


if __name__ == "__main__":
    asyncio.run(_serve(Slack(float(sys.argv[1]), float(sys.argv[2]), *sys.argv[3:])))
