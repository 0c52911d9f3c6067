"""Where promises stand for one person: theirs, what is offered to them, what they closed lately, their teams'."""

from datetime import datetime, timedelta

from bot.records import commitments, offers
from bot.records.commitments import LIVE
from bot.records.database import Database, Row

LATELY = timedelta(days=14)


def standing(db: Database, workspace: str, user: str, now: datetime, team_id: str = "") -> dict[str, list[Row]]:
    """mine, offered, lately (closed in two weeks), theirs (of this team, or of all the person's teams)."""
    return {
        "mine": [one for one in commitments.of(db, workspace, user) if one["offered_to"] != user],
        "offered": offers.waiting(db, workspace, user),
        "lately": commitments.closed_by(db, workspace, user, now - LATELY),
        "theirs": _theirs(db, workspace, user, team_id),
    }


def _theirs(db: Database, workspace: str, user: str, team_id: str) -> list[Row]:
    """What others have promised; `changeable` is 1 where this person wrote it down or leads the team."""
    return db.query(
        f"""
        SELECT c.*, t.name AS team, t.workspace, t.channel, t.zone,
            CASE WHEN c.made_by = :user OR m.role = 'manager' THEN 1 ELSE 0 END AS changeable
        FROM commitments c JOIN teams t ON t.id = c.team_id
            LEFT JOIN members m ON m.team_id = t.id AND m.user_id = :user
        WHERE t.workspace = :workspace AND c.state IN {LIVE}
            AND (t.id = :team OR (:team = '' AND m.user_id IS NOT NULL))
            AND c.owner <> :user AND coalesce(c.partner, '') <> :user AND coalesce(c.offered_to, '') <> :user
        ORDER BY c.due_on, c.made_at, c.id LIMIT 100""",
        {"workspace": workspace, "user": user, "team": team_id},
    )
