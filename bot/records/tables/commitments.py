"""Tables of commitments, and of the log of each."""

TABLES = [
    """
    CREATE TABLE commitments (
        id TEXT PRIMARY KEY,
        team_id TEXT NOT NULL REFERENCES teams (id),
        run_id TEXT REFERENCES runs (id),
        advice TEXT,
        helps TEXT REFERENCES commitments (id),
        voice TEXT,
        wave_id TEXT REFERENCES waves (id),
        cue TEXT NOT NULL,
        action TEXT NOT NULL,
        owner TEXT NOT NULL,
        due_on TEXT NOT NULL,
        obstacle TEXT NOT NULL,
        partner TEXT,
        invited TEXT,
        trigger_word TEXT,
        state TEXT NOT NULL,
        reason TEXT NOT NULL,
        offered_to TEXT,
        made_by TEXT NOT NULL,
        made_at TEXT NOT NULL,
        state_by TEXT,
        state_at TEXT NOT NULL,
        stuck_at TEXT,
        cued_at TEXT,
        CHECK (partner <> owner),
        CHECK (offered_to <> owner),
        CHECK (invited <> owner AND invited <> partner AND invited <> offered_to),
        CHECK (owner <> '' OR state IN ('offered', 'dropped')),
        CHECK (owner = '' OR state <> 'offered'),
        CHECK ((state = 'stuck') = (stuck_at IS NOT NULL))
    )""",
    "CREATE INDEX commitments_team ON commitments (team_id, state, due_on)",
    "CREATE INDEX commitments_moved ON commitments (team_id, state_at)",
    "CREATE INDEX commitments_owner ON commitments (owner, state)",
    "CREATE INDEX commitments_partner ON commitments (partner, state) WHERE partner IS NOT NULL",
    "CREATE INDEX commitments_offered ON commitments (offered_to) WHERE offered_to IS NOT NULL",
    "CREATE INDEX commitments_invited ON commitments (invited) WHERE invited IS NOT NULL",
    "CREATE INDEX commitments_suggested ON commitments (made_by) WHERE state = 'offered'",
    "CREATE INDEX commitments_untaken ON commitments (due_on) WHERE state = 'offered'",
    "CREATE INDEX commitments_helping ON commitments (helps) WHERE helps IS NOT NULL",
    "CREATE INDEX commitments_answering ON commitments (voice) WHERE voice IS NOT NULL",
    # The same piece of advice is promised once; who gives it up makes it free for others.
    """
    CREATE UNIQUE INDEX commitments_advice ON commitments (run_id, advice)
    WHERE advice IS NOT NULL AND state <> 'dropped'""",
    # So is the talk that a wave calls for.
    """
    CREATE UNIQUE INDEX commitments_talk ON commitments (wave_id) WHERE wave_id IS NOT NULL AND state <> 'dropped'""",
    "CREATE INDEX commitments_cue ON commitments (team_id, trigger_word) WHERE trigger_word IS NOT NULL",
    """
    CREATE TABLE commitment_log (
        id TEXT PRIMARY KEY,
        commitment_id TEXT NOT NULL REFERENCES commitments (id),
        place INTEGER NOT NULL,
        event TEXT NOT NULL,
        detail TEXT NOT NULL,
        actor TEXT NOT NULL,
        at TEXT NOT NULL,
        noticed_at TEXT
    )""",
    "CREATE INDEX commitment_log_story ON commitment_log (commitment_id, place)",
    "CREATE INDEX commitment_log_news ON commitment_log (at) WHERE noticed_at IS NULL",
]
