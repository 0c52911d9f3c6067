"""Tables, indexes and views, and the ordered migrations that make them: one text for SQLite and PostgreSQL.

Rules: ids are ours (TEXT); times are UTC ISO text of fixed width (`2026-11-21T18:30:00.000Z`); JSON is TEXT; there are
no booleans, a nullable time says when. A migration that has been released is never edited: add the next one.
"""

MIGRATIONS: list[tuple[str, list[str]]] = [
    (
        "001_first_house",
        [
            """
            CREATE TABLE installations (
                workspace TEXT PRIMARY KEY,
                bot_user TEXT NOT NULL,
                name TEXT NOT NULL DEFAULT '',
                installed_at TEXT NOT NULL,
                removed_at TEXT
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
                paused_at TEXT,
                pause_reason TEXT,
                paused_until TEXT,
                UNIQUE (workspace, channel)
            )""",
            "CREATE INDEX teams_resting ON teams (paused_until) WHERE paused_until IS NOT NULL",
            "CREATE INDEX teams_due ON teams (next_checkin_at) WHERE paused_at IS NULL",
            """
            CREATE TABLE members (
                team_id TEXT NOT NULL REFERENCES teams (id),
                user_id TEXT NOT NULL,
                side TEXT NOT NULL,
                role TEXT NOT NULL,
                joined_at TEXT NOT NULL,
                PRIMARY KEY (team_id, user_id)
            )""",
            "CREATE INDEX members_person ON members (user_id, role)",
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
            """
            CREATE TABLE commitments (
                id TEXT PRIMARY KEY,
                team_id TEXT NOT NULL REFERENCES teams (id),
                run_id TEXT REFERENCES runs (id),
                cue TEXT NOT NULL,
                action TEXT NOT NULL,
                owner TEXT NOT NULL,
                due_on TEXT NOT NULL,
                obstacle TEXT NOT NULL,
                partner TEXT,
                trigger_word TEXT,
                state TEXT NOT NULL,
                reason TEXT NOT NULL,
                offered_to TEXT,
                made_by TEXT NOT NULL,
                made_at TEXT NOT NULL,
                state_by TEXT,
                state_at TEXT NOT NULL,
                stuck_at TEXT,
                cued_at TEXT
            )""",
            "CREATE INDEX commitments_team ON commitments (team_id, state, due_on)",
            "CREATE INDEX commitments_owner ON commitments (owner, state)",
            "CREATE INDEX commitments_partner ON commitments (partner, state) WHERE partner IS NOT NULL",
            "CREATE INDEX commitments_offered ON commitments (offered_to) WHERE offered_to IS NOT NULL",
            "CREATE INDEX commitments_cue ON commitments (team_id, trigger_word) WHERE trigger_word IS NOT NULL",
            """
            CREATE TABLE commitment_log (
                id TEXT PRIMARY KEY,
                commitment_id TEXT NOT NULL REFERENCES commitments (id),
                place INTEGER NOT NULL,
                act TEXT NOT NULL,
                detail TEXT NOT NULL,
                actor TEXT NOT NULL,
                at TEXT NOT NULL,
                noticed_at TEXT
            )""",
            "CREATE INDEX commitment_log_story ON commitment_log (commitment_id, place)",
            "CREATE INDEX commitment_log_news ON commitment_log (at) WHERE noticed_at IS NULL",
            """
            CREATE TABLE checkins (
                id TEXT PRIMARY KEY,
                team_id TEXT NOT NULL REFERENCES teams (id),
                due_at TEXT NOT NULL,
                opened_at TEXT NOT NULL,
                closes_at TEXT NOT NULL,
                closed_at TEXT,
                UNIQUE (team_id, due_at)
            )""",
            "CREATE INDEX checkins_closing ON checkins (closes_at) WHERE closed_at IS NULL",
            "CREATE UNIQUE INDEX checkins_one_open ON checkins (team_id) WHERE closed_at IS NULL",
            """
            CREATE TABLE notes (
                checkin_id TEXT NOT NULL REFERENCES checkins (id),
                user_id TEXT NOT NULL,
                moved TEXT NOT NULL DEFAULT '',
                stuck TEXT NOT NULL DEFAULT '',
                need TEXT NOT NULL DEFAULT '',
                written_at TEXT NOT NULL,
                PRIMARY KEY (checkin_id, user_id, written_at)
            )""",
            """
            CREATE TABLE pulses (
                checkin_id TEXT NOT NULL REFERENCES checkins (id),
                respondent TEXT NOT NULL,
                side TEXT NOT NULL,
                score INTEGER NOT NULL,
                PRIMARY KEY (checkin_id, respondent)
            )""",
            "CREATE INDEX pulses_scores ON pulses (checkin_id, score)",
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
                told TEXT,
                state TEXT NOT NULL,
                due_at TEXT NOT NULL,
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
            "CREATE INDEX outbox_whispers ON outbox (state) WHERE op = 'ephemeral'",
            "CREATE INDEX outbox_written ON outbox (created_at, place)",
            """
            CREATE TABLE people (
                workspace TEXT NOT NULL,
                user_id TEXT NOT NULL,
                zone TEXT NOT NULL DEFAULT '',
                country TEXT NOT NULL DEFAULT '',
                muted_at TEXT,
                muted_until TEXT,
                told_slower_at TEXT,
                look_at TEXT,
                PRIMARY KEY (workspace, user_id)
            )""",
            "CREATE INDEX people_due ON people (look_at) WHERE look_at IS NOT NULL",
            """
            CREATE TABLE away (
                id TEXT PRIMARY KEY,
                workspace TEXT NOT NULL,
                user_id TEXT NOT NULL,
                first_day TEXT NOT NULL,
                last_day TEXT NOT NULL,
                told_back_at TEXT,
                noticed_at TEXT,
                UNIQUE (workspace, user_id, first_day, last_day)
            )""",
            "CREATE INDEX away_days ON away (workspace, last_day, first_day, user_id)",
            "CREATE INDEX away_news ON away (user_id) WHERE noticed_at IS NULL",
            "CREATE INDEX away_over ON away (last_day) WHERE told_back_at IS NULL",
            """
            CREATE TABLE statuses (
                workspace TEXT NOT NULL,
                user_id TEXT NOT NULL,
                status TEXT NOT NULL,
                last_day TEXT NOT NULL,
                answered_at TEXT,
                PRIMARY KEY (workspace, user_id)
            )""",
            """
            CREATE TABLE nudges (
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
            "CREATE INDEX nudges_person ON nudges (workspace, user_id, at)",
            "CREATE INDEX nudges_team ON nudges (team_id, at, state)",
            "CREATE INDEX nudges_about ON nudges (ref, user_id)",
            "CREATE INDEX nudges_old ON nudges (at)",
            """
            CREATE TABLE snoozes (
                workspace TEXT NOT NULL,
                user_id TEXT NOT NULL,
                ref TEXT NOT NULL,
                until TEXT,
                PRIMARY KEY (workspace, user_id, ref)
            )""",
            """
            CREATE TABLE events (
                id TEXT PRIMARY KEY,
                seen_at TEXT NOT NULL
            )""",
            "CREATE INDEX events_old ON events (seen_at)",
            """
            CREATE TABLE audit (
                id TEXT PRIMARY KEY,
                team_id TEXT REFERENCES teams (id),
                actor TEXT NOT NULL,
                act TEXT NOT NULL,
                detail TEXT NOT NULL DEFAULT '{}',
                at TEXT NOT NULL
            )""",
            "CREATE INDEX audit_team ON audit (team_id, at)",
            """
            CREATE VIEW open_commitments AS
                SELECT t.name AS team, c.cue, c.action, c.owner, c.due_on, c.state, c.made_at
                FROM commitments c JOIN teams t ON t.id = c.team_id
                WHERE c.state IN ('open', 'on_track', 'stuck')""",
            """
            CREATE VIEW team_progress AS
                SELECT t.name AS team,
                    (SELECT count(*) FROM commitments WHERE team_id = t.id AND state IN ('open', 'on_track')) AS open,
                    (SELECT count(*) FROM commitments c WHERE c.team_id = t.id AND c.state = 'stuck') AS stuck,
                    (SELECT count(*) FROM commitments c WHERE c.team_id = t.id AND c.state = 'done') AS kept,
                    (SELECT max(r.finished_at) FROM runs r WHERE r.team_id = t.id) AS last_playbook_at
                FROM teams t""",
            """
            CREATE VIEW participation AS
                SELECT t.name AS team, k.due_at, count(p.respondent) AS answered,
                    (SELECT count(*) FROM members m WHERE m.team_id = t.id) AS members
                FROM checkins k JOIN teams t ON t.id = k.team_id LEFT JOIN pulses p ON p.checkin_id = k.id
                GROUP BY t.id, t.name, k.id, k.due_at""",
        ],
    ),
]
