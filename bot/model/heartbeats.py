"""A clock of Align's that ticks somewhere."""

from dataclasses import dataclass
from datetime import datetime

from bot.model.rows import Row


@dataclass(frozen=True, slots=True)
class Heartbeat(Row):
    """The process, as `host:number`, and when it ticked last (UTC)."""

    process: str
    at: datetime
