"""A database, a Slack, a clock that a test moves, and a Delivery between them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.delivery.delivery import Delivery
from bot.records import outbox
from bot.records.database import Database, Row
from tests.fixtures_databases import NOW
from tests.nudges.faulty_slack import FaultySlack

Words = Mapping[str, Any] | None


def compose(row: Row) -> Words:
    """Says its ref; `nothing` has nothing to say and `bug` is one of ours."""
    if row["ref"] == "bug":
        raise KeyError("no such template")
    return None if row["ref"] == "nothing" else {"text": f"{row['kind']} {row['ref']}", "blocks": []}


@dataclass
class Mail:
    db: Database
    slack: FaultySlack
    at: datetime = NOW
    token: str | None = "xoxb-1"
    lanes: int = 1
    refused: list[tuple[str, str]] = field(default_factory=list)
    delivery: Delivery = field(init=False)

    def __post_init__(self) -> None:
        self.delivery = Delivery(
            self.db,
            compose,
            lambda workspace: self.token,
            self.slack.url,
            lambda: self.at,
            on_refused=lambda row, code: self.refused.append((row["ref"], code)),
            lanes=self.lanes,
        )

    def add(self, ref: str, channel: str = "C1", **more: Any) -> str:
        usual = {"workspace": "T1", "kind": "note", "now": self.at}
        return outbox.add(self.db, **(usual | more), channel=channel, ref=ref)

    def deliver(self, seconds: float = 0) -> int:
        """Let so many seconds pass, then deliver."""
        self.at += timedelta(seconds=seconds)
        return self.delivery.deliver_due()

    def state(self, row_id: str) -> str:
        """`gone` for what has left no trace."""
        rows = self.db.query("SELECT state FROM outbox WHERE id = :id", {"id": row_id})
        return str(rows[0]["state"]) if rows else "gone"

    def row(self, row_id: str) -> Row:
        return self.db.query("SELECT * FROM outbox WHERE id = :id", {"id": row_id})[0]
