"""Commitments: if … then … I will, with an owner and a date."""

from datetime import date, datetime

from bot.records.database import Database, Row, stamp

LIVE = "('open', 'on_track', 'stuck')"


def add(
    db: Database,
    commitment_id: str,
    *,
    team_id: str,
    run_id: str | None,
    cue: str,
    action: str,
    owner: str,
    due: date,
    by: str,
    now: datetime,
) -> bool:
    """False when this id is there already: a submission that arrives twice commits once."""
    added = db.execute(
        """
        INSERT INTO commitments
            (id, team_id, run_id, cue, action, owner, due_on, state, made_by, made_at, state_at)
        VALUES (:id, :team, :run, :cue, :action, :owner, :due, 'open', :by, :now, :now)
        ON CONFLICT (id) DO NOTHING RETURNING id""",
        {
            "id": commitment_id,
            "team": team_id,
            "run": run_id,
            "cue": cue,
            "action": action,
            "owner": owner,
            "due": due.isoformat(),
            "by": by,
            "now": stamp(now),
        },
    )
    return bool(added)


def get(db: Database, commitment_id: str) -> Row:
    """With its team's workspace and channel. KeyError when there is no such commitment."""
    rows = db.query(
        "SELECT c.*, t.workspace, t.channel FROM commitments c JOIN teams t ON t.id = c.team_id WHERE c.id = :id",
        {"id": commitment_id},
    )
    if not rows:
        raise KeyError(commitment_id)
    return rows[0]


def live(db: Database, team_id: str) -> list[Row]:
    """Open, on track or stuck: the earliest date first."""
    return db.query(
        f"SELECT * FROM commitments WHERE team_id = :team AND state IN {LIVE} ORDER BY due_on, made_at, id",
        {"team": team_id},
    )


def of(db: Database, workspace: str, owner: str) -> list[Row]:
    """What a person has promised in any team and not yet closed, the earliest date first."""
    return db.query(
        f"""
        SELECT c.*, t.name AS team, t.channel FROM commitments c JOIN teams t ON t.id = c.team_id
        WHERE c.owner = :owner AND t.workspace = :workspace AND c.state IN {LIVE}
        ORDER BY c.due_on, c.made_at, c.id""",
        {"owner": owner, "workspace": workspace},
    )


def kept(db: Database, team_id: str, since: str, until: str) -> list[Row]:
    """What was done from one moment to just before another (UTC text), in that order."""
    return db.query(
        """
        SELECT * FROM commitments
        WHERE team_id = :team AND state = 'done' AND state_at >= :since AND state_at < :until
        ORDER BY state_at, id""",
        {"team": team_id, "since": since, "until": until},
    )


def mark(db: Database, commitment_id: str, state: str, by: str, now: datetime) -> bool:
    """done, on_track or stuck. False when it says so already, or is done: the first press counts."""
    marked = db.execute(
        """
        UPDATE commitments SET state = :state, state_by = :by, state_at = :now
        WHERE id = :id AND state <> :state AND state NOT IN ('done', 'dropped') RETURNING id""",
        {"id": commitment_id, "state": state, "by": by, "now": stamp(now)},
    )
    return bool(marked)
