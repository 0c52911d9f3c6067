"""Check-ins, words said at them, and pulses, which bear no name."""

TABLES = [
    """
    CREATE TABLE checkins (
        id TEXT PRIMARY KEY,
        team_id TEXT NOT NULL REFERENCES teams (id),
        due_at TEXT NOT NULL,
        opened_at TEXT NOT NULL,
        closes_at TEXT NOT NULL,
        closed_at TEXT,
        UNIQUE (team_id, due_at)
    )""",
    "CREATE INDEX checkins_closing ON checkins (closes_at) WHERE closed_at IS NULL",
    "CREATE UNIQUE INDEX checkins_one_open ON checkins (team_id) WHERE closed_at IS NULL",
    """
    CREATE TABLE notes (
        checkin_id TEXT NOT NULL REFERENCES checkins (id),
        user_id TEXT NOT NULL,
        moved TEXT NOT NULL DEFAULT '',
        stuck TEXT NOT NULL DEFAULT '',
        need TEXT NOT NULL DEFAULT '',
        written_at TEXT NOT NULL,
        PRIMARY KEY (checkin_id, user_id, written_at)
    )""",
    """
    CREATE TABLE pulses (
        checkin_id TEXT NOT NULL REFERENCES checkins (id),
        respondent TEXT NOT NULL,
        side TEXT NOT NULL,
        score INTEGER NOT NULL,
        PRIMARY KEY (checkin_id, respondent)
    )""",
    "CREATE INDEX pulses_scores ON pulses (checkin_id, score)",
]
