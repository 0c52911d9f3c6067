"""Is the database there?"""

import sqlite3

from bot.errors import UserError
from bot.records.database import Database


def trouble(db: Database) -> str:
    """What keeps the database from answering, in a line; "" when it answers."""
    try:
        db.query("SELECT 1 AS one")
    except _errors(db.engine) as error:
        return str(error).strip().partition("\n")[0] or type(error).__name__
    return ""


def refuse_unreachable(db: Database) -> None:
    """UserError when the database does not answer."""
    if wrong := trouble(db):
        raise UserError(f"The database does not answer: {wrong}. Look at DATABASE_URL and at the server.")


def _errors(engine: str) -> tuple[type[Exception], ...]:
    """Imports PostgreSQL's driver only for those who have configured it."""
    if engine == "sqlite":
        return (sqlite3.Error,)
    import psycopg

    return (psycopg.Error, OSError)
