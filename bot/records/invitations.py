"""People who were named for a team, and what they have answered: until they say so themselves they are no members."""

from datetime import datetime

from bot.errors import MissingError
from bot.model.teams import Invitation, InvitationState, Member, OpenInvitation
from bot.records.database import Database, new_id, stamp

_WAITING = f"state = '{InvitationState.WAITING}'"


def name(db: Database, team_id: str, seat: Member, by: str, now: datetime) -> None:
    """Record that somebody is named; of who waits already the side and role change."""
    db.execute(
        f"""
        INSERT INTO invitations (id, team_id, user_id, side, role, named_by, named_at, state)
        VALUES (:id, :team, :user, :side, :role, :by, :now, '{InvitationState.WAITING}')
        ON CONFLICT (team_id, user_id) DO UPDATE SET side = excluded.side, role = excluded.role,
            named_by = CASE WHEN invitations.{_WAITING} THEN invitations.named_by ELSE excluded.named_by END,
            named_at = CASE WHEN invitations.{_WAITING} THEN invitations.named_at ELSE excluded.named_at END,
            state = excluded.state, answered_at = NULL""",
        {
            "id": new_id(),
            "team": team_id,
            "user": seat.user_id,
            "side": seat.side,
            "role": seat.role,
            "by": by,
            "now": stamp(now),
        },
    )


def get(db: Database, invitation_id: str) -> Invitation:
    """Return it. KeyError when there is no such invitation."""
    rows = db.query("SELECT * FROM invitations WHERE id = :id", {"id": invitation_id})
    if not rows:
        raise MissingError(invitation_id)
    return Invitation.from_row(rows[0])


def find(db: Database, team_id: str, user: str) -> Invitation | None:
    """Return the invitation of this person, however they answered; None for who was never named."""
    return next((each for each in list_of_team(db, team_id) if each.user_id == user), None)


def list_of_team(db: Database, team_id: str) -> list[Invitation]:
    """Return everybody who was ever named for the team, those named first before the others."""
    rows = db.query("SELECT * FROM invitations WHERE team_id = :team ORDER BY named_at, user_id", {"team": team_id})
    return [Invitation.from_row(row) for row in rows]


def list_waiting(db: Database, workspace: str, user: str) -> list[OpenInvitation]:
    """Return where this person was named, in teams that are set up, and has not answered."""
    rows = db.query(
        f"""
        SELECT i.*, t.channel, t.zone, t.paused_at FROM invitations i JOIN teams t ON t.id = i.team_id
        WHERE t.workspace = :workspace AND t.confirmed_at IS NOT NULL AND i.user_id = :user AND i.{_WAITING}
        ORDER BY i.named_at, i.id""",
        {"workspace": workspace, "user": user},
    )
    return [OpenInvitation.from_row(row) for row in rows]


def answer(db: Database, team_id: str, user: str, state: InvitationState, now: datetime) -> bool:
    """Record how it ended. Return False where it is so already, or this person was never named."""
    changed = db.execute(
        """
        UPDATE invitations SET state = :state, answered_at = :now
        WHERE team_id = :team AND user_id = :user AND state <> :state RETURNING id""",
        {"team": team_id, "user": user, "state": state, "now": stamp(now)},
    )
    return bool(changed)


def mark_asked(db: Database, invitation_id: str, now: datetime) -> None:
    """Record that a private message asks about it."""
    db.execute("UPDATE invitations SET asked_at = :now WHERE id = :id", {"id": invitation_id, "now": stamp(now)})
