"""Nudges: what was said to a person unasked, what was held back and why, and what they do not want to hear of.

A nudge is planned, then sent; or it is dropped and counts as suppressed, with the reason.
"""

from datetime import datetime, timedelta

from bot.records import people
from bot.records.commitments import LIVE
from bot.records.database import Database, Row, new_id, stamp

COUNTS_FOR = timedelta(days=7)  # what is done within a week of a nudge was done upon it


def plan(
    db: Database, *, workspace: str, user: str, team_id: str, kind: str, ref: str, at: datetime, reason: str = ""
) -> str:
    """The id of a nudge to be sent then. `reason` is `asked` when the person wanted to hear of it again."""
    return _write(db, workspace, user, team_id, kind, ref, "planned", reason, at)


def suppress(
    db: Database, *, workspace: str, user: str, team_id: str, kind: str, ref: str, reason: str, now: datetime
) -> None:
    """Something was held back. The same thing for the same reason counts once a week."""
    same = {"workspace": workspace, "user": user, "ref": ref, "reason": reason}
    counted = db.query(
        """
        SELECT id FROM nudges
        WHERE workspace = :workspace AND user_id = :user AND at > :since
            AND ref = :ref AND reason = :reason AND state = 'suppressed'""",
        {**same, "since": stamp(now - COUNTS_FOR)},
    )
    if not counted:
        _write(db, workspace, user, team_id, kind, ref, "suppressed", reason, now)


def _write(
    db: Database, workspace: str, user: str, team_id: str, kind: str, ref: str, state: str, reason: str, at: datetime
) -> str:
    nudge = {"id": new_id(), "workspace": workspace, "user": user, "team": team_id, "kind": kind, "ref": ref}
    when = {"state": state, "reason": reason, "at": stamp(at), "until": stamp(at + COUNTS_FOR)}
    rows = db.execute(
        """
        INSERT INTO nudges (id, workspace, user_id, team_id, kind, ref, state, reason, at, until)
        VALUES (:id, :workspace, :user, :team, :kind, :ref, :state, :reason, :at, :until) RETURNING id""",
        {**nudge, **when},
    )
    return str(rows[0]["id"])


def get(db: Database, nudge_id: str) -> Row:
    """KeyError when there is no such nudge."""
    rows = db.query("SELECT * FROM nudges WHERE id = :id", {"id": nudge_id})
    if not rows:
        raise KeyError(nudge_id)
    return rows[0]


def put_off(db: Database, nudge_id: str, at: datetime) -> None:
    """It will be sent later than planned."""
    _move(db, nudge_id, "planned", at)


def sent(db: Database, nudge_id: str, now: datetime) -> None:
    """It is leaving now, so the week counts from now."""
    _move(db, nudge_id, "sent", now)


def _move(db: Database, nudge_id: str, state: str, at: datetime) -> None:
    db.execute(
        "UPDATE nudges SET state = :state, at = :at, until = :until WHERE id = :id AND state IN ('planned', 'sent')",
        {"id": nudge_id, "state": state, "at": stamp(at), "until": stamp(at + COUNTS_FOR)},
    )


def drop(db: Database, nudge_id: str, reason: str) -> None:
    """It was not sent after all."""
    db.execute(
        "UPDATE nudges SET state = 'suppressed', reason = :reason WHERE id = :id AND state IN ('planned', 'sent')",
        {"id": nudge_id, "reason": reason},
    )


def acted(db: Database, nudge_id: str, now: datetime) -> bool:
    """The person has put it off. False when they had already: the first press counts."""
    first = "UPDATE nudges SET acted_at = :now WHERE id = :id AND acted_at IS NULL RETURNING id"
    return bool(db.execute(first, {"id": nudge_id, "now": stamp(now)}))


def about(db: Database, ref: str, since: datetime) -> list[Row]:
    """The nudges about something that people have had since then, to be drawn anew."""
    return db.query(
        "SELECT * FROM nudges WHERE ref = :ref AND state = 'sent' AND at >= :since ORDER BY at, id",
        {"ref": ref, "since": stamp(since)},
    )


# Whatever the person did about it after the nudge was done upon the nudge, wherever they pressed it.
_ACTED = """
    (n.acted_at IS NOT NULL OR EXISTS (
        SELECT 1 FROM commitment_log l
        WHERE l.commitment_id = n.ref AND l.actor = n.user_id AND l.at >= n.at {soon}
    ) OR EXISTS (
        SELECT 1 FROM keys l WHERE l.run_id = n.ref AND l.user_id = n.user_id AND l.at >= n.at {soon}
    ) OR EXISTS (
        SELECT 1 FROM runs l WHERE l.replaces = n.ref AND l.started_by = n.user_id AND l.finished_at >= n.at {changed}
    ) OR EXISTS (
        SELECT 1 FROM followup_answers l
        WHERE l.followup_id = n.ref AND l.user_id = n.user_id AND l.answered_at >= n.at {answered}))"""
_EVER = _ACTED.format(soon="", changed="", answered="")
_SOON = _ACTED.format(
    soon="AND l.at <= n.until", changed="AND l.finished_at <= n.until", answered="AND l.answered_at <= n.until"
)


def history(db: Database, workspace: str, user: str, limit: int = 12) -> list[Row]:
    """The last nudges planned or sent to a person, newest first: id, ref, state, at, and acted (0 or 1)."""
    return db.query(
        f"""
        SELECT n.id, n.ref, n.state, n.at, CASE WHEN {_EVER} THEN 1 ELSE 0 END AS acted FROM nudges n
        WHERE n.workspace = :workspace AND n.user_id = :user AND n.state IN ('planned', 'sent')
        ORDER BY n.at DESC, n.id LIMIT :limit""",
        {"workspace": workspace, "user": user, "limit": limit},
    )


def counts(db: Database, team_id: str, since: datetime) -> list[Row]:
    """A team's nudges since then, by state and, for those held back, reason: state, reason, number,
    and how many were acted on within a week."""
    return db.query(
        f"""
        SELECT n.state, CASE WHEN n.state = 'suppressed' THEN n.reason ELSE '' END AS reason,
            count(*) AS number, count(CASE WHEN {_SOON} THEN 1 END) AS acted
        FROM nudges n WHERE n.team_id = :team AND n.at >= :since AND n.state <> 'planned'
        GROUP BY 1, 2 ORDER BY 3 DESC, 2""",
        {"team": team_id, "since": stamp(since)},
    )


def snooze(db: Database, workspace: str, user: str, ref: str, until: datetime | None) -> None:
    """Nothing about this until then, or never again."""
    db.execute(
        """
        INSERT INTO snoozes (workspace, user_id, ref, until) VALUES (:workspace, :user, :ref, :until)
        ON CONFLICT (workspace, user_id, ref) DO UPDATE SET until = excluded.until""",
        {"workspace": workspace, "user": user, "ref": ref, "until": stamp(until) if until else None},
    )


def snoozed(db: Database, workspace: str, user: str) -> dict[str, str | None]:
    """What a person does not want to hear of: ref → until (UTC text), None for never."""
    rows = db.query(
        "SELECT ref, until FROM snoozes WHERE workspace = :workspace AND user_id = :user",
        {"workspace": workspace, "user": user},
    )
    return {row["ref"]: row["until"] for row in rows}


def promises(db: Database, workspace: str, user: str) -> list[Row]:
    """Live promises a person owns or is offered, with their team (`paused_at`) and when they were offered."""
    return db.query(
        f"""
        SELECT c.*, t.name AS team, t.channel, t.zone, t.paused_at,
            (SELECT max(l.at) FROM commitment_log l WHERE l.commitment_id = c.id AND l.act = 'offered') AS offered_at
        FROM commitments c JOIN teams t ON t.id = c.team_id
        WHERE t.workspace = :workspace AND c.state IN {LIVE} AND (c.owner = :user OR c.offered_to = :user)""",
        {"workspace": workspace, "user": user},
    )


def cue(db: Database, team_id: str, word: str, by: str, now: datetime) -> None:
    """Somebody of the team starts this playbook: those who promised something for then are thought of."""
    with db.atomic():
        cued = db.execute(
            f"""
            UPDATE commitments SET cued_at = :now
            WHERE team_id = :team AND trigger_word = :word AND owner <> :by AND state IN {LIVE}
            RETURNING owner, (SELECT workspace FROM teams WHERE id = :team) AS workspace""",
            {"team": team_id, "word": word, "by": by, "now": stamp(now)},
        )
        for row in cued:
            people.consider(db, row["workspace"], row["owner"], now)


def notice(db: Database, now: datetime, limit: int = 500) -> int:
    """Whoever has a promise or an absence that changed is thought of now; how many changes there were."""
    with db.atomic():
        news = {"now": stamp(now), "limit": limit}
        changed = [*db.execute(_PROMISES_CHANGED, news), *db.execute(_ABSENCES_CHANGED, news)]
        concerned = {(row["workspace"], row[who]) for row in changed for who in ("owner", "offered_to") if row[who]}
        for workspace, user in sorted(concerned):
            people.consider(db, workspace, user, now)
    return len(changed)


_PROMISES_CHANGED = """
    UPDATE commitment_log SET noticed_at = :now
    WHERE noticed_at IS NULL AND id IN (
        SELECT id FROM commitment_log WHERE noticed_at IS NULL ORDER BY at LIMIT :limit)
    RETURNING (SELECT t.workspace FROM commitments c JOIN teams t ON t.id = c.team_id
            WHERE c.id = commitment_log.commitment_id) AS workspace,
        (SELECT c.owner FROM commitments c WHERE c.id = commitment_log.commitment_id) AS owner,
        (SELECT c.offered_to FROM commitments c WHERE c.id = commitment_log.commitment_id) AS offered_to"""

_ABSENCES_CHANGED = """
    UPDATE away SET noticed_at = :now
    WHERE noticed_at IS NULL AND id IN (SELECT id FROM away WHERE noticed_at IS NULL LIMIT :limit)
    RETURNING workspace, user_id AS owner, NULL AS offered_to"""
