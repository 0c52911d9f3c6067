"""Tables of follow-ups, and of the answers to them."""

TABLES = [
    """
    CREATE TABLE followups (
        id TEXT PRIMARY KEY,
        run_id TEXT NOT NULL REFERENCES runs (id),
        team_id TEXT NOT NULL REFERENCES teams (id),
        name TEXT NOT NULL,
        day INTEGER NOT NULL,
        due_at TEXT NOT NULL,
        asked_at TEXT,
        closed_at TEXT,
        closed_why TEXT NOT NULL DEFAULT '',
        UNIQUE (run_id, name, day)
    )""",
    "CREATE INDEX followups_team ON followups (team_id, asked_at)",
    "CREATE INDEX followups_due ON followups (due_at) WHERE asked_at IS NULL AND closed_at IS NULL",
    """
    CREATE TABLE followup_answers (
        followup_id TEXT NOT NULL REFERENCES followups (id),
        question TEXT NOT NULL,
        user_id TEXT NOT NULL,
        value TEXT NOT NULL,
        answered_at TEXT NOT NULL,
        PRIMARY KEY (followup_id, question, user_id)
    )""",
]
