"""Teams going through playbooks, and what was answered."""

TABLES = [
    """
    CREATE TABLE runs (
        id TEXT PRIMARY KEY,
        team_id TEXT NOT NULL REFERENCES teams (id),
        playbook TEXT NOT NULL,
        version TEXT NOT NULL,
        subject TEXT NOT NULL DEFAULT '',
        started_by TEXT NOT NULL,
        started_at TEXT NOT NULL,
        finished_at TEXT,
        shared TEXT,
        headline TEXT,
        parent TEXT REFERENCES runs (id)
    )""",
    """
    CREATE UNIQUE INDEX runs_scoring ON runs (parent, started_by)
        WHERE parent IS NOT NULL AND finished_at IS NULL""",
    "CREATE UNIQUE INDEX runs_marks ON runs (parent, started_by) WHERE shared = 'marks'",
    "CREATE INDEX runs_drafts ON runs (team_id, started_by, playbook) WHERE finished_at IS NULL",
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
]
