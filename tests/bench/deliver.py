"""Processor time a delivered message: the bot's road (outbox row, rendering, call) beside a default WebClient.

All post the same check-in card over https to a Slack in a process of its own; turns are interleaved. The bot's figure
holds everything from the claimed row to the recorded answer, the others only the call:
python -m tests.bench.deliver [TURNS]
"""

import multiprocessing
import os
import ssl
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from slack_sdk import WebClient

from bot.app import Align, build_align
from bot.delivery.api import SlackApi
from bot.messages.block_kit.render import Message
from bot.messages.checkins.checkins import compose_card
from bot.model.checkins import Checkin, CheckinDays, CheckinFigures, NoteKind
from bot.settings import Settings
from tests.bench.company import due_teams
from tests.bench.report import say
from tests.bench.requests import CHANNEL
from tests.bench.servers import environment
from tests.bench.slack import slack
from tests.certificate import make_certificate

BEGIN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
MESSAGES, CALLS = 100, 20


@dataclass
class Clock:
    """The bot's time, moved by hand."""

    at: datetime = BEGIN

    def __call__(self) -> datetime:
        return self.at


@dataclass(frozen=True)
class Turn:
    """Milliseconds of CPU a message: the bot's whole road, its call alone, the default client."""

    road: float
    call: float
    client: float


def main(turns: int = 5) -> None:
    moments = [BEGIN + timedelta(minutes=5 * turn) for turn in range(turns + 1)]
    with TemporaryDirectory() as folder, _slack_elsewhere(Path(folder)) as port:
        settings = Settings.read(environment(1, port, Path(folder), "https"))
        due_teams(settings.database_url, moments, MESSAGES)
        clock = Clock()
        align = build_align(settings, now=clock)
        api = SlackApi(settings.api_url)
        client = WebClient(token=settings.bot_token, base_url=settings.api_url)
        figures = [Turn(_ours(align, clock, moment), _call(api), _client(client)) for moment in moments]
        api.close()
        align.db.close()
    _report(figures[1:])  # the first turn warms up


def _ours(align: Align, clock: Clock, moment: datetime) -> float:
    """Milliseconds of CPU for each check-in that is due at this moment. RuntimeError unless all are delivered."""
    clock.at = moment
    align.planning.plan(moment)
    began = time.process_time()
    sent = align.delivery.deliver_due()
    seconds = time.process_time() - began
    if sent != MESSAGES:
        raise RuntimeError(f"{sent} of {MESSAGES} messages were delivered")
    return seconds * 1000 / MESSAGES


def _card() -> Message:
    """A check-in without promises, as its row would say it."""
    day = BEGIN.date()
    moments = dict.fromkeys(("due_at", "opened_at", "closes_at", "next_checkin_at"), BEGIN)
    team = {"team_id": "t", "team": "Team", "workspace": "T1", "channel": CHANNEL, "zone": "UTC", "created_by": "U1"}
    asked = {"id": "abcdefghijklmnop", "number": 1, "question": "", "note_kind": NoteKind.NEED, "block_id": None}
    known = {"answered": 0, "expected": 1, "paused_at": None, "closed_at": None}
    checkin = Checkin.from_row({**moments, **team, **asked, **known})
    return compose_card(checkin, CheckinFigures([], [], day, 0, 1, None), CheckinDays(day, day, day, day))


def _call(api: SlackApi) -> float:
    message = _card()
    return _each(MESSAGES, lambda: api.write("chat.postMessage", "xoxb-bench", {"channel": CHANNEL, **message}))


def _client(client: WebClient) -> float:
    message = _card()
    return _each(CALLS, lambda: client.chat_postMessage(channel=CHANNEL, **message))


def _each(number: int, call: Callable[[], object]) -> float:
    """Milliseconds of CPU for each of so many calls."""
    began = time.process_time()
    for _ in range(number):
        call()
    return (time.process_time() - began) * 1000 / number


def _report(figures: list[Turn]) -> None:
    print("processor time a delivered message, https on loopback")
    print(f"  {median(turn.road for turn in figures):8.2f} ms Align, from the claimed row to the recorded answer")
    print(f"  {median(turn.call for turn in figures):8.2f} ms Align, the call alone")
    print(f"  {median(turn.client for turn in figures):8.2f} ms slack_sdk's WebClient as it comes, the call alone")
    say("the call, below the default client", median(turn.client / turn.call for turn in figures), "at least", 80)
    say("all of it, below the default client", median(turn.client / turn.road for turn in figures), "at least", 30)


@contextmanager
def _slack_elsewhere(folder: Path) -> Iterator[int]:
    """A Slack over https in a process of its own, at this port; its certificate is trusted beside the system's."""
    key, certificate, trusted = folder / "key.pem", folder / "cert.pem", folder / "trusted.pem"
    make_certificate(key, certificate)
    system = ssl.get_default_verify_paths().cafile
    trusted.write_bytes(certificate.read_bytes() + (Path(system).read_bytes() if system else b""))
    os.environ["SSL_CERT_FILE"] = str(trusted)
    spawning = multiprocessing.get_context("spawn")
    here, there = spawning.Pipe()
    process = spawning.Process(target=_serve, args=(key, certificate, there), daemon=True)
    process.start()
    try:
        yield here.recv()
    finally:
        here.send("enough")
        process.join(10)


def _serve(key: Path, certificate: Path, pipe: Connection) -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, key)
    with slack(tls) as server:
        pipe.send(server.server_port)
        pipe.recv()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
