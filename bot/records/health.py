"""The check that the database answers."""

import sqlite3

from bot.errors import UserError
from bot.records.database import Database


def find_fault(db: Database) -> str:
    """Return what keeps the database from answering, in a line; "" when it answers."""
    try:
        db.query("SELECT 1 AS one")
    except _driver_errors(db.engine) as error:
        return str(error).strip().partition("\n")[0] or type(error).__name__
    return ""


def refuse_unreachable(db: Database) -> None:
    """Raise UserError when the database does not answer."""
    if fault := find_fault(db):
        raise UserError(f"The database does not answer: {fault}. Look at DATABASE_URL and at the server.")


def _driver_errors(engine: str) -> tuple[type[Exception], ...]:
    """Return what a database raises that is not there."""
    # Imported only where it is configured: the driver costs some 200 ms of start-up (docs/design.md).
    if engine == "sqlite":
        return (sqlite3.Error,)
    import psycopg

    return (psycopg.Error, OSError)
