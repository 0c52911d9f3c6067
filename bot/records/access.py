"""One person's relation to what an act is about: one narrow query for each kind of target."""

from collections.abc import Mapping

from bot.model.rights import Access, Target, TargetKind
from bot.model.runs import Visibility
from bot.records.database import Database

_NOBODY = "NULL AS owner, NULL AS partner, NULL AS offered_to, NULL AS invited, 0 AS private"
_OWNER = "{} AS owner, NULL AS partner, NULL AS offered_to, NULL AS invited, {} AS private"
# A private result that was changed is as private as the run that says it now.
_ALONE = f"""CASE WHEN r.visibility = '{Visibility.ME}'
            OR EXISTS (SELECT 1 FROM runs n WHERE n.replaces = r.id AND n.visibility = '{Visibility.ME}')
        THEN 1 ELSE 0 END"""
# What a target belongs to: its team, and its people.
_BELONGS: Mapping[TargetKind, str] = {
    TargetKind.TEAM: f"SELECT id AS team_id, workspace, {_NOBODY} FROM teams WHERE id = :id",
    TargetKind.CHANNEL: f"""
        SELECT id AS team_id, workspace, {_NOBODY} FROM teams WHERE workspace = :workspace AND channel = :id""",
    TargetKind.RUN: f"""
        SELECT r.team_id, NULL AS workspace, {_OWNER.format("r.started_by", _ALONE)} FROM runs r WHERE r.id = :id""",
    TargetKind.FINISHED: f"""
        SELECT r.team_id, NULL AS workspace, {_OWNER.format("r.started_by", _ALONE)} FROM runs r
        WHERE r.id = :id AND r.finished_at IS NOT NULL""",
    TargetKind.COMMITMENT: """
        SELECT team_id, NULL AS workspace, CASE WHEN owner = '' THEN made_by ELSE owner END AS owner, partner,
            offered_to, invited, 0 AS private
        FROM commitments WHERE id = :id""",
    TargetKind.CHECKIN: f"SELECT team_id, NULL AS workspace, {_NOBODY} FROM checkins WHERE id = :id",
    TargetKind.FOLLOWUP: f"""
        SELECT f.team_id, NULL AS workspace, {_OWNER.format("r.started_by", _ALONE)}
        FROM followups f JOIN runs r ON r.id = f.run_id WHERE f.id = :id""",
    TargetKind.REMINDER: f"""
        SELECT team_id, workspace, {_OWNER.format("user_id", "1")} FROM reminders WHERE id = :id""",
    TargetKind.INVITATION: f"""
        SELECT team_id, NULL AS workspace, {_OWNER.format("user_id", "0")} FROM invitations WHERE id = :id""",
    TargetKind.WAVE: """
        SELECT team_id, NULL AS workspace, launched_by AS owner, NULL AS partner, NULL AS offered_to,
            (SELECT p.user_id FROM respondents p WHERE p.wave_id = w.id AND p.user_id = :user) AS invited, 0 AS private
        FROM waves w WHERE w.id = :id""",
    # A row that went to a channel belongs to its team, whether it says so or not.
    TargetKind.ROW: f"""
        SELECT coalesce(o.team_id, c.id) AS team_id, o.workspace, {_OWNER.format("o.notify_on_failure", "0")}
        FROM outbox o LEFT JOIN teams c ON c.workspace = o.workspace AND c.channel = o.channel WHERE o.id = :id""",
}


def find_access(db: Database, target: Target, workspace: str, user: str) -> Access | None:
    """Return what this person is to the target; None when there is no such target."""
    rows = db.query(
        f"""
        SELECT t.id AS team_id, coalesce(t.workspace, x.workspace) AS workspace, t.channel, t.name AS team,
            t.confirmed_at, m.role, m.guest, l.left_at, x.owner, x.partner, x.offered_to, x.invited, x.private
        FROM ({_BELONGS[target.kind]}) AS x LEFT JOIN teams t ON t.id = x.team_id
            LEFT JOIN members m ON m.team_id = t.id AND m.user_id = :user
            LEFT JOIN leavers l ON l.team_id = t.id AND l.user_id = :user""",
        {"id": target.id, "workspace": workspace, "user": user},
    )
    return Access.from_row(rows[0]) if rows else None
