"""Tables of installations, named admins, teams (one Slack channel each), members, who was named, who has left."""

TABLES = [
    """
    CREATE TABLE installations (
        workspace TEXT PRIMARY KEY,
        bot_user TEXT NOT NULL,
        name TEXT NOT NULL DEFAULT '',
        url TEXT NOT NULL DEFAULT '',
        installed_at TEXT NOT NULL,
        removed_at TEXT,
        uninstalled_at TEXT,
        kept_years INTEGER NOT NULL DEFAULT 2 CHECK (kept_years >= 1),
        shut_since TEXT,
        shut_why TEXT,
        charts_refused_at TEXT,
        CHECK ((shut_since IS NULL) = (shut_why IS NULL))
    )""",
    """
    CREATE TABLE admins (
        workspace TEXT NOT NULL,
        user_id TEXT NOT NULL,
        named_by TEXT NOT NULL,
        named_at TEXT NOT NULL,
        PRIMARY KEY (workspace, user_id)
    )""",
    """
    CREATE TABLE teams (
        id TEXT PRIMARY KEY,
        workspace TEXT NOT NULL,
        channel TEXT NOT NULL,
        name TEXT NOT NULL,
        zone TEXT NOT NULL,
        checkin_day INTEGER NOT NULL,
        checkin_time TEXT NOT NULL,
        checkin_every TEXT NOT NULL,
        country TEXT NOT NULL,
        days_off TEXT NOT NULL,
        next_checkin_on TEXT NOT NULL,
        next_checkin_at TEXT NOT NULL,
        next_checkin_why TEXT NOT NULL,
        created_by TEXT NOT NULL,
        created_at TEXT NOT NULL,
        confirmed_at TEXT,
        saved_press TEXT NOT NULL DEFAULT '',
        paused_at TEXT,
        pause_reason TEXT,
        paused_until TEXT,
        UNIQUE (workspace, channel),
        CHECK ((paused_at IS NULL) = (pause_reason IS NULL)),
        CHECK (paused_until IS NULL OR paused_at IS NOT NULL)
    )""",
    # For people with SQL, who ask by a team's name: without it SQLite would begin with all there is of all teams.
    "CREATE INDEX teams_name ON teams (name)",
    "CREATE INDEX teams_deleted ON teams (id) WHERE pause_reason = 'deleted'",
    "CREATE INDEX teams_resting ON teams (paused_until) WHERE paused_until IS NOT NULL",
    "CREATE INDEX teams_due ON teams (next_checkin_at) WHERE paused_at IS NULL",
    """
    CREATE TABLE members (
        team_id TEXT NOT NULL REFERENCES teams (id),
        user_id TEXT NOT NULL,
        side TEXT NOT NULL,
        role TEXT NOT NULL,
        guest INTEGER NOT NULL DEFAULT 0 CHECK (guest IN (0, 1)),
        joined_on TEXT NOT NULL,
        PRIMARY KEY (team_id, user_id)
    )""",
    "CREATE INDEX members_person ON members (user_id, role)",
    """
    CREATE TABLE invitations (
        id TEXT PRIMARY KEY,
        team_id TEXT NOT NULL REFERENCES teams (id),
        user_id TEXT NOT NULL,
        side TEXT NOT NULL,
        role TEXT NOT NULL,
        named_by TEXT NOT NULL,
        named_at TEXT NOT NULL,
        state TEXT NOT NULL,
        answered_at TEXT,
        asked_at TEXT,
        UNIQUE (team_id, user_id)
    )""",
    "CREATE INDEX invitations_person ON invitations (user_id, state)",
    """
    CREATE TABLE leavers (
        team_id TEXT NOT NULL REFERENCES teams (id),
        user_id TEXT NOT NULL,
        left_at TEXT NOT NULL,
        PRIMARY KEY (team_id, user_id)
    )""",
    "CREATE INDEX leavers_person ON leavers (user_id)",
]
