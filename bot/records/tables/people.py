"""Tables about a person: zone and mute, absences, status, reminders, snoozes, digests, who wants to be forgotten."""

TABLES = [
    """
    CREATE TABLE people (
        workspace TEXT NOT NULL,
        user_id TEXT NOT NULL,
        name TEXT NOT NULL DEFAULT '',
        zone TEXT NOT NULL DEFAULT '',
        country TEXT NOT NULL DEFAULT '',
        muted_at TEXT,
        muted_until TEXT,
        slowdown_announced_at TEXT,
        consider_at TEXT,
        back_press TEXT NOT NULL DEFAULT '',
        back_at TEXT,
        back_first TEXT,
        back_last TEXT,
        home_opened_at TEXT,
        is_admin INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (workspace, user_id)
    )""",
    "CREATE INDEX people_due ON people (consider_at) WHERE consider_at IS NOT NULL",
    """
    CREATE TABLE away (
        id TEXT PRIMARY KEY,
        workspace TEXT NOT NULL,
        user_id TEXT NOT NULL,
        first_day TEXT NOT NULL,
        last_day TEXT NOT NULL,
        welcomed_at TEXT,
        noticed_at TEXT,
        UNIQUE (workspace, user_id, first_day, last_day),
        CHECK (first_day <= last_day)
    )""",
    "CREATE INDEX away_days ON away (workspace, last_day, first_day, user_id)",
    "CREATE INDEX away_news ON away (user_id) WHERE noticed_at IS NULL",
    "CREATE INDEX away_over ON away (last_day) WHERE welcomed_at IS NULL",
    """
    CREATE TABLE statuses (
        workspace TEXT NOT NULL,
        user_id TEXT NOT NULL,
        status TEXT NOT NULL,
        last_day TEXT,
        answered_at TEXT,
        PRIMARY KEY (workspace, user_id)
    )""",
    """
    CREATE TABLE reminders (
        id TEXT PRIMARY KEY,
        workspace TEXT NOT NULL,
        user_id TEXT NOT NULL,
        team_id TEXT NOT NULL REFERENCES teams (id),
        kind TEXT NOT NULL,
        ref TEXT NOT NULL,
        state TEXT NOT NULL,
        reason TEXT NOT NULL,
        at TEXT NOT NULL,
        until TEXT NOT NULL,
        acted_at TEXT
    )""",
    "CREATE INDEX reminders_person ON reminders (workspace, user_id, at)",
    "CREATE INDEX reminders_team ON reminders (team_id, at, state)",
    "CREATE INDEX reminders_about ON reminders (ref, user_id)",
    "CREATE INDEX reminders_old ON reminders (at)",
    # Whatever the clock says, nobody has two digests about the same days.
    "CREATE UNIQUE INDEX reminders_digest ON reminders (workspace, user_id, ref) WHERE kind = 'digest'",
    """
    CREATE TABLE digests (
        workspace TEXT NOT NULL,
        user_id TEXT NOT NULL,
        rhythm TEXT NOT NULL,
        asked_at TEXT NOT NULL,
        next_at TEXT NOT NULL,
        sent_at TEXT,
        PRIMARY KEY (workspace, user_id)
    )""",
    "CREATE INDEX digests_due ON digests (next_at)",
    """
    CREATE TABLE snoozes (
        workspace TEXT NOT NULL,
        user_id TEXT NOT NULL,
        ref TEXT NOT NULL,
        until TEXT,
        PRIMARY KEY (workspace, user_id, ref)
    )""",
    # Who wants to be forgotten, until it is done.
    """
    CREATE TABLE forget_requests (
        id TEXT PRIMARY KEY,
        workspace TEXT NOT NULL,
        user_id TEXT NOT NULL,
        asked_at TEXT NOT NULL,
        done_at TEXT,
        undrawn TEXT NOT NULL DEFAULT '[]',
        UNIQUE (workspace, user_id)
    )""",
]
