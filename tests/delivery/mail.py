"""A database, a Slack, a clock that a test moves, and a Delivery between them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.delivery.api import SlackApi
from bot.delivery.delivery import Delivery
from bot.delivery.jobs import FindToken
from bot.model.outbox import Address, Kind, Operation, OutboxRow
from bot.proxies import NO_PROXIES, Proxies
from bot.records import outbox
from bot.records.database import Database
from tests.delivery.faulty_slack import FaultySlack
from tests.fixtures_databases import NOW

Words = Mapping[str, Any] | None
BLOCKS = [{"type": "divider"}]


def compose(row: OutboxRow) -> Words:
    """Says its ref; `nothing` has nothing to say, `bare` has words alone, and `bug` is one of ours."""
    if row.ref == "bug":
        raise KeyError("no such template")
    blocks = [] if row.ref == "bare" else BLOCKS
    return None if row.ref == "nothing" else {"text": f"{row.kind} {row.ref}", "blocks": blocks}


@dataclass
class Permissive:
    """Lets everything leave at once, and keeps what Slack refused."""

    refused: list[tuple[str, str]] = field(default_factory=list)

    def permit(self, row: OutboxRow, now: datetime) -> None:
        return None

    def postpone(self, row: OutboxRow, until: datetime) -> datetime:
        return until

    def give_up(self, row: OutboxRow, code: str, now: datetime) -> None:
        self.refused.append((row.ref, code))


@dataclass
class Mail:
    db: Database
    slack: FaultySlack
    at: datetime = NOW
    token: str | None = "xoxb-1"
    workers: int = 1
    policy: Permissive = field(default_factory=Permissive)
    proxies: Proxies = NO_PROXIES
    delivery: Delivery = field(init=False)

    def __post_init__(self) -> None:
        self.delivery = self.open(self.find_token)

    def open(self, find_token: FindToken) -> Delivery:
        api = SlackApi(self.slack.url, self.proxies)
        return Delivery(self.db, api, compose, find_token, self.policy, self.now, self.workers)

    def now(self) -> datetime:
        return self.at

    def find_token(self, workspace: str) -> str | None:
        return self.token

    @property
    def refused(self) -> list[tuple[str, str]]:
        return self.policy.refused

    def add(self, ref: str, channel: str = "C1", workspace: str = "T1", op: str = "post", **more: Any) -> str:
        at = Address(workspace, channel)
        return outbox.say(self.db, Kind.NOTICE, ref, at, self.at, op=Operation(op), **more)

    def deliver(self, seconds: float = 0) -> int:
        """Let so many seconds pass, then deliver."""
        self.at += timedelta(seconds=seconds)
        return self.delivery.deliver_due()

    def state(self, row_id: str) -> str:
        """`gone` for what has left no trace."""
        rows = self.db.query("SELECT state FROM outbox WHERE id = :id", {"id": row_id})
        return str(rows[0]["state"]) if rows else "gone"

    def row(self, row_id: str) -> OutboxRow:
        return outbox.get(self.db, row_id)
