"""The ordered migrations that make tables and indexes: one text for SQLite and PostgreSQL.

Rules: ids are ours (TEXT); times are UTC ISO text of fixed width (`2026-11-21T18:30:00.000Z`); JSON is TEXT; there are
no booleans, a nullable time says when. A migration that has been released is never edited: add the next one.
"""

from bot.records.shape import Migration
from bot.records.tables import (
    audit,
    blocks,
    checkins,
    commitments,
    followups,
    heartbeats,
    outbox,
    peers,
    people,
    runs,
    teams,
    waves,
)

MIGRATIONS: list[Migration] = [
    (
        "001_first_house",
        # In this order: a table that REFERENCES another is made after it.
        [
            *teams.TABLES,
            *runs.TABLES,
            *followups.TABLES,
            *waves.TABLES,
            *commitments.TABLES,
            *checkins.TABLES,
            *blocks.TABLES,
            *peers.TABLES,
            *outbox.TABLES,
            *people.TABLES,
            *audit.TABLES,
            *heartbeats.TABLES,
        ],
    ),
]
