"""Tables of runs, their answers, who takes part in what comes of them, and the approvals of documents."""

TABLES = [
    """
    CREATE TABLE runs (
        id TEXT PRIMARY KEY,
        team_id TEXT NOT NULL REFERENCES teams (id),
        playbook TEXT NOT NULL,
        variant TEXT NOT NULL DEFAULT '',
        version TEXT NOT NULL,
        subject TEXT NOT NULL DEFAULT '',
        subject_key TEXT NOT NULL DEFAULT '',
        press TEXT NOT NULL DEFAULT '',
        started_by TEXT NOT NULL,
        started_at TEXT NOT NULL,
        finished_at TEXT,
        visibility TEXT,
        headline TEXT,
        replaces TEXT REFERENCES runs (id),
        list_id TEXT REFERENCES runs (id),
        agreed_at TEXT,
        pinned_at TEXT,
        CHECK (replaces <> id),
        CHECK (list_id <> id),
        CHECK (replaces IS NULL OR list_id IS NULL),
        CHECK ((finished_at IS NULL) = (visibility IS NULL)),
        CHECK (finished_at IS NOT NULL OR (agreed_at IS NULL AND pinned_at IS NULL))
    )""",
    # These settle races: one draft a person, playbook, variant and subject; one change a person and version; one
    # unfinished scoring a person and list, one that counts; one draft in full a team. What a draft is about is in its
    # answers: `subject_key` says what it was begun about, and is its own id once it is about something else.
    """
    CREATE UNIQUE INDEX runs_draft ON runs (team_id, started_by, playbook, variant, subject_key)
        WHERE finished_at IS NULL AND variant IN ('', 'marks') AND replaces IS NULL""",
    """
    CREATE UNIQUE INDEX runs_change ON runs (replaces, started_by)
        WHERE finished_at IS NULL AND replaces IS NOT NULL""",
    """
    CREATE UNIQUE INDEX runs_scoring ON runs (list_id, started_by)
        WHERE list_id IS NOT NULL AND finished_at IS NULL""",
    "CREATE UNIQUE INDEX runs_scores ON runs (list_id, started_by) WHERE visibility = 'scores'",
    "CREATE INDEX runs_started_by ON runs (started_by, finished_at)",
    "CREATE INDEX runs_replaces ON runs (replaces) WHERE replaces IS NOT NULL",
    "CREATE INDEX runs_press ON runs (press) WHERE finished_at IS NULL AND variant = 'full'",
    """
    CREATE UNIQUE INDEX runs_team_draft ON runs (team_id, playbook, variant)
        WHERE finished_at IS NULL AND variant = 'full'""",
    """
    CREATE INDEX runs_finished ON runs (team_id, finished_at, visibility, playbook)
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
    # One person a seat; `drawn_at`: when its result has said last how far it is.
    """
    CREATE TABLE seats (
        run_id TEXT NOT NULL REFERENCES runs (id),
        name TEXT NOT NULL,
        user_id TEXT NOT NULL,
        state TEXT NOT NULL,
        at TEXT NOT NULL,
        drawn_at TEXT,
        PRIMARY KEY (run_id, name)
    )""",
    "CREATE INDEX seats_asked ON seats (user_id) WHERE state = 'asked'",
    "CREATE INDEX seats_drawn ON seats (drawn_at) WHERE state = 'taken'",
    # `said_of`: what the result said then. A change of it is another run, of which nobody has said anything yet.
    """
    CREATE TABLE corrections (
        run_id TEXT NOT NULL REFERENCES runs (id),
        user_id TEXT NOT NULL,
        said_of TEXT NOT NULL REFERENCES runs (id),
        names TEXT NOT NULL,
        words TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (run_id, user_id)
    )""",
    """
    CREATE TABLE required_approvals (
        run_id TEXT NOT NULL REFERENCES runs (id),
        side TEXT NOT NULL,
        approved_at TEXT,
        PRIMARY KEY (run_id, side)
    )""",
    "CREATE INDEX approvals_required ON required_approvals (run_id, side) WHERE approved_at IS NULL",
    """
    CREATE TABLE approvals (
        run_id TEXT NOT NULL REFERENCES runs (id),
        side TEXT NOT NULL,
        user_id TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (run_id, user_id)
    )""",
    # Why a team's documents are in no canvas: Slack's code. Where its id stands, see `records.posts`.
    """
    CREATE TABLE canvas_refusals (
        team_id TEXT PRIMARY KEY REFERENCES teams (id),
        code TEXT NOT NULL,
        at TEXT NOT NULL
    )""",
    """
    CREATE TABLE confirmations (
        run_id TEXT NOT NULL REFERENCES runs (id),
        user_id TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (run_id, user_id)
    )""",
    # What a document says of contracts: another last day to give notice is another row, so that it is told of anew.
    """
    CREATE TABLE contracts (
        id TEXT PRIMARY KEY,
        team_id TEXT NOT NULL REFERENCES teams (id),
        document_id TEXT NOT NULL REFERENCES runs (id),
        run_id TEXT NOT NULL REFERENCES runs (id),
        name TEXT NOT NULL,
        owner TEXT NOT NULL,
        ends_on TEXT NOT NULL,
        notice_on TEXT NOT NULL,
        cost TEXT NOT NULL,
        UNIQUE (document_id, name, notice_on)
    )""",
    "CREATE INDEX contracts_owner ON contracts (owner, notice_on)",
    "CREATE INDEX contracts_team ON contracts (team_id, notice_on)",
]
