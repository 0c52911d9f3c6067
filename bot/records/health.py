"""The check that the database answers, and that it keeps what it is told."""

import time
from collections.abc import Callable
from contextlib import suppress

from bot import deadline
from bot.errors import UnavailableError, UserError
from bot.records.database import OUTDATED, Database, find_foreign, find_missing, list_pending

PATIENCE = 1.5  # seconds for a command that looks at the database before it starts
ASKED = 0.8  # seconds for a host that asks for health: it has its answer within one
WRITE_EVERY = 60.0  # seconds


class Health:
    """What a host may know of the database: a row is read each time, and one is written once a minute at most."""

    def __init__(self, db: Database, seconds: Callable[[], float] = time.monotonic) -> None:
        self._db, self._seconds = db, seconds
        self._wrote_at: float | None = None

    def find_fault(self) -> str:
        """Return what keeps the database from reading or writing, in a line; "" when it does both."""
        with deadline.within(ASKED):
            try:
                self._db.verify()
                self._write()
            except UnavailableError as error:
                return str(error)
        return ""

    def find_unreadiness(self) -> str:
        """Return what keeps this process from taking requests: a fault, or what its tables lack; "" for nothing.

        A newer version that has added to them is none: this one goes on until it is replaced.
        """
        if fault := self.find_fault():
            return fault
        with deadline.within(ASKED):
            try:
                return find_missing(self._db)
            except UnavailableError as error:
                return str(error)

    def _write(self) -> None:
        now = self._seconds()
        if self._wrote_at is not None and now - self._wrote_at < WRITE_EVERY:
            return
        # Committed, because a full disk is noticed no earlier; unchanged, because nobody reads it.
        if not self._db.execute("UPDATE migrations SET applied_at = applied_at RETURNING name"):
            raise UnavailableError("the database is empty")
        self._wrote_at = now


class _UndoneError(Exception):
    """Nothing that was written is to stay."""


def refuse_unwritable(db: Database) -> None:
    """Raise UserError when the database does not take what is written; nothing stays of it."""
    try:
        with deadline.within(PATIENCE), suppress(_UndoneError), db.atomic():
            db.execute("UPDATE migrations SET applied_at = applied_at")
            raise _UndoneError
    except UnavailableError as error:
        raise UserError(f"The database cannot be written: {error}. Look at its rights, and who else uses it.") from None


def refuse_unreachable(db: Database) -> None:
    """Raise UserError when the database does not answer."""
    try:
        db.query("SELECT 1 AS one")
    except UnavailableError as error:
        raise UserError(f"The database does not answer: {error}. Look at DATABASE_URL and at the server.") from None


def refuse_outdated(db: Database) -> None:
    """Raise UserError when the database does not answer, has other tables than this version, or some still to come."""
    refuse_unreachable(db)
    if fault := find_foreign(db):
        raise UserError(fault)
    if list_pending(db):
        raise UserError(OUTDATED)
