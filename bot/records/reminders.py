"""Reminders: messages to a person unasked, those suppressed with the reason, and what people do not want to hear of.

A reminder is planned, then sent; or it is dropped and counts as suppressed, with the reason.
"""

from datetime import datetime, timedelta
from typing import Literal

from bot.counting import Counted, count
from bot.errors import MissingError
from bot.model.commitments import CommitmentEvent, OpenCommitment
from bot.model.reminders import PastReminder, Reason, Reminder, ReminderCount, ReminderKind, ReminderState
from bot.records import people
from bot.records.commitment_sql import LIVE, NOT_LEFT
from bot.records.database import Database, new_id, parse_stamp, stamp

COUNTS_FOR = timedelta(days=7)  # what is done within a week of a reminder was done upon it
RECENT = 12  # reminders looked back on: enough for four ignored in a row, those that people asked for included
NOTICED_AT_ONCE = 500  # changes in one transaction


def plan(
    db: Database,
    *,
    workspace: str,
    user: str,
    team_id: str,
    kind: ReminderKind,
    ref: str,
    at: datetime,
    reason: Literal[Reason.ASKED, ""] = "",
) -> str:
    """Write down a reminder to be sent then, and return its id. ASKED: the person wanted to hear of it again."""
    return _insert_row(db, workspace, user, team_id, kind, ref, ReminderState.PLANNED, reason, at)


def is_planned(db: Database, workspace: str, user: str, kind: ReminderKind, ref: str) -> bool:
    """Return whether one of this kind was ever planned for this person about it."""
    rows = db.query(
        "SELECT id FROM reminders WHERE workspace = :workspace AND user_id = :user AND kind = :kind AND ref = :ref",
        {"workspace": workspace, "user": user, "kind": kind, "ref": ref},
    )
    return bool(rows)


def suppress(
    db: Database,
    *,
    workspace: str,
    user: str,
    team_id: str,
    kind: ReminderKind,
    ref: str,
    reason: Reason,
    now: datetime,
) -> None:
    """Write down that something was suppressed. The same thing for the same reason counts once a week.

    Call it in a transaction that has locked the person: what is counted is read first.
    """
    same = {"workspace": workspace, "user": user, "ref": ref, "reason": reason}
    counted = db.query(
        f"""
        SELECT id FROM reminders
        WHERE workspace = :workspace AND user_id = :user AND at > :since
            AND ref = :ref AND reason = :reason AND state = '{ReminderState.SUPPRESSED}'""",
        {**same, "since": stamp(now - COUNTS_FOR)},
    )
    if not counted:
        _insert_row(db, workspace, user, team_id, kind, ref, ReminderState.SUPPRESSED, reason, now)
        count(Counted.SUPPRESSED, reason)


def _insert_row(
    db: Database,
    workspace: str,
    user: str,
    team_id: str,
    kind: ReminderKind,
    ref: str,
    state: ReminderState,
    reason: str,
    at: datetime,
) -> str:
    subject = {"id": new_id(), "workspace": workspace, "user": user, "team": team_id, "kind": kind, "ref": ref}
    rows = db.execute(
        """
        INSERT INTO reminders (id, workspace, user_id, team_id, kind, ref, state, reason, at, until)
        VALUES (:id, :workspace, :user, :team, :kind, :ref, :state, :reason, :at, :until) RETURNING id""",
        {**subject, "state": state, "reason": reason, "at": stamp(at), "until": stamp(at + COUNTS_FOR)},
    )
    return str(rows[0]["id"])


def get(db: Database, reminder_id: str) -> Reminder:
    """Return it. Raise KeyError when there is no such reminder."""
    rows = db.query("SELECT * FROM reminders WHERE id = :id", {"id": reminder_id})
    if not rows:
        raise MissingError(reminder_id)
    return Reminder.from_row(rows[0])


def put_off(db: Database, reminder_id: str, at: datetime) -> None:
    """Note that it will be sent later than planned."""
    _set_moment(db, reminder_id, ReminderState.PLANNED, at)


def mark_sent(db: Database, reminder_id: str, now: datetime) -> None:
    """Note that it is leaving now, so that the week counts from now."""
    _set_moment(db, reminder_id, ReminderState.SENT, now)


_NOT_DROPPED = f"state IN ('{ReminderState.PLANNED}', '{ReminderState.SENT}')"


def _set_moment(db: Database, reminder_id: str, state: ReminderState, at: datetime) -> None:
    db.execute(
        f"UPDATE reminders SET state = :state, at = :at, until = :until WHERE id = :id AND {_NOT_DROPPED}",
        {"id": reminder_id, "state": state, "at": stamp(at), "until": stamp(at + COUNTS_FOR)},
    )


def recall_sent(db: Database, now: datetime) -> None:
    """Count those that were sent in the future, by a clock that was ahead, as sent now."""
    db.execute(
        f"UPDATE reminders SET at = :now, until = :until WHERE state = '{ReminderState.SENT}' AND at > :now",
        {"now": stamp(now), "until": stamp(now + COUNTS_FOR)},
    )


def drop(db: Database, reminder_id: str, reason: Reason) -> None:
    """Note that it was not sent after all."""
    db.execute(
        f"""
        UPDATE reminders SET state = '{ReminderState.SUPPRESSED}', reason = :reason
        WHERE id = :id AND {_NOT_DROPPED}""",
        {"id": reminder_id, "reason": reason},
    )
    count(Counted.SUPPRESSED, reason)


def mark_acted(db: Database, reminder_id: str, now: datetime) -> bool:
    """Note that the person has put it off. Return False when they had already: the first press counts."""
    first = "UPDATE reminders SET acted_at = :now WHERE id = :id AND acted_at IS NULL RETURNING id"
    return bool(db.execute(first, {"id": reminder_id, "now": stamp(now)}))


def sent_since(db: Database, ref: str, since: datetime) -> list[Reminder]:
    """Return the reminders of something that people have had since then."""
    rows = db.query(
        f"""
        SELECT * FROM reminders WHERE ref = :ref AND state = '{ReminderState.SENT}' AND at >= :since
        ORDER BY at, id""",
        {"ref": ref, "since": stamp(since)},
    )
    return [Reminder.from_row(row) for row in rows]


# Whatever the person did about it after the reminder was done upon the reminder, wherever they pressed it. Whether
# somebody has answered a wave no row tells: they are trusted to have.
_ACTED = """
    (r.acted_at IS NOT NULL OR r.kind = 'wave' OR EXISTS (
        SELECT 1 FROM commitment_log l
        WHERE l.commitment_id = r.ref AND l.actor = r.user_id AND l.at >= r.at {soon}
    ) OR EXISTS (
        SELECT 1 FROM approvals l WHERE l.run_id = r.ref AND l.user_id = r.user_id AND l.at >= r.at {soon}
    ) OR EXISTS (
        SELECT 1 FROM seats l
        WHERE l.run_id = r.ref AND l.user_id = r.user_id AND l.state <> 'asked' AND l.at >= r.at {soon}
    ) OR EXISTS (
        SELECT 1 FROM corrections l WHERE l.run_id = r.ref AND l.user_id = r.user_id AND l.at >= r.at {soon}
    ) OR EXISTS (
        SELECT 1 FROM runs l WHERE l.replaces = r.ref AND l.started_by = r.user_id AND l.finished_at >= r.at {changed}
    ) OR EXISTS (
        SELECT 1 FROM contracts k JOIN runs l ON l.replaces = k.run_id
        WHERE k.id = r.ref AND l.started_by = r.user_id AND l.finished_at >= r.at {changed}
    ) OR EXISTS (
        SELECT 1 FROM followup_answers l
        WHERE l.followup_id = r.ref AND l.user_id = r.user_id AND l.answered_at >= r.at {answered}
    ) OR EXISTS (
        SELECT 1 FROM invitations l
        WHERE l.id = r.ref AND l.state <> 'withdrawn' AND l.answered_at >= r.at {answered}))"""
_EVER = _ACTED.format(soon="", changed="", answered="")
_SOON = _ACTED.format(
    soon="AND l.at <= r.until", changed="AND l.finished_at <= r.until", answered="AND l.answered_at <= r.until"
)


def list_recent(db: Database, workspace: str, user: str) -> list[PastReminder]:
    """Return the last RECENT reminders planned for or sent to a person, the newest first."""
    rows = db.query(
        f"""
        SELECT r.state, r.at, CASE WHEN {_EVER} THEN 1 ELSE 0 END AS acted,
            CASE WHEN r.kind = '{ReminderKind.DIGEST}' THEN 1 ELSE 0 END AS is_digest
        FROM reminders r
        WHERE r.workspace = :workspace AND r.user_id = :user AND r.{_NOT_DROPPED}
        ORDER BY r.at DESC, r.id LIMIT :limit""",
        {"workspace": workspace, "user": user, "limit": RECENT},
    )
    return [PastReminder.from_row(row) for row in rows]


def count_by_state(db: Database, team_id: str, since: datetime) -> list[ReminderCount]:
    """Return a team's reminders since then, by state and, for those suppressed, reason; those planned left out, and
    digests, which are of no team.
    """
    rows = db.query(
        f"""
        SELECT r.state, CASE WHEN r.state = '{ReminderState.SUPPRESSED}' THEN r.reason ELSE '' END AS reason,
            count(*) AS number, count(CASE WHEN {_SOON} THEN 1 END) AS acted
        FROM reminders r WHERE r.team_id = :team AND r.at >= :since AND r.state <> '{ReminderState.PLANNED}'
            AND r.kind <> '{ReminderKind.DIGEST}'
        GROUP BY 1, 2 ORDER BY 3 DESC, 2""",
        {"team": team_id, "since": stamp(since)},
    )
    return [ReminderCount.from_row(row) for row in rows]


def snooze(db: Database, workspace: str, user: str, ref: str, until: datetime | None) -> None:
    """Say nothing about this until then, or never again."""
    db.execute(
        """
        INSERT INTO snoozes (workspace, user_id, ref, until) VALUES (:workspace, :user, :ref, :until)
        ON CONFLICT (workspace, user_id, ref) DO UPDATE SET until = excluded.until""",
        {"workspace": workspace, "user": user, "ref": ref, "until": stamp(until) if until else None},
    )


def list_snoozed(db: Database, workspace: str, user: str) -> dict[str, datetime | None]:
    """Return what a person does not want to hear of: ref → until then, None for never."""
    rows = db.query(
        "SELECT ref, until FROM snoozes WHERE workspace = :workspace AND user_id = :user",
        {"workspace": workspace, "user": user},
    )
    return {row["ref"]: parse_stamp(row["until"]) if row["until"] else None for row in rows}


def open_commitments(db: Database, workspace: str, user: str) -> list[OpenCommitment]:
    """Return the live commitments that a person owns or is offered."""
    rows = db.query(
        f"""
        SELECT c.*, t.name AS team, t.workspace, t.channel, t.zone, t.paused_at,
            (SELECT max(l.at) FROM commitment_log l
                WHERE l.commitment_id = c.id AND l.event = '{CommitmentEvent.OFFERED}') AS offered_at
        FROM commitments c JOIN teams t ON t.id = c.team_id
        WHERE t.workspace = :workspace AND c.{LIVE} AND (c.owner = :user OR c.offered_to = :user)
            AND {NOT_LEFT}""",
        {"workspace": workspace, "user": user},
    )
    return [OpenCommitment.from_row(row) for row in rows]


def notice(db: Database, now: datetime) -> int:
    """Consider now whoever has a commitment or an absence that changed; return how many changes there were.

    Call it again until there are none: it takes NOTICED_AT_ONCE of each at most.
    """
    with db.atomic():
        news = {"now": stamp(now), "limit": NOTICED_AT_ONCE}
        changed = [*db.execute(_COMMITMENTS_CHANGED, news), *db.execute(_ABSENCES_CHANGED, news)]
        concerned = {(row["workspace"], row[who]) for row in changed for who in ("owner", "offered_to") if row[who]}
        # In order: two transactions that lock the same people in different orders would be a deadlock.
        for workspace, user in sorted(concerned):
            people.consider(db, workspace, user, now)
    return len(changed)


# The condition stands outside the inner SELECT as well: on PostgreSQL whoever waited for a row checks only that again.
_COMMITMENTS_CHANGED = """
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
