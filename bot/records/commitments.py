"""Commitments: if … then … I will, with an owner and a date; what becomes of them, and their story."""

import json
from collections.abc import Mapping
from datetime import date, datetime

from bot.records.database import Database, Row, new_id, stamp

LIVE = "('open', 'on_track', 'stuck')"
CLOSED = ("done", "dropped")


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
    obstacle: str = "",
    partner: str | None = None,
    trigger_word: str | None = None,
) -> bool:
    """False when this id is there already: a submission that arrives twice commits once.

    `partner` is a second owner, of the other side; `trigger_word` a playbook at whose start it is quoted back.
    """
    given = {"team": team_id, "run": run_id, "cue": cue, "action": action, "owner": owner, "due": due.isoformat()}
    more = {"obstacle": obstacle, "partner": partner, "trigger": trigger_word, "by": by, "now": stamp(now)}
    with db.atomic():
        added = db.execute(_ADD, {"id": commitment_id, **given, **more})
        if added:
            log(db, commitment_id, "made", by, now, {"due": due.isoformat(), "owner": owner})
    return bool(added)


_ADD = """
    INSERT INTO commitments
        (id, team_id, run_id, cue, action, owner, due_on, obstacle, partner, trigger_word, state, reason,
        made_by, made_at, state_at)
    VALUES (:id, :team, :run, :cue, :action, :owner, :due, :obstacle, :partner, :trigger, 'open', '',
        :by, :now, :now)
    ON CONFLICT (id) DO NOTHING RETURNING id"""


def get(db: Database, commitment_id: str) -> Row:
    """With its team's name, workspace, channel and zone. KeyError when there is no such commitment."""
    rows = db.query(f"{_WITH_TEAM} WHERE c.id = :id", {"id": commitment_id})
    if not rows:
        raise KeyError(commitment_id)
    return rows[0]


_WITH_TEAM = """
    SELECT c.*, t.name AS team, t.workspace, t.channel, t.zone
    FROM commitments c JOIN teams t ON t.id = c.team_id"""


def live(db: Database, team_id: str) -> list[Row]:
    """Open, on track or stuck: the earliest date first."""
    return db.query(
        f"{_WITH_TEAM} WHERE c.team_id = :team AND c.state IN {LIVE} ORDER BY c.due_on, c.made_at, c.id",
        {"team": team_id},
    )


def of(db: Database, workspace: str, user: str) -> list[Row]:
    """What a person has promised in any team, alone or as partner, and not yet closed; the earliest date first."""
    return db.query(
        f"""
        {_WITH_TEAM}
        WHERE t.workspace = :workspace AND c.state IN {LIVE} AND (c.owner = :user OR c.partner = :user)
        ORDER BY c.due_on, c.made_at, c.id""",
        {"user": user, "workspace": workspace},
    )


def closed_by(db: Database, workspace: str, user: str, since: datetime) -> list[Row]:
    """What a person has kept or dropped since then, the latest first."""
    return db.query(
        f"""
        {_WITH_TEAM}
        WHERE t.workspace = :workspace AND c.state IN ('done', 'dropped') AND c.state_at >= :since
            AND (c.owner = :user OR c.partner = :user)
        ORDER BY c.state_at DESC, c.id""",
        {"user": user, "workspace": workspace, "since": stamp(since)},
    )


def kept(db: Database, team_id: str, since: str, until: str) -> list[Row]:
    """What was done from one moment to just before another (UTC text), in that order."""
    return db.query(
        f"""
        {_WITH_TEAM} WHERE c.team_id = :team AND c.state = 'done' AND c.state_at >= :since AND c.state_at < :until
        ORDER BY c.state_at, c.id""",
        {"team": team_id, "since": since, "until": until},
    )


def mark(db: Database, commitment_id: str, state: str, by: str, now: datetime, reason: str = "") -> bool:
    """done, on_track, stuck or dropped. False when it says so already, or is closed: the first press counts.

    `stuck_at` is since when it has been stuck without a break. Closing ends a hand-over that nobody answered.
    """
    with db.atomic():
        marked = db.execute(_MARK, {"id": commitment_id, "state": state, "by": by, "now": stamp(now), "reason": reason})
        if marked:
            log(db, commitment_id, state, by, now, {"reason": reason} if reason else {})
    return bool(marked)


_MARK = """
    UPDATE commitments SET state = :state, state_by = :by, state_at = :now, reason = :reason,
        stuck_at = CASE WHEN :state = 'stuck' THEN :now END,
        offered_to = CASE WHEN :state NOT IN ('done', 'dropped') THEN offered_to END
    WHERE id = :id AND state <> :state AND state NOT IN ('done', 'dropped') RETURNING id"""


def explain(db: Database, commitment_id: str, reason: str, by: str, now: datetime) -> bool:
    """What blocks a stuck one. False when it is not stuck (any more), or says so already."""
    return _change(
        db,
        "UPDATE commitments SET reason = :value WHERE id = :id AND state = 'stuck' AND reason <> :value RETURNING id",
        commitment_id,
        reason,
        ("blocked", {"reason": reason}),
        by,
        now,
    )


def redate(db: Database, commitment_id: str, due: date, by: str, now: datetime) -> bool:
    """A new date for a live one. False when it has that date already, or is closed."""
    return _change(
        db,
        f"""
        UPDATE commitments SET due_on = :value
        WHERE id = :id AND state IN {LIVE} AND due_on <> :value RETURNING id""",
        commitment_id,
        due.isoformat(),
        ("redated", {"due": due.isoformat()}),
        by,
        now,
    )


def reword(db: Database, commitment_id: str, action: str, by: str, now: datetime) -> bool:
    """A live promise made smaller; the story keeps the new words. False when they are the same, or it is closed."""
    return _change(
        db,
        f"""
        UPDATE commitments SET action = :value
        WHERE id = :id AND state IN {LIVE} AND action <> :value RETURNING id""",
        commitment_id,
        action,
        ("reworded", {"action": action}),
        by,
        now,
    )


def reopen(db: Database, commitment_id: str, by: str, now: datetime) -> bool:
    """Not done after all, or not dropped. False when it is live."""
    return _change(
        db,
        """
        UPDATE commitments SET state = 'open', reason = '', state_by = :value, state_at = :now
        WHERE id = :id AND state IN ('done', 'dropped') RETURNING id""",
        commitment_id,
        by,
        ("reopened", {}),
        by,
        now,
    )


def _change(
    db: Database,
    sql: str,
    commitment_id: str,
    value: str,
    told: tuple[str, Mapping[str, object]],
    by: str,
    now: datetime,
) -> bool:
    """One statement that decides, and a line in the story when it did."""
    with db.atomic():
        changed = db.execute(sql, {"id": commitment_id, "value": value, "now": stamp(now)})
        if changed:
            log(db, commitment_id, told[0], by, now, told[1])
    return bool(changed)


def log(db: Database, commitment_id: str, act: str, by: str, now: datetime, detail: Mapping[str, object]) -> str:
    """A line in the story; its id."""
    line = {"id": new_id(), "commitment": commitment_id, "act": act, "by": by, "now": stamp(now)}
    return str(db.execute(_LOG, {**line, "detail": json.dumps(detail, ensure_ascii=False)})[0]["id"])


_LOG = """
    INSERT INTO commitment_log (id, commitment_id, place, act, detail, actor, at)
    VALUES (:id, :commitment,
        (SELECT coalesce(max(place), 0) + 1 FROM commitment_log WHERE commitment_id = :commitment),
        :act, :detail, :by, :now)
    RETURNING id"""


def story(db: Database, commitment_id: str) -> list[Row]:
    """All that happened to it, oldest first: act, actor, at, detail."""
    rows = db.query(
        "SELECT id, act, actor, at, detail FROM commitment_log WHERE commitment_id = :id ORDER BY place",
        {"id": commitment_id},
    )
    return [{**row, "detail": json.loads(row["detail"])} for row in rows]
