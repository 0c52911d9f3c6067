"""Digests: the figures of the teams that somebody leads, by private message, because they asked for it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.rows import Row


class Rhythm(StrEnum):
    """How often a digest comes."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Digest(Row):
    """Somebody who asked for it. The next one is due at `next_at`, the last one left at `sent_at` (UTC)."""

    workspace: str
    user_id: str
    rhythm: Rhythm
    asked_at: datetime
    next_at: datetime
    sent_at: datetime | None
