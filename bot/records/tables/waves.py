"""Tables of waves and of whom they ask. What people answer is in no table of its own: see `sealed_answers`."""

TABLES = [
    """
    CREATE TABLE waves (
        id TEXT PRIMARY KEY,
        team_id TEXT NOT NULL REFERENCES teams (id),
        playbook TEXT NOT NULL,
        mode TEXT NOT NULL,
        repeats TEXT REFERENCES waves (id),
        asks TEXT NOT NULL,
        factors TEXT NOT NULL,
        sides TEXT NOT NULL,
        threshold INTEGER NOT NULL,
        launched_by TEXT NOT NULL,
        launched_on TEXT NOT NULL,
        launch_press TEXT NOT NULL,
        last_on TEXT NOT NULL,
        closes_at TEXT NOT NULL,
        state TEXT NOT NULL,
        closed_on TEXT,
        publication TEXT,
        headline TEXT NOT NULL DEFAULT '',
        texts TEXT NOT NULL DEFAULT '[]',
        missing TEXT NOT NULL DEFAULT '{}',
        look_at TEXT,
        again_at TEXT,
        CHECK (threshold >= 3),
        CHECK (mode <> 'again' OR repeats IS NOT NULL),
        CHECK (mode <> 'wave' OR repeats IS NULL),
        CHECK ((state = 'closed') = (closed_on IS NOT NULL)),
        CHECK ((state = 'closed') = (publication IS NOT NULL))
    )""",
    # One open wave of a playbook in a team: of several launches at once the database lets one through.
    "CREATE UNIQUE INDEX waves_open ON waves (team_id, playbook) WHERE state = 'open'",
    # However many processes plan at once, a wave is asked again once.
    "CREATE UNIQUE INDEX waves_repeat ON waves (repeats) WHERE mode = 'again'",
    "CREATE INDEX waves_again ON waves (again_at) WHERE again_at IS NOT NULL",
    "CREATE INDEX waves_team ON waves (team_id, closed_on)",
    "CREATE INDEX waves_due ON waves (closes_at) WHERE state = 'open'",
    "CREATE INDEX waves_look ON waves (look_at) WHERE look_at IS NOT NULL",
    """
    CREATE TABLE respondents (
        wave_id TEXT NOT NULL REFERENCES waves (id),
        user_id TEXT NOT NULL,
        side TEXT NOT NULL,
        state TEXT NOT NULL,
        PRIMARY KEY (wave_id, user_id)
    )""",
    "CREATE INDEX respondents_person ON respondents (user_id, state)",
]
