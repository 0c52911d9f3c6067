"""Corrections: what people with a seat in a result say is not so in it, once a person."""

import json
from collections.abc import Sequence
from datetime import datetime

from bot.model.seats import Correction
from bot.records.database import Database, stamp


def save(db: Database, ref: str, user: str, *, said_of: str, names: Sequence[str], words: str, now: datetime) -> bool:
    """Record what somebody says, in place of what they said before. Return False where that is the same."""
    given = {"run": ref, "user": user, "said_of": said_of, "names": json.dumps(names), "words": words}
    return bool(db.execute(_SAVE, {**given, "now": stamp(now)}))


_SAVE = """
    INSERT INTO corrections (run_id, user_id, said_of, names, words, at)
    VALUES (:run, :user, :said_of, :names, :words, :now)
    ON CONFLICT (run_id, user_id) DO UPDATE
    SET said_of = excluded.said_of, names = excluded.names, words = excluded.words, at = excluded.at
    WHERE corrections.said_of <> excluded.said_of OR corrections.names <> excluded.names
        OR corrections.words <> excluded.words
    RETURNING user_id"""


def list_of(db: Database, ref: str, said_of: str) -> list[Correction]:
    """Return what people say about what a result says as this run, the earliest first."""
    rows = db.query(
        "SELECT * FROM corrections WHERE run_id = :run AND said_of = :said_of ORDER BY at, user_id",
        {"run": ref, "said_of": said_of},
    )
    return [Correction.from_row(row) for row in rows]
