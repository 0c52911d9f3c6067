"""Tables of Slack's events that were heard, and of the audit."""

TABLES = [
    """
    CREATE TABLE events (
        id TEXT PRIMARY KEY,
        seen_at TEXT NOT NULL,
        failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0)
    )""",
    "CREATE INDEX events_old ON events (seen_at)",
    """
    CREATE TABLE audit (
        id TEXT PRIMARY KEY,
        workspace TEXT NOT NULL,
        team_id TEXT REFERENCES teams (id),
        actor TEXT NOT NULL,
        event TEXT NOT NULL,
        detail TEXT NOT NULL,
        at TEXT NOT NULL,
        press TEXT NOT NULL
    )""",
    "CREATE INDEX audit_team ON audit (team_id, event, at)",
    "CREATE INDEX audit_workspace ON audit (workspace, at)",
    # What one press did is noted once, however often Slack sends it.
    """
    CREATE UNIQUE INDEX audit_press ON audit (press, event, coalesce(team_id, ''), detail) WHERE press <> ''""",
]
