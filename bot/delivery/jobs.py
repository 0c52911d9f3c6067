"""A claimed row as a job for a lane, or as nothing: then it has been settled already."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.delivery import requests
from bot.delivery.requests import Letter
from bot.delivery.results import Settling, unfinished
from bot.delivery.workers import Job
from bot.model.outbox import Operation, OutboxRow
from bot.records import outbox
from bot.records.database import Database

log = logging.getLogger(__name__)

Compose = Callable[[OutboxRow], Mapping[str, Any] | None]
Held = Callable[
    [OutboxRow, datetime], datetime | str | None
]  # None: send it now; a moment: not before; words: why not at all
BUSY = timedelta(seconds=2)  # an update waits so long for the post that it changes


class Writing:
    """`compose` says what a row says now (None: nothing any more); `token` is a workspace's bot token."""

    def __init__(
        self, db: Database, compose: Compose, token: Callable[[str], str | None], held: Held, settling: Settling
    ) -> None:
        self._db, self._compose, self._token, self._held, self._settling = db, compose, token, held, settling

    def job(self, row: OutboxRow, now: datetime) -> Job | None:
        """To send it; or to look for it, when somebody marked it and nobody finished."""
        return self._letter(row, now) if row.tried_at is None else self._look(row)

    def _letter(self, row: OutboxRow, now: datetime) -> Job | None:
        letter = self._addressed(row, now)
        if letter is None:
            return None
        token = self._token(row.workspace)
        if token is None:
            self._settling.refused(row, "no_token")
            return None
        words = self._words(row) if self._welcome(row, now) else None
        return None if words is None else Job(row, token, letter, words, now)

    def _welcome(self, row: OutboxRow, now: datetime) -> bool:
        """Whether it may go now; otherwise it waits, or is not said at all."""
        fate = self._held(row, now)
        if isinstance(fate, datetime):
            outbox.later(self._db, row.id, fate)
        elif fate:
            outbox.void(self._db, row.id, fate)
        return fate is None

    def _look(self, row: OutboxRow) -> Job | None:
        """Only in a DM may the bot read."""
        if row.op != Operation.POST or not requests.is_dm(row.channel):
            self._settling.unclear(row, unfinished(row))
        elif token := self._token(row.workspace):
            return Job(row, token)
        else:
            self._settling.refused(row, "no_token")
        return None

    def _addressed(self, row: OutboxRow, now: datetime) -> Letter | None:
        """How the row goes, or None when there is no message to change or pin, or not yet."""
        if row.op not in (Operation.UPDATE, *requests.PINS):
            return requests.address(row, now)
        fate = requests.earlier(row, outbox.same_message(self._db, row))
        if isinstance(fate, Letter):
            return fate
        if fate == "busy":
            outbox.later(self._db, row.id, now + BUSY)
        else:
            outbox.void(self._db, row.id, fate)
        return None

    def _words(self, row: OutboxRow) -> Mapping[str, Any] | None:
        """What the row says now, or None when that is nothing or a fault of ours."""
        try:
            words = self._compose(row)
        except Exception as error:
            log.exception("Outbox row %s (%s) could not be rendered", row.id, row.kind)
            self._settling.give_up(row, f"render: {type(error).__name__}: {error}")
            return None
        if words is None:
            outbox.void(self._db, row.id, "nothing to say")
        return words
