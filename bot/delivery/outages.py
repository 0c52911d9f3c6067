"""Workspaces in which nothing goes out, as delivery notices them: the first post that arrives ends it."""

from collections.abc import Callable, Iterable
from datetime import datetime

from bot.actions import outages as actions
from bot.model.outbox import Operation, OutboxRow
from bot.records import outages
from bot.records.database import Database


class Outages:
    """The workspaces that are known to be shut, so that a message which arrives costs no look at the database."""

    def __init__(self, db: Database, now: Callable[[], datetime]) -> None:
        self._db, self._now = db, now
        self._shut: set[str] = set()

    def look(self) -> None:
        """Learn what other processes have noticed."""
        self._shut = outages.list_workspaces(self._db)

    def note(self, row: OutboxRow, why: str) -> None:
        """Notice that a row could not go out, itself to blame for nothing. `why`: Slack's code, "" for no answer."""
        # Posts alone: a Home tab that Slack takes says nothing about a scope that they lack.
        if row.op is Operation.POST and row.workspace not in self._shut:
            outages.note(self._db, row.workspace, why, self._now())
            self._shut.add(row.workspace)

    def end(self, rows: Iterable[OutboxRow]) -> None:
        """Notice that Slack has taken these rows."""
        for workspace in {row.workspace for row in rows if row.op is Operation.POST} & self._shut:
            actions.end(self._db, workspace, self._now())
            self._shut.discard(workspace)
