"""Tables of check-ins, of the notes at them, and of pulses, which bear no name."""

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
    "CREATE INDEX checkins_opened ON checkins (team_id, opened_at)",
    "CREATE INDEX checkins_closing ON checkins (closes_at) WHERE closed_at IS NULL",
    # Whoever asks at the same time: a team has one open check-in.
    "CREATE UNIQUE INDEX checkins_one_open ON checkins (team_id) WHERE closed_at IS NULL",
    # The moment is part of the key, because what somebody said before is kept.
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
    # No user id and no time: either would tell whose answer it is. `respondent` is a keyed token.
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
