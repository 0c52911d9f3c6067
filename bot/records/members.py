"""Members of a team: who joins, leaves, sits where; and who has left its channel or the company."""

from datetime import datetime

from bot.model.teams import Colleague, InvitationState, Membership, Role, Side
from bot.records.commitment_sql import LIVE, NOT_CLOSED
from bot.records.database import Database, stamp
from bot.records.member_sql import COUNTED


def join(
    db: Database,
    team_id: str,
    user: str,
    now: datetime,
    *,
    side: Side = Side.OTHER,
    role: Role = Role.MEMBER,
    guest: bool = False,
) -> bool:
    """Make somebody a member. Return False when they are one already: they keep side and role."""
    joined_now = db.execute(
        """
        INSERT INTO members (team_id, user_id, side, role, guest, joined_on)
        VALUES (:team, :user, :side, :role, :guest, :now)
        ON CONFLICT (team_id, user_id) DO NOTHING RETURNING user_id""",
        {
            "team": team_id,
            "user": user,
            "side": side,
            "role": role,
            "guest": int(guest),
            "now": now.date().isoformat(),
        },
    )
    if joined_now:
        come_back(db, team_id, user)
    return bool(joined_now)


def leave(db: Database, team_id: str, user: str) -> Role | None:
    """Take somebody out of the team; their commitments stay. Return the role that they had, None when not in it."""
    delete = "DELETE FROM members WHERE team_id = :team AND user_id = :user RETURNING role"
    removed = db.execute(delete, {"team": team_id, "user": user})
    return Role(removed[0]["role"]) if removed else None


def set_guest(db: Database, workspace: str, user: str, *, guest: bool) -> list[str]:
    """Record what somebody is in every team of a workspace. Return the ids of those in which they were not that."""
    changed = db.execute(
        """
        UPDATE members SET guest = :guest
        WHERE user_id = :user AND guest <> :guest AND team_id IN (SELECT id FROM teams WHERE workspace = :workspace)
        RETURNING team_id""",
        {"workspace": workspace, "user": user, "guest": int(guest)},
    )
    return sorted(row["team_id"] for row in changed)


def end_lead(db: Database, team_id: str, user: str) -> bool:
    """Have somebody lead no more. Return False when they did not."""
    changed = db.execute(
        f"""
        UPDATE members SET role = '{Role.MEMBER}'
        WHERE team_id = :team AND user_id = :user AND role = '{Role.MANAGER}' RETURNING user_id""",
        {"team": team_id, "user": user},
    )
    return bool(changed)


def move(db: Database, team_id: str, user: str, side: Side, role: Role | None = None) -> bool:
    """Set a member's side, and the role where one is given. Return False where nothing changes, or nobody is there."""
    moved = db.execute(
        """
        UPDATE members SET side = :side, role = coalesce(:role, role)
        WHERE team_id = :team AND user_id = :user AND (side <> :side OR role <> coalesce(:role, role))
        RETURNING user_id""",
        {"team": team_id, "user": user, "side": side, "role": role},
    )
    return bool(moved)


def hand_over(db: Database, team_id: str, user: str) -> None:
    """Have this member lead the team, and whoever led it take part."""
    db.execute(
        """
        UPDATE members SET role = CASE WHEN user_id = :user THEN :manager ELSE :member END
        WHERE team_id = :team AND (user_id = :user OR role = :manager)""",
        {"team": team_id, "user": user, "member": Role.MEMBER, "manager": Role.MANAGER},
    )


def list_colleagues(db: Database, team_id: str) -> list[Colleague]:
    """Return everybody in the team, by name."""
    rows = db.query(
        """
        SELECT m.user_id, m.side, coalesce(p.name, '') AS name
        FROM members m JOIN teams t ON t.id = m.team_id
            LEFT JOIN people p ON p.workspace = t.workspace AND p.user_id = m.user_id
        WHERE m.team_id = :team""",
        {"team": team_id},
    )
    # Not by SQL: each engine orders letters in its own way.
    return sorted((Colleague.from_row(row) for row in rows), key=lambda each: (each.name.casefold(), each.user_id))


def note_left(db: Database, team_id: str, user: str, now: datetime) -> bool:
    """Record that somebody has left the channel or the company. Return False when it is known."""
    noted = db.execute(
        """
        INSERT INTO leavers (team_id, user_id, left_at) VALUES (:team, :user, :now)
        ON CONFLICT (team_id, user_id) DO NOTHING RETURNING user_id""",
        {"team": team_id, "user": user, "now": stamp(now)},
    )
    return bool(noted)


def come_back(db: Database, team_id: str, user: str) -> None:
    """Forget that somebody had left."""
    db.execute("DELETE FROM leavers WHERE team_id = :team AND user_id = :user", {"team": team_id, "user": user})


def list_teams_left(db: Database, workspace: str, user: str) -> set[str]:
    """Return the ids of the teams whose channel, or whose company, this person has left."""
    rows = db.query(
        """
        SELECT l.team_id FROM leavers l JOIN teams t ON t.id = l.team_id
        WHERE t.workspace = :workspace AND l.user_id = :user""",
        {"workspace": workspace, "user": user},
    )
    return {row["team_id"] for row in rows}


def list_leavers(db: Database, team_id: str) -> set[str]:
    """Return everybody who has left the team's channel, or the company."""
    rows = db.query("SELECT user_id FROM leavers WHERE team_id = :team", {"team": team_id})
    return {row["user_id"] for row in rows}


def list_teams_of(db: Database, workspace: str, user: str) -> list[str]:
    """Return the ids of the teams that this person is in, was named for, has commitments in, or is asked about one."""
    rows = db.query(
        f"""
        SELECT id FROM teams WHERE workspace = :workspace AND (
            id IN (SELECT team_id FROM members WHERE user_id = :user)
            OR id IN (SELECT team_id FROM invitations WHERE user_id = :user AND state = :waiting)
            OR id IN (
                SELECT team_id FROM commitments c
                WHERE c.{LIVE} AND (c.owner = :user OR c.partner = :user)
                    OR c.{NOT_CLOSED} AND (c.offered_to = :user OR c.invited = :user)))
        ORDER BY id""",
        {"workspace": workspace, "user": user, "waiting": InvitationState.WAITING},
    )
    return [row["id"] for row in rows]


def list_memberships(db: Database, workspace: str, user: str) -> dict[str, Membership]:
    """Return team → a person's place in it."""
    rows = db.query(
        f"""
        SELECT m.team_id, m.side, m.role, (SELECT count(*) FROM members o WHERE o.team_id = m.team_id AND {COUNTED})
            AS size
        FROM members m JOIN teams t ON t.id = m.team_id
        WHERE t.workspace = :workspace AND m.user_id = :user""",
        {"workspace": workspace, "user": user},
    )
    return {row["team_id"]: Membership.from_row(row) for row in rows}
