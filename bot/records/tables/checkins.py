"""Tables of check-ins, of the notes at them, and of pulses: sealed, then counted, and never with a name."""

TABLES = [
    """
    CREATE TABLE checkins (
        id TEXT PRIMARY KEY,
        team_id TEXT NOT NULL REFERENCES teams (id),
        due_at TEXT NOT NULL,
        opened_at TEXT NOT NULL,
        closes_at TEXT NOT NULL,
        closed_at TEXT,
        number INTEGER NOT NULL DEFAULT 1,
        question TEXT NOT NULL DEFAULT '',
        note_kind TEXT,
        answered INTEGER NOT NULL DEFAULT 0,
        expected INTEGER,
        redraw_at TEXT,
        block_id TEXT,
        UNIQUE (team_id, due_at)
    )""",
    "CREATE INDEX checkins_opened ON checkins (team_id, opened_at)",
    "CREATE INDEX checkins_closing ON checkins (closes_at) WHERE closed_at IS NULL",
    "CREATE INDEX checkins_redrawing ON checkins (redraw_at) WHERE redraw_at IS NOT NULL",
    # Whoever asks at the same time: a team has one open check-in.
    "CREATE UNIQUE INDEX checkins_one_open ON checkins (team_id) WHERE closed_at IS NULL",
    # A running number in place of the moment, which would tell when somebody was there, and so when they tapped.
    """
    CREATE TABLE notes (
        checkin_id TEXT NOT NULL REFERENCES checkins (id),
        user_id TEXT NOT NULL,
        place INTEGER NOT NULL,
        moved TEXT NOT NULL DEFAULT '',
        stuck TEXT NOT NULL DEFAULT '',
        need TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (checkin_id, place)
    )""",
    # One row for all answers to one thing, sealed with the installation's key: see `bot.records.sealed_answers`.
    """
    CREATE TABLE sealed_answers (
        ref TEXT PRIMARY KEY,
        sealed TEXT NOT NULL
    )""",
    """
    CREATE TABLE pulse_tallies (
        checkin_id TEXT PRIMARY KEY REFERENCES checkins (id),
        answered INTEGER NOT NULL,
        mean DOUBLE PRECISION,
        sides TEXT NOT NULL DEFAULT '{}'
    )""",
]
