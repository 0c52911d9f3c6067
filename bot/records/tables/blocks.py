"""Tables of surveys asked one factor a week. What people answer is in no table of its own: see `sealed_answers`."""

TABLES = [
    """
    CREATE TABLE weekly_surveys (
        team_id TEXT PRIMARY KEY REFERENCES teams (id),
        playbook TEXT NOT NULL,
        sides TEXT NOT NULL,
        threshold INTEGER NOT NULL,
        turn INTEGER NOT NULL DEFAULT 0,
        begun_by TEXT NOT NULL,
        begun_on TEXT NOT NULL,
        CHECK (threshold >= 3)
    )""",
    """
    CREATE TABLE blocks (
        id TEXT PRIMARY KEY,
        team_id TEXT NOT NULL REFERENCES teams (id),
        playbook TEXT NOT NULL,
        factor TEXT NOT NULL,
        title TEXT NOT NULL,
        sides TEXT NOT NULL,
        threshold INTEGER NOT NULL,
        missing TEXT NOT NULL,
        ended_on TEXT,
        ended_at_checkin TEXT,
        figures TEXT,
        CHECK (threshold >= 3),
        CHECK ((ended_on IS NULL) = (figures IS NULL))
    )""",
    # One block of a factor takes answers at a time.
    "CREATE UNIQUE INDEX blocks_open ON blocks (team_id, playbook, factor) WHERE ended_on IS NULL",
    "CREATE INDEX blocks_checkin ON blocks (ended_at_checkin) WHERE ended_at_checkin IS NOT NULL",
]
