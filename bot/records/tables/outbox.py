"""Tables of the outbox: everything that the bot says by itself, and where what it has posted stands."""

TABLES = [
    """
    CREATE TABLE outbox (
        id TEXT PRIMARY KEY,
        workspace TEXT NOT NULL,
        team_id TEXT REFERENCES teams (id),
        channel TEXT NOT NULL,
        op TEXT NOT NULL,
        kind TEXT NOT NULL,
        ref TEXT NOT NULL,
        detail TEXT NOT NULL DEFAULT '{}',
        notify_on_failure TEXT,
        state TEXT NOT NULL,
        due_at TEXT NOT NULL,
        put_at TEXT NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0,
        leased_until TEXT,
        tried_at TEXT,
        created_at TEXT NOT NULL,
        place INTEGER NOT NULL DEFAULT 0,
        sent_at TEXT,
        sent_channel TEXT,
        sent_ts TEXT,
        error TEXT
    )""",
    "CREATE INDEX outbox_waiting ON outbox (due_at) WHERE state = 'waiting'",
    "CREATE INDEX outbox_sending ON outbox (leased_until) WHERE state = 'sending'",
    "CREATE INDEX outbox_about ON outbox (kind, ref)",
    "CREATE INDEX outbox_written ON outbox (created_at, place)",
    # Apart from the outbox, whose rows go after a while: what a message is about may change as long as it lives.
    """
    CREATE TABLE posts (
        kind TEXT NOT NULL,
        ref TEXT NOT NULL,
        workspace TEXT NOT NULL,
        channel TEXT NOT NULL,
        sent_channel TEXT NOT NULL,
        sent_ts TEXT NOT NULL,
        PRIMARY KEY (kind, ref, workspace, channel)
    )""",
]
