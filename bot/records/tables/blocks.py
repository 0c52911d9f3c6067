"""Tables of surveys asked one factor a week. What people answer is in no table of its own: see `sealed_answers`."""

TABLES = [
    """
    CREATE TABLE weekly_surveys (
        id TEXT PRIMARY KEY,
        team_id TEXT NOT NULL REFERENCES teams (id),
        playbook TEXT NOT NULL,
        sides TEXT NOT NULL,
        threshold INTEGER NOT NULL,
        number INTEGER NOT NULL DEFAULT 0,
        begun_by TEXT NOT NULL,
        begun_on TEXT NOT NULL,
        begin_press TEXT NOT NULL,
        ended_on TEXT,
        CHECK (threshold >= 3)
    )""",
    # A team's check-ins ask one survey at a time: of two who choose at once the database lets one through.
    "CREATE UNIQUE INDEX weekly_surveys_running ON weekly_surveys (team_id) WHERE ended_on IS NULL",
    "CREATE INDEX weekly_surveys_team ON weekly_surveys (team_id)",
    """
    CREATE TABLE blocks (
        id TEXT PRIMARY KEY,
        weekly_id TEXT NOT NULL REFERENCES weekly_surveys (id),
        factor TEXT NOT NULL,
        missing TEXT NOT NULL,
        opened_on TEXT NOT NULL,
        UNIQUE (weekly_id, factor)
    )""",
]
