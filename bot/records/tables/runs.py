"""Teams going through playbooks, and what was answered."""

TABLES = [
    """
    CREATE TABLE runs (
        id TEXT PRIMARY KEY,
        team_id TEXT NOT NULL REFERENCES teams (id),
        playbook TEXT NOT NULL,
        form TEXT NOT NULL DEFAULT '',
        version TEXT NOT NULL,
        subject TEXT NOT NULL DEFAULT '',
        started_by TEXT NOT NULL,
        started_at TEXT NOT NULL,
        finished_at TEXT,
        shared TEXT,
        headline TEXT,
        replaces TEXT REFERENCES runs (id),
        parent TEXT REFERENCES runs (id),
        agreed_at TEXT,
        pinned_at TEXT
    )""",
    """
    CREATE UNIQUE INDEX runs_scoring ON runs (parent, started_by)
        WHERE parent IS NOT NULL AND finished_at IS NULL""",
    "CREATE UNIQUE INDEX runs_marks ON runs (parent, started_by) WHERE shared = 'marks'",
    "CREATE INDEX runs_replaces ON runs (replaces) WHERE replaces IS NOT NULL",
    "CREATE INDEX runs_drafts ON runs (team_id, started_by, playbook) WHERE finished_at IS NULL",
    """
    CREATE UNIQUE INDEX runs_shared ON runs (team_id, playbook, form)
        WHERE finished_at IS NULL AND form <> '' AND parent IS NULL""",
    """
    CREATE INDEX runs_finished ON runs (team_id, finished_at, shared, playbook)
        WHERE finished_at IS NOT NULL""",
    """
    CREATE TABLE answers (
        run_id TEXT NOT NULL REFERENCES runs (id),
        question TEXT NOT NULL,
        item TEXT NOT NULL DEFAULT '',
        value TEXT NOT NULL,
        answered_by TEXT NOT NULL,
        answered_at TEXT NOT NULL,
        PRIMARY KEY (run_id, question, item)
    )""",
    """
    CREATE TABLE locks (
        run_id TEXT NOT NULL REFERENCES runs (id),
        side TEXT NOT NULL,
        opened_at TEXT,
        PRIMARY KEY (run_id, side)
    )""",
    "CREATE INDEX locks_shut ON locks (run_id, side) WHERE opened_at IS NULL",
    """
    CREATE TABLE keys (
        run_id TEXT NOT NULL REFERENCES runs (id),
        side TEXT NOT NULL,
        user_id TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (run_id, user_id)
    )""",
]
